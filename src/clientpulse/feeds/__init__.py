"""The calendar files that we write: their events, and what they held before."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.feeds import calendar, event, held, options
else:
    __getattr__ = modules_of(__name__)
