"""Putting a person's name together from its parts."""

from __future__ import annotations

from collections.abc import Iterable

from clientpulse.titles import LEARNED, ONLY_IN, bare

# Salutations say nothing that a name doesn't; these are part of how somebody is addressed.
_KEPT = LEARNED.keys() - ONLY_IN.keys() - {"mgr"}

_NOBODYS = frozenset(
    ("self employed", "selfemployed", "freelance", "freelancer", "free lance", "retired",
     "selbständig", "selbstständig", "freiberuflich", "freiberufler", "freiberuflerin",
     "indépendant", "indépendante", "auto entrepreneur", "lavoratore autonomo",
     "libero professionista", "libera professionista", "autónomo", "autónoma",
     "trabajador autónomo", "zzp", "zzp'er", "zelfstandig", "zelfstandige", "autônomo", "autônoma",
     "samozatrudnienie",
     "własna działalność", "none")
)  # fmt: skip
"""What people write under company who work for themselves, or for nobody."""


def full_name(prefix: str | None, parts: Iterable[str | None], suffix: str | None) -> str | None:
    """Join a name: `Dr.`, (`Lena`, `Voss`), `Jr.` become one text.

    Returns:
        None where nothing but a prefix or a suffix is there.
    """
    name = " ".join(filter(None, parts))
    if not name:
        return None
    titles = (word for word in (prefix or "").split() if bare(word) in _KEPT)
    return " ".join(filter(None, [*titles, name, suffix]))


def is_nobodys(company: str) -> bool:
    """Tell whether a company says only that somebody has none: `Self-employed`."""
    return " ".join(company.replace("-", " ").split()).casefold() in _NOBODYS
