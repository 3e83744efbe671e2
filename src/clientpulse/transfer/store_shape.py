"""The shape of a whole-store export as its records declare it, and the check of a file."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from clientpulse.records import Client, Record
from clientpulse.records.fields import Spec
from clientpulse.records.imports import KINDS
from clientpulse.records.lists import OF_CLIENT, OF_SOURCES, SHARED, noun
from clientpulse.records.record import shape_of
from clientpulse.records.sources import source_key
from clientpulse.transfer.records import StoreClient
from clientpulse.transfer.shape_checks import (
    LEFT_OUT,
    MAYBE_TEXT,
    TEXTS,
    Check,
    Field,
    filled,
    flag,
    hexadecimal,
    list_of,
    minutes,
    number,
    object_of,
    one_of,
    or_null,
    text,
    texts_to,
    whole_number,
)

# Where a file is allowed more than a record, or less.
_LENIENT: Mapping[tuple[str, str], Field] = {
    # The first exports didn't say when a person was typed in.
    ("contact", "created_at"): MAYBE_TEXT,
    # One that is too long is the fault of its client alone, whoever imports it says so.
    ("touchpoint", "minutes"): Field(or_null(minutes)),
    # It is empty of what doesn't recur.
    ("diary_entry", "recurrence"): Field(text, required=True),
    ("forgotten", "mark"): Field(hexadecimal, required=True),
}


def _field(spec: Spec) -> Field:
    if spec.kind == "listed":
        return Field(texts_to(one_of(*spec.options)), spec.needed) if spec.options else TEXTS
    if spec.kind == "lines":
        return Field(list_of(text), absent=LEFT_OUT if spec.later else [])
    if spec.kind == "flag":
        return Field(flag, spec.needed, absent=False)
    if spec.needed:
        return Field(_check(spec), required=True)
    return Field(or_null(_check(spec)), absent=LEFT_OUT if spec.later else None)


def _check(spec: Spec) -> Check:
    if spec.options:
        return one_of(*spec.options)
    if spec.bounds:
        return (whole_number if spec.kind == "whole" else number)(*spec.bounds)
    return filled if spec.needed or spec.kind == "name" else text


def _fields(record: type[Record]) -> dict[str, Field]:
    shape = shape_of(record)
    return {
        key: _LENIENT.get((record.TABLE, key)) or _field(shape.specs[name])
        for key, name in shape.exported.items()
    }


def _lists(records: Iterable[type[Record]], left_out: dict[str, None]) -> dict[str, Field]:
    return {
        one.LIST: Field(list_of(object_of(noun(one), _fields(one), left_out)), absent=[])
        for one in records
    }


def _keys(records: Iterable[type[Record]]) -> dict[str, tuple[str, ...]]:
    return {one.LIST: tuple(shape_of(one).exported) for one in records}


CLIENT_KEYS: tuple[str, ...] = tuple(shape_of(Client).exported)
LIST_KEYS: Mapping[str, tuple[str, ...]] = _keys(OF_CLIENT)
SHARED_KEYS: Mapping[str, tuple[str, ...]] = _keys(SHARED)


def client_check(left_out: dict[str, None]) -> Callable[[object], StoreClient]:
    """Make the check of a client of an export.

    It gives the client with every key of the shape and no other; of an earlier release's export,
    but for those that it didn't know. It raises `ShapeError` where something is missing or not what
    it has to be.

    Args:
        left_out: Takes the keys that are not known, such as `touchpoint.colour`.
    """
    return object_of("client", _fields(Client) | _lists(OF_CLIENT, left_out), left_out)


def shared_check(left_out: dict[str, None]) -> Callable[[object], dict[str, Any]]:
    """Make the check of what an export holds that belongs to no client; see `client_check`."""
    return object_of("export", _lists(SHARED, left_out), left_out)


MARK_KEYS = ("source", "kind", "mark", "client", "contact")


def imports_check(left_out: dict[str, None]) -> Callable[[object], dict[str, Any]]:
    """Make the check of what a store remembers of its imports; see `client_check`."""
    fields = {
        "source": Field(filled, required=True),
        "kind": Field(one_of(*KINDS), required=True),
        "mark": Field(hexadecimal, required=True),
        "client": MAYBE_TEXT,
        "contact": MAYBE_TEXT,
    }
    marks = list_of(object_of("mark", fields, left_out))
    whole = {"salt": Field(hexadecimal, required=True), "marks": Field(marks, required=True)}
    return object_of("imports", whole, left_out)


def _of_source(record: type[Record]) -> dict[str, Field]:
    specs = shape_of(record).specs
    return {
        source_key(one.name): _LENIENT.get((record.TABLE, one.name))
        or _source_field(specs[one.name], is_optional=one.default is None)
        for one in dataclasses.fields(record)
        if one.name != "id"
    }


def _source_field(spec: Spec, *, is_optional: bool) -> Field:
    if spec.kind == "flag":
        return Field(flag, absent=False)
    if is_optional:
        return MAYBE_TEXT
    return Field(one_of(*spec.options) if spec.options else filled, required=True)


_OF_SOURCES = {name: _of_source(record) for name, record in OF_SOURCES.items()}
_NOUNS = {"exchanges": "exchange", "events": "event", "cards": "card", "forgotten": "mark"}

SOURCES_KEYS: Mapping[str, tuple[str, ...]] = {
    name: tuple(fields) for name, fields in _OF_SOURCES.items()
}


def sources_check(left_out: dict[str, None]) -> Callable[[object], dict[str, Any]]:
    """Make the check of what a store knows of its sources; see `client_check`."""
    lists = {
        name: Field(list_of(object_of(_NOUNS[name], fields, left_out)), absent=[])
        for name, fields in _OF_SOURCES.items()
    }
    return object_of("sources", {"salt": Field(or_null(hexadecimal)), **lists}, left_out)
