"""``pulse draft KIND @TAG --send``: one after the other, each its own letter and its own record."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from clientpulse import output, services
from clientpulse.cli.commands.draft import many, places, posting
from clientpulse.cli.commands.draft.many import Left, Made
from clientpulse.errors import ClientpulseError, ConflictError, ExitCode, InputError

if TYPE_CHECKING:
    from clientpulse.cli.app.context import Session
    from clientpulse.services.drafting.kept import Letter
    from clientpulse.services.drafting.prepared import Wanted

MOST = 50
QUESTION = "[y]es, [v]iew them all or [n]o"
RESUME = "To go on: pulse draft --resend"


@dataclass(slots=True)
class _Run:
    """What became of the letters.

    Attributes:
        failed: Those that nobody took, or may have taken, and why.
        elsewhere: The ids of those that another program sent or dropped meanwhile.
    """

    letters: Sequence[Letter]
    sent: list[posting.Posted] = field(default_factory=list)
    failed: list[tuple[Letter, str]] = field(default_factory=list)
    elsewhere: set[str] = field(default_factory=set)

    @property
    def waiting(self) -> list[Letter]:
        """Those whose turn hasn't come."""
        had = {one.letter.id for one in self.sent} | {one.id for one, _ in self.failed}
        had |= self.elsewhere
        return [one for one in self.letters if one.id not in had]


def send_each(work: Session, wanted: Wanted, *, yes: bool, json: bool) -> int:
    """Write a letter to each, ask once, and send them one by one.

    Returns:
        The exit code: 6 where one of them couldn't be sent.

    Raises:
        ConflictError: Nobody gets one, or the answer is no.
        InputError: There are too many, or a template has a mistake; nothing is sent then.
    """
    how, _ = posting.way(work)
    posting.check_asking(work, yes=yes, json=json)
    made, left = many.write_each(work, wanted, _served(work, wanted))
    if len(made) > MOST:
        raise InputError(
            f"{len(made)} letters are too many at once: {MOST} at most",
            "nothing was sent; use a tag that fewer clients have",
        )
    if not json:
        for text in _outlook(made, left):
            places.remark(text)
    if not yes:
        _agree(work, made)
    with services.drafting.kept.beginning(work.store.path):
        made = _still_without(work, wanted, made, left)
        run = _Run(_keep(work, made))
    try:
        _send(work, run, how.pause, told=not json)
    finally:
        if not json:
            for text in _said(run):
                places.remark(text)
    if json:
        work.answer(_record(run, left), (), json)
    return int(ExitCode.UNREACHABLE if run.failed or run.waiting else ExitCode.DONE)


def _served(work: Session, wanted: Wanted) -> dict[int, str]:
    with work.reader() as reader:
        return services.drafting.addressing.served(reader, work.today, work.store.path, wanted.kind)


def _still_without(
    work: Session, wanted: Wanted, made: Sequence[Made], left: list[Left]
) -> list[Made]:
    """Leave those out who have got a letter while this was asked about, and say so.

    Raises:
        ConflictError: Nobody is left.
    """
    served = _served(work, wanted)
    late = [Left(one.client, served[one.client.id]) for one in made if one.client.id in served]
    left += late
    said = list(many.left_out(late))
    if len(late) == len(made):
        raise ConflictError(f"nobody gets a letter: {'; '.join(said)}", "nothing was sent")
    for one in said:
        places.remark(f"Left out: {one}")
    return [one for one in made if one.client.id not in served]


def _outlook(made: Sequence[Made], left: Sequence[Left]) -> Iterator[str]:
    yield from many.said_of(made)
    yield "1 letter:" if len(made) == 1 else f"{len(made)} letters, one to each client:"
    for one in made:
        yield f"  {one.client.name}: {', '.join(box.address for box in one.to)}"
    yield from (f"Left out: {one}" for one in many.left_out(left))


def _agree(work: Session, made: Sequence[Made]) -> None:
    """Show one of the letters, or all, and ask.

    Raises:
        ConflictError: The answer is no.
    """
    first, letters = made[0], output.phrases.counted(len(made), "letter")
    places.remark("")
    places.remark(f"The one to {first.client.name}:")
    places.show(first.draft)
    while True:
        places.remark("")
        typed = work.ask(f"Send {letters}? {QUESTION}? ").strip().lower()
        if typed in {"v", "view"}:
            for one in made:
                places.remark("")
                places.remark(f"To {one.client.name}:")
                places.show(one.draft)
        elif typed in {"y", "yes"}:
            return
        elif typed in {"", "n", "no"}:
            raise ConflictError("nothing was sent", "nothing is logged either")


def _keep(work: Session, made: Sequence[Made]) -> list[Letter]:
    """Write all letters down before the first one goes: none is lost, whatever happens.

    Raises:
        StoreError: One can't be kept; then none is.
    """
    kept = services.drafting.kept
    done: list[Letter] = []
    try:
        for one in made:
            letter = posting.new_letter(work, one.prepared, one.draft, one.to, kept.WAITING)
            done.append(kept.write(letter))
    except BaseException:
        for letter in done:
            kept.drop(letter)
        raise
    return done


def _send(work: Session, run: _Run, pause: int, *, told: bool) -> None:
    """Send one after the other, as long as the server can be reached."""
    for number, letter in enumerate(run.letters, start=1):
        if number > 1:
            time.sleep(pause)
        try:
            posted = posting.post_waiting(work, letter)
        except ClientpulseError as error:
            run.failed.append((letter, error.message))
            places.remark(f"error: {letter.whose.name}: {error.message}")
            if posting.ends_all(error):
                return
            continue
        if posted is None:
            run.elsewhere.add(letter.id)
            continue
        run.sent.append(posted)
        if told:
            places.remark(f"{number} of {len(run.letters)}: {letter.whose.name}")


def _said(run: _Run) -> Iterator[str]:
    """Say what became of the letters; of those that are left, by what their files tell."""
    kept = services.drafting.kept
    yield f"Sent and logged: {output.phrases.counted(len(run.sent), 'letter')}."
    left: dict[str, list[str]] = {}
    for one in (*(letter for letter, _ in run.failed), *run.waiting):
        now = kept.again(one)
        left.setdefault(now.state if now else kept.FAILED, []).append(one.whose.name)
    for state, what in (
        (kept.SENT, "Sent, and not logged yet"),
        (kept.SENDING, "May have gone out, and not logged"),
        (kept.FAILED, "Kept, because it couldn't be sent"),
        (kept.WAITING, "Not sent yet"),
    ):
        if state in left:
            yield f"{what}: {output.messages.many.some_of(left[state])}"
    if left:
        yield RESUME


def _record(run: _Run, left: Sequence[Left]) -> dict[str, Any]:
    return {
        "sent": [
            {**_fields(one.letter), "refused": posting.refused_record(one)} for one in run.sent
        ],
        "failed": [{**_fields(one), "reason": reason} for one, reason in run.failed],
        "waiting": [_fields(one) for one in run.waiting],
        "left": [one.record() for one in left],
    }


def _fields(letter: Letter) -> dict[str, Any]:
    return {
        "client": letter.whose.name,
        "key": letter.whose.key,
        "to": ", ".join(one.address for one in letter.to),
        "subject": letter.draft.subject,
        "message_id": letter.id,
    }
