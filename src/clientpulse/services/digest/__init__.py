"""Today's list as one message: what is in it, and how it gets to oneself."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.services.digest import delivering, gathering
else:
    __getattr__ = modules_of(__name__)
