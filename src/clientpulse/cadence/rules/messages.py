"""What a client wrote, and waits for an answer to."""

from __future__ import annotations

from datetime import date
from functools import reduce

from clientpulse.cadence.facts import Facts
from clientpulse.cadence.finding import Finding, Found
from clientpulse.cadence.items import DueItem
from clientpulse.cadence.open_items import Message
from clientpulse.cadence.policy import Policy
from clientpulse.cadence.wording import weekday_date

ANSWERED_WITHIN_DAYS = 30
"""What is older is past answering: then the silence is what is wrong."""

SUBJECT_LENGTH = 50
"""As many characters of a subject are said; there is more to say in a line."""


def answer(facts: Facts, policy: Policy, today: date) -> Found:
    """Find the message that waits for longest; it is answered by the workday after."""
    if not facts.open_items.messages:
        return ()
    oldest = reduce(_earlier, facts.open_items.messages)
    due_on = policy.workday_after(oldest.occurred_on)
    return (
        Finding(
            due_on,
            due_on,
            since=oldest.occurred_on,
            last_on=oldest.occurred_on,
            last_channel=oldest.channel,
            what=_subject(oldest.subjects),
            ref_id=oldest.id,
        ),
    )


def _earlier(one: Message, other: Message) -> Message:
    return other if other.came_before(one) else one


def answer_reason(item: DueItem, today: date) -> str:
    """Say since when they wait, and for an answer to what."""
    wrote_on = item.due_on if item.since is None else item.since
    when = {0: "today", 1: "yesterday"}.get((today - wrote_on).days)
    wrote = f"they wrote {when or f'on {weekday_date(wrote_on, today)}'}"
    return (
        f"{wrote}: '{item.what}', and wait for an answer"
        if item.what
        else (f"{wrote} and wait for an answer")
    )


def _subject(subjects: str | None) -> str | None:
    """Return the last subject of a day's messages, cut where it is long."""
    last = (subjects or "").strip().rpartition("\n")[2].strip()
    if len(last) <= SUBJECT_LENGTH:
        return last or None
    return f"{last[: SUBJECT_LENGTH - 3].rstrip()}..."
