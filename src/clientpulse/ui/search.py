"""View 6: finding again what was ever written, while one types."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.widgets import Input

from clientpulse import output, services
from clientpulse.errors import InputError
from clientpulse.output import phrases, safe
from clientpulse.output.look import QUIET, STRONG
from clientpulse.output.safe import one_line
from clientpulse.ui import acts, cards, marked
from clientpulse.ui.columns import Columns
from clientpulse.ui.lines import Line, Piece, Row
from clientpulse.ui.morning import brief
from clientpulse.ui.views import LayOut, View, Whom

if TYPE_CHECKING:
    from clientpulse.ui.app import Desk
    from clientpulse.ui.door import Work
    from clientpulse.views.search import Hit, SearchView, Written

REST = 0.15
"""So many seconds nothing is typed before it is looked for."""

MOST = 200

WHERE = (
    "Type what to look for in clients, people, notes, what was agreed or shared, meetings,"
    " promises, mistakes, reminders, agendas, feedback, projects, services and traits."
)
HOW = "Part of a word is enough; words in quotes stand together. Enter and Esc go to the list."

WHEN, KIND = 0, 2
"""Columns that give way to what was written, where it is narrow."""


class _Found(NamedTuple):
    typed: str
    view: SearchView | None = None
    wrong: str = ""


class Entry(Input):
    """What is looked for; below it is the list."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("down", "submit", show=False)]


class Search(View):
    """What was written, newest first, and all of it above the brief of the client."""

    name_of_view = "search"
    title = "Search"

    def __init__(self) -> None:
        super().__init__()
        self.entry = Entry(placeholder="words that all have to be there", compact=True)
        self.list = Columns((KIND, WHEN), classes="list")
        self.list.empty = self._nothing
        self._found = _Found("")
        self._by_key: Mapping[str, Hit] = {}

    def above(self) -> Sequence[Input]:
        """Return the line to type in."""
        return (self.entry,)

    @property
    def begins(self) -> Input:
        """Where one begins to type."""
        return self.entry

    def read(self, work: Work) -> _Found:
        """Look for what is typed by now."""
        typed = self.entry.value
        words = _words(typed)
        if not words:
            return _Found(typed)
        try:
            view = work.read(
                lambda reader: services.searching.finding.search(
                    reader, work.today, words, limit=MOST
                )
            )
        except InputError as error:
            return _Found(typed, wrong=one_line(error.message))
        return _Found(typed, view)

    def show(self, found: _Found) -> None:
        """Show what was found, unless something else is typed by now."""
        if found.typed != self.entry.value:
            return
        is_new = found.typed != self._found.typed
        self._found, view = found, found.view
        self.title = one_line(output.screens.search.title(view)) if view else "Search"
        self._by_key = {_key(one): one for one in view.items} if view else {}
        rows = [_row(key, one, view) for key, one in self._by_key.items()] if view else []
        self.fill(rows, rows[0].key if rows and is_new else None)

    def detail(self, work: Work, key: str) -> LayOut:
        """Read all of what was written, and the client's brief."""
        view, hit = self._found.view, self._by_key.get(key)
        if view is None or hit is None:
            return lambda _: ()
        texts = work.read(lambda reader: services.searching.finding.whole(reader, hit, view.typed))
        card = brief(work, hit.key) if hit.key else None
        when = output.screens.search.when(hit, view)
        title = one_line(" · ".join(filter(None, [when, output.screens.search.what(hit)])))

        def lay_out(room: int) -> Iterator[Line]:
            yield from cards.sentences([title], room, QUIET)
            for text in texts:
                for line in _lines(text):
                    yield from marked.broken(line, room)
            if card is not None:
                yield ()
                yield from cards.card_lines(card, room)

        return lay_out

    def whom(self, key: str | None) -> Whom | None:
        """Return the client of what was found; none while it isn't of what is typed by now."""
        hit = self._by_key.get(key or "")
        if hit is None or hit.key is None or self._is_behind:
            return None
        return Whom(hit.key, one_line(hit.client or ""), hit.client_id or 0)

    def say(self, key: str | None) -> Sequence[Line]:
        """Say how many more there are, and which command finds the same."""
        view = self._found.view
        if view is None or not view.items:
            return ()
        more = view.total - len(view.items)
        left = f"And {phrases.counted(more, 'more', 'more')}: add a word.   " if more else ""
        return ((Piece(left), Piece(one_line(acts.shown(["search", *view.typed])), QUIET)),)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for it once nothing more is typed."""
        event.stop()
        self.anew = True
        self.run_worker(self._look_soon(), exclusive=True, group="search")

    async def _look_soon(self) -> None:
        await asyncio.sleep(REST)
        self._look()

    def _look(self) -> Desk:
        desk = self.desk
        desk.say()
        desk.reload()
        return desk

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to what was found."""
        event.stop()
        await self._to_list()

    def do_filter(self) -> None:
        """Type something else to look for."""
        self.screen.set_focus(self.entry)

    async def do_back(self) -> None:
        """Go back: from what is read to the list, and between the list and what is typed."""
        desk = self.desk
        if self.has_class("-reading"):
            desk.do_pane()
        elif self.entry.has_focus:
            await self._to_list()
        else:
            self.do_filter()

    async def _to_list(self) -> None:
        self.screen.set_focus(self.list)
        if self._is_behind:
            desk = self._look()
            await desk.until(lambda: not self._is_behind)

    @property
    def _is_behind(self) -> bool:
        """Whether something else is typed by now."""
        return self._found.typed != self.entry.value

    def _nothing(self, room: int) -> list[Line]:
        found = self._found
        if found.wrong:
            return [*cards.sentences([found.wrong], room, "overdue")]
        if found.view is None:
            return [*cards.sentences([WHERE, HOW], room, QUIET)]
        return [*cards.sentences(output.screens.search.footer(found.view), room, QUIET)]


def _words(typed: str) -> list[str]:
    """Part what was typed into words; those in double quotes stand together."""
    found = re.findall(r'"([^"]*)"?|([^\s"]+)', typed)
    return [word for quoted, single in found if (word := (quoted or single).strip())]


def _key(hit: Hit) -> str:
    return f"{hit.noun} {hit.id}"


def _row(key: str, hit: Hit, view: SearchView) -> Row:
    return Row(
        key,
        (
            Piece(phrases.day(hit.on, view.today) if hit.on else "", QUIET),
            Piece(one_line(output.screens.search.whose(hit))),
            Piece(hit.noun, QUIET),
        ),
        tail=tuple(Piece(one_line(text), STRONG if here else "") for text, here in hit.pieces),
    )


def _lines(text: Written) -> Iterator[Line]:
    """Return a text's lines, with what was found in bold."""
    line: list[Piece] = [Piece(f"{text.label}: ", QUIET)] if text.label else []
    for part, here in text.pieces:
        first, *more = safe.lines(part)
        line.append(Piece(first, STRONG if here else ""))
        for one in more:
            yield tuple(line)
            line = [Piece(one, STRONG if here else "")]
    yield tuple(line)
