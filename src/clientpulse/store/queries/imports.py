"""What is remembered of imports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from clientpulse.records import ImportMark
from clientpulse.store.queries.values import numbered, read
from clientpulse.store.reader import Reader


def salt(reader: Reader) -> str | None:
    """Return what the store's hashes are keyed with; None where nothing is remembered."""
    found = reader.rows("SELECT x.salt FROM import_salt x ORDER BY x.id")
    return str(found[0][0]) if found else None


def marks(reader: Reader, source: str | None) -> list[ImportMark]:
    """Return all that is remembered of a source, the earliest first; of None that of all."""
    return read(reader, ImportMark, "x.id", source=source)


def exported(reader: Reader) -> Iterator[dict[str, Any]]:
    """Give what an export says of marks; several that lead nowhere are one."""
    sql = """
    SELECT x.source, x.kind, x.mark, min(c.uid) AS client, min(p.uid) AS contact, min(x.id) AS first
      FROM import_mark x LEFT JOIN client c ON c.id = x.client_id
      LEFT JOIN contact p ON p.id = x.contact_id
     GROUP BY x.source, x.kind, x.mark, x.client_id, x.contact_id ORDER BY first
    """
    for source, kind, mark, client, contact, _ in reader.stream(sql):
        yield {"source": source, "kind": kind, "mark": mark, "client": client, "contact": contact}


def marks_of_people(reader: Reader, client_id: int) -> list[int]:
    """Return the numbers of the marks that lead to a client's people."""
    sql = """
    SELECT x.id FROM import_mark x JOIN contact p ON p.id = x.contact_id
     WHERE p.client_id = :client_id ORDER BY x.id
    """
    return numbered(reader.rows(sql, {"client_id": client_id}))


def shared_marks(reader: Reader, client_id: int, other_id: int) -> list[int]:
    """Return the numbers of those marks of a client that another client has as well."""
    sql = """
    SELECT x.id FROM import_mark x JOIN import_mark o ON o.source = x.source AND o.mark = x.mark
     WHERE x.client_id = :client_id AND o.client_id = :other_id ORDER BY x.id
    """
    return numbered(reader.rows(sql, {"client_id": client_id, "other_id": other_id}))
