"""Check-ups over time, and the traits they ask about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from clientpulse.cadence.health import band_of
from clientpulse.cadence.wording import weekday_date
from clientpulse.output import phrases
from clientpulse.output.safe import one_line
from clientpulse.output.sheet import Sheet

if TYPE_CHECKING:
    from clientpulse.records import Checkup
    from clientpulse.views.checkups import CheckupsView, TraitRow, TraitsView

BANDS = {"watch": "worth watching"}


def rounded(score: float) -> int:
    """Round a score to a whole one, a half upwards."""
    return int(score + 0.5)


def record(view: Checkup) -> dict[str, Any]:
    """Return the fields of a check-up."""
    return {
        "id": view.id,
        "uid": view.uid,
        "client": view.client,
        "key": view.key,
        "on": view.checked_on.isoformat(),
        "score": rounded(view.score),
        "answers": dict(view.answers),
    }


def trait_record(row: TraitRow) -> dict[str, Any]:
    """Return the fields of a trait."""
    return {
        "key": row.key,
        "name": row.name,
        "good": row.good,
        "built_in": row.built_in,
        "weight": row.weight,
        "client": row.client,
    }


def history_envelope(view: CheckupsView) -> dict[str, Any]:
    """Return the envelope's fields of ``checkup --history``."""
    return {"items": [record(one) for one in view.checkups]}


def traits_envelope(view: TraitsView) -> dict[str, Any]:
    """Return the envelope's fields of ``trait list``."""
    return {"items": [trait_record(row) for row in view.traits]}


def history(view: CheckupsView) -> Sheet:
    """Lay out check-ups with what changed from one to the next."""
    rows = []
    for one, before in zip(view.checkups, [*view.checkups[1:], None], strict=False):
        rows.append(
            (
                weekday_date(one.checked_on, view.today),
                str(rounded(one.score)),
                "" if before is None else change(one, before),
                "" if before is None else _changed(one, before, view.names),
            )
        )
    name, key = one_line(view.client), one_line(phrases.shell_word(view.key))
    title, when = f"{phrases.counted(len(rows), 'check-up')} of {name}, newest first", "again"
    if not rows:
        title, when = f"No check-up of {name} yet", "now"
    return Sheet(
        title,
        ("On", "Score", "Change", "What changed"),
        rows,
        (f"To look at it {when}: pulse checkup {key}",),
    )


def change(one: Checkup, before: Checkup) -> str:
    """Say by how much a score changed: ``+12``, ``-5``, ``=``."""
    by = rounded(one.score) - rounded(before.score)
    return f"{by:+}" if by else "="


def standing(score: float) -> str:
    """Say what a score means: ``good``, ``worth watching``, ``at risk``."""
    band = band_of(rounded(score))
    return BANDS.get(band, band)


def traits(view: TraitsView) -> Sheet:
    """Lay out traits."""
    rows = [
        (
            one_line(row.key),
            one_line(row.name),
            "good" if row.good else "bad",
            str(row.weight) if row.weight else "0, not asked",
            "" if row.built_in else "yours",
            one_line(row.client or ""),
        )
        for row in view.traits
    ]
    of_whom = f" of {one_line(view.client)}" if view.client else ""
    headings = ("Trait", "Name", "Is", "Weight", "From", "Only for")
    return Sheet(f"{phrases.counted(len(rows), 'trait')}{of_whom}", headings, rows)


def _changed(one: Checkup, before: Checkup, names: Mapping[str, str]) -> str:
    """Say which answers changed: ``positive attitude no → yes``."""
    then = dict(before.answers)
    return ", ".join(
        f"{one_line(names.get(trait, trait))} {then[trait]} → {said}"
        for trait, said in one.answers
        if trait in then and then[trait] != said
    )


ENVELOPES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "checkup": history_envelope,
    "trait-list": traits_envelope,
}
FIELDS = {
    "checkup": ("id", "uid", "client", "key", "on", "score", "answers"),
    "trait-list": ("key", "name", "good", "built_in", "weight", "client"),
}
SHEETS: dict[str, Callable[[Any], Sheet]] = {"checkup": history, "trait-list": traits}
