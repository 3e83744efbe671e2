"""Which clients, and which touchpoints, a reading command is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from clientpulse.views.whose import ANYBODY, Whose


@dataclass(frozen=True, slots=True)
class Selection:
    """Which clients a reading command is about.

    Attributes:
        client_id: Only this one.
        tags: Only those with one of these tags, spelled as stored; None for any.
        owners: Only those of one of these owners, spelled as stored; None for any. None among them
            stands for those without an owner.
        whose: The same for those who are told whose they are.
        archived: Archived ones instead of the active ones; None for both.
    """

    client_id: int | None = None
    tags: tuple[str, ...] | None = None
    owners: tuple[str | None, ...] | None = None
    archived: bool | None = False
    whose: Whose = ANYBODY

    def where(self) -> tuple[str, dict[str, Any]]:
        """Return the condition on the table ``client c``, and its parameters."""
        conditions, parameters = ["1 = 1"], dict[str, Any]()
        if self.client_id is not None:
            conditions.append("c.id = :client_id")
            parameters["client_id"] = self.client_id
        elif self.archived is not None:
            conditions.append(f"c.archived_on IS {'NOT ' if self.archived else ''}NULL")
        if self.tags is not None:
            names = _named("tag", self.tags, parameters)
            tagged = f"SELECT g.client_id FROM tag g WHERE g.name IN ({names})"
            conditions.append(f"c.id IN ({tagged})")
        if self.owners is not None:
            named = [one for one in self.owners if one is not None]
            owned = f"c.owner IN ({_named('owner', named, parameters)})"
            unowned = " OR c.owner IS NULL" if None in self.owners else ""
            conditions.append(f"({owned}{unowned})")
        return " AND ".join(conditions), parameters


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """Which touchpoints ``history`` is about.

    Attributes:
        tags: Only those of active clients with one of these tags, spelled as stored; None for any.
        since: On this day or later.
        until: On this day or earlier.
        search: With this text in the note or the client's name, in any case.
    """

    client_id: int | None = None
    tags: tuple[str, ...] | None = None
    since: date | None = None
    until: date | None = None
    channel: str | None = None
    search: str | None = None
    limit: int | None = None


def _named(name: str, values: Sequence[str], parameters: dict[str, Any]) -> str:
    """Add values as named parameters, and return their marks for ``IN``; NULL fits nothing."""
    keys = [f"{name}{index}" for index in range(len(values))]
    parameters |= dict(zip(keys, values, strict=True))
    return ", ".join(f":{key}" for key in keys) or "NULL"
