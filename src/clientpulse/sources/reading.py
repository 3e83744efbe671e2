"""Reading a source, whatever its kind."""

from __future__ import annotations

import importlib
from typing import Any

from clientpulse.config.sources import Source
from clientpulse.sources.gathered import Gathered, Progress, States, Window

_READERS = {
    "imap": "mail.imap",
    "maildir": "mail.maildir",
    "mbox": "mail.mbox",
    "calendar": "calendars.calendar",
    "contacts": "contacts.address_book",
}
"""By kind, the module that has ``read`` and ``look``."""


def read(source: Source, window: Window, states: States, progress: Progress) -> Gathered:
    """Read what is new in a source.

    Args:
        states: How far it was read; empty for all of the window.

    Raises:
        SourceError: It can't be read.
    """
    found: Gathered = _reader(source).read(source, window, states, progress)
    return found


def look(source: Source, window: Window) -> list[str]:
    """Try a source, and say what is there, a line each: ``INBOX: 1,204 messages``.

    Raises:
        SourceError: It can't be read.
    """
    found: list[str] = _reader(source).look(source, window)
    return found


def _reader(source: Source) -> Any:
    return importlib.import_module(f"clientpulse.sources.{_READERS[source.kind]}")
