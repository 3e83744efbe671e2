"""What may go wrong with a server that takes mail, in words."""

from __future__ import annotations

import smtplib
import socket
import ssl
from dataclasses import dataclass

from clientpulse.config.sending import Server
from clientpulse.quoting import printable
from clientpulse.sending.outcomes import NotSentError
from clientpulse.servers import trust
from clientpulse.servers.secrets import Secret

LONGEST = 200
LATER = "try again later"
_SIGN_IN = "correct smtp under [send]: pulse config edit"


@dataclass(frozen=True, slots=True)
class Words:
    """How what a server says is repeated: harmless, short, and never with what we sign in with."""

    server: Server
    secret: Secret | None

    def of(self, code: int, said: bytes) -> str:
        """Return an answer on one line: ``550 no such user``."""
        whole = said.decode("utf-8", "replace")
        text = " ".join(whole.split())
        shown = printable(text)
        secret, user = self.secret, str(self.server.user)
        if secret and any(secret.stands_in(one, user) for one in (whole, text, shown)):
            return str(code)
        return f"{code} {shown[:LONGEST]}".strip()

    def refusal(self, what: str, code: int, said: bytes, hint: str) -> NotSentError:
        """Say that the server refused something; what it can't do just now isn't our mistake."""
        return NotSentError(
            f"{self.server.host} refused {what}: {self.of(code, said)}",
            hint if code >= 500 else LATER,
        )


def failure(error: Exception, words: Words) -> NotSentError:
    """Say what went wrong with a server before it had the message, and what to do."""
    return NotSentError(*_in_words(error, words))


def _in_words(error: Exception, words: Words) -> tuple[str, str]:
    host, port = words.server.host, words.server.port
    match error:
        case ssl.SSLCertVerificationError():
            return trust.untrusted(error, host)
        case ssl.SSLEOFError() | ssl.SSLZeroReturnError() | ConnectionResetError():
            return f"{host} ended the connection", LATER
        case ssl.SSLError():
            other = "smtp://, whose port is 587" if words.server.implicit else "smtps://"
            return f"{host} doesn't speak TLS at port {port}", f"try {other}: pulse config edit"
        case socket.gaierror() | UnicodeError():
            return (
                f"there is no server {host} to be found",
                "check its name under [send], and that you are online",
            )
        case ConnectionRefusedError():
            return f"{host} takes no connections at port {port}", _SIGN_IN
        case TimeoutError():
            return f"{host} didn't answer in time", LATER
        case smtplib.SMTPResponseException():
            said = error.smtp_error
            text = said if isinstance(said, bytes) else str(said).encode()
            return f"{host} lets nobody in: {words.of(error.smtp_code, text)}", LATER
        case ConnectionError():
            return f"{host} ended the connection", LATER
        case OSError():
            return (
                f"{host} can't be reached: {error.strerror or type(error).__name__}",
                "check that you are online",
            )
        case _:
            return f"{host} doesn't answer as a mail server does", _SIGN_IN
