"""What is said of a person at a client."""

from __future__ import annotations

from clientpulse.records import Contact


def person(view: Contact) -> str:
    """Name a person in a line."""
    role = f", {view.role}" if view.role else ""
    primary = ", primary contact" if view.is_primary else ""
    return f"{view.name}{role}, at {view.client}{primary} (number {view.id})"
