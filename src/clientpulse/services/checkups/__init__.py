"""Check-ups of relationships, and the traits they ask about."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.services.checkups import checking, traits
else:
    __getattr__ = modules_of(__name__)
