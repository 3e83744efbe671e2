"""Events of calendars."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.sources.calendars import calendar, events
else:
    __getattr__ = modules_of(__name__)
