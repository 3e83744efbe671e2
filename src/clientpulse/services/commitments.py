"""Promises both ways: what we owe a client, and what the client owes us."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from clientpulse.records import Commitment
from clientpulse.records.commitments import CLIENT, US
from clientpulse.services import lookup, text
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.views.listed import Listed

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

NOUNS = {US: "promise", CLIENT: "ask"}


def listed(
    reader: Reader,
    today: date,
    *,
    client_id: int | None = None,
    include_closed: bool = False,
    archived: bool = False,
) -> Listed[Commitment]:
    """List promises and asks: the open ones by their day, then those that ended last."""
    found = queries.commitments.select(
        reader,
        client_id=client_id,
        only_open=not include_closed,
        archived=archived or client_id is not None,
    )
    ended = sorted((one for one in found if not one.open), key=_end, reverse=True)
    found = [*(one for one in found if one.open), *ended]
    return Listed(today, tuple(found), include_closed=include_closed)


def make(unit: UnitOfWork, new: Commitment) -> Commitment:
    """Write down a promise or an ask; it may be overdue, since it can be written down late."""
    made = unit.insert(text.checked_record(new, what=NOUNS[new.owed_by]))
    unit.describe(f"wrote down {_named(made)}")
    return made


def done(unit: UnitOfWork, today: date, commitment_id: int, done_on: date) -> Commitment:
    """Mark a promise kept or a request received.

    Raises:
        InputError: The day is to come, or before the one on which it was promised.
    """
    before = _still_open(unit.reader, commitment_id)
    _check_end(before, today, done_on, "done")
    unit.describe(f"{'kept' if before.owed_by == US else 'received'} {_named(before)}")
    return unit.update(before, done_on=done_on)


def drop(unit: UnitOfWork, today: date, commitment_id: int) -> Commitment:
    """Drop a promise or a request that both sides no longer want; it counts for nothing.

    Raises:
        InputError: It was made on a later day than the one that is rehearsed.
    """
    before = _still_open(unit.reader, commitment_id)
    _check_end(before, today, today, "dropped")
    unit.describe(f"dropped {_named(before)}")
    return unit.update(before, dropped_on=today)


def edit(
    unit: UnitOfWork, commitment_id: int, changes: dict[str, Any], *, reopen: bool = False
) -> Commitment:
    """Correct a promise or an ask.

    Args:
        reopen: It is still to be kept after all.
    """
    before = lookup.numbered(unit.reader, Commitment, commitment_id)
    values = text.checked(Commitment, changes, what=NOUNS[before.owed_by])
    if reopen:
        values |= {"done_on": None, "dropped_on": None}
    unit.describe(f"edited {_named(before)}")
    return unit.update(before, **values)


def delete(unit: UnitOfWork, commitment_id: int) -> Commitment:
    """Delete a promise or a request entered in error."""
    before = lookup.numbered(unit.reader, Commitment, commitment_id)
    unit.delete(before)
    unit.describe(f"deleted {_named(before)}")
    return before


def _named(one: Commitment) -> str:
    return f"{NOUNS[one.owed_by]} {one.id} {'to' if one.owed_by == US else 'of'} {one.client}"


def _end(one: Commitment) -> tuple[date, int]:
    return one.done_on or one.dropped_on or one.made_on, one.id


def _still_open(reader: Reader, commitment_id: int) -> Commitment:
    found = lookup.numbered(reader, Commitment, commitment_id)
    text.refuse_again(
        found.done_on or found.dropped_on,
        f"{NOUNS[found.owed_by]} {commitment_id} with {found.key} was"
        f" {'done' if found.done_on else 'dropped'}",
        f"if it is still to be kept: pulse commitment edit {commitment_id} --open",
    )
    return found


def _check_end(before: Commitment, today: date, ended_on: date, how: str) -> None:
    text.refuse_future(ended_on, today, f"it can't be {how} yet")
    made = f"{NOUNS[before.owed_by]} {before.id} was made"
    text.refuse_before(before.made_on, ended_on, made, f"be {how}")
