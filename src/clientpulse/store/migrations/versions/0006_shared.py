"""What was shared with a client, and where it is found."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

NEW_COLUMNS = (("shared", 20_000), ("url", 2_000))


def upgrade() -> None:
    """Add the columns in place, which is instant."""
    for column, limit in NEW_COLUMNS:
        holds = f"{column} <> '' AND length({column}) <= {limit}"
        op.execute(
            f"ALTER TABLE touchpoint ADD COLUMN {column} TEXT"
            f" CONSTRAINT ck_touchpoint_{column}_length CHECK ({holds})"
        )
