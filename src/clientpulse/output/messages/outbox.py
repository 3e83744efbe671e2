"""What is said of lines that wait in the outbox, and of those that left it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from clientpulse.output import phrases
from clientpulse.quoting import shell_word
from clientpulse.views.outbox import KeptLine, OutboxView

REACHED = "It goes with the next command that reaches the store. To see what waits: pulse outbox"


def happened(one: KeptLine, today: date, client: str = "") -> str:
    """Name what happened in a line: ``call with acme, Thu 26 Nov 14:30``.

    Args:
        client: The client's name, where it is known.
    """
    touchpoint = one.line.touchpoint
    what = phrases.touchpoint(touchpoint.channel, touchpoint.purpose)
    way = "from" if touchpoint.direction == "inbound" else "with"
    when = phrases.day_and_time(touchpoint.occurred_on, touchpoint.occurred_time, today)
    return f"{what} {way} {client or one.line.client}, {when}"


def kept(one: KeptLine, today: date) -> Iterator[str]:
    """Say that a line is kept, and when it goes."""
    yield f"Kept for later (number {one.id}): {happened(one, today)}"
    yield REACHED


def delivered(one: KeptLine, client: str, today: date) -> str:
    """Say that a line is stored."""
    return f"Delivered from the outbox: {happened(one, today, client)}"


def refused(one: KeptLine, today: date) -> str:
    """Say why a line can't be stored."""
    return f"Waits in the outbox: {happened(one, today)}: {one.why}. See: pulse outbox"


def waiting(number: int) -> str:
    """Say that something waits, in today's list."""
    what = phrases.counted(number, "line")
    return f"{what} of the outbox {'waits' if number == 1 else 'wait'}. To see why: pulse outbox"


def remarks(view: OutboxView) -> Iterator[str]:
    """Say below the list what to do, and what else waits."""
    if any(one.why for one in view.items):
        yield "To correct one: pulse outbox edit ID; to drop it: pulse outbox delete ID"
    elif view.items:
        yield "The next command delivers them; to do it now: pulse outbox deliver"
    for file in view.unreadable:
        yield f"This can't be read, and stays as it is: {file}"
    for location in view.elsewhere:
        yield f"More waits for another store: pulse --db {shell_word(location, 'STORE')} outbox"
    if view.letters:
        yield f"{phrases.counted(view.letters, 'letter')} not sent: pulse draft --resend"


def done(delivered: int, waiting: int) -> str:
    """Say what came of delivering."""
    if not delivered and not waiting:
        return "Nothing waits in the outbox."
    said = f"Delivered {phrases.counted(delivered, 'line')}"
    return (
        f"{said}; {waiting} still {'waits' if waiting == 1 else 'wait'}." if waiting else f"{said}."
    )


def edited(one: KeptLine, changed: Sequence[Mapping[str, Any]], today: date) -> Iterator[str]:
    """Say how a line is now, and what changed."""
    yield f"{'Edited' if changed else 'Nothing changed'}: {happened(one, today)}"
    for each in changed:
        before, after = (_value(each[when]) for when in ("before", "after"))
        yield f"  {each['field'].replace('_', ' ')}: {before} → {after}"
    if changed:
        yield REACHED


def _value(given: Any) -> str:
    return ", ".join(given) if isinstance(given, list) and given else str(given or "none")
