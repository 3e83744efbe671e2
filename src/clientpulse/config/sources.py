"""What is read by itself: ``[sources.NAME]``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from clientpulse.config import values
from clientpulse.config.values import WrongValueError, refused
from clientpulse.quoting import quoted

KINDS = ("imap", "maildir", "mbox", "calendar", "contacts")
MAIL = frozenset(KINDS[:3])

INCLUDABLE = ("all-day", "alone", "free")
"""Which events count that don't of themselves: without a time, without others, not busy."""

NAME = r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}"
ADDRESS = r"[^\s@<>,;\"]+@[^\s@<>,;\"]+"
_WEB = r"https?://(\[[\da-fA-F:.]+\]|[^/\s@:?#\\\[\]]+)(?::([1-9]\d{0,4}))?(?:[/?#].*)?"
_LAST_PORT = 65_535


@dataclass(frozen=True, slots=True)
class Source:
    """A mailbox, calendar or address book to read.

    Attributes:
        path: A file or folder on this computer.
        url: An https address: a calendar file, or a CalDAV or CardDAV collection. A password goes
            over http only to a server on this computer.
        password_command: Prints the password on its first line.
        token_command: Prints an OAuth 2 access token, for XOAUTH2 and for ``Bearer``.
        folders: Of a mailbox; without them, the inbox and the sent mail.
        ca_file: What the server's certificate is checked against, where the system doesn't know it.
        include: Of `INCLUDABLE`.
    """

    name: str
    kind: str
    path: Path | None = None
    url: str | None = None
    host: str | None = None
    port: int | None = None
    user: str | None = None
    tls: str = "implicit"
    password_command: str | None = None
    token_command: str | None = None
    folders: tuple[str, ...] = ()
    ca_file: Path | None = None
    include: tuple[str, ...] = ()

    @property
    def is_mail(self) -> bool:
        """Whether messages are read from it."""
        return self.kind in MAIL

    @property
    def place(self) -> str:
        """Where it is, to be shown: of an address that may be as good as a password, the server."""
        if self.url is None:
            return str(self.path or (f"{self.user} at {self.host}" if self.user else self.host))
        address, *secret = re.split(r"[?#]", self.url, maxsplit=1)
        if self.user is not None:
            return f"{address}{'?...' if secret else ''}"
        scheme, _, server, *path = address.split("/", 3)
        return f"{scheme}//{server}/{'...' if secret or any(path) else ''}"


def addresses(value: object) -> tuple[str, ...]:
    """Read a list of e-mail addresses."""
    return _texts(value, _address)


def check(value: object) -> tuple[Source, ...]:
    """Read the tables of all sources, in the order of the file."""
    example = 'write [sources.mail], and below it kind = "maildir" and path = "~/Mail"'
    if not isinstance(value, dict):
        raise WrongValueError("has to be a table of tables", hint=example)
    found: list[Source] = []
    for name, table in value.items():
        if not isinstance(table, dict):
            raise WrongValueError(f"has no name for {quoted(name)}", name, example)
        if not re.fullmatch(NAME, name):
            hint = "name it with letters, digits, - and _: [sources.mail]"
            raise WrongValueError(f"can't have the name {quoted(name)}", name, hint)
        found.append(_source(name, table))
    return tuple(found)


def _source(name: str, table: Mapping[str, object]) -> Source:
    known = [one.name for one in fields(Source) if one.name != "name"]
    given: dict[str, Any] = {}
    for key, value in table.items():
        if key in values.SECRETS:
            hint = 'never in a file: write password_command = "pass show mail"'
            raise WrongValueError(f"{quoted(name)} can't have {quoted(key)}", name, hint, (key,))
        if key not in known:
            hint = f"a source has {', '.join(known)}"
            raise WrongValueError(f"{quoted(name)} has no {quoted(key)}", name, hint, (key,))
        try:
            given[key] = _READERS[key](value)
        except WrongValueError as wrong:
            hint = f"write {_EXPECTED[key]}"
            raise WrongValueError(f"{quoted(name)}: {key} {wrong}", name, hint, (key,)) from wrong
    if "kind" not in given:
        hint = f"add a line kind = with one of {', '.join(map(quoted, KINDS))}"
        raise WrongValueError(f"{quoted(name)} doesn't say what kind it is", name, hint)
    source = Source(name, **given)
    if problem := _problem(source):
        raise WrongValueError(f"{quoted(name)} {problem[0]}", name, problem[1])
    return source


