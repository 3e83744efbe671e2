"""How the screen looks: the terminal's own colours, or a theme, and the styles by meaning."""

from __future__ import annotations

from collections.abc import Mapping

from rich.style import Style
from textual.theme import Theme

from clientpulse.output.look import Look

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
            "input-cursor-text-style": "reverse",
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
        variables={"border": "#ffffff", "border-blurred": "#ffffff"},
    ),
)
NAMES = tuple(one.name for one in THEMES)

_STRONG_COLORS = {"overdue": "bold #ffff00", "at_risk": "bold #ffff00"}
"""With the theme of most contrast: what is urgent stands out, all else is white."""


def styles(theme: str, colors: Mapping[str, str], *, few: bool = False) -> dict[str, Style]:
    """Return how each meaning looks.

    Args:
        colors: What the config says of them.
        few: The terminal has 16 colours.
    """
    sheet = Look(colors=colors).styles(few=few)
    if theme == "contrast":
        sheet = {meaning: _STRONG_COLORS.get(meaning, "bold") for meaning in sheet}
        sheet |= {"quiet": "#ffffff", "plain": "#ffffff", "bars": "#ffffff"}
    sheet["plain"] = ""
    return {meaning: Style.parse(said) for meaning, said in sheet.items()}
