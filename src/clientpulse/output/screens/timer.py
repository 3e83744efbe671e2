"""How the timer is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from clientpulse.config.places import at_home
from clientpulse.output.layout.card import Card, Row
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen
from clientpulse.output.messages import timer as said
from clientpulse.views.timer import Installed, LastRun, Outcome, TimerView

_installed: Fields[Installed] = Fields("scheduler places times? steps feeds program since")
_last: Fields[LastRun] = Fields("started_at ended_at steps?")

NONE = "No timer is installed"


def installed(one: Installed) -> dict[str, Any]:
    """Return the fields of what is installed."""
    return _installed(one, times=[f"{time:%H:%M}" for time in one.times])


def last_run(one: LastRun) -> dict[str, Any]:
    """Return the fields of a run."""
    steps = [{"step": done.step, "error": done.error or None} for done in one.outcomes]
    return _last(one, steps=steps)


def envelope(view: TimerView) -> dict[str, Any]:
    """Return the fields of ``timer status``."""
    return {
        "installed": view.installed and installed(view.installed),
        "next_at": view.next_at and view.next_at.isoformat(),
        "last": view.last and last_run(view.last),
        "problems": [
            {"what": said.trouble(one, view.today), "hint": said.remedy(one)}
            for one in view.troubles
        ],
    }


def card(view: TimerView) -> Card:
    """Lay it out."""
    title = NONE if view.installed is None else f"Each day at {said.clock(view.installed.times)}"
    return Card.of(
        title,
        (
            ("", _what(view)),
            ("", _how_it_went(view)),
            ("", _wrong(view)),
        ),
        aligned=True,
    )


def _what(view: TimerView) -> Iterator[Row]:
    one = view.installed
    if one is None:
        yield "Set one up", said.AGAIN
        return
    yield "Runs", ", ".join(one.steps)
    for index, feed in enumerate(one.feeds):
        yield "" if index else "Feeds", at_home(Path(feed))
    yield "By", one.scheduler
    for index, place in enumerate(one.places):
        yield "" if index else "Job", said.shown(place)
    yield "Starts", at_home(Path(one.program))
    yield "Store", at_home(view.store)
    if view.next_at is not None:
        yield "Next run", said.moment(view.next_at, view.today)


def _how_it_went(view: TimerView) -> Iterator[Row]:
    if view.last is None:
        if view.installed is not None:
            yield "Last run", "none yet"
        return
    ended = view.last.ended_at or any(one.what == "cut off" for one in view.troubles)
    begun = said.moment(view.last.started_at, view.today)
    yield "Last run", begun if ended else f"{begun}, not at its end yet"
    for one in view.last.outcomes:
        yield f"  {one.step}", _became(one)


def _became(one: Outcome) -> str:
    return f"{said.IN_DOUBT}: {one.error}" if one.in_doubt else one.error or "all went well"


def _wrong(view: TimerView) -> Iterator[Row]:
    for one in view.troubles:
        # That a step failed stands above.
        if one.what not in {"failed", "in doubt"}:
            yield "Wrong", f"{said.trouble(one, view.today)}; {said.remedy(one)}"


SCREEN: Screen[TimerView] = Screen("timer-status", envelope, card)
