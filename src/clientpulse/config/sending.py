"""How mail is sent: ``[send]``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from clientpulse.config import sources, values
from clientpulse.config.values import WrongValueError, refused
from clientpulse.quoting import quoted

PORTS = {"smtps": 465, "smtp": 587}
_ADDRESS = re.compile(
    r"(?P<scheme>smtps?)://(?:(?P<user>[^/\s:]+)@)?"
    r"(?P<host>\[[\da-fA-F:.]+\]|[^/\s@:?#\\\[\]]+)(?::(?P<port>[1-9]\d{0,4}))?/?"
)


@dataclass(frozen=True, slots=True)
class Server:
    """A server that takes mail, and who we are to it.

    Attributes:
        implicit: TLS from the first byte; else STARTTLS, which must be offered by any host but
            this computer.
        user: None where nobody signs in.
    """

    host: str
    port: int
    implicit: bool
    user: str | None = None

    @property
    def is_here(self) -> bool:
        """Whether it is this computer, so that nobody else can read what is sent to it."""
        return sources.is_this_computer(self.host.lower())


@dataclass(frozen=True, slots=True)
class Send:
    """How mail is sent: by a command, or to a server. Exactly one of the two is set.

    Attributes:
        command: Reads the message on its standard input and takes the addresses from it.
        ca_file: What the server's certificate is checked against, where the system doesn't know it.
        pause: Seconds between two letters of one command.
    """

    command: tuple[str, ...] | None = None
    smtp: Server | None = None
    password_command: str | None = None
    token_command: str | None = None
    ca_file: Path | None = None
    pause: int = 2

    @property
    def name(self) -> str:
        """What an error calls these settings."""
        return "[send]"

    @property
    def lacks_a_secret(self) -> bool:
        """Whether somebody is named who can't sign in yet: settings are set one at a time."""
        named = self.smtp is not None and self.smtp.user is not None
        return named and not (self.password_command or self.token_command)

    @property
    def place(self) -> str:
        """Where mail goes first, in short: the program, or the server."""
        if self.command is not None:
            return self.command[0]
        assert self.smtp is not None
        return f"{self.smtp.host}:{self.smtp.port}"


def check(value: object) -> Send | None:
    """Read the table; None while it doesn't say how, for settings are set one at a time."""
    if not isinstance(value, dict):
        raise refused(value)
    known = [one.name for one in fields(Send)]
    given: dict[str, Any] = {}
    for key, one in value.items():
        if key in values.SECRETS:
            hint = 'never in a file: write password_command = "pass show mail"'
            raise WrongValueError(f"can't have {quoted(key)}", key, hint)
        if key not in known:
            raise WrongValueError(f"has no {quoted(key)}", key, f"it takes {', '.join(known)}")
        try:
            given[key] = _READERS[key](one)
        except WrongValueError as wrong:
            hint = f"write {_EXPECTED[key]}"
            raise WrongValueError(f"{key} {wrong}", key, wrong.hint or hint) from wrong
    send = Send(**given)
    if send.command is not None and send.smtp is not None:
        hint = "keep one of them: pulse config unset send.command, or send.smtp"
        raise WrongValueError("has both a command and smtp", hint=hint)
    if send.password_command and send.token_command:
        hint = "keep password_command or token_command"
        raise WrongValueError("has two ways to sign in", "token_command", hint)
    if send.command is None and send.smtp is None:
        return None
    signs_in = send.password_command or send.token_command
    if signs_in and (send.smtp is None or send.smtp.user is None):
        hint = 'name yourself in the address: smtp = "smtps://sam@mail.practice.example"'
        raise WrongValueError("doesn't say who signs in", "smtp", hint)
    return send


def _smtp(value: object) -> Server:
    if not isinstance(value, str) or not value.isprintable():
        raise refused(value)
    # Nothing of it is repeated: somebody may have written a password into it.
    if re.match(r"smtps?://[^/@]*:[^/]*@", value):
        hint = 'never in a file: write password_command = "pass show mail"'
        raise WrongValueError("can't have a password in it", hint=hint)
    found = _ADDRESS.fullmatch(value.strip())
    if found is None or int(found["port"] or 0) > 65_535:
        raise WrongValueError("isn't the address of a mail server")
    user = found["user"]
    return Server(
        host=found["host"].strip("[]"),
        port=int(found["port"] or PORTS[found["scheme"]]),
        implicit=found["scheme"] == "smtps",
        user=None if user is None else unquote(user),
    )


def _seconds(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 600:
        raise refused(value)
    return value


_READERS: dict[str, Callable[[object], Any]] = {
    "command": values.command,
    "smtp": _smtp,
    "password_command": values.text,
    "token_command": values.text,
    "ca_file": values.path,
    "pause": _seconds,
}

_EXPECTED = {
    "command": 'a command that reads a message, "msmtp -t"',
    "smtp": '"smtps://sam@mail.practice.example", or smtp:// for STARTTLS',
    "password_command": 'a command that prints the password, "pass show mail"',
    "token_command": "a command that prints an access token, in quotes",
    "ca_file": 'a file of certificates in quotes, "~/.certs/office.pem"',
    "pause": "the seconds between two letters, 0 to 600",
}
