"""How a touchpoint happened, which way it went, and whether it reached the client."""

from __future__ import annotations

from enum import StrEnum


class Channel(StrEnum):
    """How a touchpoint happened."""

    MEETING = "meeting"
    CALL = "call"
    VIDEO = "video"
    VISIT = "visit"
    EMAIL = "email"
    MESSAGE = "message"
    LETTER = "letter"


class Direction(StrEnum):
    """Who turned to whom."""

    OUTBOUND = "outbound"
    INBOUND = "inbound"


VOICE = frozenset({Channel.MEETING, Channel.CALL, Channel.VIDEO, Channel.VISIT})
WRITTEN = frozenset(Channel) - VOICE


def reaches(channel: str, direction: str) -> bool:
    """Tell whether a touchpoint reached the client, which alone stops the silence.

    Voice does, whoever began it, and so does whatever we sent.
    """
    return channel in VOICE or direction == Direction.OUTBOUND


ALSO_CALLED = {
    **dict.fromkeys(("mail", "e-mail"), Channel.EMAIL),
    **dict.fromkeys(("phone", "telephone", "ring"), Channel.CALL),
    **dict.fromkeys(("zoom", "teams", "videocall", "video-call"), Channel.VIDEO),
    **dict.fromkeys(("chat", "sms", "text", "whatsapp", "slack", "signal"), Channel.MESSAGE),
    **dict.fromkeys(("meet", "met"), Channel.MEETING),
    "post": Channel.LETTER,
}
"""Further words that people type for a channel."""

SAID = {Channel.EMAIL.value: "e-mail", Channel.VIDEO.value: "video call"}
"""What people say for a channel, where that is another word."""

CHANNELS = tuple(one.value for one in Channel)
DIRECTIONS = tuple(one.value for one in Direction)


def typed_channel(typed: str) -> str | None:
    """Return the channel that a word stands for, in any case; None where it is none."""
    wanted = typed.strip().lower()
    wanted = str(ALSO_CALLED.get(wanted, wanted))
    return wanted if wanted in CHANNELS else None
