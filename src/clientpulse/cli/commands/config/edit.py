"""``pulse config edit``: the whole config file in an editor."""

from __future__ import annotations

import os
from pathlib import Path

import typer

from clientpulse import config as configuration
from clientpulse import output
from clientpulse.cli import app as frame
from clientpulse.cli.app.context import session
from clientpulse.errors import ConflictError, InputError


def edit(ctx: typer.Context) -> None:
    """Open the config file in your editor.

    \b
    Examples:
      pulse config edit
      EDITOR="code --wait" pulse config edit

    It opens in $VISUAL or $EDITOR; a new one explains every setting. What you save is checked
    first: with a mistake in it, the settings stay as they are, and what you typed is kept for the
    next try.
    """
    work = session(ctx)
    if work.options.no_input:
        raise InputError(
            "there is nobody to edit it", f"edit the file yourself: {work.config_path}"
        )
    # Who keeps the file elsewhere and links to it wants the link kept.
    # Path.resolve fails on a link that leads in a circle.
    file = Path(os.path.realpath(work.config_path))
    draft = configuration.places.draft_of(file)
    there = _read(draft)
    before = there if there is not None else _read(file)
    edited = frame.editor.edit_text(
        before if before is not None else configuration.in_words.template_text(), ".toml"
    )
    if edited is None and before is not None and there is None:
        typer.echo("Nothing was changed.")
        return
    text = edited if edited is not None else (before or configuration.in_words.template_text())
    frame.editor.save_draft(draft, text, ".toml", "the config file", work.drafts_folder)
    if there is None and _read(file) != before:
        raise ConflictError(
            "the config file was changed meanwhile",
            f"what you typed is kept: 'pulse config edit' continues it; to drop it, delete {draft}",
        )
    try:
        configuration.loading.load(draft)
    except InputError as error:
        raise InputError(
            error.message,
            f"{error.hint}. The settings are unchanged; what you typed is kept there:"
            " 'pulse config edit' continues with it",
        ) from error
    draft.replace(file)
    typer.echo(f"Saved: {output.safe.one_line(str(file))}")


def _read(file: Path) -> str | None:
    content = configuration.loading.content(file)
    try:
        return None if content is None else content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise InputError(f"{file} is not UTF-8 text", "save it as UTF-8, or move it away") from None
