"""What becomes of the events of calendars."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.services.syncing.diary import appointments, events, following, invited, sought
else:
    __getattr__ = modules_of(__name__)
