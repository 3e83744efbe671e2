"""Alembic's entry: it runs the migrations over the connection it is handed."""

from __future__ import annotations

from alembic import context

from clientpulse.store import tables
from clientpulse.store.tables.constraints import METADATA

tables.load_all()

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    # The caller holds the transaction, so that all steps and the version are one.
    transactional_ddl=False,
)
context.run_migrations()
