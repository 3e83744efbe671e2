"""What is said of a person at a client."""

from __future__ import annotations

from typing import Any

from clientpulse.output import records
from clientpulse.records import Contact


def contact(view: Contact) -> dict[str, Any]:
    """Return a contact under its noun."""
    return {"contact": records.contact(view)}


def person(view: Contact) -> str:
    """Name a person in a line."""
    role = f", {view.role}" if view.role else ""
    primary = ", primary contact" if view.is_primary else ""
    return f"{view.name}{role}, at {view.client}{primary} (number {view.id})"
