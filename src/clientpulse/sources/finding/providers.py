"""Where the mail of well-known providers is: the facts that nobody has in their head."""

from __future__ import annotations

from typing import NamedTuple


class Provider(NamedTuple):
    """A provider's IMAP server, which takes TLS from the first byte on port 993.

    Attributes:
        sign_in: What to know about the password; empty where it is the usual one.
    """

    host: str
    sign_in: str = ""


_APP_PASSWORD = "it takes an app password, which you make in the account's security settings"
_SWITCHED_ON = "IMAP has to be switched on in the account's mail settings"
_MICROSOFT = Provider(
    "outlook.office365.com", "it takes no password but an OAuth token: give a token command"
)
_YAHOO = Provider("imap.mail.yahoo.com", _APP_PASSWORD)
_GMX = Provider("imap.gmx.net", _SWITCHED_ON)
_IONOS = Provider("imap.ionos.de")
_APPLE = Provider("imap.mail.me.com", _APP_PASSWORD)
_FASTMAIL = Provider("imap.fastmail.com", _APP_PASSWORD)

_BY_DOMAIN = {
    **dict.fromkeys(("gmail.com", "googlemail.com"), Provider("imap.gmail.com", _APP_PASSWORD)),
    **dict.fromkeys(("outlook.com", "hotmail.com", "live.com", "msn.com"), _MICROSOFT),
    **dict.fromkeys(("fastmail.com", "fastmail.fm"), _FASTMAIL),
    **dict.fromkeys(("icloud.com", "me.com", "mac.com"), _APPLE),
    **dict.fromkeys(("gmx.de", "gmx.net", "gmx.at", "gmx.ch"), _GMX),
    "gmx.com": Provider("imap.gmx.com", _SWITCHED_ON),
    "web.de": Provider("imap.web.de", _SWITCHED_ON),
    **dict.fromkeys(("posteo.de", "posteo.net"), Provider("posteo.de")),
    "mailbox.org": Provider("imap.mailbox.org"),
    **dict.fromkeys(("yahoo.com", "yahoo.de", "yahoo.co.uk", "ymail.com", "aol.com"), _YAHOO),
    "t-online.de": Provider(
        "secureimap.t-online.de", "it takes the password for e-mail programs, not the usual one"
    ),
    "freenet.de": Provider("mx.freenet.de"),
    "zoho.com": Provider("imap.zoho.com", _APP_PASSWORD),
    "yandex.com": Provider("imap.yandex.com", _APP_PASSWORD),
    "mail.ru": Provider("imap.mail.ru", _APP_PASSWORD),
    "libero.it": Provider("imapmail.libero.it"),
    "orange.fr": Provider("imap.orange.fr"),
    "free.fr": Provider("imap.free.fr"),
    "bluewin.ch": Provider("imaps.bluewin.ch"),
    "kolabnow.com": Provider("imap.kolabnow.com"),
}
_BY_NAME = {
    "gmail": _BY_DOMAIN["gmail.com"],
    "google": _BY_DOMAIN["gmail.com"],
    "outlook": _MICROSOFT,
    "office365": _MICROSOFT,
    "microsoft": _MICROSOFT,
    "fastmail": _FASTMAIL,
    "ionos": _IONOS,
    "1und1": _IONOS,
    "strato": Provider("imap.strato.de"),
    "ovh": Provider("ssl0.ovh.net"),
    "gandi": Provider("mail.gandi.net"),
}
"""Providers where one may have mail at one's own domain, by what one calls them."""

NAMES = ("gmail", "outlook", "fastmail", "ionos", "ovh")
"""Some of those names, for a question."""


def provider_of(address: str) -> Provider | None:
    """Return the provider of an address; None where its domain is somebody's own."""
    return _BY_DOMAIN.get(address.rpartition("@")[2].casefold())


def provider_at(server: str) -> Provider:
    """Return the provider that a server, or what somebody calls it, is of."""
    word = server.strip().casefold()
    known = {one.host: one for one in (*_BY_NAME.values(), *_BY_DOMAIN.values())}
    return _BY_NAME.get(word) or known.get(word) or Provider(word)
