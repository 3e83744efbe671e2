"""Reading what belongs to clients, of one of them or of all at once, by client.

Most clients have nothing of a kind, so each kind is read for all of them over an index of its own,
which costs less than asking for each client in turn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from clientpulse.store.queries.values import day, grouped
from clientpulse.store.reader import Reader

Kind = TypeVar("Kind", bound=tuple[Any, ...])

OfClients = dict[int, tuple[Kind, ...]]
"""What there is of a kind, by client; clients without any aren't in it."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which clients, and as of when.

    Attributes:
        client_id: Only this client; None for all.
    """

    client_id: int | None
    today: date

    @property
    def clients(self) -> str:
        """The condition on the clients of a table `x`."""
        return "1 = 1" if self.client_id is None else "x.client_id = :client_id"

    @property
    def parameters(self) -> dict[str, Any]:
        """The day and the client, for the statement."""
        one = {} if self.client_id is None else {"client_id": self.client_id}
        return {"today": self.today.isoformat(), **one}


def select(kind: type[Kind], **computed: str) -> str:
    """Return the columns of a kind: the fields of a named tuple, from a table `x`.

    Args:
        computed: The expressions of the fields that are no columns of the table.
    """
    fields: tuple[str, ...] = kind._fields  # type: ignore[attr-defined]
    return ", ".join(computed.get(field, f"x.{field}") for field in fields)


def of_clients(
    reader: Reader, kind: type[Kind], sql: str, parameters: dict[str, Any]
) -> OfClients[Kind]:
    """Read rows of a kind, by client. Its days are read as such.

    Args:
        kind: A named tuple.
        sql: Selects the client and then what `select` returns for the kind.
    """
    read = [day if "date" in str(kind.__annotations__[field]) else None for field in kind._fields]  # type: ignore[attr-defined]

    def made(values: list[Any]) -> Kind:
        named = (one if how is None else how(one) for how, one in zip(read, values, strict=True))
        return kind._make(named)  # type: ignore[attr-defined, no-any-return]

    rows = reader.rows(sql, parameters)
    found = grouped((client_id, made(values)) for client_id, *values in rows)
    return {client_id: tuple(kinds) for client_id, kinds in found.items()}


def by_client(rows: Iterable[Sequence[Any]]) -> dict[int, date]:
    """Return the days that stand in rows behind their client."""
    return {client: date.fromisoformat(str(on)) for client, on in rows}
