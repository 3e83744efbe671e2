"""Whose name it is, for who knows them: all that a lock screen or a shared calendar shows."""

from __future__ import annotations

import unicodedata

MOST = 3
NOBODY = "?"


def initials(name: str) -> str:
    """Return the first letters of a name's words: ``Acme GmbH`` is ``AG``.

    They are letters and digits, whatever the name holds, and never all of a short one: ``X`` is
    ``?``, and so is a name without letters.
    """
    words = unicodedata.normalize("NFKC", name).split()
    letters = ["".join(filter(str.isalnum, word)) for word in words]
    first = "".join(word[0].upper()[0] for word in letters if word)[:MOST]
    whole = "".join(letters).upper()
    if first == whole:
        first = first[:1]
    return NOBODY if first in {"", whole} else first
