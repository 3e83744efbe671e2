"""The only addresses that stand in a page: to write to somebody, and to ring them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from clientpulse.cadence.wording import in_short

if TYPE_CHECKING:
    from clientpulse.views.digest import Person


LONGEST_NUMBER = 40


@dataclass(frozen=True, slots=True)
class Link:
    """An address that a browser or a mail program follows.

    Attributes:
        address: ASCII, and harmless wherever it stands.
        text: What it is called.
    """

    address: str
    text: str


def of(person: Person) -> Iterator[Link]:
    """Give the links by which somebody is reached."""
    if person.email:
        yield mailto(person.email)
    if person.phone:
        yield tel(person.phone, in_short(person.number, LONGEST_NUMBER))


def mailto(address: str) -> Link:
    """Return the link that begins a mail."""
    return Link(f"mailto:{quote(address, safe='@')}", address)


def tel(number: str, text: str = "") -> Link:
    """Return the link that dials.

    Args:
        text: What it is called, if not as the number.

    Raises:
        ValueError: It isn't made of digits, behind a ``+`` or not.
    """
    if not re.fullmatch(r"\+?[0-9]+", number):
        raise ValueError(number)
    return Link(f"tel:{number}", text or number)
