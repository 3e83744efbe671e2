"""What is said after a store was copied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from clientpulse.output.phrases import counted
from clientpulse.quoting import shell_word


def record(location: str, rows: Mapping[str, int]) -> dict[str, Any]:
    """Return the JSON fields of a copy.

    Args:
        rows: How many there are, by table.
    """
    return {
        "db": location,
        "clients": rows["client"],
        "touchpoints": rows["touchpoint"],
        "rows": sum(rows.values()),
    }


def lines(location: str, rows: Mapping[str, int]) -> Iterator[str]:
    """Say what was copied, and how to use it from now on."""
    clients, touchpoints = counted(rows["client"], "client"), rows["touchpoint"]
    yield f"Copied {clients} and {counted(touchpoints, 'touchpoint')} to {location}"
    yield f"To use it from now on: pulse config set store.db {shell_word(location, 'STORE')}"
