"""Something to fill in below the views."""

from __future__ import annotations

from textual.containers import Vertical
from textual.widget import Widget


class Below(Vertical):
    """Something to fill in."""

    @property
    def begins(self) -> Widget:
        """Where one begins to type."""
        raise NotImplementedError
