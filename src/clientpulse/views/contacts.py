"""People."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.records import Contact


@dataclass(frozen=True, slots=True)
class ContactsView:
    """People, of one client or of all."""

    today: date
    contacts: tuple[Contact, ...]
