"""What differs between SQLite and PostgreSQL.

Tables, migrations and queries are written once, in SQLite's words. Where PostgreSQL has other
words, types or values, they are here and nowhere else:

- SQLite keeps days and moments as ISO text, and checks them by a pattern; PostgreSQL has types for
  both. Plain SQL gets ISO text from either (``values``) and gives ISO text to either: the driver
  leaves it to PostgreSQL to see a day in it.
- ``GLOB`` is a regular expression there, and ``group_concat`` is ``string_agg``.
- A yes or no that is stored as 1 or 0 isn't the same as the outcome of a comparison there.
- Texts are ordered as the database was told to when it was made (``CREATE_DATABASE``).

What needs no other words, because SQLite has the portable ones too, stands in the queries: missing
values are put ``NULLS FIRST``, and a column's alias is ordered by alone or in a query around it.
"""

from typing import TYPE_CHECKING

from clientpulse.lazy import names_of

if TYPE_CHECKING:
    from clientpulse.store.dialect.plain import (
        CREATE_DATABASE,
        DAY_PATTERN,
        NAMESPACE,
        POSTGRESQL,
        SQLITE,
        marked,
        spelled,
        values,
        words,
    )
    from clientpulse.store.dialect.tables import (
        NUMBER,
        TABLE_OPTIONS,
        day_type,
        moment_type,
        portable_check,
        spell_out_indexes,
        stored_day,
        stored_moment,
        where,
    )
    from clientpulse.store.dialect.writing import (
        check_references,
        keys_were_taken,
        let_references_wait,
        make_room,
        next_key,
        overwrite_deleted,
        references_at_the_end,
    )

PLACES = {
    "plain": (
        "SQLITE",
        "POSTGRESQL",
        "CREATE_DATABASE",
        "NAMESPACE",
        "DAY_PATTERN",
        "spelled",
        "words",
        "values",
        "marked",
    ),
    "tables": (
        "TABLE_OPTIONS",
        "NUMBER",
        "day_type",
        "moment_type",
        "stored_day",
        "stored_moment",
        "portable_check",
        "where",
        "spell_out_indexes",
    ),
    "writing": (
        "next_key",
        "keys_were_taken",
        "make_room",
        "references_at_the_end",
        "check_references",
        "let_references_wait",
        "overwrite_deleted",
    ),
}
"""By module, what it holds."""

if not TYPE_CHECKING:
    __getattr__ = names_of(__name__, PLACES)
