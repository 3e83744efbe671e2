"""What programs call a kind of address or number, in the words that we use for it."""

from __future__ import annotations

import re

_MARKED = re.compile(r"_\$!<(.*)>!\$_")
_NOT_IN_A_KIND = re.compile(r"[(),;:*_\s]+")
_WORDS = {
    "work": "business|company|work phone|arbeit|geschäftlich|dienstlich|büro|travail|bureau"
    "|professionnel|lavoro|ufficio|trabajo|laboral|werk|zakelijk|trabalho|comercial|praca"
    "|służbowy",
    "home": "personal|private|home phone|privat|zuhause|domicile|personnel|casa|abitazione"
    "|particular|thuis|privé|residencial|residência|dom|domowy",
    "mobile": "cell|cell phone|cellular|mobile phone|iphone|mobil|handy|portable|cellulare|móvil"
    "|mobiel|celular|telemóvel|komórka|komórkowy",
    "main": "primary|haupt|hauptnummer|principal|principale|hoofdnummer|główny",
    "other": "andere|sonstige|weitere|autre|altro|otro|overig|anders|outro|inny",
    "": "internet|phone|tel|e-mail|email",
}
_KINDS = {one: kind for kind, words in _WORDS.items() for one in words.split("|")}
_LONGEST = 40
_FAX = ("fax", "faks", "télécopie", "pager", "telex")


def kind_of(said: str) -> str:
    """Bring a label to one of our words, where it means one of these: `* Arbeit` is `work`."""
    marked = _MARKED.fullmatch(said.strip())
    words = _NOT_IN_A_KIND.sub(" ", marked[1] if marked else said).strip().casefold()
    return _KINDS.get(words, words[:_LONGEST].rstrip())


def is_fax(kind: str) -> bool:
    """Tell whether nobody can be spoken with there."""
    return any(one in kind for one in _FAX)
