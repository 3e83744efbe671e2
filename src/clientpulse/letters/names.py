"""The parts of a person's name that a letter greets them by."""

from __future__ import annotations

import re
from dataclasses import dataclass

from clientpulse.titles import (
    COURTESIES,
    DEGREES,
    FIELDS,
    LEARNED,
    LEARNED_IN,
    ONLY_IN,
    SUFFIXES,
    WOMAN,
    bare,
)

# What a family name may begin with.
_PARTICLES = frozenset(
    (
        *("van", "von", "vom", "zu", "zur", "de", "den", "der", "het", "ten", "ter", "te", "'t"),
        *("di", "da", "dal", "dalla", "de'", "del", "della", "degli", "dei", "d'"),
        *("la", "le", "les", "du", "des", "do", "dos", "das", "af", "av"),
    )
)
# What stands between two people, and in a name that is a team's or a company's.
_TOGETHER = frozenset(("&", "+", "/", "and", "und", "et", "e", "y", "i", "en"))
_NOBODY = frozenset(
    (
        *("accounts", "accounting", "team", "office", "info", "billing", "support", "reception"),
        *("department", "dept", "helpdesk", "purchasing", "finance", "abteilung", "buchhaltung"),
        *("einkauf", "vertrieb", "sekretariat", "büro", "zentrale", "ufficio", "amministrazione"),
        *("segreteria", "contabilità", "comptabilité", "secrétariat", "accueil"),
        *("équipe", "direction", "facturation", "eurl", "equipo", "recepción", "facturación"),
        *("compras", "departamento", "sl", "slu"),
        *("administración", "contabilidad", "księgowość", "biuro", "dział"),
        *("boekhouding", "administratie", "receptie", "kantoor", "afdeling", "directie"),
        *("management", "payroll", "geschäftsleitung", "geschäftsführung", "verwaltung", "firma"),
        *("personalabteilung", "empfang", "direzione", "dirección", "zarząd", "dyrekcja"),
        *("gmbh", "ltd", "limited", "llc", "llp", "plc", "inc", "srl", "sarl", "sas", "bv", "kg"),
        *("ag", "ug", "ohg", "gbr", "nv", "vof", "spa", "snc", "oo", "corp"),
    )
)
# In what stands before a comma; behind it they say what somebody does.
_TRADES = frozenset(
    (
        *("academy", "agency", "agentur", "architects", "asociación", "associates"),
        *("association", "associazione", "ayuntamiento", "bakery", "bäckerei", "cabinet"),
        *("charity", "clinic", "club", "college", "consulting", "council", "dental", "design"),
        *("fondation", "fondazione", "foundation", "fundación", "fundacja", "gemeente"),
        *("gemeinde", "gmina", "group", "holding", "holdings", "hospital", "hotel", "housing"),
        *("immobilien", "kancelaria", "kanzlei", "labs", "library", "logistics", "mairie"),
        *("museum", "partners", "partnership", "praktijk", "praxis", "restaurant", "school"),
        *("schule", "scuola", "services", "society", "software", "solicitors", "solutions"),
        *("sons", "steuerberatung", "stichting", "stiftung", "stowarzyszenie", "studio"),
        *("systems", "trust", "university", "verein", "vereniging", "verlag"),
    )
)
# Small, these may be somebody's name.
_FIRMS = frozenset(("SA", "S.A."))
_FAMILIES = frozenset(
    (
        *("family", "familie", "fam", "eheleute", "ehepaar", "famiglia", "famille", "familia"),
        *("państwo", "rodzina"),
    )
)
_ENGLISH = frozenset(("mrs", "ms", "miss", "dame", "madam", "lady", "mr", "sir", "lord", "mx"))
_ENGLISH_TITLES = frozenset(("dr", "prof", "professor", "rev", "doctor", "capt", "captain"))
_BEHIND = SUFFIXES.keys() | DEGREES
_ASIDE = re.compile(r"\([^()]*\)|[\"“„«][^\"“”„«»]*[\"“”»]")
_BIG = 4  # letters: shorter words in capitals may be initials


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in its parts; empty what isn't known.

    Attributes:
        whole: In the usual order, titles and all: ``Prof. Dr. Lena Voss``.
        plain: Without titles: ``Lena Voss``.
        title: ``Prof. Dr.``, without ``Ms`` and the like.
        courtesy: ``Ms``, as typed; in English also where ``Frau`` was typed.
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
        spoken = any(bare(word) in _ENGLISH_TITLES for word in self.title.split())
        polite = bare(self.courtesy) in _ENGLISH and not spoken
        title = self.courtesy if polite else self.title or self.courtesy
        if not title:
            return self.given or self.plain
        return f"{title} {self.family or self.plain}"


