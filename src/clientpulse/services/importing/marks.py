"""What tells a row apart from the others of its source, most certain first.

None of it is stored as it is: `memory` keeps a keyed hash.
"""

from __future__ import annotations

from collections.abc import Iterator

from clientpulse.comparing import folded
from clientpulse.services.importing.checking import CheckedRow
from clientpulse.services.importing.plan import PlannedClient


def of_client(row: CheckedRow) -> tuple[str, ...]:
    """Return what tells which client a row means; where it gives a key, that alone does."""
    return all_of_client(row)[:1] if row.key else all_of_client(row)


def all_of_client(row: CheckedRow) -> tuple[str, ...]:
    """Return all by which the row's client can be known again."""
    if row.person is not None and not row.is_company:
        return (*certain(row), *likely(row))
    return tuple(_of_company(row))


def of_name(typed: str) -> tuple[str, ...]:
    """Return by what a client may be remembered that is named by its key or its name."""
    return f"key:{typed.strip().casefold()}", f"name:{folded(typed)}"


def of_last_contact(client: PlannedClient) -> str:
    """Return what tells a client's last contact, as the file has it, from earlier ones."""
    return f"last:{client.number}:{client.last_on}"


def certain(row: CheckedRow) -> tuple[str, ...]:
    """Return what tells the row's person, and nobody else.

    Their number there, all that the row says of them, and their name with an address.
    """
    if row.person is None:
        return ()
    numbered = [f"id:{row.row_id}"] if row.row_id else []
    reached = sorted([*row.who.emails, *row.who.phones])
    return (*numbered, of_row(row), *(of_way(row, one) for one in reached))


def of_row(row: CheckedRow) -> str:
    """Return all that a row says of its person."""
    said = "\x1f".join(f"{column}={value}" for column, value in sorted((row.person or {}).items()))
    return f"row:{row.name}\x1f{said}"


def of_way(row: CheckedRow, form: str) -> str:
    """Return the name of the row's person with an address or a number of theirs."""
    return f"{row.who.name}|{form}"


def of_said(row: CheckedRow) -> str:
    """Return all that a row says of its client, people aside."""
    said = (f"{column}={value}" for column, value in sorted(row.given.items()))
    return "\x1f".join((f"said:{row.name}", *said, *row.tags))


def likely(row: CheckedRow) -> tuple[str, ...]:
    """Return what tells the row's person, unless there is another one of that name."""
    if row.person is None:
        return ()
    return (f"{row.who.name}@{folded(row.name) if row.is_company else ''}",)


def _of_company(row: CheckedRow) -> Iterator[str]:
    if row.key:
        yield f"key:{row.key}"
    if row.company_id:
        yield f"id:{row.company_id}"
    yield f"name:{folded(row.name)}"
