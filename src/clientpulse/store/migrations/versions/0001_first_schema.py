"""The first schema: clients, people, touchpoints, the diary and the journal."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from clientpulse.store.dialect import portable_check
from clientpulse.store.tables.columns import Day, Flag, Instant

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create all tables."""
    op.create_table(
        "client",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("meeting_interval", sa.Text(), nullable=True),
        sa.Column("update_interval", sa.Text(), nullable=True),
        sa.Column("started_on", Day(), nullable=False),
        sa.Column("prefers", sa.Text(), nullable=True),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("archived_on", Day(), nullable=True),
        sa.Column("paused_on", Day(), nullable=True),
        sa.Column("paused_until", Day(), nullable=True),
        sa.Column("snoozed_until", Day(), nullable=True),
        sa.Column("snooze_reason", sa.Text(), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        portable_check(
            "archived_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'",
            name=op.f("ck_client_archived_on_day"),
        ),
        sa.CheckConstraint("key <> '' AND length(key) <= 40", name=op.f("ck_client_key_length")),
        portable_check(
            "meeting_interval GLOB '[1-9][dwmy]' OR meeting_interval GLOB '[1-9][0-9][dwmy]' OR meeting_interval GLOB '[1-9][0-9][0-9][dwmy]'",
            name=op.f("ck_client_meeting_interval_interval"),
        ),
        sa.CheckConstraint(
            "name <> '' AND length(name) <= 200", name=op.f("ck_client_name_length")
        ),
        sa.CheckConstraint(
            "owner <> '' AND length(owner) <= 60", name=op.f("ck_client_owner_length")
        ),
        portable_check(
            "paused_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'",
            name=op.f("ck_client_paused_on_day"),
        ),
        portable_check(
            "paused_until GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'",
            name=op.f("ck_client_paused_until_day"),
        ),
        sa.CheckConstraint(
            "prefers IN ('meeting','call','video','visit','email','message','letter')",
            name=op.f("ck_client_prefers"),
        ),
        portable_check(
            "snoozed_until GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'",
            name=op.f("ck_client_snoozed_until_day"),
        ),
        portable_check(
            "started_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'",
            name=op.f("ck_client_started_on_day"),
        ),
        portable_check(
            "update_interval GLOB '[1-9][dwmy]' OR update_interval GLOB '[1-9][0-9][dwmy]' OR update_interval GLOB '[1-9][0-9][0-9][dwmy]' OR update_interval = 'none'",
            name=op.f("ck_client_update_interval_interval"),
        ),
        sa.CheckConstraint("length(note) <= 20000", name=op.f("ck_client_note_length")),
        sa.CheckConstraint(
            "length(snooze_reason) <= 20000", name=op.f("ck_client_snooze_reason_length")
        ),
        sa.CheckConstraint("length(uid) = 36", name=op.f("ck_client_uid_length")),
        sa.CheckConstraint(
            "paused_until IS NULL OR paused_on IS NOT NULL",
            name=op.f("ck_client_paused_until_needs_paused_on"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_client")),
        sa.UniqueConstraint("key", name=op.f("uq_client_key")),
        sa.UniqueConstraint("uid", name=op.f("uq_client_uid")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "journal_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("ran_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_entry")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("birthday", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("is_primary", Flag(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        portable_check(
            "birthday GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]' OR birthday GLOB '--[0-1][0-9]-[0-3][0-9]'",
            name=op.f("ck_contact_birthday_day"),
        ),
        sa.CheckConstraint(
            "name <> '' AND length(name) <= 200", name=op.f("ck_contact_name_length")
        ),
        sa.CheckConstraint("is_primary IN (0, 1)", name=op.f("ck_contact_is_primary_flag")),
        sa.CheckConstraint("length(email) <= 1000", name=op.f("ck_contact_email_length")),
        sa.CheckConstraint("length(note) <= 20000", name=op.f("ck_contact_note_length")),
        sa.CheckConstraint("length(phone) <= 1000", name=op.f("ck_contact_phone_length")),
        sa.CheckConstraint("length(role) <= 200", name=op.f("ck_contact_role_length")),
        sa.CheckConstraint("length(uid) = 36", name=op.f("ck_contact_uid_length")),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["client.id"],
            name=op.f("fk_contact_client_id_client"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint("uid", name=op.f("uq_contact_uid")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_contact_client_id", "contact", ["client_id"], unique=False)

    op.create_table(
        "journal_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("last_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(action = 'insert') = (before IS NULL)", name=op.f("ck_journal_change_before")
        ),
        sa.CheckConstraint(
            "action IN ('insert','update','delete')", name=op.f("ck_journal_change_action")
        ),
        sa.CheckConstraint("first_id <= last_id", name=op.f("ck_journal_change_id_range")),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["journal_entry.id"],
            name=op.f("fk_journal_change_entry_id_journal_entry"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_change")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_journal_change_entry_id", "journal_change", ["entry_id"], unique=False)

    op.create_table(
        "tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.CheckConstraint("name <> '' AND length(name) <= 60", name=op.f("ck_tag_name_length")),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_tag_client_id_client"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("uq_tag_client_id_name", "tag", ["client_id", "name"], unique=True)

    op.create_table(
        "touchpoint",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("occurred_on", Day(), nullable=False),
        sa.Column("occurred_time", sa.Text(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("reaching", Flag(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("mood", sa.Integer(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("no_news", Flag(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.CheckConstraint(
            "channel IN ('meeting','call','video','visit','email','message','letter')",
            name=op.f("ck_touchpoint_channel"),
        ),
        sa.CheckConstraint(
            "direction IN ('outbound','inbound')", name=op.f("ck_touchpoint_direction")
        ),
        portable_check(
            "occurred_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'",
            name=op.f("ck_touchpoint_occurred_on_day"),
        ),
        portable_check(
            "occurred_time GLOB '[0-2][0-9]:[0-5][0-9]'",
            name=op.f("ck_touchpoint_occurred_time_time"),
        ),
        portable_check(
            "reaching = (channel IN ('meeting','call','video','visit') OR direction = 'outbound')",
            name=op.f("ck_touchpoint_reaching"),
            postgresql="(reaching = 1) = (channel IN ('meeting','call','video','visit') OR direction = 'outbound')",
        ),
        sa.CheckConstraint("length(note) <= 20000", name=op.f("ck_touchpoint_note_length")),
        sa.CheckConstraint("length(uid) = 36", name=op.f("ck_touchpoint_uid_length")),
        sa.CheckConstraint("minutes BETWEEN 0 AND 1440", name=op.f("ck_touchpoint_minutes")),
        sa.CheckConstraint("mood BETWEEN -2 AND 2", name=op.f("ck_touchpoint_mood")),
        sa.CheckConstraint("no_news IN (0, 1)", name=op.f("ck_touchpoint_no_news_flag")),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["client.id"],
            name=op.f("fk_touchpoint_client_id_client"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_touchpoint")),
        sa.UniqueConstraint("uid", name=op.f("uq_touchpoint_uid")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(
        "ix_touchpoint_meeting",
        "touchpoint",
        ["client_id", "occurred_on"],
        unique=False,
        sqlite_where=sa.text("channel = 'meeting'"),
        postgresql_where=sa.text("channel = 'meeting'"),
    )
    op.create_index("ix_touchpoint_occurred_on", "touchpoint", ["occurred_on", "id"], unique=False)
    op.create_index(
        "ix_touchpoint_reach",
        "touchpoint",
        ["client_id", "reaching", "occurred_on", "id", "channel"],
        unique=False,
    )

    op.create_table(
        "attendee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("touchpoint_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "name <> '' AND length(name) <= 200", name=op.f("ck_attendee_name_length")
        ),
        sa.ForeignKeyConstraint(
            ["touchpoint_id"],
            ["touchpoint.id"],
            name=op.f("fk_attendee_touchpoint_id_touchpoint"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendee")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_attendee_touchpoint_id", "attendee", ["touchpoint_id"], unique=False)

    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("planned_on", Day(), nullable=False),
        sa.Column("planned_time", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("agenda", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("touchpoint_id", sa.Integer(), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        portable_check(
            "planned_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'",
            name=op.f("ck_meeting_planned_on_day"),
        ),
        portable_check(
            "planned_time GLOB '[0-2][0-9]:[0-5][0-9]'", name=op.f("ck_meeting_planned_time_time")
        ),
        sa.CheckConstraint("state IN ('booked','held','cancelled')", name=op.f("ck_meeting_state")),
        sa.CheckConstraint(
            "touchpoint_id IS NULL OR state = 'held'", name=op.f("ck_meeting_touchpoint_needs_held")
        ),
        sa.CheckConstraint("length(agenda) <= 20000", name=op.f("ck_meeting_agenda_length")),
        sa.CheckConstraint("length(place) <= 200", name=op.f("ck_meeting_place_length")),
        sa.CheckConstraint("length(uid) = 36", name=op.f("ck_meeting_uid_length")),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["client.id"],
            name=op.f("fk_meeting_client_id_client"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["touchpoint_id"],
            ["touchpoint.id"],
            name=op.f("fk_meeting_touchpoint_id_touchpoint"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("uid", name=op.f("uq_meeting_uid")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(
        "ix_meeting_booked",
        "meeting",
        ["client_id", "planned_on"],
        unique=False,
        sqlite_where=sa.text("state = 'booked'"),
        postgresql_where=sa.text("state = 'booked'"),
    )
    op.create_index("ix_meeting_client_id", "meeting", ["client_id", "planned_on"], unique=False)
    op.create_index("ix_meeting_touchpoint_id", "meeting", ["touchpoint_id"], unique=False)
