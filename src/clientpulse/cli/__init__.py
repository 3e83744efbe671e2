"""The command line: this file only registers; a command is a function in the file of its noun."""

from __future__ import annotations

from typing import Annotated

import typer

from clientpulse.cli.lazy import Entry, LazyGroup
from clientpulse.cli.running import run_app

DAILY, CLIENTS, DIARY, DATA = "Every day", "Clients and people", "Diary and history", "Your data"

ENTRIES = (
    Entry("due", "due", "Show whom to contact today, and about what.", DAILY),
    Entry("log", "log", "Write down a call, an e-mail, a meeting or a visit.", DAILY),
    Entry("report", "report", "Show the whole portfolio at a glance.", DAILY),
    Entry("show", "show", "Show one client whole.", DAILY),
    Entry("snooze", "snooze", "Silence the reminders for a client until a day.", DAILY),
    Entry("undo", "undo", "Take back the last command that wrote.", DAILY),
    Entry("add", "add", "Add a client.", CLIENTS),
    Entry("client", "client", "List, edit, pause, archive, delete or merge clients.", CLIENTS),
    Entry("contact", "contact", "The people at a client.", CLIENTS),
    Entry("meeting", "meeting", "Book, move or cancel meetings.", DIARY),
    Entry("history", "history", "Show what happened, newest first.", DIARY),
    Entry("touchpoint", "touchpoint", "Correct or delete what was logged.", DIARY),
    Entry("import", "import_", "Read clients or touchpoints from a file.", DATA),
    Entry("export", "export", "Write everything to a file.", DATA),
    Entry("backup", "backup", "Copy the store to a file and check the copy.", DATA),
    Entry("restore", "restore", "Bring a backup back.", DATA),
    Entry("doctor", "doctor", "Check the store, the config and the backups.", DATA),
    Entry("config", "config", "Show the settings and where each comes from.", DATA),
)


class Pulse(LazyGroup):
    """The commands of ``pulse``; those without a name are ``due``."""

    entries = ENTRIES
    default = "due"


app = typer.Typer(
    cls=Pulse,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
)


@app.callback()
def pulse(
    ctx: typer.Context,
    db: Annotated[
        str | None,
        typer.Option(
            metavar="PATH",
            help="The store to use: a file or a sqlite:/// URL.",
            envvar="CLIENTPULSE_DB",
        ),
    ] = None,
    today: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Rehearse another day.", envvar="CLIENTPULSE_TODAY"),
    ] = None,
    demo: Annotated[
        bool, typer.Option("--demo", help="Use a throwaway store with made-up clients.")
    ] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="Use no colours.")] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="Never ask anything.")] = False,
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
      pulse                          whom to contact today (the same as: pulse due)
      pulse add "Acme GmbH" --meet quarterly
      pulse log acme Talked about the audit -c call
      pulse --demo report            try everything with made-up clients
    """
    from clientpulse.cli.global_options import GlobalOptions

    if version:
        from clientpulse import __version__

        typer.echo(f"clientpulse {__version__}")
        raise typer.Exit
    ctx.obj = GlobalOptions(db, today, demo, no_color, no_input, debug).also(ctx.obj)


def run(arguments: list[str]) -> int:
    """Run one command line.

    Args:
        arguments: Without the program's name.

    Returns:
        The exit code.
    """
    return run_app(app, arguments)
