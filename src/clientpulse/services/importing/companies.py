"""Whether two names of companies are one company's.

Case, blanks, punctuation, invisible characters and the word between two names (&, and) don't
count, and a legal form may be written out.

==========================  =======================================================================
what the two names say      and so they are
==========================  =======================================================================
one name, one legal form    the same
one name, one form missing  doubtful: Acme and Acme Ltd; the same where mail goes to one domain
another spelling            likewise: Größl GmbH and Groessl GmbH
two legal forms             different: Acme GmbH owns Acme AG
another name                different
==========================  =======================================================================
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from clientpulse.comparing import Table, folded
from clientpulse.services.importing.identity import Identity, Likeness
from clientpulse.services.importing.names import plain_letters
from clientpulse.services.importing.public_mail import is_public
from clientpulse.services.importing.spelling import is_spelled_like, loosest

_BETWEEN_NAMES = frozenset(("and", "und", "et"))
_MARKS_OF_TRADE = re.compile("[®™©℠]")
_INITIALS = re.compile(r"\b(\w)\.(?=\w\b)")
_PLUS = re.compile(r"(?<=\w)\+(?=\w)|(?<!\S)\+(?!\S)")

WRITTEN: dict[str, str] = {
    "ltd": "limited, limited company",
    "co": "company, compagnie, cie, cia",
    "corp": "corporation",
    "inc": "incorporated",
    "plc": "public limited company",
    "llc": "limited liability company",
    "llp": "limited liability partnership",
    "lp": "limited partnership",
    "pllc": "",
    "pty": "proprietary",
    "sdnbhd": "sendirian berhad",
    "pte": "",
    "pvt": "private",
    "gmbh": "gesellschaft mit beschränkter haftung, ges mbh",
    "mbh": "mit beschränkter haftung",
    "ag": "aktiengesellschaft",
    "kg": "kommanditgesellschaft",
    "kgaa": "kommanditgesellschaft auf aktien",
    "ohg": "offene handelsgesellschaft",
    "gbr": "gesellschaft bürgerlichen rechts",
    "ug": "ug haftungsbeschränkt, unternehmergesellschaft, "
    "unternehmergesellschaft haftungsbeschränkt",
    "ek": "eingetragener kaufmann, e kfm",
    "ev": "eingetragener verein",
    "eg": "eingetragene genossenschaft",
    "se": "societas europaea",
    "partg": "partnerschaftsgesellschaft",
    "sa": "société anonyme, sociedad anónima, sociedade anónima, spółka akcyjna",
    "sadecv": "sociedad anónima de capital variable",
    "sas": "société par actions simplifiée, società in accomandita semplice",
    "sasu": "",
    "sarl": "société à responsabilité limitée",
    "eurl": "",
    "sci": "société civile immobilière",
    "snc": "société en nom collectif, società in nome collettivo",
    "srl": "società a responsabilità limitata, sociedad de responsabilidad limitada",
    "srls": "",
    "spa": "società per azioni",
    "sl": "sociedad limitada",
    "slu": "",
    "lda": "limitada, ltda",
    "bv": "besloten vennootschap",
    "nv": "naamloze vennootschap",
    "vof": "vennootschap onder firma",
    "bvba": "",
    "spzoo": "spółka z ograniczoną odpowiedzialnością, spółka z oo",
    "spj": "spółka jawna",
    "spk": "spółka komandytowa",
    "sro": "společnost s ručením omezeným, spol s ro",
    "as": "akciová společnost, aksjeselskap, aktieselskab",
    "aps": "anpartsselskab",
    "ab": "aktiebolag",
    "oy": "osakeyhtiö",
    "oyj": "",
    "oü": "osaühing",
    "kft": "korlátolt felelősségű társaság",
    "zrt": "",
    "doo": "društvo s ograničenom odgovornošću",
    "ооо": "общество с ограниченной ответственностью",
    "зао": "",
    "оао": "",
    "пао": "",
    "ао": "акционерное общество",
    "тов": "",
    "בעמ": "",
    "株": "株式会社",
    "有": "有限会社",
    "有限公司": "",
    "股份有限公司": "",
    "주": "주식회사",
}
"""By how a legal form is abbreviated, how it is written out: in words, and without dots."""

_FORMS = {
    loosest("".join(form.split())): short
    for short, written in WRITTEN.items()
    for form in (short, *written.split(","))
    if form.strip()
}
_MOST_WORDS = 5

_IN_FRONT = frozenset(
    ("ооо", "зао", "оао", "пао", "ао", "тов", "sarl", "sas", "eurl", "sci", "株", "有", "주")
)
_ATTACHED = ("株式会社", "有限会社", "股份有限公司", "有限公司", "주식회사")
"""Legal forms in scripts without blanks, the longer of two that end alike first."""


class Company(NamedTuple):
    """A company's name without blanks, and its legal forms: ``smithsons``, ``("co", "ltd")``."""

    core: str
    forms: tuple[str, ...]


