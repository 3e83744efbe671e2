"""E-mail addresses and phone numbers in the form they are compared in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from clientpulse.comparing import Table, folded, visible
from clientpulse.records.limits import EMAIL_LENGTH

# A comma in a label separates nothing, and neither does the semicolon before an extension.
_BETWEEN = re.compile(r"[,;\n](?!\s*ext)(?![^()]*\))")
_LABEL = re.compile(r"\((?!\s*(?:ext|x|dw|durchwahl)\W*[0-9])[^()]*[^\W\d_][^()]*\)")
_EXTENSION = re.compile(
    r"[\s,;(]*(?<![a-z])(?:ext(?:ension)?|x|#|durchwahl|dw|poste|int)[\s.:=]*([0-9]+)[\s)]*$"
)
_TRUNK = re.compile(r"(?<=[0-9])[\s.-]*\(0\)")

_DIGITS = Table(lambda char: str(unicodedata.digit(char, char)))

_ONE_MAILBOX = ("gmail.com", "googlemail.com")
"""Where dots don't matter, nor what stands behind a plus sign."""

FEWEST_DIGITS = 7
"""A shorter number may be the same in two towns."""


def parts(text: str | None) -> Iterator[str]:
    """Return the single addresses or numbers of a text, as they stand there."""
    for part in filter(None, (one.strip() for one in _BETWEEN.split(text or ""))):
        words = part.split()
        if len(words) > 1 and all("@" in word for word in words):
            yield from words
        else:
            yield part


def address_form(email: str) -> str:
    """Bring an e-mail address to the form it is compared in; a label behind it is ignored."""
    plain = unicodedata.normalize("NFKC", visible(_LABEL.sub("", email))).casefold()
    inside = re.search(r"<([^<>]*)>", plain)
    address = "".join((inside[1] if inside else plain).split()).removeprefix("mailto:").strip(".")
    local, at, domain = address.rpartition("@")
    if domain in _ONE_MAILBOX:
        return f"{local.partition('+')[0].replace('.', '')}@gmail.com"
    if at and not domain.isascii():
        try:
            return f"{local}@{domain.encode('idna').decode('ascii')}"
        except UnicodeError:
            pass
    return address


def phone_form(number: str) -> str:
    """Bring a phone number to the form it is compared in: ``+442079460001x12``.

    The digits of any script are one, ``00`` is the ``+`` before a country, the ``(0)`` behind a
    country's number isn't dialled, an extension stands behind an ``x``, and a label in brackets is
    ignored. Letters of a word to dial stay. It is empty where there is no digit.
    """
    plain = unicodedata.normalize("NFKC", visible(number)).casefold()
    plain = plain.translate(_DIGITS)
    plain = _LABEL.sub("", plain)
    extension = _EXTENSION.search(plain)
    if extension:
        plain = plain[: extension.start()]
    start = re.search(r"[+0-9]", plain)
    if start is None or not re.search("[0-9]", plain):
        return ""
    plain = _TRUNK.sub("", plain[start.start() :])
    if sum(char.isdigit() for char in plain) >= FEWEST_DIGITS:
        dialled = "".join(re.findall("[0-9]", plain))
    else:
        dialled = "".join(char for char in plain if char.isalnum())
    abroad = plain.startswith("+") or dialled.startswith("00")
    dialled = ("+" if abroad else "") + (dialled.removeprefix("00") if abroad else dialled)
    return f"{dialled}x{extension[1]}" if extension else dialled


def is_same_number(one: str, other: str) -> bool:
    """Tell whether two numbers as ``phone_form`` gives them are one, with a country or without."""
    if one == other:
        return True
    at_home, abroad = sorted((one, other), key=lambda number: number.startswith("+"))
    if at_home.startswith("+") or not abroad.startswith("+"):
        return False
    national = at_home.removeprefix("0")
    if len(national.partition("x")[0]) < FEWEST_DIGITS:
        return False
    # A spreadsheet loses the plus sign, and North America writes no zero before its numbers.
    return abroad in (f"+{at_home}", f"+1{at_home}") or (
        national != at_home and abroad.endswith(national)
    )


def addresses(text: str | None) -> frozenset[str]:
    """Return the e-mail addresses of a text in the form they are compared in."""
    return frozenset(one for one in map(address_form, parts(text)) if "@" in one)


def numbers(text: str | None) -> frozenset[str]:
    """Return the phone numbers of a text in the form they are compared in.

    What stands for none, such as 000 000, is left out.
    """
    found = map(phone_form, parts(text))
    return frozenset(one for one in found if len(set(one) - set("+x")) > 1)


def with_more(kept: str | None, more: str | None) -> str | None:
    """Add the addresses or numbers to a list that aren't in it yet."""
    there = _listed(kept)
    added = {
        form: part
        for form, part in _listed(more).items()
        if not any(is_same_number(form, one) for one in there)
    }
    if kept and not added:
        return kept
    return ", ".join((there | added).values()) or None


def as_list(several: Iterable[str]) -> str | None:
    """Return addresses or numbers as one text, as many as there is room for."""
    joined = ""
    for one in several:
        longer = f"{joined}, {one}" if joined else one
        if len(longer) <= EMAIL_LENGTH:
            joined = longer
    return joined or None


def _listed(text: str | None) -> dict[str, str]:
    """Return the addresses or numbers of a text by the form they are compared in."""
    found: dict[str, str] = {}
    for part in parts(text):
        form = address_form(part) if "@" in part else phone_form(part)
        found.setdefault(form or folded(part), part)
    return found
