"""What ``doctor`` found."""

from __future__ import annotations

from clientpulse.output import phrases
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen, list_screen
from clientpulse.views.doctor import Finding
from clientpulse.views.listed import Listed

record: Fields[Finding] = Fields("check level message hint")


def _title(view: Listed[Finding]) -> str:
    levels = [one.level for one in view.items]
    found = phrases.counts(*((levels.count(level), level) for level in ("error", "warning")))
    return f"Found {found}" if found else "All is well"


SCREEN: Screen[Listed[Finding]] = list_screen(
    "doctor",
    record,
    _title,
    lambda one, view: {
        "Result": one.level,
        "Check": one.check,
        "Found": one.message,
        "What to do": one.hint,
    },
)
