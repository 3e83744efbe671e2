"""Whom we write to, and who is no client."""

from __future__ import annotations

from clientpulse.config.settings import Settings
from clientpulse.records import AddressCard
from clientpulse.services.proposing.correspondence import Carded
from clientpulse.services.proposing.from_sources import from_stored
from clientpulse.services.syncing import ours
from clientpulse.services.syncing.known import Known
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.views.proposals import Proposal


def find(reader: Reader, settings: Settings) -> list[Proposal]:
    """Propose those with whom we were in touch within the last twelve months, as mail told."""
    addresses = queries.exchanges.addresses_of_nobody(reader)
    if not addresses:
        return []
    known = Known(reader, ours.addresses(reader, settings))
    exchanges = queries.exchanges.of_nobody(reader, addresses)
    cards = _by_address(queries.sources.cards(reader))
    return from_stored(reader, known, exchanges, cards, settings.policy)


def _by_address(cards: list[AddressCard]) -> dict[str, Carded]:
    return {
        address: Carded(one.name or "", one.company or "")
        for one in cards
        if one.contact_id is None
        for address in filter(None, map(str.strip, (one.addresses or "").split(",")))
    }
