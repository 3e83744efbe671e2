"""Where a meeting is, as the reader of a letter sees it."""

from __future__ import annotations

import re
from typing import NamedTuple

THEIRS, OURS, PHONE, ONLINE = "theirs", "ours", "phone", "online"

# What people type for their client's place, for their own, and for none; compared without case.
_WHERE = {
    **dict.fromkeys(
        (
            *("their office", "their offices", "their place", "theirs", "at theirs", "your office"),
            *("their premises", "their site", "client's", "at client's", "at the client"),
            *("at their place", "at their offices", "in their office", "in your office"),
            *("at their office", "at your office", "your offices", "your place", "at yours"),
            *("client's office", "client office", "clients office", "at the client's"),
            *("bei ihnen", "beim kunden", "ihr büro", "bei euch", "kunde", "vor ort beim kunden"),
            *("da loro", "presso di loro", "presso il cliente", "dal cliente", "sede del cliente"),
            *("chez eux", "chez le client", "leurs bureaux", "dans leurs bureaux", "chez vous"),
            *("leurs locaux", "dans leurs locaux", "vos bureaux", "bureaux du client"),
            *("chez lui", "chez elle", "chez elles"),
            *("su despacho", "en su despacho", "sus instalaciones", "en sus instalaciones"),
            *("oficinas del cliente", "en casa del cliente", "tu oficina", "vuestra oficina"),
            *(
                "su oficina",
                "en su oficina",
                "sus oficinas",
                "en sus oficinas",
                "oficina del cliente",
            ),
            *("u klienta", "w biurze klienta", "u nich", "u państwa"),
            *("bij de klant", "bij hen", "op hun kantoor", "bij u", "bij jullie"),
        ),
        THEIRS,
    ),
    **dict.fromkeys(
        (
            *("our office", "our offices", "our place", "my office", "ours", "at ours", "here"),
            *("at our place", "in our office", "in my office", "our premises", "mine"),
            *("at our office", "at my office", "at our offices"),
            *("bei uns", "bei mir", "unser büro", "mein büro", "in unserem büro", "hier"),
            *("da noi", "da me", "presso di noi", "il nostro ufficio", "nel nostro ufficio", "qui"),
            *("chez nous", "nos bureaux", "dans nos bureaux", "notre bureau", "mon bureau"),
            *("nos locaux", "dans nos locaux", "chez moi", "à mon bureau", "au bureau", "ici"),
            *("nuestro despacho", "en nuestro despacho", "mi despacho", "en mi despacho"),
            *("nuestra oficina", "en nuestra oficina", "mi oficina", "en mi oficina", "aquí"),
            *("nuestras oficinas", "en nuestras oficinas"),
            *("u nas", "u mnie", "nasze biuro", "w naszym biurze"),
            *("bij ons", "bij mij", "ons kantoor", "op ons kantoor"),
        ),
        OURS,
    ),
    **dict.fromkeys(
        (
            *("phone", "by phone", "telephone", "on the phone", "call", "phone call"),
            *("telefon", "telefonisch", "per telefon", "telefono", "per telefono", "al telefono"),
            *("tél", "appel", "appel téléphonique", "llamada", "llamada telefónica", "por tel"),
            *("téléphone", "par téléphone", "au téléphone", "teléfono", "por teléfono"),
            *("telefonicznie", "przez telefon", "telefonisch overleg"),
        ),
        PHONE,
    ),
    **dict.fromkeys(
        (
            *("online", "video", "video call", "videocall", "remote", "remotely", "virtual"),
            *("en visio", "visioconférence", "en visioconférence", "à distance", "en remoto"),
            *("por videollamada", "videoconferencia", "por videoconferencia"),
            *("videoanruf", "videochiamata", "en ligne", "visio", "en línea", "videollamada"),
            *("zdalnie", "wideo"),
        ),
        ONLINE,
    ),
}


_APPS = {
    name.casefold(): name
    for name in (
        *("Zoom", "Teams", "Microsoft Teams", "MS Teams", "Google Meet", "Meet", "Webex"),
        *("Skype", "Jitsi", "FaceTime", "Signal", "WhatsApp"),
    )
}
_APP = re.compile(
    r"(?:(?:on|via|over|by|per|über|su|sur|par|por|przez|na|via een)\s+)?(.+?)"
    r"(?:[\s-]+(?:call|meeting|video call|link|anruf|termin))?"
)
_MORE = re.compile(
    r"(?P<where>.+?)\s*(?:\((?P<inside>[^()]+)\)|(?:[,;:]|\s[-–])\s+(?P<behind>.+)"
    r"|\s(?P<link>(?:https?://|[+(]?\d).+))"
)
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)


class Place(NamedTuple):
    """A place in two parts.

    Attributes:
        at: Whose it is, or how people meet; None where the text itself has to say it.
        more: What else was typed: ``2nd floor``, ``Teams``, a number, a link.
    """

    at: str | None = None
    more: str | None = None


def parse(place: str) -> Place:
    """Read a place as somebody typed it for themselves: ``their office, 2nd floor``."""
    text = " ".join(place.split())
    if _LINK.fullmatch(text):
        return Place(ONLINE, text)
    whole = _known(text)
    split = None if whole.at else _MORE.fullmatch(text)
    if split is None:
        return whole
    at, app = _known(split["where"])
    more = split["inside"] or split["behind"] or split["link"]
    return Place(at, f"{app}, {more}" if app else more) if at else Place()


def _known(text: str) -> Place:
    key = text.casefold().replace("’", "'").rstrip(".")
    if key in _WHERE:
        return Place(_WHERE[key])
    named = _APP.fullmatch(key)
    app = _APPS.get(named[1]) if named else None
    return Place(ONLINE, app) if app else Place()
