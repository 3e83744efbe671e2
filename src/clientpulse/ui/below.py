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

    def on_mount(self) -> None:
        """Take the room, where there is little."""
        self.screen.add_class("-filling")

    def on_unmount(self) -> None:
        """Give it back."""
        if all(one is self for one in self.screen.query(Below)):
            self.screen.remove_class("-filling")
