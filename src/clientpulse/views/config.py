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
