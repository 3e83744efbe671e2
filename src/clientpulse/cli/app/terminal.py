"""What a command says and asks: on stdout, through the pager, in formats; questions on stderr."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import typer

from clientpulse import output
from clientpulse.cli import app as frame
from clientpulse.cli.app.days import Days
from clientpulse.errors import ConflictError, InputError

if TYPE_CHECKING:
    from clientpulse.output.layout.screen import Screen, V


NOBODY = "There is nobody to answer"


class Terminal(Days):
    """Shows views, answers and asks.

    Attributes:
        command: What runs, for the journal and as the schema of JSON: ``mistake add``.
        remarks: What is said behind the answer, unless it was said before.
    """

    command: str
    remarks: tuple[str, ...]

    def show(self, screen: Screen[V], view: V, form: str) -> None:
        """Write a reading command's view to stdout, in one of the formats."""
        if form == "table":
            with frame.pager.paged(sys.stdout, self.pages) as stream:
                output.write(screen, view, form, stream, self.look)
        else:
            output.write(screen, view, form, sys.stdout, self.look)

    def answer(self, fields: Mapping[str, Any], lines: Iterable[str], json: bool) -> None:
        """Say what was written: a JSON object of the command's schema, or lines for a person.

        Whoever wrote about a client that rests is told so, unless the lines do already.
        """
        if json:
            schema = self.command.replace(" ", "-")
            output.formats.json.write_object(schema, self.today, fields, sys.stdout)
            return

        said = list(lines)
        said += [one for one in self.remarks if one not in said]
        with frame.pager.paged(sys.stdout, self.pages) as stream:
            for line in map(output.safe.one_line, said):
                indent = len(line) - len(line.lstrip())
                stream.write(f"{output.cells.fitted(line, stream, indent)}\n")

    @staticmethod
    def remark(line: str) -> None:
        """Say something on stderr that isn't part of the answer."""
        said = output.cells.fitted(output.safe.one_line(line), sys.stderr)
        with contextlib.suppress(OSError):
            sys.stderr.write(f"{said}\n")

    @staticmethod
    def is_on_a_screen(form: str) -> bool:
        """Whether somebody reads it at a terminal, so that it shouldn't be too long."""
        return form == "table" and sys.stdout.isatty()

    @property
    def pages(self) -> bool:
        """Whether what is longer than a terminal goes through the pager."""
        return not (self.options.no_pager or self.options.no_input) and frame.pager.is_wanted()

    @cached_property
    def look(self) -> output.Look:
        """How what is shown looks: only a terminal has colours, and only there they are read."""
        plain = self.options.no_color or os.environ.get("NO_COLOR")
        if plain or not sys.stdout.isatty():
            return output.Look(color=False)
        return output.Look(colors=self.settings.colors)

    @property
    def may_ask(self) -> bool:
        """Whether there is somebody to ask."""
        return not self.options.no_input and sys.stdin.isatty() and sys.stderr.isatty()

    def ask(self, prompt: str) -> str:
        """Ask on stderr and read a line; stdout stays free for the answer, to the last blank.

        Args:
            prompt: A harmless text.

        Raises:
            typer.Abort: Nobody types any more.
        """
        sys.stderr.write(prompt)
        sys.stderr.flush()
        # As bytes: what isn't text in the terminal's encoding is a wrong answer, not a failure.
        typed = sys.stdin.buffer.readline()
        if not typed:
            raise typer.Abort
        return typed.decode(errors="replace").removesuffix("\n")

    def confirm(self, question: str, yes: bool) -> None:
        """Ask before something that destroys or changes a lot, unless it was answered already.

        Raises:
            InputError: There is nobody to ask.
            ConflictError: The answer is no.
        """
        if yes:
            return

        if not self.may_ask:
            raise InputError(
                f"{output.safe.one_line(question)} {NOBODY}",
                "add --yes when you are sure; nothing was changed",
            )
        asked = output.cells.fitted(output.safe.one_line(question), sys.stderr)
        if not typer.confirm(asked, default=False, err=True):
            raise ConflictError(
                "not confirmed, so nothing was changed", "answer y, or add --yes when you are sure"
            )
