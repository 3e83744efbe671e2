"""From what is stored of a client to its cadence and the engine's facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from clientpulse.cadence.channel import WRITTEN
from clientpulse.cadence.facts import Facts
from clientpulse.cadence.interval import Interval, parse_interval
from clientpulse.cadence.policy import Cadence, Policy
from clientpulse.store import queries
from clientpulse.store.reader import Reader


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
    reader: Reader, selection: queries.Selection, policy: Policy, today: date
) -> Iterator[tuple[int, str | None, Facts]]:
    """Give id, owner and facts of each selected client, but for its recent channels.

    Those cost a seek more a client and only matter for what is shown: see ``with_channels``.
    """
    cadences: dict[tuple[str | None, str | None], Cadence] = {}
    unlogged = queries.unlogged_meetings(reader, today)
    none: tuple[date, ...] = ()
    day = queries.day
    for row in queries.facts(reader, selection, today):
        stored = (row.meeting_interval, row.update_interval)
        cadence = cadences.get(stored)
        if cadence is None:
            cadence = cadences[stored] = cadence_of(policy, *stored)
        started_on = day(row.started_on)
        if started_on is None:
            continue
        yield (
            row.id,
            row.owner,
            Facts(
                row.key,
                row.name,
                started_on,
                cadence,
                day(row.last_meeting_on),
                day(row.last_reach_on),
                None,
                0,
                day(row.next_meeting_on),
                unlogged.get(row.id, none),
                row.prefers,
                row.archived_on is not None,
                row.paused_on is not None,
                day(row.paused_until),
                day(row.snoozed_until),
            ),
        )


def with_channels(reader: Reader, client_id: int, facts: Facts, today: date) -> Facts:
    """Add the channel of the last reach, and how many written ones came in a row."""
    channels = queries.last_channels(reader, client_id, today)
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
    selection = queries.Selection(client_id=client_id)
    for found_id, _, facts in read_facts(reader, selection, policy, today):
        return with_channels(reader, found_id, facts, today)
    raise LookupError(client_id)
