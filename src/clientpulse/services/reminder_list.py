"""Reading moments and birthdays; changing moments is ``moments``, which needs the writing half."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from clientpulse.cadence.moments import birthday_near, yearly_occurrence
from clientpulse.cadence.policy import Policy
from clientpulse.records import Reminder
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection
from clientpulse.views.reminders import MomentsView, Occasion


def moment_list(
    reader: Reader,
    today: date,
    policy: Policy,
    *,
    client_id: int | None = None,
    include_closed: bool = False,
) -> MomentsView:
    """List what is to be remembered: moments that were noted, and the birthdays of contacts.

    Args:
        reader: The store.
        today: The day it is.
        policy: The rules of the house.
        client_id: Only this client's; None for those of all clients that aren't archived.
        include_closed: Also those that are done, and those of archived clients.
    """
    archived = None if include_closed else False
    selection = Selection(client_id=client_id, archived=archived)
    clients = {row[0] for row in queries.clients.names(reader, selection)}
    found = [
        *_noted(reader, today, client_id, clients, include_closed),
        *_birthdays(reader, today, policy, client_id, clients),
    ]
    found.sort(key=_order)
    return MomentsView(today, tuple(found), include_closed)


def next_on(reminder: Reminder, today: date) -> date | None:
    """Return the day of a moment that matters now; None once there is none left."""
    if reminder.yearly:
        return yearly_occurrence(reminder.remind_on, reminder.done_on, today)
    return reminder.remind_on if reminder.done_on is None else None


def _noted(
    reader: Reader, today: date, client_id: int | None, clients: set[int], include_closed: bool
) -> Iterator[Occasion]:
    for one in queries.reminders.select(reader, client_id=client_id, only_open=not include_closed):
        if one.client_id in clients:
            yield Occasion(one.client, one.key, one.what, one.person, next_on(one, today), one)


def _birthdays(
    reader: Reader, today: date, policy: Policy, client_id: int | None, clients: set[int]
) -> Iterator[Occasion]:
    for one in queries.contacts.select(reader, client_id):
        if one.birthday and one.client_id in clients:
            on = birthday_near(one.birthday, today, None, policy)
            yield Occasion(one.client, one.key, "birthday", one.name, on, None)


def _order(one: Occasion) -> tuple[bool, int, str]:
    """Sort by the day that comes; what is done comes last, the newest of it first."""
    if one.next_on is not None:
        return False, one.next_on.toordinal(), one.key
    done_on = None if one.reminder is None else one.reminder.done_on
    return True, 0 if done_on is None else -done_on.toordinal(), one.key
