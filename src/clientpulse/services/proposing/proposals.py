"""Who might be a client, the likeliest first."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import replace

from clientpulse.cadence.policy import Policy
from clientpulse.records import Exchange
from clientpulse.services.clients.keys import free_key, key_from
from clientpulse.services.importing.companies import company_trace
from clientpulse.services.proposing.correspondence import Carded, Met, correspondents
from clientpulse.services.proposing.grouping import Group, groups
from clientpulse.services.proposing.lived import lived, nearest_cadence
from clientpulse.services.proposing.people import is_a_desk
from clientpulse.views.proposals import Correspondent, Lived, Proposal

ENOUGH_POINTS = 4
"""A meeting is two of them, a day on which we wrote is one."""

MANY_POINTS = 12
NEARLY = 0.75

ENOUGH_DAYS = 28
"""What began and ended within so many days was a question, and no client."""


def propose(
    exchanges: Iterable[Exchange],
    met: Iterable[Met],
    cards: dict[str, Carded],
    is_known: Callable[[str], bool],
    policy: Policy,
    taken: Container[str] = (),
    clients: Mapping[str, str] | None = None,
) -> list[Proposal]:
    """Propose clients, those with whom we did most first.

    Args:
        exchanges: Of the last twelve months, as `met`; automatic mail and circulars aren't there.
        cards: By address.
        is_known: Tells of an address that nobody is to be proposed for it: it is ours or a
            colleague's, a client's, or somebody said no to it.
        taken: The keys that aren't free.
        clients: By what spellings of their names have in common, the keys of those that are there.
    """
    found = groups(correspondents(exchanges, met, cards, is_known))
    ranked = sorted(((_points(one.people), one) for one in found), key=_rank)
    numbers: dict[str, int] = {}
    return [
        replace(one, there=(clients or {}).get(company_trace(one.name), ""))
        for points, group in ranked
        for one in (_proposal(group, points, policy, taken, numbers),)
    ]


def _rank(one: tuple[int, Group]) -> tuple[bool, int, str]:
    points, group = one
    known = lived(group.people)
    return not _is_likely(group, points, known), -points, _name(group).casefold()


def _points(people: Iterable[Correspondent]) -> int:
    everybody = list(people)
    met = {day for one in everybody for day in one.met}
    return len(met) + len(met.union(*(one.wrote for one in everybody)))


def _is_likely(group: Group, points: int, known: Lived) -> bool:
    """Tell whether somebody is proposed to whoever didn't ask.

    Whoever never answered and was never met isn't, nor who was asked something once. Suppliers and
    the family mostly write to us: whom we never met and wrote to now and then has to have heard
    from us nearly as often.
    """
    last_on = max(day for day in (known.met_on, known.wrote_on, known.heard_on) if day)
    if points < ENOUGH_POINTS or (last_on - known.first_on).days < ENOUGH_DAYS:
        return False
    if known.met:
        return True
    if not known.heard or all(is_a_desk(one.address) for one in group.people):
        return False
    return points >= MANY_POINTS or known.wrote >= known.heard * NEARLY


def _proposal(
    group: Group, points: int, policy: Policy, taken: Container[str], numbers: dict[str, int]
) -> Proposal:
    known = lived(group.people)
    name = _name(group)
    return Proposal(
        key=free_key(key_from(name), taken, numbers),
        name=name,
        domain=group.domain,
        people=_in_order(group.people),
        lived=known,
        cadence=nearest_cadence(known, policy),
        points=points,
        likely=_is_likely(group, points, known),
    )


def _in_order(people: Iterable[Correspondent]) -> tuple[Correspondent, ...]:
    return tuple(
        sorted(people, key=lambda one: (-_points([one]), one.name.casefold(), one.address))
    )


def _name(group: Group) -> str:
    return group.company or _in_order(group.people)[0].name
