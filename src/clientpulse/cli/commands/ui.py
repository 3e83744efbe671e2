"""``pulse ui``."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from clientpulse import services
from clientpulse.cli.app.context import Session, session
from clientpulse.cli.app.parameters import OwnerOption
from clientpulse.config.values import THEMES
from clientpulse.errors import ExitCode, InputError

if TYPE_CHECKING:
    from clientpulse.ui.app import Desk

ELSEWHERE = "elsewhere: pulse due, pulse brief, pulse log"


def ui(
    ctx: typer.Context,
    owner: OwnerOption = None,
    theme: Annotated[
        str | None,
        typer.Option(
            metavar="THEME",
            help="terminal (its own colours), light, dark or contrast.",
            autocompletion=lambda: list(THEMES),
        ),
    ] = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="For screen readers: the list line by line.")
    ] = False,
) -> int:
    """Live in one screen: today's list, a client beside it, a key for each act.

    \b
    Examples:
      pulse ui
      pulse ui --demo
      pulse ui --theme light
      pulse ui --plain

    Whatever it writes is the command line that it shows, so 'pulse undo' takes it back. What
    somebody else writes meanwhile appears by itself. The key ? lists all keys. With --plain it goes
    through today's list client by client: the brief, then a question that a word answers.
    """
    work = session(ctx)
    if plain:
        return _line_by_line(work, owner)
    if theme is not None:
        theme = services.portfolio.asked.one_of(THEMES, theme, "a theme")
    desk_of = _screen()
    _needs_a_terminal()
    _tell_textual(no_color=work.options.no_color)
    from clientpulse import cli  # noqa: PLC0415  which registers this command
    from clientpulse.cli.app.inside import Inside  # noqa: PLC0415  only where it is shown

    with work.reader() as reader:
        work.scope(reader, owner=owner)
    work.working_long()
    settings = work.settings
    with closing(Inside(cli.run, work.options, owner)) as door:
        desk = desk_of(door, theme or settings.theme, settings.keys)
        code = desk.run()
    if desk.fault is not None:
        raise desk.fault
    return code or 0


def _line_by_line(work: Session, owner: str | None) -> int:
    """Go through today's list without the screen, and without the pager.

    Raises:
        InputError: There is nobody to ask.
    """
    work = Session(replace(work.options, no_pager=True), work.command)
    if not (work.may_ask and sys.stdout.isatty()):
        raise InputError("this needs a terminal", ELSEWHERE)
    from clientpulse.cli.commands.plain import walking  # noqa: PLC0415  only where it is wanted

    walking.walk(work, owner)
    return int(ExitCode.DONE)


def _tell_textual(*, no_color: bool) -> None:
    """Put what Textual reads into the environment as the rest of the program understands it."""
    if no_color:
        os.environ["NO_COLOR"] = "1"
    elif not os.environ.get("NO_COLOR"):
        os.environ.pop("NO_COLOR", None)
    # What tables are to fit isn't the size of a screen: that is the terminal's.
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)


def _needs_a_terminal() -> None:
    """Make sure that there is a terminal that can be drawn on.

    Raises:
        InputError: There is none.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise InputError("this needs a terminal", ELSEWHERE)
    if os.environ.get("TERM", "dumb") == "dumb":
        raise InputError(
            "this terminal can't be drawn on, as TERM says", "line by line: pulse ui --plain"
        )


def _screen() -> type[Desk]:
    """Import what draws the screen.

    Raises:
        InputError: Textual isn't installed.
    """
    try:
        from clientpulse.ui.app import Desk  # noqa: PLC0415  only where it is shown
    except ImportError as error:
        if (error.name or "").partition(".")[0] != "textual":
            raise
        raise InputError(
            "the screen needs the package textual, which isn't installed, or is too old",
            "install it: pip install 'clientpulse[ui]'",
        ) from None
    return Desk
