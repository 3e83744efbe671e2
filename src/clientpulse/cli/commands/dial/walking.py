"""Walking through the clients to ring: a card, a key, and the call is written down."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import typer

from clientpulse import dates, output, records, services
from clientpulse.errors import ClientpulseError, InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from clientpulse.cli.app.context import Session
    from clientpulse.views.dial import Call, DialView
    from clientpulse.views.journal import JournalLine

Value = TypeVar("Value")

ACTIONS = {"l": "log", "s": "skip", "z": "snooze", "u": "undo", "q": "quit"}

QUESTION = "[l]og, [s]kip, snoo[z]e, [u]ndo or [q]uit?"

LOOKED_THROUGH = 20

LOGGED, SKIPPED, SNOOZED = "logged", "skipped", "snoozed"


class Step(NamedTuple):
    """What was done about a client.

    Attributes:
        what: `LOGGED`, `SKIPPED` or `SNOOZED`.
        written: The entry of it in the journal; None where nothing was written.
    """

    what: str
    written: JournalLine | None = None


def walk(work: Session, view: DialView) -> None:
    """Go from one client to the next; each call is written down, and can be undone, by itself."""
    steps: list[Step] = []
    shown = -1
    with work.reader() as reader:
        then = services.meanwhile.seen(reader)
    try:
        while len(steps) < len(view.items):
            if shown != len(steps):
                sys.stdout.write("" if shown < 0 else "\n")
                shown = len(steps)
                place = (shown + 1, len(view.items))
                one = replace(view, items=(view.items[shown],), more=0, place=place)
                work.show(output.screens.dial.SCREEN, one, "table")
                _say_if_overtaken(work, view.items[shown], then)
                sys.stdout.write("\n")
            if not _deal_with(work, view.items[shown], steps):
                break
    except (typer.Abort, KeyboardInterrupt):
        # What was written down is stored; there is nothing to take back.
        sys.stdout.write("\n")
    done = Counter(step.what for step in steps)
    told = ", ".join(f"{done[what]} {what}" for what in (LOGGED, SKIPPED, SNOOZED) if done[what])
    _say(work, f"{told or 'Nothing was done'}.")


def _say_if_overtaken(work: Session, one: Call, then: int) -> None:
    """Say so where somebody was in touch meanwhile, or changed what the card shows."""
    with work.reader() as reader:
        said = services.meanwhile.about(reader, one.client_id, then)
    if said:
        _say(work, said)


def _deal_with(work: Session, one: Call, steps: list[Step]) -> bool:
    """Ask what to do about a client, and do it; what was done last is the last of the steps.

    Returns:
        Whether to go on.
    """
    action = _ask_action()
    try:
        if action == "log":
            _log(work, one, steps)
        elif action == "skip":
            steps.append(Step(SKIPPED))
        elif action == "snooze":
            _snooze(work, one, steps)
        elif action == "undo":
            _undo(work, steps)
    except ClientpulseError as error:
        # Somebody deleted the client meanwhile, or locks the store: the others go on.
        _refuse(error)
    return action != "quit"


def _undo(work: Session, steps: list[Step]) -> None:
    """Take back what was done last, and so go back to that client."""
    if not steps:
        _hint("nothing was done yet that could be taken back")
        return
    if steps[-1].written is not None:
        with work.unit_of_work() as unit:
            services.undoing.undo_this(unit, steps[-1].written)
        _say(work, f"Undone: {steps[-1].written.summary}")
    steps.pop()


def _written(work: Session, summary: str) -> JournalLine | None:
    """Find what was just written; another program may have written since."""
    with work.reader() as reader:
        lines = services.undoing.can_be_undone(reader, LOOKED_THROUGH)
    return next((line for line in lines if line.summary == summary), None)


def _ask_action() -> str:
    while True:
        typed = _ask(QUESTION).strip().lower()
        for key, action in ACTIONS.items():
            if typed in {key, action}:
                return action
        _hint("type one of the letters l, s, z, u or q; u takes back what you did last")


def _log(work: Session, one: Call, steps: list[Step]) -> None:
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
    _write_down(work, one, note, mood, steps)
    if stop is not None:
        raise stop


def _write_down(
    work: Session, one: Call, note: str | None, mood: int | None, steps: list[Step]
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
    steps.append(Step(LOGGED, _written(work, unit.summary)))
    _say(work, *output.messages.touchpoints.logged(view))


def _snooze(work: Session, one: Call, steps: list[Step]) -> None:
    """Ask until when to leave a client in peace; nothing typed is a second thought."""
    while True:
        typed = _ask("Until when (fri, 5 dec, in 2 weeks; Enter to go back)?")
        if not typed.strip():
            return
        try:
            day = work.day(typed, dates.Prefer.FUTURE)
            with work.unit_of_work() as unit:
                found = services.lookup.same(unit.reader, _found(one))
                view = services.clients.resting.snooze(unit, work.today, found, day, None)
        except InputError as error:
            _refuse(error)
        else:
            steps.append(Step(SNOOZED, _written(work, unit.summary)))
            _say(work, f"{view.name} is snoozed until {dates.long_date(day)}.")
            return


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
