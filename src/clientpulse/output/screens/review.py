"""What a person has to decide after sources were read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from clientpulse.cadence.wording import weekday_date
from clientpulse.output import phrases
from clientpulse.output.layout.screen import Screen
from clientpulse.output.layout.sheet import Cell, Sheet
from clientpulse.output.screens import proposals
from clientpulse.quoting import shell_word
from clientpulse.records import Contact
from clientpulse.views.proposals import Proposal
from clientpulse.views.review import Double, ReviewView, Vanished

if TYPE_CHECKING:
    from clientpulse.records import Client

FIELDS = (
    *("kind", "name", "key", "people", "why", "other", "other_key", "source", "since", "proposal"),
)

CORRESPONDENT, DOUBLE, VANISHED = "correspondent", "double", "vanished"


def record(one: Proposal | Double | Vanished) -> dict[str, Any]:
    """Return the fields of something to decide; those of other kinds are null."""
    known: dict[str, Any] = dict.fromkeys(FIELDS)
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


def _named(one: Client | Contact) -> str:
    return f"{one.name} ({one.client})" if isinstance(one, Contact) else f"{one.name} ({one.key})"


def _rows(view: ReviewView) -> Iterator[dict[str, Cell]]:
    for one in view.proposals:
        said = proposals.lived(one.lived), proposals.last(one.lived, view.today)
        people = ", ".join(who.address for who in one.people)
        yield _row("no client", f"{one.name}: {people}", "; ".join(filter(None, said)))
    for each in view.doubles:
        yield _row("perhaps one", f"{_named(each.one)}, {_named(each.other)}", each.why)
    for gone in view.vanished:
        since = "" if gone.since is None else f" since {weekday_date(gone.since, view.today)}"
        yield _row("gone", _named(gone.contact), f"not in {gone.card.source}{since}")


def _row(what: str, who: str, about: str) -> dict[str, Cell]:
    return {"What": what, "Who": who, "About": about}


def _footer(view: ReviewView) -> Iterator[str]:
    merging = next((one for one in view.doubles if not isinstance(one.one, Contact)), None)
    if merging is not None:
        old, into = shell_word(merging.other.key), shell_word(merging.one.key)
        yield f"To make one client of two: pulse client merge {old} {into}"
    if view.items:
        yield "At a terminal, 'pulse review' asks about each."


def _sheet(view: ReviewView) -> Sheet:
    title = f"To decide: {counted(view)}" if view.items else "Nothing to decide"
    return Sheet.of(title, list(_rows(view)), _footer(view))


SCREEN: Screen[ReviewView] = Screen(
    "review", lambda view: {"items": list(map(record, view.items))}, _sheet, FIELDS
)
