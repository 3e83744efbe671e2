"""``pulse draft --resend``: what becomes of letters that weren't sent, or not logged."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from clientpulse import output, services
from clientpulse.cli.commands.draft import asking, places, posting
from clientpulse.cli.commands.draft.asking import DROP, LOG, QUIT, SEND
from clientpulse.errors import ClientpulseError, ExitCode
from clientpulse.quoting import printable

if TYPE_CHECKING:
    from clientpulse.cli.app.context import Session
    from clientpulse.cli.commands.draft.asking import Decide
    from clientpulse.services.drafting.kept import Letter
    from clientpulse.services.stores import Reader

SENT, LOGGED, DROPPED, LEFT, FAILED = "sent", "logged", "dropped", "left", "failed"
"""What became of a letter."""


class Became(NamedTuple):
    """What became of a letter, and why.

    Attributes:
        ends: No other one can be sent either, or nobody wants to go on.
    """

    letter: Letter
    result: str
    reason: str = ""
    ends: bool = False


def resend(work: Session, client: str | None, *, yes: bool, json: bool) -> int:
    """Go through the letters that are kept, or through those of one client.

    Returns:
        The exit code: 6 where one of them couldn't be sent.
    """
    letters = _wanted(work, client)
    asks = work.may_ask and not yes and not json
    became: list[Became] = []
    for number, letter in enumerate(letters, start=1):
        place = f"{number} of {len(letters)}"
        decide = asking.somebody(work, place) if asks else asking.nobody(yes=yes)
        if became and became[-1].ends:
            became.append(Became(letter, LEFT, "not tried", ends=True))
            continue
        if became and became[-1].result == SENT:
            time.sleep(posting.way(work)[0].pause)
        if one := _deal_with(work, letter, decide, told=not json):
            became.append(one)
    if json:
        work.answer({"letters": [_record(one) for one in became]}, (), json)
    else:
        _sum_up(became, asks=asks)
    failed = any(one.result == FAILED for one in became)
    return int(ExitCode.UNREACHABLE if failed else ExitCode.DONE)


def _wanted(work: Session, client: str | None) -> list[Letter]:
    found = services.drafting.kept.find(work.store.path)
    for file in found.unreadable:
        places.remark(f"Left, because it can't be read as a letter: {file}")
    if client is None:
        return found.letters
    with work.reader() as reader:
        meant = {one.key for one in services.clients.bulk.meant(reader, client).clients}
        return [
            one
            for one in found.letters
            if one.whose.key in meant
            or getattr(services.drafting.addressing.client_of(reader, one), "key", "") in meant
        ]


def _deal_with(work: Session, letter: Letter, decide: Decide, *, told: bool) -> Became | None:
    """Do with a letter what is certain, or what somebody says; None where it is done already."""
    drafting = services.drafting
    with drafting.kept.held(letter.file) as mine:
        if not mine:
            return Became(letter, LEFT, "it is being sent right now")
        now = drafting.kept.again(letter)
        if now is None:
            return None
        with work.reader() as reader:
            if drafting.addressing.is_logged(reader, now):
                drafting.kept.drop(now)
                return None
            is_out = now.state == drafting.kept.SENT or drafting.addressing.was_read(reader, now)
            doubts = list(_doubts(work, reader, now))
            if not is_out and now.state != drafting.kept.SENDING:
                now = drafting.addressing.readdressed(reader, now)
        if is_out:
            return _log(work, now, decide, told=told)
        return _do(work, now, *decide(now, doubts), told=told)


def _doubts(work: Session, reader: Reader, letter: Letter) -> Iterator[str]:
    """Say what speaks against sending a letter as it is, a sentence each."""
    yield from services.drafting.doubts.of(reader, work.today, letter)
    client = services.drafting.addressing.client_of(reader, letter)
    state = "active"
    if client is not None:
        state = output.messages.states.words(work.state(reader, client.id))
    if client is not None and state != "active":
        yield f"{printable(client.name)} is {state}."


def _do(work: Session, letter: Letter, action: str, reason: str, *, told: bool) -> Became:
    """Do what was decided.

    Args:
        told: Say so at once.
    """
    if action == LOG:
        return _log(work, letter, None, told=told)
    if action == DROP:
        services.drafting.kept.drop(letter)
        return Became(letter, DROPPED)
    if action != SEND:
        return Became(letter, LEFT, reason, ends=action == QUIT)
    try:
        posted = posting.post(work, letter)
    except ClientpulseError as error:
        _complain(error)
        return Became(letter, FAILED, error.message, ends=posting.ends_all(error))
    if told:
        posting.say_sent(posted)
        places.say(posted.view)
    return Became(posted.letter, SENT)


def _log(work: Session, letter: Letter, decide: Decide | None, *, told: bool) -> Became:
    """Log what went out."""
    try:
        view = posting.log(work, letter)
    except ClientpulseError as error:
        if decide is None:
            _complain(error)
            return Became(letter, FAILED, error.message)
        action, _ = decide(letter, [f"It went out, and can't be logged: {error.message}."])
        if action == DROP:
            return _do(work, letter, DROP, "", told=told)
        return Became(letter, LEFT, error.message, ends=action == QUIT)
    if told:
        places.remark(f"The {letter.settles.kind} to {letter.whose.name} went out:")
        places.say(view)
    return Became(letter, LOGGED)


def _complain(error: ClientpulseError) -> None:
    places.remark(f"error: {error.message}")
    places.remark(f"hint: {error.hint}")


def _sum_up(became: Sequence[Became], *, asks: bool) -> None:
    """Say how many letters became what; and of those that were left why, unless somebody did it."""
    if not became:
        places.remark("No letters are waiting to be sent.")
        return
    if not asks:
        for one in became:
            if one.result == LEFT:
                who = f"{one.letter.settles.kind} to {one.letter.whose.name}"
                places.remark(f"Left: the {who} ({one.reason})")
    done = Counter(one.result for one in became)
    said = ", ".join(f"{count} {what}" for what, count in done.items())
    places.remark(f"Letters: {said}.")
    if done[LEFT] and not asks:
        places.remark("To go through what is left, at a terminal: pulse draft --resend")


def _record(became: Became) -> dict[str, Any]:
    letter = became.letter
    return {
        "client": letter.whose.name,
        "key": letter.whose.key,
        "kind": letter.settles.kind,
        "to": ", ".join(one.address for one in letter.to),
        "subject": letter.draft.subject,
        "written_on": letter.written_at.date().isoformat(),
        "message_id": letter.id,
        "result": became.result,
        "reason": became.reason or None,
    }
