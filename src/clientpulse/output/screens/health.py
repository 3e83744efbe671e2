"""How a relationship does, as fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clientpulse.output.layout.fields import Fields

if TYPE_CHECKING:
    from clientpulse.cadence.health import Part
    from clientpulse.views.health import HealthView

_part: Fields[Part] = Fields("name weight score")


def record(view: HealthView | None) -> dict[str, Any] | None:
    """Return the fields of a health; None where nothing is known."""
    if view is None:
        return None
    return {
        "score": view.now.score,
        "band": view.now.band,
        "change": view.change,
        "parts": list(map(_part, view.now.parts)),
        "capped_by": view.now.capped_by,
    }
