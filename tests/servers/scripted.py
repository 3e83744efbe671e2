"""An IMAP server that behaves, but for what it is told to do otherwise."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CLOSE = "close"
"""Ends the line without a word."""
HANG = "hang"
"""Says nothing any more."""
DRIP = "drip"
"""Says a letter now and then, and never comes to an end."""

GREETING = "greeting"
STARTED_TLS = "STARTTLS"

SAID: dict[str, Any] = {
    GREETING: b"* OK ready\r\n",
    "CAPABILITY": b"* CAPABILITY IMAP4rev1 AUTH=PLAIN STARTTLS\r\n{tag} OK\r\n",
    "AUTHENTICATE": b"+ \r\n",
    "": b"{tag} OK in\r\n",  # what is answered to such a challenge
    "LOGIN": b"{tag} OK in\r\n",
    STARTED_TLS: b"{tag} OK go ahead\r\n",
    "LIST": b'* LIST () "/" INBOX\r\n{tag} OK\r\n',
    "STATUS": b"* STATUS INBOX (UIDVALIDITY 7 UIDNEXT 4)\r\n{tag} OK\r\n",
    "EXAMINE": b"* 3 EXISTS\r\n* OK [UIDVALIDITY 7]\r\n* OK [UIDNEXT 4]\r\n{tag} OK\r\n",
    "UID SEARCH": b"* SEARCH 1 2 3\r\n{tag} OK\r\n",
    "UID FETCH": b"{tag} OK\r\n",
    "LOGOUT": b"* BYE\r\n{tag} OK\r\n",
}
"""By command, what is answered: bytes, CLOSE, HANG, several of them, or a function of the line."""


class Scripted:
    """A server that takes one client after the other.

    Attributes:
        lines: What clients said, a line each.
    """

    def __init__(self, said: Mapping[str, Any], context: ssl.SSLContext | None, tls: str) -> None:
        self.lines: list[str] = []
        self._said = {**SAID, **said}
        self._context = context
        self._tls = tls
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def start(self) -> None:
        """Begin to take clients."""
        self._thread.start()

    def stop(self) -> None:
        """Leave all of them."""
        self._ended.set()
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), 1).close()
        self._thread.join(10)
        self._socket.close()

    def _serve(self) -> None:
        while not self._ended.is_set():
            client, _ = self._socket.accept()
            client.settimeout(10)
            with contextlib.suppress(OSError, ssl.SSLError), client:
                if self._context is not None and self._tls == "implicit":
                    client = self._context.wrap_socket(client, server_side=True)
                self._talk(client)

    def _talk(self, client: socket.socket) -> None:
        with contextlib.ExitStack() as held:
            held.enter_context(client)
            tag, going = "*", self._answer(client, GREETING, "*", "")
            lines = client.makefile("rb")
            while going and (line := lines.readline()):
                said = line.decode("utf-8", "replace").strip()
                self.lines.append(said)
                first, _, rest = said.partition(" ")
                is_command = bool(rest)
                tag = first if is_command else tag
                going = self._answer(client, self._command(rest) if is_command else "", tag, said)
                if self._command(rest) == STARTED_TLS and self._context is not None:
                    client = held.enter_context(self._context.wrap_socket(client, server_side=True))
                    lines = client.makefile("rb")

    def _command(self, line: str) -> str:
        words = line.upper().split()
        return " ".join(words[: 2 if words[:1] == ["UID"] else 1])

    def _answer(self, client: socket.socket, command: str, tag: str, line: str) -> bool:
        answer = self._said.get(command, b"{tag} BAD what?\r\n")
        if callable(answer):
            answer = answer(line)
        for one in answer if isinstance(answer, list) else [answer]:
            while one == DRIP and not self._ended.wait(0.05):
                client.sendall(b"x")
            if one in (CLOSE, HANG, DRIP):
                self._ended.wait(10 if one == HANG else 0)
                return False
            said = one.replace(b"{tag} OK\r\n", b"{tag} OK done\r\n")
            client.sendall(said.replace(b"{tag}", tag.encode()))
        return True


@contextmanager
def serving(
    said: Mapping[str, Any] | None = None,
    files: tuple[Path, Path] | None = None,
    tls: str = "implicit",
    kind: type[Scripted] = Scripted,
) -> Iterator[Any]:
    """Run a server.

    Args:
        said: What it answers otherwise than its `SAID` has it.
        files: Its certificate and key; without them it speaks no TLS.
    """
    context = None
    if files is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*files)
    server = kind(said or {}, context, tls)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def message(uid: int, headers: bytes, arrived: str = "27-Nov-2026 10:00:00 +0000") -> bytes:
    """Return what FETCH answers of a message."""
    headers = b"Message-ID: <%d@tests>\r\n" % uid + headers
    said = f'* {uid} FETCH (UID {uid} INTERNALDATE "{arrived}" BODY[HEADER.FIELDS (FROM)] '
    return said.encode() + b"{%d}\r\n%s)\r\n" % (len(headers), headers)


Answer = Callable[[str], Any]
