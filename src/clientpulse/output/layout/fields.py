"""The JSON of one thing. It is a contract: fields are added, never renamed, never removed.

What isn't known is null and never left out; dates are ISO, intervals ``1w``.
"""

from __future__ import annotations

from datetime import date
from operator import attrgetter
from typing import Any, Generic, TypeVar, cast

from clientpulse.records.record import Record, shape_of

T = TypeVar("T")
R = TypeVar("R", bound=Record)


class Fields(Generic[T]):
    """The fields of one thing, and the function that reads them from it.

    Args:
        said: The fields in their order; ``on=planned_on`` where the attribute has another name,
            ``reason?`` where the value is given by the one who asks.
    """

    def __init__(self, said: str) -> None:
        words = said.split()
        paths = dict(word.partition("=")[::2] for word in words if not word.endswith("?"))
        self.names = tuple(word.partition("=")[0].removesuffix("?") for word in words)
        self._found = tuple(paths)
        self._read = attrgetter(*(path or name for name, path in paths.items()))

    @classmethod
    def of(cls, record: type[R], more: str = "") -> Fields[R]:
        """Return the fields that a record declares, and more of its attributes."""
        return cast("Fields[R]", cls(_said(record, more)))

    @classmethod
    def around(cls, name: str, record: type[Record], more: str = "") -> Fields[T]:
        """Return the fields of a thing that holds a record by a name, and more of its own."""
        return cls(_said(record, more, f"{name}."))

    def __call__(self, one: T, **given: Any) -> dict[str, Any]:
        """Return the thing as JSON has it, with the given values that aren't its attributes."""
        found = dict(zip(self._found, map(plain, self._read(one)), strict=True))
        return {name: (found if name in found else given)[name] for name in self.names}


def _said(record: type[Record], more: str, path: str = "") -> str:
    # Who wrote it down comes last, of every thing.
    said = [f"{key}={path}{name}" for key, name in shape_of(record).shown.items()]
    return " ".join([*(one for one in said if not one.startswith("by=")), more, f"by={path}by"])


def plain(value: Any) -> Any:
    """Return a value as JSON has it."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else str(value)
