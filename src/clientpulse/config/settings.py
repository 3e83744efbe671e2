"""The one table of settings, and the values in force.

Documentation, the starter file and ``pulse config`` read `SETTINGS`; nothing else lists them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from clientpulse.cadence.interval import Interval, parse_interval
from clientpulse.cadence.policy import Policy
from clientpulse.quoting import quoted
from clientpulse.weekdays import WEEKDAY_OF, WEEKDAYS

DateOrder = Literal["dmy", "mdy", "ymd"]
Source = Literal["default", "config file"]


class WrongValueError(ValueError):
    """A value of the config file can't be used.

    Args:
        message: What is wrong, to follow the setting's name.
        row: The key inside the setting's table that it stands under, if it is one.
        hint: What would be right, where the setting's own `Setting.expected` doesn't say it.
    """

    def __init__(self, message: str, row: str | None = None, hint: str = "") -> None:
        super().__init__(message)
        self.row = row
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that can be set in the config file."""

    name: str
    kind: str
    """What it holds, in one or two words."""
    default: str | list[str] | dict[str, str] | None
    """As the file would give it; None where nothing is set."""
    expected: str
    """What would be right, for whoever wrote something else."""
    description: str
    check: Callable[[object], Any]
    """Turns the file's value into the program's, or raises WrongValueError."""
    example: str = ""
    """What the starter file shows where there is no default."""

    @property
    def default_text(self) -> str:
        """The default as TOML, a table as its rows; empty where there is none."""
        return _toml(self.default) if self.default is not None else ""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force, and where each comes from."""

    default_meeting: Interval | None
    date_order: DateOrder | None
    policy: Policy
    sources: Mapping[str, Source]

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Settings:
        """Build the settings from checked values; what isn't given has its default."""
        defaults = {s.name: s.check(s.default) for s in SETTINGS if s.default is not None}
        value: dict[str, Any] = {**defaults, **given}
        return cls(
            default_meeting=value["default_meeting"],
            date_order=value.get("date_order"),
            policy=Policy(
                over_communication=value["over_communication"],
                workdays=value["workdays"],
                soon=value["soon"],
            ),
            sources=MappingProxyType(
                {s.name: "config file" if s.name in given else "default" for s in SETTINGS}
            ),
        )


@dataclass(frozen=True, slots=True)
class Effective:
    """One line of ``pulse config``: a setting, its value in words, and its source."""

    setting: Setting
    value: str
    source: Source


def effective(settings: Settings) -> tuple[Effective, ...]:
    """Return every setting with its value in force, in the order of the table."""
    policy = settings.policy
    rows = (f"{apart} = {every or 'none'}" for apart, every in policy.over_communication)
    text = {
        "default_meeting": str(settings.default_meeting or "none"),
        "date_order": settings.date_order or "not set",
        "workdays": ", ".join(WEEKDAYS[day][:3] for day in sorted(policy.workdays)),
        "soon": str(policy.soon),
        "over_communication": ", ".join(rows) or "no updates between meetings",
    }
    return tuple(Effective(s, text[s.name], settings.sources[s.name]) for s in SETTINGS)


def template_text() -> str:
    """Return a starter config file: every setting explained, commented out, at its default."""
    parts = ['# Settings of clientpulse, all optional. Take off a "#" to set one.\n']
    for setting in SETTINGS:
        value = setting.default_text or setting.example
        body = (
            f"[{setting.name}]\n{value}"
            if isinstance(setting.default, dict)
            else f"{setting.name} = {value}"
        )
        about = (
            f"# {setting.description}\n# {setting.expected[:1].upper()}{setting.expected[1:]}.\n"
        )
        parts.append(about + "".join(f"#{line}\n" for line in body.splitlines()))
    return "\n".join(parts)


def _toml(value: str | list[str] | dict[str, str]) -> str:
    if isinstance(value, dict):
        return "\n".join(f"{_toml(key)} = {_toml(each)}" for key, each in value.items())
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return f'"{value}"'


