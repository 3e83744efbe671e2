"""What we offer, and who heard of it."""

from __future__ import annotations

from clientpulse.records import Service, ServiceMention
from clientpulse.store.queries.values import read
from clientpulse.store.reader import Reader


def select(reader: Reader) -> list[Service]:
    """Return what we offer, in the order in which it was added."""
    return read(reader, Service, "x.id")


def mentions(
    reader: Reader, *, client_id: int | None = None, service_id: int | None = None
) -> list[ServiceMention]:
    """Return who heard of which service when, the newest first."""
    order = "x.mentioned_on DESC, x.id DESC"
    return read(reader, ServiceMention, order, client_id=client_id, service_id=service_id)
