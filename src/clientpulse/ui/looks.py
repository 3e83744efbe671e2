"""How the screen looks: the terminal's own colours, or a theme, and the styles by meaning."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.theme import Theme

from clientpulse.output.look import PLAIN, STYLES, Look

TERMINAL = "terminal"

THEMES = (
    Theme(
        TERMINAL,
        ansi=True,
        primary="ansi_default",
        secondary="ansi_default",
        accent="ansi_default",
        warning="ansi_default",
        error="ansi_default",
        success="ansi_default",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        variables={
            "ansi-background": "ansi_default",
            "ansi-foreground": "ansi_default",
            "border": "ansi_bright_black",
            "border-blurred": "ansi_bright_black",
            "scrollbar": "ansi_bright_black",
            "scrollbar-hover": "ansi_bright_black",
            "scrollbar-active": "ansi_default",
            "scrollbar-background": "ansi_default",
            "scrollbar-background-hover": "ansi_default",
            "scrollbar-background-active": "ansi_default",
            "scrollbar-corner-color": "ansi_default",
            "quiet": "ansi_default",
            "quiet-style": "dim",
        },
    ),
    Theme(
        "light",
        dark=False,
        primary="#1d5f8a",
        secondary="#44616f",
        accent="#1d5f8a",
        warning="#8a5a00",
        error="#b3261e",
        success="#2e6b2e",
        foreground="#1b1b1b",
        background="#fcfcf9",
        surface="#f3f3ee",
        panel="#e8e8e2",
        variables={"quiet": "#5c5c58", "quiet-style": "none"},
    ),
    Theme(
        "dark",
        dark=True,
        primary="#7fb4d8",
        secondary="#9db4c0",
        accent="#7fb4d8",
        warning="#e0b060",
        error="#f08070",
        success="#90c890",
        foreground="#dcdcd6",
        background="#16181a",
        surface="#1e2124",
        panel="#282c30",
        variables={"quiet": "#a0a09a", "quiet-style": "none"},
    ),
    Theme(
        "contrast",
        dark=True,
        primary="#ffffff",
        secondary="#ffffff",
        accent="#ffff00",
        warning="#ffff00",
        error="#ffff00",
        success="#ffffff",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#000000",
        variables={
            "border": "#ffffff",
            "border-blurred": "#ffffff",
            "quiet": "#ffffff",
            "quiet-style": "none",
        },
    ),
)
NAMES = tuple(one.name for one in THEMES)

_SHEETS: Mapping[str, Mapping[str, str]] = {
    TERMINAL: {},
    "light": {
        "overdue": "bold #b3261e",
        "today": "bold #1d5f8a",
        "due": "bold #8a5a00",
        "soon": "#0f6a6a",
        "on_track": "#2e6b2e",
        "good": "#2e6b2e",
        "watch": "#8a5a00",
        "at_risk": "bold #b3261e",
        "bars": "#0f6a6a",
        "quiet": "#5c5c58",
    },
    "dark": {
        "overdue": "bold #f08070",
        "today": "bold #7fb4d8",
        "due": "bold #e0b060",
        "soon": "#80c4c4",
        "on_track": "#90c890",
        "good": "#90c890",
        "watch": "#e0b060",
        "at_risk": "bold #f08070",
        "bars": "#80c4c4",
        "quiet": "#a0a09a",
    },
    "contrast": {
        **dict.fromkeys(STYLES, "bold"),
        "overdue": "bold #ffff00",
        "at_risk": "bold #ffff00",
        "bars": "",
        "quiet": "",
    },
}
"""By theme, how what has a meaning looks: read easily on the theme's own background."""


def styles(theme: str, colors: Mapping[str, str], *, few: bool = False) -> dict[str, Style]:
    """Return how each meaning looks.

    Args:
        colors: What the config says of them; the theme of most contrast goes before it.
        few: The terminal has 16 colours.
    """
    own = {} if theme == "contrast" else colors
    sheet = {**Look().styles(few=few), **_SHEETS[theme], **own, PLAIN: ""}
    return {meaning: Style.parse(said) for meaning, said in sheet.items()}


class Colourless(LineFilter):
    """Leaves weights and reverse, and no colour at all, not even the terminal's usual one."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Take the colours out of a line."""
        return [
            Segment(text, None if style is None else _without_color(style), control)
            for text, style, control in segments
        ]


@lru_cache(1024)
def _without_color(style: Style) -> Style:
    # What is marked with the mouse is found by the places that styles hold beside their looks.
    return style.without_color + Style.from_meta(style.meta)
