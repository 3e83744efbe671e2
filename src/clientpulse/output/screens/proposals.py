"""Who might be a client: as a list for scripts, and a card each for whoever decides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from clientpulse.cadence.interval import DAYS_IN
from clientpulse.cadence.wording import weekday_date
from clientpulse.output import phrases
from clientpulse.output.layout.card import Card, Row, labelled
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen
from clientpulse.output.layout.sheet import Sheet

if TYPE_CHECKING:
    from clientpulse.views.proposals import (
        Correspondent,
        FoundSource,
        Lived,
        Proposal,
        ProposalsView,
    )

FIELDS: Fields[Proposal] = Fields(
    "key name domain? likely points people? meeting_interval=cadence.meeting"
    " update_interval=cadence.update update_from=cadence.update_from meeting_days?"
    " writing_days? met=lived.met wrote=lived.wrote heard=lived.heard"
    " first_on=lived.first_on met_on=lived.met_on wrote_on=lived.wrote_on"
    " heard_on=lived.heard_on client?"
)
SOURCES: Fields[FoundSource] = Fields("name kind where seen note? read error?")

PEOPLE = 3
OFTEN = 5
"""Who is written to every so many days is written to several times a week."""

_BY_WEEKS = 9
_FORTNIGHT, _LONGEST_MONTH, _SHORTEST_MONTH = 14, 31.5, 27.5


def record(one: Proposal) -> dict[str, Any]:
    """Return the fields of a proposal."""
    return FIELDS(
        one,
        domain=one.domain or None,
        people=[{"name": who.name, "email": who.address} for who in one.people],
        meeting_days=_whole(one.lived.meeting_days),
        writing_days=_whole(one.lived.writing_days),
        client=one.there or None,
    )


def envelope(view: ProposalsView) -> dict[str, Any]:
    """Return the fields of ``setup``."""
    return {
        "sources": [
            SOURCES(one, note=one.note or None, error=one.error or None) for one in view.sources
        ],
        "addresses": list(view.addresses),
        "items": list(map(record, view.items)),
    }


def about(days: float) -> str:
    """Say about how often that is: ``about every 7 weeks``."""
    if days < _FORTNIGHT:
        count, unit = round(days), "day"
        if count == DAYS_IN["w"]:
            count, unit = 1, "week"
    elif _SHORTEST_MONTH < days < _LONGEST_MONTH:
        count, unit = 1, "month"
    elif days < _BY_WEEKS * DAYS_IN["w"]:
        count, unit = round(days / DAYS_IN["w"]), "week"
    else:
        count, unit = round(days / DAYS_IN["m"]), "month"
    if unit == "month" and count % 12 == 0:
        count, unit = count // 12, "year"
    return f"about every {unit}" if count == 1 else f"about every {count} {unit}s"


def lived(known: Lived) -> str:
    """Say how often we were in touch: ``you meet about every 7 weeks, you write ...``."""
    said = []
    if known.meeting_days is not None:
        said.append(f"you meet {about(known.meeting_days)}")
    elif known.met:
        said.append(f"you met {_times(known.met)}")
    if known.wrote and known.writing_days is not None:
        often = known.writing_days < OFTEN
        said.append(f"you write {'several times a week' if often else about(known.writing_days)}")
    elif known.wrote:
        said.append(f"you wrote {_times(known.wrote)}")
    return ", ".join(said)


def last(known: Lived, today: date) -> str:
    """Say when the last contacts were: ``you met Thu 5 Nov, they wrote Tue 24 Nov``."""
    said = [
        f"{words} {weekday_date(day, today)}"
        for words, day in (
            ("you met", known.met_on),
            ("you wrote", known.wrote_on),
            ("they wrote", known.heard_on),
        )
        if day is not None
    ]
    return ", ".join(said if known.heard else [*said, "they never wrote"])


def cadence(one: Proposal) -> str:
    """Say which cadence is proposed, and where its updates come from."""
    follows = " (follows from the meetings)" if one.cadence.update_from == "rule" else ""
    return f"{phrases.cadence(one.cadence)}{follows}"


def card(view: ProposalsView) -> Card:
    """Lay out one proposal."""
    (one,) = view.items
    number, of = view.place or (1, 1)
    return Card.of(f"{number} of {of}: {one.name}", (("", known(one, view.today)),))


def known(one: Proposal, today: date, most: int = PEOPLE) -> Iterator[Row]:
    """Give what is known of a proposal.

    Args:
        most: So many people, and perhaps one more.
    """
    if one.there:
        yield "Client", f"there is one of this name already: {one.there}"
    people = [person(who) for who in one.people]
    shown = people if len(people) <= most + 1 else people[:most]
    yield from labelled("People", shown, len(shown), "")
    if len(people) > len(shown):
        yield "", f"and {len(people) - len(shown)} more"
    yield "So far", lived(one.lived)
    yield "Last", last(one.lived, today)
    if not one.there:
        yield "Cadence", cadence(one)


def person(who: Correspondent) -> str:
    """Name somebody with the address."""
    return f"{who.name} · {who.address}"


def _sheet(view: ProposalsView) -> Sheet:
    return Sheet.of(
        phrases.counted(len(view.items), "proposal"),
        [
            {
                "Client": one.name,
                "People": ", ".join(who.name for who in one.people[:PEOPLE]),
                "So far": lived(one.lived),
                "Cadence": cadence(one),
            }
            for one in view.items
        ],
        (),
    )


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _whole(days: float | None) -> int | None:
    return None if days is None else round(days)


SCREEN: Screen[ProposalsView] = Screen("setup", envelope, _sheet, FIELDS.names)
ONE: Screen[ProposalsView] = Screen("setup", lambda view: record(view.items[0]), card)
