"""Everything about a client as a page."""

from __future__ import annotations

from datetime import date, datetime

from clientpulse.cadence.policy import Policy
from clientpulse.services import lookup
from clientpulse.services.digest.gathering import person
from clientpulse.services.history import show
from clientpulse.services.portfolio.months import Months
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.views.pages import ClientPage


def page(
    reader: Reader,
    now: datetime,
    today: date,
    policy: Policy,
    client: lookup.Found,
    touchpoints: int,
) -> ClientPage:
    """Put a page together.

    Args:
        now: The moment, with our timezone.
        touchpoints: How many of the last ones.
    """
    months = Months(today)
    view = show(reader, today, policy, client, touchpoints, now, months)
    return ClientPage(
        show=view,
        people=tuple(map(person, view.contacts)),
        months=months.added_up([view.row.key]),
        owed=tuple(queries.commitments.select(reader, client_id=client.id)),
    )
