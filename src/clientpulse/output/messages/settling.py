"""What is said of what a touchpoint settled, and of what is still open after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from clientpulse.cadence.advice import reason
from clientpulse.cadence.items import DueItem
from clientpulse.cadence.rules.reminders import is_birthday
from clientpulse.cadence.wording import in_short, near_or_weekday
from clientpulse.output import phrases
from clientpulse.output.messages import commitments, mistakes, reminders
from clientpulse.quoting import shell_word
from clientpulse.records import Commitment, Mistake
from clientpulse.views.reminders import Occasion
from clientpulse.views.settling import Settled, StillOpen

# More than these would bury what was logged.
OPEN_SHOWN = 4

_COMMANDS = {
    "own_up": "mistake told",
    "make_good": "mistake fixed",
    "promise": "done",
    "chase": "done",
}

_LEFT = {
    "told": ("told", "they don't know"),
    "fixed": ("fixed", "it isn't"),
    "kept": ("kept", "it isn't"),
    "got": ("received", "it isn't here"),
    "remembered": ("done", "it isn't"),
}
"""How something is settled, and what is so where it isn't."""


def settled_record(one: Settled) -> dict[str, Any]:
    """Return the fields of one thing that was settled."""
    if not isinstance(one.what, Occasion):
        return {"kind": one.kind, "id": one.what.id, "ref": None}
    reminder = one.what.reminder
    return {"kind": one.kind, "id": reminder and reminder.id, "ref": one.what.ref}


def open_record(one: StillOpen, today: date) -> dict[str, Any]:
    """Return the fields of one thing that is still open."""
    what = one.what
    if isinstance(what, DueItem):
        said = {"id": what.ref_id, "ref": what.ref, "what": what.what or reason(what, today)}
    else:
        said = {"id": what.id, "ref": None, "what": what.what}
    return {"rule": one.rule, **said, "command": command(one)}


def settled(one: Settled, today: date) -> str:
    """Echo one thing that was settled, with its day."""
    if isinstance(one.what, Mistake):
        if one.kind == "told":
            return mistakes.echo("Told", one.what.told_on, one.what)
        return mistakes.echo("Fixed", one.what.fixed_on, one.what)
    if isinstance(one.what, Commitment):
        return commitments.ended(one.what)
    return next(reminders.done(one.what, today))


def left_record(one: Settled) -> dict[str, Any]:
    """Return the fields of one thing that stays settled though its contact is gone."""
    return {**settled_record(one), "command": _opening(one)}


def left(one: Settled) -> str:
    """Say that something stays settled though its contact is gone, and how to open it again."""
    what = one.what
    verb, after_all = _LEFT[one.kind]
    if isinstance(what, Occasion):
        said = what.what
        if what.reminder is None:
            verb, after_all, said = "greeted", "they weren't", f"{what.person}'s birthday"
    else:
        said = what.what
    said = in_short(said)
    said = said if said.endswith("…") else f"{said}."
    return f"Still {verb}: {said} If {after_all} after all: {_opening(one)}"


def _opening(one: Settled) -> str:
    """Return the command that opens again what was settled."""
    if isinstance(one.what, Occasion):
        return f"pulse remind edit {one.what.ref} --open"
    if isinstance(one.what, Commitment):
        return f"pulse commitment edit {one.what.id} --open"
    if one.kind == "fixed":
        return f"pulse mistake edit {one.what.id} --fixed none"
    if one.what.fixed_on is None:
        return f"pulse mistake edit {one.what.id} --told none"
    return f"pulse mistake edit {one.what.id} --told none --fixed none"  # what is fixed was told


def still_open(found: Sequence[StillOpen], key: str, today: date) -> Iterator[str]:
    """Say what is still open and the command for each, in a few lines."""
    word = shell_word(key)
    for one in found[:OPEN_SHOWN]:
        # Of several mistakes an apology owns the first one, unless another is named.
        yield _line(one, f"pulse draft apology {word}", today, first=one is found[0])
    more = len(found) - OPEN_SHOWN
    if more > 0:
        yield f"{more} more: pulse brief {word}"


def command(one: StillOpen) -> str:
    """Return the command to type once one thing is settled."""
    if not isinstance(one.what, DueItem):
        return f"pulse {_COMMANDS[one.rule]} {one.what.id}"
    if one.what.ref is not None:
        return f"pulse remind done {one.what.ref}"
    return phrases.next_command(one.what)


def _line(one: StillOpen, apology: str, today: date, *, first: bool) -> str:
    what = one.what
    if isinstance(what, DueItem):
        said = reason(what, today)
        letter = f"; or write: {phrases.next_command(what)}" if is_birthday(what) else ""
        return f"{said[:1].upper()}{said[1:]}: {command(one)}{letter}"
    said, once = in_short(what.what), command(one)
    said = said if said.endswith("…") else f"{said}."
    if isinstance(what, Mistake):
        if one.rule == "make_good":
            by = f" by {near_or_weekday(what.fix_by, today)}" if what.fix_by else ""
            return f"To fix{by}: {said} Once it is fixed: {once}"
        which = "" if first else f" --mistake {what.id}"
        return f"Not told yet: {said} Once they know: {once}; or write: {apology}{which}"
    by = "" if what.due_on is None else near_or_weekday(what.due_on, today)
    if one.rule == "promise":
        return f"Promised by {by}: {said} Once it is kept: {once}"
    return f"They owe you since {by}: {said} Once it is here: {once}"


def is_open(item: DueItem, found: Sequence[StillOpen]) -> bool:
    """Whether a due item is about something that is told as still open already."""
    return any(
        one.what == item
        or (one.rule == item.rule == "chase")
        or (one.rule == item.rule and getattr(one.what, "id", None) == item.ref_id)
        for one in found
    )
