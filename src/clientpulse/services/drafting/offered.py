"""Which letters may be written to a client, the one that today's list asks for first."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from clientpulse.cadence.advice import command
from clientpulse.cadence.items import DueItem
from clientpulse.cadence.policy import Policy
from clientpulse.letters import outline
from clientpulse.letters.kinds import KINDS
from clientpulse.quoting import printable
from clientpulse.services import lookup, recaps
from clientpulse.services.drafting import addressing, kept, occasions
from clientpulse.services.drafting.letters import SAYING_ALL_IS_WELL
from clientpulse.services.open_things import kinds
from clientpulse.services.portfolio import due
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection

UPDATE = "update"
outline_in_words = outline.lines

Options = tuple[str, ...]
"""What is typed behind ``pulse draft KIND CLIENT``."""


class Subject(NamedTuple):
    """What a letter may be about.

    Attributes:
        said: In words, harmless.
    """

    options: Options
    said: str


class Offered(NamedTuple):
    """Which letters may be written to a client.

    Attributes:
        kinds: Their names, the one to write first.
        about: By kind what it may be about, the first one first; where nothing has to be chosen,
            there is none.
        untold: The mistakes that the client doesn't know of, in words: some kinds aren't written
            then, but for ``--anyway``.
        kept: The letters to them that weren't sent, or not logged.
    """

    kinds: Sequence[str]
    about: Mapping[str, Sequence[Subject]]
    untold: Sequence[str]
    kept: Sequence[kept.Letter]

    def says_all_is_well(self, kind: str) -> bool:
        """Tell whether a letter would hide a mistake that they don't know of."""
        return kind in SAYING_ALL_IS_WELL and bool(self.untold)


def offered(reader: Reader, now: datetime, policy: Policy, key: str, store: Path) -> Offered:
    """Read which letters may be written to a client.

    Args:
        store: Where the store is: its letters are kept beside it.
    """
    today = now.date()
    found = lookup.client(reader, key)
    whose = Selection(client_id=found.id)
    view = due.due(reader, today, policy, whose, now=now)
    wanted, options = _asked_for(item for row in view.rows for item in row.items)
    about = {
        "recap": _conversations(reader, today, policy, found.id),
        "greeting": _occasions(reader, today, found.id),
        "apology": _mistakes(reader, today, found.id),
        "feedback": _projects(reader, found.id),
    }
    if options:
        about[wanted] = sorted(about.get(wanted, ()), key=lambda one: one.options != options)
    return Offered(
        sorted(KINDS, key=lambda kind: kind != wanted),
        about,
        [one.said for one in kinds.TOLD.found(reader, today, found.id)],
        [
            letter
            for client in queries.clients.select(reader, whose)
            for letter in addressing.letters_to(reader, client, store)
        ],
    )


def _asked_for(items: Iterable[DueItem]) -> tuple[str, Options]:
    """Return the letter that the most urgent item is about for which one is written."""
    for item in items:
        words = shlex.split(command(item, "KEY"))
        if words[:2] == ["pulse", "draft"]:
            return words[2], tuple(one for one in words[4:] if one != "--log")
        if item.rule == UPDATE:
            break
    return UPDATE, ()


def _conversations(reader: Reader, today: date, policy: Policy, client_id: int) -> list[Subject]:
    first = recaps.to_write_up(reader, today, policy, client_id)
    found = [
        Subject(("--for", one.ref), one.said)
        for one in kinds.CONVERSATION.found(reader, today, client_id)
    ]
    options = ("--for", "" if first is None else str(first.id))
    return sorted(found, key=lambda one: one.options != options)


def _occasions(reader: Reader, today: date, client_id: int) -> list[Subject]:
    """Return the days to greet them for; where none is near, a kind word comes first."""
    people = queries.contacts.select(reader, client_id)
    near = occasions.near(reader, today, client_id, people)
    found = [
        Subject(("--for", one.ref), one.said)
        for one in kinds.REMEMBERED.found(reader, today, client_id)
    ]
    if near is None:
        return [Subject((), "just a kind word"), *found]
    options = ("--for", str(near.ref))
    return sorted(found, key=lambda one: one.options != options)


def _mistakes(reader: Reader, today: date, client_id: int) -> list[Subject]:
    """Return the open mistakes: those that they don't know of first, as today's list has them."""
    untold = {one.ref for one in kinds.TOLD.found(reader, today, client_id)}
    found = kinds.MISTAKE.found(reader, today, client_id)
    in_order = sorted(found, key=lambda one: (one.ref not in untold, int(one.ref)))
    return [Subject(("--mistake", one.ref), one.said) for one in in_order]


def _projects(reader: Reader, client_id: int) -> list[Subject]:
    return [Subject((), "what is due, or all of your work"), *_finished(reader, client_id)]


def _finished(reader: Reader, client_id: int) -> Iterator[Subject]:
    for one in queries.projects.select(reader, client_id=client_id):
        if one.finished_on is not None:
            yield Subject(("--project", str(one.id)), printable(one.name))
