"""Which addresses are people's, and what the people are called."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from clientpulse.comparing import visible
from clientpulse.records.limits import NAME_LENGTH
from clientpulse.sources import nobodys
from clientpulse.sources.addresses import domain_of

_LISTS = re.compile(
    r".*-(request|owner|bounces?|unsubscribe|subscribe|leave|join)|listserv|majordomo|unsubscribe"
    r"|abuse|updates?"
)
_LIST_HOSTS = ("googlegroups.com", "groups.io", "yahoogroups.com", "listserv")
_LONG_CODE = re.compile(r"[0-9a-f]{16,}|.{50,}")

_DESKS = frozenset(
    (
        *("support", "help", "helpdesk", "service", "kundenservice", "customerservice", "billing"),
        *("invoice", "invoices", "rechnung", "orders", "order", "bestellung", "sales", "vertrieb"),
        *("jobs", "careers", "hr", "press", "feedback", "security", "privacy", "webmaster"),
        *("hostmaster", "admin", "marketing", "events", "shop", "booking", "reservations"),
    )
)
"""Whom one writes to at a supplier, a shop, an authority."""


def is_somebody(address: str) -> bool:
    """Tell whether a person may read what is sent to an address in its normal form."""
    local, _, domain = address.rpartition("@")
    if nobodys.why(address) or _LISTS.fullmatch(local) or _LONG_CODE.search(local):
        return False
    labels = domain.split(".")
    return not (domain.endswith(_LIST_HOSTS) or labels[0] in ("lists", "list", "reply", "bounce"))


def is_a_desk(address: str) -> bool:
    """Tell whether an address is one of those that suppliers and shops have."""
    return address.rpartition("@")[0] in _DESKS


def name_for(address: str, names: Counter[str], card: str = "") -> str:
    """Return what somebody is called: by their card, as they mostly write it, or by the address."""
    for name in (card, *(one for one, _ in names.most_common())):
        if found := _cleaned(name, address):
            return found
    return _from_address(address)


def one_line(text: str) -> str:
    """Return a text on one line, without what nobody sees, and no longer than a name may be."""
    plain = visible(unicodedata.normalize("NFC", text))
    return " ".join(_printable(plain).split())[:NAME_LENGTH].strip()


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)


def _cleaned(name: str, address: str) -> str:
    """Return a name in its usual order; empty where it says nothing but the address."""
    name = one_line(name).strip("'\" ")
    if not name or "@" in name or name.casefold() in (address, domain_of(address)):
        return ""
    family, comma, given = name.partition(",")
    if comma and "," not in given and given.strip() and len(given.split()) <= 2:
        return f"{given.strip()} {family.strip()}"
    return name


def _from_address(address: str) -> str:
    local = address.rpartition("@")[0]
    words = re.split(r"[._\-]+", re.sub(r"\d+$", "", local) or local)
    return one_line(" ".join(word[:1].upper() + word[1:] for word in words if word)) or local
