"""Walking through the clients to ring: a card, a key, and the call is written down."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import typer

from clientpulse import dates, output, records, services
from clientpulse.errors import ClientpulseError, InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from clientpulse.cli.app.context import Session
    from clientpulse.views.dial import Call, DialView

Value = TypeVar("Value")

ACTIONS = {"l": "log", "s": "skip", "z": "snooze", "q": "quit"}

QUESTION = "[l]og, [s]kip, snoo[z]e or [q]uit?"

LOGGED, SKIPPED, SNOOZED = "logged", "skipped", "snoozed"


def walk(work: Session, view: DialView) -> None:
    """Go from one client to the next; each call is written down, and can be undone, by itself."""
    done: Counter[str] = Counter()
    try:
        for number, one in enumerate(view.items, 1):
            shown = replace(view, items=(one,), more=0, place=(number, len(view.items)))
            sys.stdout.write("\n" if number > 1 else "")
            work.show(output.screens.dial.SCREEN, shown, "table")
            sys.stdout.write("\n")
            if not _deal_with(work, one, done):
                break
    except (typer.Abort, KeyboardInterrupt):
        # What was written down is stored; there is nothing to take back.
        sys.stdout.write("\n")
    told = ", ".join(f"{done[what]} {what}" for what in (LOGGED, SKIPPED, SNOOZED) if done[what])
    _say(work, f"{told or 'Nothing was done'}.")


def _deal_with(work: Session, one: Call, done: Counter[str]) -> bool:
    """Ask what to do about a client until something is done.

    Returns:
        Whether to go on to the next one.
    """
    while True:
        action = _ask_action()
        if action == "quit":
            return False
        if action == "skip":
            done[SKIPPED] += 1
            return True
        try:
            if action == "log":
                _log(work, one, done)
                return True
            if _snooze(work, one):
                done[SNOOZED] += 1
                return True
        except ClientpulseError as error:
            # Somebody deleted the client meanwhile, or locks the store: the others go on.
            _refuse(error)


def _ask_action() -> str:
    while True:
        typed = _ask(QUESTION).strip().lower()
        for key, action in ACTIONS.items():
            if typed in {key, action}:
                return action
        _hint("type one of the letters l, s, z or q")


def _log(work: Session, one: Call, done: Counter[str]) -> None:
    """Ask what was said and how it was, and write the call down.

    Whoever is interrupted behind the note has said what there is to keep: it is written down.
    """
    note = _read(
        lambda typed: services.text.note(typed) if typed.strip() else None,
        "What was said (Enter for nothing)?",
    )
    stop: BaseException | None = None
    mood = None
    try:
        mood = _read(
            lambda typed: services.text.mood(typed) if typed.strip() else None,
            "Their mood, -2 to 2 (Enter for none)?",
        )
    except (typer.Abort, KeyboardInterrupt) as error:
        if note is None:
            raise
        sys.stdout.write("\n")
        stop = error
    _write_down(work, one, note, mood, done)
    if stop is not None:
        raise stop


def _write_down(
    work: Session, one: Call, note: str | None, mood: int | None, done: Counter[str]
) -> None:
    with work.unit_of_work() as unit:
        found = services.lookup.same(unit.reader, _found(one))
        new = records.Touchpoint(
            **found.whose,
            occurred_on=work.today,
            channel="call",
            direction="outbound",
            note=note,
            mood=mood,
        )
        touchpoint, held = services.touchpoints.log(unit, work.today, new)
        view = work.logged(unit.reader, touchpoint, held)
    done[LOGGED] += 1
    _say(work, *output.messages.touchpoints.logged(view))


def _snooze(work: Session, one: Call) -> bool:
    """Ask until when to leave a client in peace; nothing typed is a second thought."""
    while True:
        typed = _ask("Until when (fri, 5 dec, in 2 weeks; Enter to go back)?")
        if not typed.strip():
            return False
        try:
            day = work.day(typed, dates.Prefer.FUTURE)
            with work.unit_of_work() as unit:
                found = services.lookup.same(unit.reader, _found(one))
                view = services.clients.resting.snooze(unit, work.today, found, day, None)
        except InputError as error:
            _refuse(error)
        else:
            _say(work, f"{view.name} is snoozed until {dates.long_date(day)}.")
            return True


def _found(one: Call) -> services.lookup.Found:
    return services.lookup.Found(one.client_id, one.key, one.client)


def _read(read: Callable[[str], Value], question: str) -> Value:
    """Ask until the answer can be read."""
    while True:
        try:
            return read(_ask(question))
        except InputError as error:
            _refuse(error)


def _ask(question: str) -> str:
    sys.stdout.flush()
    while True:
        try:
            answer: str = typer.prompt(
                question, default="", show_default=False, prompt_suffix=" ", err=True
            )
        except UnicodeDecodeError:
            _hint("that holds bytes that aren't valid text; type it again")
            continue
        return answer


def _refuse(error: ClientpulseError) -> None:
    sys.stderr.write(f"{output.safe.one_line(error.message)}\n")
    if error.hint:
        _hint(error.hint)


def _hint(words: str) -> None:
    sys.stderr.write(f"hint: {output.safe.one_line(words)}\n")


def _say(work: Session, *lines: str) -> None:
    work.answer({}, lines, json=False)
    sys.stdout.flush()
