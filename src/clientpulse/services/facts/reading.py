"""The facts of clients: who they are, what stands in the diary, what is open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from clientpulse.cadence.channel import WRITTEN
from clientpulse.cadence.facts import Facts
from clientpulse.cadence.open_items import NOTHING_OPEN
from clientpulse.cadence.policy import NO_RULES, Policy
from clientpulse.cadence.rule_book import RULES
from clientpulse.services.facts.open_items import open_items
from clientpulse.services.facts.policy import all_own_rules, cadence_of, deciding
from clientpulse.store import queries
from clientpulse.store.queries.of_clients import Scope
from clientpulse.store.queries.values import day
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection


class Known(NamedTuple):
    """A client of the store, and what the rules look at."""

    client_id: int
    owner: str | None
    facts: Facts


def read_facts(
    reader: Reader,
    selection: Selection,
    policy: Policy,
    today: date,
    *,
    birthdays_until: date | None = None,
) -> Iterator[Known]:
    """Give what is known of each selected client, but for its recent channels.

    Those cost some seeks more a client and only matter for what is shown: ``with_channels``.

    Args:
        birthdays_until: How far ahead birthdays matter, where that is more than usual.
    """
    around = _Around(reader, selection, today, policy, birthdays_until)
    for row in queries.facts.clients(reader, selection, today):
        yield Known(row.id, row.owner, around.facts(row))


class _Around:
    """What is stored about the selected clients in other tables than their own."""

    def __init__(
        self,
        reader: Reader,
        selection: Selection,
        today: date,
        policy: Policy,
        birthdays_until: date | None,
    ) -> None:
        scope = Scope(selection.client_id, today)
        self._today = today
        self._policy = policy
        self._diary = queries.facts.booked_meetings(reader, scope)
        self._rules = all_own_rules(reader, scope.client_id)
        own_rules = self._rules.values()
        self._open = open_items(reader, scope, policy, own_rules, birthdays_until)
        self._feedback = queries.facts.last_feedback(reader, scope)
        self._checkins = queries.facts.checkins(reader, scope)
        self._spoken = queries.recaps.not_written_up(reader, scope, policy.recap)
        self._checkups = queries.facts.last_checkups(reader, scope)
        self._tags = queries.clients.tags(reader, selection) if policy.weights else {}

    def facts(self, row: queries.facts.ClientRow) -> Facts:
        """Put together what is known of a client."""
        own = self._rules.get(row.id, NO_RULES)
        cadence = cadence_of(self._policy, row.meeting_interval, row.update_interval, own)
        running = self._checkins.get(row.id, ())
        if running and RULES["update"].is_off(own, self._policy):
            running = ()
        booked = self._diary.get(row.id, ())
        ahead = next((one for one in booked if one[0] >= self._today), (None, None))
        return Facts(
            key=row.key,
            name=row.name,
            started_on=date.fromisoformat(row.started_on),
            cadence=cadence,
            checkins=deciding(running, cadence.update),
            last_meeting_on=day(row.last_meeting_on),
            last_reach_on=day(row.last_reach_on),
            next_meeting_on=ahead[0],
            next_meeting_at=ahead[1],
            unlogged_meetings_on=tuple(on for on, _ in booked if on < self._today),
            prefers=row.prefers,
            archived=row.archived_on is not None,
            paused=row.paused_on is not None,
            paused_until=day(row.paused_until),
            snoozed_until=day(row.snoozed_until),
            clock_on=day(row.clock_on),
            asked_from=day(row.asked_from),
            conversations=self._spoken.get(row.id, ()),
            open_items=self._open.get(row.id, NOTHING_OPEN),
            feedback_on=self._feedback.get(row.id),
            checkup_on=self._checkups.get(row.id),
            own_rules=own,
            weight=self._policy.weight_of(self._tags.get(row.id, ())),
        )


def facts_of(reader: Reader, client_id: int, policy: Policy, today: date) -> Facts:
    """Return the whole facts of one client, archived or not."""
    for known in read_facts(reader, Selection(client_id=client_id), policy, today):
        reached = queries.facts.last_reaches(reader, [client_id], today)
        return with_channels(known.facts, reached.get(client_id))
    raise LookupError(client_id)


def with_channels(facts: Facts, reached: queries.facts.Reached | None) -> Facts:
    """Add how the last reach was, and how many written ones came in a row."""
    if reached is None:
        return facts
    return replace(
        facts,
        last_reach_channel=reached.channels[0],
        last_reach_source=reached.source,
        written_streak=written_streak(reached.channels),
    )


def written_streak(channels: Sequence[str]) -> int:
    """Count the written touchpoints before the first voice one.

    Args:
        channels: Of reaching touchpoints, the last one first; the store counts no further than
            the rule needs (``queries.facts.STREAK_LENGTH``).
    """
    for count, channel in enumerate(channels):
        if channel not in WRITTEN:
            return count
    return len(channels)
