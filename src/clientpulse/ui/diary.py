"""View 3: the week or the month, day by day, with what is booked and what is due."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from clientpulse import output, services
from clientpulse.cadence.advice import suggestion
from clientpulse.cadence.wording import weekday_date
from clientpulse.dates.months import MONTHS
from clientpulse.output.look import QUIET, STRONG
from clientpulse.output.safe import one_line
from clientpulse.ui import acts, asking, cards
from clientpulse.ui.lines import Line, Piece, Row
from clientpulse.ui.morning import brief
from clientpulse.ui.views import Begun, LayOut, View, Whom, searched
from clientpulse.views.diary import MEETING

if TYPE_CHECKING:
    from clientpulse.output.layout.card import Card
    from clientpulse.records import Meeting
    from clientpulse.services.stores import Reader
    from clientpulse.ui.acts import Act
    from clientpulse.ui.door import Work
    from clientpulse.views.diary import DiaryView, Entry


class _Found(NamedTuple):
    view: DiaryView
    tags: Mapping[int, Sequence[str]]
    is_month: bool


class _Place(NamedTuple):
    """Where a row is, and what it is; nothing of a day that is free."""

    on: date
    entry: Entry | None = None


class Diary(View):
    """A week or a month, and the brief of the client that is selected."""

    name_of_view = "diary"

    def __init__(self) -> None:
        super().__init__()
        self._around: date | None = None
        self._is_month = False
        self._comes = True
        self._is_there = False
        self._found: _Found | None = None
        self._places: Mapping[str, _Place] = {}
        self.list.empty = self._nothing

    def read(self, work: Work) -> _Found:
        """Read what is on the days."""
        is_month = self._is_month
        first, last = _span(self._around or work.today, is_month)

        def ask(reader: Reader) -> _Found:
            chosen, policy = work.chosen(reader), work.policy(reader)
            view = services.feeding.by_day.days(reader, work.today, policy, chosen, first, last)
            return _Found(view, services.clients.tags.by_client(reader, chosen), is_month)

        return work.read(ask)

    def show(self, found: _Found) -> None:
        """Show the days, unless others are wanted by now."""
        self._is_there = _span(self._around or found.view.today, self._is_month) == (
            found.view.days[0].on,
            found.view.days[-1].on,
        )
        if not self._is_there:
            return
        self._found = found
        self.title = f"{_named(found)}: {output.screens.diary.counts(found.view)}"
        rows = list(self._rows(found))
        # A day is in order by the clock, so nothing is kept in place but the cursor.
        self.anew = True
        self.fill(rows, self._first(rows) if self._comes else None)
        self._comes = False

    def detail(self, work: Work, key: str) -> LayOut:
        """Read the client's brief, and the agenda of the meeting before it."""
        entry = self._entry(key)
        if entry is None or entry.client_id is None:
            return lambda _: ()
        shown = [brief(work, entry.key)]
        if entry.meeting is not None and entry.meeting.state == "booked":
            shown.insert(0, _agenda(work, entry.key, entry.meeting))

        def lay_out(room: int) -> Iterator[Line]:
            for card in shown:
                yield from cards.card_lines(card, room)
                yield ()

        return lay_out

    def whom(self, key: str | None) -> Whom | None:
        """Return the client of a row."""
        entry = self._entry(key)
        if entry is None or entry.client_id is None:
            return None
        return Whom(entry.key, one_line(entry.client), entry.client_id)

    def say(self, key: str | None) -> Sequence[Line]:
        """Say what to do about a row."""
        place = self._places.get(key or "")
        if place is None or self._found is None:
            return ()
        if place.entry is None:
            book = self.desk.pressed("book")
            return ((Piece(f"{book} books a meeting on this day.", QUIET),),)
        if place.entry.items:
            first = place.entry.items[0]
            command = one_line(output.phrases.next_command(first))
            what = one_line(suggestion(first))
            return ((Piece("Next: ", QUIET), Piece(what), Piece(f"   {command}", QUIET)),)
        line = output.screens.diary.line(place.entry, place.on, self._found.view.today)
        return ((Piece(": ".join(filter(None, [line.who, line.what])), QUIET),),)

    def begin(self, act: Act) -> Begun | str:
        """Return the form of an act: with the day or the meeting that the cursor is on."""
        if act.name == "book":
            return self._begin_booking()
        if act.name == "move":
            return self._begin_moving(act)
        begun = super().begin(act)
        meeting = self._meeting
        if isinstance(begun, str) or act.name != "log" or meeting is None:
            return begun
        return begun._replace(given=self._given_of(meeting))

    def _begin_booking(self) -> Begun:
        found, place = self._found, self._places.get(self.list.selected or "")
        act = acts.book_with_anybody(found.view.keys if found is not None else ())
        if found is None or place is None:
            return Begun(act, Whom("", ""))
        whom = self.whom(self.list.selected)
        today = found.view.today
        when = f"{weekday_date(place.on, today)} " if place.on >= today else ""
        if whom is None:
            return Begun(act, Whom(place.on.isoformat(), ""), {"when": when})
        # The client may be another one yet, so it isn't named above the fields.
        return Begun(act, whom._replace(name=""), {"when": when, "client": whom.key})

    def _begin_moving(self, act: Act) -> Begun | str:
        meeting = self._meeting
        if meeting is None or self._found is None:
            return "Choose a booked meeting first."
        named = output.screens.diary.meeting(meeting, self._found.view.today)
        return Begun(act, Whom(str(meeting.id), named, meeting.client_id))

    def _given_of(self, meeting: Meeting) -> Mapping[str, str]:
        """Return how a meeting is logged; one that is still to come isn't."""
        today = self._found.view.today if self._found is not None else meeting.planned_on
        if meeting.planned_on > today:
            return {}
        on = meeting.planned_on
        return {"channel": "meeting", **({"date": weekday_date(on, today)} if on < today else {})}

    @property
    def _meeting(self) -> Meeting | None:
        """The booked meeting that the cursor is on."""
        entry = self._entry(self.list.selected)
        meeting = entry.meeting if entry is not None else None
        return meeting if meeting is not None and meeting.state == "booked" else None

    def _entry(self, key: str | None) -> Entry | None:
        place = self._places.get(key or "")
        return place.entry if place is not None else None

    def do_cancel(self) -> None:
        """Cancel the meeting, once that is confirmed."""
        meeting = self._meeting
        if meeting is None or self._found is None:
            self.desk.say_quietly("Choose a booked meeting first.")
            return
        named = output.screens.diary.meeting(meeting, self._found.view.today)
        line = ["meeting", "cancel", str(meeting.id)]
        self.desk.push_screen(
            asking.Question(f"Cancel the meeting with {named}?"),
            lambda said: self.desk.run_line(line) if said else None,
        )

    async def do_span(self) -> None:
        """Show the month instead of the week, or the week of the day that the cursor is on."""
        place = self._places.get(self.list.selected or "")
        await self._go(place.on if place is not None else self._around, not self._is_month)

    async def do_earlier(self) -> None:
        """Go to the week or the month before."""
        await self._step(-1)

    async def do_later(self) -> None:
        """Go to the week or the month after."""
        await self._step(1)

    async def do_now(self) -> None:
        """Go to this week or month."""
        await self._go(None, self._is_month)

    async def _step(self, by: int) -> None:
        around = self._around or (self._found.view.today if self._found is not None else None)
        if around is not None:
            await self._go(_beside(around, self._is_month, by), self._is_month)

    async def _go(self, around: date | None, is_month: bool) -> None:
        self._around, self._is_month, self._comes = around, is_month, True
        self._is_there = False
        self.desk.do_reload()
        # A key that is typed ahead is about the days that come.
        await self.desk.until(lambda: self._is_there)

    def _rows(self, found: _Found) -> Iterator[Row]:
        today, places = found.view.today, dict[str, _Place]()
        for day in found.view.days:
            rows = [_row(one, day.on, found) for one in day.entries]
            places |= {
                row.key: _Place(day.on, one) for row, one in zip(rows, day.entries, strict=True)
            }
            if not rows and not found.is_month and (day.is_workday or day.on == today):
                rows = [Row(f"{day.on} free", (Piece(""), Piece("free", QUIET), Piece("")))]
                places[rows[0].key] = _Place(day.on)
            if rows:
                named = output.screens.diary.day(day, today)
                yield Row(str(day.on), (Piece(named, STRONG),), head=True)
                yield from rows
        self._places = places

    def _first(self, rows: Sequence[Row]) -> str | None:
        """Return where the cursor begins: where it is, today, or the first day that is shown."""
        keys = [row.key for row in rows if not row.head]
        if self.list.selected in keys or self._found is None:
            return None
        today = str(self._found.view.today)
        ahead = (one for one in keys if one >= today)
        return next(ahead, None) if today <= max(keys, default="") else next(iter(keys), None)

    def _nothing(self, room: int) -> list[Line]:
        if self.sought:
            return [*cards.sentences(["Nobody matches. Esc shows all."], room, QUIET)]
        if self._found is None:
            return []
        said = f"Nothing is booked or due: {_named(self._found)}."
        return [*cards.sentences([said], room, QUIET)]


