"""Colleagues on a morning of one's own: who is away, and who has clients to contact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from clientpulse.cadence.policy import Policy
from clientpulse.services import lookup
from clientpulse.services.portfolio.asked import Asked
from clientpulse.services.portfolio.listed import count
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection
from clientpulse.views.whose import AwayColleague, Whose


def away_until(whose: Whose, policy: Policy, today: date) -> dict[str, date]:
    """Return until when those colleagues are away who aren't there today, by folded name."""
    now = {lookup.folded(who) for who, first, last in whose.days_off if first <= today <= last}
    spans: dict[str, list[tuple[date, date]]] = {one: [] for one in now}
    for who, first, last in whose.days_off:
        if (one := lookup.folded(who)) in spans:
            spans[one].append((first, last))
    found = {one: replace(policy, days_off=tuple(of)).absence(today) for one, of in spans.items()}
    return {one: absence[1] for one, absence in found.items() if absence}


def standing_in(selection: Selection, away: Iterable[str]) -> Selection:
    """Widen a selection of mine by the clients of those who are away."""
    gone = set(away)
    theirs = tuple(one for one in selection.whose.colleagues if lookup.folded(one) in gone)
    if selection.owners is None or not theirs:
        return selection
    return replace(selection, owners=(*selection.owners, *theirs))


def away_today(
    whose: Whose, away: Mapping[str, date], owners: Iterable[str | None]
) -> Iterator[AwayColleague]:
    """Give the colleagues who are away, each with how many clients of theirs are to be contacted.

    Args:
        owners: Of each client that is to be contacted.
    """
    counts = dict.fromkeys(away, 0)
    for owner in owners:
        if owner is not None and (one := lookup.folded(owner)) in counts:
            counts[one] += 1
    called = {lookup.folded(who): who for who, _, _ in reversed(whose.days_off)}
    called |= {lookup.folded(who): who for who in reversed(whose.colleagues)}
    for one, until in away.items():
        if counts[one] or (whose.asked and lookup.folded(whose.asked) == one):
            yield AwayColleague(called[one], until, counts[one])


def others_count(
    reader: Reader, today: date, policy: Policy, selection: Selection, asked: Asked
) -> int:
    """Return how many clients of colleagues are to be contacted."""
    theirs = replace(selection, owners=selection.whose.colleagues)
    return count(reader, today, policy, theirs, asked)
