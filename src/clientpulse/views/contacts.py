"""People."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.views.stored import ContactView


@dataclass(frozen=True, slots=True)
class ContactsView:
    """People, of one client or of all."""

    today: date
    contacts: tuple[ContactView, ...]
