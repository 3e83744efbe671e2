"""``pulse draft``."""

from __future__ import annotations

import contextlib
from collections.abc import Collection
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientpulse import letters, output, services, views
from clientpulse.cli import app as frame
from clientpulse.cli.app.context import Session, session
from clientpulse.cli.app.parameters import Who, Yes
from clientpulse.cli.commands.draft import sending
from clientpulse.cli.commands.draft.many import check_for_many, draft_many
from clientpulse.errors import InputError
from clientpulse.letters.kinds import KINDS

if TYPE_CHECKING:
    from clientpulse.letters.draft import Draft
    from clientpulse.services.drafting.prepared import Prepared, Wanted
    from clientpulse.views.log import LoggedView

NAMED = tuple(KINDS)


def draft(
    ctx: typer.Context,
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help=f"{', '.join(NAMED[:-1])} or {NAMED[-1]}.",
            autocompletion=lambda: list(NAMED),
            show_default=False,
        ),
    ],
    client: Who,
    news: Annotated[
        list[str] | None,
        typer.Option("--news", metavar="TEXT", help="What is new, in an update; repeat for more."),
    ] = None,
    mistake: Annotated[
        str | None,
        typer.Option(
            "--mistake",
            metavar="ID|WORDS",
            help="Which mistake to apologise for; default: the first one not told.",
        ),
    ] = None,
    project: Annotated[
        str | None,
        typer.Option("--project", metavar="PROJECT", help="What to ask feedback about."),
    ] = None,
    about: Annotated[
        str | None,
        typer.Option(
            "--for",
            metavar="REF|WORDS",
            help=(
                "The conversation (7) to recap, or the reminder (r3) or birthday (b12) to"
                " greet for; or words from it."
            ),
        ),
    ] = None,
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Write it although a mistake isn't told yet.")
    ] = False,
    eml: Annotated[
        str | None,
        typer.Option(
            "--eml",
            metavar="FILE",
            help="Write it to a file for your mail program; those of a @TAG to a folder.",
        ),
    ] = None,
    open_: Annotated[bool, typer.Option("--open", help="Open it in your mail program.")] = False,
    edit: Annotated[bool, typer.Option("--edit", help="Open it in your editor first.")] = False,
    log: Annotated[bool, typer.Option("--log", help="Log it as an e-mail that you sent.")] = False,
    yes: Yes = False,
    json: Annotated[
        bool, typer.Option("--json", help="Answer with the draft and what was logged, as JSON.")
    ] = False,
) -> None:
    """Write a message to a client, ready to send.

    \b
    Examples:
      pulse draft update acme --log
      pulse draft update acme --news "The audit is done" --open
      pulse draft chase acme --edit --eml chase.eml --log
      pulse draft update @retail --eml letters

    The subject and the text go to standard output, the rest to standard error. Without --news an
    update says plainly that there is none, brings up the next meeting, offers its agenda, and
    mentions one service; while they don't know of a mistake of yours it isn't written. Length and
    language follow the client; 'pulse template' changes the words. With @TAG each client that has
    an address gets a letter, a file each in the folder that --eml names; nothing is logged.
    """
    work = session(ctx)
    wanted = services.drafting.prepared.Wanted(
        letters.finding.checked_kind(kind),
        client,
        news=tuple(news or ()),
        mistake=mistake,
        project=project,
        about=about,
        anyway=anyway,
        sent=log,
    )
    services.drafting.letters.check(wanted)
    if services.lookup.is_tag(client):
        alone = {"log": log, "open": open_, "edit": edit, "mistake": mistake, "project": project}
        folder = check_for_many(eml, **alone, **{"for": about})
        draft_many(work, wanted, folder, yes=yes, json=json)
    else:
        _draft_one(work, wanted, eml, open_=open_, edit=edit, yes=yes, json=json)


