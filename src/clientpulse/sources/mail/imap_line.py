"""The line to an IMAP server: protected, signed in, and with limits to what it may send."""

from __future__ import annotations

import contextlib
import imaplib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from clientpulse.config.sources import Source
from clientpulse.errors import SourceError
from clientpulse.quoting import printable
from clientpulse.servers import trust
from clientpulse.servers.secrets import Secret, secret_of
from clientpulse.sources.mail.imap_failures import PORTS, Refused, TooMuch, failure

CONNECT_SECONDS = 20
READ_SECONDS = 60
ANSWER_SECONDS = 600
"""How long the whole answer to one command may take."""

KEPT = 64_000
"""How much of one message's headers is kept: 1,500 addresses."""
BIGGEST = 32_000_000
"""Text announced as longer than that is refused before any of it is read."""
MOST = 64_000_000
"""How much a server may send as its answer to one command."""
LINE = 100
"""As how much more a line counts than it is long: it takes room and time, be it empty."""


class _Limited:
    """Reads what a server sends, up to a limit.

    The methods are those that imaplib says may be overridden.
    """

    spent = 0

    def read(self, size: int) -> bytes:
        """Read a text of an announced length; what is beyond all need is passed over."""
        if size > BIGGEST:
            raise TooMuch
        self._spend(min(size, KEPT))
        beginning: bytes = super().read(min(size, KEPT))  # type: ignore[misc]
        left = size - len(beginning)
        while left > 0:
            passed: bytes = super().read(min(left, KEPT))  # type: ignore[misc]
            if not passed:
                break
            left -= len(passed)
        return beginning

    def readline(self) -> bytes:
        """Read a line."""
        line: bytes = super().readline()  # type: ignore[misc]
        self._spend(LINE + len(line))
        return line

    def _spend(self, size: int) -> None:
        self.spent += size
        if self.spent > MOST:
            raise TooMuch


class _Plain(_Limited, imaplib.IMAP4):
    """A line that is to be protected by STARTTLS."""


class _Protected(_Limited, imaplib.IMAP4_SSL):
    """A line that is protected from its first byte on."""


class Line:
    """A signed-in line to a server."""

    def __init__(self, imap: Any) -> None:
        self._imap = imap

    def ask(self, command: str, *arguments: Any, **named: Any) -> list[Any]:
        """Send a command, and return what came as its answer.

        Raises:
            Refused: The server says no.
        """
        self._imap.spent = 0
        with self._for_some_time():
            kind, answer = getattr(self._imap, command)(*arguments, **named)
        if kind != "OK":
            raise Refused(answer[-1] if answer and isinstance(answer[-1], bytes) else b"")
        return [one for one in answer if one is not None]

    @contextmanager
    def _for_some_time(self) -> Iterator[None]:
        """End the line where a server goes on for ever, a byte at a time."""
        too_late = threading.Event()

        def cut() -> None:
            too_late.set()
            with contextlib.suppress(OSError):
                self._imap.socket().shutdown(socket.SHUT_RDWR)

        watch = threading.Timer(ANSWER_SECONDS, cut)
        watch.daemon = True
        watch.start()
        try:
            yield
        except (imaplib.IMAP4.error, OSError):
            if too_late.is_set():
                raise TimeoutError from None
            raise
        finally:
            watch.cancel()

    def said(self, code: str) -> int | None:
        """Return a number that stood beside the last answer: ``UIDNEXT``."""
        _, values = self._imap.response(code)
        found = [one for one in values if one is not None]
        return int(found[-1]) if found and found[-1].isdigit() else None

    def can(self, *capabilities: str) -> bool:
        """Tell whether the server has all of these."""
        return set(capabilities) <= self._capabilities

    def learn(self) -> None:
        """Ask what the server can do for whom it knows."""
        words = b" ".join(one for one in self.ask("capability") if isinstance(one, bytes))
        self._capabilities = frozenset(words.decode("ascii", "replace").upper().split())


@contextmanager
def signed_in(source: Source) -> Iterator[Line]:
    """Open the line of a source, and close it in the end.

    Raises:
        SourceError: That can't be done, or it breaks while it is used.
    """
    secret = secret_of(source)
    context = trust.context(source)
    imap: Any = None
    try:
        imap = _opened(source, context)
        _sign_in(imap, source, secret)
        line = Line(imap)
        line.learn()
        yield line
        with contextlib.suppress(imaplib.IMAP4.error, OSError):
            imap.logout()
    except (imaplib.IMAP4.error, OSError, ValueError, TooMuch, Refused) as error:
        failed = failure(error, source)
        if secret and secret.stands_in(failed.message, str(source.user)):
            failed = SourceError(f"{source.host} ended it with what it was sent", failed.hint)
        raise failed from None
    finally:
        if imap is not None:
            with contextlib.suppress(OSError):
                imap.shutdown()


def _opened(source: Source, context: ssl.SSLContext) -> Any:
    host, port = str(source.host), source.port or PORTS[source.tls]
    imap: Any
    if source.tls == "implicit":
        imap = _Protected(host, port, ssl_context=context, timeout=CONNECT_SECONDS)
    else:
        imap = _Plain(host, port, timeout=CONNECT_SECONDS)
        try:
            if "STARTTLS" not in imap.capabilities:
                raise SourceError(
                    f"{host} doesn't offer STARTTLS, and a password is never sent unprotected",
                    'try tls = "implicit", whose port is 993',
                )
            imap.starttls(context)
        except BaseException:
            imap.shutdown()
            raise
    imap.socket().settimeout(READ_SECONDS)
    return imap


def _sign_in(imap: Any, source: Source, secret: Secret | None) -> None:
    user, text = str(source.user), "" if secret is None else secret.text
    try:
        if secret is not None and secret.is_token:
            bearer = f"user={user}\x01auth=Bearer {text}\x01\x01"
            challenges = iter((bearer.encode(),))
            # What comes after it is why it was refused, and is answered by nothing.
            imap.authenticate("XOAUTH2", lambda _: next(challenges, b""))
        elif "AUTH=PLAIN" in imap.capabilities or not f"{user}{text}".isascii():
            imap.authenticate("PLAIN", lambda _: f"\0{user}\0{text}".encode())
        else:
            imap.login(user, text)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        words = error.args[0] if error.args else ""
        if isinstance(words, bytes):
            words = words.decode("utf-8", "replace")
        said = printable(str(words)).strip()
        # A server that repeats what it was sent isn't helped to show it.
        why = "" if not said or (secret and secret.stands_in(said, user)) else f": {said}"
        raise SourceError(
            f"{source.host} refused to let {printable(user)} in{why}", _what_to_check(source, imap)
        ) from None


def _what_to_check(source: Source, imap: Any) -> str:
    if source.token_command:
        return "check user, and that token_command prints a token that is still valid, for IMAP"
    if "LOGINDISABLED" in imap.capabilities or "AUTH=PLAIN" not in imap.capabilities:
        return "check user and password_command; it may only take tokens: see token_command"
    return "check user and password_command; many providers want an app password made for this"
