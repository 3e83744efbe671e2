"""What a file holds, as plain values: text as it stands there, nothing looked up or checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeAlias

from clientpulse.records import Contact

Kind: TypeAlias = Literal["clients", "touchpoints", "store"]


@dataclass(frozen=True, slots=True)
class ClientRecord:
    """One row about a client, and perhaps a person there.

    Attributes:
        line: Where the row starts, the header being line 1.
        place: A city, perhaps with its region.
        since: A day, as ISO text; so is a contact's birthday.
        last_on: When there was contact last, likewise.
        row_id: The row's own number in the program that it is from.
        is_company: Whether the name is a company's, and not that of a person who is the client.
    """

    line: int
    name: str
    key: str | None = None
    meeting: str | None = None
    update: str | None = None
    since: str | None = None
    prefers: str | None = None
    tags: tuple[str, ...] = ()
    owner: str | None = None
    note: str | None = None
    place: str | None = None
    last_on: str | None = None
    contacts: tuple[Contact, ...] = ()
    row_id: str | None = None
    is_company: bool = True


class TouchpointRecord(NamedTuple):
    """One touchpoint of a file. A tuple, because a file may hold a million of them.

    Its day and its time are ISO text.
    """

    line: int
    client: str
    on: str
    channel: str | None = None
    direction: str | None = None
    note: str | None = None
    mood: str | None = None
    minutes: str | None = None
    at: str | None = None


StoreRecord: TypeAlias = dict[str, Any]
"""A record of a whole store, by the keys of an export; its shape was checked."""

StoreClient: TypeAlias = StoreRecord
"""A client with the lists of what belongs to it."""


@dataclass(frozen=True, slots=True)
class StoreShared:
    """What a whole store holds that belongs to no client, by list."""

    lists: Mapping[str, list[StoreRecord]]


@dataclass(frozen=True, slots=True)
class StoreImports:
    """What a whole store remembers of its imports; its clients come before."""

    salt: str
    marks: list[StoreRecord]


@dataclass(frozen=True, slots=True)
class StoreSources:
    """What a whole store knows of mailboxes, calendars and address books, behind its clients.

    Attributes:
        salt: What the marks in ``forgotten`` are keyed with; None where there are none.
    """

    salt: str | None
    exchanges: list[StoreRecord]
    events: list[StoreRecord]
    cards: list[StoreRecord]
    forgotten: list[StoreRecord]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was not taken, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say about a row; `line` is None where a file has no lines of its own."""

    line: int | None
    text: str


Entry: TypeAlias = (
    ClientRecord
    | TouchpointRecord
    | StoreShared
    | StoreClient
    | StoreImports
    | StoreSources
    | Refusal
    | Remark
)
