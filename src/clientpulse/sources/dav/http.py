"""Asking a server over https, within limits, and saying plainly what went wrong."""

from __future__ import annotations

import contextlib
import socket
import threading
import zlib
from collections.abc import Callable, Iterator, Mapping
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from clientpulse.config.sources import Source, is_this_computer
from clientpulse.errors import SourceError
from clientpulse.servers import trust
from clientpulse.sources.dav.answers import Answer, Origin
from clientpulse.sources.dav.faults import CHECK_URL, ONLINE, TOO_MUCH, said_plainly
from clientpulse.sources.dav.login import Login

PIECE = 1 << 16
REDIRECTS = 5
READING_METHODS = frozenset({"GET", "PROPFIND", "REPORT"})
"""Nothing else is ever asked for, so nothing on a server can change."""

Into = Callable[[bytes], object]


class Limits(NamedTuple):
    """How long is waited, in seconds, and how much is taken, in bytes.

    Attributes:
        read: For the next piece of an answer.
        whole: For all of one answer.
        size: Of all answers of one reading together, unpacked.
    """

    connect: float = 20.0
    read: float = 60.0
    whole: float = 600.0
    size: int = 100_000_000


USUAL = Limits()


class Client:
    """Reads from the server of one source.

    Raises:
        SourceError: Of each method: the server can't be reached, or answers nonsense.
    """

    def __init__(self, source: Source, limits: Limits) -> None:
        self.source = source
        self._limits = limits
        self._left = limits.size
        self._home = Origin.of(source.url or "")
        self._login = Login(source)
        self._open: dict[Origin, HTTPConnection] = {}
        self._line: socket.socket | None = None

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        for connection in self._open.values():
            connection.close()
        self._open.clear()

    def ask(
        self,
        method: str,
        url: str,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        into: Into | None = None,
    ) -> Answer:
        """Ask, and follow where the server sends on to.

        Args:
            into: Is handed the pieces of a good answer.
        """
        if method not in READING_METHODS:
            raise ValueError(method)
        signed = False
        for _ in range(REDIRECTS + 2):
            answer = self._ask_once(method, url, body, headers or {}, into)
            if answer.status == 401 and not signed and self._may_sign(url):
                # Once: a server that wants Digest says so in its first refusal.
                signed = True
                if self._login.answers(answer.headers.get("www-authenticate", "")):
                    continue
            if answer.status not in {301, 302, 303, 307, 308} or "location" not in answer.headers:
                return answer
            url = self._next(url, answer.headers["location"])
        raise SourceError(f"{self._home.host} sends on from one address to the next", CHECK_URL)

    def _next(self, url: str, location: str) -> str:
        host = Origin.of(url).host
        try:
            target = urljoin(url, location)
            scheme = Origin.of(target).scheme
        except ValueError as error:
            message = f"{host} sends on to something that isn't an address"
            raise SourceError(message, CHECK_URL) from error
        if scheme != "https" and url.startswith("https:"):
            message = f"{host} sends on to an address without https"
            raise SourceError(message, "write the address that it means, with https, in url")
        return target

    def _may_sign(self, url: str) -> bool:
        """Tell whether the password may go there: to its own server, and unread on the way."""
        return Origin.of(url) == self._home and (
            self._home.scheme == "https" or is_this_computer(self._home.host)
        )

    def _ask_once(
        self, method: str, url: str, body: bytes, headers: Mapping[str, str], into: Into | None
    ) -> Answer:
        origin = Origin.of(url)
        parts = urlsplit(url)
        target = parts._replace(scheme="", netloc="", fragment="", path=parts.path or "/").geturl()
        target = quote(target, safe=_IN_ADDRESSES)
        sent = {"Accept-Encoding": "gzip, deflate", "User-Agent": "clientpulse", **headers}
        if self._may_sign(url) and (signature := self._login.header(method, target)):
            sent["Authorization"] = signature
        with said_plainly(origin), self._clock():
            response = self._send(origin, method, target, body, sent)
            try:
                answer = self._taken(response, url, into)
            except BaseException:
                response.close()
                self._drop(origin)
                raise
            if response.will_close or not response.isclosed():
                self._drop(origin)
            return answer

    @contextlib.contextmanager
    def _clock(self) -> Iterator[None]:
        """Cut the line once an answer has taken too long, however steadily it trickles."""
        over = threading.Event()

        def cut() -> None:
            over.set()
            _cut(self._line)

        clock = threading.Timer(self._limits.whole, cut)
        clock.daemon = True
        clock.start()
        try:
            yield
        except (OSError, HTTPException) as error:
            if over.is_set():
                raise TimeoutError from error
            raise
        finally:
            clock.cancel()
        if over.is_set():  # An answer of no said length looks whole where it was cut.
            raise TimeoutError

    def _send(
        self, origin: Origin, method: str, target: str, body: bytes, headers: dict[str, str]
    ) -> HTTPResponse:
        """Ask over the open line, and once more over a new one where the server has closed it."""
        if connection := self._open.get(origin):
            self._line = connection.sock
            try:
                return _response(connection, method, target, body, headers)
            except (ConnectionError, HTTPException):
                self._drop(origin)
        connection = self._open[origin] = self._connected(origin)
        try:
            return _response(connection, method, target, body, headers)
        except BaseException:
            self._drop(origin)
            raise

    def _connected(self, origin: Origin) -> HTTPConnection:
        wait = self._limits.connect
        if origin.scheme == "https":
            connection: HTTPConnection = HTTPSConnection(
                origin.host, origin.port, timeout=wait, context=trust.context(self.source)
            )
        else:
            connection = HTTPConnection(origin.host, origin.port, timeout=wait)
        try:
            connection.connect()
        except TimeoutError as error:
            message = f"{origin.host} didn't answer within {wait:g} s"
            raise SourceError(message, ONLINE) from error
        connection.sock.settimeout(self._limits.read)
        self._line = connection.sock
        return connection

    def _drop(self, origin: Origin) -> None:
        if connection := self._open.pop(origin, None):
            connection.close()

    def _taken(self, response: HTTPResponse, url: str, into: Into | None) -> Answer:
        headers: dict[str, str] = {}
        for name, value in response.getheaders():
            # One line each: a server may want one of several ways to sign in.
            headers[name.lower()] = f"{headers.get(name.lower(), '')}\n{value}".strip()
        sized = response.chunked or response.length is not None
        kept: list[bytes] = []
        good = 200 <= response.status < 300
        for piece in _unpacked(response, headers.get("content-encoding", "")):
            self._left -= len(piece)
            if self._left < 0:
                limit = f"{self._limits.size / 1_000_000:g} MB"
                raise SourceError(f"{Origin.of(url).host} answers with more than {limit}", TOO_MUCH)
            if good and into:
                into(piece)
            elif good or not kept:
                kept.append(piece)
        return Answer(response.status, headers, url, b"".join(kept), sized)


_IN_ADDRESSES = "%/?:@!$&'()*+,;=~-._[]"


def _response(
    connection: HTTPConnection, method: str, target: str, body: bytes, headers: dict[str, str]
) -> HTTPResponse:
    connection.request(method, target, body or None, headers)
    return connection.getresponse()


def _unpacked(response: HTTPResponse, encoding: str) -> Iterator[bytes]:
    """Yield the body in pieces of at most `PIECE`, however much a piece unpacks to."""
    packed = encoding.strip().lower() not in {"", "identity"}
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    while piece := response.read(PIECE):
        if not packed:
            yield piece
            continue
        while piece:
            yield unpacker.decompress(piece, PIECE)
            piece = unpacker.unconsumed_tail
    # http.client keeps quiet about a body that ends before its time when it is read in pieces.
    if response.length or (packed and not unpacker.eof and unpacker.unused_data == b""):
        raise HTTPException("cut off")


def _cut(line: socket.socket | None) -> None:
    if line is not None:
        with contextlib.suppress(OSError):
            # As a plain socket: one of ssl would first forget its own state under the reader.
            socket.socket.shutdown(line, socket.SHUT_RDWR)
