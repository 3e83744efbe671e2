"""Promises both ways: what we owe a client, and what the client owes us."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from clientpulse.dates import long_date
from clientpulse.errors import ConflictError, InputError, NotFoundError
from clientpulse.records import Commitment
from clientpulse.services import lookup, text
from clientpulse.store import queries
from clientpulse.store.reader import Reader

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

US, CLIENT = "us", "client"

NOUNS = {US: "promise", CLIENT: "ask"}


def make(
    unit: UnitOfWork,
    today: date,
    client: lookup.Found,
    owed_by: str,
    what: str,
    due_on: date | None = None,
) -> Commitment:
    """Write down a promise or an ask.

    Args:
        unit: Writes.
        today: The day it is, and the one it is made on.
        client: With whom.
        owed_by: ``us`` or ``client``.
        what: What is owed.
        due_on: By when; it may lie behind, since a promise can be written down late.

    Raises:
        InputError: The text can't be stored.
    """
    row = unit.insert(
        Commitment(
            client_id=client.id,
            owed_by=owed_by,
            what=text.needed(what, NOUNS[owed_by]),
            made_on=today,
            due_on=due_on,
        )
    )
    made = find(unit.reader, int(row.id or 0))
    unit.describe(f"wrote down {_named(made)}")
    return made


def done(unit: UnitOfWork, today: date, commitment_id: int, done_on: date) -> Commitment:
    """Say that what was owed is done.

    Raises:
        InputError: The day lies ahead, or before the one on which it was promised.
        NotFoundError: There is no such commitment.
        ConflictError: It was done or dropped already.
    """
    before = _still_open(unit.reader, commitment_id)
    _check_end(before, today, done_on, "done")
    unit.update_all(Commitment, [commitment_id], done_on=done_on)
    unit.describe(f"{'kept' if before.owed_by == US else 'received'} {_named(before)}")
    return find(unit.reader, commitment_id)


def drop(unit: UnitOfWork, today: date, commitment_id: int) -> Commitment:
    """Give up what was owed, because both sides no longer want it; it counts for nothing.

    Raises:
        InputError: It was made on a later day than the one that is rehearsed.
        NotFoundError: There is no such commitment.
        ConflictError: It was done or dropped already.
    """
    before = _still_open(unit.reader, commitment_id)
    _check_end(before, today, today, "dropped")
    unit.update_all(Commitment, [commitment_id], dropped_on=today)
    unit.describe(f"dropped {_named(before)}")
    return find(unit.reader, commitment_id)


def edit(
    unit: UnitOfWork, commitment_id: int, changes: dict[str, Any], *, reopen: bool = False
) -> Commitment:
    """Correct a promise or an ask.

    Args:
        unit: Writes.
        commitment_id: Its number.
        changes: ``what`` and ``due_on``; what is left out stays.
        reopen: It is still to be kept after all.

    Raises:
        InputError: A text can't be stored.
        NotFoundError: There is no such commitment.
    """
    before = find(unit.reader, commitment_id)
    values = dict(changes)
    if "what" in values:
        values["what"] = text.needed(values["what"], NOUNS[before.owed_by])
    if reopen:
        values |= {"done_on": None, "dropped_on": None}
    if values:
        unit.update_all(Commitment, [commitment_id], **values)
        unit.describe(f"edited {_named(before)}")
    return find(unit.reader, commitment_id)


def find(reader: Reader, commitment_id: int) -> Commitment:
    """Find a promise or an ask by its number.

    Raises:
        NotFoundError: There is none.
    """
    found = queries.commitments.one(reader, commitment_id)
    if found is None:
        raise NotFoundError(
            f"there is no promise or ask {commitment_id}",
            "'pulse commitment list --all' shows their numbers",
        )
    return found


def _named(one: Commitment) -> str:
    return f"{NOUNS[one.owed_by]} {one.id} {'to' if one.owed_by == US else 'of'} {one.client}"


def _still_open(reader: Reader, commitment_id: int) -> Commitment:
    found = find(reader, commitment_id)
    if not found.open:
        how = "done" if found.done_on is not None else "dropped"
        ended_on = found.done_on or found.dropped_on or found.made_on
        raise ConflictError(
            f"{NOUNS[found.owed_by]} {commitment_id} with {found.key} was {how} already,"
            f" on {long_date(ended_on)}",
            f"if it is still to be kept: pulse commitment edit {commitment_id} --open",
        )
    return found


def _check_end(before: Commitment, today: date, ended_on: date, how: str) -> None:
    if ended_on > today:
        raise InputError(
            f"{ended_on} lies ahead, so it can't be {how} yet", "give the day it was, or none"
        )
    if ended_on < before.made_on:
        raise InputError(
            f"{NOUNS[before.owed_by]} {before.id} was made on {before.made_on},"
            f" so it can't be {how} on {ended_on}",
            f"give a day from {before.made_on} on",
        )
