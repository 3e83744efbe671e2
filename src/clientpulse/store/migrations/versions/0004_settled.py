"""What was agreed, who waits for an answer, what settled what; who wrote, and what was undone."""

from __future__ import annotations

import re
from typing import Any

import sqlalchemy as sa
from alembic import op

from clientpulse.store.tables.columns import Day, Flag, Instant

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

IS_DAY = "GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'"
ORIGINS = "'typed','sync','timer','agent','outbox'"
VOICE = "'meeting','call','video','visit'"
IS_INTERVAL = " OR ".join(
    f"checkin GLOB '[1-9]{digits}[dwmy]'" for digits in ("", "[0-9]", "[0-9][0-9]")
)

NEW_COLUMNS: tuple[tuple[str, str, sa.types.TypeEngine[Any], str, str, str], ...] = (
    ("touchpoint", "agreed", sa.Text(), "length", "agreed <> '' AND length(agreed) <= 20000", ""),
    ("touchpoint", "needs_answer", Flag(), "flag", "needs_answer IN (0, 1)", "0"),
    ("touchpoint", "recapped_on", Day(), "day", f"recapped_on {IS_DAY}", ""),
    ("project", "checkin", sa.Text(), "interval", IS_INTERVAL, ""),
    ("project", "asked_on", Day(), "day", f"asked_on {IS_DAY}", ""),
    ("client", "clock_on", Day(), "day", f"clock_on {IS_DAY}", ""),
    ("contact", "greeted_on", Day(), "day", f"greeted_on {IS_DAY}", ""),
    ("journal_entry", "by", sa.Text(), "", "", ""),
    ("journal_entry", "origin", sa.Text(), "", f"origin IN ({ORIGINS})", "'typed'"),
    ("journal_entry", "undone_at", Instant(), "", "", ""),
)


def upgrade() -> None:
    """Add the columns in place, which is instant; conversations up to a recap are written up."""
    dialect = op.get_bind().dialect
    for table, column, kind, rule, holds, default in NEW_COLUMNS:
        line = f'ALTER TABLE {table} ADD COLUMN "{column}" {kind.compile(dialect=dialect)}'
        if default:
            line += f" DEFAULT {default} NOT NULL"
        check = holds
        if dialect.name != "sqlite":
            # It has a type for days, and regular expressions for GLOB.
            check = "" if rule == "day" else re.sub(r"GLOB '([^']*)'", r"~ '^\1$'", holds)
        if check:
            name = "_".join(filter(None, ["ck", table, column, rule]))
            line += f" CONSTRAINT {name} CHECK ({check})"
        op.execute(line)
    op.create_index(
        "ix_touchpoint_needs_answer",
        "touchpoint",
        ["client_id", "occurred_on"],
        unique=False,
        sqlite_where=sa.text("needs_answer = 1"),
        postgresql_where=sa.text("needs_answer = 1"),
    )
    recap = """FROM touchpoint r WHERE r.purpose = 'recap' AND r.client_id = touchpoint.client_id
                 AND r.occurred_on >= touchpoint.occurred_on"""
    op.execute(f"""UPDATE touchpoint SET recapped_on = (SELECT min(r.occurred_on) {recap})
                    WHERE channel IN ({VOICE}) AND EXISTS (SELECT 1 {recap})""")
