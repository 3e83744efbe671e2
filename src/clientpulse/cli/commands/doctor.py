"""``pulse doctor``."""

from __future__ import annotations

import typer

from clientpulse import config, output, services
from clientpulse.cli.app.context import session
from clientpulse.cli.app.groups import PulseCommand
from clientpulse.cli.app.parameters import Format, Json
from clientpulse.errors import ExitCode, InputError

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(cls=PulseCommand)
def doctor(ctx: typer.Context, form: Format = "table", json: Json = False) -> None:
    """Check the store, the config and the backups.

    \b
    Examples:
      pulse doctor
      pulse doctor --json

    Each line says ok, warning or error, and what to do. Nothing is changed. With an error it exits
    with 4.
    """
    form = output.choose(form, json)
    work = session(ctx)
    try:
        config.loading.load(work.config_path)
    except InputError:
        # One of the findings; the checks themselves go on with the defaults.
        work.settings = config.settings.Settings.of({})
    view = services.doctor.examination.examine(work.store.path, work.config_path, work.today)
    work.show(output.screens.doctor.SCREEN, view, form)
    if any(finding.level == services.doctor.examination.ERROR for finding in view.items):
        raise typer.Exit(int(ExitCode.STORE))
