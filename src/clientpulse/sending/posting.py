"""One message on its way: over a command, or to a server."""

from __future__ import annotations

import re
from collections.abc import Sequence

from clientpulse.config.sending import Send
from clientpulse.quoting import named
from clientpulse.sending import command, smtp
from clientpulse.sending.outcomes import MaybeSentError, NotSentError, Refused, RefusedError

__all__ = ["MaybeSentError", "NotSentError", "Refused", "RefusedError", "look", "send"]

LONGEST_ADDRESS = 254
# Whoever calls has read it as an address; this is about what a line of SMTP would make of it.
_HARMLESS = re.compile(r"[!-~]+@[!-~]+")
_BARE = re.compile(rb"\r(?!\n)|(?<!\r)\n|[^\x00-\x7f]|\0")


def send(how: Send, message: bytes, sender: str, to: Sequence[str]) -> tuple[Refused, ...]:
    """Send a message to everybody who is named.

    Args:
        message: As RFC 5322 writes it, its lines ended by CR LF, in ASCII.
        sender: Whom it is from, the bare address.
        to: Bare addresses, at least one; a command reads them from the message.

    Returns:
        Which addresses were refused; at least one was taken.

    Raises:
        NotSentError: Nobody took it; a RefusedError where another message may be taken.
        MaybeSentError: It isn't known whether it was taken.
        SourceError: The command for the password or the token gives none.
    """
    for one in (sender, *to):
        is_one = _HARMLESS.fullmatch(one) and not set("<>,;") & set(one)
        if not is_one or len(one) > LONGEST_ADDRESS:
            what = f"{named(one)} isn't an address that mail can be sent to"
            raise RefusedError(what, "correct it")
    if not to:
        raise NotSentError("there is nobody to send it to", "name at least one address")
    if _BARE.search(message):
        raise NotSentError("the message isn't written as mail has to be", "write it anew")
    if how.command is not None:
        command.send(how.command, message)
        return ()
    return smtp.send(how, message, sender, to)


def look(how: Send) -> str:
    """Say where mail would go, once it is seen that it could; nothing is sent.

    Raises:
        NotSentError: It couldn't.
        SourceError: The command for the password or the token gives none.
    """
    return smtp.look(how) if how.command is None else command.look(how.command)
