"""When a client was paused or snoozed, so that what fell due meanwhile isn't counted as missed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

from clientpulse.store.dialect import portable_check
from clientpulse.store.tables.columns import Day, Instant

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

IS_DAY = "GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'"


def upgrade() -> None:
    """Add the table, with the pauses and snoozes that last."""
    rest = op.create_table(
        "rest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("starts_on", Day(), nullable=False),
        sa.Column("ends_on", Day(), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.CheckConstraint("kind IN ('pause','snooze')", name=op.f("ck_rest_kind")),
        portable_check(f"starts_on {IS_DAY}", name=op.f("ck_rest_starts_on_day")),
        portable_check(f"ends_on {IS_DAY}", name=op.f("ck_rest_ends_on_day")),
        sa.CheckConstraint("length(uid) = 36", name=op.f("ck_rest_uid_length")),
        sa.CheckConstraint("starts_on < ends_on", name=op.f("ck_rest_ends_after_it_starts")),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_rest_client_id_client"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rest")),
        sa.UniqueConstraint("uid", name=op.f("uq_rest_uid")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_rest_client_id", "rest", ["client_id"], unique=False)
    client = sa.table(
        "client",
        sa.column("id", sa.Integer()),
        sa.column("paused_on", Day()),
        sa.column("paused_until", Day()),
        sa.column("snoozed_until", Day()),
    )
    today = date.today()  # noqa: DTZ011  the user's day: nobody knows since when a snooze has lasted
    rows = []
    for one in op.get_bind().execute(sa.select(client).order_by(client.c.id)):
        if one.paused_on and (one.paused_until is None or one.paused_on < one.paused_until):
            rows.append((one.id, "pause", one.paused_on, one.paused_until))
        if one.snoozed_until and one.snoozed_until > today:
            rows.append((one.id, "snooze", today, one.snoozed_until))
    names = ("client_id", "kind", "starts_on", "ends_on")
    common = {"created_at": datetime.now(UTC).replace(microsecond=0)}
    if rows:
        made = [dict(zip(names, row, strict=True)) | common for row in rows]
        op.bulk_insert(rest, [row | {"uid": str(uuid4())} for row in made])
