"""The people at clients."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clientpulse.store.reader import Reader

if TYPE_CHECKING:
    from clientpulse.views.stored import (
        ContactView,
    )


CONTACT_COLUMNS = (
    "p.id, p.uid, p.client_id, c.name, c.key, p.name, p.role, p.email, p.phone, p.birthday, p.note,"
    " p.is_primary, p.created_at"
)


def select(reader: Reader, client_id: int | None = None) -> Sequence[ContactView]:
    """Return the people of one client or of all, the primary one of each first."""
    from clientpulse.views.stored import ContactView

    where = "p.client_id = :client_id" if client_id is not None else "1 = 1"
    parameters = {} if client_id is None else {"client_id": client_id}
    sql = f"""
    SELECT {CONTACT_COLUMNS} FROM contact p JOIN client c ON c.id = p.client_id
     WHERE {where} ORDER BY p.client_id, p.is_primary DESC, p.id
    """
    return [
        ContactView(*[*row[:11], bool(row[11]), str(row[12])])
        for row in reader.rows(sql, parameters)
    ]
