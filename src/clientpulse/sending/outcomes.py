"""What may come of sending: taken, taken by some, not taken, or nobody knows."""

from __future__ import annotations

from dataclasses import dataclass

from clientpulse.errors import ClientpulseError, ExitCode

PERHAPS = "it may have gone out: ask before you send it again"
"""The hint of who doesn't know."""


class NotSentError(ClientpulseError):
    """Nobody took the message: it can be sent again as it is."""

    exit_code = ExitCode.UNREACHABLE


class RefusedError(NotSentError):
    """This message was refused, or everybody whom it is for; another one may be taken."""


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
