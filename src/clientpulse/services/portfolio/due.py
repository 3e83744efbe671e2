"""Whom to contact today: the question the program answers each morning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from clientpulse import services
from clientpulse.cadence.engine import due_items
from clientpulse.cadence.items import LATER, OVERDUE, SOON, DueItem
from clientpulse.cadence.order import sort_key
from clientpulse.cadence.policy import Policy
from clientpulse.services import lookup
from clientpulse.services.clients.listing import all_archived
from clientpulse.services.facts.reading import Known, read_facts, with_channels
from clientpulse.services.portfolio import colleagues
from clientpulse.services.portfolio import listed as whom
from clientpulse.services.portfolio.asked import EVERYTHING, Asked
from clientpulse.store import queries
from clientpulse.store.queries.facts import Reached
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection
from clientpulse.views.due import DaysOff, DueRow, DueView, QuietDay
from clientpulse.views.local_time import LocalTime
from clientpulse.views.whose import AwayColleague


def due(
    reader: Reader,
    today: date,
    policy: Policy,
    selection: Selection,
    *,
    asked: Asked = EVERYTHING,
    limit: int | None = None,
    items_limit: int | None = None,
    now: datetime | None = None,
    dial: tuple[int, str] | None = None,
    with_colleagues: bool = True,
) -> DueView:
    """List what is to be done.

    Args:
        asked: What of all that is to be done.
        items_limit: No more items than this, for formats that list them one by one.
        now: This moment, for the time of day where clients are; None leaves it out.
        dial: The weekday (Monday is 0) and the time of day to smile and dial, where one is set.
        with_colleagues: Say who of them is away, and what there is where nothing is mine.
    """
    whose = selection.whose
    known, items, away = _listed(
        reader, today, policy, selection, asked, with_colleagues=with_colleagues
    )
    shown = [known[key] for key in list(items)[:limit]]
    ids = [one.client_id for one in shown]
    local = _local_times(reader, ids, now)
    reached = queries.facts.last_reaches(reader, ids, today)
    rows = tuple(
        _row(one, reached.get(one.client_id), policy, today, asked, local) for one in shown
    )
    listed = sorted((item for row in rows for item in row.items), key=sort_key)
    left_out = 0
    if not items and asked.picks:
        left_out = whom.count(reader, today, policy, selection, Asked(asked.within))
    of_others = 0
    if whose.only_mine and whose.colleagues and with_colleagues and not items and not left_out:
        of_others = colleagues.others_count(reader, today, policy, selection, asked)
    return DueView(
        today=today,
        rows=rows,
        items=tuple(listed[:items_limit]),
        more=len(items) - len(shown),
        overdue=sum(of[0].status == OVERDUE for of in items.values()),
        quiet=None if items or left_out else _quiet_day(reader, today, policy, selection),
        days_off=_days_off(policy, today, (min(one.act_by for one in of) for of in items.values())),
        dial_at=dial[1] if dial is not None and dial[0] == today.weekday() else None,
        left_out=left_out,
        whose=whose,
        away_colleagues=away,
        of_others=of_others,
    )


def _listed(
    reader: Reader,
    today: date,
    policy: Policy,
    selection: Selection,
    asked: Asked,
    *,
    with_colleagues: bool,
) -> tuple[dict[str, Known], dict[str, list[DueItem]], Sequence[AwayColleague]]:
    """Read who is listed; on a day on which a colleague is away, in one go with their clients."""
    whose = selection.whose
    away = {}
    if with_colleagues and whose.days_off and (whose.only_mine or whose.is_of_one):
        away = colleagues.away_until(whose, policy, today)
        if whose.asked is not None:
            asked_for = lookup.folded(whose.asked)
            away = {one: until for one, until in away.items() if one == asked_for}
    if not away:
        return *whom.listed(reader, today, policy, selection, asked), ()
    wanted = colleagues.standing_in(selection, away) if whose.only_mine else selection
    known, items = whom.listed(reader, today, policy, wanted, asked)
    found = tuple(colleagues.away_today(whose, away, (known[key].owner for key in items)))
    if whose.only_mine:
        mine = set(selection.owners or ())
        items = {key: of for key, of in items.items() if known[key].owner in mine}
    return known, items, found


def _row(
    known: Known,
    reached: Reached | None,
    policy: Policy,
    today: date,
    asked: Asked,
    local: Mapping[int, LocalTime],
) -> DueRow:
    """Lay out a client that is shown; of all others the channels don't matter."""
    facts = with_channels(known.facts, reached)
    return DueRow(
        asked.of(due_items((facts,), policy, today, asked.within, asked.listed)),
        facts.last_reach_on,
        facts.last_reach_channel,
        facts.in_force,
        known.owner,
        local.get(known.client_id),
        facts.last_reach_source,
        known.client_id,
    )


def _local_times(
    reader: Reader, client_ids: list[int], now: datetime | None
) -> dict[int, LocalTime]:
    """Return what time it is where these clients are, where that is known."""
    places = () if now is None else queries.clients.places(reader, client_ids)
    if not places or now is None:
        return {}
    found = (
        (client_id, services.local_time.local_time(now, zone, hours))
        for client_id, zone, hours in places
    )
    return {client_id: local for client_id, local in found if local is not None}


def _days_off(policy: Policy, today: date, listed_from: Iterable[date]) -> DaysOff | None:
    """Say on a day off until when they last, and on the first workday after who came up in them.

    Args:
        listed_from: From when each client is listed; who was before the days off didn't come up.
    """
    absence = policy.absence(today)
    if absence is None:
        return None
    starts_on, ends_on = absence
    if starts_on <= today <= ends_on:
        return DaysOff(starts_on, ends_on, None)
    if today != policy.workday_after(ends_on):
        return None
    left_on = policy.workday_on_or_before(starts_on)
    return DaysOff(starts_on, ends_on, sum(left_on < day <= today for day in listed_from))


def _quiet_day(reader: Reader, today: date, policy: Policy, selection: Selection) -> QuietDay:
    """Look at everybody, to say what comes next and why nothing is due."""
    everyone = [one.facts for one in read_facts(reader, selection, policy, today)]
    ahead = due_items(everyone, policy, today, statuses=frozenset({SOON, LATER}))
    return QuietDay(
        clients=len(everyone) or queries.clients.count(reader),
        chosen=len(everyone),
        next_item=min(ahead, key=lambda item: (item.act_by, sort_key(item)), default=None),
        resting=sum(facts.is_paused(today) or facts.is_snoozed(today) for facts in everyone),
        with_cadence=sum(
            facts.in_force.meeting is not None
            or facts.in_force.update is not None
            or bool(facts.cadence.off)
            for facts in everyone
        ),
        all_archived=not everyone and all_archived(reader),
    )
