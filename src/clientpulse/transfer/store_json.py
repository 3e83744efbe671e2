"""The whole store as JSON: what an export of everything writes and an import brings back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, TextIO, TypeVar, cast

from clientpulse.errors import ImportRefusedError
from clientpulse.transfer.format import Content, Format, Heading
from clientpulse.transfer.json_text import JsonText
from clientpulse.transfer.options import Options
from clientpulse.transfer.records import StoreClient, StoreImports, StoreShared, StoreSources
from clientpulse.transfer.shape_checks import ShapeError, readable
from clientpulse.transfer.store_shape import (
    CLIENT_KEYS,
    LIST_KEYS,
    MARK_KEYS,
    SHARED_KEYS,
    SOURCES_KEYS,
    client_check,
    imports_check,
    shared_check,
    sources_check,
)

Checked = TypeVar("Checked")

SCHEMA = "clientpulse.export/1"
IMPORTS = "imports"
SOURCES = "sources"
REMEMBERED = (IMPORTS, SOURCES)
"""What comes behind the clients."""

_SCHEMA = re.compile(r"clientpulse\.(\w+)/([0-9]{1,9})")
_HINT = "a whole store is written by: pulse export FILE.json"
_FOREIGN = f"export CSV where it comes from; {_HINT}"


def _check_schema(schema: object) -> None:
    if schema == SCHEMA:
        return
    found = _SCHEMA.fullmatch(schema) if isinstance(schema, str) else None
    if found is None:
        raise ImportRefusedError(
            f"this JSON isn't a clientpulse export: it has no schema {SCHEMA}", _FOREIGN
        )
    if found[1] != "export":
        raise ImportRefusedError(f"this JSON is what pulse {found[1]} shows, not an export", _HINT)
    raise ImportRefusedError(
        f"this export is of another version: {schema}, this clientpulse reads {SCHEMA}",
        "bring clientpulse up to date",
    )


def _read(heading: Heading, text: TextIO, _: Options) -> Content:
    """Read up to the clients, so that a foreign file is refused before anything is taken."""
    left_out: dict[str, None] = {}
    source = JsonText(text, heading.text, heading.line)
    if source.peek() != "{":
        raise ImportRefusedError(
            "this JSON isn't a clientpulse export: it has to be one object", _FOREIGN
        )
    keys = source.keys()
    clients: object = None
    schema = None
    others: dict[str, object] = {}
    for key in keys:
        if key == "schema":
            schema = source.value()
            _check_schema(schema)
        elif key in SHARED_KEYS or key in REMEMBERED:
            _refuse_twice(key, others)
            others[key] = source.value()
        elif key != "clients":
            _other_key(key, source, left_out)
        elif source.peek() != "[":
            raise ImportRefusedError("clients has to be a list")
        elif schema is None:
            clients = source.value()  # sorted keys: the schema comes after the clients
        else:
            return Content(_streamed(source, keys, others, left_out), left_out)
    _check_schema(schema)
    if clients is None:
        raise ImportRefusedError("this export is not whole: clients is missing")
    _end(source)
    listed = cast("list[object]", clients)
    entries = chain(_entries(others, listed, left_out), _remembered(others, left_out))
    return Content(entries, left_out)


def _entries(
    others: Mapping[str, object], clients: Iterable[object], left_out: dict[str, None]
) -> Iterator[StoreShared | StoreClient]:
    """Give what belongs to no client, where the file holds any, then client after client."""
    shared = {key: value for key, value in others.items() if key not in REMEMBERED}
    lists = _checked(shared_check(left_out), shared, "")
    if any(lists.values()):
        yield StoreShared(lists)
    check = client_check(left_out)
    for index, client in enumerate(clients):
        yield _checked(check, client, f"clients[{index}]")


def _remembered(
    others: Mapping[str, object], left_out: dict[str, None]
) -> Iterator[StoreImports | StoreSources]:
    if IMPORTS in others:
        yield StoreImports(**_checked(imports_check(left_out), others[IMPORTS], IMPORTS))
    if SOURCES in others:
        yield StoreSources(**_checked(sources_check(left_out), others[SOURCES], SOURCES))


def _checked(check: Callable[[object], Checked], value: object, where: str) -> Checked:
    try:
        return check(value)
    except ShapeError as error:
        raise ImportRefusedError(
            f"{where}{error.where} {error.wanted}".removeprefix("."),
            "correct it in the file, or export again",
        ) from None


def _streamed(
    source: JsonText,
    keys: Iterator[str],
    others: dict[str, object],
    left_out: dict[str, None],
) -> Iterator[StoreShared | StoreClient | StoreImports | StoreSources]:
    yield from _entries(others, source.items(), left_out)
    for key in keys:
        if key in SHARED_KEYS:
            raise ImportRefusedError(
                f"{key} comes too late: clients may refer to it",
                f"move {key} in front of clients, or export again",
            )
        _refuse_twice(key, ("schema", "clients", *others))
        if key in REMEMBERED:
            others[key] = source.value()
        else:
            _other_key(key, source, left_out)
    _end(source)
    yield from _remembered(others, left_out)


def _refuse_twice(key: str, seen: Container[str]) -> None:
    if key in seen:
        raise ImportRefusedError(f"this export has {key} twice")


def _other_key(key: str, source: JsonText, left_out: dict[str, None]) -> None:
    value = source.value()
    if key != "today":
        left_out[readable(key)] = None
    elif not isinstance(value, str):
        raise ImportRefusedError("today has to be a date as text")


def _end(source: JsonText) -> None:
    if source.peek():
        source.refuse("something follows after the end")


STORE = Format("clientpulse JSON", "store", lambda heading: not heading.columns, _read)


def write_store_json(stream: TextIO, document: Mapping[str, Any]) -> None:
    """Write a whole store, one record a line, so that two exports can be compared line by line.

    Args:
        stream: A text stream. All that is written is ASCII.
        document: `today`, the lists of `SHARED_KEYS`, `clients`, and perhaps `imports` with `salt`
            and `marks`, and `sources` with `salt` and the lists of `SOURCES_KEYS`. Each client is
            a mapping with `CLIENT_KEYS` and `LIST_KEYS`; all lists may be any iterables, gone
            through once.

    Raises:
        KeyError: A record lacks a key of its shape.
    """
    stream.write(f'{{"schema": {json.dumps(SCHEMA)}, "today": {json.dumps(document["today"])}')
    for name, keys in SHARED_KEYS.items():
        _write_list(stream, f',\n"{name}": [', document[name], keys)
    stream.write(',\n"clients": [')
    before = "\n"
    for client in document["clients"]:
        stream.write(before + _record(client, CLIENT_KEYS)[:-1])
        for name, keys in LIST_KEYS.items():
            _write_list(stream, f',\n "{name}": [', client[name], keys)
        stream.write("}")
        before = ",\n"
    stream.write("\n]")
    if IMPORTS in document:
        salt, marks = document[IMPORTS]["salt"], document[IMPORTS]["marks"]
        stream.write(f',\n"{IMPORTS}": {{"salt": {json.dumps(salt)}')
        _write_list(stream, ',\n "marks": [', marks, MARK_KEYS)
        stream.write("}")
    if SOURCES in document:
        sources = document[SOURCES]
        stream.write(f',\n"{SOURCES}": {{"salt": {json.dumps(sources["salt"])}')
        for name, keys in SOURCES_KEYS.items():
            _write_list(stream, f',\n "{name}": [', sources[name], keys)
        stream.write("}")
    stream.write("}\n")


def _write_list(
    stream: TextIO, beginning: str, records: Iterable[Mapping[str, object]], keys: tuple[str, ...]
) -> None:
    stream.write(beginning)
    before = "\n  "
    for record in records:
        stream.write(before + _record(record, keys))
        before = ",\n  "
    stream.write("]")


def _record(record: Mapping[str, object], keys: tuple[str, ...]) -> str:
    return json.dumps({key: record[key] for key in keys})
