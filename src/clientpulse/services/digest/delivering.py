"""How a digest gets to oneself: as a mail, and as a notice on the desktop."""

from __future__ import annotations

from datetime import datetime

from clientpulse import sending
from clientpulse.config.sending import Send
from clientpulse.config.settings import Settings
from clientpulse.letters.draft import Draft
from clientpulse.letters.message import Mailbox, eml


def mail(how: Send, oneself: Mailbox, draft: Draft, now: datetime) -> None:
    """Mail a digest to oneself.

    Raises:
        ClientpulseError: Nobody took it, or nobody knows whether it was taken.
    """
    message = eml(draft, oneself, [oneself], now, html=draft.html, automatic=True)
    sending.posting.send(how, message, oneself.address, [oneself.address])


def show(settings: Settings, title: str, text: str, sent_to: str | None = None) -> None:
    """Show a notice on the desktop.

    Args:
        sent_to: Where the digest was mailed before, if it was.

    Raises:
        NotShownError: It can't be shown.
    """
    try:
        sending.desktop.notify(title, text, settings.notify_command)
    except sending.desktop.NotShownError as error:
        if sent_to is not None:
            error.message = f"mailed to {sent_to}, but {error.message}"
        raise
