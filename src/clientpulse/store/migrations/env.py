"""Alembic's entry: it runs the migrations over the connection it is handed."""

from __future__ import annotations

from alembic import context

from clientpulse.store import relation_tables

context.configure(
    connection=context.config.attributes["connection"],
    # Of all tables: the module of the later ones has imported that of the earlier ones.
    target_metadata=relation_tables.Away.metadata,
    render_as_batch=True,
    # The caller holds the transaction, so that all steps and the version are one.
    transactional_ddl=False,
)
context.run_migrations()
