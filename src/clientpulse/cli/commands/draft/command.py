"""``pulse draft``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import typer

from clientpulse import letters, services
from clientpulse.cli.app import completion
from clientpulse.cli.app.context import session
from clientpulse.cli.app.parameters import OfOption, Yes
from clientpulse.cli.commands.draft import many, resending, to_each, to_folder
from clientpulse.cli.commands.draft.one import How, draft_one
from clientpulse.errors import ExitCode, InputError
from clientpulse.letters.kinds import KINDS
from clientpulse.quoting import quoted

NAMED = tuple(KINDS)
EXAMPLE = "for example: pulse draft update acme --log; see 'pulse draft --help'"


def _first(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Complete a kind or, for letters that are kept, whose they are."""
    if ctx.params.get("resend"):
        return completion.clients_and_tags(ctx, incomplete)
    return [(one, "") for one in NAMED if one.startswith(incomplete)]


def draft(
    ctx: typer.Context,
    kind: Annotated[
        str | None,
        typer.Argument(
            metavar="KIND",
            help=f"{', '.join(NAMED[:-1])} or {NAMED[-1]}.",
            autocompletion=_first,
            show_default=False,
        ),
    ] = None,
    client: Annotated[
        str | None,
        typer.Argument(
            metavar="CLIENT|@TAG",
            help="Whom to write to: a client, or each with this tag.",
            autocompletion=completion.clients_and_tags,
            show_default=False,
        ),
    ] = None,
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
    text: Annotated[
        str | None,
        typer.Option(
            "--text",
            metavar="FILE",
            help="Take the subject and the text from a file, as --edit has them; -: from stdin.",
        ),
    ] = None,
    send: Annotated[
        bool, typer.Option("--send", help="Send it, and log it once it is out.")
    ] = False,
    resend: Annotated[
        bool, typer.Option("--resend", help="Go through the letters that --send couldn't send.")
    ] = False,
    log: Annotated[bool, typer.Option("--log", help="Log it as an e-mail that you sent.")] = False,
    of: OfOption = None,
    yes: Yes = False,
    json: Annotated[
        bool, typer.Option("--json", help="Answer with the draft and what was logged, as JSON.")
    ] = False,
) -> int:
    """Write a message to a client, ready to send.

    \b
    Examples:
      pulse draft update acme --log
      pulse draft update acme --news "The audit is done" --open
      pulse draft chase acme --edit --eml chase.eml --log
      pulse draft update @retail --eml letters
      pulse draft recap acme --send
      pulse draft --resend

    The subject and the text go to standard output, the rest to standard error. Without --news an
    update says plainly that there is none, brings up the next meeting, offers its agenda, and
    mentions one service; while they don't know of a mistake of yours it isn't written. Length and
    language follow the client; 'pulse template' changes the words. With @TAG each client that has
    an address gets a letter: --eml writes them into a folder, a file each, and logs nothing.

    --send needs [send] and sender in the config, asks first, and logs what the server has taken.
    What couldn't be sent is kept: --resend goes through it. With @TAG it sends one by one.
    """
    work = session(ctx)
    alone = {"log": log, "open": open_, "edit": edit, "mistake": mistake, "project": project}
    alone |= {"for": about, "text": text}
    if resend:
        others = {**alone, "send": send, "news": news, "anyway": anyway, "eml": eml}
        return resending.resend(work, _whose(kind, client, others), yes=yes, json=json)
    if kind is None or client is None:
        raise InputError(f"missing argument '{'KIND' if kind is None else 'CLIENT|@TAG'}'", EXAMPLE)
    if send and (eml is not None or open_):
        other = "--open" if open_ else "--eml"
        raise InputError(f"--send contradicts {other}", "send it, or take it elsewhere")
    wanted = services.drafting.prepared.Wanted(
        letters.finding.checked_kind(kind),
        client,
        news=tuple(news or ()),
        mistake=mistake,
        project=project,
        about=about,
        anyway=anyway,
        sent=log or send,
        owner=of,
    )
    services.drafting.letters.check(wanted)
    if of is not None or services.lookup.is_tag(client):
        if log and not send:
            services.clients.bulk.refuse_circular(client)
        many.check_for_many(**{**alone, "log": False})
        if send:
            return to_each.send_each(work, wanted, yes=yes, json=json)
        to_folder.write_files(work, wanted, eml, yes=yes, json=json)
    else:
        draft_one(work, wanted, How(eml, open_, edit, log, send, yes, json, text))
    return int(ExitCode.DONE)


def _whose(first: str | None, second: str | None, others: Mapping[str, object]) -> str | None:
    """Return the client whose letters are gone through, if one was named.

    Raises:
        InputError: Something was typed that is about a new letter.
    """
    typed = [f"--{name}" for name, value in others.items() if value]
    typed += [] if second is None else [str(first)]
    if typed:
        raise InputError(
            f"{quoted(typed[0])} is for a new letter",
            "--resend takes a client at most: pulse draft --resend acme",
        )
    return first
