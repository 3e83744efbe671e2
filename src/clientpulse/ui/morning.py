"""View 1: whom to contact today, and all that helps with the one who is next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from clientpulse import output, services
from clientpulse.cadence.advice import suggestion
from clientpulse.cadence.wording import weekday_date
from clientpulse.output.look import QUIET, of_status
from clientpulse.output.safe import one_line
from clientpulse.ui import cards
from clientpulse.ui.lines import Line, Piece, Row
from clientpulse.ui.views import Begun, LayOut, View, Whom, searched

if TYPE_CHECKING:
    from datetime import date

    from clientpulse.cadence.items import DueItem
    from clientpulse.output.layout.card import Card
    from clientpulse.services.stores import Reader
    from clientpulse.ui.acts import Act
    from clientpulse.ui.door import Work
    from clientpulse.views.due import DueRow, DueView


TYPED_HERE = (
    "",
    'Here, type : and then the command: add "Acme GmbH" --meet quarterly',
    "One that asks questions gets the terminal to itself with :! as in :!setup",
)


class _Found(NamedTuple):
    view: DueView
    tags: Mapping[int, Sequence[str]]


class Morning(View):
    """Today's list in its order, and the brief of the client that is selected."""

    name_of_view = "due"

    def __init__(self) -> None:
        super().__init__()
        self._by_key: Mapping[str, DueRow] = {}
        self._ends: Sequence[str] = ()
        self._here: Sequence[str] = ()
        self._today: date | None = None
        self.list.empty = self._nothing

    def read(self, work: Work) -> _Found:
        """Read today's list."""
        settings = work.settings

        def ask(reader: Reader) -> _Found:
            chosen = work.chosen(reader)
            view = services.portfolio.due.due(
                reader,
                work.today,
                work.policy(reader),
                chosen,
                now=work.now,
                dial=settings.dial,
            )
            return _Found(view, services.clients.tags.by_client(reader, chosen))

        return work.read(ask)

    def show(self, found: _Found) -> None:
        """Show the list."""
        view = found.view
        self._today = view.today
        self._by_key = {row.first.key: row for row in view.rows}
        self.title = one_line(output.screens.due.title(view))
        self._ends = tuple(map(one_line, output.screens.due.footer(view)))
        self._here = () if view.quiet is None or view.quiet.clients else TYPED_HERE
        self.fill([_row(row, found) for row in view.rows])

    def detail(self, work: Work, key: str) -> LayOut:
        """Read the client's brief."""
        card = brief(work, key)
        return lambda room: cards.card_lines(card, room)

    def whom(self, key: str | None) -> Whom | None:
        """Return the client of a row."""
        row = self._by_key.get(key or "")
        if row is None:
            return None
        return Whom(row.first.key, one_line(row.first.client), row.client_id)

    def begin(self, act: Act) -> Begun | str:
        """Return the form of an act: a meeting to be logged is begun as one, with its day."""
        begun = super().begin(act)
        if isinstance(begun, str) or act.name != "log":
            return begun
        return begun._replace(offered=self._offered_for(self._by_key[begun.whom.key].first))

    def _offered_for(self, item: DueItem) -> Mapping[str, str]:
        if item.rule == "appointment":
            return {"channel": "meeting"}
        if item.rule == "outcome" and self._today is not None:
            return {"channel": "meeting", "date": weekday_date(item.due_on, self._today)}
        return {}

    def say(self, key: str | None) -> Sequence[Line]:
        """Say what to do about what is most urgent, and how to write it down."""
        row = self._by_key.get(key or "")
        if row is None:
            return ()
        command = one_line(output.phrases.next_command(row.first))
        what = one_line(suggestion(row.first))
        return ((Piece("Next: ", QUIET), Piece(what), Piece(f"   {command}", QUIET)),)

    def _nothing(self, room: int) -> list[Line]:
        if self.sought:
            return [*cards.sentences(["Nobody matches. Esc shows all."], room, QUIET)]
        return [*cards.sentences([*self._ends, *self._here], room)]


def brief(work: Work, key: str) -> Card:
    """Read all that helps in a conversation with a client."""

    def ask(reader: Reader) -> Card:
        found = services.lookup.client(reader, key)
        view = services.brief.brief(reader, work.today, work.policy(reader), found, work.now)
        return output.screens.brief.card(view)

    return work.read(ask)


def _row(row: DueRow, found: _Found) -> Row:
    short = output.screens.due_short.short(row, found.view)
    first = row.first
    return Row(
        first.key,
        (
            Piece(short.status, of_status(first.status)),
            Piece(short.client + short.mark),
            Piece(short.why, QUIET),
        ),
        searched(first.client, first.key, found.tags.get(row.client_id, ()), first.status),
    )
