"""``pulse config``: what is set, where it stands, and how to change it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import typer

from clientpulse import config as configuration
from clientpulse import output, views
from clientpulse.cli import app as frame
from clientpulse.cli.app.context import session
from clientpulse.cli.app.groups import PulseCommand, PulseGroup, own_arguments
from clientpulse.cli.app.parameters import Format, Json
from clientpulse.errors import InputError


class ConfigGroup(PulseGroup):
    """``pulse config`` is a command as well, so it takes the global options as one."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the global options out of the arguments."""
        return super().parse_args(ctx, own_arguments(self, ctx, args))


app = typer.Typer(
    cls=ConfigGroup, rich_markup_mode=None, add_completion=False, invoke_without_command=True
)


@app.callback()
def config(ctx: typer.Context, form: Format = "table", json: Json = False) -> None:
    """Show the settings and where each comes from.

    \b
    Examples:
      pulse config
      pulse config edit
      pulse config path
    """
    if ctx.invoked_subcommand is not None:
        return

    form = output.choose(form, json)
    work = session(ctx)
    lines = (
        views.config.SettingLine(
            "db", str(work.store.path), work.source_of("db"), "The store that is used."
        ),
        views.config.SettingLine(
            "today", str(work.today), work.source_of("today"), "The day it is."
        ),
        *(
            views.config.SettingLine(
                one.setting.name, one.value, one.source, one.setting.description
            )
            for one in configuration.settings.effective(work.settings)
        ),
    )
    path = work.config_path
    work.show(
        output.screens.config.SCREEN,
        views.config.ConfigView(work.today, str(path), path.exists(), lines),
        form,
    )


@app.command(cls=PulseCommand)
def path(ctx: typer.Context) -> None:
    """Show where the config file is, or would be.

    \b
    Examples:
      pulse config path
    """
    typer.echo(output.safe.one_line(str(session(ctx).config_path)))


@app.command(cls=PulseCommand)
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
    draft = file.with_name(f"{file.name}.draft")
    there = _read(draft)
    before = there if there is not None else _read(file)
    edited = frame.editor.edit_text(
        before if before is not None else configuration.settings.template_text(), ".toml"
    )
    if edited is None and before is not None and there is None:
        typer.echo("Nothing was changed.")
        return
    text = edited if edited is not None else (before or configuration.settings.template_text())
    kept_in = work.store.path.parent / "drafts"
    frame.editor.save_draft(draft, text, ".toml", "the config file", kept_in)
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
