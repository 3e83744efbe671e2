"""All clients at once: whom to contact today, how each of them stands, and how they do."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.services.portfolio import (
        asked,
        colleagues,
        due,
        health,
        listed,
        months,
        nearby,
        report,
        turns,
    )
else:
    __getattr__ = modules_of(__name__)
