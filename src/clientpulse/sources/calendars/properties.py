"""One line of a calendar: its name, its parameters and its value."""

from __future__ import annotations

import quopri
import re
from typing import NamedTuple

_HEAD = re.compile(rb'((?:[^":]|"[^"]*")*):(.*)', re.DOTALL)
# A timezone's name may hold a colon, and not everybody puts it in quotes.
_DATED = re.compile(rb"(.*?):\s*((?:\d|P)[\dTZPWDHMSYtz,;/.:+ -]*)$", re.DOTALL)
_PARAMETER = re.compile(r';\s*([^=;:"]+?)\s*(?:=\s*((?:"[^"]*"|[^";])*))?(?=;|$)')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_DATES = frozenset((b"DTSTART", b"DTEND", b"RECURRENCE-ID", b"RDATE", b"EXDATE"))


class Property(NamedTuple):
    """A line taken apart; the names of its parameters are in capitals."""

    parameters: dict[str, str]
    value: str

    def says(self, parameter: str) -> str:
        """Return a parameter in capitals; empty where there is none."""
        return self.parameters.get(parameter, "").upper()

    @property
    def text(self) -> str:
        """The value as people read it, in one line."""
        return " ".join(_ESCAPED.sub(_unescaped, self.value).split())


def parse(name: bytes, line: bytes) -> Property:
    """Take a line apart."""
    found = (_DATED if name in _DATES else _HEAD).match(line)
    head, value = found.groups() if found else line.partition(b":")[::2]
    parameters: dict[str, str] = {}
    if b";" in head:
        for key, said in _PARAMETER.findall(decoded(head)):
            parameters[key.upper()] = said.strip().strip('"').replace('"', "")
    if "QUOTED-PRINTABLE" in {parameters.get("ENCODING", "").upper(), *parameters}:
        value = quopri.decodestring(value)
    return Property(parameters, decoded(value, parameters.get("CHARSET", "")).strip())


def decoded(value: bytes, charset: str = "") -> str:
    """Read bytes as what they say they are, else as UTF-8, else as Windows writes them."""
    for encoding in (charset, "utf-8", "cp1252"):
        try:
            if encoding:
                return value.decode(encoding)
        except (LookupError, ValueError):
            continue
    return value.decode("latin-1")


def _unescaped(found: re.Match[str]) -> str:
    return "\n" if found[1] in "nN" else found[1]
