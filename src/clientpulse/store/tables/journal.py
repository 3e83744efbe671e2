"""What commands wrote, so that it can be taken back."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field

from clientpulse.store.tables.columns import Instant
from clientpulse.store.tables.constraints import Table, now, one_of
from clientpulse.views.journal import ORIGINS, TYPED


class JournalEntry(Table, table=True):
    """One command that wrote: what ran, when, and in words what it did.

    ``by`` is who ran it, as they call themselves, ``db_user`` whom a server knew them as,
    ``origin`` how it came about. ``uid`` is its name everywhere, for what must not be done twice.
    Of one that was undone the changes are those that would bring it back.
    """

    __tablename__ = "journal_entry"
    __table_args__ = (
        one_of("origin", *ORIGINS),
        CheckConstraint("length(uid) = 36", name="uid_length"),
        Index("uq_journal_entry_uid", "uid", unique=True),
    )

    command: str = Field(sa_type=Text)
    summary: str = Field(sa_type=Text)
    ran_at: datetime = Field(default_factory=now, sa_type=Instant)
    by: str | None = Field(default=None, sa_type=Text)
    origin: str = Field(default=TYPED, sa_type=Text, sa_column_kwargs={"server_default": TYPED})
    undone_at: datetime | None = Field(default=None, sa_type=Instant)
    db_user: str | None = Field(default=None, sa_type=Text)
    uid: str | None = Field(default=None, sa_type=Text)


class JournalChange(Table, table=True):
    """One row that a command inserted, changed or deleted.

    Of inserts the range of keys is enough, so a bulk import costs one row here. ``before`` is the
    whole row as it was, as JSON in the database's own values.
    """

    __tablename__ = "journal_change"
    __table_args__ = (
        one_of("action", "insert", "update", "delete"),
        CheckConstraint("first_id <= last_id", name="id_range"),
        CheckConstraint("(action = 'insert') = (before IS NULL)", name="before"),
        Index("ix_journal_change_entry_id", "entry_id"),
    )

    entry_id: int = Field(foreign_key="journal_entry.id", ondelete="CASCADE")
    table_name: str = Field(sa_type=Text)
    action: str = Field(sa_type=Text)
    first_id: int
    last_id: int
    before: str | None = Field(default=None, sa_type=Text)
