"""Who wrote what, whose days off they are, and a name for each entry of the journal."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

WRITTEN = (
    *("client", "contact", "touchpoint", "meeting", "project", "feedback", "commitment", "mistake"),
    *("reminder", "agenda_point", "checkup", "service", "service_mention", "trait", "rest", "away"),
)


def upgrade() -> None:
    """Add columns in place, and an index."""
    _add("away", "owner")
    for table in WRITTEN:
        _add(table, "by")
    op.execute("ALTER TABLE journal_entry ADD COLUMN db_user TEXT")
    op.execute(
        "ALTER TABLE journal_entry ADD COLUMN uid TEXT"
        " CONSTRAINT ck_journal_entry_uid_length CHECK (length(uid) = 36)"
    )
    op.create_index("uq_journal_entry_uid", "journal_entry", ["uid"], unique=True)


def _add(table: str, column: str) -> None:
    op.execute(
        f"ALTER TABLE {table} ADD COLUMN {column} TEXT CONSTRAINT ck_{table}_{column}_length"
        f" CHECK ({column} <> '' AND length({column}) <= 60)"
    )
