"""The columns of a CSV file of our own, and maps that say under which headings a file has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal, TypeAlias

from clientpulse.errors import InputError
from clientpulse.quoting import named

CLIENT_COLUMNS = (
    "name", "key", "meeting", "update", "since", "contact", "email", "phone", "prefers", "tags",
    "owner", "note", "place",
)  # fmt: skip
TOUCHPOINT_COLUMNS = ("client", "on", "channel", "direction", "note", "mood", "minutes")
COLUMNS = {"clients": CLIENT_COLUMNS, "touchpoints": TOUCHPOINT_COLUMNS}
"""What is written, in this order."""

READ_COLUMNS = {
    "clients": (*CLIENT_COLUMNS, "role", "birthday", "last"),
    "touchpoints": TOUCHPOINT_COLUMNS,
}
"""What is read; an export doesn't write all of it."""

ColumnMap: TypeAlias = Mapping[str, tuple[str, ...]]
"""By our own column, the headings that it is under: ``contact`` under ``First`` and ``Last``."""

EXAMPLE = "name=Company,contact=First+Last,email=Mail"

_HEADING = r'\s*(?:"(?:[^"]|"")+"|[^,+"]*[^,+"\s])\s*'
_ITEM = re.compile(rf"\s*([^=,+\"]*[^=,+\"\s])\s*=({_HEADING}(?:\+{_HEADING})*)(?:,|$)")


def parse(text: str) -> dict[str, tuple[str, ...]]:
    """Read a map: `name=Company,contact=First+Last,note="Notes, private"`.

    Raises:
        InputError: It isn't one, or names a column that there isn't.
    """
    found: dict[str, tuple[str, ...]] = {}
    at = 0
    while at < len(text):
        item = _ITEM.match(text, at)
        if item is None:
            raise InputError(
                f"{named(text[at:])} isn't a column and a heading",
                f"for example {EXAMPLE}; a heading with a comma or a plus sign needs double quotes",
            )
        column = item[1].casefold()
        if not any(column in columns for columns in READ_COLUMNS.values()):
            raise InputError(f"{named(item[1])} isn't a column of clientpulse", _nearest(column))
        if column in found:
            raise InputError(
                f"{column} is mapped twice", f"join two headings so: {column}=First+Last"
            )
        found[column] = tuple(map(_bare, re.findall(_HEADING, item[2])))
        at = item.end()
    return found


def from_typed(texts: Iterable[str], kept: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Read maps as typed, or by the names under which they are kept; the last one counts.

    Raises:
        InputError: One isn't a map, or none is kept under that name.
    """
    found: dict[str, tuple[str, ...]] = {}
    for text in texts:
        if "=" in text:
            found |= parse(text)
        elif text in kept:
            found |= parse(kept[text])
        else:
            hint = f"write the map, {EXAMPLE}, or keep it in the config under [maps]"
            if kept:
                hint = f"the maps in the config are {', '.join(kept)}; or write one, {EXAMPLE}"
            raise InputError(f"there is no map {named(text)}", hint)
    return found


def kind_of(columns: ColumnMap) -> Literal["clients", "touchpoints"]:
    """Tell what a file with such a map holds.

    Raises:
        InputError: It can't be either: a column is lacking, or there are columns of both.
    """
    if "client" in columns or "on" in columns:
        foreign = [one for one in columns if one not in TOUCHPOINT_COLUMNS]
        if foreign:
            raise InputError(
                f"{foreign[0]} belongs to clients, and {'client' if 'client' in columns else 'on'}"
                " to touchpoints: a file holds the one or the other",
                f"the columns of touchpoints are {', '.join(TOUCHPOINT_COLUMNS)}",
            )
        if lacking := {"client", "on"} - columns.keys():
            raise InputError(
                f"the map doesn't say which heading holds {lacking.pop()}",
                "touchpoints need client and on",
            )
        return "touchpoints"
    if not {"name", "contact"} & columns.keys():
        raise InputError(
            "the map doesn't say which heading holds the name",
            f"clients need name or contact: {EXAMPLE}; touchpoints need client and on",
        )
    return "clients"


def written(columns: ColumnMap) -> str:
    """Write a map as it is read."""
    return ",".join(f"{column}={'+'.join(map(_quoted, columns[column]))}" for column in columns)


def _bare(heading: str) -> str:
    heading = heading.strip()
    return heading[1:-1].replace('""', '"') if heading.startswith('"') else heading


def _quoted(heading: str) -> str:
    if re.fullmatch(_HEADING, heading) and not heading.startswith('"'):
        return heading
    return '"' + heading.replace('"', '""') + '"'


def _nearest(column: str) -> str:
    import difflib  # noqa: PLC0415  only mistakes need it

    known = list(dict.fromkeys(one for columns in READ_COLUMNS.values() for one in columns))
    if near := difflib.get_close_matches(column, known, n=1):
        return f"did you mean {near[0]}?"
    return f"the columns are {', '.join(known)}"
