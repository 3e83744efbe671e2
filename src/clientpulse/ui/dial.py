"""View 4: whom to ring in this hour, one after the other, with a clock that stops the minutes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from clientpulse import output, services
from clientpulse.output import phrases
from clientpulse.output.look import QUIET, STRONG, of_status
from clientpulse.output.safe import one_line
from clientpulse.ui import cards
from clientpulse.ui.clock import Clocks
from clientpulse.ui.lines import Line, Piece, Row
from clientpulse.ui.morning import brief
from clientpulse.ui.views import Begun, LayOut, View, Whom, filtered, searched

if TYPE_CHECKING:
    from clientpulse.services.stores import Reader
    from clientpulse.ui.acts import Act
    from clientpulse.ui.door import Work
    from clientpulse.views.dial import Call, DialView, Rung

TICK, A_MINUTE = 1.0, 60.0


class _Found(NamedTuple):
    view: DialView
    rung: Rung
    tags: Mapping[int, Sequence[str]]


class Dial(View):
    """Whom to ring, the one we spoke with the longest ago first; who was skipped comes last.

    Attributes:
        clocks: How long each call is.
    """

    name_of_view = "dial"

    def __init__(self) -> None:
        super().__init__()
        self.clocks = Clocks()
        self._found: _Found | None = None
        self._calls: Mapping[str, Call] = {}
        self._skipped: list[str] = []
        self.list.empty = self._nothing

    def on_mount(self) -> None:
        """Let the clock be seen running, and look who can be rung as time goes on."""
        self.set_interval(TICK, self._tick)
        self.set_interval(A_MINUTE, self._look_again)

    def read(self, work: Work) -> _Found:
        """Read whom to ring."""
        hours = work.settings.office_hours

        def ask(reader: Reader) -> _Found:
            chosen, policy = work.chosen(reader), work.policy(reader)
            view = services.dial.everybody(reader, work.today, work.now, policy, chosen, hours)
            rung = services.dial.rung(reader, work.today, chosen)
            return _Found(view, rung, services.clients.tags.by_client(reader, chosen))

        return work.read(ask)

    def show(self, found: _Found) -> None:
        """Show the list."""
        self._found = found
        self._calls = {one.key: one for one in found.view.items}
        self.title = one_line(output.screens.dial.title(found.view))
        self.fill(self._rows())

    def detail(self, work: Work, key: str) -> LayOut:
        """Read the client's brief; the number comes first."""
        call, card = self._calls.get(key), brief(work, key)

        def lay_out(room: int) -> Iterator[Line]:
            if call is not None:
                yield from _number(call, room)
            yield from cards.card_lines(card, room)

        return lay_out

    def whom(self, key: str | None) -> Whom | None:
        """Return the client of a row."""
        call = self._calls.get(key or "")
        return None if call is None else Whom(call.key, one_line(call.client), call.client_id)

    def say(self, key: str | None) -> Sequence[Line]:
        """Say whom to ring at which number, and how long the call was; at the end, how many."""
        call = self._calls.get(key or "")
        if call is None:
            return ()
        lines: list[Line] = []
        if all(one in self._skipped for one in self._calls):
            lines.append((Piece(f"{self._end()}, {len(self._calls)} skipped."),))
        if self.clocks.is_stopped(call.key):
            log = self.desk.pressed("log")
            lines.append((Piece(f"Rang for {self.clocks.shown(call.key)}; {log} logs it."),))
        ring = f"{one_line(call.contact)} · {one_line(call.phone)}"
        return (*lines, (Piece("Ring: ", QUIET), Piece(ring)))

    def ongoing(self) -> Sequence[Line]:
        """Say how long the call is that goes on."""
        whom = self.clocks.ringing
        if whom is None:
            return ()
        return ((Piece(f"Ringing {whom.name} · {self.clocks.shown(whom.key)}", STRONG),),)

    def begin(self, act: Act) -> Begun | str:
        """Return the form of an act; that of a call has its minutes."""
        begun = super().begin(act)
        if isinstance(begun, str) or act.name != "log" or not self.clocks.has(begun.whom.key):
            return begun
        minutes = str(self.clocks.minutes(begun.whom.key))
        return begun._replace(given={"channel": "call", "minutes": minutes})

    def stored(self, act: Act, whom: Whom) -> None:
        """Forget the clock of a call that is written down."""
        if act.name == "log":
            self.clocks.forget(whom.key)

    def do_clock(self) -> None:
        """Stop the clock that runs, or let that of the client run."""
        whom = self.whom(self.list.selected)
        if self.clocks.ringing is not None:
            self.clocks.stop()
        elif whom is not None:
            self.clocks.start(whom)
        self.desk.say()

    def do_skip(self) -> None:
        """Go on to the next one: this one comes last, in this session."""
        key, shown = self.list.selected, [row.key for row in self.list.rows]
        if key is None:
            return
        if self.clocks.ringing is not None and self.clocks.ringing.key == key:
            self.clocks.stop()
        behind = shown[shown.index(key) + 1 :]
        if key in self._skipped:
            self._skipped.remove(key)
        self._skipped.append(key)
        self.rows = self._rows()
        ahead = next((one for one in behind if one not in self._skipped), None)
        others = (row.key for row in self.rows if row.key in shown)
        self.list.show(filtered(self.rows, self.sought), ahead or next(others, None))
        self.desk.say()

    def _tick(self) -> None:
        if self.clocks.ringing is not None:
            self.desk.say_again()

    def _look_again(self) -> None:
        if self.desk.view is self:
            self.desk.reload()

    def _rows(self) -> Sequence[Row]:
        """Return a row for each call, those that were skipped last."""
        if self._found is None:
            return ()
        before = [one for one in self._calls if one not in self._skipped]
        last = [one for one in self._skipped if one in self._calls]
        found = self._found
        return [_row(self._calls[one], found, skipped=one in last) for one in (*before, *last)]

    def _end(self) -> str:
        """Say how many calls there were today, and how long all of them were."""
        rung = self._found.rung if self._found is not None else None
        return "" if rung is None else one_line(output.screens.dial.rung(rung))

    def _nothing(self, room: int) -> list[Line]:
        if self.sought:
            return [*cards.sentences(["Nobody matches. Esc shows all."], room, QUIET)]
        if self._found is None:
            return []
        why = map(one_line, output.screens.dial.footer(self._found.view))
        return [*cards.sentences([f"{self._end()}."], room), (), *cards.sentences(why, room, QUIET)]


def _row(call: Call, found: _Found, *, skipped: bool) -> Row:
    short = output.screens.dial.short(call, found.view.today)
    quiet = QUIET if skipped else ""
    urgent = of_status(call.item.status) if call.item is not None else QUIET
    return Row(
        call.key,
        (
            Piece("skipped" if skipped else short.spoke, QUIET),
            Piece(short.client, quiet),
            Piece(short.status, quiet or urgent),
            Piece(short.why, QUIET),
        ),
        searched(
            call.client, call.key, found.tags.get(call.client_id, ()), call.contact, short.status
        ),
    )


def _number(call: Call, room: int) -> Iterator[Line]:
    """Lay out whom to ring: each number on a line, then who it is and the time there."""
    for one in call.phone.split(","):
        yield from cards.sentences([one_line(one.strip())], room, STRONG)
    there = phrases.local_time(call.local)
    yield from cards.sentences([one_line(" · ".join(filter(None, [call.contact, there])))], room)
    yield ()
