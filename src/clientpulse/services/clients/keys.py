"""Keys: short names that are made up from long ones."""

from __future__ import annotations

import unicodedata
from collections.abc import Container

from clientpulse.comparing import visible, without_accents
from clientpulse.records.limits import KEY_LENGTH
from clientpulse.services import text

# A key that is made up stops at the word that would make it longer than this: it is for typing.
SHORT_KEY_LENGTH = 16
ROOM_FOR_A_NUMBER = 10


def key_from(name: str, otherwise: str = "client") -> str:
    """Make a key of a name: ``Żabka & Synowie`` becomes ``zabka-synowie``.

    Letters of other scripts stay as they are; they can be typed by whoever can type the name.

    Args:
        otherwise: The key where the name has no letters and no digits.
    """
    plain = without_accents(visible(name).casefold())
    spaced = "".join(char if _belongs_to_a_word(char) else " " for char in plain.replace("'", ""))
    key = ""
    for word in spaced.split():
        longer = f"{key}-{word}" if key else word
        if key and len(longer) > SHORT_KEY_LENGTH:
            break
        key = longer
    key = key[: KEY_LENGTH - ROOM_FOR_A_NUMBER]
    return key if text.is_key(key) else otherwise


def _belongs_to_a_word(char: str) -> bool:
    """Tell whether a character is a letter, a digit, or a mark on one, such as a vowel sign."""
    return char.isalnum() or unicodedata.category(char) in ("Mn", "Mc")


def free_key(wanted: str, taken: Container[str], next_number: dict[str, int] | None = None) -> str:
    """Return the key, or the first of ``wanted-2``, ``wanted-3`` ... that isn't taken.

    Args:
        next_number: By key, the number to try next, kept from call to call: where many begin alike,
            none starts at 1 again.
    """
    numbers = {} if next_number is None else next_number
    number = numbers.get(wanted, 1)
    while (key := f"{wanted}-{number}" if number > 1 else wanted) in taken:
        number += 1
    numbers[wanted] = number + 1
    return key
