"""A screen, declared once: its JSON, its layout, and how a terminal draws it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from clientpulse.output.layout.sheet import Cell, Sheet

if TYPE_CHECKING:
    from rich.console import Console

    from clientpulse.output.layout.card import Card
    from clientpulse.output.layout.fields import Fields


class View(Protocol):
    """What a screen shows; a module a screen in ``clientpulse.views``."""

    @property
    def today(self) -> date:
        """The day it is about."""


class ListView(View, Protocol):
    """What a screen that is a list shows."""

    @property
    def items(self) -> tuple[Any, ...]:
        """What stands in it, in its order."""


T = TypeVar("T")
V = TypeVar("V", bound=View)
L = TypeVar("L", bound=ListView)


@dataclass(frozen=True, slots=True)
class Screen(Generic[V]):
    """How a view is shown.

    Attributes:
        name: As in the JSON's schema.
        envelope: The fields of the JSON object; of a list, ``items`` is one of them.
        layout: A list as a sheet; what is read from top to bottom as a card.
        fields: Of a list's items, in their order: the contract, and the headings of the CSV.
        drawing: What draws it on a terminal where the layout isn't enough, to be imported then.
    """

    name: str
    envelope: Callable[[V], dict[str, Any]]
    layout: Callable[[V], Sheet | Card]
    fields: tuple[str, ...] = ()
    drawing: Callable[[], Callable[[V, Console], None]] | None = None


def list_screen(
    name: str,
    fields: Fields[T],
    title: Callable[[L], str],
    row: Callable[[T, L], Mapping[str, Cell]],
    footer: Callable[[L], Iterable[str]] = lambda view: (),
    drawing: Callable[[], Callable[[L, Console], None]] | None = None,
    record: Callable[[T, date], dict[str, Any]] | None = None,
) -> Screen[L]:
    """Declare a list: ``row`` gives the cells of an item under their headings.

    Args:
        record: Returns an item's fields where it takes more than to read them from it.
    """
    return Screen(
        name,
        lambda view: {
            "items": [record(one, view.today) if record else fields(one) for one in view.items]
        },
        lambda view: Sheet.of(
            title(view),
            [row(one, view) for one in view.items],
            (*footer(view), *getattr(view, "remarks", ())),
        ),
        fields.names,
        drawing,
    )
