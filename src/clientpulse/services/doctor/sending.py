"""Whether mail could go out now: this asks the server, and sends nothing."""

from __future__ import annotations

from collections.abc import Iterator

from clientpulse.config.settings import Settings
from clientpulse.errors import ClientpulseError
from clientpulse.sending import posting
from clientpulse.views.doctor import OK, WARNING, Finding

CHECK = "sending"


def findings(settings: Settings) -> Iterator[Finding]:
    """Look for who sends, and for the program, or whether the server lets us in."""
    if settings.send is None:
        return
    if settings.sender is None:
        hint = "set them: pulse config set sender 'Ann Field <ann@example.com>'"
        yield Finding(CHECK, WARNING, "your name and address aren't set", hint)
    try:
        place = posting.look(settings.send)
    except ClientpulseError as error:
        yield Finding(CHECK, WARNING, f"mail can't be sent: {error.message}", error.hint)
    else:
        can = "mail can be sent" if settings.send.command is None else "the program is there"
        yield Finding(CHECK, OK, f"{can}: {place}")
