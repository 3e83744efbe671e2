"""Read the config file, and say where in it something is wrong."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import Any

from clientpulse.cadence.rule_book import RULES
from clientpulse.config.settings import SETTINGS, Setting, Settings
from clientpulse.config.values import WrongValueError
from clientpulse.errors import InputError
from clientpulse.quoting import printable, quoted

LARGEST_FILE = 1_000_000  # bytes; a path to a device or a database must not fill the memory


def load(path: Path) -> Settings:
    """Read the settings from a TOML file; without a file every setting has its default.

    Raises:
        InputError: The file can't be read or isn't TOML, has an unknown key or a bad value. The
            message names the file and the line, the hint says what would be right.
    """
    text = _text(path)
    known = {setting.name: setting for setting in SETTINGS}
    given: dict[str, Any] = {}
    for name, value in _document(path, text).items():
        if name not in known:
            message = f"unknown setting {quoted(name)}"
            raise _wrong(path, line_of(text, name), message, _nearest(name, list(known)))
        try:
            given[name] = known[name].check(value)
        except WrongValueError as wrong:
            keys = (name, wrong.row) if wrong.row is not None else (name,)
            misplaced = wrong.row in known and _fits(known[wrong.row], value[wrong.row])
            hint = wrong.hint or f"write {known[name].expected}"
            if misplaced:
                hint = f"move {wrong.row} above the line [{name}]"
            raise _wrong(path, line_of(text, *keys), f"{name} {wrong}", hint) from wrong
    return Settings.of(given)


def line_of(text: str, *keys: str) -> int | None:
    """Return the number of the line where the statement that sets a key begins.

    The standard library's TOML reader keeps no positions. So the text is read again statement by
    statement, each under its own table's header, until the key turns up in what it says.

    Args:
        text: A whole TOML document without errors, its lines ended by line feeds.
        keys: The key's path from the top, table names first.
    """
    import tomllib  # noqa: PLC0415  most have no file

    header = statement = ""
    start = 1
    for number, line in enumerate(text.split("\n"), 1):
        if not statement:
            start = number
        statement += line + "\n"
        is_header = statement.lstrip().startswith("[")
        try:
            said: Any = tomllib.loads(statement if is_header else header + statement)
        except tomllib.TOMLDecodeError:
            continue  # the statement goes on in the next line
        if is_header:
            header = statement
        statement = ""
        for key in keys:
            said = said.get(key) if isinstance(said, dict) else None
        if said is not None:
            return start
    return None


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


def _text(path: Path) -> str:
    found = content(path) or b""
    try:
        text = found.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = found.count(b"\n", 0, error.start) + 1
        raise _wrong(path, line, "not UTF-8 text", "save the file as UTF-8") from error
    return text.replace("\r\n", "\n")


def _document(path: Path, text: str) -> dict[str, Any]:
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


def _nearest(name: str, known: list[str]) -> str:
    import difflib  # noqa: PLC0415  only mistakes need it

    if re.fullmatch("[0-9]+[dwmy]", name):
        return "rows of intervals belong under the line [over_communication]"
    if name in RULES:
        return f"{name} is a rule: its row belongs under the line [rules]"
    if near := difflib.get_close_matches(name.lower(), known, n=1):
        return f"did you mean {near[0]}?"
    return f"the settings are {', '.join(known)}"


def _wrong(path: Path, line: int | None, message: str, hint: str) -> InputError:
    place = printable(str(path)) + (f", line {line}" if line else "")
    return InputError(f"{place}: {message}", hint)
