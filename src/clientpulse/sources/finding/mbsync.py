"""Mailboxes that mbsync (isync) keeps a copy of, and the servers they are on."""

from __future__ import annotations

from collections.abc import Iterator

from clientpulse.config.sources import Source
from clientpulse.sources.finding.offers import (
    SECRET_IN_FILE,
    Looked,
    Offer,
    Places,
    is_folder,
    text_of,
)
from clientpulse.sources.finding.settings_files import paragraphs

BEGINNINGS = ("imapaccount", "imapstore", "maildirstore", "channel", "group")

Paragraph = dict[str, list[str]]


def look(places: Places, looked: Looked) -> None:
    """Offer the copies, or the servers where there is no copy."""
    files = (places.settings / "isyncrc", places.home / ".mbsyncrc")
    text = next(filter(None, map(text_of, files)), "")
    found = list(paragraphs(text, BEGINNINGS))
    copies = list(_copies(places, found))
    looked.offers += copies or _servers(found)
    for one in found:
        looked.add_address(_first(one, "user"))


def _copies(places: Places, found: list[Paragraph]) -> Iterator[Offer]:
    for one in found:
        if "maildirstore" not in one:
            continue
        for key in ("path", "inbox"):
            path = places.path(_first(one, key))
            if path is not None and is_folder(path):
                name = _first(one, "maildirstore")
                yield Offer(Source(name, "maildir", path=path), "mbsync")


def _servers(found: list[Paragraph]) -> Iterator[Offer]:
    for one in found:
        name = _first(one, "imapaccount") or _first(one, "imapstore")
        host = _first(one, "host")
        if not name or not host:
            continue
        tls = (_first(one, "tlstype") or _first(one, "ssltype")).upper()
        port = _first(one, "port")
        yield Offer(
            Source(
                name,
                "imap",
                host=host.removeprefix("imaps:"),
                user=_first(one, "user") or None,
                port=int(port) if port.isascii() and port.isdigit() else None,
                tls="starttls" if tls == "STARTTLS" else "implicit",
                password_command=_first(one, "passcmd").removeprefix("+") or None,
            ),
            "mbsync",
            SECRET_IN_FILE if "pass" in one else "",
        )


def _first(one: Paragraph, key: str) -> str:
    return next(iter(one.get(key, ())), "")
