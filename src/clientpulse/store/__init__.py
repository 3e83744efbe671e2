"""The store: tables, the read path, the unit of work, the journal, backups and migrations."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.store import (
        author,
        backups,
        copying,
        database,
        dialect,
        file,
        journal,
        migration,
        queries,
        reader,
        schema,
        selection,
        server,
        tables,
        writer,
    )
else:
    __getattr__ = modules_of(__name__)
