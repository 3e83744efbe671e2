"""Whom the rows of imported files led to, and where a client is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KINDS = "'client','contact'"
LEADS_TO_ITS_KIND = (
    "(client_id IS NULL OR kind = 'client') AND (contact_id IS NULL OR kind = 'contact')"
)


def upgrade() -> None:
    """Add two tables, and a column in place."""
    op.create_table(
        "import_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(f"kind IN ({KINDS})", name=op.f("ck_import_mark_kind")),
        sa.CheckConstraint(LEADS_TO_ITS_KIND, name=op.f("ck_import_mark_leads_to_its_kind")),
        _leads_to("client"),
        _leads_to("contact"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_mark")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    for owner in ("client_id", "contact_id"):
        name = f"uq_import_mark_{owner}"
        op.create_index(name, "import_mark", [owner, "source", "mark"], unique=True)
    op.create_table(
        "import_salt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_salt")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.execute(
        "ALTER TABLE client ADD COLUMN place TEXT"
        " CONSTRAINT ck_client_place_length CHECK (length(place) <= 200)"
    )


def _leads_to(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_import_mark_{table}_id_{table}")
    return sa.ForeignKeyConstraint([f"{table}_id"], [f"{table}.id"], name=name, ondelete="SET NULL")
