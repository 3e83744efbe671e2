"""A store that several people share, on a server."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.services.serving import copying, letting_in, making
else:
    __getattr__ = modules_of(__name__)