def _in_words(value: object) -> str:
    match value:
        case str():
            return quoted(value)
        case bool():
            return "true" if value else "false"
        case int() | float():
            return "a number"
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return "a date or time"


def _interval_or_none(value: object) -> Interval | None:
    if isinstance(value, str):
        try:
            return parse_interval(value)
        except ValueError:
            pass
    raise WrongValueError(f"can't be {_in_words(value)}")


def _interval(value: object) -> Interval:
    if interval := _interval_or_none(value):
        return interval
    raise WrongValueError(f"can't be {_in_words(value)}")


def _date_order(value: object) -> DateOrder:
    match value:
        case "dmy" | "mdy" | "ymd":
            return value
    raise WrongValueError(f"can't be {_in_words(value)}")


def _workdays(value: object) -> frozenset[int]:
    if not isinstance(value, list):
        raise WrongValueError(f"can't be {_in_words(value)}")
    if not value:
        raise WrongValueError("can't be empty")
    for each in value:
        if not isinstance(each, str) or each.lower() not in WEEKDAY_OF:
            raise WrongValueError(f"can't have {_in_words(each)} in it")
    return frozenset(WEEKDAY_OF[each.lower()] for each in value)


def _over_communication(value: object) -> tuple[tuple[Interval, Interval | None], ...]:
    if not isinstance(value, dict):
        raise WrongValueError(f"can't be {_in_words(value)}")
    rows: dict[float, tuple[Interval, Interval | None]] = {}
    for apart_text, every_text in value.items():
        try:
            apart = _interval(apart_text)
        except WrongValueError as wrong:
            misplaced = any(apart_text == setting.name for setting in SETTINGS)
            hint = f"move {apart_text} above the line [over_communication]" if misplaced else ""
            message = f"can't have a row {quoted(apart_text)}"
            raise WrongValueError(message, apart_text, hint) from wrong
        try:
            every = _interval_or_none(every_text)
        except WrongValueError as wrong:
            raise WrongValueError(f"row {quoted(apart_text)} {wrong}", apart_text) from wrong
        if apart.days in rows:
            message = f"row {quoted(apart_text)} says how far apart twice"
            raise WrongValueError(message, apart_text, "keep one row for each interval")
        rows[apart.days] = (apart, every)
    return tuple(rows[days] for days in sorted(rows, reverse=True))


SETTINGS = (
    Setting(
        name="default_meeting",
        kind="interval",
        default="quarterly",
        expected='an interval such as "monthly", "quarterly" or "6w", or "none"',
        description="How often to meet a client who is added without a meeting interval.",
        check=_interval_or_none,
    ),
    Setting(
        name="date_order",
        kind="word",
        default=None,
        expected='"dmy" for 21.11.2026, "mdy" for 11/21/2026 or "ymd" for 2026/11/21',
        description="How to read a date in numbers that could be read in two ways.",
        check=_date_order,
        example='"dmy"',
    ),
    Setting(
        name="workdays",
        kind="list of weekdays",
        default=[name[:3] for name in WEEKDAYS[:5]],
        expected=f"at least one of {', '.join(_toml(name[:3]) for name in WEEKDAYS)}, in brackets",
        description="The days to do what is due on; what falls on another comes up earlier.",
        check=_workdays,
    ),
    Setting(
        name="soon",
        kind="interval",
        default="1w",
        expected='an interval such as "1w" or "10d"',
        description="How far ahead something counts as due soon.",
        check=_interval,
    ),
    Setting(
        name="over_communication",
        kind="table of intervals",
        default={"12w": "monthly", "6w": "biweekly", "8d": "weekly"},
        expected='rows such as "12w" = "monthly", or = "none" for no updates',
        description=(
            "Meetings at least this far apart = how often an update goes out. "
            "Your rows replace these."
        ),
        check=_over_communication,
    ),
)
"""Every setting there is, in the order it is shown."""
