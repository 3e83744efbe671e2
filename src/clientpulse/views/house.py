"""The program's own health and settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check of ``pulse doctor`` found.

    Attributes:
        check: What was looked at.
        level: ``ok``, ``warning`` or ``error``.
        message: What was found.
        hint: What to do about it.
    """

    check: str
    level: str
    message: str
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class DoctorView:
    """What all checks found."""

    today: date
    findings: tuple[Finding, ...]


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
        exists: Whether it is there.
    """

    today: date
    path: str
    exists: bool
    settings: tuple[SettingLine, ...]
