"""``pulse config``: what is set, where it stands, and how to change it."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

import typer

from clientpulse import config as configuration
from clientpulse import output, views
from clientpulse.cli.app.completion import settings
from clientpulse.cli.app.context import Session, session
from clientpulse.cli.app.groups import PulseCommand
from clientpulse.cli.app.shapes import Shown, group, reading, writing
from clientpulse.cli.app.verbs import VerbGroup
from clientpulse.cli.commands.config.edit import edit
from clientpulse.cli.commands.config.setting import set_value, unset
from clientpulse.errors import InputError
from clientpulse.quoting import quoted


class ConfigGroup(VerbGroup):
    """A group that shows the settings when nothing but options, or a setting, is said."""

    default = bare = "show"
    plain = True


app = group(
    """Show the settings and where each comes from; set one, or edit them.

    \b
    Examples:
      pulse config
      pulse config set soon 2w
      pulse config edit
    """,
    ConfigGroup,
    bare=True,
)


@reading(app)
def show(
    work: Session,
    name: Annotated[
        str | None,
        typer.Argument(metavar="SETTING", help="Only this setting.", autocompletion=settings),
    ] = None,
) -> Shown[Any]:
    """Show the settings and where each comes from; 'show' may be left out.

    \b
    Examples:
      pulse config
      pulse config soon
    """
    lines = (
        views.config.SettingLine(
            "db", work.store.location, work.source_of("db"), "The store in use."
        ),
        views.config.SettingLine(
            "today", str(work.today), work.source_of("today"), "The current day."
        ),
        *(
            views.config.SettingLine(
                one.setting.name, one.value, one.source, one.setting.description
            )
            for one in configuration.in_words.effective(work.settings)
        ),
    )
    path = work.config_path
    view = views.config.ConfigView(work.today, str(path), path.exists(), lines)
    return Shown(output.screens.config.SCREEN, view if name is None else _only(view, name))


def _only(view: views.config.ConfigView, name: str) -> views.config.ConfigView:
    wanted = name.partition(".")[0].lower().replace("-", "_")
    items = tuple(one for one in view.items if one.name == wanted)
    if not items:
        commands = ("path", "edit", "set", "unset")
        hint = configuration.loading.nearest(name, commands)
        raise InputError(f"there is no setting {quoted(name)}", hint)
    return replace(view, items=items)


@app.command(cls=PulseCommand)
def path(ctx: typer.Context) -> None:
    """Show where the config file is, or would be.

    \b
    Examples:
      pulse config path
    """
    typer.echo(output.safe.one_line(str(session(ctx).config_path)))


writing(app, "set")(set_value)
writing(app)(unset)
app.command(cls=PulseCommand)(edit)
