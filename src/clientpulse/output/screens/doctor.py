"""What ``doctor`` found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clientpulse.output import phrases
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen
from clientpulse.output.layout.sheet import Sheet

if TYPE_CHECKING:
    from clientpulse.views.doctor import DoctorView, Finding

record: Fields[Finding] = Fields("check level message hint")


def sheet(view: DoctorView) -> Sheet:
    """Lay out what the checks found."""
    levels = [one.level for one in view.findings]
    found = phrases.counts(*((levels.count(level), level) for level in ("error", "warning")))
    return Sheet.of(
        f"Found {found}" if found else "All is well",
        [
            {
                "Result": one.level,
                "Check": one.check,
                "Found": one.message,
                "What to do": one.hint,
            }
            for one in view.findings
        ],
    )


SCREEN: Screen[DoctorView] = Screen(
    "doctor",
    lambda view: {"items": list(map(record, view.findings))},
    sheet,
    record.names,
)
