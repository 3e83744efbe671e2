"""XML of WebDAV servers: what is asked, and what they answer, which isn't trusted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from clientpulse.errors import SourceError

DAV = "DAV:"
CALENDARS = "urn:ietf:params:xml:ns:caldav"
CARDS = "urn:ietf:params:xml:ns:carddav"
CALENDAR_SERVER = "http://calendarserver.org/ns/"

DEPTH = 40
ELEMENTS = 20_000
"""Of one response."""
RESPONSES = 500_000


class NotWebDavError(SourceError):
    """What came isn't what a WebDAV server answers with."""


class Name(NamedTuple):
    """The name of an element."""

    space: str
    name: str


def dav(name: str) -> Name:
    """Return a name of WebDAV itself."""
    return Name(DAV, name)


@dataclass(slots=True)
class Element:
    """An element, and what stands in it."""

    name: Name
    attributes: dict[str, str]
    parts: list[str] = field(default_factory=list)
    children: list[Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its own text."""
        return "".join(self.parts)

    def child(self, name: Name) -> Element | None:
        """Return the first of a name."""
        return next((one for one in self.children if one.name == name), None)


class Response(NamedTuple):
    """What a server says of one thing.

    Attributes:
        status: Of the thing as a whole: 404 where it is gone.
        properties: Those that it has.
    """

    href: str
    status: int
    properties: dict[Name, Element]

    def text(self, name: Name) -> str:
        """Return the text of a property; empty where the thing doesn't have it."""
        found = self.properties.get(name)
        return found.text.strip() if found else ""

    def link(self, name: Name) -> str:
        """Return the address that a property holds; empty likewise."""
        found = self.properties.get(name)
        href = found.child(dav("href")) if found else None
        return href.text.strip() if href else ""


class Multistatus:
    """Takes an answer piece by piece.

    Document types are refused: no server needs one, and entities are declared in them.

    Attributes:
        token: The new ``sync-token``, where there is one.
    """

    def __init__(self, host: str) -> None:
        self.responses: list[Response] = []
        self.token = ""
        self._host = host
        self._open: list[Element] = []
        self._elements = 0
        self._is_multistatus = False
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.EntityDeclHandler = self._refuse

    def feed(self, piece: bytes) -> None:
        """Take the next piece."""
        self._parse(piece, False)

    def close(self) -> None:
        """Be done; whatever isn't a whole answer is refused."""
        self._parse(b"", True)
        if not self._is_multistatus:
            raise self._nonsense()

    def _parse(self, piece: bytes, last: bool) -> None:
        try:
            self._parser.Parse(piece, last)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise self._nonsense() from error

    def _nonsense(self) -> NotWebDavError:
        message = f"{self._host} answers with something that isn't WebDAV"
        return NotWebDavError(message, "write the address of a calendar or an address book in url")

    def _doctype(self, name: str, *_: Any) -> None:
        if name.lower() == "html":
            raise self._nonsense()
        self._refuse()

    def _refuse(self, *_: Any) -> None:
        message = f"{self._host} answers with XML that isn't safe to read"
        raise SourceError(message, "ask whoever runs the server")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, name = tag.rpartition(" ")
        element = Element(Name(space, name), attributes)
        self._elements += 1
        if len(self._open) > DEPTH or self._elements > ELEMENTS:
            self._refuse()
        if not self._open:
            self._is_multistatus = element.name == dav("multistatus")
        elif len(self._open) > 1:
            self._open[-1].children.append(element)
        self._open.append(element)

    def _text(self, text: str) -> None:
        if len(self._open) > 1:
            self._open[-1].parts.append(text)

    def _end(self, _: str) -> None:
        element = self._open.pop()
        if len(self._open) != 1 or not self._is_multistatus:
            return
        self._elements = 0
        if element.name == dav("sync-token"):
            self.token = element.text.strip()
        elif element.name == dav("response"):
            if len(self.responses) >= RESPONSES:
                self._refuse()
            self.responses.append(_response(element))


def propfind(*names: Name) -> bytes:
    """Ask for properties."""
    return _document(dav("propfind"), _properties(names))


def sync_collection(token: str, *names: Name) -> bytes:
    """Ask what has changed since a token (RFC 6578)."""
    inner = f"<sync-token>{escape(token)}</sync-token><sync-level>1</sync-level>"
    return _document(dav("sync-collection"), inner + _properties(names))


def multiget(space: str, hrefs: Iterable[str], *names: Name) -> bytes:
    """Ask for things by their addresses."""
    report = "calendar-multiget" if space == CALENDARS else "addressbook-multiget"
    links = "".join(f'<href xmlns="{DAV}">{escape(one)}</href>' for one in hrefs)
    return _document(Name(space, report), _properties(names) + links)


def calendar_query(start: str, end: str, *names: Name) -> bytes:
    """Ask for the events of a time, in UTC as iCalendar writes it."""
    times = f"<time-range start={quoteattr(start)} end={quoteattr(end)}/>"
    events = f'<comp-filter name="VEVENT">{times}</comp-filter>'
    inner = f'<filter><comp-filter name="VCALENDAR">{events}</comp-filter></filter>'
    return _document(Name(CALENDARS, "calendar-query"), _properties(names) + inner)


def _properties(names: Iterable[Name]) -> str:
    inner = "".join(f'<{one.name} xmlns="{one.space}"/>' for one in names)
    return f'<prop xmlns="{DAV}">{inner}</prop>'


def _document(name: Name, inner: str) -> bytes:
    text = f'<{name.name} xmlns="{name.space}">{inner}</{name.name}>'
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}'.encode()


def _response(element: Element) -> Response:
    href = element.child(dav("href"))
    status = element.child(dav("status"))
    found: dict[Name, Element] = {}
    for group in element.children:
        if group.name != dav("propstat"):
            continue
        code, properties = group.child(dav("status")), group.child(dav("prop"))
        if properties and (code is None or 200 <= _status(code.text) < 300):
            found.update((one.name, one) for one in properties.children)
    return Response(
        href.text.strip() if href else "", _status(status.text) if status else 200, found
    )


def _status(line: str) -> int:
    """Read ``HTTP/1.1 404 Not Found``."""
    words = line.split()
    return int(words[1]) if len(words) > 1 and words[1].isdecimal() and len(words[1]) == 3 else 0