def parse(text: str, language: str = "en") -> Name:
    """Take a name apart; where its parts can't be told, only its whole is known.

    Args:
        text: ``Ann Field``, ``Field, Ann``, ``Prof. Dr. Ann Field``, ``Mrs Field``,
            ``Ann Field, PhD``; a team, a company or an address has no name to greet.
        language: Of the letter: ``M.`` is a title in French, and an initial elsewhere.
    """
    typed = " ".join(text.split())
    plain = _ASIDE.sub(" ", typed).replace("/", " / ")
    parts = [part.split() for part in plain.split(",") if part.strip()]
    words = [word for part in parts for word in part]
    said = {bare(word) for word in words}
    if not words or "@" in typed or said & _NOBODY or _FIRMS & set(words):
        return Name(whole=typed)
    if _TRADES & {bare(word) for word in parts[0]}:
        return Name(whole=typed)
    # A capital alone is an initial.
    between = {word if len(word) == 1 else word.casefold() for word in words[1:-1]}
    if said & _FAMILIES or _TOGETHER & between:
        return Name(whole=typed, plain=typed)
    words, family, sure = _in_order(parts, language)
    words, titles, courtesies, gender = _without_titles(words, language)
    while len(words) > 2 and bare(words[-1]) in _BEHIND:
        words = words[:-1]
    has_title = bool(titles or courtesies)
    given, told = _parts(words, has_title=has_title) if sure else ("", "")
    return Name(
        whole=" ".join([*courtesies, *titles, *words]),
        plain=" ".join(words),
        title=" ".join(titles),
        courtesy=_courtesy(courtesies, gender, language),
        gender=gender,
        given=given,
        family=family or told,
    )


def _courtesy(typed: list[str], gender: str, language: str) -> str:
    """Return how somebody is addressed: in an English letter nobody is ``Sig.ra``."""
    foreign = any(bare(word) not in _ENGLISH for word in typed)
    if foreign and gender and language.lower().startswith("en"):
        return "Ms" if gender == WOMAN else "Mr"
    return " ".join(typed).replace("Herrn", "Herr")


def _in_order(parts: list[list[str]], language: str) -> tuple[list[str], str, bool]:
    """Put the parts between commas in order.

    Returns:
        The words, given names first; the family name where a comma tells it; and whether the
        order is certain: before a comma may stand two family names, or all of a name.
    """
    before, *behind = [part for part in parts if not _is_behind(part)] or parts[:1]
    if len(behind) != 1:
        return before, "", not behind
    # Two family names are the rule in Spanish: García Márquez, Ana.
    two = language.lower().startswith("es") and " ".join(behind[0]).istitle()
    if not two and not all(_is_particle(one) for one in before[:-1]):
        return before, "", False
    given = behind[0]
    while len(given) > 1 and _is_particle(given[-1]):  # Berg, Jan van den
        given, before = given[:-1], [given[-1], *before]
    return [*given, *before], " ".join(before), True


def _is_behind(words: list[str]) -> bool:
    """Tell whether a part holds nothing but degrees and suffixes."""
    return all(bare(word) in _BEHIND for word in words)


def _without_titles(words: list[str], language: str) -> tuple[list[str], list[str], list[str], str]:
    """Return a name's words, its titles, its courtesies, and the gender that one of them tells."""
    titles: list[str] = []
    courtesies: list[str] = []
    gender = ""
    if [one.casefold() for one in words[:2]] == ["de", "heer"]:
        words = words[1:]
    while len(words) > 1:
        word = bare(words[0])
        if not language.lower().startswith(ONLY_IN.get(word, "")):
            break
        code = language[:2].lower()
        told = LEARNED_IN.get((code, word), LEARNED_IN.get((code, words[0].casefold())))
        if word in COURTESIES and told is None:
            courtesies.append(words[0])
            gender = gender or COURTESIES[word]
        elif word in LEARNED or told is not None:
            titles.append(words[0])
            gender = gender or (LEARNED.get(word, "") if told is None else told)
        elif not (titles and word in FIELDS and words[0].endswith(".")):
            break
        words = words[1:]
    return words, titles, courtesies, gender


def _parts(words: list[str], *, has_title: bool) -> tuple[str, str]:
    """Return the given and the family name, each empty where it can't be told.

    An initial is no name to call somebody by, and a word in capitals is a family name.
    """
    if has_title and (len(words) == 1 or _is_particle(words[0])):
        return "", " ".join(words)
    if len(words) == 1:
        return words[0], ""
    big = [word for word in words if len(word) >= _BIG and word.isupper() and "." not in word]
    if len(words) == 2 and len(big) == 1 and words[0] in big:  # VOSS Lena
        words = words[::-1]
    given = "" if _is_initial(words[0]) else words[0]
    for at, word in enumerate(words[1:-1], 1):
        if _is_particle(word):
            # María del Carmen Ruiz: her given name has a particle as well.
            unclear = words[0].casefold() in {"maría", "maria"} and len(words) > at + 2
            return given, "" if unclear else " ".join(words[at:])
    named = [word for word in words if not _is_initial(word)]
    certain = len(named) == (2 if given else 1) and not _is_initial(words[-1])
    return given, words[-1] if certain else ""


def _is_particle(word: str) -> bool:
    return word.casefold() in _PARTICLES


def _is_initial(word: str) -> bool:
    """Tell whether a word is ``J.``, ``J.R.R.`` or ``J``."""
    return all(len(letter) <= 1 for letter in re.split(r"[.-]", word))
