"""The command line: this file only registers; a command is a function in the file of its noun."""

from __future__ import annotations

from typing import Annotated

import typer

from clientpulse import __version__
from clientpulse.cli import app as frame
from clientpulse.cli.app.groups import Entry, LazyGroup
from clientpulse.cli.app.running import run_app

WORD = "Your word and theirs"
RELATION = "The relationship"
DAILY, CLIENTS, DIARY, DATA = "Every day", "Clients and people", "Diary and history", "Your data"
HELP = "Finding your way"

ENTRIES = (
    Entry("due", "due:due", "Show whom to contact today, and about what.", DAILY),
    Entry("log", "log:log", "Write down a call, an e-mail, a meeting or a visit.", DAILY),
    Entry("draft", "draft.command:draft", "Write a message to a client, ready to send.", DAILY),
    Entry("report", "report:report", "Show the whole portfolio at a glance.", DAILY),
    Entry("show", "show:show", "Show everything about a client.", DAILY),
    Entry("snooze", "snooze:snooze", "Snooze a client's reminders until a day.", DAILY),
    Entry(
        "dial", "dial.command:dial", "Show whom to ring now, and go through them one by one.", DAILY
    ),
    Entry("brief", "brief:brief", "Read up on a client before a call, on one screen.", DAILY),
    Entry(
        "agenda",
        "agenda:agenda",
        "Show what to talk about at the next meeting; add points to it.",
        DAILY,
    ),
    Entry(
        "sync",
        "sync:sync",
        "Read mail, calendar and address book, and write down what is new.",
        DAILY,
    ),
    Entry(
        "review",
        "review.command:review",
        "Decide about new people, duplicates, and people gone from an address book.",
        DAILY,
    ),
    Entry(
        "digest",
        "digest:digest",
        "Write today's list as one message; mail it, or show a notice.",
        DAILY,
    ),
    Entry("away", "away:app", "Take days off; reminders come before them.", DAILY),
    Entry("feed", "feed:feed", "Write what is due to a file for your calendar program.", DAILY),
    Entry(
        "outbox",
        "outbox:app",
        "See and correct what 'pulse log --later' keeps on this computer.",
        DAILY,
    ),
    Entry(
        "ui",
        "ui:ui",
        "Live in one screen: today's list, a client beside it, a key for each act.",
        DAILY,
    ),
    Entry("undo", "undo:undo", "Undo the last change.", DAILY),
    Entry("redo", "undo:redo", "Redo what was undone last.", DAILY),
    Entry("add", "add:add", "Add a client.", CLIENTS),
    Entry(
        "client",
        "client.group:app",
        "List, edit, pause, archive, delete or merge clients.",
        CLIENTS,
    ),
    Entry("contact", "contact:app", "The people at a client.", CLIENTS),
    Entry("meeting", "meeting:app", "Book, move or cancel meetings.", DIARY),
    Entry(
        "nearby",
        "nearby:nearby",
        "Show the clients at a place, for a day you are in town.",
        DIARY,
    ),
    Entry("history", "history:history", "Show what happened, newest first.", DIARY),
    Entry("search", "search:search", "Find what was ever written, newest first.", DIARY),
    Entry("touchpoint", "touchpoint:app", "Correct or delete what was logged.", DIARY),
    Entry("promise", "promise:promise", "Write down what you promised a client.", WORD),
    Entry("ask", "ask:ask", "Write down what a client owes you.", WORD),
    Entry(
        "done", "done:done", "Mark a promise kept, a request received or a message answered.", WORD
    ),
    Entry("commitment", "commitment:app", "List, edit or drop promises, theirs and yours.", WORD),
    Entry("mistake", "mistake:app", "Note a mistake, tell the client, fix it.", WORD),
    Entry("remind", "remind:app", "Set a reminder: a trip, a promotion, a talk.", RELATION),
    Entry("feedback", "feedback:app", "Write down what a client says about your work.", RELATION),
    Entry("project", "project:app", "Start or finish a project for a client.", RELATION),
    Entry("service", "service:app", "What you offer, and which client has heard of it.", RELATION),
    Entry(
        "share",
        "share:app",
        "Share an article, an event or an introduction, and remember who has it.",
        RELATION,
    ),
    Entry(
        "checkup",
        "checkup:app",
        "Review a relationship trait by trait, before anybody complains.",
        RELATION,
    ),
    Entry("trait", "trait:app", "What check-ups ask about, and how much it counts.", RELATION),
    Entry(
        "setup",
        "setup.command:setup",
        "Find mail, calendar and address book, and propose your clients.",
        DATA,
    ),
    Entry(
        "import",
        "import_:import_",
        "Read clients, touchpoints, people, mail or a calendar from a file.",
        DATA,
    ),
    Entry("export", "export:export", "Write everything to a file.", DATA),
    Entry("backup", "backups.backup:backup", "Copy the store to a file and check the copy.", DATA),
    Entry("restore", "backups.restore:restore", "Restore a backup, or list them.", DATA),
    Entry("doctor", "doctor:doctor", "Check the store, the config and the backups.", DATA),
    Entry(
        "config",
        "config.group:app",
        "Show the settings and where each comes from; set one, or edit them.",
        DATA,
    ),
    Entry(
        "source",
        "source:app",
        "List, test, add or remove the mailboxes, calendars and address books that are read.",
        DATA,
    ),
    Entry(
        "timer",
        "timer.group:app",
        "Let sync, digest and feed run by themselves each morning.",
        DATA,
    ),
    Entry(
        "store",
        "store.group:app",
        "Make, upgrade and copy a store on a PostgreSQL server.",
        DATA,
    ),
    Entry(
        "mcp",
        "mcp:mcp",
        "Let an agent ask whom to contact, and why: an MCP server on stdin and stdout.",
        DATA,
    ),
    Entry("template", "template:app", "See and change the wording of your drafts.", DATA),
    Entry("help", "help:help_", "Explain a command, or list them all by theme.", HELP),
)


