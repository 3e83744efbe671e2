"""The settings in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen
from clientpulse.output.layout.sheet import Sheet

if TYPE_CHECKING:
    from clientpulse.views.config import ConfigView, SettingLine

record: Fields[SettingLine] = Fields("name value source description")


def sheet(view: ConfigView) -> Sheet:
    """Lay out the settings in force."""
    missing = "" if view.exists else " (none yet; all defaults)"
    return Sheet.of(
        "Settings",
        [
            {
                "Setting": one.name,
                "Value": one.value,
                "From": one.source,
                "What it does": one.description,
            }
            for one in view.settings
        ],
        (f"Config file: {view.path}{missing}", "To change it: pulse config edit"),
    )


SCREEN: Screen[ConfigView] = Screen(
    "config",
    lambda view: {"items": list(map(record, view.settings))},
    sheet,
    record.names,
)
