"""The screens of the relationship layer, a module a topic; see ``output/screens.py``."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.output.relation import (
        agenda,
        away,
        brief,
        checkups,
        commitments,
        dial,
        feedback,
        mistakes,
        moments,
        personal,
        rules,
        services,
        templates,
    )

__all__ = [
    "agenda",
    "away",
    "brief",
    "checkups",
    "commitments",
    "dial",
    "feedback",
    "mistakes",
    "moments",
    "personal",
    "rules",
    "services",
    "templates",
]

if not TYPE_CHECKING:
    __getattr__ = modules_of(__name__, __all__)