class Pulse(LazyGroup):
    """The commands of ``pulse``; those without a name are ``due``."""

    entries = ENTRIES
    morning = ("due", "brief", "log", "draft", "report", "ui")
    default = "due"


root = typer.Typer(
    cls=Pulse,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
)


@root.callback()
def pulse(
    ctx: typer.Context,
    db: Annotated[
        str | None,
        typer.Option(
            metavar="PATH|URL",
            help="The store to use: a file, or a database: postgresql://user@host/name.",
            envvar="CLIENTPULSE_DB",
        ),
    ] = None,
    today: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="Rehearse another day, with a time if you like: 'fri 10:00'.",
            envvar="CLIENTPULSE_TODAY",
        ),
    ] = None,
    demo: Annotated[
        bool, typer.Option("--demo", help="Use a throwaway store with made-up clients.")
    ] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="Use no colours.")] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="Never ask questions.")] = False,
    no_pager: Annotated[
        bool, typer.Option("--no-pager", help="Print what is long, without the pager.")
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show a traceback when something fails.")
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", help="Show the version.", is_eager=True)
    ] = False,
) -> None:
    """Know whom to contact today, how, and about what.

    \b
    Examples:
      pulse setup                    begin with what your mail and calendar know
      pulse add "Acme GmbH" --meet quarterly
      pulse                          whom to contact today (the same as: pulse due)
      pulse log acme Talked about the audit -c call
      pulse --demo report            try everything with made-up clients
    """
    if version:
        typer.echo(f"clientpulse {__version__}")
        raise typer.Exit
    ctx.obj = frame.global_options.GlobalOptions(
        db, today, demo, no_color, no_input, debug, no_pager
    ).also(ctx.obj)


def run(arguments: list[str]) -> int:
    """Run one command line, without the program's name, and return the exit code."""
    return run_app(root, arguments)
