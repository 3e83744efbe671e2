"""Reading clients: one of them, or a list for people who look for a key."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from clientpulse.cadence.policy import NO_RULES, Policy
from clientpulse.records import Client
from clientpulse.services.facts.policy import all_own_rules, cadence_of
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection
from clientpulse.views.clients import ListedClient
from clientpulse.views.listed import Listed


def everyone(
    reader: Reader, today: date, policy: Policy, selection: Selection
) -> Listed[ListedClient]:
    """List clients with their cadences, tags and primary contacts."""
    found = sorted(queries.clients.select(reader, selection), key=lambda one: one.name.casefold())
    tags = queries.clients.tags(reader, selection)
    primary = {one.client_id: one for one in reversed(queries.contacts.select(reader))}
    rules = all_own_rules(reader)
    items = (
        ListedClient(
            replace(one, tags=tags.get(one.id, ())),
            cadence_of(
                policy, one.meeting_interval, one.update_interval, rules.get(one.id, NO_RULES)
            ),
            primary.get(one.id),
        )
        for one in found
    )
    return Listed(today, tuple(items))


def all_archived(reader: Reader) -> bool:
    """Tell whether there are clients, and every one of them is archived."""
    return queries.clients.count(reader) > 0 and not queries.clients.names(reader, Selection())


def read(reader: Reader, client_id: int) -> Client:
    """Return a client with its tags."""
    return queries.clients.select(reader, Selection(client_id=client_id))[0]
