"""The settings in force."""

from __future__ import annotations

from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen, list_screen
from clientpulse.views.config import ConfigView, SettingChange, SettingLine

record: Fields[SettingLine] = Fields("name value source description")
change: Fields[SettingChange] = Fields("name value before")


def _footer(view: ConfigView) -> tuple[str, ...]:
    missing = "" if view.exists else " (none yet; all defaults)"
    return (
        f"Config file: {view.path}{missing}",
        "To change one: pulse config set SETTING VALUE",
        "To edit all: pulse config edit",
    )


SCREEN: Screen[ConfigView] = list_screen(
    "config",
    record,
    lambda view: "Settings",
    lambda one, view: {
        "Setting": one.name,
        "From": one.source,
        "Value": one.value,
        "What it does": one.description,
    },
    _footer,
)
