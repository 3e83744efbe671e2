"""The table of cases: for each rule what it finds on a day, its settings and its words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from clientpulse.cadence.facts import Facts
from clientpulse.cadence.interval import parse_interval
from clientpulse.cadence.open_items import (
    NOTHING_OPEN,
    Commitment,
    Conversation,
    FinishedProject,
    Message,
    Mistake,
    Moment,
    OpenItems,
)
from clientpulse.cadence.policy import Cadence
from tests.unit.made_up import TODAY, in_days

START = date(2026, 1, 5)


class Case(NamedTuple):
    """What is known, and what the rule makes of it.

    Args:
        known: Facts, and `meet` and `send` for the cadence.
        still_open: Parts of the open items.
        due: In how many days it is due.
        act: In how many days it is to be acted on.
        status: Its status.
        reason: Why it is there.
        suggestion: What to do.
        command: What to type.
        next: What stands before a day that lies ahead.
        interval: The usual interval in `client rules`; none where it can't be set.
        snoozed: Whether a snooze hides it.
    """

    known: dict[str, Any]
    still_open: dict[str, tuple[Any, ...]]
    due: int
    act: int
    status: str
    reason: str
    suggestion: str
    command: str
    next: str
    interval: str = "none"
    snoozed: bool = False


CASES = {
    "appointment": Case(
        {"next_meeting_on": TODAY}, {}, 0, 0, "today",
        "meeting today", "meet them, then log how it went", "pulse log acme -c meeting",
        "appointment due",
    ),
    "outcome": Case(
        {"unlogged_meetings_on": (in_days(-3),)}, {}, -3, -3, "overdue",
        "meeting of Tue 17 Nov: what came of it?",
        "log how it went", "pulse log acme -c meeting -d 2026-11-17",
        "a meeting to log due",
    ),
    "meeting": Case(
        {"meet": "3m", "last_meeting_on": in_days(-200)}, {}, -108, -122, "overdue",
        "meeting was due Tue 4 Aug, not booked", "book the meeting", "pulse meeting book acme WHEN",
        "meeting due", snoozed=True,
    ),
    "update": Case(
        {"send": "1m", "last_reach_on": in_days(-40), "last_reach_channel": "email"},
        {}, -9, -9, "overdue",
        "no word for 5 weeks; monthly updates", "send a short update", "pulse log acme -c email",
        "update due", snoozed=True,
    ),
    "answer": Case(
        {}, {"messages": (Message(8, in_days(-4), "letter"), Message(9, in_days(-2), "email"))},
        -3, -3, "overdue",
        "they wrote on Mon 16 Nov and wait for an answer",
        "answer them", "pulse log acme -c letter",
        "answer them by",
    ),
    "own_up": Case(
        {}, {"mistakes": (Mistake(3, "wrong invoice", in_days(-30)),)}, -30, -30, "overdue",
        "not told yet: wrong invoice",
        "tell them, and how you'll fix it", "pulse draft apology acme",
        "tell them of the mistake by",
    ),
    "make_good": Case(
        {}, {"mistakes": (Mistake(4, "late", in_days(-60), in_days(-59)),)}, -52, -52, "overdue",
        "was to be fixed by Tue 29 Sep: late", "fix it, and say so", "pulse mistake fixed 4",
        "fix the mistake by", "7d",
    ),
    "look_back": Case(
        {},
        {"mistakes": (Mistake(5, "lost", in_days(-60), in_days(-59), None, in_days(-50)),)},
        -36, -36, "overdue",
        "fixed Thu 1 Oct, is all well? lost", "ring them: is all well again?", "pulse log acme",
        "ask whether all is well by", "2w", snoozed=True,
    ),
    "promise": Case(
        {}, {"promises": (Commitment(1, "the estimate", in_days(-1)),)}, -1, -1, "overdue",
        "you promised the estimate by Thu 19 Nov",
        "keep it, or agree on another day", "pulse done 1",
        "promise due",
    ),
    "chase": Case(
        {}, {"asks": (Commitment(2, "the files", in_days(-2)),)}, -1, -1, "overdue",
        "they owe you the files since Wed 18 Nov",
        "ask for it, friendly and firm", "pulse draft chase acme --log",
        "chase them for the files by", "3d", snoozed=True,
    ),
    "recap": Case(
        {"conversations": (Conversation(7, in_days(-5)),)}, {}, -4, -4, "overdue",
        "conversation of Sun 15 Nov: no recap yet",
        "write down what was agreed", "pulse draft recap acme --log",
        "recap due", "next workday",
    ),
    "moment": Case(
        {}, {"moments": (Moment("trip", in_days(-3), 6),)}, -3, -3, "overdue",
        "Tue 17 Nov: trip", "ask how it went", "pulse remind done r6",
        "reminder due", snoozed=True,
    ),
    "feedback": Case(
        {}, {}, -138, -140, "overdue",
        "no feedback yet; asked for half-yearly",
        "ask how they find your work", "pulse draft feedback acme --log",
        "feedback due", "6m", snoozed=True,
    ),
    "project_feedback": Case(
        {}, {"projects": (FinishedProject(7, "site", in_days(-9)),)}, -2, -2, "overdue",
        "site, finished Wed 11 Nov: how was it?",
        "ask for feedback on it", "pulse draft feedback acme --project 7 --log",
        "ask how site went by", "7d", snoozed=True,
    ),
    "checkup": Case(
        {}, {}, -229, -231, "overdue",
        "no check-up yet; the first was due Sun 5 Apr",
        "look at it trait by trait", "pulse checkup acme",
        "check-up due", "6m", snoozed=True,
    ),
}  # fmt: skip
"""A case of each rule, in the order of the rule book. A new rule adds one."""


def facts_of(cases: Iterable[Case]) -> Facts:
    """Put cases together: a client about whom all of their rules have something to say."""
    known: dict[str, Any] = {}
    still_open: dict[str, tuple[Any, ...]] = {}
    for case in cases:
        known |= case.known
        for part, things in case.still_open.items():
            still_open[part] = (*still_open.get(part, ()), *things)
    meet, send = (parse_interval(known.pop(name, "none")) for name in ("meet", "send"))
    return Facts(
        key="acme",
        name="Acme",
        started_on=START,
        cadence=Cadence(meet, send, "client"),
        open_items=OpenItems(**still_open) if still_open else NOTHING_OPEN,
        **known,
    )
