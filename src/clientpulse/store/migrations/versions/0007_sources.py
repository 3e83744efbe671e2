"""Where touchpoints and meetings came from, and what was read of mail, calendars and contacts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from clientpulse.store.dialect import portable_check, spelled
from clientpulse.store.tables.columns import Day, Flag

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

DAY = "GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'"
TIME = "GLOB '[0-2][0-9]:[0-5][0-9]'"
FORGETTABLE = "'message','event','person','address','pair'"


def upgrade() -> None:
    """Add three columns in place, and five tables."""
    is_time = spelled(f"last_time {TIME}", op.get_bind().dialect.name)
    op.execute(
        "ALTER TABLE touchpoint ADD COLUMN last_time TEXT"
        f" CONSTRAINT ck_touchpoint_last_time_time CHECK ({is_time})"
    )
    for table in ("touchpoint", "meeting"):
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN source TEXT CONSTRAINT ck_{table}_source_length"
            " CHECK (source <> '' AND length(source) <= 60)"
        )
    _table(
        "exchange",
        _text("source"),
        _text("message"),
        _text("address"),
        _text("name", nullable=True),
        sa.Column("occurred_on", Day(), nullable=False),
        _text("occurred_time", nullable=True),
        _text("direction"),
        sa.Column("told", Flag(), nullable=False),
        _text("subject", nullable=True),
        _link("touchpoint"),
        _refers_to("exchange", "touchpoint"),
        _check("exchange", "occurred_on_day", f"occurred_on {DAY}"),
        _check("exchange", "occurred_time_time", f"occurred_time {TIME}"),
        _check("exchange", "direction", "direction IN ('outbound','inbound')"),
        _check("exchange", "told_flag", "told IN (0, 1)"),
    )
    op.create_index("uq_exchange_message", "exchange", ["message", "address"], unique=True)
    op.create_index("ix_exchange_address", "exchange", ["address", "occurred_on"])
    _index("exchange", "touchpoint_id")
    _table(
        "diary_entry",
        _text("source"),
        _text("event"),
        _text("recurrence"),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["client.id"],
            name=op.f("fk_diary_entry_client_id_client"),
            ondelete="CASCADE",
        ),
        sa.Column("planned_on", Day(), nullable=False),
        _text("planned_time", nullable=True),
        sa.Column("cancelled", Flag(), nullable=False),
        _link("meeting"),
        _refers_to("diary_entry", "meeting"),
        _link("touchpoint"),
        _refers_to("diary_entry", "touchpoint"),
        _check("diary_entry", "planned_on_day", f"planned_on {DAY}"),
        _check("diary_entry", "planned_time_time", f"planned_time {TIME}"),
        _check("diary_entry", "cancelled_flag", "cancelled IN (0, 1)"),
    )
    identity = ["source", "event", "recurrence", "client_id"]
    op.create_index("uq_diary_entry_event", "diary_entry", identity, unique=True)
    _index("diary_entry", "client_id", "meeting_id", "touchpoint_id")
    _table(
        "address_card",
        _text("source"),
        _text("card"),
        _link("contact"),
        _refers_to("address_card", "contact"),
        *(_text(name, nullable=True) for name in ("name", "company", "addresses", "phones")),
        sa.Column("vanished_on", Day(), nullable=True),
        _check("address_card", "vanished_on_day", f"vanished_on {DAY}"),
    )
    op.create_index("uq_address_card_card", "address_card", ["source", "card"], unique=True)
    _index("address_card", "contact_id")
    _table("source_state", _text("source"), _text("part"), _text("state"))
    op.create_index("uq_source_state_part", "source_state", ["source", "part"], unique=True)
    _table(
        "forgotten",
        _text("kind"),
        _text("mark"),
        _check("forgotten", "kind", f"kind IN ({FORGETTABLE})"),
    )
    op.create_index("uq_forgotten_mark", "forgotten", ["kind", "mark"], unique=True)


def _table(name: str, *items: sa.Column[object] | sa.Constraint) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        *items,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )


def _text(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return portable_check(rule, name=op.f(f"ck_{table}_{name}"))


def _link(name: str) -> sa.Column[object]:
    return sa.Column(f"{name}_id", sa.Integer(), nullable=True)


def _refers_to(table: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{other}_id_{other}")
    return sa.ForeignKeyConstraint([f"{other}_id"], [f"{other}.id"], name=name, ondelete="SET NULL")


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(f"ix_{table}_{column}", table, [column])
