"""What all queries share: values, limits, conditions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

View = TypeVar("View")


# SQLite takes 32,766 parameters in a statement, others fewer.
CHUNK = 500

# The greatest whole number that databases know; no row has a greater key.
GREATEST = 2**63 - 1


def day(value: Any) -> date | None:
    """Read a stored day: ISO text, or a date where the database has a type for it."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def of_client(
    alias: str, client_id: int | None, conditions: list[str], parameters: dict[str, Any]
) -> tuple[str, dict[str, Any]]:
    """Add the condition that rows belong to a client; return all of them, and the parameters."""
    if client_id is not None:
        conditions = [*conditions, f"{alias}.client_id = :client_id"]
        parameters = parameters | {"client_id": client_id}
    return " AND ".join(conditions) or "1 = 1", parameters


def key(number: int) -> dict[str, Any]:
    """Return the parameter for a row's number; no row has one that databases don't know."""
    return {"id": number if abs(number) <= GREATEST else 0}


def first(found: Sequence[View]) -> View | None:
    """Return the only row there is, if there is one."""
    return found[0] if found else None