def _problem(source: Source) -> tuple[str, str] | None:
    """Say what a source lacks, or has too much of, and what to write."""
    places = [one for one in ("path", "url", "host") if getattr(source, one) is not None]
    wanted = {"imap": ["host"], "maildir": ["path"], "mbox": ["path"]}
    where = wanted.get(source.kind, ["path", "url"])
    if len(places) != 1 or places[0] not in where:
        words = " or ".join(where)
        return f"needs {words}, and nothing else that says where it is", f"add {words} alone"
    if source.password_command and source.token_command:
        return "has two ways to sign in", "keep password_command or token_command"
    if source.kind == "imap" and not (
        source.user and (source.password_command or source.token_command)
    ):
        return "doesn't say how to sign in", 'add user and password_command = "pass show mail"'
    if source.url and source.url.startswith("http:") and _would_be_read(source):
        return "would send the password unprotected", "write https:// in its url"
    return None


def _would_be_read(source: Source) -> bool:
    signs_in = source.user or source.password_command or source.token_command
    address = re.fullmatch(_WEB, source.url or "")
    if not signs_in or address is None:
        return False
    return not is_this_computer(address[1].strip("[]").lower())


def is_this_computer(host: str) -> bool:
    """Tell whether what is sent to a host stays on this computer, so that nobody can read it."""
    return host in {"localhost", "::1"} or bool(re.fullmatch(r"127(\.\d{1,3}){3}", host))


def _texts(value: object, read: Callable[[object], str]) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise refused(value)
    return tuple(read(one) for one in value)


def _address(value: object) -> str:
    text = values.text(value)
    if not re.fullmatch(ADDRESS, text):
        raise refused(value)
    return text


def _url(value: object) -> str:
    text = values.text(value)
    # Calendars are handed out as webcal: by some programs; that is https.
    text = re.sub("^webcals?:", "https:", text)
    # None of it is repeated: the address of a calendar may be as good as a password.
    if re.match(r"\w+://[^/]*@", text):
        raise WrongValueError("can't have a name or password in it")
    address = re.fullmatch(_WEB, text)
    if address is None or int(address[2] or 0) > _LAST_PORT:
        raise WrongValueError("isn't an address that can be read")
    return text


def _host(value: object) -> str:
    text = values.text(value)
    if "/" in text or re.fullmatch(r"[^:]+:\d+", text):
        raise refused(value)
    return text


def _port(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= _LAST_PORT:
        raise refused(value)
    return value


def _one_of(*words: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        if value not in words:
            raise refused(value)
        return str(value)

    return read


_READERS: dict[str, Callable[[object], Any]] = {
    "kind": _one_of(*KINDS),
    "path": values.path,
    "url": _url,
    "host": _host,
    "port": _port,
    "user": values.text,
    "tls": _one_of("implicit", "starttls"),
    "password_command": values.text,
    "token_command": values.text,
    "folders": lambda value: _texts(value, values.text),
    "ca_file": values.path,
    "include": lambda value: _texts(value, _one_of(*INCLUDABLE)),
}

_EXPECTED = {
    "kind": f"one of {', '.join(map(quoted, KINDS))}",
    "path": 'a file or folder in quotes, "~/Mail"',
    "url": 'an address that begins with "https://", without a name or password in it',
    "host": 'a server in quotes, "imap.practice.example", and its port apart',
    "port": "a number such as 993",
    "user": "the name you sign in with, in quotes",
    "tls": '"implicit" or "starttls"',
    "password_command": 'a command that prints the password, "pass show mail"',
    "token_command": "a command that prints an access token, in quotes",
    "folders": 'a list such as ["INBOX", "Sent"]',
    "ca_file": 'a file of certificates in quotes, "~/.certs/office.pem"',
    "include": f"a list of {', '.join(map(quoted, INCLUDABLE))}",
}
