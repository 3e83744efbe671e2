"""Clients: adding, editing, letting them rest, merging; the people there, and how they work."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.services.clients import (
        bulk,
        clock_starts,
        contacts,
        defaults,
        dependents,
        editing,
        keys,
        listing,
        merging,
        preferences,
        removing,
        resting,
        sharing,
        states,
        tags,
    )
else:
    __getattr__ = modules_of(__name__)
