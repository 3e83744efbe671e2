"""Set or unset one key of the config file's text, and leave the rest of it as it is."""

from __future__ import annotations

import contextlib
import copy
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import tomlkit

from clientpulse.cadence.rule_book import RULES
from clientpulse.config import loading
from clientpulse.config.placing import at, fewer_lines, only, ways
from clientpulse.config.table import SETTINGS, Setting
from clientpulse.config.values import WrongValueError, without_password
from clientpulse.errors import InputError
from clientpulse.quoting import shell_word


@dataclass(frozen=True, slots=True)
class Change:
    """A config file's text with one key changed.

    Attributes:
        path: The key, table names first.
        before: What it was, as the file gave it, or else the default; None where nothing was set.
        was_default: That was the default.
        after: What it is now; None where there is neither value nor default.
        is_default: That is the default.
        text: The whole new text; the old one where nothing changes.
    """

    path: tuple[str, ...]
    before: Any
    was_default: bool
    after: Any
    is_default: bool
    text: str


def with_value(text: str, key: str, typed: str) -> Change:
    """Set a key of a config file's text to what was typed.

    Args:
        text: TOML without errors, its lines ended by line feeds.
        key: ``soon``, or a row of a table: ``rules.feedback``.

    Raises:
        InputError: There is no such setting, or the value can't be used.
    """
    setting, rest = _setting(key)
    if isinstance(setting.default, dict) and not rest:
        raise InputError(f"{setting.name} is a table", f"name the row, as in: {_example(setting)}")
    if rest and not isinstance(setting.default, dict):
        hint = f"leave out what follows the dot: pulse config set {setting.name} VALUE"
        raise InputError(f"{setting.name} is a single value, not a table", hint)
    given = tomllib.loads(text)
    path, value, wanted = _fitting(setting, rest, typed, given)
    before = at(given, path)
    was_default = before is None
    if was_default:
        before = at(_defaults(setting), path)
    text = _written(text, path, value, given, wanted)
    return Change(path, before, was_default, value, False, text)


def without(text: str, key: str) -> Change:
    """Take a key out of a config file's text, or a whole table.

    Raises:
        InputError: There is no such setting, in the program or in the file.
    """
    given = tomllib.loads(text)
    paths = (_as_spelled(one, given) for one in _paths(key))
    path = next((one for one in paths if at(given, one) is not None), None)
    setting = None
    if path is None or path[0] in {one.name for one in SETTINGS}:
        setting, _ = _setting(key)
    if path is None:
        path = next(_paths(key))
        default = at(_defaults(setting), path)
        return Change(path, default, True, default, True, text)
    wanted, document = copy.deepcopy(given), tomlkit.parse(text)
    for one in (wanted, document):
        _take_out(one, path)
    new = only(wanted, [fewer_lines(text, wanted), tomlkit.dumps(document)])
    default = at(_defaults(setting), path) if path[0] not in wanted else None
    return Change(path, at(given, path), False, default, default is not None, new)


def words(value: Any) -> str | None:
    """Write a file's value as one types it, without a password; None where there is none."""
    match value:
        case None:
            return None
        case bool():
            return str(value).lower()
        case list():
            return ", ".join(str(words(one)) for one in value)
        case Mapping():
            return ", ".join(f"{key} = {words(each)}" for key, each in value.items())
        case _:
            return without_password(str(value))


def _setting(key: str) -> tuple[Setting, str]:
    """Find the setting that a key begins with, and what follows its first dot."""
    name, _, rest = key.partition(".")
    plain = name.strip().lower().replace("-", "_")
    for setting in SETTINGS:
        if setting.name == plain:
            return setting, rest
    hint = loading.nearest(name)
    for table, rows in (
        ("rules", RULES),
        ("over_communication", re.findall("^[0-9]+[dwmy]$", name)),
    ):
        if name in rows:
            hint = f"did you mean {table}.{name}?"
    raise InputError(loading.unknown(name), hint)


def _example(setting: Setting) -> str:
    rows = tomllib.loads(setting.default_text or setting.example)
    row, value = next(iter(rows.items()))
    return f"pulse config set {setting.name}.{shell_word(row)} {shell_word(str(value))}"


