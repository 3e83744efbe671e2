"""From what is stored of a client to its cadence and the engine's facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from clientpulse.cadence.channel import WRITTEN
from clientpulse.cadence.facts import Facts
from clientpulse.cadence.horizon import ALL_QUIET, QUIET, LastDays, last_days
from clientpulse.cadence.interval import Interval, parse_interval
from clientpulse.cadence.items import RECAP
from clientpulse.cadence.policy import NO_RECAPS, NO_RULES, RECAP_VOICE, Cadence, Policy
from clientpulse.services.relations import Relations
from clientpulse.store import queries
from clientpulse.store.queries import open_items
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection

if TYPE_CHECKING:
    from clientpulse.store.queries.past_year import PastYear


NOTHING_BOOKED: tuple[str, Sequence[str]] = ("", ())


def cadence_of(
    policy: Policy, meeting_interval: str | None, update_interval: str | None
) -> Cadence:
    """Settle the cadence from its stored form.

    Args:
        policy: The rules of the house.
        meeting_interval: ``3m`` or None.
        update_interval: ``1m``; ``none`` for no updates; None to follow the rule.
    """
    return policy.cadence(
        _interval(meeting_interval), _interval(update_interval), update_interval is None
    )


@lru_cache(maxsize=1024)
def _interval(stored: str | None) -> Interval | None:
    return None if stored is None else parse_interval(stored)


def read_facts(
    reader: Reader,
    selection: Selection,
    policy: Policy,
    today: date,
    *,
    until: date | None = None,
    histories: Mapping[int, PastYear] | None = None,
) -> Iterator[tuple[int, str | None, Facts]]:
    """Give id, owner and facts of each selected client, but for its recent channels.

    Those cost a seek more a client and only matter for what is shown: see ``with_channels``.

    Args:
        reader: The store.
        selection: Which clients.
        policy: The rules of the house.
        today: The day it is.
        until: Pass over the clients for whom there can't be anything to act on up to this day.
        histories: The clients' past years, where they were read already: their last days are the
            last meeting and the last reach, which then needn't be looked for again.
    """
    relations = Relations(reader, policy, today, selection.client_id, until)
    open_by, own_rules_by = relations.open_by, relations.own_rules_by
    feedback_by, checkup_by = relations.feedback_by, relations.checkup_by
    to_ask, to_check = relations.to_ask, relations.to_check
    cadences: dict[tuple[str | None, str | None], tuple[Cadence, LastDays | None]] = {}
    recaps = policy.recap != NO_RECAPS and (
        RECAP not in policy.rules_off or any(RECAP in rules for rules in own_rules_by.values())
    )
    after_voice = recaps and policy.recap == RECAP_VOICE
    today_iso = today.isoformat()
    booked = {
        client: _split(days, today_iso)
        for client, days in queries.facts.booked_meetings(reader, selection).items()
    }
    day = queries.values.day
    # Most rows go no further than the first condition, so this loop calls as little as it can.
    for row in queries.facts.facts(
        reader,
        selection,
        today,
        with_latest=histories is None,
        with_recap=recaps,
        with_voice=after_voice,
    ):
        client_id, started_on = row[0], row[3]
        last_meeting_on, last_reach_on, recapped_on, voice_on = row[13:]
        if histories is not None:
            last_meeting_on, last_reach_on = histories[client_id].latest()
        stored = (row[4], row[5])
        own_rules = own_rules_by.get(client_id) if own_rules_by else None
        known = None if own_rules else cadences.get(stored)
        if known is None:
            cadence = cadence_of(policy, *stored)
            last = (
                None if until is None else last_days(cadence, until, policy, own_rules or NO_RULES)
            )
            known = (cadence, last)
            if not own_rules:
                cadences[stored] = known
        cadence, last = known
        asked_from = row[12]
        base = started_on if asked_from is None or asked_from < started_on else asked_from
        conversation_on = voice_on if after_voice else last_meeting_on
        if conversation_on is not None and (
            (recapped_on is not None and recapped_on >= conversation_on)
            or not recaps
            or conversation_on < base
        ):
            conversation_on = None
        if conversation_on is not None:  # the first one that wasn't written down is the late one
            conversation_on = open_items.first_conversation(
                reader, client_id, base, recapped_on or "", today, voice=after_voice
            )
        ahead, behind = booked.get(client_id, NOTHING_BOOKED)
        feedback_on = feedback_by.get(client_id)
        checkup_on = checkup_by.get(client_id)
        quiet = 0
        if last is not None:
            if row[8] is not None and (row[9] is None or row[9] > today_iso):
                continue  # paused: nothing at all is due
            quiet = (
                (started_on > last[0] or (last_reach_on or "") > last[0])
                + 2 * (ahead != "" or started_on > last[1] or (last_meeting_on or "") > last[1])
                + 4
                * (
                    (to_ask is not None and client_id not in to_ask)
                    or base > last[2]
                    or (feedback_on or "") > last[2]
                )
                + 8
                * (
                    (to_check is not None and client_id not in to_check)
                    or (base > last[4] if checkup_on is None else checkup_on > last[3])
                )
            )
            if (
                quiet == ALL_QUIET
                and conversation_on is None
                and ahead != today_iso
                and not behind
                and client_id not in open_by
            ):
                continue
        yield (
            client_id,
            row[11],
            Facts(
                row[1],
                row[2],
                _started(started_on),
                cadence,
                day(last_meeting_on),
                day(last_reach_on),
                None,
                0,
                date.fromisoformat(ahead) if ahead else None,
                tuple(map(date.fromisoformat, behind)),
                row[6],
                row[7] is not None,
                row[8] is not None,
                day(row[9]),
                day(row[10]),
                day(asked_from),
                relations.of(client_id, conversation_on, recapped_on),
                day(feedback_on),
                day(checkup_on),
                own_rules or NO_RULES,
                QUIET[quiet],
            ),
        )


def _started(stored: str) -> date:
    started_on = queries.values.day(stored)
    if started_on is None:
        raise ValueError("a client without a start")
    return started_on


def _split(diary: Sequence[str], today: str) -> tuple[str, Sequence[str]]:
    """Return the next booked meeting, empty where none lies ahead, and those that lie behind."""
    if len(diary) == 1:
        return (diary[0], ()) if diary[0] >= today else ("", diary)
    ahead = min((one for one in diary if one >= today), default="")
    return ahead, sorted(one for one in diary if one < today)


def with_channels(reader: Reader, client_id: int, facts: Facts, today: date) -> Facts:
    """Add the channel of the last reach, and how many written ones came in a row."""
    channels = queries.facts.last_channels(reader, client_id, today)
    if not channels:
        return facts
    return replace(facts, last_reach_channel=channels[0], written_streak=written_streak(channels))


def written_streak(channels: Sequence[str]) -> int:
    """Count the written touchpoints before the first voice one.

    Args:
        channels: Of reaching touchpoints, the last one first; the store counts no further than
            the rule needs (``queries.STREAK_LENGTH``).
    """
    for count, channel in enumerate(channels):
        if channel not in WRITTEN:
            return count
    return len(channels)


def facts_of(reader: Reader, client_id: int, policy: Policy, today: date) -> Facts:
    """Return the whole facts of one client, archived or not."""
    selection = Selection(client_id=client_id)
    for found_id, _, facts in read_facts(reader, selection, policy, today):
        return with_channels(reader, found_id, facts, today)
    raise LookupError(client_id)
