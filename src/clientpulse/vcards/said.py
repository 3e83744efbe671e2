"""What the properties of a card say, in the forms that programs write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from clientpulse.vcards.birthdays import NoBirthdayError, read_birthday
from clientpulse.vcards.tokens import Property, Token

_ADDRESS = re.compile(r"[^\s<>():;,\"]+@[^\s<>():;,\"]+")
_NOT_RUNG = frozenset(
    ("fax", "pager", "bbs", "modem", "telex", "isdn", "textphone", "ttytdd", "tdd")
)
_RUNG = frozenset(("voice", "cell"))
_SALUTATIONS = frozenset(
    ("mr", "mrs", "ms", "miss", "herr", "hr", "frau", "fr", "m", "mme", "mlle", "monsieur",
     "madame", "sig", "sig.ra", "signor", "signora", "sr", "sra", "señor", "señora", "dhr", "mevr")
)  # fmt: skip
"""What says nothing that a name doesn't, and isn't put before one."""

_NOBODY = frozenset(("group", "location", "device", "application"))
_EXTENSION = re.compile(r";ext=([0-9]+).*")


class Way(NamedTuple):
    """An e-mail address or a number.

    Attributes:
        label: What its owner calls it.
        types: What kind it is: ``work``, ``cell``.
    """

    text: str
    label: str
    types: tuple[str, ...]


class Said:
    """The properties of a card by name."""

    def __init__(self, token: Token) -> None:
        self._by_name: dict[str, list[Property]] = {}
        for one in token.properties:
            self._by_name.setdefault(one.name, []).append(one)

    def all(self, name: str) -> list[Property]:
        """Return the properties of a name, the preferred ones first."""
        found = self._by_name.get(name, [])
        return sorted(found, key=_preference) if len(found) > 1 else found

    def text(self, name: str) -> str:
        """Return the first text of a name, in one line."""
        texts = (_line(one.text) for one in self.all(name))
        return next(filter(None, texts), "")

    def each(self, name: str, mark: str) -> Iterator[str]:
        """Return the parts of all values of a name."""
        for one in self.all(name):
            yield from map(_line, one.parts(mark))

    @property
    def is_list(self) -> bool:
        """Whether the card is about several people, or about none."""
        kind = self.text("KIND") or self.text("X-ADDRESSBOOKSERVER-KIND")
        return kind.lower() in _NOBODY or self.text("X-EVOLUTION-LIST").lower() == "true"

    def name(self, company: str) -> tuple[str, bool]:
        """Return the name, and whether it is a company's."""
        family, given, more, prefix, suffix = self._parts()
        title = "" if prefix.rstrip(".").casefold() in _SALUTATIONS else prefix
        parted = _joined(title, given, more, family, suffix)
        shown = self.text("FN")
        is_turned = bool(given) and shown.startswith(f"{family},")  # Voss, Lena
        if is_turned and set(_words(shown)) <= set(_words(parted)):
            shown = parted
        name = shown or parted or self.text("NICKNAME")
        is_company = (
            self.text("X-ABSHOWAS").lower() == "company"
            or self.text("KIND").lower() in ("org", "organization")
            or (bool(company) and _words(name) in ([], _words(company)))
        )
        if is_company and company and parted and _words(parted) != _words(company):
            is_company = self.text("X-ABSHOWAS").lower() == "company"
        return name, is_company and bool(company or name)

    def _parts(self) -> Sequence[str]:
        first = next(iter(self.all("N")), None)
        parts = [_line(one.replace(",", " ")) for one in first.parts()] if first else []
        return [*parts, *[""] * 5][:5]

    def emails(self) -> tuple[Way, ...]:
        """Return the distinct e-mail addresses."""
        found: dict[str, Way] = {}
        for one in self.all("EMAIL"):
            for address in _ADDRESS.findall(re.sub("(?i)mailto:", "", one.text)):
                found.setdefault(address.casefold(), Way(address, self._label(one), one.types))
        return tuple(found.values())

    def phones(self) -> tuple[tuple[Way, ...], bool]:
        """Return the distinct numbers, and whether there are any for a fax."""
        found: dict[str, Way] = {}
        fax = False
        for one in self.all("TEL"):
            number = _line(re.sub("(?i)^tel:", "", one.text).replace(",", " "))
            number = _EXTENSION.sub(r" ext. \1", number).partition(";")[0].strip()
            if not any(map(str.isdigit, number)):
                continue
            label = self._label(one)
            types = {each.rpartition("-")[2] for each in one.types}  # x-evolution-telex
            is_rung = _NOT_RUNG.isdisjoint(types) or not _RUNG.isdisjoint(types)
            if is_rung and not any(each in label.lower() for each in _NOT_RUNG):
                plain = re.sub(r"[\s().-]", "", number)
                found.setdefault(plain, Way(number, label, one.types))
            else:
                fax = True
        return tuple(found.values()), fax

    def _label(self, one: Property) -> str:
        if not one.group:
            return ""
        labels = self._by_name.get("X-ABLABEL", ())
        return next((_line(each.text) for each in labels if each.group == one.group), "")

    def birthday(self) -> tuple[str | None, str]:
        """Return the birthday, and a text that isn't one."""
        for one in self.all("BDAY"):
            text = _line(one.text)
            try:
                found = read_birthday(text, one.parameters.get("X-APPLE-OMIT-YEAR", ""))
            except NoBirthdayError:
                return None, text
            if found is not None:
                return found, ""
        return None, ""

    def places(self) -> list[tuple[str, str]]:
        """Return the towns with the whole addresses, the one at work before that at home."""
        found: dict[str, str] = {}
        for one in sorted(self.all("ADR"), key=lambda one: "home" in one.types):
            parts = [*map(_line, one.parts()), *[""] * 7]
            box, more, street, town, region, code, country = parts[:7]
            text = ", ".join(filter(None, (street, more, box, code, town, region, country)))
            found.setdefault(text, town)
        return [(town, text) for text, town in found.items()]


def _preference(one: Property) -> int:
    """Return how much a value is preferred: 1 most, 100 least; 101 where nobody said."""
    if "pref" in one.types:
        return 1
    said = one.parameters.get("PREF", "")
    return int(said) if said.isdecimal() and len(said) <= 3 else 101


def _joined(*parts: str) -> str:
    """Join the parts of a name; what one of them says again of another is left out."""
    said: list[str] = []
    for part in filter(None, parts):
        while said and part.casefold().startswith(f"{said[-1].casefold()} "):
            said.pop()
        if not said or part.casefold() != said[-1].casefold():
            said.append(part)
    return " ".join(said)


def _line(text: str) -> str:
    return " ".join(text.split())


def _words(text: str) -> list[str]:
    return sorted(text.replace(",", " ").casefold().split())
