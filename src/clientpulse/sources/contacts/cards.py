"""A card of an address book as all sources give it."""

from __future__ import annotations

from clientpulse.sources.addresses import normal
from clientpulse.sources.gathered import Card
from clientpulse.vcards.cards import VCard


def card_of(card: VCard) -> Card | None:
    """Return a card; None of one that is about nobody."""
    addresses = dict.fromkeys(filter(None, (normal(one.text) for one in card.emails)))
    if card.is_list or card.has_died or not card.name:
        return None
    return Card(
        uid=card.uid,
        name=card.name,
        company=card.company,
        role=card.role,
        addresses=tuple(addresses),
        phones=tuple(one.text for one in card.phones),
        birthday=card.birthday,
        is_company=card.is_company,
    )
