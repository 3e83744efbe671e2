"""What is said of a service, and of who has heard of it."""

from __future__ import annotations

from clientpulse.dates import long_date
from clientpulse.records import ServiceMention


def mention(view: ServiceMention) -> str:
    """Name a mention in a line."""
    day = long_date(view.mentioned_on)
    return f"{view.service} mentioned to {view.client}, {day} (number {view.id})"
