"""``pulse due``."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientpulse import output, services
from clientpulse.cli.app.completion import due_statuses, rules
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import ClientOption, OptionalWho, OwnerOption, TagOption
from clientpulse.cli.app.shapes import Answer, Shown, reading
from clientpulse.errors import ExitCode, InputError
from clientpulse.quoting import shell_word
from clientpulse.views.due import Unread

if TYPE_CHECKING:
    from clientpulse.services.stores import Reader
    from clientpulse.views.due import DueView
    from clientpulse.views.timer import Trouble

MOST_QUIET = 4 * 24 * 60 * 60
"""For so many seconds at most the timer's file has nothing to say."""


@reading()
def due(
    work: Session,
    form: str,
    who: OptionalWho = None,
    within: Annotated[
        str | None,
        typer.Option(metavar="INTERVAL", help="Also what is due this far ahead: 2w."),
    ] = None,
    client: ClientOption = None,
    tag: TagOption = None,
    owner: OwnerOption = None,
    status: Annotated[
        list[str] | None,
        typer.Option(
            "--status",
            metavar="STATUS",
            help="Only clients of this status: today, overdue, due or soon; repeat for several.",
            autocompletion=due_statuses,
        ),
    ] = None,
    rule: Annotated[
        list[str] | None,
        typer.Option(
            "--rule",
            metavar="RULE",
            help="Only what this rule asks for: promise, update ...; repeat for several.",
            autocompletion=rules,
        ),
    ] = None,
    short: Annotated[
        bool | None,
        typer.Option("--short/--full", help="One line a client, or everything."),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(metavar="N", help="No more than this many clients; items in JSON and CSV."),
    ] = None,
    unlimited: Annotated[
        bool, typer.Option("--all", help="All clients; a terminal shows as many as fit.")
    ] = False,
    count: Annotated[
        bool, typer.Option("--count", help="Only the number of clients, for a shell prompt.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Exit with 10 when something is due.")
    ] = False,
) -> Shown[Any] | Answer:
    """Show whom to contact today, and about what.

    \b
    Examples:
      pulse due
      pulse due --short              one line a client
      pulse due --within 2w          what comes up in the next two weeks too
      pulse due @retail --json       the clients with this tag; acme: one client
      pulse due --rule promise       what you promised

    The most urgent comes first: today's meetings, then what is overdue, measured by its own
    interval, then what is due. A row shows how late it is, why, when and how you were last in
    touch, and the command to type when it is done. A terminal shows as many clients as it has
    room for, at least five.
    """
    _check(form, limit, unlimited, count)
    if client is not None:
        if who is not None:
            raise InputError("that names two clients", "leave --client out, or the other one")
        who = client
    asked = services.portfolio.asked.asked_for(within, status or (), rule or ())
    to_fit = limit is None and not unlimited and work.is_on_a_screen(form)
    if to_fit:
        limit = max(output.cells.lines_of(sys.stdout), output.screens.due.FEWEST)

    def read(reader: Reader) -> DueView:
        return services.portfolio.due.due(
            reader,
            work.today,
            work.policy(reader),
            work.scope(reader, who, tag, owner),
            asked=asked,
            limit=limit,
            items_limit=limit if form in {"json", "csv"} else None,
            now=work.now if form in {"table", "markdown"} else None,
            dial=work.settings.dial,
        )

    view = work.read(read, waits=not count)
    code = ExitCode.DUE if check and view.has_something_due else ExitCode.DONE
    if count:
        return Answer({}, [str(len(view.rows) + view.more)], code)
    options = {"--within": within, "--tag": tag, "--owner": owner}
    given = [(name, value) for name, value in options.items() if value is not None]
    given += [("--status", one) for one in status or ()] + [("--rule", one) for one in rule or ()]
    letters = services.drafting.folder.count(work.store.path)
    view = replace(
        view,
        to_fit=to_fit,
        command=again(who, given),
        unread=unread(work),
        timer=timer(work),
        letters=letters,
        outbox=_waiting(work),
    )
    work.say_who(form)
    if short is None:
        short = work.settings.due == "short"
    screen = output.screens.due_short.SCREEN if short else output.screens.due.SCREEN
    return Shown(screen, view, code)


def _waiting(work: Session) -> int:
    """Return how many lines wait in the outbox; most days one look at a folder says it all."""
    if work.options.demo or services.lines.folder.is_empty():
        return 0
    return services.lines.keeping.count(work.store.path)


def unread(work: Session) -> Unread | None:
    """Return which sources weren't read today: their news is missing in the list."""
    names = [one.name for one in work.settings.read_from]
    if not names or work.options.demo:
        return None
    return services.syncing.last_read.unread(work.store.path, names, work.today)


def timer(work: Session) -> Trouble | None:
    """Return what is wrong with the timer; most days the first line of a file says it all."""
    path, until = work.store.path, b""
    record = path.with_name(f"{path.name}.timer")
    try:
        if not record.is_fifo():  # to open one would wait for somebody who writes into it
            with record.open("rb") as stream:
                _, _, until = stream.readline(99).partition(b": ")
    except FileNotFoundError:
        return None
    except OSError:
        pass
    until = until.strip(b",\n")
    # What is quiet for longer was written by a clock that was wrong.
    if until.isdigit() and 0 < int(until) - work.now.timestamp() < MOST_QUIET:
        return None
    return services.timer.trouble.trouble(path, work.now)


def _check(form: str, limit: int | None, unlimited: bool, count: bool) -> None:
    """Refuse options that contradict each other."""
    if limit is not None and limit < 1:
        raise InputError(f"a limit of {limit} shows nothing", "give 1 or more, or --all")
    if unlimited and limit is not None:
        raise InputError("--all contradicts --limit", "give one of them")
    if count and (limit is not None or form != "table"):
        other = "--limit" if limit is not None else "a format"
        raise InputError(f"--count contradicts {other}", "it prints only a number: leave one out")


def again(who: str | None, options: Iterable[tuple[str, str]]) -> str:
    """Write the command once more, with what it was asked about."""
    words = ["pulse due", *([] if who is None else [shell_word(who)])]
    for name, value in options:
        words += [name, shell_word(value, name.strip("-").upper())]
    return " ".join(words)
