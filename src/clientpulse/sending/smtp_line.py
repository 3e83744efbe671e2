"""The line to a server that takes mail: protected, with limits to how long and how much it says."""

from __future__ import annotations

import re
import smtplib
import ssl
import time
from typing import Any

from clientpulse.config.sending import Send
from clientpulse.sending.outcomes import NotSentError
from clientpulse.servers import trust

CONNECT_SECONDS = 20
ANSWER_SECONDS = 60
WHOLE_SECONDS = 300
"""How long all of it may take together."""
LONGEST_ANSWER = 64_000
OURSELVES = "[127.0.0.1]"
"""Who we say we are: something that says nothing of this computer."""

_PIECE = 16_384
_ANSWER = re.compile(rb"([2-5]\d\d)(?:([ -])(.*))?", re.DOTALL)


class Nonsense(Exception):  # noqa: N818  it is what happened, and never leaves the package
    """A server says something that no server for mail does."""


class _Limited:
    """Says and reads what goes over the line; what fails there is raised as the system has it.

    The methods are those of `smtplib.SMTP` through which everything passes.
    """

    patience: float = ANSWER_SECONDS

    def __init__(self, *arguments: Any, **named: Any) -> None:
        self._until = time.monotonic() + WHOLE_SECONDS
        self._unread = b""
        super().__init__(*arguments, **named)

    def send(self, text: Any) -> None:
        """Send a command, or a message."""
        data = text.encode("ascii") if isinstance(text, str) else text
        until = time.monotonic() + self.patience
        try:
            for start in range(0, len(data), _PIECE):
                self._limit(until)
                self._socket.sendall(data[start : start + _PIECE])
        except BaseException:
            self._close()
            raise

    def getreply(self) -> tuple[int, bytes]:
        """Return the code and the text of what the server answers."""
        until = time.monotonic() + self.patience
        codes, texts, size = set(), [], 0
        try:
            while True:
                line = self._line(until)
                size += 1 + len(line)
                said = _ANSWER.fullmatch(line)
                codes.add(said and said[1])
                if said is None or len(codes) > 1 or size > LONGEST_ANSWER:
                    raise Nonsense
                texts.append(said[3] or b"")
                if said[2] != b"-":
                    return int(said[1]), b"\n".join(texts)
        except BaseException:
            self._close()
            raise

    def starttls(self, *arguments: Any, **named: Any) -> tuple[int, bytes]:
        """Protect the line; what was sent before that, unasked, counts for nothing (RFC 3207)."""
        answer: tuple[int, bytes] = super().starttls(*arguments, **named)  # type: ignore[misc]
        self._unread = b""
        return answer

    @property
    def _socket(self) -> Any:
        if (found := self.sock) is None:  # type: ignore[attr-defined]
            raise ConnectionResetError
        return found

    def _close(self) -> None:
        self.close()  # type: ignore[attr-defined]

    def _limit(self, until: float) -> None:
        left = min(until, self._until) - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._socket.settimeout(left)

    def _line(self, until: float) -> bytes:
        while b"\n" not in self._unread:
            if len(self._unread) > LONGEST_ANSWER:
                raise Nonsense
            self._limit(until)
            got = self._socket.recv(_PIECE)
            if not got:
                raise ConnectionResetError
            self._unread += got
        line, _, self._unread = self._unread.partition(b"\n")
        return bytes(line.rstrip(b"\r"))


class _Plain(_Limited, smtplib.SMTP):
    """A line that is to be protected by STARTTLS, unless it leads no farther than this computer."""


class _Protected(_Limited, smtplib.SMTP_SSL):
    """A line that is protected from its first byte on."""


def opened(how: Send) -> Any:
    """Open the line, protect it, and let the server say what it can.

    A server on this computer needs no TLS. Where it offers it, it is used, for some let nobody sign
    in before; its certificate is checked where there is a ca_file: it was made by a program on this
    computer, and an unchecked one isn't worse than none.

    Raises:
        NotSentError: It can't be protected.
    """
    server = how.smtp
    assert server is not None
    context = trust.context(how)
    named: dict[str, Any] = {"local_hostname": OURSELVES, "timeout": CONNECT_SECONDS}
    if server.implicit:
        line: Any = _Protected(server.host, server.port, context=context, **named)
        line.ehlo_or_helo_if_needed()
        return line
    line = _Plain(server.host, server.port, **named)
    try:
        line.ehlo_or_helo_if_needed()
        offers = line.has_extn("starttls")
        if not offers and not server.is_here:
            raise NotSentError(
                f"{server.host} doesn't offer STARTTLS, and mail is never sent unprotected",
                "write smtps:// instead of smtp://, if it has such a port",
            )
        if offers:
            if server.is_here and how.ca_file is None:
                context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            line.starttls(context=context)
            line.ehlo_or_helo_if_needed()
    except BaseException:
        line.close()
        raise
    return line
