"""Read the config file, and say where in it something is wrong."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from clientpulse import config
from clientpulse.cadence.rule_book import RULES
from clientpulse.config.settings import Settings
from clientpulse.config.table import SETTINGS, Setting
from clientpulse.config.values import WrongValueError
from clientpulse.errors import InputError
from clientpulse.quoting import printable, quoted

LARGEST_FILE = 1_000_000  # bytes; a path to a device or a database must not fill the memory

LONGEST_NAME = 40


def load(path: Path) -> Settings:
    """Read the settings from a TOML file; without a file every setting has its default.

    Raises:
        InputError: The file can't be read or isn't TOML, has an unknown key or a bad value. The
            message names the file and the line, the hint says what would be right.
    """
    text = decoded(path, content(path) or b"")
    known = {setting.name: setting for setting in SETTINGS}
    given: dict[str, Any] = {}
    for name, value in document(path, text).items():
        if name not in known:
            raise _wrong(path, _line_of(text, name), unknown(name), nearest(name))
        try:
            given[name] = known[name].check(value)
        except WrongValueError as wrong:
            keys = (name, wrong.row, *wrong.under) if wrong.row is not None else (name,)
            misplaced = wrong.row in known and _fits(known[wrong.row], value[wrong.row])
            hint = wrong.hint or f"write {known[name].expected}"
            if misplaced:
                hint = f"move {wrong.row} above the line [{name}]"
            raise _wrong(path, _line_of(text, *keys), f"{name} {wrong}", hint) from wrong
    return Settings.of(given)


def wrong(path: Path, keys: tuple[str, ...], message: str, hint: str) -> InputError:
    """Return the error about a setting that only shows when it is used; it names the line."""
    return _wrong(path, _line_of(decoded(path, content(path) or b""), *keys), message, hint)


def content(path: Path) -> bytes | None:
    """Return what is in a config file; None where there is none.

    Raises:
        InputError: It can't be read, or is none: a pipe would be waited for.
    """
    shown = printable(str(path))
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            kind = os.fstat(file.fileno())
            # Nothing is what some name to get the defaults.
            if not stat.S_ISREG(kind.st_mode) and not os.path.samestat(kind, os.stat(os.devnull)):  # noqa: PTH116
                message = f"the config file {shown} is no file but a pipe or a device"
                raise InputError(message, "name a file")
            found = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        return None
    except IsADirectoryError:
        message = f"the config file {shown} is a folder"
        raise InputError(message, "name a file, or move the folder away") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "its name can't be a file's"
        message = f"can't read the config file {shown}: {why}"
        raise InputError(message, "make it readable, or move it away") from error
    if len(found) > LARGEST_FILE:
        raise InputError(f"the config file {shown} is too large", "name another file")
    return found


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def decoded(path: Path, found: bytes) -> str:
    """Return a config file's content as text, its lines ended by line feeds.

    Raises:
        InputError: It isn't UTF-8.
    """
    try:
        text = found.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = found.count(b"\n", 0, error.start) + 1
        raise _wrong(path, line, "not UTF-8 text", "save the file as UTF-8") from error
    return text.replace("\r\n", "\n")


def document(path: Path, text: str) -> dict[str, Any]:
    """Return what a config file says.

    Raises:
        InputError: It isn't TOML.
    """
    if not text:
        return {}
    import tomllib  # noqa: PLC0415  most have no file

    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        found = re.fullmatch(
            r"(?s)(.*) \(at (?:line (\d+), column \d+|end of document)\)", str(error)
        )
        line = int(found[2] or text.rstrip("\n").count("\n") + 1) if found else None
        why = found[1] if found else "a value that is too large or nested too deeply"
        message = f"this isn't TOML: {printable(why[:1].lower() + why[1:])}"
        hint = 'a setting is one line: its name, "=", its value in quotes, as in soon = "1w"'
        raise _wrong(path, line, message, hint) from error


def _fits(setting: Setting, value: object) -> bool:
    try:
        setting.check(value)
    except WrongValueError:
        return False
    return True


def unknown(name: str) -> str:
    """Say that there is no such setting; the hint is long enough without a long name."""
    begins = name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}..."
    return f"unknown setting {quoted(begins)}"


def nearest(name: str, others: Iterable[str] = ()) -> str:
    """Say which setting, or which of other words, may be meant by a name that none has."""
    import difflib  # noqa: PLC0415  only mistakes need it

    if re.fullmatch("[0-9]+[dwmy]", name):
        return "rows of intervals belong under the line [over_communication]"
    if name in RULES:
        return f"{name} is a rule: its row belongs under the line [rules]"
    known = [setting.name for setting in SETTINGS]
    if near := difflib.get_close_matches(name.lower(), others, n=1, cutoff=0.5):
        return f"did you mean 'pulse config {near[0]}'?"
    if near := difflib.get_close_matches(name.lower(), known, n=1):
        return f"did you mean {near[0]}?"
    return f"the settings are {', '.join(known)}"


def _line_of(text: str, *keys: str) -> int | None:
    return config.statements.line_of(text, *keys)


def _wrong(path: Path, line: int | None, message: str, hint: str) -> InputError:
    place = printable(str(path)) + (f", line {line}" if line else "")
    return InputError(f"{place}: {message}", hint)
