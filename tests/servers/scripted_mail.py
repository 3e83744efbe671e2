"""A server for outgoing mail that behaves, but for what it is told to do otherwise."""

from __future__ import annotations

import contextlib
import socket
import ssl
from collections.abc import Mapping
from functools import partial
from typing import Any

from tests.servers.scripted import GREETING, STARTED_TLS, Scripted, serving

END = "."
"""The end of a message."""

SAID: dict[str, Any] = {
    GREETING: b"220 mail.tests ready\r\n",
    "EHLO": b"250-mail.tests\r\n250-AUTH PLAIN LOGIN XOAUTH2\r\n250 STARTTLS\r\n",
    STARTED_TLS: b"220 go ahead\r\n",
    "AUTH": b"235 in\r\n",
    "": b"235 in\r\n",  # what is answered to something said without a command
    "MAIL": b"250 OK\r\n",
    "RCPT": b"250 OK\r\n",
    "DATA": b"354 go ahead\r\n",
    END: b"250 taken\r\n",
    "QUIT": b"221 bye\r\n",
}
"""By command, what is answered; see `tests.servers.scripted.SAID`."""


class ScriptedMail(Scripted):
    """It takes one client after the other.

    Attributes:
        protected: What clients said after TLS had begun.
    """

    def __init__(self, said: Mapping[str, Any], context: ssl.SSLContext | None, tls: str) -> None:
        super().__init__({**SAID, **said}, context, tls)
        self.protected: list[str] = []

    def _talk(self, client: socket.socket) -> None:
        with contextlib.ExitStack() as held:
            held.enter_context(client)
            going, in_message = self._answer(client, GREETING, "", ""), False
            lines = client.makefile("rb")
            while going and (line := lines.readline()):
                said = line.decode("utf-8", "replace").strip()
                self.lines.append(said)
                if isinstance(client, ssl.SSLSocket):
                    self.protected.append(said)
                if in_message and said != END:
                    continue
                command = said.upper().partition(" ")[0]
                going = self._answer(client, command if command in SAID else "", "", said)
                in_message = command == "DATA"
                if command == STARTED_TLS and self._context is not None:
                    client = held.enter_context(self._context.wrap_socket(client, server_side=True))
                    lines = client.makefile("rb")


serving_mail = partial(serving, kind=ScriptedMail)
