"""The portfolio as a page: the report, who waits, a year month by month, and what is owed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from clientpulse.cadence.policy import Policy
from clientpulse.services.digest.gathering import digest
from clientpulse.services.portfolio.months import Months
from clientpulse.services.portfolio.report import report
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection
from clientpulse.views.pages import PortfolioPage


def page(
    reader: Reader,
    now: datetime,
    today: date,
    policy: Policy,
    selection: Selection,
    *,
    statuses: Sequence[str] = (),
    sort: str = "status",
    dial: tuple[int, str] | None = None,
) -> PortfolioPage:
    """Put a page together.

    Args:
        now: The moment, with our timezone.
        statuses: As for ``report``.
        sort: As for ``report``.
        dial: When to smile and dial, as for ``due``.
    """
    months = Months(today)
    view = report(reader, today, policy, selection, statuses=statuses, sort=sort, months=months)
    message = digest(reader, now, today, policy, selection, limit=view.clients or 1, dial=dial)
    shown = {row.key for row in view.items}
    owed = queries.commitments.select(reader, archived=False)
    return PortfolioPage(
        report=view,
        message=message,
        waiting=tuple(one for one in message.items if one.row.first.key in shown),
        clients=len(queries.clients.names(reader, Selection())),
        months=months.added_up(shown),
        owed=tuple(one for one in owed if one.key in shown),
    )
