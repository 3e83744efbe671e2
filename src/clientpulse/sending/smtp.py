"""Mail given to a server."""

from __future__ import annotations

import contextlib
import re
import smtplib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from clientpulse.config.sending import Send
from clientpulse.quoting import printable
from clientpulse.sending.outcomes import (
    PERHAPS,
    MaybeSentError,
    NotSentError,
    Refused,
    RefusedError,
)
from clientpulse.sending.smtp_failures import LATER, Words, failure
from clientpulse.sending.smtp_line import Nonsense, opened
from clientpulse.sending.smtp_sign_in import sign_in
from clientpulse.servers.secrets import secret_of

TAKEN_SECONDS = 180
"""How long the answer to a whole message may take: servers look for viruses before they give it."""
QUIT_SECONDS = 5
_SIGN_IN = "it may want you to sign in: see smtp under [send], pulse config edit"
_THEIR_WORDS = "what it says is why; if that isn't clear, ask whoever runs the server"
_GO_AHEAD = 354
_CLOSING = 421
_FAILURES = (smtplib.SMTPException, OSError, ValueError, Nonsense)


def send(how: Send, message: bytes, sender: str, to: Sequence[str]) -> tuple[Refused, ...]:
    """Send a message to everybody who is named; see `posting.send`."""
    with _signed_in(how) as (line, words):
        server = words.server
        code, said = line.docmd("MAIL", f"FROM:<{sender}>")
        if code // 100 != 2:
            hint = "check sender: pulse config edit" if server.user else _SIGN_IN
            raise words.refusal(sender, code, said, hint)
        refused = _named(line, to, words)
        code, said = line.docmd("DATA")
        if code != _GO_AHEAD:
            raise words.refusal("the message", code, said, _THEIR_WORDS)
        # Without the last line, which is the dot, no server takes it.
        line.send(re.sub(rb"(?m)^\.", b"..", message.removesuffix(b"\r\n") + b"\r\n"))
        code, said = _end(line, words)
        if code // 100 != 2:
            refusal = words.refusal("the message", code, said, _THEIR_WORDS)
            raise RefusedError(refusal.message, refusal.hint)
    return refused


def look(how: Send) -> str:
    """Sign in, and leave; return where that was."""
    with _signed_in(how) as (_, words):
        return f"{words.server.host}:{words.server.port}"


def _named(line: Any, to: Sequence[str], words: Words) -> tuple[Refused, ...]:
    """Say whom it is for; return who is refused.

    Raises:
        NotSentError: Everybody is.
    """
    server, refused, later = words.server, [], False
    for one in to:
        code, said = line.docmd("RCPT", f"TO:<{one}>")
        if code == _CLOSING:
            raise words.refusal(one, code, said, LATER)
        if code // 100 != 2:
            refused.append(Refused(one, words.of(code, said)))
            later = later or code // 100 == 4
    if len(refused) == len(to):
        all_of_them = "; ".join(f"{one.address}: {one.reason}" for one in refused)
        if server.user is None and not server.is_here:
            raise NotSentError(f"{server.host} refused {all_of_them}", LATER if later else _SIGN_IN)
        hint = LATER if later else "check the address"
        raise RefusedError(f"{server.host} refused {all_of_them}", hint)
    return tuple(refused)


def _end(line: Any, words: Words) -> tuple[int, bytes]:
    """End the message, and return what the server says to it.

    Raises:
        MaybeSentError: It says nothing that could be understood.
    """
    line.patience = TAKEN_SECONDS
    host = words.server.host
    try:
        line.send(b".\r\n")
        code, said = line.getreply()
        if code // 100 == 3:
            raise Nonsense
    except TimeoutError:
        raise MaybeSentError(f"{host} got the message and didn't answer in time", PERHAPS) from None
    except _FAILURES:
        message = f"{host} got the message and didn't say whether it took it"
        raise MaybeSentError(message, PERHAPS) from None
    return code, said


@contextmanager
def _signed_in(how: Send) -> Iterator[tuple[Any, Words]]:
    """Open the line, sign in, and leave in the end.

    Raises:
        NotSentError: That can't be done, or it breaks.
    """
    assert how.smtp is not None
    if how.lacks_a_secret:
        raise NotSentError(
            f"[send] doesn't say how {printable(str(how.smtp.user))} signs in",
            "say how: pulse config set send.password_command 'pass show mail'",
        )
    secret = secret_of(how)
    words = Words(how.smtp, secret)
    line: Any = None
    try:
        line = opened(how)
        if secret is not None:
            sign_in(line, secret, words)
        yield line, words
    except _FAILURES as error:
        raise failure(error, words) from None
    finally:
        if line is not None:
            _leave(line)


def _leave(line: Any) -> None:
    """Say goodbye, which nothing depends on any more."""
    line.patience = QUIT_SECONDS
    with contextlib.suppress(*_FAILURES):
        line.docmd("QUIT")
    line.close()
