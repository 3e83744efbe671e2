"""What becomes of each client and each person of a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Becomes: TypeAlias = Literal["new", "updated", "unchanged", "left", "doubtful", "refused"]
"""`left` was deleted or removed here before, and is kept away; of somebody `doubtful` the details
say whose double it might be."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a client, or of a person there.

    Attributes:
        line: Where in the file it stands; None where that can't be said.
        client: The client's name.
        key: The client's key, None where it has none.
        person: The person's name; None where it is about the client itself.
        details: What there is to say about it: the columns that change, a reason.
    """

    line: int | None
    client: str
    key: str | None
    person: str | None
    becomes: Becomes
    details: tuple[str, ...] = ()
