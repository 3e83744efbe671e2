"""What imports made, remembered by hashes."""

from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field

from clientpulse.store.tables.constraints import OfRecord


class ImportMark(OfRecord, table=True):
    """One thing that a source said of a client or a person, and whom it led to."""

    __table_args__ = (
        CheckConstraint(
            "(client_id IS NULL OR kind = 'client') AND (contact_id IS NULL OR kind = 'contact')",
            name="leads_to_its_kind",
        ),
        Index("uq_import_mark_client_id", "client_id", "source", "mark", unique=True),
        Index("uq_import_mark_contact_id", "contact_id", "source", "mark", unique=True),
    )

    source: str = Field(sa_type=Text)
    kind: str = Field(sa_type=Text)
    mark: str = Field(sa_type=Text)
    client_id: int | None = Field(default=None, foreign_key="client.id", ondelete="SET NULL")
    contact_id: int | None = Field(default=None, foreign_key="contact.id", ondelete="SET NULL")


class ImportSalt(OfRecord, table=True):
    """What the hashes of a store are keyed with."""

    salt: str = Field(sa_type=Text)
