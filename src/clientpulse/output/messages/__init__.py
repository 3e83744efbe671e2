"""What a command that wrote answers, a module a topic."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.output.messages import (
        clients,
        commitments,
        contacts,
        meetings,
        mistakes,
        touchpoints,
        undo,
    )

__all__ = [
    "clients",
    "commitments",
    "contacts",
    "meetings",
    "mistakes",
    "touchpoints",
    "undo",
]

if not TYPE_CHECKING:
    __getattr__ = modules_of(__name__, __all__)
