"""What a person has to decide after sources were read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from clientpulse.cadence.wording import weekday_date
from clientpulse.output import phrases
from clientpulse.output.layout.card import Card, Row
from clientpulse.output.layout.screen import Screen
from clientpulse.output.layout.sheet import Cell, Sheet
from clientpulse.output.screens import proposals, show
from clientpulse.quoting import shell_word
from clientpulse.records import Contact
from clientpulse.views.proposals import Proposal
from clientpulse.views.review import Double, ReviewView, Vanished

if TYPE_CHECKING:
    from clientpulse.records import Client
    from clientpulse.views.show import ShowView

FIELDS = (
    *("kind", "ref", "name", "key", "people", "why", "other", "other_key", "source", "since"),
    "proposal",
)

CORRESPONDENT, DOUBLE, VANISHED = "correspondent", "double", "vanished"


def record(one: Proposal | Double | Vanished) -> dict[str, Any]:
    """Return the fields of something to decide; those of other kinds are null."""
    known: dict[str, Any] = dict.fromkeys(FIELDS) | {"ref": one.ref}
    if isinstance(one, Proposal):
        said = proposals.record(one)
        known |= {"kind": CORRESPONDENT, "name": one.name, "key": one.key}
        known |= {"people": said["people"], "proposal": said}
    elif isinstance(one, Double):
        known |= {"kind": DOUBLE, "name": one.one.name, "key": one.one.key, "why": one.why}
        known |= {"other": one.other.name, "other_key": one.other.key}
    else:
        since = None if one.since is None else one.since.isoformat()
        known |= {"kind": VANISHED, "name": one.contact.name, "key": one.contact.key}
        known |= {"source": one.card.source, "since": since}
    return known


def counted(view: ReviewView) -> str:
    """Say how much there is: ``2 correspondents, 1 perhaps twice, 1 gone``."""
    said = [
        phrases.counted(len(view.proposals), "correspondent") if view.proposals else "",
        f"{len(view.doubles)} perhaps twice" if view.doubles else "",
        f"{len(view.vanished)} gone from an address book" if view.vanished else "",
    ]
    return ", ".join(filter(None, said))


def double(one: Double) -> str:
    """Say who is perhaps one: ``Ann Field (Field) and A. Field (Kestrel): the same address``."""
    return f"{_named(one.one)} and {_named(one.other)}: {one.why}"


def vanished(one: Vanished, view: ReviewView) -> str:
    """Say who has vanished: ``Bo Berg (Acme) isn't in people any more, since Tue 3 Nov``."""
    since = "" if one.since is None else f", since {weekday_date(one.since, view.today)}"
    return f"{_named(one.contact)} isn't in {one.card.source} any more{since}"


def title(view: ReviewView) -> str:
    """Say how much is to be decided."""
    return f"To decide: {counted(view)}" if view.items else "Nothing to decide"


def cards(
    one: Proposal | Double | Vanished, view: ReviewView, clients: Sequence[ShowView]
) -> Iterator[Card]:
    """Lay out all that is known of something to decide.

    Args:
        clients: Those whom it is about.
    """
    if isinstance(one, Proposal):
        yield Card.of(one.name, (("", _lived(one, view)),))
    elif isinstance(one, Double):
        sides = [
            (who.name, _person(who)) for who in (one.one, one.other) if isinstance(who, Contact)
        ]
        yield Card.of(f"Perhaps one: {one.why}", sides)
    else:
        yield Card.of(vanished(one, view), (("", _person(one.contact)),))
    yield from map(show.card, clients)


def _lived(one: Proposal, view: ReviewView) -> Iterator[Row]:
    yield from proposals.known(one, view.today, len(one.people))
    yield "Since", phrases.day_and_distance(one.lived.first_on, view.today)


def _person(one: Contact) -> Iterator[Row]:
    yield "Client", f"{one.client} ({one.key})"
    known = (
        ("Role", one.role),
        ("E-mail", one.email),
        ("Phone", one.phone),
        ("Birthday", one.birthday and phrases.birthday(one.birthday)),
        ("Note", one.note),
    )
    yield from ((label, text) for label, text in known if text)
    yield "Number", str(one.id)


def _named(one: Client | Contact) -> str:
    return f"{one.name} ({one.client})" if isinstance(one, Contact) else f"{one.name} ({one.key})"


def _rows(view: ReviewView) -> Iterator[dict[str, Cell]]:
    for one in view.proposals:
        said = proposals.lived(one.lived), proposals.last(one.lived, view.today)
        people = ", ".join(who.address for who in one.people)
        yield _row("no client", f"{one.name}: {people}", "; ".join(filter(None, said)))
    for each in view.doubles:
        yield _row("perhaps one", f"{_numbered(each.one)}, {_numbered(each.other)}", each.why)
    for gone in view.vanished:
        since = "" if gone.since is None else f" since {weekday_date(gone.since, view.today)}"
        yield _row("gone", _numbered(gone.contact), f"not in {gone.card.source}{since}")


def _numbered(one: Client | Contact) -> str:
    """Name somebody with what is typed for them."""
    return f"{one.name} ({one.id}, {one.client})" if isinstance(one, Contact) else _named(one)


def _row(what: str, who: str, about: str) -> dict[str, Cell]:
    return {"What": what, "Who": who, "About": about}


def _footer(view: ReviewView) -> Iterator[str]:
    """Say what to type for the first of each kind."""
    if view.proposals:
        address = shell_word(view.proposals[0].ref, "EMAIL")
        yield f"A client: pulse review --client {address}"
        yield f"A person at a client, or nobody: --person {address}=CLIENT, --never {address}"
    if view.doubles:
        pair = shell_word(view.doubles[0].ref)
        yield f"One and the same: pulse review --same {pair}; two: --apart"
    if view.vanished:
        yield f"Kept: pulse review --keep {view.vanished[0].ref}; deleted: --remove"
    if view.items:
        yield "At a terminal, 'pulse review' asks about each."


def _sheet(view: ReviewView) -> Sheet:
    return Sheet.of(title(view), list(_rows(view)), _footer(view))


SCREEN: Screen[ReviewView] = Screen(
    "review", lambda view: {"items": list(map(record, view.items))}, _sheet, FIELDS
)
