"""What stands before and behind a person's name, in the languages that letters are written in.

All in small letters and without full stops, as `bare` returns them.
"""

from __future__ import annotations

WOMAN, MAN = "f", "m"

COURTESIES = {
    **dict.fromkeys(("mrs", "ms", "miss", "dame", "madam", "lady"), WOMAN),
    **dict.fromkeys(("mr", "sir", "lord"), MAN),
    **dict.fromkeys(("mx",), ""),
    **dict.fromkeys(("frau", "fr", "frl"), WOMAN),
    **dict.fromkeys(("herr", "herrn", "hr", "hrn"), MAN),
    **dict.fromkeys(("signora", "sigra", "signorina"), WOMAN),
    **dict.fromkeys(("signor", "signore", "sig"), MAN),
    **dict.fromkeys(("madame", "mme", "mademoiselle", "mlle"), WOMAN),
    **dict.fromkeys(("monsieur", "m"), MAN),
    **dict.fromkeys(("señora", "sra", "señorita", "srta", "doña", "dña", "dª"), WOMAN),
    **dict.fromkeys(("señor", "sr", "don"), MAN),
    **dict.fromkeys(("pani",), WOMAN),
    **dict.fromkeys(("pan",), MAN),
    **dict.fromkeys(("mevrouw", "mevr", "mw"), WOMAN),
    **dict.fromkeys(("heer", "dhr", "meneer"), MAN),
}
"""How people are addressed who have no other title, and what it says of them."""

LEARNED = {
    **dict.fromkeys(("dr", "prof", "professor", "rev", "doctor", "capt"), ""),
    **dict.fromkeys(("dott", "dottor", "ing", "avv", "arch", "rag", "geom"), ""),
    **dict.fromkeys(("dottssa", "dottoressa", "profssa", "professoressa"), WOMAN),
    **dict.fromkeys(("mag", "dipl-ing", "dr-ing", "dipl-kfm", "doz"), ""),
    **dict.fromkeys(("me", "maître", "mgr", "inż", "hab", "drs", "ir"), ""),
    **dict.fromkeys(("phdr", "mudr", "judr", "univ-prof", "captain"), ""),
    **dict.fromkeys(("prezes", "dyrektor", "dyr", "ra", "stb"), ""),
    **dict.fromkeys(("rechtsanwältin", "steuerberaterin", "maga"), WOMAN),
    **dict.fromkeys(("rechtsanwalt", "steuerberater"), MAN),
    **dict.fromkeys(("docteur", "pr", "professeur"), ""),
    **dict.fromkeys(("dra", "doctora", "profa", "profª", "profesora", "lcda", "mtra"), WOMAN),
    **dict.fromkeys(("profesor", "lcdo", "mtro"), MAN),
    **dict.fromkeys(("lic", "arq", "abg", "mec", "adw"), ""),
}
"""What people are called for what they have learnt or are; some titles tell more."""

FIELDS = frozenset(
    (
        *("med", "dent", "rer", "nat", "phil", "jur", "iur", "oec", "vet", "habil", "kfm", "mult"),
        *("lic", "hon", "hc", "pol"),
    )
)
"""What a doctor is a doctor of: behind a title, with a full stop."""

ONLY_IN = {
    **dict.fromkeys(("m", "me", "pr"), "fr"),
    **dict.fromkeys(("abg", "arq", "don", "lic"), "es"),
    **dict.fromkeys(("geom", "rag"), "it"),
    **dict.fromkeys(("fr", "hr", "ra", "stb", "maga"), "de"),
    "ir": "nl",
    "pan": "pl",
}
"""What is a title in one language, and may be a name or an initial in any other."""

LEARNED_IN = {("nl", "mr."): ""}
"""What is another title there than elsewhere: in Dutch, mr. is for women and men of law, and ``Mr``
without a full stop is English."""

TITLES = frozenset((COURTESIES | LEARNED).keys() - ONLY_IN.keys())

SUFFIXES = {
    **dict.fromkeys(("sr", "snr", "senior", "sen", "père"), "sr"),
    **dict.fromkeys(("jr", "jnr", "junior", "júnior", "jun", "fils", "filho", "hijo"), "jr"),
    **dict.fromkeys(("ii", "2nd"), "ii"),
    **dict.fromkeys(("iii", "3rd"), "iii"),
    **dict.fromkeys(("iv", "4th"), "iv"),
}
"""What tells people of one name apart."""

DEGREES = frozenset(
    (
        "phd",
        "md",
        "mba",
        "esq",
        "cpa",
        "msc",
        "bsc",
        "llm",
        "llb",
        "dds",
        "fca",
        "aca",
        "acca",
        "obe",
        "cbe",
        "mbe",
    )
)


def bare(word: str) -> str:
    """Return a word as it stands in the tables: ``Dott.ssa`` is ``dottssa``."""
    return word.replace(".", "").casefold()
