"""The messages that were read of a mailbox, folder by folder."""

from __future__ import annotations

from datetime import date

from clientpulse.cadence.wording import counted
from clientpulse.sources.gathered import Gathered, Message, Window


class Pile:
    """What was found so far. A message that lies in two folders is one, in the sent mail if it is.

    Args:
        window: Which days are wanted.
    """

    def __init__(self, window: Window) -> None:
        self.latest = window.today
        self.since = window.since
        self.zone = window.zone
        self.found = Gathered()
        self._messages: dict[str, Message] = {}

    def put(self, message: Message | None) -> None:
        """Add a message, or count why not."""
        self.found.read += 1
        if message is None:
            self.found.passed_over["unreadable"] += 1
        elif message.on < self.since:
            self.found.passed_over["older"] += 1
        elif message.id not in self._messages:
            self._messages[message.id] = message
        else:
            self.found.passed_over["duplicate"] += 1
            if message.sent:
                self._messages[message.id] = message

    def put_older(self) -> None:
        """Count a message that is older by what is known without reading it."""
        self.found.read += 1
        self.found.passed_over["older"] += 1

    def fail(self, where_and_why: str, count: int = 1) -> None:
        """Say that messages couldn't be read: ``INBOX: Permission denied``."""
        self.found.read += count
        self.found.passed_over["unreadable"] += count
        many = "" if count == 1 else f", {count:,} messages"
        self.found.remarks.append(f"{where_and_why}{many}")

    def gathered(self) -> Gathered:
        """Return all of it."""
        self.found.items = list(self._messages.values())
        return self.found


def summary(name: str, count: int, newest: date | None, today: date) -> str:
    """Say what is in a folder: ``INBOX: 1,204 messages, newest Fri 27 Nov``."""
    said = f"{name}: {counted(count, 'message')}"
    if newest is None:
        return said
    year = "" if newest.year == today.year else f" {newest.year}"
    return f"{said}, newest {newest:%a} {newest.day} {newest:%b}{year}"
