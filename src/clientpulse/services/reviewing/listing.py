"""All that a person has to decide."""

from __future__ import annotations

from datetime import date

from clientpulse.config.settings import Settings
from clientpulse.records import Contact
from clientpulse.services import lookup
from clientpulse.services.reviewing import correspondents, doubles, vanished
from clientpulse.services.syncing.marks import Marks
from clientpulse.store.reader import Reader
from clientpulse.views.proposals import Proposal
from clientpulse.views.review import Double, ReviewView, Vanished


def review(reader: Reader, today: date, settings: Settings) -> ReviewView:
    """Return what is to be decided: correspondents, doubles, and who has vanished."""
    return ReviewView(
        today,
        tuple(correspondents.find(reader, settings)),
        tuple(doubles.find(reader, Marks(reader))),
        tuple(vanished.find(reader)),
    )


def clients_of(reader: Reader, one: Proposal | Double | Vanished) -> list[lookup.Found]:
    """Return the clients whom something to decide is about, as they are now.

    Raises:
        ConflictError: One of them is gone.
    """
    if isinstance(one, Proposal):
        return [lookup.client(reader, one.there)] if one.there else []
    about = (one.contact,) if isinstance(one, Vanished) else (one.one, one.other)
    found = dict.fromkeys(
        lookup.Found(who.client_id, who.key, who.client)
        if isinstance(who, Contact)
        else lookup.Found.of(who)
        for who in about
    )
    return [lookup.same(reader, each) for each in found]
