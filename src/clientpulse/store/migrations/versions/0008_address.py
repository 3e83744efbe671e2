"""How a client is addressed."""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a column in place."""
    op.execute(
        "ALTER TABLE client ADD COLUMN address TEXT"
        " CONSTRAINT ck_client_address CHECK (address IN ('formal','familiar'))"
    )