def company_likeness(
    one: str,
    other: str,
    domains_one: Iterable[str] = frozenset(),
    domains_other: Iterable[str] = frozenset(),
) -> Likeness:
    """Compare the names of two companies, and the domains at which they have mail."""
    name, its = _taken_apart(one), _taken_apart(other)
    if not is_spelled_like(name.core, its.core):
        return Likeness.DIFFERENT
    if name == its:
        return Likeness.SAME
    short, long = sorted((name.forms, its.forms), key=len)
    if short != long and short not in ((), long[:1] if long[0] == "co" else ()):
        return Likeness.DIFFERENT
    shared = set(domains_one) & set(domains_other)
    return Likeness.DOUBTFUL if all(map(is_public, shared)) else Likeness.SAME


def domains_of(people: Iterable[Identity]) -> frozenset[str]:
    """Return the domains at which people have mail."""
    return frozenset(email.rpartition("@")[2] for one in people for email in one.emails)


def company_trace(name: str) -> str:
    """Return what two names have in common that aren't `Likeness.DIFFERENT`."""
    return loosest(_taken_apart(name).core)


def has_legal_form(name: str) -> bool:
    """Tell whether a name says by itself that it is a company's."""
    return bool(_taken_apart(name).forms)


@lru_cache(maxsize=4096)
def _taken_apart(name: str) -> Company:
    words = _words(name)
    forms: list[str] = []
    while found := _form(words, at_the_end=True):
        forms.insert(0, found)
        while len(words) > 1 and words[-1] == "&":
            words.pop()
    if not forms and (found := _form(words, at_the_end=False)):
        forms.append(found)
    core = ""
    for word in _without_and(words):
        apart = core[-1:].isdigit() and word[0].isdigit()
        core += f" {word}" if apart else word
    for form in _ATTACHED:
        bare = core.removeprefix(form).removesuffix(form)
        if not forms and bare and bare != core:
            core, forms = bare, [_FORMS[loosest(form)]]
    return Company(core or folded(name), tuple(forms))


def _form(words: list[str], *, at_the_end: bool) -> str | None:
    """Take a legal form from the words, and return how it is abbreviated; leave a name."""
    for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        taken = words[-count:] if at_the_end else words[:count]
        form = _FORMS.get(loosest("".join(taken)))
        if form and (at_the_end or form in _IN_FRONT):
            del words[slice(-count, None) if at_the_end else slice(count)]
            return form
    return None


def _words(name: str) -> list[str]:
    """Return the words of a name that count."""
    plain = _INITIALS.sub(r"\1", plain_letters(_MARKS_OF_TRADE.sub("", name)))
    words = _PLUS.sub(" & ", plain.translate(_SPACED)).split()
    return ["&" if word in _BETWEEN_NAMES else word for word in words]


def _spaced(char: str) -> str:
    if char == "&":
        return " & "
    return " " if unicodedata.category(char)[0] == "P" and char not in "#@%" else char


_SPACED = Table(_spaced)


def _without_and(words: list[str]) -> list[str]:
    """Leave out the word between two names, but not that between two letters: A & B isn't AB."""
    ends = ["", *words, ""]
    return [
        word
        for before, word, after in zip(ends, ends[1:], ends[2:], strict=False)
        if word != "&" or len(before) == len(after) == 1
    ]
