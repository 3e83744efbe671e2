"""Finding the calendars, or the address books, that an address leads to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from clientpulse.errors import SourceError
from clientpulse.sources.dav import xml
from clientpulse.sources.dav.answers import Origin
from clientpulse.sources.dav.faults import refusal
from clientpulse.sources.dav.http import Client
from clientpulse.sources.dav.xml import CALENDAR_SERVER, CALENDARS, CARDS, Name, Response, dav

SPACES = {"calendar": CALENDARS, "contacts": CARDS}
_TYPES = {"calendar": Name(CALENDARS, "calendar"), "contacts": Name(CARDS, "addressbook")}
_OTHER = {"calendar": "contacts", "contacts": "calendar"}
_HOMES = {
    "calendar": Name(CALENDARS, "calendar-home-set"),
    "contacts": Name(CARDS, "addressbook-home-set"),
}
_WELL_KNOWN = {"calendar": "/.well-known/caldav", "contacts": "/.well-known/carddav"}
_WHAT = {"calendar": "calendar", "contacts": "address book"}
_TYPE, _NAME, _USER = dav("resourcetype"), dav("displayname"), dav("current-user-principal")
_TOKEN, _CTAG = dav("sync-token"), Name(CALENDAR_SERVER, "getctag")
_COMPONENTS = Name(CALENDARS, "supported-calendar-component-set")
_ASKED = (_TYPE, _NAME, _TOKEN, _CTAG, _COMPONENTS)


class Place(NamedTuple):
    """A calendar or an address book on a server.

    Attributes:
        mark: Changes when what is in it does; empty where the server has nothing of the kind.
        token: What the server wants to hear to say what has changed; empty likewise.
    """

    url: str
    name: str
    mark: str
    token: str


def find(client: Client, start: str, kind: str) -> tuple[str, list[Place]] | None:
    """Find what an address leads to.

    Args:
        start: Of a calendar, of what holds calendars, of a person, or of the server.

    Returns:
        The address at which it was found, and all that is there. None where that doesn't speak
        WebDAV, so that it may be a file.

    Raises:
        SourceError: It can't be read, or has nothing of the kind.
    """
    spoke = False
    tried = _tried(start, kind)
    # Where nobody said that it is there, a refusal says no more than that it isn't.
    passed_over = _NO_DAV if len(tried) == 1 else _NO_DAV | {403}
    for url in tried:
        if (looked := _look(client, url, kind, passed_over)) is None:
            continue
        spoke = True
        base, found = looked
        if _is(found, _OTHER[kind]):
            message = f"that is the address of {_an(_OTHER[kind])}"
            raise SourceError(message, f'write kind = "{_OTHER[kind]}" in the source')
        if places := _at(client, base, found, kind):
            return places
    if not spoke:
        return None
    message = f"{Origin.of(start).host} has no {_WHAT[kind]} at that address"
    raise SourceError(message, f"write the address of {_an(kind)} in url")


def ask(
    client: Client,
    method: str,
    url: str,
    body: bytes,
    *,
    depth: str,
    or_none_at: frozenset[int] = frozenset(),
) -> tuple[str, xml.Multistatus] | None:
    """Ask for a multistatus.

    Args:
        or_none_at: The refusals for which None is returned.

    Returns:
        The address that answered, and what it said.
    """
    parser = xml.Multistatus(Origin.of(url).host)
    headers = {"Depth": depth, "Content-Type": "application/xml; charset=utf-8"}
    answer = client.ask(method, url, body, headers, into=parser.feed)
    if answer.is_good:
        parser.close()
        return answer.url, parser
    if answer.status in or_none_at:
        return None
    raise refusal(answer, client.source)


def resolved(base: str, href: str) -> str:
    """Return the whole address of something that a server names, which has to be its own.

    Raises:
        SourceError: It names something on another server, which would get the password.
    """
    url = urljoin(base, href)
    try:
        same = Origin.of(url) == Origin.of(base)
    except ValueError:
        same = False
    if not same:
        host = urlsplit(url).hostname or "another server"
        message = f"{Origin.of(base).host} names an address at {host}"
        raise SourceError(message, f"if you trust {host}, write its address in url")
    return url


_NO_DAV = frozenset({400, 404, 405, 406, 410, 415, 501})


def _look(
    client: Client, url: str, kind: str, passed_over: frozenset[int] = _NO_DAV
) -> tuple[str, Response] | None:
    names = (*_ASKED, _HOMES[kind], _USER)
    try:
        said = ask(client, "PROPFIND", url, xml.propfind(*names), depth="0", or_none_at=passed_over)
    except xml.NotWebDavError:
        return None
    if said is None or not said[1].responses:
        return None
    return said[0], said[1].responses[0]


def _at(client: Client, base: str, found: Response, kind: str) -> tuple[str, list[Place]] | None:
    if _is(found, kind):
        return base, [_place(base, found)]
    if home := found.link(_HOMES[kind]):
        return _inside(client, resolved(base, home), kind)
    user = found.link(_USER)
    if user and resolved(base, user) != base:
        looked = _look(client, resolved(base, user), kind)
        if looked and (home := looked[1].link(_HOMES[kind])):
            return _inside(client, resolved(looked[0], home), kind)
    return _inside(client, base, kind)


def _inside(client: Client, url: str, kind: str) -> tuple[str, list[Place]] | None:
    said = ask(client, "PROPFIND", url, xml.propfind(*_ASKED), depth="1", or_none_at=_NO_DAV)
    if said is None:
        return None
    base, answer = said
    found = [
        _place(resolved(base, one.href), one)
        for one in answer.responses
        if _is(one, kind) and _has_events(one)
    ]
    return (url, found) if found else None


def _place(url: str, found: Response) -> Place:
    token = found.text(_TOKEN)
    name = found.text(_NAME) or urlsplit(url).path.rstrip("/").rpartition("/")[2]
    return Place(url, name, token or found.text(_CTAG), token)


def _is(found: Response, kind: str) -> bool:
    types = found.properties.get(_TYPE)
    return types is not None and types.child(_TYPES[kind]) is not None


def _has_events(found: Response) -> bool:
    """Tell whether a calendar is one of events, and not of tasks alone."""
    components = found.properties.get(_COMPONENTS)
    names = {_named(one.attributes) for one in components.children} if components else set()
    return not names or "VEVENT" in names


def _named(attributes: Mapping[str, str]) -> str:
    return attributes.get("name", "").upper()


def _tried(start: str, kind: str) -> tuple[str, ...]:
    """Return where to look: of a server of which only the name is known, where it says to."""
    if urlsplit(start).path.strip("/"):
        return (start,)
    return (urljoin(start, _WELL_KNOWN[kind]), urljoin(start, "/"))


def _an(kind: str) -> str:
    return "a calendar" if kind == "calendar" else "an address book"
