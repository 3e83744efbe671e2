"""How a person's screen looks: the one style sheet, every colour and weight by what it means.

Each colour comes from the 240 that every terminal shows alike, and has a contrast of at least
3 to 1 (WCAG's least for bold and large text) on black, on white and on both of Solarized's
backgrounds, whose middle leaves nothing above 3.8; words say first what a colour repeats. Where a
terminal knows no more than its own 16 colours, those that its owner's palette keeps readable stand
in: a grey of those may be the very background.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

QUIET = "quiet"
STRONG = "strong"
BARS = "bars"
PLAIN = "plain"
"""Within a styled text: as if it weren't."""

STYLES: dict[str, tuple[str, str]] = {
    "overdue": ("bold color(196)", "bold red"),
    "today": ("bold color(32)", "bold"),
    "due": ("bold color(166)", "bold magenta"),
    "soon": ("color(30)", "green"),
    "on_track": ("color(64)", "green"),
    "good": ("color(64)", "green"),
    "watch": ("color(166)", "magenta"),
    "at_risk": ("bold color(196)", "bold red"),
    BARS: ("color(30)", "green"),
    STRONG: ("bold", "bold"),
    QUIET: ("color(244)", "dim"),
}
"""By its meaning, how something looks, and how where there are only 16 colours."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a person's screen is.

    Attributes:
        color: Colours and weights may be used.
        width: How many columns there are; None to find out.
        colors: What looks otherwise than in the style sheet, by its meaning.
    """

    color: bool = True
    width: int | None = None
    colors: Mapping[str, str] = field(default_factory=dict)

    def styles(self, *, few: bool = False) -> dict[str, str]:
        """Return how each meaning looks.

        Args:
            few: The terminal has 16 colours.
        """
        sheet = {meaning: look[few] for meaning, look in STYLES.items()}
        return {**sheet, PLAIN: "not bold not dim default", **self.colors}


def of_status(status: str) -> str:
    """Return the style of a status; the resting ones are quiet."""
    return status if status in STYLES else QUIET


def of_health(band: str) -> str:
    """Return the style of a health's band."""
    named = band.replace(" ", "_")
    return named if named in STYLES else QUIET
