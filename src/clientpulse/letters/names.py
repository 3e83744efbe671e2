"""The parts of a person's name that a letter greets them by."""

from __future__ import annotations

from dataclasses import dataclass

WOMAN, MAN = "f", "m"

# How people are addressed who have no other title, and what it says of them.
_COURTESIES = {
    **dict.fromkeys(("mrs", "ms", "miss", "dame", "madam"), WOMAN),
    **dict.fromkeys(("mr", "sir"), MAN),
    **dict.fromkeys(("mx",), ""),
    **dict.fromkeys(("frau",), WOMAN),
    **dict.fromkeys(("herr", "herrn"), MAN),
    **dict.fromkeys(("signora", "sig.ra", "sigra", "signorina"), WOMAN),
    **dict.fromkeys(("signor", "signore", "sig"), MAN),
    **dict.fromkeys(("madame", "mme", "mademoiselle", "mlle"), WOMAN),
    **dict.fromkeys(("monsieur", "m"), MAN),
    **dict.fromkeys(("señora", "sra", "señorita", "srta", "doña", "dña", "d.ª"), WOMAN),
    **dict.fromkeys(("señor", "sr", "don"), MAN),
    **dict.fromkeys(("pani",), WOMAN),
    **dict.fromkeys(("pan",), MAN),
    **dict.fromkeys(("mevrouw", "mevr", "mw"), WOMAN),
    **dict.fromkeys(("heer", "dhr", "meneer"), MAN),
}
# What they are called for what they have learnt or are; some tell more.
_TITLES = {
    **dict.fromkeys(("dr", "prof", "professor", "rev", "doctor"), ""),
    **dict.fromkeys(
        ("dott", "dottor", "ing", "avv", "arch", "rag", "geom", "mag", "dipl.-ing"), ""
    ),
    **dict.fromkeys(("dott.ssa", "dottoressa", "prof.ssa", "professoressa"), WOMAN),
    **dict.fromkeys(("me", "maître", "mgr", "inż", "hab", "drs", "ir"), ""),
    **dict.fromkeys(("docteur", "pr", "professeur"), ""),
    **dict.fromkeys(("dra", "doctora", "profa", "prof.ª", "profesora", "lcda", "mtra"), WOMAN),
    **dict.fromkeys(("profesor", "lcdo", "mtro"), MAN),
    **dict.fromkeys(("lic", "arq", "abg", "mec", "adw"), ""),
}
# What is a title in one language, and may be a given name or an initial in any other.
_ONLY_IN = {
    **dict.fromkeys(("m", "me", "pr"), "fr"),
    **dict.fromkeys(("abg", "arq", "don", "lic"), "es"),
    **dict.fromkeys(("geom", "rag"), "it"),
    "ir": "nl",
    "pan": "pl",
}
# What is another title in one language than in others: in Dutch, mr. is for women and men of law.
_TITLES_IN = {("es", "dr"): MAN, ("es", "doctor"): MAN, ("nl", "mr"): ""}
# What a family name may begin with, in small letters.
_PARTICLES = frozenset(
    (
        *("van", "von", "vom", "zu", "zur", "de", "den", "der", "het", "ten", "ter", "te"),
        *("di", "da", "dal", "dalla", "de'", "del", "della", "degli", "dei", "d'"),
        *("la", "le", "les", "du", "des", "do", "dos", "das", "af", "av"),
    )
)
TITLES = frozenset((_COURTESIES | _TITLES).keys() - _ONLY_IN.keys())
"""What may stand before a name, in small letters and without a full stop."""


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in its parts; empty what isn't known.

    Attributes:
        whole: In the usual order, titles and all: ``Prof. Dr. Lena Voss``.
        plain: Without titles: ``Lena Voss``.
        title: ``Prof. Dr.``, without ``Ms`` and the like.
        courtesy: ``Ms``, as typed.
        gender: ``f`` or ``m``, where a title tells.
        given: ``Lena``.
        family: ``Voss``; empty where it can't be told from a second given name.
    """

    whole: str = ""
    plain: str = ""
    title: str = ""
    courtesy: str = ""
    gender: str = ""
    given: str = ""
    family: str = ""

    @property
    def addressed(self) -> str:
        """How an English letter addresses them: ``Dr. Voss``, ``Mrs Field``, ``Lena``."""
        title = self.title or self.courtesy
        if not title:
            return self.given
        return f"{title} {self.family or self.plain}"


def parse(text: str, language: str = "en") -> Name:
    """Take a name apart.

    Args:
        text: ``Ann Field``, ``Field, Ann``, ``Prof. Dr. Ann Field``, ``Mrs Field``,
            ``Ann Field, PhD``.
        language: Of the letter: ``M.`` is a title in French, and an initial elsewhere.
    """
    words, family = _in_order(text, language)
    titles: list[str] = []
    courtesies: list[str] = []
    gender = ""
    while len(words) > 1:
        word = words[0].rstrip(".").casefold()
        if not language.lower().startswith(_ONLY_IN.get(word, "")):
            break
        here = (language[:2].lower(), word)
        if word in _COURTESIES and here not in _TITLES_IN:
            courtesies.append(words[0])
            gender = gender or _COURTESIES[word]
        elif word in _TITLES or here in _TITLES_IN:
            titles.append(words[0])
            gender = gender or _TITLES_IN.get(here, _TITLES.get(word, ""))
        else:
            break
        words = words[1:]
    if not words:
        return Name()
    has_title = bool(titles or courtesies)
    alone = len(words) == 1 or (has_title and words[0].casefold() in _PARTICLES)
    return Name(
        whole=" ".join([*courtesies, *titles, *words]),
        plain=" ".join(words),
        title=" ".join(titles),
        courtesy=" ".join(courtesies),
        gender=gender,
        given="" if alone and has_title else words[0],
        family=family or (" ".join(words) if alone and has_title else _family(words, language)),
    )


def _in_order(text: str, language: str) -> tuple[list[str], str]:
    """Return a name's words, given names first, and the family name where a comma tells it."""
    before, comma, after = (part.strip() for part in text.partition(","))
    if not comma:
        return text.split(), ""
    # Two family names are the rule in Spanish: García Márquez, Ana.
    two = language.lower().startswith("es") and after.istitle()
    if not after or two or _is_family(before):
        words = f"{after} {before}".split()
        family = len(before.split())
        # Berg, Jan van den
        while family + 1 < len(words) and words[-family - 1] in _PARTICLES:
            family += 1
        return words, " ".join(words[-family:]) if after else ""
    return before.split(), ""  # behind the comma stands a degree


def _is_family(words: str) -> bool:
    *particles, _ = words.split() or [""]
    return all(one.casefold() in _PARTICLES for one in particles)


def _family(words: list[str], language: str) -> str:
    """Return the family name: behind the only given name, or from its particle on."""
    flemish = language.lower().startswith("nl")  # Jan Van den Berg
    for at, word in enumerate(words[1:-1], 1):
        if (word.casefold() if flemish else word) in _PARTICLES:
            return " ".join(words[at:])
    return words[1] if len(words) == 2 else ""
