"""What pages show."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.services.pages import client, for_client, portfolio
else:
    __getattr__ = modules_of(__name__)
