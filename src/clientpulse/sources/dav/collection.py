"""One calendar or address book on a server: whether it changed, what changed, all of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from clientpulse.errors import SourceError
from clientpulse.sources.dav import xml
from clientpulse.sources.dav.http import Client
from clientpulse.sources.dav.places import SPACES, Place, ask, resolved
from clientpulse.sources.dav.xml import Name, Response, dav
from clientpulse.sources.gathered import Window

BATCH = 100
"""How many are asked for at once."""

ROUNDS = 10_000
_ETAG, _TYPE = dav("getetag"), dav("resourcetype")
_PICTURE = re.compile(
    rb"^((?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY|IMAGE|ATTACH)\b[^:\n]*:)[^\n]*\n(?:[ \t][^\n]*\n)*",
    re.IGNORECASE | re.MULTILINE,
)
_NOT_UNDERSTOOD = frozenset({400, 403, 404, 405, 409, 412, 415, 422, 500, 501, 507})


class News(NamedTuple):
    """What has changed.

    Attributes:
        token: From which to ask the next time.
        gone: Something is there no longer.
    """

    texts: list[bytes]
    token: str
    gone: bool


def news(client: Client, place: Place, kind: str, since: str) -> News | None:
    """Fetch what has changed since a token; None where the server can't say."""
    if not place.token:
        return None
    changed: list[str] = []
    token = since
    for _ in range(ROUNDS):
        said = ask(
            client,
            "REPORT",
            place.url,
            xml.sync_collection(token, _ETAG),
            depth="0",
            or_none_at=_NOT_UNDERSTOOD,
        )
        if said is None or not said[1].token:
            return None
        base, answer = said
        if any(one.status in {404, 410} for one in answer.responses):
            return News([], answer.token, True)
        changed += [one.href for one in _members(base, answer.responses)]
        more = any(one.status == 507 for one in answer.responses) and answer.token != token
        token = answer.token
        if not more:
            break
    texts, gone = _got(client, place, kind, dict.fromkeys(changed))
    return News(texts, token, gone)


def everything(client: Client, place: Place, kind: str, window: Window) -> Iterator[bytes]:
    """Fetch all that there is, of a calendar in the window."""
    if kind == "calendar" and (found := _in_window(client, place, window)) is not None:
        yield from found
        return
    hrefs = [one.href for one in _listed(client, place)]
    yield from _got(client, place, kind, hrefs)[0]


def count(client: Client, place: Place) -> int:
    """Return how many things there are."""
    return len(_listed(client, place))


def mark(client: Client, place: Place) -> str:
    """Return what changes when anything does, where the server itself has no such thing."""
    lines = sorted(f"{one.href} {one.text(_ETAG)}" for one in _listed(client, place))
    return sha256("\n".join(lines).encode()).hexdigest()


def _in_window(client: Client, place: Place, window: Window) -> list[bytes] | None:
    # A day more at both ends: the server reckons in UTC.
    start = f"{window.since - timedelta(days=1):%Y%m%d}T000000Z"
    end = f"{window.until + timedelta(days=2):%Y%m%d}T000000Z"
    data = Name(SPACES["calendar"], "calendar-data")
    said = ask(
        client,
        "REPORT",
        place.url,
        xml.calendar_query(start, end, _ETAG, data),
        depth="1",
        or_none_at=_NOT_UNDERSTOOD,
    )
    if said is None or any(one.status == 507 for one in said[1].responses):
        return None
    return [_without_pictures(text) for one in said[1].responses if (text := one.text(data))]


def _listed(client: Client, place: Place) -> list[Response]:
    said = ask(client, "PROPFIND", place.url, xml.propfind(_ETAG, _TYPE), depth="1")
    if said is None:
        return []
    if any(one.status == 507 for one in said[1].responses):
        raise SourceError("the server doesn't list all that it has", "try again later")
    return list(_members(said[0], said[1].responses))


def _members(base: str, responses: Iterable[Response]) -> Iterator[Response]:
    """Pass over the collection itself, and collections in it."""
    own = _path(base)
    for one in responses:
        types = one.properties.get(_TYPE)
        is_collection = types is not None and types.child(dav("collection")) is not None
        if one.status < 400 and not is_collection and _path(resolved(base, one.href)) != own:
            yield one


def _got(client: Client, place: Place, kind: str, hrefs: Iterable[str]) -> tuple[list[bytes], bool]:
    """Fetch things by their addresses, and say whether one of them wasn't there."""
    data = Name(SPACES[kind], "calendar-data" if kind == "calendar" else "address-data")
    wanted, texts, gone = list(hrefs), [], False
    for first in range(0, len(wanted), BATCH):
        batch = wanted[first : first + BATCH]
        said = ask(
            client,
            "REPORT",
            place.url,
            xml.multiget(SPACES[kind], batch, _ETAG, data),
            depth="0",
        )
        for one in said[1].responses if said else ():
            if text := one.text(data):
                texts.append(_without_pictures(text))
            gone = gone or one.status in {404, 410}
    return texts, gone


def _without_pictures(text: str) -> bytes:
    """Let go what nobody reads and most of the memory would go to: all texts are in it together."""
    return _PICTURE.sub(rb"\1\n", text.encode())


def _path(url: str) -> str:
    return unquote(urlsplit(url).path).rstrip("/")