def _agenda(work: Work, key: str, meeting: Meeting) -> Card:
    """Read what there is to talk about at a meeting."""

    def ask(reader: Reader) -> Card:
        found = services.lookup.client(reader, key)
        view = services.agenda.agenda(
            reader, work.today, work.policy(reader), found, meeting=meeting
        )
        return output.screens.agenda.card(view)

    return work.read(ask)


def _row(entry: Entry, on: date, found: _Found) -> Row:
    line = output.screens.diary.line(entry, on, found.view.today)
    clock = (entry.meeting.planned_time if entry.meeting is not None else None) or ""
    return Row(
        " ".join(filter(None, [str(on), clock, entry.kind, entry.ref])),
        (
            Piece(line.when, line.meaning),
            Piece(line.who, line.others),
            Piece(line.what, line.others or ("" if entry.kind == MEETING else QUIET)),
        ),
        searched(entry.client, entry.key, found.tags.get(entry.client_id or 0, ()), entry.kind),
    )


def _named(found: _Found) -> str:
    """Name the week or the month: ``Week of Mon 23 Nov``, ``November 2026``."""
    first = found.view.days[0].on
    if found.is_month:
        return f"{MONTHS[first.month - 1].title()} {first.year}"
    return f"Week of {weekday_date(first, found.view.today)}"


def _span(day: date, is_month: bool) -> tuple[date, date]:
    """Return the first and the last day of the week or the month that a day is in."""
    if is_month:
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    first = day.toordinal() - day.weekday()
    return date.fromordinal(first), date.fromordinal(min(first + 6, date.max.toordinal()))


def _beside(day: date, is_month: bool, by: int) -> date:
    """Return a day of the week or the month before or after; the same where the calendar ends."""
    first, last = _span(day, is_month)
    number = first.toordinal() - 1 if by < 0 else last.toordinal() + 1
    return date.fromordinal(number) if 1 <= number <= date.max.toordinal() else day
