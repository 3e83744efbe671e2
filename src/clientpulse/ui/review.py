"""View 5: what sources brought up, and a key for each decision."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from clientpulse import output, services
from clientpulse.cadence.wording import weekday_date
from clientpulse.config import keys
from clientpulse.output.look import QUIET, STRONG
from clientpulse.output.safe import one_line
from clientpulse.records import Contact
from clientpulse.ui import acts, cards
from clientpulse.ui.lines import Line, Piece, Row
from clientpulse.ui.views import Begun, LayOut, View, Whom, filtered, searched
from clientpulse.views.proposals import Proposal
from clientpulse.views.review import Double, ReviewView, Vanished

if TYPE_CHECKING:
    from clientpulse.output.layout.card import Card
    from clientpulse.services.stores import Reader
    from clientpulse.ui.door import Work

TOUCHPOINTS = 5
MOST_CLIENTS = 10_000
NOTHING = (
    "Nothing to decide. People you write to, possible duplicates, and people gone from an address"
    " book show up here after 'pulse sync'."
)

Item = Proposal | Double | Vanished
Kind = TypeVar("Kind", bound=Item)


class Part(NamedTuple):
    """One kind of what is to be decided, and what the keys for it do."""

    heading: str
    keys: Sequence[str]


PARTS: Mapping[object, Part] = {
    Proposal: Part("New correspondents", ("accept", "adjust", "person", "never")),
    Double: Part("Perhaps one", ("same", "apart")),
    Vanished: Part("Gone from an address book", ("keep", "remove")),
}


class _Found(NamedTuple):
    view: ReviewView
    clients: Sequence[str]


class Review(View):
    """What is to be decided in three parts, and all that is known of what is selected."""

    name_of_view = "review"

    def __init__(self) -> None:
        super().__init__()
        self._by_key: Mapping[str, Item] = {}
        self._view: ReviewView | None = None
        self._clients: Sequence[str] = ()
        self.list.empty = self._nothing

    def read(self, work: Work) -> _Found:
        """Read what is to be decided, and the keys of the clients."""

        def ask(reader: Reader) -> _Found:
            view = services.reviewing.listing.review(reader, work.today, work.settings)
            known = services.lookup.keys_starting(reader, "", MOST_CLIENTS)
            return _Found(view, [key for key, _ in known])

        return work.read(ask)

    def show(self, found: _Found) -> None:
        """Show it, a heading before each part."""
        self._view, self._clients = found
        self._by_key = {_key(one): one for one in found.view.items}
        self.title = one_line(output.screens.review.title(found.view))
        self.fill([*_rows(found.view)])

    def detail(self, work: Work, key: str) -> LayOut:
        """Read all that is known of what is selected."""
        one, view = self._by_key.get(key), self._view
        if one is None or view is None:
            return lambda _: ()

        def ask(reader: Reader) -> list[Card]:
            policy = work.policy(reader)
            shown = [
                services.history.show(reader, work.today, policy, found, TOUCHPOINTS, work.now)
                for found in services.reviewing.listing.clients_of(reader, one)
            ]
            return [*output.screens.review.cards(one, view, shown)]

        laid_out = work.read(ask)
        return lambda room: [
            line for card in laid_out for line in (*cards.card_lines(card, room), ())
        ]

    def whom(self, key: str | None) -> Whom | None:
        """Return the client of a person, or the first of two; a correspondent is none."""
        one = self._by_key.get(key or "")
        if one is None or isinstance(one, Proposal):
            return None
        who = one.contact if isinstance(one, Vanished) else one.one
        if isinstance(who, Contact):
            return Whom(who.key, one_line(who.client), who.client_id)
        return Whom(who.key, one_line(who.name), who.id)

    def say(self, key: str | None) -> Sequence[Line]:
        """Say what can be decided."""
        one = self._by_key.get(key or "")
        if one is None:
            return ()
        return (
            tuple(
                piece
                for name in (*PARTS[type(one)].keys, "skip")
                for piece in (
                    Piece(self.desk.pressed(name), STRONG),
                    Piece(f" {keys.BY_NAME[name].footer}   ", QUIET),
                )
            ),
        )

    def begin(self, act: acts.Act) -> Begun | str:
        """Return the form of an act: of a correspondent, those that decide about them."""
        one = self._by_key.get(self.list.selected or "")
        if isinstance(one, Proposal):
            if act.name not in PARTS[Proposal].keys:
                return "They aren't a client yet."
            return Begun(act, Whom(one.ref, one_line(one.name)))
        return super().begin(act)

    def do_accept(self) -> None:
        """Take a correspondent as a client, as proposed."""
        self._decide(Proposal, lambda one: ("--client", one.ref))

    def do_never(self) -> None:
        """Never ask about a correspondent again."""
        self._decide(
            Proposal, lambda one: [word for who in one.people for word in ("--never", who.address)]
        )

    def do_adjust(self) -> Awaitable[None] | None:
        """Take a correspondent as a client, with another name or cadence."""
        one = self._selected(Proposal)
        if one is None:
            return None
        meeting, update = services.proposing.accepting.stored(one.cadence)
        proposed = acts.adjusting(one_line(one.name), meeting or "none", update or "rule")
        return self.desk.open_form(proposed)

    def do_person(self) -> Awaitable[None] | None:
        """Take a correspondent as a person at a client."""
        one = self._selected(Proposal)
        return None if one is None else self.desk.open_form(acts.joining(self._clients))

    def do_same(self) -> None:
        """Join two that are one."""
        self._decide(Double, lambda one: ("--same", one.ref))

    def do_apart(self) -> None:
        """Say that two aren't one."""
        self._decide(Double, lambda one: ("--apart", one.ref))

    def do_keep(self) -> None:
        """Keep somebody whom the address book hasn't any more."""
        self._decide(Vanished, lambda one: ("--keep", one.ref))

    def do_remove(self) -> None:
        """Delete somebody whom the address book hasn't any more."""
        self._decide(Vanished, lambda one: ("--remove", one.ref))

    def do_skip(self) -> None:
        """Leave it for later."""
        self.list.action_move(1)

    def _selected(self, kind: type[Kind]) -> Kind | None:
        """Return what the cursor is on, or say that the key is for another kind."""
        one = self._by_key.get(self.list.selected or "")
        if isinstance(one, kind):
            return one
        if one is not None:
            self.desk.say_quietly(f"That key is for these: {PARTS[kind].heading.lower()}.")
        return None

    def _decide(self, kind: type[Kind], words: Callable[[Kind], Iterable[str]]) -> None:
        """Run the command that decides; the row goes at once, so that the next key is the next's.

        Where the command is refused, it comes again with what is read then.
        """
        one = self._selected(kind)
        if one is None:
            return
        line = ["review", *words(one)]
        self.rows = [row for row in self.rows if row.key != _key(one)]
        self.list.show(filtered(self.rows, self.sought))
        self.desk.run_line(line)

    def _nothing(self, room: int) -> list[Line]:
        said = "Nothing matches. Esc shows all." if self.sought else NOTHING
        return [*cards.sentences([said], room, QUIET)]


