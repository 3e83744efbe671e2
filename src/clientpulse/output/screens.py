"""Where each screen is laid out: as JSON fields, as a sheet of rows, or as a card of sections.

The screens of the daily loop stand in ``records``, ``sheet`` and ``card``, the others in a module
a topic in ``output/relation``, imported when one of its screens is shown. Such a module has, by the
screen's name: ``ENVELOPES`` (the JSON envelope's fields), ``FIELDS`` (the fields of a list's items)
and ``SHEETS`` for lists, ``CARDS`` for what is read from top to bottom.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from clientpulse.output.card import Card
    from clientpulse.output.sheet import Sheet

RELATION: Mapping[str, str] = {
    "commitment-list": "commitments",
    "mistake-list": "mistakes",
    "remind-list": "moments",
    "feedback-list": "feedback",
    "project-list": "feedback",
    "service-list": "services",
    "service-heard": "services",
    "agenda": "agenda",
    "brief": "brief",
    "dial": "dial",
    "checkup": "checkups",
    "trait-list": "checkups",
    "away-list": "away",
    "client-rules": "rules",
    "template-list": "templates",
}
"""The module in ``output/relation`` that lays a screen out."""


def envelope(screen: str, view: Any) -> dict[str, Any]:
    """Return what a screen puts into its JSON envelope."""
    found: dict[str, Any] = _table(screen, "records", "SCREENS", "ENVELOPES")[screen](view)
    return found


def fields(screen: str) -> tuple[str, ...] | None:
    """Return the fields of a list's items; None of what is no list."""
    return _table(screen, "records", "FIELDS", "FIELDS").get(screen)


def sheet(screen: str, view: Any) -> Sheet | None:
    """Lay a list out; None of what is no list."""
    made = _table(screen, "sheet", "SHEETS", "SHEETS").get(screen)
    return None if made is None else made(view)


def card(screen: str, view: Any) -> Card | None:
    """Lay out what is read from top to bottom; None of a list."""
    made = _table(screen, "card", "CARDS", "CARDS").get(screen)
    return None if made is None else made(view)


def _table(screen: str, module: str, daily: str, relation: str) -> Mapping[str, Any]:
    topic = RELATION.get(screen)
    if topic is None:
        found: Mapping[str, Any] = getattr(
            importlib.import_module(f"clientpulse.output.{module}"), daily
        )
        return found
    laid_out = importlib.import_module(f"clientpulse.output.relation.{topic}")
    return getattr(laid_out, relation, {})
