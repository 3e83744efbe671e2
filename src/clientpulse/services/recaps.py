"""Which conversation a recap writes up, and which one waits for its own."""

from __future__ import annotations

from bisect import bisect
from datetime import date
from typing import TYPE_CHECKING

from clientpulse.cadence.channel import VOICE
from clientpulse.cadence.policy import Policy
from clientpulse.cadence.rule_book import RULES
from clientpulse.cadence.rules.diary import is_past_recap, recap_due_on
from clientpulse.errors import NotFoundError
from clientpulse.quoting import shell_word
from clientpulse.records import Touchpoint
from clientpulse.services import lookup
from clientpulse.services.facts.policy import own_rules
from clientpulse.services.open_things import choosing, kinds
from clientpulse.store import queries
from clientpulse.store.queries.of_clients import Scope
from clientpulse.store.reader import Reader
from clientpulse.views.log import RecapView

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

RECAP = "recap"


def waiting(
    reader: Reader, today: date, policy: Policy, client_id: int, until: date | None = None
) -> Touchpoint | None:
    """Return the first conversation that waits for a recap; none does where the rule is off.

    Args:
        until: The last day that it may be of, where that isn't today.
    """
    rule, own = RULES[RECAP], own_rules(reader, client_id)
    if rule.is_off(own, policy):
        return None
    scope, interval = Scope(client_id, today), rule.interval_in(own, policy)
    for one in queries.recaps.not_written_up(reader, scope, policy.recap).get(client_id, ()):
        if one.occurred_on > (until or today):
            break
        if not is_past_recap(recap_due_on(one.occurred_on, policy, interval), today):
            return lookup.numbered(reader, Touchpoint, one.id)
    return None


def to_write_up(
    reader: Reader, today: date, policy: Policy, client_id: int, until: date | None = None
) -> Touchpoint | None:
    """Return the conversation that a recap is of: the first that waits, else the latest."""
    first = waiting(reader, today, policy, client_id, until)
    return first or queries.recaps.latest_conversation(reader, client_id, until or today)


def conversation(reader: Reader, today: date, client: lookup.Found, typed: str) -> Touchpoint:
    """Return a conversation with a client by its number, as typed, ``7`` or ``t7``, or by words.

    Raises:
        NotFoundError: There is no such touchpoint, it is no conversation with them, or several fit.
    """
    digits = typed.strip().removeprefix("t")
    if not (digits.isascii() and digits.isdecimal()):
        [digits] = choosing.of_client(reader, kinds.CONVERSATION, client, [typed], today, "--for")
    number = int(digits[:20])
    found = lookup.numbered(reader, Touchpoint, number)
    if found.client_id != client.id or found.channel not in VOICE:
        raise NotFoundError(
            f"touchpoint {number} is no conversation with {client.key}",
            f"see their numbers: pulse history {shell_word(client.key)}",
        )
    return found


def settle(
    unit: UnitOfWork, today: date, policy: Policy, sent: Touchpoint, about: int | None = None
) -> RecapView | None:
    """Let a recap settle the conversation that it is of, and none but that.

    Args:
        sent: What was logged; where it is no recap, it settles none.
        about: The number of that conversation, where it was named.

    Returns:
        That conversation and the next that waits; None where it is no recap.
    """
    if sent.purpose != RECAP:
        return None
    if about is not None:
        spoken: Touchpoint | None = lookup.numbered(unit.reader, Touchpoint, about)
    else:
        spoken = to_write_up(unit.reader, today, policy, sent.client_id, sent.occurred_on)
    if spoken is not None and (spoken.recapped_on or date.max) > sent.occurred_on:
        spoken = unit.update(spoken, recapped_on=sent.occurred_on)
    elif about is None:
        spoken = None  # of two recaps of one conversation the first settled it
    return RecapView(spoken, waiting(unit.reader, today, policy, sent.client_id))


def follow(
    unit: UnitOfWork, today: date, policy: Policy, before: Touchpoint, after: Touchpoint
) -> None:
    """Let the conversations follow a touchpoint that is or was a recap."""
    if before.purpose != RECAP:
        settle(unit, today, policy, after)
    elif after.purpose != RECAP:
        reopen(unit, before)
    elif after.occurred_on != before.occurred_on:
        _move(unit, before, after.occurred_on)


def reopen(unit: UnitOfWork, gone: Touchpoint) -> None:
    """Let wait again what a recap settled that is none any more, or isn't there."""
    if gone.purpose == RECAP:
        _move(unit, gone, None)


def _move(unit: UnitOfWork, before: Touchpoint, to: date | None) -> None:
    """Mark what a recap settled with another day, unless enough other recaps are of its day.

    Of several recaps of one day the first was of the first conversation that is marked with that
    day, the second of the second. With the last one goes all that is left. A conversation after
    the new day can't have been in it, and waits again.
    """
    client_id, on = before.client_id, before.occurred_on
    others = queries.recaps.sent_on(unit.reader, client_id, on)
    marked = queries.recaps.recapped_on(unit.reader, client_id, on)
    if len(others) >= len(marked):
        return
    place = bisect(others, before.id)
    for number in marked[place : place + 1] if others else marked:
        spoken = lookup.numbered(unit.reader, Touchpoint, number)
        unit.update(spoken, recapped_on=to if to and to >= spoken.occurred_on else None)
