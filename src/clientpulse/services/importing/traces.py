"""Finding among many those who leave a trace in common with somebody."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

One = TypeVar("One")


class Traces(Generic[One]):
    """Whatever was entered, found again by any of its traces."""

    def __init__(self) -> None:
        self._found: dict[str, dict[int, One]] = {}

    def enter(self, one: One, traces: Iterable[str]) -> None:
        """Enter something by its traces; once more where it has got others."""
        for trace in traces:
            self._found.setdefault(trace, {})[id(one)] = one

    def near(self, traces: Iterable[str]) -> list[One]:
        """Return what has one of these traces, in the order it was entered."""
        found: dict[int, One] = {}
        for trace in traces:
            found |= self._found.get(trace, {})
        return list(found.values())
