"""What the config file's values mean: each kind is checked, and turned into the program's own.

Every check takes whatever the file says, and raises `WrongValueError` about what can't be used.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from clientpulse.cadence.hours import HoursError, WorkingHours
from clientpulse.cadence.interval import Interval, parse_interval
from clientpulse.cadence.policy import RECAPS
from clientpulse.cadence.rule_book import RULES
from clientpulse.errors import InputError
from clientpulse.quoting import quoted
from clientpulse.weekdays import WEEKDAY_OF

DateOrder = Literal["dmy", "mdy", "ymd"]

Dial = tuple[int, str]
"""Weekday, Monday being 0, and time: `(4, "10:00")`."""

Sender = tuple[str | None, str]
"""Name, where one is given, and e-mail address."""

# Not compiled before one is there: few set these.
_DIAL = r"([a-z]+)\s+([0-9]{1,2})(?:[:.]([0-5][0-9]))?\s?(am|pm)?"
_ADDRESS = r"""[^\s@<>()\[\]\\,;:"]+@[^\s@<>()\[\]\\,;:"]+"""
_SENDER = rf"(?:(?P<name>[^<>@]*?)\s*<(?P<address>{_ADDRESS})>|(?P<alone>{_ADDRESS}))"
_LONGEST_SENDER = 300
LARGEST_WEIGHT = 1000

THEMES = ("terminal", "light", "dark", "contrast")
"""How the screen may look; the first is the usual one."""

SECRETS = ("password", "token", "secret", "pass")
"""Keys under which somebody may write down what belongs in no file."""


class WrongValueError(ValueError):
    """A value of the config file can't be used.

    Args:
        message: What is wrong, to follow the setting's name.
        row: The key inside the setting's table that it stands under, if it is one.
        hint: What would be right, where the setting's own `Setting.expected` doesn't say it.
        under: The keys below the row, where that is a table itself.
    """

    def __init__(
        self, message: str, row: str | None = None, hint: str = "", under: Sequence[str] = ()
    ) -> None:
        super().__init__(message)
        self.row = row
        self.hint = hint
        self.under = under


def toml(value: str | list[str] | dict[str, str]) -> str:
    """Write a default as TOML, a table as its rows."""
    if isinstance(value, dict):
        return "\n".join(f"{toml(key)} = {toml(each)}" for key, each in value.items())
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
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


def refused(value: object) -> WrongValueError:
    """Say that a value can't be used."""
    return WrongValueError(f"can't be {_in_words(value)}")


def interval_or_none(value: object) -> Interval | None:
    """Read an interval or `none`."""
    if isinstance(value, str):
        try:
            return parse_interval(value)
        except ValueError:
            pass
    raise refused(value)


def interval(value: object) -> Interval:
    """Read an interval."""
    if interval := interval_or_none(value):
        return interval
    raise refused(value)


def date_order(value: object) -> DateOrder:
    """Read the order of a date in numbers."""
    match value:
        case "dmy" | "mdy" | "ymd":
            return value
    raise refused(value)


def workdays(value: object) -> frozenset[int]:
    """Read a list of weekdays."""
    if not isinstance(value, list):
        raise refused(value)
    if not value:
        raise WrongValueError("can't be empty")
    for each in value:
        if not isinstance(each, str) or each.lower() not in WEEKDAY_OF:
            raise WrongValueError(f"can't have {_in_words(each)} in it")
    return frozenset(WEEKDAY_OF[each.lower()] for each in value)


def over_communication(value: object) -> tuple[tuple[Interval, Interval | None], ...]:
    """Read the over-communication table, the longest span first."""
    if not isinstance(value, dict):
        raise refused(value)
    rows: dict[float, tuple[Interval, Interval | None]] = {}
    for apart_text, every_text in value.items():
        try:
            apart = interval(apart_text)
        except WrongValueError as wrong:
            raise WrongValueError(f"can't have a row {quoted(apart_text)}", apart_text) from wrong
        try:
            every = interval_or_none(every_text)
        except WrongValueError as wrong:
            raise WrongValueError(f"row {quoted(apart_text)} {wrong}", apart_text) from wrong
        if apart.days in rows:
            message = f"row {quoted(apart_text)} repeats an interval"
            raise WrongValueError(message, apart_text, "keep one row for each interval")
        rows[apart.days] = (apart, every)
    return tuple(rows[days] for days in sorted(rows, reverse=True))


def recap(value: object) -> str:
    """Read after which conversations a recap is owed."""
    if isinstance(value, str) and value in RECAPS:
        return value
    raise refused(value)


def due(value: object) -> str:
    """Read how today's list is shown."""
    if isinstance(value, str) and value in {"full", "short"}:
        return value
    raise refused(value)


def theme(value: object) -> str:
    """Read how the screen looks."""
    if isinstance(value, str) and value in THEMES:
        return value
    raise refused(value)


def dial(value: object) -> Dial:
    """Read a weekday and a time."""
    found = re.fullmatch(_DIAL, value.strip().lower()) if isinstance(value, str) else None
    if found is None or found[1] not in WEEKDAY_OF:
        raise refused(value)
    hour, half = int(found[2]), found[4]
    if hour > 23 or (half is not None and not 1 <= hour <= 12):
        raise refused(value)
    if half is not None:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return WEEKDAY_OF[found[1]], f"{hour:02}:{found[3] or '00'}"


def office_hours(value: object) -> str:
    """Read working hours; they stay text, since few commands look at them."""
    try:
        return str(WorkingHours.parse(value if isinstance(value, str) else ""))
    except HoursError:
        raise refused(value) from None


