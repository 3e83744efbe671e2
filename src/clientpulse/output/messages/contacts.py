"""What is said of a person at a client."""

from __future__ import annotations

from collections.abc import Iterator

from clientpulse.records import Contact


def person(view: Contact) -> str:
    """Name a person in a line."""
    role = f", {view.role}" if view.role else ""
    primary = ", primary contact" if view.is_primary else ""
    return f"{view.name}{role}, at {view.client}{primary} (number {view.id})"


def in_place_of(gone: Contact, primary: Contact | None) -> Iterator[str]:
    """Say who is the primary contact now that another one is gone."""
    if gone.is_primary and primary is not None:
        yield f"Primary contact now: {primary.name}."
