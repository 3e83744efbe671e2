"""What a calendar shows: what is due, booked meetings, birthdays."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.services.feeding import diary, due, files
else:
    __getattr__ = modules_of(__name__)
