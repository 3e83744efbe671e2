"""What differs in tables and migrations: types, checks, indexes."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    DOUBLE_PRECISION,
    REAL,
    CheckConstraint,
    ColumnElement,
    Date,
    DateTime,
    MetaData,
    Text,
    text,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from clientpulse.store.dialect.plain import DAY_PATTERN, POSTGRESQL, SQLITE, spelled

TABLE_OPTIONS: dict[str, Any] = {"sqlite_strict": True, "sqlite_autoincrement": True}

# Eight bytes in both; PostgreSQL's own REAL has four.
NUMBER: TypeEngine[float] = REAL().with_variant(DOUBLE_PRECISION(), POSTGRESQL)

_ONLY_A_DAY = re.compile(rf"\w+ GLOB '{re.escape(DAY_PATTERN)}'")


def day_type(database: str) -> TypeEngine[Any]:
    """Return how a day is stored; SQLite's STRICT tables know no type for it."""
    return Text() if database == SQLITE else Date()


def moment_type(database: str) -> TypeEngine[Any]:
    """Return how a moment is stored."""
    return Text() if database == SQLITE else DateTime(timezone=True)


def stored_day(value: date, database: str) -> Any:
    """Return a day as it is stored."""
    return value.isoformat() if database == SQLITE else value


def stored_moment(value: datetime, database: str) -> Any:
    """Return an aware moment as it is stored: in UTC, to the second."""
    moment = value.astimezone(UTC).replace(microsecond=0)
    return moment.isoformat(timespec="seconds") if database == SQLITE else moment


def portable_check(condition: str, *, name: str, postgresql: str | None = None) -> CheckConstraint:
    """Make a CHECK that holds in both databases.

    Args:
        condition: In SQLite's words, which are kept to the letter there.
        postgresql: The same in PostgreSQL's words, where they differ by more than GLOB.
    """
    elsewhere = postgresql or spelled(condition, POSTGRESQL)
    constraint = CheckConstraint(_Condition(condition, elsewhere), name=name)
    # What has a type for days needs no check of their form.
    return constraint.ddl_if(dialect=SQLITE) if _ONLY_A_DAY.fullmatch(condition) else constraint


def where(condition: str) -> dict[str, Any]:
    """Return the options of an index that holds only some of the rows."""
    return {f"{SQLITE}_where": text(condition)}


def spell_out_indexes(metadata: MetaData) -> None:
    """Say for PostgreSQL as well which rows the indexes hold, before tables are made there.

    Where a table is declared, an option of PostgreSQL would load all that SQLAlchemy has for it,
    which is a tenth of what ``pulse log`` takes.
    """
    for table in metadata.tables.values():
        for index in table.indexes:
            condition = index.dialect_options[SQLITE]["where"]
            if condition is not None:
                index.dialect_kwargs[f"{POSTGRESQL}_where"] = condition


class _Condition(ColumnElement[bool]):
    inherit_cache = False

    def __init__(self, sqlite: str, postgresql: str) -> None:
        self.words = {SQLITE: sqlite, POSTGRESQL: postgresql}


@compiles(_Condition)
def _say(element: _Condition, compiler: SQLCompiler, **_: Any) -> str:
    return element.words.get(compiler.dialect.name, element.words[SQLITE])
