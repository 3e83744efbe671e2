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
            *("client", "their hq", "their headquarters", "client site", "at their premises"),
            *("bei denen", "deren büro", "in deren büro", "bei ihnen im büro", "büro des kunden"),
            *("loro sede", "la loro sede", "nella loro sede", "presso la loro sede"),
            *("loro ufficio", "il loro ufficio", "nel loro ufficio", "presso il loro ufficio"),
            *("da loro in ufficio", "ufficio del cliente", "presso la sede del cliente"),
            *("leur bureau", "à leur bureau", "dans leur bureau", "bureau du client"),
            *("ich biuro", "w ich biurze", "u nich w biurze", "biuro klienta"),
            *("siedziba klienta", "w siedzibie klienta"),
            *("hun kantoor", "bij klant", "bij hen op kantoor", "bij de klant op kantoor"),
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
            *("bij ons", "bij mij", "ons kantoor", "op ons kantoor", "bij ons op kantoor"),
            *("bei uns im büro", "bei uns in der kanzlei", "unsere kanzlei", "in unserer kanzlei"),
            *("nostra sede", "la nostra sede", "nella nostra sede", "presso la nostra sede"),
            *("nostro ufficio", "presso il nostro ufficio", "da noi in ufficio"),
            *("nostro studio", "il nostro studio", "nel nostro studio", "da noi in studio"),
            *("presso il nostro studio", "notre cabinet", "à notre cabinet", "à notre bureau"),
            *("dans notre bureau", "u nas w biurze", "nasza kancelaria", "w naszej kancelarii"),
        ),
        OURS,
    ),
    **dict.fromkeys(
        (
            *("phone", "by phone", "telephone", "on the phone", "call", "phone call"),
            *("telefon", "telefonisch", "per telefon", "telefono", "per telefono", "al telefono"),
            *("tél", "appel", "appel téléphonique", "llamada", "llamada telefónica", "por tel"),
            *("téléphone", "par téléphone", "au téléphone", "teléfono", "por teléfono"),
            *("telefonicznie", "przez telefon", "telefonisch overleg", "telefoongesprek"),
            *("by telephone", "over the phone", "on the telephone", "anruf", "telefonat"),
            *("telefontermin", "telefonata", "chiamata", "rozmowa telefoniczna"),
        ),
        PHONE,
    ),
    **dict.fromkeys(
        (
            *("online", "video", "video call", "videocall", "remote", "remotely", "virtual"),
            *("en visio", "visioconférence", "en visioconférence", "à distance", "en remoto"),
            *("por videollamada", "videoconferencia", "por videoconferencia"),
            *("videoanruf", "videochiamata", "en ligne", "visio", "en línea", "videollamada"),
            *("zdalnie", "wideo", "wideorozmowa", "wideokonferencja", "spotkanie online"),
            *("online meeting", "online-meeting", "videokonferenz", "video-call", "per video"),
            *("in videochiamata", "videoconferenza", "in videoconferenza", "da remoto"),
            *("videobellen", "beeldbellen", "videogesprek"),
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
    r"(?:(?:in |en )?(?:video[ -]?)?"
    r"(?:call|meeting|visio|chiamata|llamada|konferenz|besprechung)\s)?"
    r"(?:(?:on|via|over|by|per|über|su|sur|par|por|przez|na|via een)\s+)?(.+?)"
    r"(?:[\s-]+(?:call|meeting|video call|link|anruf|termin|besprechung))?"
)
_MORE = re.compile(
    r"(?P<where>.+?)\s*(?:\((?P<inside>[^()]+)\)|(?:[,;:]|\s[-–])\s+(?P<behind>.+)"
    r"|\s(?P<link>(?:https?://|[+(]?\d).+)|\s(?P<town>(?:in|near|à|en|w|we|te)\s.+))"
)
_NUMBER = re.compile(r"[+(0][\d\s()./-]{6,}")
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
    if _NUMBER.fullmatch(text):
        return Place(PHONE, text)
    whole = _known(text)
    split = None if whole.at else _MORE.fullmatch(text)
    if split is None:
        return whole
    at, app = _known(split["where"])
    more = split["inside"] or split["behind"] or split["link"] or split["town"]
    return Place(at, f"{app}, {more}" if app else more) if at else Place()


def _known(text: str) -> Place:
    key = text.casefold().replace("’", "'").rstrip(".")
    if key in _WHERE:
        return Place(_WHERE[key])
    named = _APP.fullmatch(key)
    app = _APPS.get(named[1]) if named else None
    return Place(ONLINE, app) if app else Place()
