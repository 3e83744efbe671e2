"""What a calendar shows: what is due, booked meetings, birthdays; and all of it by day."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.services.feeding import by_day, diary, due, files
else:
    __getattr__ = modules_of(__name__)
