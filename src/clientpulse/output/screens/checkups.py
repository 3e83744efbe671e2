"""Check-ups over time, and what changed from one to the next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from clientpulse.cadence.health import band_of
from clientpulse.cadence.wording import weekday_date
from clientpulse.output import phrases
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen
from clientpulse.output.layout.sheet import Cell, Sheet
from clientpulse.quoting import shell_word

if TYPE_CHECKING:
    from clientpulse.records import Checkup
    from clientpulse.views.checkups import CheckupsView

BANDS = {"watch": "worth watching"}

FIELDS: Fields[Checkup] = Fields("id uid client key on=checked_on score? answers? by")


def record(view: Checkup) -> dict[str, Any]:
    """Return the fields of a check-up."""
    return FIELDS(view, score=rounded(view.score), answers=dict(view.answers))


def rounded(score: float) -> int:
    """Round a score to a whole one, a half upwards."""
    return int(score + 0.5)


def sheet(view: CheckupsView) -> Sheet:
    """Lay out check-ups with what changed from one to the next."""
    rows: list[dict[str, Cell]] = [
        {
            "On": weekday_date(one.checked_on, view.today),
            "Score": rounded(one.score),
            "Change": None if before is None else change(one, before),
            "What changed": None if before is None else _changed(one, before, view.names),
        }
        for one, before in zip(view.checkups, [*view.checkups[1:], None], strict=False)
    ]
    title, when = (
        f"{phrases.counted(len(rows), 'check-up')} of {view.client}, newest first",
        "again",
    )
    if not rows:
        title, when = f"No check-ups of {view.client} yet", "now"
    return Sheet.of(title, rows, (f"Check {when}: pulse checkup {shell_word(view.key)}",))


def change(one: Checkup, before: Checkup) -> str:
    """Say by how much a score changed: ``+12``, ``-5``, ``=``."""
    by = rounded(one.score) - rounded(before.score)
    return f"{by:+}" if by else "="


def status_text(score: float) -> str:
    """Say what a score means: ``good``, ``worth watching``, ``at risk``."""
    band = band_of(rounded(score))
    return BANDS.get(band, band)


def _changed(one: Checkup, before: Checkup, names: Mapping[str, str]) -> str:
    """Say which answers changed: ``positive attitude no → yes``."""
    then = dict(before.answers)
    return ", ".join(
        f"{names.get(trait, trait)} {then[trait]} → {said}"
        for trait, said in one.answers
        if trait in then and then[trait] != said
    )


SCREEN: Screen[CheckupsView] = Screen(
    "checkup-list",
    lambda view: {"items": list(map(record, view.checkups))},
    sheet,
    FIELDS.names,
)
