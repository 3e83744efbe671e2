"""What an import did, or would do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clientpulse.views.coming_up import ComingUp
    from clientpulse.views.fates import Fate


@dataclass(frozen=True, slots=True)
class ImportedView:
    """What came of a file.

    Attributes:
        file: The file as typed.
        name: What it is called in a sentence.
        again: The command that reads it again in the same way.
        format: What it was taken for: `Google Contacts`.
        kind: `clients`, `touchpoints` or `store`.
        is_rehearsal: Whether nothing of it was kept.
        counts: How many of each noun were created, updated and so on.
        total: The same of what the file is about.
        items: What becomes of each client and person.
        messages: What there is to say, by line.
        messages_left_out: How many more there were.
        resting: The keys of clients that are archived, paused or snoozed, by which it is.
        from_tags: A tag of the config, what new clients got by it, and how many; most first.
        without_cadence: A tag, and how many new clients with it have no cadence of their own or by
            a tag; most first.
        without_owner: How many new clients have no owner.
        me: Who imports; None where nobody said who they are.
    """

    today: date
    file: str
    name: str
    again: str
    format: str
    kind: str
    is_rehearsal: bool
    counts: Mapping[str, Mapping[str, int]]
    total: Mapping[str, int]
    items: tuple[Fate, ...]
    unknown_columns: tuple[str, ...]
    messages: Sequence[tuple[int | None, str]]
    messages_left_out: int
    resting: Mapping[str, Sequence[str]]
    coming_up: Sequence[ComingUp]
    from_tags: Sequence[tuple[str, Sequence[str], int]] = ()
    without_cadence: Sequence[tuple[str, int]] = ()
    without_owner: int = 0
    me: str | None = None
