"""Pages that we write ourselves: one file, no script, nothing that is loaded from elsewhere."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.output.html import building, client, digest, for_client, portfolio
else:
    __getattr__ = modules_of(__name__)
