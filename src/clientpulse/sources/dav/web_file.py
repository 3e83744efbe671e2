"""A calendar or an address book that is one file behind an address."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from clientpulse.errors import SourceError
from clientpulse.sources.dav.answers import Origin
from clientpulse.sources.dav.faults import refusal
from clientpulse.sources.dav.http import Client

_OBJECTS = {"calendar": b"VCALENDAR", "contacts": b"VCARD"}
_COUNTED = {
    "calendar": rb"(?im)^BEGIN:VEVENT\b",
    "contacts": rb"(?im)^(?:\xef\xbb\xbf)?BEGIN:VCARD\b",
}
_WHAT = {"calendar": "a calendar", "contacts": "an address book"}


def fetch(
    client: Client, url: str, kind: str, before: Mapping[str, Any]
) -> tuple[list[bytes], dict[str, str]]:
    """Fetch it, where it has changed.

    Returns:
        The file, or nothing where it hasn't changed; and what to remember of it.
    """
    headers = {}
    if before.get("etag"):
        headers["If-None-Match"] = str(before["etag"])
    elif before.get("modified"):
        headers["If-Modified-Since"] = str(before["modified"])
    taken = io.BytesIO()  # its value is no copy: of 100 MB one is enough
    answer = client.ask("GET", url, headers=headers, into=taken.write)
    told = {name: str(before.get(name, "")) for name in ("etag", "modified", "hash")}
    if answer.status == 304 and headers:
        return [], told
    if not answer.is_good:
        raise refusal(answer, client.source)
    text = taken.getvalue()
    _check(text, Origin.of(answer.url).host, kind, sized=answer.sized)
    digest = sha256(text).hexdigest()
    etag, modified = answer.headers.get("etag", ""), answer.headers.get("last-modified", "")
    if digest == told["hash"]:
        return [], told
    told = {
        "etag": etag if etag.isprintable() else "",
        "modified": modified if modified.isprintable() else "",
        "hash": digest,
    }
    return [text], told


def count(text: bytes, kind: str) -> int:
    """Return how many events or cards a file has."""
    return sum(1 for _ in re.finditer(_COUNTED[kind], text))


def name_of(url: str, kind: str) -> str:
    """Return what to call it: the name of the file says more than a path, which may be secret."""
    name = urlsplit(url).path.rpartition("/")[2]
    return name if name.lower().endswith((".ics", ".vcf")) else _WHAT[kind].partition(" ")[2]


def _check(text: bytes, host: str, kind: str, *, sized: bool) -> None:
    beginning = text[:2_000].removeprefix(b"\xef\xbb\xbf").lstrip()
    object_ = _OBJECTS[kind]
    if beginning and not beginning.upper().startswith(b"BEGIN:" + object_):
        is_page = re.match(rb"(?i)<(!doctype )?html|<\?xml|<!--", beginning)
        what = "a web page" if is_page else "something"
        raise SourceError(
            f"{host} answers with {what} that isn't {_WHAT[kind]}".replace(
                "a web page that isn't", "a web page, not"
            ),
            f"write the address of {_WHAT[kind]} in url; a page that shows one isn't it",
        )
    if not sized and not text.rstrip().upper().endswith(b"END:" + object_):
        raise SourceError(f"{host} dropped the line", "try again later")