def _fitting(
    setting: Setting, rest: str, typed: str, given: Mapping[str, Any]
) -> tuple[tuple[str, ...], Any, dict[str, Any]]:
    """Find the reading of what was typed that the setting's own check takes.

    Returns:
        The key's path, the value, and what the file is to hold.

    Raises:
        InputError: There is none.
    """
    refused: dict[int, list[WrongValueError]] = {}
    key = f"{setting.name}.{rest}" if rest else setting.name
    for (_, *rows), value in product(_paths(key), _readings(typed)):
        path = setting.name, *_as_spelled(rows, given.get(setting.name, {}))
        wanted = _with(given, setting, path, value)
        if wanted is None:
            continue
        try:
            setting.check(wanted[setting.name])
        except WrongValueError as wrong:
            refused.setdefault(len(path), []).append(wrong)
        else:
            return path, value, wanted
    if not refused:
        message = f"{setting.name} isn't a table in the config file"
        raise InputError(message, f"take it out first: pulse config unset {setting.name}")
    found = refused[max(refused) if _has_tables(setting) else min(refused)]
    refusal = found[-1] if "list" in setting.kind else found[0]
    hint = refusal.hint or f"write {setting.expected}"
    if typed.strip().lower() in {"", "none", "default"}:
        hint += f"; for the default: pulse config unset {setting.name}"
    raise InputError(f"{setting.name} {refusal}", hint)


def _with(
    given: Mapping[str, Any], setting: Setting, path: Sequence[str], value: Any
) -> dict[str, Any] | None:
    """Return what the file is to hold; None where something else than a table is in the way."""
    wanted = copy.deepcopy(dict(given))
    if isinstance(setting.default, dict):
        wanted.setdefault(setting.name, dict(setting.default))
    place: Any = wanted
    for name in path[:-1]:
        place = place.setdefault(name, {})
        if not isinstance(place, dict):
            return None
    place[path[-1]] = value
    return wanted


def _has_tables(setting: Setting) -> bool:
    """Whether the rows of a table are tables themselves."""
    try:
        setting.check({"row": {}})
    except WrongValueError:
        return False
    return True


def _paths(key: str) -> Iterator[tuple[str, ...]]:
    """Read a key in every way its dots allow: what a row is called may have dots in it."""
    name, *parts = key.split(".")
    name = name.strip().lower().replace("-", "_")
    if not parts:
        yield (name,)
        return
    gaps = len(parts) - 1
    for splits in sorted(product((False, True), repeat=min(gaps, 4)), key=sum):
        rows = [parts[0]]
        for split, part in zip((*splits, *(False,) * (gaps - len(splits))), parts[1:], strict=True):
            if split:
                rows.append(part)
            else:
                rows[-1] += f".{part}"
        yield (name, *rows)


def _as_spelled(path: Sequence[str], given: Mapping[str, Any]) -> tuple[str, ...]:
    """Return a path as the file spells it, where its row is there in other letters."""
    place: Any = given
    spelled = []
    for name in path:
        names: Mapping[str, Any] = place if isinstance(place, Mapping) else {}
        same = (one for one in names if one.casefold() == name.casefold())
        spelled.append(name if name in names else next(same, name))
        place = names.get(spelled[-1])
    return tuple(spelled)


def _readings(typed: str) -> Iterator[Any]:
    """Read a value in every way it may be meant: as text, as TOML, as a list."""
    yield typed
    with contextlib.suppress(ValueError, RecursionError):
        yield tomllib.loads(f"value = {typed}\n")["value"]
    words = typed.strip().removeprefix("[").removesuffix("]")
    yield [one.strip().strip("\"'") for one in re.split(r",|\s+(?!,)", words) if one.strip()]


def _defaults(setting: Setting | None) -> dict[str, Any]:
    return {} if setting is None else {setting.name: setting.default}


def _take_out(place: Any, path: Sequence[str]) -> None:
    """Remove a key, and the tables that are empty then."""
    if len(path) > 1:
        _take_out(place[path[0]], path[1:])
        if place[path[0]]:
            return
    del place[path[0]]


def _written(
    text: str, path: tuple[str, ...], value: Any, given: dict[str, Any], wanted: dict[str, Any]
) -> str:
    if given == wanted:
        return text
    return only(wanted, ways(text, path, value, wanted))
