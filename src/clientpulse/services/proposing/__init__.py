"""Who might be a client, and how often we were really in touch with them."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.services.proposing import (
        accepting,
        correspondence,
        domains,
        from_sources,
        grouping,
        lived,
        people,
        proposals,
    )
else:
    __getattr__ = modules_of(__name__)
