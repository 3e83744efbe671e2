"""What can be done about a client on a round: each asks for what it needs, and writes it down."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from clientpulse import dates, output, records, services
from clientpulse.cli.commands.rounds import asking
from clientpulse.errors import InputError

if TYPE_CHECKING:
    from clientpulse.cli.app.context import Session
    from clientpulse.services.lookup import Found

CALL = "call"


def skip(work: Session, client: Found) -> bool:
    """Leave a client for another time."""
    return True


def log_call(work: Session, client: Found) -> bool:
    """Ask what was said and how it was, and write the call down.

    Whoever is interrupted behind the note has said what there is to keep: it is written down.
    """
    return log_as(work, client, CALL)


def log_as(work: Session, client: Found, channel: str) -> bool:
    """Ask what was said and how it was, and write it down; see ``log_call``."""
    note = asking.read_or_none(services.text.note, "What was said (Enter for nothing)?")
    stop: BaseException | None = None
    mood = None
    try:
        mood = asking.read_or_none(services.text.mood, "Their mood, -2 to 2 (Enter for none)?")
    except (typer.Abort, KeyboardInterrupt) as error:
        if note is None:
            raise
        sys.stdout.write("\n")
        stop = error
    with work.unit_of_work() as unit:
        found = services.lookup.same(unit.reader, client)
        new = records.Touchpoint(
            **found.whose,
            occurred_on=work.today,
            channel=channel,
            direction="outbound",
            note=note,
            mood=mood,
        )
        touchpoint, held = services.touchpoints.log(unit, work.today, new)
        view = work.logged(unit.reader, touchpoint, held)
    asking.say(work, *output.messages.touchpoints.logged(view))
    if stop is not None:
        raise stop
    return True


def snooze(work: Session, client: Found) -> bool:
    """Ask until when to leave a client in peace; nothing typed is a second thought."""
    while typed := asking.ask("Until when (fri, 5 dec, in 2 weeks; Enter to go back)?").strip():
        try:
            day = work.day(typed, dates.Prefer.FUTURE)
            with work.unit_of_work() as unit:
                found = services.lookup.same(unit.reader, client)
                view = services.clients.resting.snooze(unit, work.today, found, day, None)
        except InputError as error:
            asking.refuse(error)
        else:
            asking.say(work, f"{view.name} is snoozed until {dates.long_date(day)}.")
            return True
    return False
