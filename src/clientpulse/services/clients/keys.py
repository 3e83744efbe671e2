"""Keys: short names that are made up from long ones."""

from __future__ import annotations

import unicodedata
from collections.abc import Container

from clientpulse.records.limits import KEY_LENGTH
from clientpulse.services import text

# A key that is made up stops at the word that would make it longer than this: it is for typing.
SHORT_KEY_LENGTH = 16
ROOM_FOR_A_NUMBER = 10

# Letters that Unicode doesn't take apart into an ASCII letter and a mark.
PLAIN_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"}
)


def key_from(name: str, otherwise: str = "client") -> str:
    """Make a key of a name: ``Żabka & Synowie`` becomes ``zabka-synowie``.

    Letters of other scripts stay as they are; they can be typed by whoever can type the name.

    Args:
        otherwise: The key where the name has no letters and no digits.
    """
    folded = name.casefold().translate(PLAIN_LETTERS)
    plain = "".join(
        char for char in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(char)
    )
    words = "".join(char if char.isalnum() else " " for char in plain.replace("'", "")).split()
    key = ""
    for word in words:
        longer = f"{key}-{word}" if key else word
        if key and len(longer) > SHORT_KEY_LENGTH:
            break
        key = longer
    key = unicodedata.normalize("NFC", key)[: KEY_LENGTH - ROOM_FOR_A_NUMBER]
    return key if text.KEY.fullmatch(key) else otherwise


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
