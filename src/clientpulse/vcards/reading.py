"""Reading the cards of a file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clientpulse.vcards.cards import VCard, card_of
from clientpulse.vcards.lines import Buffered
from clientpulse.vcards.tokens import read_tokens
from clientpulse.vcards.values import LAST_RESORT

_BEGIN = re.compile(
    r"(?:^|[\r\n])[^\S\r\n]*(?:[\w-]+\.)?BEGIN\s*:\s*VCARD\s*(?:[\r\n]|$)", re.IGNORECASE
)


def read_cards(stream: Buffered, fallback: str = LAST_RESORT) -> Iterator[VCard]:
    """Read cards one after the other; see `tokens.read_tokens`."""
    return map(card_of, read_tokens(stream, fallback))


def is_vcard(head: str) -> bool:
    """Tell by its beginning whether a text is one of cards."""
    return _BEGIN.search(head) is not None
