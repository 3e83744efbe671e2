"""What can be done about a client of today's list, besides what can be done about any."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from clientpulse import dates, letters, output, records, services
from clientpulse.cadence.channel import CHANNELS
from clientpulse.cli.app.shapes import function_of
from clientpulse.cli.commands import done, mistake, remind
from clientpulse.cli.commands.draft.one import How, draft_one
from clientpulse.cli.commands.rounds import asking
from clientpulse.cli.commands.rounds.acts import CALL, log_as
from clientpulse.errors import InputError
from clientpulse.services.open_things import closing

if TYPE_CHECKING:
    from clientpulse.cli.app.context import Session
    from clientpulse.services.lookup import Found

ENDS: Mapping[Sequence[str], Callable[..., Any]] = {
    closing.DONE: done.done,
    closing.TOLD: mistake.told,
    closing.FIXED: mistake.fixed,
    closing.REMEMBERED: remind.done,
}
"""By the words of the command, its function."""


def log(work: Session, client: Found) -> bool:
    """Ask how we were in touch and what was said, and write it down."""
    channel = asking.read(
        lambda typed: services.text.channel(typed if typed.strip() else CALL),
        f"How: {', '.join(CHANNELS)} (Enter for {CALL})?",
    )
    return log_as(work, client, channel)


def promise(work: Session, client: Found) -> bool:
    """Ask what was promised and by when; nothing typed is a second thought."""
    what = asking.ask("What did you promise (Enter to go back)?").strip()
    if not what:
        return False
    due_on = asking.read_or_none(
        lambda typed: work.day(typed, dates.Prefer.FUTURE),
        "By when (fri, 5 dec, in 2 weeks; Enter for no day)?",
    )
    with work.unit_of_work() as unit:
        found = services.lookup.same(unit.reader, client)
        new = records.Commitment(
            **found.whose, owed_by="us", what=what, made_on=work.today, due_on=due_on
        )
        made = services.commitments.make(unit, new)
    asking.say(work, *output.messages.commitments.agreed(made, work.today))
    return True


def finish(work: Session, client: Found) -> bool:
    """Ask which of all that is open with a client is done; nothing typed is a second thought."""
    found = work.read(lambda reader: [*closing.found(reader, work.today, client.id)])
    if not found:
        asking.say(work, f"Nothing is open with {client.name}.")
        return False
    asking.say(work, *(f"{number}. {one.said}" for number, one in enumerate(found, 1)))
    which = asking.read(
        lambda typed: _number(typed, len(found)), "Which number (Enter to go back)?"
    )
    if not which:
        return False
    one = found[which - 1]
    answer = function_of(ENDS[one.command])(work, [one.ref])
    asking.say(work, *answer.lines)
    return True


def _number(typed: str, most: int) -> int:
    """Read a number of a list that begins with 1; 0 where nothing is typed."""
    typed = typed.strip()
    if not typed:
        return 0
    if not (typed.isascii() and typed.isdigit() and 1 <= int(typed) <= most):
        raise InputError(
            "that isn't one of the numbers", f"type 1 to {most}" if most > 1 else "type 1"
        )
    return int(typed)


def write(work: Session, client: Found) -> bool:
    """Ask which letter, write it, and log it where it was sent; nothing typed goes back."""
    kind = asking.read_or_none(
        letters.finding.checked_kind,
        f"Which letter: {', '.join(letters.kinds.KINDS)} (Enter to go back)?",
    )
    if kind is None:
        return False
    with work.reader() as reader:
        services.lookup.same(reader, client)
    before = work.entry_id
    wanted = services.drafting.prepared.Wanted(kind, client.key, sent=True)
    services.drafting.letters.check(wanted)
    draft_one(work, wanted, How(log=True))
    return work.entry_id != before
