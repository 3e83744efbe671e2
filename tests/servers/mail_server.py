"""A server that takes mail as its users send it, and keeps it to be looked at."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from clientpulse.config.sending import Send, Server

USER = "sam@practice.example"
PASSWORD = 'pässwörd "\\ %&'
TOKEN = "ya29.a0Aa-token_of.today~+/=="


@dataclass(frozen=True, slots=True)
class Received:
    """A message that was taken.

    Attributes:
        to: Whom it goes to: those that were refused are not among them.
        user: Who had signed in.
        protected: Whether it came over TLS.
    """

    sender: str
    to: tuple[str, ...]
    raw: bytes
    user: str | None
    protected: bool

    @property
    def message(self) -> EmailMessage:
        """The message, read as mail programs read it."""
        read = BytesParser(policy=default).parsebytes(self.raw)
        assert isinstance(read, EmailMessage)
        return read


@dataclass(slots=True)
class MailServer:
    """What the server is told to do, and what it got; both can be changed while it runs.

    Attributes:
        files: Its certificate and key; without them it speaks no TLS.
        tls: "implicit", or "starttls", which it then wants before anything else.
        signs_in: Whether it takes mail only from USER, who has PASSWORD or TOKEN.
        refused: What it answers where one of these addresses is to get something.
        answer: What it says to a whole message.
    """

    files: tuple[Path, Path] | None = None
    tls: str = "implicit"
    signs_in: bool = False
    mechanisms: tuple[str, ...] = ("PLAIN", "LOGIN", "XOAUTH2")
    refused: dict[str, str] = field(default_factory=dict)
    answer: str = "250 2.0.0 taken"
    received: list[Received] = field(default_factory=list)
    used: list[str] = field(default_factory=list)
    port: int = 0

    @property
    def address(self) -> str:
        """How the config writes it: ``smtp = "..."``."""
        scheme = "smtps" if self.files and self.tls == "implicit" else "smtp"
        user = f"{USER.replace('@', '%40')}@" if self.signs_in else ""
        return f"{scheme}://{user}127.0.0.1:{self.port}"

    def how(self, **changed: Any) -> Send:
        """Return settings that reach it; its user needs a password_command or token_command."""
        implicit = self.address.startswith("smtps")
        user = USER if self.signs_in else None
        return Send(smtp=Server("127.0.0.1", self.port, implicit, user), **changed)

    # What follows is called by aiosmtpd.

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Let nobody in who has to sign in."""
        if self.signs_in and not session.authenticated:
            return "530 5.7.0 Authentication required"
        envelope.mail_from = address
        return "250 2.1.0 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Take or refuse an address."""
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:  # noqa: N802
        """Keep a message that is taken."""
        if self.answer.startswith("2"):
            self.received.append(
                Received(
                    envelope.mail_from,
                    tuple(envelope.rcpt_tos),
                    envelope.original_content,
                    session.auth_data if session.authenticated else None,
                    session.ssl is not None or self.address.startswith("smtps"),
                )
            )
        return self.answer

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:  # noqa: N802
        """Read a token."""
        said = await server.challenge_auth("") if len(args) == 1 else b64decode(args[1])
        if said == f"user={USER}\x01auth=Bearer {TOKEN}\x01\x01".encode():
            self.used.append("XOAUTH2")
            return AuthResult(success=True, auth_data=USER)
        await server.challenge_auth('{"status":"401"}')
        return AuthResult(success=False, handled=False)

    def check(
        self, server: SMTP, session: Any, envelope: Any, mechanism: str, given: LoginPassword
    ) -> AuthResult:
        """Tell whether somebody is who they say."""
        self.used.append(mechanism)
        right = given == LoginPassword(USER.encode(), PASSWORD.encode())
        return AuthResult(success=right, handled=False, auth_data=USER if right else None)


@contextmanager
def receiving(**told: Any) -> Iterator[MailServer]:
    """Run a server on a port of its own; what it is told is what `MailServer` has."""
    server = MailServer(**told)
    context = None
    if server.files is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*server.files)
    listening = socket.create_server(("127.0.0.1", 0))
    server.port = listening.getsockname()[1]
    begun, loops = threading.Event(), []

    async def take() -> None:
        loop = asyncio.get_running_loop()
        ended = asyncio.Event()
        loops.append((loop, ended))
        implicit = context if server.tls == "implicit" else None
        taking = await loop.create_server(
            lambda: _talk(server, loop, None if implicit else context),
            sock=listening,
            ssl=implicit,
        )
        begun.set()
        await ended.wait()
        taking.close()

    thread = threading.Thread(target=asyncio.run, args=(take(),), daemon=True)
    thread.start()
    assert begun.wait(10)
    try:
        yield server
    finally:
        loop, ended = loops[0]
        loop.call_soon_threadsafe(ended.set)
        thread.join(10)


def _talk(
    server: MailServer, loop: asyncio.AbstractEventLoop, starttls: ssl.SSLContext | None
) -> SMTP:
    return SMTP(
        server,
        hostname="mail.tests",
        tls_context=starttls,
        require_starttls=starttls is not None,
        auth_require_tls=starttls is not None,
        auth_exclude_mechanism={"PLAIN", "LOGIN", "XOAUTH2"} - set(server.mechanisms),
        authenticator=server.check,
        loop=loop,
    )