def sender(value: object) -> Sender:
    """Read a name and an e-mail address, or an address alone."""
    usable = isinstance(value, str) and value.isprintable() and len(value) <= _LONGEST_SENDER
    found = re.fullmatch(_SENDER, value.strip()) if usable and isinstance(value, str) else None
    if found is None:
        raise refused(value)
    name = (found["name"] or "").strip().strip('"').strip()
    return name or None, found["address"] or found["alone"]


def rules(value: object) -> dict[str, Interval | None]:
    """Read intervals by rule; None of those that are off."""
    if not isinstance(value, dict):
        raise refused(value)
    return {name: _rule(name, every) for name, every in value.items()}


def weights(value: object) -> dict[str, float]:
    """Read how much more clients with a tag count, by tag in small letters."""
    if not isinstance(value, dict):
        raise refused(value)
    for tag, weight in value.items():
        if isinstance(weight, bool) or not isinstance(weight, int | float):
            raise WrongValueError(f"row {quoted(tag)} can't be {_in_words(weight)}", tag)
        if not 0 < weight <= LARGEST_WEIGHT:
            raise WrongValueError(f"row {quoted(tag)} can't be {weight}", tag)
    return {tag.casefold(): float(weight) for tag, weight in value.items()}


def maps(value: object) -> dict[str, str]:
    """Read maps of columns by name; they stay text, since one command looks at them."""
    if not isinstance(value, dict):
        raise refused(value)
    return {name: _map(name, text) for name, text in value.items()}


def _map(name: str, text: object) -> str:
    from clientpulse.column_maps import parse  # noqa: PLC0415  few keep one

    if not isinstance(text, str):
        raise WrongValueError(f"row {quoted(name)} can't be {_in_words(text)}", name)
    if not text.strip():
        raise WrongValueError(f"row {quoted(name)} can't be empty", name)
    if "=" in name:
        raise WrongValueError(
            f"can't have a row {quoted(name)}", name, "give it a name without an equals sign"
        )
    try:
        parse(text)
    except InputError as error:
        raise WrongValueError(f"row {quoted(name)}: {error.message}", name, error.hint) from None
    return text


def aliases(value: object) -> dict[str, tuple[str, ...]]:
    """Read command lines by the word that stands for them, as a shell would; 'pulse' may lead."""
    if not isinstance(value, dict):
        raise refused(value)
    return {name: _alias(name, line) for name, line in value.items()}


def _alias(name: str, value: object) -> tuple[str, ...]:
    if not re.fullmatch(r"\w[\w.+-]*", name):
        hint = 'a word begins with a letter or a digit and holds no blank: tired = "due"'
        raise WrongValueError(f"can't have a row {quoted(name)}", name, hint)
    if not isinstance(value, str):
        raise WrongValueError(f"row {quoted(name)} can't be {_in_words(value)}", name)
    try:
        line = shlex.split(value)
    except ValueError:
        message = f"row {quoted(name)} has a quote that isn't closed"
        raise WrongValueError(message, name, "close it, or leave it out") from None
    if line[:1] == ["pulse"]:
        line = line[1:]
    if not line:
        raise WrongValueError(f"row {quoted(name)} can't be empty", name)
    return tuple(line)


def text(value: object) -> str:
    """Read a line of text that isn't empty."""
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise refused(value)
    return value.strip()


def has_password(address: str) -> bool:
    """Tell whether the address of a server holds a password, where everybody could read it."""
    return bool(re.match(r"[\w+.-]+://[^/@?]*:[^/]*@", address)) or bool(
        re.search(r"[?&](?:ssl)?password=", address)
    )


def without_password(address: str) -> str:
    """Return the address of a server with a sign in the place of a password, and others as is."""
    if not has_password(address):
        return address
    hidden = re.sub(r"(://[^/@?]*:)[^/]*@", r"\1…@", address)
    return re.sub(r"([?&](?:ssl)?password=)[^&]*", r"\1…", hidden)


def path(value: object) -> Path:
    """Read where a file or folder is; ``~`` is home."""
    return Path(text(value)).expanduser()


def command(value: object) -> tuple[str, ...]:
    """Read a command and its arguments, as a shell would."""
    if not isinstance(value, str) or not value.isprintable():
        raise refused(value)
    try:
        line = tuple(shlex.split(value))
    except ValueError:
        raise WrongValueError("has a quote that isn't closed", hint="close it") from None
    if not line:
        raise refused(value)
    return line


def _rule(name: str, value: object) -> Interval | None:
    if name not in RULES:
        raise WrongValueError(f"can't have a row {quoted(name)}", name, nearest_rule(name))
    try:
        every = interval_or_none(value)
    except WrongValueError as wrong:
        hint = "" if RULES[name].adjustable else _only_off(name)
        raise WrongValueError(f"row {quoted(name)} {wrong}", name, hint) from wrong
    if every is not None and not RULES[name].adjustable:
        message = f"row {quoted(name)} can't be {_in_words(value)}"
        raise WrongValueError(message, name, _only_off(name))
    return every


def _only_off(name: str) -> str:
    return f'this rule has no interval; write {name} = "none" to turn it off, or leave it out'


def nearest_rule(name: str) -> str:
    """Say which rule may be meant by a name that none has."""
    import difflib  # noqa: PLC0415  only mistakes need it

    if near := difflib.get_close_matches(name.lower().replace("-", "_"), RULES, n=1):
        return f"did you mean {near[0]}?"
    return f"the rules are {', '.join(RULES)}"