def _draft_one(
    work: Session,
    wanted: Wanted,
    eml: str | None,
    *,
    open_: bool,
    edit: bool,
    yes: bool,
    json: bool,
) -> None:
    """Write one letter, and bring it where it is wanted; ``wanted.sent`` means to log it."""
    path, there = None, False
    if eml is not None:
        path = frame.files.typed_path(eml)
        there = frame.files.confirm_replacing(work, path, yes)
    if edit and work.options.no_input:
        raise InputError("there is nobody to edit it", "leave --edit out, or --no-input")
    sender, is_set = sending.sender_of(work)
    prepared, made, silence = _write(work, wanted, sender.name if is_set else None)
    to = sending.recipients(prepared.contact, prepared.client.key, needed=wanted.sent)
    # Before the editor opens: a note or a reminder is what its writer wants to have read then.
    for remark in (
        *silence,
        *services.drafting.letters.remarks(prepared, work.templates_folder),
    ):
        sending.remark(remark)
    kept: AbstractContextManager[None] = contextlib.nullcontext()
    if edit:
        made, kept = _edited(work, made)
    with kept:
        if not is_set:
            sending.remark(f"Nobody signs it: put your name in the config, {sending.SETTING}")
        opened = open_ and sending.open_mail_program(made, to)
        if path is not None:
            sending.write_eml(work, path, made, to, overwrite=there)
            sending.remark(f"Written: {path}")
        elsewhere = opened if open_ else path is not None
        if not json and not elsewhere:
            sending.show(made)
        if prepared.letter.mistake is not None and not json:
            for line in letters.outline.lines(prepared.letter.mistake):
                sending.remark(line)
        sent = wanted.sent and (
            yes or json or not work.may_ask or typer.confirm("Sent?", True, err=True)
        )
        logged = _log(work, prepared, made, silence) if sent else None
        if wanted.sent and not sent:
            sending.remark("Nothing was logged.")
    if json:
        addresses = [one.address for one in to]
        work.answer(_record(made, addresses, prepared, logged), (), json)


def _write(
    work: Session, wanted: Wanted, signed: str | None
) -> tuple[Prepared, Draft, tuple[str, ...]]:
    """Return what the letter is about, the letter, and what is hidden about the client."""
    # The template's process gets ready while the store is read.
    with letters.rendering.Renderer() as renderer, work.reader() as reader:
        policy = work.policy(reader)
        prepared = services.drafting.letters.prepare(reader, work.now, policy, wanted, signed)
        # Within, so that a stored time that means nothing is told as damage.
        made = services.drafting.letters.write(prepared, renderer, work.templates_folder)
        silence = work.silence(reader, prepared.client.id)
    return prepared, made, silence


def _edited(work: Session, made: Draft) -> tuple[Draft, AbstractContextManager[None]]:
    """Let a person edit the draft; what they typed is kept should anything fail from here on.

    Raises:
        InputError: The editor fails, or what it leaves isn't a draft.
    """
    edited = frame.editor.edit_text(made.text, ".txt")
    if edited is None:
        return made, contextlib.nullcontext()
    kept = frame.editor.kept_on_failure(edited, ".txt", work.drafts_folder)
    with frame.editor.kept_on_failure(edited, ".txt", work.drafts_folder):
        typed = letters.draft.parse(edited, "the edited draft")
        # What was edited goes as text alone: its HTML would say what was there before.
        return made if typed == made else replace(typed, edited=True), kept


def _log(
    work: Session, prepared: Prepared, made: Draft, told: Collection[str]
) -> views.log.LoggedView:
    """Log that it was written, and say so on stderr, but for what was told already."""
    with work.unit_of_work() as unit:
        policy = work.policy(unit.reader)
        touchpoint, recap = services.drafting.log.log(unit, work.today, policy, prepared, made)
        view = work.logged(unit.reader, touchpoint, recap=recap)
    for line in output.messages.touchpoints.logged(view):
        if line not in told:
            sending.remark(line)
    return view


def _record(
    made: Draft, to: list[str], prepared: Prepared, logged: LoggedView | None
) -> dict[str, Any]:
    """Return the draft's fields."""
    record: dict[str, Any] = {
        "to": ", ".join(to) or None,
        "subject": made.subject,
        "body": made.body,
    }
    if prepared.letter.mistake is not None:
        record["outline"] = letters.outline.fields(prepared.letter.mistake)
    record["logged"] = None if logged is None else output.screens.history.record(logged.touchpoint)
    return record
