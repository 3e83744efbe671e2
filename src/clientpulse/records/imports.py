"""What imports made, remembered by hashes: nobody's name stands in it."""

from __future__ import annotations

from dataclasses import dataclass

from clientpulse.records import fields
from clientpulse.records.record import Record

KINDS = ("client", "contact")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportMark(Record):
    """One thing that a source said of a client or a person, and whom it led to.

    Attributes:
        source: The name of the file's format.
        mark: The keyed hash of what was said.
        client_id: None of one that was deleted, and of a person.
        contact_id: None of one who was removed, and of a client.
    """

    source: str = fields.hidden("")
    kind: str = fields.one_of(*KINDS, needed=True)
    mark: str = fields.hidden("")
    client_id: int | None = fields.link("client")
    contact_id: int | None = fields.link("contact")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSalt(Record):
    """What the hashes of a store are keyed with; there is one, once something is remembered."""

    salt: str = fields.hidden("")
