"""What may go wrong with an IMAP server, in words."""

from __future__ import annotations

import imaplib
import socket
import ssl

from clientpulse.config.sources import Source
from clientpulse.errors import SourceError
from clientpulse.quoting import printable
from clientpulse.servers import trust

LONGEST = 200
PORTS = {"implicit": 993, "starttls": 143}


class TooMuch(Exception):  # noqa: N818  it is what happened, and never leaves the reader
    """A server sends more than anybody needs."""


class Refused(Exception):  # noqa: N818  likewise
    """A server said no to a command."""

    def __init__(self, said: bytes | str = b"") -> None:
        text = said if isinstance(said, str) else said.decode("utf-8", "replace")
        super().__init__(printable(text)[:LONGEST])


def failure(error: Exception, source: Source) -> SourceError:
    """Say what went wrong with a server, and what to do."""
    message, hint = _words(error, str(source.host), source)
    return SourceError(message, hint)


def _words(error: Exception, host: str, source: Source) -> tuple[str, str]:
    again = "try again later"
    match error:
        case ssl.SSLError():
            return _of_tls(error, host, source)
        case socket.gaierror():
            return (
                f"there is no server {host} to be found",
                "check its name, and that you are online",
            )
        case ConnectionRefusedError():
            port = source.port or PORTS[source.tls]
            return f"{host} takes no connections at port {port}", "check host, port and tls"
        case TimeoutError():
            return f"{host} didn't answer in time", again
        case Refused():
            return f"{host} refused: {error}", "look at the account with another program"
        case TooMuch():
            return f"{host} sends more than a mailbox can hold", "nothing of that was kept"
        case imaplib.IMAP4.error() if (bye := _bye(error)) is not None:
            return f"{host} ended the connection{bye and f': {bye}'}", again
        case ConnectionError():
            return f"{host} ended the connection", again
        case OSError():
            return (
                f"{host} can't be reached: {error.strerror or error}",
                "check that you are online",
            )
        case _:
            return (
                f"{host} doesn't answer as a mail server does",
                "check host and port",
            )


def _of_tls(error: ssl.SSLError, host: str, source: Source) -> tuple[str, str]:
    if isinstance(error, ssl.SSLCertVerificationError):
        return trust.untrusted(error, host)
    hint = 'try tls = "implicit", whose port is 993'
    if source.tls == "implicit":
        hint = 'it may want tls = "starttls", whose port is 143'
    return f"{host} doesn't speak TLS at port {source.port or PORTS[source.tls]}", hint


def _bye(error: imaplib.IMAP4.error) -> str | None:
    """Return with which words a server ended a connection; None where it didn't."""
    said = error.args[0] if error.args else ""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    # So imaplib tells them apart: by the kind of its error, and the words before the server's.
    if isinstance(error, imaplib.IMAP4.abort):
        text = text.partition(" => ")[2] or text
        if text.startswith("unexpected"):
            return None
        return "" if text.startswith("socket error") else printable(text[:LONGEST]).strip()
    return printable(text[6:LONGEST]).strip() if text.startswith("* BYE ") else None
