"""One message on its way: over a command, or to a server."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clientpulse.config.sending import Send
from clientpulse.errors import ClientpulseError, ExitCode


class NotSentError(ClientpulseError):
    """Nobody took the message: it can be sent again as it is."""

    exit_code = ExitCode.UNREACHABLE


class MaybeSentError(ClientpulseError):
    """The answer got lost behind the whole message: it may have been taken, or not."""

    exit_code = ExitCode.UNREACHABLE


@dataclass(frozen=True, slots=True)
class Refused:
    """An address that was refused while others were taken.

    Attributes:
        reason: What the server says, made harmless: ``550 no such user``.
    """

    address: str
    reason: str


def send(how: Send, message: bytes, sender: str, to: Sequence[str]) -> tuple[Refused, ...]:
    """Send a message to everybody who is named.

    Args:
        message: As RFC 5322 writes it, its lines ended by CR LF, in ASCII.
        sender: Whom it is from, the bare address.
        to: Bare addresses, at least one.

    Returns:
        Which addresses were refused; at least one was taken.

    Raises:
        NotSentError: Nobody took it.
        MaybeSentError: It isn't known whether it was taken.
        SourceError: The command for the password or the token gives none.
    """
    raise NotImplementedError
