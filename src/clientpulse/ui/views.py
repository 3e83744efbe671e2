"""What all views have in common: a list at the left, and what is read of its row at the right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from clientpulse.services import lookup
from clientpulse.ui.lines import Line, List, Page, Piece, Row

if TYPE_CHECKING:
    from clientpulse.ui.acts import Act, Values
    from clientpulse.ui.app import Desk
    from clientpulse.ui.door import Work

LayOut = Callable[[int], Iterable[Line]]


class Whom(NamedTuple):
    """The client that a key means, harmless to show."""

    key: str
    name: str
    id: int = 0


class Begun(NamedTuple):
    """A form as it begins.

    Attributes:
        given: What is filled in already, by the name of the field.
        offered: What is filled in as well, unless something was half typed.
    """

    act: Act
    whom: Whom
    given: Values = MappingProxyType({})
    offered: Values = MappingProxyType({})


class View(Horizontal):
    """A list, and beside it what is read of the row that the cursor is on.

    What reads runs in a thread of its own, and what shows doesn't read.

    Attributes:
        sought: What the filter holds.
        page_of: Of which row the page is.
        anew: The next rows come in their own order.
        is_shown: It was read and shown.
    """

    name_of_view: ClassVar[str] = ""
    title: str = ""

    def __init__(self) -> None:
        super().__init__(id=self.name_of_view, classes="view")
        self.list = List(classes="list")
        self.page = Page(classes="page")
        self.rows: Sequence[Row] = ()
        self.sought = ""
        self.page_of: str | None = None
        self.anew = True
        self.is_shown = False

    def compose(self) -> ComposeResult:
        """Put the two side by side."""
        yield Vertical(*self.above(), self.list, classes="side")
        yield self.page

    def above(self) -> Iterable[Widget]:
        """Return what stands above the list."""
        return ()

    @property
    def begins(self) -> Widget:
        """Where the keys go when the view is shown."""
        return self.list

    def read(self, work: Work) -> Any:
        """Read what the list shows."""
        raise NotImplementedError

    def show(self, found: Any) -> None:
        """Show what was read: set the title and the rows."""
        raise NotImplementedError

    def detail(self, work: Work, key: str) -> LayOut:
        """Read what is shown of a row, and return what lays it out."""
        raise NotImplementedError

    def whom(self, key: str | None) -> Whom | None:
        """Return the client that a row is about."""
        raise NotImplementedError

    def say(self, key: str | None) -> Sequence[Line]:
        """Say what to do next about a row."""
        return ()

    def ongoing(self) -> Sequence[Line]:
        """Say what goes on by itself, whatever view is shown."""
        return ()

    def begin(self, act: Act) -> Begun | str:
        """Return the form of an act with the row that the cursor is on, or say what is missing."""
        whom = self.whom(self.list.selected)
        return Begun(act, whom) if whom is not None else "Choose a client first."

    def stored(self, act: Act, whom: Whom) -> None:
        """Take note that an act with somebody is done."""

    @property
    def desk(self) -> Desk:
        """The screen that this is a part of."""
        return cast("Desk", self.app)

    def fill(self, rows: Sequence[Row], key: str | None = None) -> None:
        """Show the rows that the filter leaves: in their order where that was asked for anew.

        Else those that are there stay where they are, whatever comes and goes around them.
        """
        self.rows = rows if self.anew else in_place(self.rows, rows)
        self.anew = False
        # Where there is nothing to select there is nothing to read beside it.
        self.set_class(not self.rows, "-empty")
        self.list.show(filtered(self.rows, self.sought), key)

    @property
    def title_now(self) -> str:
        """The title, or how many the filter leaves."""
        if not self.sought:
            return self.title
        left = sum(not row.head for row in self.list.rows)
        return f"{left} of {sum(not row.head for row in self.rows)} match; Esc shows all"

    def seek(self, typed: str) -> None:
        """Show the rows in which what was typed is found."""
        self.sought = typed
        self.list.show(filtered(self.rows, typed))


def filtered(rows: Sequence[Row], typed: str) -> Sequence[Row]:
    """Return the rows that have every word that was typed; a tag is typed with its ``@``."""
    words = lookup.folded(typed).split()
    if not words:
        return rows
    found = [row for row in rows if row.head or all(word in row.searched for word in words)]
    # A heading stays where something stands below it.
    end = Row("", (), head=True)
    return [row for row, behind in pairwise([*found, end]) if not (row.head and behind.head)]


def in_place(before: Sequence[Row], rows: Sequence[Row]) -> Sequence[Row]:
    """Return rows in the order in which they were shown before; new ones behind who is before them.

    So what is under the cursor, and around it, stays there while others write.
    """
    by_key = {row.key: row for row in rows}
    found = [by_key[row.key] for row in before if row.key in by_key]
    there = {row.key for row in found}
    last = ""
    for row in rows:
        if row.key not in there:
            at = next((at for at, one in enumerate(found, 1) if one.key == last), 0)
            found.insert(at, row)
        last = row.key
    return found


def searched(name: str, key: str, tags: Iterable[str], *more: str) -> str:
    """Return what a filter looks in."""
    texts = [name, key, *more, *(f"@{tag}" for tag in tags)]
    return lookup.folded(" ".join(texts))


def plain(*texts: str, meaning: str = "") -> Sequence[Line]:
    """Return texts as lines."""
    return tuple((Piece(one, meaning),) for one in texts)
