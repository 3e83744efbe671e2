"""Asking a server over https, within limits, and saying plainly what went wrong."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Iterator, Mapping
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from clientpulse.config.sources import Source, is_this_computer
from clientpulse.errors import SourceError
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
    size: int = 300_000_000


USUAL = Limits()


class Origin(NamedTuple):
    """Whom one speaks to: a password goes to no other."""

    scheme: str
    host: str
    port: int

    @classmethod
    def of(cls, url: str) -> Origin:
        """Take it from an address.

        Raises:
            ValueError: That isn't the address of a web server.
        """
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError(url)
        return cls(
            parts.scheme, parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)
        )


class Answer(NamedTuple):
    """What a server answered.

    Attributes:
        headers: By name in small letters.
        url: Where it came from in the end.
        body: Of a refusal, its beginning; empty where it was handed on piece by piece.
        sized: The server said how much it was to be, or marked its end.
    """

    status: int
    headers: Mapping[str, str]
    url: str
    body: bytes
    sized: bool = True

    @property
    def is_good(self) -> bool:
        """Whether it is what was asked for."""
        return 200 <= self.status < 300


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
        raise SourceError(f"{self._home.host} sends on from one address to the next", _CHECK_URL)

    def _next(self, url: str, location: str) -> str:
        target = urljoin(url, location)
        try:
            secure = Origin.of(target).scheme == "https"
        except ValueError:
            secure = False
        if not secure and url.startswith("https:"):
            message = f"{Origin.of(url).host} sends on to an address without https"
            raise SourceError(message, "that isn't safe: ask whoever runs the server")
        try:
            Origin.of(target)
        except ValueError as error:
            message = f"{Origin.of(url).host} sends on to something that isn't an address"
            raise SourceError(message, _CHECK_URL) from error
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
        with _said_plainly(origin, self._limits):
            response, connection = self._send(origin, method, target, body, sent)
            clock = threading.Timer(self._limits.whole, _cut, [connection.sock])
            clock.daemon = True
            clock.start()
            try:
                answer = self._taken(response, url, into)
            except BaseException:
                self._drop(origin)
                if not clock.is_alive():
                    raise TimeoutError from None
                raise
            finally:
                clock.cancel()
            if response.will_close or not response.isclosed():
                self._drop(origin)
            return answer

    def _send(
        self, origin: Origin, method: str, target: str, body: bytes, headers: dict[str, str]
    ) -> tuple[HTTPResponse, HTTPConnection]:
        """Ask over the open line, and once more over a new one where the server has closed it."""
        if connection := self._open.get(origin):
            try:
                return _response(connection, method, target, body, headers), connection
            except (ConnectionError, HTTPException):
                self._drop(origin)
        connection = self._open[origin] = self._connected(origin)
        try:
            return _response(connection, method, target, body, headers), connection
        except BaseException:
            self._drop(origin)
            raise

    def _connected(self, origin: Origin) -> HTTPConnection:
        wait = self._limits.connect
        if origin.scheme == "https":
            context = ssl.create_default_context()
            if self.source.ca_file:
                _trust(context, self.source)
            connection: HTTPConnection = HTTPSConnection(
                origin.host, origin.port, timeout=wait, context=context
            )
        else:
            connection = HTTPConnection(origin.host, origin.port, timeout=wait)
        try:
            connection.connect()
        except TimeoutError as error:
            message = f"{origin.host} didn't answer within {wait:g} s"
            raise SourceError(message, _ONLINE) from error
        connection.sock.settimeout(self._limits.read)
        return connection

    def _drop(self, origin: Origin) -> None:
        if connection := self._open.pop(origin, None):
            connection.close()

    def _taken(self, response: HTTPResponse, url: str, into: Into | None) -> Answer:
        headers = {name.lower(): value for name, value in response.getheaders()}
        sized = response.chunked or response.length is not None
        kept: list[bytes] = []
        good = 200 <= response.status < 300
        for piece in _unpacked(response, headers.get("content-encoding", "")):
            self._left -= len(piece)
            if self._left < 0:
                limit = f"{self._limits.size / 1_000_000:g} MB"
                raise SourceError(
                    f"{Origin.of(url).host} answers with more than {limit}", _TOO_MUCH
                )
            if good and into:
                into(piece)
            elif good or not kept:
                kept.append(piece)
        return Answer(response.status, headers, url, b"".join(kept), sized)


def refusal(answer: Answer, source: Source) -> SourceError:
    """Say what an answer that isn't good means. The address stays out: it may be a secret."""
    host = Origin.of(answer.url).host
    who = source.user or "you"
    if answer.status == 401:
        if Origin.of(answer.url) != Origin.of(source.url or ""):
            message = f"it sends on to {host}, which wants a name and a password"
            return SourceError(message, f"if you trust {host}, write its address in url")
        if not (source.password_command or source.token_command):
            return SourceError(
                f"{host} wants a name and a password",
                'add user and password_command = "pass show ..." to the source',
            )
        return SourceError(
            f"{host} doesn't accept the password of {who}",
            "check user and what the command prints; many servers want a password for apps",
        )
    if answer.status == 403:
        return SourceError(f"{host} doesn't let {who} read that", _CHECK_URL)
    if answer.status in {404, 410}:
        return SourceError(f"{host} has nothing at that address", _CHECK_URL)
    if answer.status == 429 or answer.status >= 500:
        return SourceError(f"{host} can't answer just now ({answer.status})", "try again later")
    return SourceError(f"{host} answers {answer.status}", _CHECK_URL)


_IN_ADDRESSES = "%/?:@!$&'()*+,;=~-._[]"
_CHECK_URL = "check url in the config file"
_ONLINE = "check that you are online, and url in the config file"
_TOO_MUCH = "read a smaller calendar or address book: write the address of one in url"


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


def _cut(line: socket.socket) -> None:
    with contextlib.suppress(OSError):
        socket.socket.shutdown(line, socket.SHUT_RDWR)


def _trust(context: ssl.SSLContext, source: Source) -> None:
    try:
        context.load_verify_locations(cafile=source.ca_file)
    except (OSError, ssl.SSLError) as error:
        message = f"the certificates in {source.ca_file} can't be read"
        raise SourceError(message, "ca_file has to be a file in PEM form") from error


@contextlib.contextmanager
def _said_plainly(origin: Origin, limits: Limits) -> Iterator[None]:
    host = origin.host
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        message = f"the certificate of {host} isn't to be trusted: {error.verify_message}"
        hint = "if it is your own server, write the file of its certificate in ca_file"
        raise SourceError(message, hint) from error
    except ssl.SSLError as error:
        raise SourceError(f"{host} doesn't speak https properly", _CHECK_URL) from error
    except TimeoutError as error:
        raise SourceError(f"{host} stopped answering", "try again later") from error
    except socket.gaierror as error:
        raise SourceError(f"there is no server {host}", _ONLINE) from error
    except ConnectionRefusedError as error:
        message = f"nothing answers at port {origin.port} of {host}"
        raise SourceError(message, _ONLINE) from error
    except zlib.error as error:
        raise SourceError(f"{host} answers with something that can't be unpacked") from error
    except (HTTPException, OSError) as error:
        raise SourceError(f"{host} dropped the line", "try again later") from error
