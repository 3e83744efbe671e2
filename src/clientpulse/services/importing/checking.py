"""Checking a row of a file: every text read, so that what is left may be stored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from clientpulse.cadence.policy import Policy
from clientpulse.comparing import folded
from clientpulse.records.limits import NAME_LENGTH, WORD_LENGTH
from clientpulse.services import text
from clientpulse.services.clients.tags import unique_tags
from clientpulse.services.importing import contacts
from clientpulse.services.importing.identity import Identity
from clientpulse.transfer.records import ClientRecord

if TYPE_CHECKING:
    from clientpulse.config.tag_defaults import TagDefaults


@dataclass(frozen=True, slots=True)
class Rules:
    """What an import of clients goes by.

    Attributes:
        today: The day it is: where the cadence of a new client starts, unless the file says.
        default_meeting: The meeting interval of a new client, unless the file says; as stored.
        policy: How we work, which decides when a new client comes up.
        overwrite: Whether the file's values replace those in the store (our own CSV), or only
            fill gaps (another program knows less than we do).
        by_name: Whether a name tells which client is meant, as in a list of one's own.
        source: What the file is from, by whose rows people are remembered.
        tag_defaults: What a new client gets by its tags, unless the file says.
    """

    today: date
    default_meeting: str | None
    policy: Policy
    overwrite: bool
    by_name: bool
    source: str = ""
    tag_defaults: Sequence[TagDefaults] = ()


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A row whose every value may be stored.

    Attributes:
        given: By column of a client, without empty values.
        person: By column of a contact, likewise; None where the row has nobody.
        who: Who the person is.
    """

    line: int
    name: str
    key: str | None
    given: dict[str, Any]
    tags: list[str]
    person: dict[str, str] | None
    who: Identity
    last_on: date | None
    row_id: str | None
    is_company: bool

    @property
    def person_name(self) -> str:
        """The person's name, else that of the client."""
        return self.person["name"] if self.person else self.name

    @property
    def is_itself(self) -> bool:
        """Whether the row is about the client itself, and not about somebody there."""
        return self.person is None or folded(self.person["name"]) == folded(self.name)

    @property
    def company_id(self) -> str | None:
        """The row's number, where it is a company's."""
        return self.row_id if self.is_company and self.is_itself else None


def check(record: ClientRecord) -> CheckedRow:
    """Read a record's texts.

    Raises:
        InputError: One of the texts can't be read.
    """
    typed: dict[str, tuple[str | None, Callable[[str], Any]]] = {
        "meeting_interval": (record.meeting, lambda one: text.interval(one, "meeting")),
        "update_interval": (record.update, text.update_interval),
        "started_on": (record.since, date.fromisoformat),
        "prefers": (record.prefers, text.channel),
        "owner": (record.owner, _owner),
        "note": (record.note, text.note),
        "place": (record.place, lambda one: text.note(one, "place", NAME_LENGTH)),
    }
    contact = next(iter(record.contacts), None)
    person = None if contact is None else contacts.checked(contact)
    return CheckedRow(
        line=record.line,
        name=text.name(record.name),
        key=None if record.key is None else text.key(record.key),
        given={column: read(one) for column, (one, read) in typed.items() if one is not None},
        tags=unique_tags(record.tags),
        person=person,
        who=Identity.of(person or {}, record.row_id),
        last_on=None if record.last_on is None else date.fromisoformat(record.last_on),
        row_id=record.row_id,
        is_company=record.is_company,
    )


def _owner(typed: str) -> str | None:
    owner = text.owner(typed)
    return None if owner is None else text.name(owner, "owner", WORD_LENGTH)
