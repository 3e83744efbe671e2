"""What becomes of each client and each person of a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

Becomes: TypeAlias = Literal["new", "updated", "unchanged", "left", "doubtful", "refused"]
"""`left` was deleted or removed here before, and is kept away; `doubtful` may be somebody's double,
and stays apart."""


class Double(NamedTuple):
    """Somebody who may be the same.

    Attributes:
        who: As said to a person: `Ann Field in line 2`.
        option: What says that it is so: `--same 7=2`.
    """

    who: str
    option: str


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a client, or of a person there.

    Attributes:
        line: Where in the file it stands; None where that can't be said.
        client: The client's name.
        key: The client's key, None where it has none.
        person: The person's name; None where it is about the client itself.
        notes: The columns that change, or a reason.
        differs: What the file says otherwise and which stays as it is: `role: CEO in the file`.
        doubles: Who may be the same.
    """

    line: int | None
    client: str
    key: str | None
    person: str | None
    becomes: Becomes
    notes: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()
    doubles: tuple[Double, ...] = ()

    @property
    def details(self) -> tuple[str, ...]:
        """All there is to say about it."""
        perhaps = (f"perhaps {one.who}: {one.option}" for one in self.doubles)
        return (*self.notes, *self.differs, *perhaps)
