"""A letter that a person changes: in their editor, or with a text that they bring along."""

from __future__ import annotations

import contextlib
import sys
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from clientpulse import letters
from clientpulse.cli import app as frame
from clientpulse.errors import InputError
from clientpulse.quoting import named

if TYPE_CHECKING:
    from clientpulse.cli.app.context import Session
    from clientpulse.letters.draft import Draft

STDIN = "-"
LONGEST = 1_000_000
"""So many bytes can be kept, whatever they are."""


class Given(NamedTuple):
    """A text that stands in place of what the template writes.

    Attributes:
        where: What to name when it isn't a letter.
    """

    text: str
    where: str


def given(typed: str) -> Given:
    """Read a text from the file that was named, or from standard input to its end.

    Raises:
        InputError: It can't be read, or is no text.
    """
    file = None if typed == STDIN else frame.files.typed_path(typed)
    where = "the letter" if file is None else named(str(file))
    try:
        content = _read(file)
    except OSError as error:
        raise InputError(f"{where} can't be read: {error.strerror}", "name another file") from None
    if len(content) > LONGEST:
        raise InputError(f"{where}: it is too long", "is it another file?")
    try:
        return Given(content.decode("utf-8-sig"), where)
    except UnicodeDecodeError:
        raise InputError(f"{where}: the text is not UTF-8", "save it as UTF-8") from None


def _read(file: Path | None) -> bytes:
    if file is None:
        return sys.stdin.buffer.read(LONGEST + 1)
    with file.open("rb") as stream:
        return stream.read(LONGEST + 1)


def changed(
    work: Session, made: Draft, text: Given | None, *, edit: bool
) -> tuple[Draft, AbstractContextManager[None]]:
    """Return the draft as a person wants it; what they typed is kept should anything fail later.

    Args:
        text: What they bring along.
        edit: They go on from there in their editor.

    Raises:
        InputError: The editor fails, or what comes of it isn't a draft.
    """
    kept: AbstractContextManager[None] = contextlib.nullcontext()
    if text is not None:
        made = _instead(made, text)
    if not edit:
        return made, kept
    edited = frame.editor.edit_text(made.text, ".txt")
    if edited is None:
        return made, kept
    kept = frame.editor.kept_on_failure(edited, ".txt", work.drafts_folder)
    with frame.editor.kept_on_failure(edited, ".txt", work.drafts_folder):
        return _instead(made, Given(edited, "the edited draft")), kept


def _instead(made: Draft, text: Given) -> Draft:
    typed = letters.draft.parse(text.text, text.where)
    # What was edited goes as text alone: its HTML would say what was there before.
    return made if typed == made else replace(typed, edited=True)
