"""What was shared with a client, and the folded texts that search looks in."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from alembic import op

from clientpulse.comparing import searchable
from clientpulse.store.tables.columns import Day

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

NEW_COLUMNS = (("shared", 20_000), ("url", 2_000))

# By table its number, its day, and what is written there.
WRITTEN: Mapping[str, tuple[int, str, tuple[str, ...]]] = {
    "client": (1, "", ("name", "key", "owner", "note", "snooze_reason", "place")),
    "contact": (2, "", ("name", "role", "email", "phone", "note")),
    "touchpoint": (3, "occurred_on", ("note", "agreed")),
    "meeting": (4, "planned_on", ("place", "agenda")),
    "project": (5, "started_on", ("name",)),
    "commitment": (6, "made_on", ("what",)),
    "mistake": (7, "entered_on", ("what", "why", "fix", "prevent", "offer")),
    "reminder": (8, "remind_on", ("what", "person")),
    "feedback": (9, "given_on", ("what",)),
    "agenda_point": (10, "added_on", ("what",)),
    "service": (11, "", ("name", "sentence")),
    "trait": (12, "", ("key", "name")),
}
ROOM = 32
AT_ONCE = 10_000

INSERT = "INSERT INTO folded_text (id, client_id, day, text) VALUES (:id, :client_id, :day, :text)"


def upgrade() -> None:
    """Add the columns in place, and fold what is there."""
    for column, limit in NEW_COLUMNS:
        holds = f"{column} <> '' AND length({column}) <= {limit}"
        op.execute(
            f"ALTER TABLE touchpoint ADD COLUMN {column} TEXT"
            f" CONSTRAINT ck_touchpoint_{column}_length CHECK ({holds})"
        )
    op.create_table(
        "folded_text",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("client_id", sa.Integer(), nullable=True),
        sa.Column("day", Day(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_folded_text")),
        sqlite_strict=True,
    )
    for table, (number, day, columns) in WRITTEN.items():
        _fold(table, number, day, columns)


def _fold(table: str, number: int, day: str, columns: tuple[str, ...]) -> None:
    owner = {"client": "id", "service": "NULL"}.get(table, "client_id")
    names = ", ".join(("id", owner, day or "NULL", *columns))
    query = sa.text(f"SELECT {names} FROM {table} WHERE id > :after ORDER BY id LIMIT :at_once")
    after = 0
    while rows := op.get_bind().execute(query, {"after": after, "at_once": AT_ONCE}).fetchall():
        after = rows[-1][0]
        found = [
            {"id": key * ROOM + number, "client_id": client_id, "day": on, "text": text}
            for key, client_id, on, *texts in rows
            if (text := "\n".join(filter(None, map(searchable, filter(None, texts)))))
        ]
        if found:
            op.get_bind().execute(sa.text(INSERT), found)
