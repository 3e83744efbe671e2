"""View 2: how it goes with every client, sorted by what one asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from clientpulse import output, services
from clientpulse.output import phrases
from clientpulse.output.look import BARS, QUIET, of_health, of_status
from clientpulse.output.safe import one_line
from clientpulse.ui import acts, cards
from clientpulse.ui.columns import Columns, Heading
from clientpulse.ui.lines import Line, Piece, Row, Said
from clientpulse.ui.views import LayOut, View, Whom, searched

if TYPE_CHECKING:
    from clientpulse.output.layout.card import Card
    from clientpulse.services.stores import Reader
    from clientpulse.ui.door import Work
    from clientpulse.views.report import ReportRow, ReportView


class Portfolio(View):
    """All clients with how they do, and what that is made of with the one that is selected."""

    name_of_view = "portfolio"

    def __init__(self) -> None:
        super().__init__()
        self._view: ReportView | None = None
        self._by_key: Mapping[str, ReportRow] = {}
        self._by, self._turned = 0, False
        headings = [one.heading for one in _COLUMNS]
        self.list = self._columns = Columns(_LESSER, headings, classes="list")
        self.list.empty = self._nothing

    def above(self) -> Sequence[Said]:
        """Return the headings."""
        return (self._columns.heading,)

    def read(self, work: Work) -> ReportView:
        """Read the report."""

        def ask(reader: Reader) -> ReportView:
            policy, chosen = work.policy(reader), work.chosen(reader)
            return services.portfolio.report.report(reader, work.today, policy, chosen)

        return work.read(ask)

    def show(self, found: ReportView) -> None:
        """Show all clients in the order that was asked for."""
        self._view = found
        self._by_key = {row.key: row for row in found.items}
        self._fill(found)

    def _fill(self, view: ReportView) -> None:
        by = _SORTED[self._by]
        self._columns.by = _COLUMNS.index(by)
        number, whom = phrases.counted(len(view.items), "client"), view.whose.whom
        which = by.turned if self._turned else by.first
        self.title = one_line(f"{number}{whom and f', {whom},'} by {by.said}, {which}")
        rows = services.portfolio.report.in_order(view.items, by.sort, turned=self._turned)
        self._columns.whole = shown = [_row(row, view) for row in rows]
        self.fill(shown)

    def detail(self, work: Work, key: str) -> LayOut:
        """Read how it goes with a client."""

        def ask(reader: Reader) -> Card:
            found = services.lookup.client(reader, key)
            policy = work.policy(reader)
            view = services.history.show(reader, work.today, policy, found, 0, work.now)
            return output.screens.show.how_it_goes(view)

        card = work.read(ask)
        return lambda room: cards.card_lines(card, room)

    def whom(self, key: str | None) -> Whom | None:
        """Return the client of a row."""
        row = self._by_key.get(key or "")
        return None if row is None else Whom(row.key, one_line(row.client), row.client_id)

    def say(self, key: str | None) -> Sequence[Line]:
        """Sum the portfolio up, and say which command shows the same."""
        if self._view is None or not self._view.items:
            return ()
        line = ["report", *(["--sort", _SORTED[self._by].sort] if self._by else [])]
        first, *more = map(one_line, output.screens.report.summary(self._view))
        command = "" if self._turned else f"   {acts.shown(line)}"
        return ((Piece(first), Piece(command, QUIET)), *((Piece(one, QUIET),) for one in more))

    def do_order(self) -> None:
        """Sort by the next column."""
        self._sort_by((self._by + 1) % len(_SORTED))

    def do_turn(self) -> None:
        """Turn the order round."""
        self._sort_by(self._by, turned=not self._turned)

    def on_heading_clicked(self, event: Heading.Clicked) -> None:
        """Sort by the column whose heading was clicked; once more turns the order round."""
        at = self._columns.column_at(event.x)
        if at is not None and _COLUMNS[at].sort:
            by = _SORTED.index(_COLUMNS[at])
            self._sort_by(by, turned=by == self._by and not self._turned)

    def _sort_by(self, by: int, *, turned: bool = False) -> None:
        """Show the clients in a new order, from its beginning."""
        if self._view is None:
            return
        self._by, self._turned = by, turned
        self.anew = True
        self._fill(self._view)
        if self.list.rows:
            self.list.go_to(self.list.rows[0].key)
        desk = self.desk
        desk.show_frame()
        desk.say()

    def _nothing(self, room: int) -> list[Line]:
        if self.sought:
            return [*cards.sentences(["Nobody matches. Esc shows all."], room, QUIET)]
        lines = () if self._view is None else output.screens.report.summary(self._view)
        return [*cards.sentences(map(one_line, lines), room)]


class _Column(NamedTuple):
    """A column; without a sort it comes along with another.

    Attributes:
        said: What it is sorted by, in words.
        first: Who comes first then.
        turned: Who comes first the other way round.
    """

    heading: str
    cell: Callable[[ReportRow, ReportView], Piece]
    sort: str = ""
    said: str = ""
    first: str = ""
    turned: str = ""


def _status(row: ReportRow, view: ReportView) -> Piece:
    return Piece(phrases.status_in_short(row), of_status(row.status))


def _client(row: ReportRow, view: ReportView) -> Piece:
    mark = view.whose.mark(row.owner)
    return Piece(one_line(f"{row.client}{mark and f' ({mark})'}"))


def _next(row: ReportRow, view: ReportView) -> Piece:
    if row.next_due_on is None:
        return Piece(phrases.NOTHING, QUIET)
    return Piece(f"{phrases.rule(row.next_rule)} {phrases.day(row.next_due_on, view.today)}")


def _last(row: ReportRow, view: ReportView) -> Piece:
    return Piece(phrases.day(row.last_reach_on, view.today), QUIET)


def _how(row: ReportRow, view: ReportView) -> Piece:
    return Piece(phrases.channel(row.last_channel) if row.last_channel else "", QUIET)


def _kept(row: ReportRow, view: ReportView) -> Piece:
    return Piece(f"{phrases.percent(row.kept.percent):>4}", "" if row.kept.counted else QUIET)


def _weeks(row: ReportRow, view: ReportView) -> Piece:
    return Piece(phrases.strip(row.touchpoints_by_week), BARS)


def _health(row: ReportRow, view: ReportView) -> Piece:
    if row.health is None:
        return Piece(f"{phrases.NOTHING:>3}", QUIET)
    now = row.health.now
    return Piece(f"{now.score:>3} {now.band}", of_health(now.band))


def _change(row: ReportRow, view: ReportView) -> Piece:
    return Piece(f"{phrases.health_change(row.health):>4}", QUIET)


def _booked(row: ReportRow, view: ReportView) -> Piece:
    return Piece(phrases.day(row.next_meeting_on, view.today), QUIET)


_WORST, _BEST, _LATEST = "worst first", "best first", "latest first"
_COLUMNS = (
    _Column("Status", _status, "status", "status", "most urgent first", "least urgent first"),
    _Column("Client", _client, "name", "name", "A to Z", "Z to A"),
    _Column("Next", _next, "due", "what is next", "soonest first", _LATEST),
    _Column("Last", _last, "last", "last contact", "longest silence first", _LATEST),
    _Column("How", _how),
    _Column("Booked", _booked),
    _Column("Kept", _kept, "kept", "intervals kept", _WORST, _BEST),
    _Column("12 weeks", _weeks, "weeks", "contacts in 12 weeks", "fewest first", "most first"),
    _Column("Health", _health, "health", "health", _WORST, _BEST),
    _Column("90 days", _change),
)
_SORTED = tuple(one for one in _COLUMNS if one.sort)
_LESSER = [
    [one.heading for one in _COLUMNS].index(name)
    for name in ("How", "90 days", "Booked", "Next", "Kept", "Last", "12 weeks", "Health")
]


def _row(row: ReportRow, view: ReportView) -> Row:
    return Row(
        row.key,
        [one.cell(row, view) for one in _COLUMNS],
        searched(row.client, row.key, row.tags, row.status, phrases.status(row.status)),
    )
