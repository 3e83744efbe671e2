"""``pulse doctor``."""

from __future__ import annotations

from typing import Any

from clientpulse import config, output, services
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.shapes import Shown, reading
from clientpulse.errors import ExitCode, InputError
from clientpulse.views.doctor import ERROR


@reading()
def doctor(work: Session) -> Shown[Any]:
    """Check the store, the config and the backups.

    \b
    Examples:
      pulse doctor
      pulse doctor --json

    Each line says ok, warning or error, and what to do. Nothing is changed. With an error it exits
    with 4. Of a store on a server it says what you may do there, and how the server is.
    """
    try:
        config.loading.load(work.config_path)
    except InputError:
        # One of the findings; the checks themselves go on with the defaults.
        work.settings = config.settings.Settings.of({})
    view = services.doctor.examination.examine(work.store, work.config_path, work.now)
    failed = any(one.level == ERROR for one in view.items)
    code = ExitCode.STORE if failed else ExitCode.DONE
    return Shown(output.screens.doctor.SCREEN, view, code)
