"""A store on a PostgreSQL server: where it is, reaching it, what can go wrong on the way."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.store.server import (
        address,
        administering,
        companion,
        connection,
        database,
        engine,
        examining,
        failures,
        granting,
        hosts,
        making,
        migrating,
        private,
        reader,
        rights,
        rounds,
        survey,
        transactions,
        writer,
    )
else:
    __getattr__ = modules_of(__name__)
