"""Sending one letter: kept before the first byte leaves, logged once it was taken, then let go."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

import typer

from clientpulse import letters, output, sending, services
from clientpulse.cli.app.terminal import NOBODY
from clientpulse.cli.commands.draft import places
from clientpulse.errors import ClientpulseError, ConflictError, InputError, SourceError, StoreError
from clientpulse.quoting import printable, shell_word

if TYPE_CHECKING:
    from clientpulse.cli.app.context import Session
    from clientpulse.config.sending import Send
    from clientpulse.letters.draft import Draft
    from clientpulse.letters.message import Mailbox
    from clientpulse.sending.posting import Refused
    from clientpulse.services.drafting.kept import Letter
    from clientpulse.services.drafting.prepared import Prepared
    from clientpulse.views.log import LoggedView

KEPT = "the letter is kept: pulse draft --resend"
UNKNOWN = "it may have gone out, and nothing is logged: pulse draft --resend asks"
OUT = "the letter went out; to log it: pulse draft --resend"


class Posted(NamedTuple):
    """A letter that went out, and what was logged of it."""

    letter: Letter
    refused: Sequence[Refused]
    view: LoggedView


def way(work: Session) -> tuple[Send, Mailbox]:
    """Return how mail is sent, and who sends it.

    Raises:
        InputError: One of the two isn't set, or the clients are made up.
    """
    if work.options.demo:
        raise InputError("nothing is sent from the demo", "leave --send out")
    how = work.settings.send
    if how is None:
        raise InputError(
            "sending mail isn't set up",
            "set it up: pulse config set send.smtp smtps://YOU@HOST, or send.command 'msmtp -t'",
        )
    sender, is_set = places.sender_of(work)
    if not is_set:
        raise InputError(
            "your name and address aren't set",
            "set them: pulse config set sender 'Ann Field <ann@example.com>'",
        )
    return how, sender


def check_asking(work: Session, *, yes: bool, json: bool) -> None:
    """Refuse to send what nobody has said yes to.

    Raises:
        InputError: There is nobody to ask.
    """
    if not yes and (json or not work.may_ask):
        raise InputError(
            f"Sending needs a yes. {NOBODY}",
            "add --yes when you are sure; nothing was sent",
        )


def refuse_perhaps_out(work: Session, prepared: Prepared) -> None:
    """Refuse to send one more where nobody looks: another may be out, or is on its way.

    Raises:
        ConflictError: It is so.
    """
    client, kind = prepared.client, prepared.letter.kind
    if services.drafting.addressing.perhaps_out(work.store.path, prepared.uid, kind):
        raise ConflictError(
            f"another {kind} to {printable(client.name)} may have gone out, so nothing was sent",
            f"settle that one first: pulse draft --resend {shell_word(client.key)}",
        )


def agree(question: str) -> None:
    """Ask before anything is sent.

    Raises:
        ConflictError: The answer is no.
    """
    asked = output.cells.fitted(output.safe.one_line(question), sys.stderr)
    if not typer.confirm(asked, default=False, err=True):
        raise ConflictError("nothing was sent", "nothing is logged either")


def now(work: Session) -> datetime:
    """Return this moment, on the day that it is for the command."""
    return datetime.combine(work.today, datetime.now().time()).astimezone()  # noqa: DTZ005  made local at once


def new_letter(
    work: Session,
    prepared: Prepared,
    made: Draft,
    to: Sequence[Mailbox],
    state: str,
) -> Letter:
    """Return a letter that is to be kept; it isn't yet."""
    drafting = services.drafting
    found, meeting = prepared.client, prepared.letter.meeting
    return drafting.kept.Letter(
        file=drafting.kept.new_file(work.store.path),
        state=state,
        whose=drafting.kept.Whose(prepared.uid, found.key, found.name),
        id=letters.message.new_message_id(way(work)[1]),
        to=tuple(to),
        draft=made,
        settles=drafting.settling.Settles.by(prepared.letter, made),
        written_at=now(work),
        contact_id=prepared.contact.id if prepared.contact else None,
        meeting_on=meeting.planned_on if meeting else None,
        meeting_at=meeting.planned_time if meeting else None,
        on_track=prepared.letter.on_track and not prepared.letter.news,
    )


