"""``pulse draft KIND CLIENT``: one letter, and where it goes."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import typer

from clientpulse import letters, output, services
from clientpulse.cli import app as frame
from clientpulse.cli.commands.draft import changing, places, posting
from clientpulse.errors import InputError

if TYPE_CHECKING:
    from clientpulse.cli.app.context import Session
    from clientpulse.letters.draft import Draft
    from clientpulse.letters.message import Mailbox
    from clientpulse.services.drafting.kept import Letter
    from clientpulse.services.drafting.prepared import Prepared, Wanted
    from clientpulse.services.stores import Reader
    from clientpulse.views.log import LoggedView


class How(NamedTuple):
    """Where a letter is wanted.

    Attributes:
        eml: The file, as typed.
        open: In the mail program.
        edit: In the editor first.
        log: It is said to be sent.
        send: Send it.
        text: The file with the text to take, as typed.
    """

    eml: str | None = None
    open: bool = False
    edit: bool = False
    log: bool = False
    send: bool = False
    yes: bool = False
    json: bool = False
    text: str | None = None


class _Written(NamedTuple):
    """A letter, what it is about, and what is hidden about its client."""

    prepared: Prepared
    made: Draft
    silence: Sequence[str]
    to: Sequence[Mailbox]


def draft_one(work: Session, wanted: Wanted, how: How) -> None:
    """Write one letter, and bring it where it is wanted."""
    path, there = None, False
    if how.eml is not None:
        path = frame.files.typed_path(how.eml)
        there = frame.files.confirm_replacing(work, path, how.yes)
    if how.edit and work.options.no_input:
        raise InputError("there is nobody to edit it", "leave --edit out, or --no-input")
    if how.send:
        _check_sending(work, how)
    given = None if how.text is None else changing.given(how.text)
    sender, is_set = places.sender_of(work)
    written = _write(work, wanted, how, sender.name if is_set else None)
    # Before the editor opens: a note or a reminder is what its writer wants to have read then.
    remarks = services.drafting.letters.remarks(written.prepared, work.templates_folder)
    for remark in (*written.silence, *remarks):
        places.remark(remark)
    made, kept = changing.changed(work, written.made, given, edit=how.edit)
    written = written._replace(made=made)
    if how.send:
        posting.check_asking(work, yes=how.yes, json=how.json)
    with contextlib.ExitStack() as held:
        with kept:
            if not is_set:
                places.remark(f"Nobody signs it: put your name in the config, {places.SETTING}")
            elsewhere = False
            if how.open:
                elsewhere = places.open_mail_program(written.made, written.to)
            if path is not None:
                places.write_eml(work, path, written.made, written.to, overwrite=there)
                places.remark(f"Written: {path}")
                elsewhere = elsewhere or not how.open
            _show(written, how, elsewhere=elsewhere)
            if how.send:
                letter = _keep(work, written, how, held)
            logged = _log_if_sent(work, written, how) if how.log and not how.send else None
        if how.send:
            _send(work, written, letter, how)
        elif how.json:
            work.answer(_record(written, logged), (), json=True)


def _check_sending(work: Session, how: How) -> None:
    if how.log:
        places.remark("--send logs it anyway, so leave --log out.")
    posting.way(work)
    if how.edit:
        # Before anybody types for nothing.
        posting.check_asking(work, yes=how.yes, json=how.json)


def _write(work: Session, wanted: Wanted, how: How, signed: str | None) -> _Written:
    # The template's process gets ready while the store is read.
    with letters.rendering.Renderer() as renderer, work.reader() as reader:
        policy = work.policy(reader)
        prepared = services.drafting.letters.prepare(reader, work.now, policy, wanted, signed)
        # Within, so that a stored time that means nothing is told as damage.
        made = services.drafting.letters.write(prepared, renderer, work.templates_folder)
        silence = [*work.silence(reader, prepared.client.id)]
        if how.send:
            silence += _another(work, reader, prepared, wanted.kind)
        if how.send and how.yes:
            posting.refuse_perhaps_out(work, prepared)
    needed = "--send" if how.send else "--log" if how.log else None
    to = places.recipients(prepared.contact, prepared.client.key, needed)
    return _Written(prepared, made, silence, to)


def _another(work: Session, reader: Reader, prepared: Prepared, kind: str) -> Iterator[str]:
    """Say so where they had such a letter today, or one is kept: nobody likes to get two."""
    addressing = services.drafting.addressing
    served = addressing.served(reader, work.today, work.store.path, kind)
    found = served.get(prepared.client.id)
    if found == addressing.GOT_ONE:
        yield f"Another {kind} went to them today."
    elif found is not None:
        yield f"Another {kind} to them is waiting: pulse draft --resend"


def _show(written: _Written, how: How, *, elsewhere: bool) -> None:
    if how.json:
        return
    if how.send:
        places.remark(f"To: {', '.join(map(str, written.to))}")
    if not elsewhere:
        places.show(written.made)
    mistake = written.prepared.letter.mistake
    known = None if mistake is None else letters.outline.fields(mistake)
    for line in () if known is None else letters.outline.lines(known):
        places.remark(line)


def _log_if_sent(work: Session, written: _Written, how: How) -> LoggedView | None:
    if not (how.yes or how.json or not work.may_ask or typer.confirm("Sent?", True, err=True)):
        places.remark("Nothing was logged.")
        return None
    prepared = written.prepared
    settles = services.drafting.settling.Settles.by(prepared.letter, written.made)
    with work.unit_of_work() as unit:
        policy = work.policy(unit.reader)
        touchpoint, recap = services.drafting.log.log(
            unit, work.today, policy, prepared.client, settles
        )
        view = work.logged(unit.reader, touchpoint, recap=recap)
    places.say(view, written.silence)
    return view


def _keep(work: Session, written: _Written, how: How, held: contextlib.ExitStack) -> Letter:
    """Ask, and write the letter down before it goes; it is held."""
    if not how.yes:
        places.remark("")
        posting.agree("Send it?")
    prepared, kept = written.prepared, services.drafting.kept
    letter = posting.new_letter(work, prepared, written.made, written.to, kept.SENDING)
    held.enter_context(kept.held(letter.file))
    with kept.beginning(work.store.path):
        if how.yes:
            posting.refuse_perhaps_out(work, prepared)
        return kept.write(letter)


def _send(work: Session, written: _Written, letter: Letter, how: How) -> None:
    """Send it, and log it."""
    posted = posting.post(work, letter)
    if how.json:
        answer = _record(written, posted.view)
        answer |= {"message_id": letter.id, "refused": posting.refused_record(posted)}
        work.answer(answer, (), json=True)
        return
    posting.say_sent(posted)
    places.say(posted.view, written.silence)


def _record(written: _Written, logged: LoggedView | None) -> dict[str, Any]:
    """Return the draft's fields."""
    record: dict[str, Any] = {
        "to": ", ".join(one.address for one in written.to) or None,
        "subject": written.made.subject,
        "body": written.made.body,
    }
    mistake = written.prepared.letter.mistake
    if mistake is not None:
        record["outline"] = letters.outline.fields(mistake)
    record["logged"] = None if logged is None else output.screens.history.record(logged.touchpoint)
    return record
