"""Our own CSV: clients and touchpoints, read and written with the same columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TextIO

from clientpulse.errors import ImportRefusedError
from clientpulse.formula_guard import guard, unguard
from clientpulse.records import Contact
from clientpulse.transfer.columns import Columns
from clientpulse.transfer.format import Content, Format, Heading, rows_below
from clientpulse.transfer.options import Options
from clientpulse.transfer.records import ClientRecord, Entry, Kind, Refusal, TouchpointRecord

CLIENT_COLUMNS = (
    "name", "key", "meeting", "update", "since", "contact", "email", "phone", "prefers", "tags",
    "owner", "note",
)  # fmt: skip
TOUCHPOINT_COLUMNS = ("client", "on", "channel", "direction", "note", "mood", "minutes")
_REQUIRED = {"clients": ("name",), "touchpoints": ("client", "on")}
COLUMNS = {"clients": CLIENT_COLUMNS, "touchpoints": TOUCHPOINT_COLUMNS}
_TO_QUOTE = re.compile('[",;\t\r\n]|^\\s|\\s$')


def _value(cell: str) -> str | None:
    return (unguard(cell) if cell[:1] == "'" else cell).strip() or None


def _note(cells: Sequence[str], place: int) -> str | None:
    """Give a note as it is, with its blanks: what we wrote has to come back unchanged."""
    if place >= len(cells):
        return None
    note = unguard(cells[place])
    return note if note.strip() else None


def _client(line: int, values: Sequence[str | None]) -> Entry:
    row: dict[str, Any] = dict(zip(CLIENT_COLUMNS, values, strict=True))
    name = row["name"]
    if name is None:
        return Refusal(line, "no name")
    contact, email, phone, tags = (row.pop(one) for one in ("contact", "email", "phone", "tags"))
    person = contact or (name if email or phone else None)
    return ClientRecord(
        line=line,
        **row,
        tags=tuple(filter(None, (tag.strip() for tag in (tags or "").split(";")))),
        contacts=(Contact(name=person, email=email, phone=phone),) if person else (),
    )


def _touchpoint(line: int, values: Sequence[str | None]) -> Entry:
    client, on, *rest = values
    if client and on:
        return TouchpointRecord(line, client, on, *rest)
    return Refusal(line, "no date" if client else "no client")


def _entries(
    heading: Heading,
    text: TextIO,
    columns: Sequence[str],
    places: Sequence[int],
    entry: Callable[[int, Sequence[str | None]], Entry],
) -> Iterator[Entry]:
    note_at = columns.index("note")
    for row in rows_below(heading, text):
        if isinstance(row, Refusal):
            yield row
            continue
        line, cells = row
        filled = [*map(_value, cells), None]
        if any(filled):
            values = [filled[place] for place in places]
            values[note_at] = _note(cells, places[note_at])
            yield entry(line, values)


def _format(kind: Kind, entry: Callable[[int, Sequence[str | None]], Entry]) -> Format:
    columns = COLUMNS[kind]

    def read(heading: Heading, text: TextIO, options: Options) -> Content:
        found = Columns(heading.columns, heading.file)
        # One past the last cell stands for a column that isn't there.
        places = [next(iter(found.places(one)), len(heading.columns)) for one in columns]
        left_out = {name: None for _, name in found.unread()}
        return Content(_entries(heading, text, columns, places, entry), left_out)

    required = _REQUIRED[kind]
    return Format("clientpulse CSV", kind, lambda heading: heading.names.issuperset(required), read)


CLIENTS = _format("clients", _client)
TOUCHPOINTS = _format("touchpoints", _touchpoint)


def refuse_header(heading: Heading, kind: Kind | None, name: str) -> ImportRefusedError:
    """Say which columns a header lacks to be one of ours, and show the whole header."""
    if kind not in COLUMNS:
        shared = {kind: len(heading.names.intersection(COLUMNS[kind])) for kind in COLUMNS}
        kind = "touchpoints" if shared["touchpoints"] > shared["clients"] else "clients"
        if kind == "clients" and not shared["clients"]:
            return ImportRefusedError(
                f"{name} has a header that is not known: {heading.text.strip()[:80]}",
                f"clients: {','.join(CLIENT_COLUMNS)} or an export of Google Contacts, Outlook or "
                f"HubSpot; touchpoints: {','.join(TOUCHPOINT_COLUMNS)}",
            )
    lacking = [column for column in _REQUIRED[kind] if column not in heading.names]
    return ImportRefusedError(
        f"{name} lacks the column{'s' * (len(lacking) > 1)} {' and '.join(lacking)}",
        f"the header for {kind} is: {','.join(COLUMNS[kind])}",
    )


def write_csv(stream: TextIO, kind: str, rows: Iterable[Mapping[str, object]]) -> None:
    """Write clients or touchpoints.

    Args:
        stream: A text stream opened with `newline=""`, so that line breaks in notes stay exact.
        rows: What each says, by column; other keys are passed over.
    """
    columns = COLUMNS[kind]
    stream.write(",".join(columns) + "\n")
    for row in rows:
        stream.write(",".join(_cell(row.get(column)) for column in columns) + "\n")


def _cell(value: object) -> str:
    """Write one cell; not left to the csv module, which leaves a lone CR bare before 3.13."""
    text = "" if value is None else guard(str(value))
    return '"' + text.replace('"', '""') + '"' if _TO_QUOTE.search(text) else text
