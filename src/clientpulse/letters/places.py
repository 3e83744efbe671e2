"""Where a meeting is, as the reader of a letter sees it."""

from __future__ import annotations

THEIRS, OURS, PHONE, ONLINE = "theirs", "ours", "phone", "online"

# What people type for their client's place, for their own, and for none; compared without case.
_WHERE = {
    **dict.fromkeys(
        (
            *("their office", "their offices", "their place", "theirs", "at theirs", "your office"),
            *("at their office", "at your office", "your offices", "your place", "at yours"),
            *("client's office", "client office", "clients office", "at the client's"),
            *("bei ihnen", "beim kunden", "ihr büro", "bei euch", "kunde", "vor ort beim kunden"),
            *("da loro", "presso di loro", "presso il cliente", "dal cliente", "sede del cliente"),
            *("chez eux", "chez le client", "dans leurs bureaux", "chez vous"),
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
            *("at our office", "at my office", "at our offices"),
            *("bei uns", "bei mir", "unser büro", "mein büro", "in unserem büro", "hier"),
            *("da noi", "da me", "presso di noi", "il nostro ufficio", "nel nostro ufficio", "qui"),
            *("chez nous", "nos bureaux", "dans nos bureaux", "notre bureau", "mon bureau"),
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
            *("téléphone", "par téléphone", "au téléphone", "teléfono", "por teléfono"),
            *("telefonicznie", "przez telefon", "telefonisch overleg"),
        ),
        PHONE,
    ),
    **dict.fromkeys(
        (
            *("zoom", "teams", "microsoft teams", "ms teams", "google meet", "webex", "skype"),
            *("jitsi", "online", "video", "video call", "videocall", "remote", "remotely"),
            *("videoanruf", "videocall", "videochiamata", "en ligne", "visio", "en línea"),
            *("videollamada", "zdalnie", "wideo", "facetime", "meet"),
        ),
        ONLINE,
    ),
}


def where(place: str | None) -> str | None:
    """Say whose place it is, or that it is none; None where the text itself has to say it.

    Args:
        place: As somebody typed it for themselves: ``their office``.
    """
    return None if place is None else _WHERE.get(" ".join(place.split()).casefold())