def post(work: Session, letter: Letter) -> Posted:
    """Send a letter that is held, and log it.

    Raises:
        NotSentError: Nobody took it; it is kept.
        MaybeSentError: Nobody knows; it is kept, and nothing is logged.
        SourceError: Signing in fails; it is kept.
        ClientpulseError: It went out and can't be logged; it is kept.
    """
    kept = services.drafting.kept
    how, sender = way(work)
    letter = kept.change(letter, state=kept.SENDING, at=now(work), why="")
    # Whoever gets it gets it now, whichever day is rehearsed.
    moment = datetime.now().astimezone()
    message = letters.message.eml(
        letter.draft, sender, letter.to, moment, message_id=letter.id, html=letter.draft.html
    )
    with _noted(letter):
        refused = sending.posting.send(
            how, message, sender.address, [one.address for one in letter.to]
        )
    letter = _note_sent(letter, refused)
    for one in refused:
        places.remark(f"Refused: {one.address} ({one.reason})")
    return Posted(letter, refused, log(work, letter))


def post_waiting(work: Session, letter: Letter) -> Posted | None:
    """Send a letter whose turn has come; None where somebody else has sent or dropped it."""
    kept = services.drafting.kept
    with kept.held(letter.file) as mine:
        now = kept.again(letter) if mine else None
        return post(work, now) if now is not None and now.state == kept.WAITING else None


def ends_all(error: ClientpulseError) -> bool:
    """Tell whether no other letter can be sent either, for what went wrong with one."""
    return not isinstance(error, sending.posting.RefusedError | ConflictError)


def refused_record(posted: Posted) -> list[dict[str, str]]:
    """Return the addresses that weren't taken, as fields."""
    return [{"address": one.address, "reason": one.reason} for one in posted.refused]


def log(work: Session, letter: Letter) -> LoggedView:
    """Log a letter that went out, and let its file go.

    Raises:
        ClientpulseError: It can't be logged; the hint says that it is kept.
    """
    drafting = services.drafting
    try:
        with work.unit_of_work() as unit:
            client = drafting.addressing.client_of(unit.reader, letter)
            if client is None:
                name = printable(letter.whose.name)
                raise ConflictError(
                    f"{name} isn't a client any more, so there is nowhere to log it"
                )
            touchpoint, recap = drafting.log.log(
                unit,
                work.today,
                work.policy(unit.reader),
                services.lookup.Found.of(client),
                letter.settles,
                drafting.addressing.sent(letter, work.today),
            )
            view = work.logged(unit.reader, touchpoint, recap=recap)
    except ClientpulseError as error:
        # Theirs says to try again, and that is what nobody should do with the letter.
        error.hint = OUT
        raise
    except KeyboardInterrupt:
        places.remark(f"{OUT[0].upper()}{OUT[1:]}")
        raise
    drafting.kept.drop(letter)
    return view


def say_sent(posted: Posted) -> None:
    """Say on stderr whom a letter went to."""
    refused = {one.address for one in posted.refused}
    taken = [one.address for one in posted.letter.to if one.address not in refused]
    places.remark(f"Sent to {', '.join(taken)}.")


@contextmanager
def _noted(letter: Letter) -> Iterator[None]:
    """Write down what became of a letter that wasn't sent, or perhaps was."""
    kept, posting = services.drafting.kept, sending.posting
    try:
        yield
    except (posting.NotSentError, SourceError) as error:
        with contextlib.suppress(StoreError):  # then it is kept as one that may be out
            kept.change(letter, state=kept.FAILED, why=error.message)
        error.hint = _and(error.hint, KEPT)
        raise
    except posting.MaybeSentError as error:
        with contextlib.suppress(StoreError):
            kept.change(letter, why=error.message)
        error.hint = UNKNOWN
        raise
    except KeyboardInterrupt:
        places.remark(f"The {letter.settles.kind} to {letter.whose.name}: {UNKNOWN}")
        raise


def _note_sent(letter: Letter, refused: Sequence[Refused]) -> Letter:
    """Write down that a letter is out; where even that fails, it is still to be logged."""
    kept = services.drafting.kept
    addresses = tuple(one.address for one in refused)
    try:
        return kept.change(letter, state=kept.SENT, refused=addresses)
    except ClientpulseError:
        return replace(letter, state=kept.SENT, refused=addresses)


def _and(hint: str, more: str) -> str:
    return f"{hint}; {more}" if hint else more
