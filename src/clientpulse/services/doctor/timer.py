"""The timer, where one was installed: whether it is still there, and how its last run went."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from clientpulse.output.messages import timer as said
from clientpulse.services.timer.status import status
from clientpulse.views.doctor import OK, WARNING, Finding

CHECK = "timer"


def findings(store: Path, now: datetime) -> Iterator[Finding]:
    """Look at the timer of a store; where there is none, nothing is found."""
    view = status(store, now)
    for one in view.troubles:
        yield Finding(CHECK, WARNING, said.trouble(one, view.today), said.remedy(one))
    if not view.troubles and view.installed is not None:
        last = (
            "not run yet"
            if view.last is None
            else f"ran {said.moment(view.last.started_at, view.today)}"
        )
        yield Finding(
            CHECK,
            OK,
            f"{view.installed.scheduler}, each day at {said.clock(view.installed.times)}; {last}",
        )
