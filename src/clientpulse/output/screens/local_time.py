"""What time it is at a client's, as fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from clientpulse.views.local_time import LocalTime


def record(view: LocalTime | None) -> dict[str, Any]:
    """Return the fields of a local time; null where it isn't known."""
    if view is None:
        return {"local_time": None, "open_now": None}
    return {"local_time": view.text or None, "open_now": view.open}
