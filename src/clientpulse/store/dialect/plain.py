"""What differs in plain SQL, and in the values it gives; it needs the standard library only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

SQLITE = "sqlite"
POSTGRESQL = "postgresql"

# By the bytes of UTF-8, as SQLite does: the same on every server, and an index can be used for the
# beginning of a text.
CREATE_DATABASE = "CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'"

NAMESPACE = "clientpulse"
"""The schema on a server that a store's tables are in, so that no others are taken for them."""

DAY_PATTERN = "[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]"

_GLOB = re.compile(r"GLOB '([^']*)'")
_JOINED = re.compile(r"group_concat\(([\w.]+)\)")
_PARAMETER = re.compile(r"(?<![:\w]):([A-Za-z_]\w*)")


def spelled(condition: str, database: str) -> str:
    """Return a condition in a database's words, given in SQLite's, where they differ by GLOB."""
    return condition if database == SQLITE else _GLOB.sub(r"~ '^\1$'", condition)


def words(sql: str, database: str) -> str:
    """Say a query in the words of a database."""
    if database == SQLITE:
        return sql
    return _JOINED.sub(r"string_agg(CAST(\1 AS text), ',')", sql)


def values(row: Sequence[Any], database: str) -> tuple[Any, ...]:
    """Return a row's values as SQLite would give them: days and moments are ISO texts."""
    return tuple(row) if database == SQLITE else tuple(map(_as_text, row))


def _as_text(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value


@cache
def marked(sql: str) -> str:
    """Return a query in PostgreSQL's words, with parameters as its driver marks them."""
    return _PARAMETER.sub(r"%(\1)s", words(sql, POSTGRESQL).replace("%", "%%"))
