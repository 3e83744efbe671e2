"""What a round asks, line by line, and says."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

import typer

from clientpulse import output
from clientpulse.errors import ClientpulseError, InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from clientpulse.cli.app.context import Session

Value = TypeVar("Value")


def read(read: Callable[[str], Value], question: str) -> Value:
    """Ask until the answer can be read."""
    while True:
        try:
            return read(ask(question))
        except InputError as error:
            refuse(error)


def read_or_none(read_one: Callable[[str], Value], question: str) -> Value | None:
    """Ask until the answer can be read, or until there is none."""
    return read(lambda typed: read_one(typed) if typed.strip() else None, question)


def ask(question: str) -> str:
    """Ask, and read a line."""
    sys.stdout.flush()
    while True:
        try:
            answer: str = typer.prompt(
                question, default="", show_default=False, prompt_suffix=" ", err=True
            )
        except UnicodeDecodeError:
            hint("that holds bytes that aren't valid text; type it again")
            continue
        return answer


def refuse(error: ClientpulseError) -> None:
    """Say what is wrong, what there is to choose from, and what to do."""
    for line in (error.message, *error.choices):
        sys.stderr.write(f"{output.safe.one_line(line)}\n")
    if error.hint:
        hint(error.hint)


def hint(words: str) -> None:
    """Say what to do."""
    sys.stderr.write(f"hint: {output.safe.one_line(words)}\n")


def say(work: Session, *lines: str) -> None:
    """Say some lines at once."""
    work.answer({}, lines, json=False)
    sys.stdout.flush()
