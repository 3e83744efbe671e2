"""A list of one kind of thing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Listed(Generic[T]):
    """What a list command found, in the order in which it is shown.

    Attributes:
        client: The name of the only client that was asked about; None for all.
        include_closed: Whether what is over was asked for too.
        remarks: What is to be said of the only client: that it is archived, paused ...
    """

    today: date
    items: tuple[T, ...]
    client: str | None = None
    include_closed: bool = False
    remarks: tuple[str, ...] = ()
