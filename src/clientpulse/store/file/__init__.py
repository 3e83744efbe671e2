"""The store's file: where it is, opening it, what damages it."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.store.file import (
        checked_copy,
        connection,
        engine,
        failures,
        location,
        scrubbing,
        unreadable,
    )
else:
    __getattr__ = modules_of(__name__)
