"""The traits that check-ups ask about."""

from __future__ import annotations

from clientpulse.output import phrases
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen, list_screen
from clientpulse.views.listed import Listed
from clientpulse.views.traits import TraitRow

record: Fields[TraitRow] = Fields("key name good built_in weight client")


def _title(view: Listed[TraitRow]) -> str:
    of_whom = f" of {view.client}" if view.client else ""
    return f"{phrases.counted(len(view.items), 'trait')}{of_whom}"


SCREEN: Screen[Listed[TraitRow]] = list_screen(
    "trait-list",
    record,
    _title,
    lambda row, view: {
        "Trait": row.key,
        "Name": row.name,
        "Kind": "good" if row.good else "bad",
        "Weight": row.weight or "0, not asked",
        "From": None if row.built_in else "yours",
        "Only for": row.client,
    },
)
