"""The traits that check-ups ask about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clientpulse.output import phrases
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen
from clientpulse.output.layout.sheet import Sheet

if TYPE_CHECKING:
    from clientpulse.views.traits import TraitRow, TraitsView

record: Fields[TraitRow] = Fields("key name good built_in weight client")


def sheet(view: TraitsView) -> Sheet:
    """Lay out traits."""
    of_whom = f" of {view.client}" if view.client else ""
    return Sheet.of(
        f"{phrases.counted(len(view.traits), 'trait')}{of_whom}",
        [
            {
                "Trait": row.key,
                "Name": row.name,
                "Kind": "good" if row.good else "bad",
                "Weight": row.weight or "0, not asked",
                "From": None if row.built_in else "yours",
                "Only for": row.client,
            }
            for row in view.traits
        ],
    )


SCREEN: Screen[TraitsView] = Screen(
    "trait-list",
    lambda view: {"items": list(map(record, view.traits))},
    sheet,
    record.names,
)
