"""The settings in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class SettingLine:
    """A setting in force.

    Attributes:
        value: In words.
        source: ``option``, ``environment``, ``config file``, ``demo`` or ``default``.
    """

    name: str
    value: str
    source: str
    description: str


@dataclass(frozen=True, slots=True)
class ConfigView:
    """The settings in force.

    Attributes:
        path: The config file, there or not.
    """

    today: date
    path: str
    exists: bool
    items: tuple[SettingLine, ...]


@dataclass(frozen=True, slots=True)
class SettingChange:
    """What a setting was, and what it is now.

    Attributes:
        name: With its row, where it is one of a table: ``rules.feedback``.
        before: In words; None where nothing was set.
        value: In words; None where nothing is set now.
        was_default: What it was is the default.
        is_default: What it is now is.
    """

    name: str
    before: str | None
    value: str | None
    was_default: bool = False
    is_default: bool = False
