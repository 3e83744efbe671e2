"""Errors a person can act on: each carries its message, a hint and its exit code."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum


class ExitCode(IntEnum):
    """What the process tells the shell. The numbers are a contract with scripts."""

    DONE = 0
    FAULT = 1
    USAGE = 2
    CONFLICT = 3
    STORE = 4
    REFUSED = 5
    UNREACHABLE = 6
    DUE = 10
    INTERRUPTED = 130


class ClientpulseError(Exception):
    """The base of every error that is shown as one line and a hint.

    Args:
        message: What is wrong, one line, no full stop needed.
        hint: What to do about it, one line.
        choices: What there is to choose from, a line each, shown between the two.
    """

    exit_code: ExitCode = ExitCode.FAULT

    def __init__(self, message: str, hint: str = "", choices: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.choices = choices


class InputError(ClientpulseError):
    """What was typed can't be used: a date, an interval, a name, an option."""

    exit_code = ExitCode.USAGE


class NotFoundError(ClientpulseError):
    """Nothing, or more than one thing, matches what was named.

    Attributes:
        found: What fits, or is perhaps meant, for those who can't read a hint.
    """

    exit_code = ExitCode.CONFLICT
    found: Sequence[object] = ()


class AmbiguousError(NotFoundError):
    """More than one thing matches what was named."""


class ConflictError(ClientpulseError):
    """What is asked for contradicts what is stored."""

    exit_code = ExitCode.CONFLICT


class StoreError(ClientpulseError):
    """The store can't be used: damaged, locked, newer, foreign, not permitted, no space."""

    exit_code = ExitCode.STORE


class UnreachableError(StoreError):
    """The store's server can't be reached now, or was lost on the way; later it may succeed."""


class MayBeStoredError(StoreError):
    """The server was lost while it stored something: it may have, or not."""


class SourceError(ClientpulseError):
    """A mailbox, calendar or address book can't be read: not there, refused, cut off, nonsense."""

    exit_code = ExitCode.UNREACHABLE


class ImportRefusedError(ClientpulseError):
    """A file to import was refused as a whole."""

    exit_code = ExitCode.REFUSED