def _key(one: Item) -> str:
    return f"{type(one).__name__} {one.ref}"


def _rows(view: ReviewView) -> Iterator[Row]:
    parts: tuple[tuple[type[Item], Iterator[Row]], ...] = (
        (Proposal, (_correspondent(one) for one in view.proposals)),
        (Double, (_double(one) for one in view.doubles)),
        (Vanished, (_vanished(one, view) for one in view.vanished)),
    )
    for kind, rows in parts:
        heading = PARTS[kind].heading
        found = [*rows]
        if found:
            yield Row(heading, (Piece(heading, STRONG),), head=True)
            yield from found


def _correspondent(one: Proposal) -> Row:
    addresses = " ".join(who.address for who in one.people)
    return _row(one, one.name, output.screens.proposals.lived(one.lived), addresses)


def _double(one: Double) -> Row:
    names = (one.one.name, one.other.name)
    shown = names[0] if names[0] == names[1] else ", ".join(names)
    return _row(one, shown, one.why, one.one.key, one.other.key, *names)


def _vanished(one: Vanished, view: ReviewView) -> Row:
    since = "" if one.since is None else f" since {weekday_date(one.since, view.today)}"
    who = f"{one.contact.name} ({one.contact.client})"
    return _row(one, who, f"not in {one.card.source}{since}", one.contact.key)


def _row(one: Item, who: str, about: str, *more: str) -> Row:
    cells = (Piece(""), Piece(one_line(who)), Piece(one_line(about), QUIET))
    return Row(_key(one), cells, searched(who, "", (), *more))
