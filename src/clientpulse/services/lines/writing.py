"""A line of ``pulse log``: checked as far as no store is needed, and written down whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from clientpulse import services
from clientpulse.cadence.policy import Policy
from clientpulse.records import Meeting, Touchpoint
from clientpulse.services import clients, lookup, recaps, settling, text, touchpoints
from clientpulse.store.reader import Reader
from clientpulse.views.log import LogLine, RecapView
from clientpulse.views.settling import Settled

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

PolicyOf = Callable[[Reader], Policy]
"""Returns how we work, of which a part is stored."""


class Written(NamedTuple):
    """What a line became.

    Attributes:
        held: The booked meeting that it closed.
        recap: Of a recap, what it was of.
        booked: The next meeting that was booked in the same breath.
    """

    touchpoint: Touchpoint
    held: Meeting | None
    settled: tuple[Settled, ...]
    recap: RecapView | None
    booked: Meeting | None


def check(line: LogLine) -> LogLine:
    """Return a line as it may be stored, as far as that is known without the store.

    Raises:
        InputError: Something of it makes no sense.
    """
    clients.bulk.refuse_circular(line.client)
    lookup.check_typed(line.client)
    text.name(line.client, "client")
    touchpoint = touchpoints.checked(replace(line.touchpoint, key=line.client), line.today)
    settling.check(touchpoint, line.settles)
    if line.next_meeting is not None:
        services.meetings.check_ahead(line.next_meeting[0], line.today, line.client)
    return replace(line, touchpoint=replace(touchpoint, key=""))


def write(unit: UnitOfWork, line: LogLine, found: lookup.Found, policy_of: PolicyOf) -> Written:
    """Write a line down, what it settled and the next meeting with it.

    Raises:
        ClientpulseError: Something of it makes no sense, or isn't there any more.
    """
    new = replace(line.touchpoint, **found.whose)
    touchpoint, held = touchpoints.log(unit, line.today, new)
    settled = settling.settle(unit, line.today, touchpoint, line.settles)
    recap = recaps.settle(unit, line.today, policy_of(unit.reader), touchpoint)
    booked = None
    if line.next_meeting is not None:
        summary = unit.summary
        planned_on, planned_time = line.next_meeting
        next_one = Meeting(**found.whose, planned_on=planned_on, planned_time=planned_time)
        booked = services.meetings.book(unit, line.today, next_one)
        unit.describe(f"{summary}, and booked the next one")
    return Written(touchpoint, held, settled, recap, booked)
