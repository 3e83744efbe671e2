"""The relationship layer: how a client works, what is owed both ways, mistakes, moments, health."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from clientpulse.store.dialect import NUMBER, portable_check
from clientpulse.store.tables.columns import Day, Flag, Instant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

IS_DAY = "GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'"
PURPOSES = "'update','agenda','recap','feedback','chase','apology','follow-up','greeting'"

NEW_COLUMNS: tuple[tuple[str, str, sa.types.TypeEngine[Any], str, str], ...] = (
    ("client", "timezone", sa.Text(), "length", "timezone <> '' AND length(timezone) <= 60"),
    ("client", "hours", sa.Text(), "length", "hours <> '' AND length(hours) <= 200"),
    ("client", "message_length", sa.Text(), "", "message_length IN ('short','long')"),
    ("client", "language", sa.Text(), "length", "language <> '' AND length(language) <= 60"),
    ("client", "asked_from", Day(), "day", f"asked_from {IS_DAY}"),
    ("touchpoint", "purpose", sa.Text(), "", f"purpose IN ({PURPOSES})"),
)


def is_day(table: str, column: str) -> sa.CheckConstraint:
    """Allow days only."""
    return portable_check(f"{column} {IS_DAY}", name=op.f(f"ck_{table}_{column}_day"))


def refers_to(
    table: str, column: str, other: str, ondelete: str = "CASCADE"
) -> sa.ForeignKeyConstraint:
    """Hold a column to the rows of another table."""
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete=ondelete)


def upgrade() -> None:
    """Add the columns and the tables."""
    dialect = op.get_bind().dialect
    for table, column, kind, rule, check in NEW_COLUMNS:
        # Added in place, which is instant; a batch would copy a million touchpoints.
        name = "_".join(filter(None, ["ck", table, column, rule]))
        held = (
            ""
            if rule == "day" and dialect.name != "sqlite"
            else f" CONSTRAINT {name} CHECK ({check})"
        )
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind.compile(dialect=dialect)}{held}")
    # Nobody is asked all at once about the years before clientpulse knew these questions.
    op.execute("UPDATE client SET asked_from = CURRENT_DATE")
    op.create_table(
        "away",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("starts_on", Day(), nullable=False),
        sa.Column("ends_on", Day(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        is_day("away", "ends_on"),
        is_day("away", "starts_on"),
        sa.CheckConstraint("length(uid) = 36", name=op.f("ck_away_uid_length")),
        sa.CheckConstraint("starts_on <= ends_on", name=op.f("ck_away_ends_after_it_starts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_away")),
        sa.UniqueConstraint("uid", name=op.f("uq_away_uid")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "service",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.CheckConstraint(
            "name <> '' AND length(name) <= 200", name=op.f("ck_service_name_length")
        ),
        sa.CheckConstraint(
            "sentence <> '' AND length(sentence) <= 500", name=op.f("ck_service_sentence_length")
        ),
        sa.CheckConstraint("length(uid) = 36", name=op.f("ck_service_uid_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service")),
        sa.UniqueConstraint("name", name=op.f("uq_service_name")),
        sa.UniqueConstraint("uid", name=op.f("uq_service_uid")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "agenda_point",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("added_on", Day(), nullable=False),
        sa.Column("covered_on", Day(), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        is_day("agenda_point", "added_on"),
        is_day("agenda_point", "covered_on"),
        sa.CheckConstraint(
            "what <> '' AND length(what) <= 20000", name=op.f("ck_agenda_point_what_length")
        ),
        sa.CheckConstraint("length(uid) = 36", name=op.f("ck_agenda_point_uid_length")),
        refers_to("agenda_point", "client_id", "client"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_point")),
        sa.UniqueConstraint("uid", name=op.f("uq_agenda_point_uid")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_agenda_point_client_id", "agenda_point", ["client_id"], unique=False)
    op.create_table(
        "checkup",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("checked_on", Day(), nullable=False),
        sa.Column("score", NUMBER, nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        is_day("checkup", "checked_on"),
        sa.CheckConstraint("length(uid) = 36", name=op.f("ck_checkup_uid_length")),
        sa.CheckConstraint("score BETWEEN 0 AND 100", name=op.f("ck_checkup_score")),
        refers_to("checkup", "client_id", "client"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkup")),
        sa.UniqueConstraint("uid", name=op.f("uq_checkup_uid")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(
        "uq_checkup_client_id_checked_on", "checkup", ["client_id", "checked_on"], unique=True
    )
    op.create_table(
        "client_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("interval", sa.Text(), nullable=False),
        portable_check(
            "interval GLOB '[1-9][dwmy]' OR interval GLOB '[1-9][0-9][dwmy]' OR interval GLOB '[1-9][0-9][0-9][dwmy]' OR interval = 'none'",
            name=op.f("ck_client_rule_interval_interval"),
        ),
        sa.CheckConstraint(
            "rule <> '' AND length(rule) <= 40", name=op.f("ck_client_rule_rule_length")
        ),
        refers_to("client_rule", "client_id", "client"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_client_rule")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(
        "uq_client_rule_client_id_rule", "client_rule", ["client_id", "rule"], unique=True
    )
    op.create_table(
        "commitment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("owed_by", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("made_on", Day(), nullable=False),
        sa.Column("due_on", Day(), nullable=True),
        sa.Column("done_on", Day(), nullable=True),
        sa.Column("dropped_on", Day(), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        is_day("commitment", "done_on"),
        is_day("commitment", "dropped_on"),
        is_day("commitment", "due_on"),
        is_day("commitment", "made_on"),
        sa.CheckConstraint("owed_by IN ('us','client')", name=op.f("ck_commitment_owed_by")),
        sa.CheckConstraint(
            "what <> '' AND length(what) <= 20000", name=op.f("ck_commitment_what_length")
        ),
        sa.CheckConstraint(
            "done_on IS NULL OR dropped_on IS NULL", name=op.f("ck_commitment_one_end")
        ),
        sa.CheckConstraint("length(uid) = 36", name=op.f("ck_commitment_uid_length")),
        refers_to("commitment", "client_id", "client"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment")),
        sa.UniqueConstraint("uid", name=op.f("uq_commitment_uid")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_commitment_client_id", "commitment", ["client_id"], unique=False)
    op.create_index("ix_commitment_done_on", "commitment", ["done_on"], unique=False)
    op.create_index(
        "ix_commitment_open",
        "commitment",
        ["client_id", "due_on"],
        unique=False,
        sqlite_where=sa.text("done_on IS NULL AND dropped_on IS NULL"),
        postgresql_where=sa.text("done_on IS NULL AND dropped_on IS NULL"),
    )
    op.create_table(
        "mistake",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("fix", sa.Text(), nullable=True),
        sa.Column("prevent", sa.Text(), nullable=True),
        sa.Column("offer", sa.Text(), nullable=True),
        sa.Column("happened_on", Day(), nullable=True),
        sa.Column("entered_on", Day(), nullable=False),
        sa.Column("told_on", Day(), nullable=True),
        sa.Column("fix_by", Day(), nullable=True),
        sa.Column("fixed_on", Day(), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        is_day("mistake", "entered_on"),
        is_day("mistake", "fix_by"),
        is_day("mistake", "fixed_on"),
        is_day("mistake", "happened_on"),
        is_day("mistake", "told_on"),
        sa.CheckConstraint(
            "what <> '' AND length(what) <= 20000", name=op.f("ck_mistake_what_length")
        ),
        sa.CheckConstraint(
            "fixed_on IS NULL OR told_on IS NOT NULL", name=op.f("ck_mistake_fixed_needs_told")
        ),
        sa.CheckConstraint("length(fix) <= 20000", name=op.f("ck_mistake_fix_length")),
        sa.CheckConstraint("length(offer) <= 20000", name=op.f("ck_mistake_offer_length")),
        sa.CheckConstraint("length(prevent) <= 20000", name=op.f("ck_mistake_prevent_length")),
        sa.CheckConstraint("length(uid) = 36", name=op.f("ck_mistake_uid_length")),
        sa.CheckConstraint("length(why) <= 20000", name=op.f("ck_mistake_why_length")),
        refers_to("mistake", "client_id", "client"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mistake")),
        sa.UniqueConstraint("uid", name=op.f("uq_mistake_uid")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_mistake_client_id", "mistake", ["client_id"], unique=False)
    op.create_table(
        "project",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("started_on", Day(), nullable=False),
        sa.Column("finished_on", Day(), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        is_day("project", "finished_on"),
        sa.CheckConstraint(
            "name <> '' AND length(name) <= 200", name=op.f("ck_project_name_length")
        ),
        is_day("project", "started_on"),
        sa.CheckConstraint("length(uid) = 36", name=op.f("ck_project_uid_length")),
        refers_to("project", "client_id", "client"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
        sa.UniqueConstraint("uid", name=op.f("uq_project_uid")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_project_client_id", "project", ["client_id"], unique=False)
    op.create_index("ix_project_finished_on", "project", ["finished_on"], unique=False)
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("remind_on", Day(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("yearly", Flag(), nullable=False),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("done_on", Day(), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        is_day("reminder", "done_on"),
        sa.CheckConstraint(
            "person <> '' AND length(person) <= 200", name=op.f("ck_reminder_person_length")
        ),
        is_day("reminder", "remind_on"),
        sa.CheckConstraint(
            "what <> '' AND length(what) <= 20000", name=op.f("ck_reminder_what_length")
        ),
        sa.CheckConstraint("length(uid) = 36", name=op.f("ck_reminder_uid_length")),
        sa.CheckConstraint("yearly IN (0, 1)", name=op.f("ck_reminder_yearly_flag")),
        refers_to("reminder", "client_id", "client"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint("uid", name=op.f("uq_reminder_uid")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_reminder_client_id", "reminder", ["client_id"], unique=False)
    op.create_table(
        "trait",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=True),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("good", Flag(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.CheckConstraint("key <> '' AND length(key) <= 40", name=op.f("ck_trait_key_length")),
        sa.CheckConstraint("name <> '' AND length(name) <= 200", name=op.f("ck_trait_name_length")),
        sa.CheckConstraint("good IN (0, 1)", name=op.f("ck_trait_good_flag")),
        sa.CheckConstraint("length(uid) = 36", name=op.f("ck_trait_uid_length")),
        refers_to("trait", "client_id", "client"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trait")),
        sa.UniqueConstraint("key", name=op.f("uq_trait_key")),
        sa.UniqueConstraint("uid", name=op.f("uq_trait_uid")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_trait_client_id", "trait", ["client_id"], unique=False)
    op.create_table(
        "trait_weight",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=True),
        sa.Column("trait", sa.Text(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "trait <> '' AND length(trait) <= 40", name=op.f("ck_trait_weight_trait_length")
        ),
        sa.CheckConstraint("weight BETWEEN 0 AND 10", name=op.f("ck_trait_weight_weight")),
        refers_to("trait_weight", "client_id", "client"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trait_weight")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(
        "ix_trait_weight_client_id", "trait_weight", ["client_id", "trait"], unique=False
    )
    op.create_table(
        "checkup_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("checkup_id", sa.Integer(), nullable=False),
        sa.Column("trait", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "answer IN ('yes','partly','no')", name=op.f("ck_checkup_answer_answer")
        ),
        sa.CheckConstraint(
            "trait <> '' AND length(trait) <= 40", name=op.f("ck_checkup_answer_trait_length")
        ),
        refers_to("checkup_answer", "checkup_id", "checkup"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkup_answer")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(
        "uq_checkup_answer_checkup_id_trait", "checkup_answer", ["checkup_id", "trait"], unique=True
    )
    op.create_table(
        "feedback",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("given_on", Day(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        is_day("feedback", "given_on"),
        sa.CheckConstraint(
            "what <> '' AND length(what) <= 20000", name=op.f("ck_feedback_what_length")
        ),
        sa.CheckConstraint("length(uid) = 36", name=op.f("ck_feedback_uid_length")),
        sa.CheckConstraint("score BETWEEN 0 AND 10", name=op.f("ck_feedback_score")),
        refers_to("feedback", "client_id", "client"),
        refers_to("feedback", "project_id", "project", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
        sa.UniqueConstraint("uid", name=op.f("uq_feedback_uid")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_feedback_client_id", "feedback", ["client_id", "given_on"], unique=False)
    op.create_index("ix_feedback_project_id", "feedback", ["project_id", "given_on"], unique=False)
    op.create_table(
        "service_mention",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("mentioned_on", Day(), nullable=False),
        sa.Column("touchpoint_id", sa.Integer(), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        is_day("service_mention", "mentioned_on"),
        sa.CheckConstraint("length(uid) = 36", name=op.f("ck_service_mention_uid_length")),
        refers_to("service_mention", "client_id", "client"),
        refers_to("service_mention", "service_id", "service"),
        refers_to("service_mention", "touchpoint_id", "touchpoint", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_mention")),
        sa.UniqueConstraint("uid", name=op.f("uq_service_mention_uid")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(
        "ix_service_mention_client_id",
        "service_mention",
        ["client_id", "service_id", "mentioned_on"],
        unique=False,
    )
    op.create_index(
        "ix_service_mention_service_id", "service_mention", ["service_id"], unique=False
    )
    op.create_index(
        "ix_service_mention_touchpoint_id", "service_mention", ["touchpoint_id"], unique=False
    )
    op.create_index(
        "ix_contact_birthday",
        "contact",
        ["birthday", "client_id"],
        unique=False,
        sqlite_where=sa.text("birthday IS NOT NULL"),
        postgresql_where=sa.text("birthday IS NOT NULL"),
    )
    op.create_index(
        "ix_touchpoint_mood",
        "touchpoint",
        ["client_id", "occurred_on", "id", "mood"],
        unique=False,
        sqlite_where=sa.text("mood IS NOT NULL"),
        postgresql_where=sa.text("mood IS NOT NULL"),
    )
    op.create_index(
        "ix_touchpoint_purpose",
        "touchpoint",
        ["purpose", "client_id", "occurred_on"],
        unique=False,
        sqlite_where=sa.text("purpose IS NOT NULL"),
        postgresql_where=sa.text("purpose IS NOT NULL"),
    )
    op.create_index(
        "ix_touchpoint_voice",
        "touchpoint",
        ["client_id", "occurred_on"],
        unique=False,
        sqlite_where=sa.text("channel IN ('meeting','call','video','visit')"),
        postgresql_where=sa.text("channel IN ('meeting','call','video','visit')"),
    )
