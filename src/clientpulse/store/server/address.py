"""Where a database on a server is."""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import quote, unquote

from clientpulse.config.sources import is_this_computer
from clientpulse.config.values import has_password
from clientpulse.errors import InputError

SCHEMES = frozenset({"postgresql", "postgres", "postgresql+psycopg"})
USUAL_PORT = "5432"
EXAMPLE = "postgresql://sam@db.practice.example/pulse?sslmode=verify-full"

_URL = re.compile(
    r"(?P<scheme>[\w+]+)://(?:(?P<user>[^/?#@]*)@)?(?P<hosts>[^/?#@]*)"
    r"(?:/(?P<database>[^?#]*))?(?:\?(?P<parameters>[^#]*))?"
)
_HOST = re.compile(r"(?P<host>\[[\da-fA-F:.]+\]|[^:,\[\]\s]*)(?::(?P<port>\d{1,5}))?")


@dataclass(frozen=True)
class ServerAddress:
    """Where a database on a server is, and as whom we sign in; a password is no part of it.

    Attributes:
        parameters: As libpq calls them: ``host``, ``port``, ``user``, ``dbname``, ``sslmode`` ...
        password_command: Prints the password on its first line.
    """

    parameters: Mapping[str, str]
    password_command: str | None = field(default=None, repr=False)

    @cached_property
    def url(self) -> str:
        """The address as somebody would type it, who is signed in and how included."""
        given = dict(self.parameters)
        user, host, port, name = (given.pop(one, "") for one in ("user", "host", "port", "dbname"))
        if host.startswith("/") or "," in host:
            given |= {"host": host} | ({"port": port} if port else {})
            host = port = ""
        at = f"[{host}]" if ":" in host else host
        who = f"{quote(user, safe='')}@" if user else ""
        rest = "&".join(f"{name}={quote(value, safe='/,')}" for name, value in given.items())
        return (
            f"postgresql://{who}{at}{f':{port}' if port else ''}/{quote(name, safe='')}"
            f"{f'?{rest}' if rest else ''}"
        )

    def beside(self, database: str) -> ServerAddress:
        """Return the address of another database of the same server."""
        return replace(self, parameters={**self.parameters, "dbname": database})

    @property
    def shown(self) -> str:
        """The address as messages have it: which database, and where."""
        host, port = self._given("host"), self._given("port")
        at = f"{host}:{port}" if port and "," not in host else host
        where = "this computer" if not host or host.startswith("/") else at
        if not host and self._given("service"):
            where = f"the service {self._given('service')}"
        name = self._database or "the user's own"
        return f"database {name} at {where}"

    @property
    def is_here(self) -> bool:
        """Whether it is on this computer, so that nobody can listen on the way."""
        if self._given("service") and not self._given("host"):
            return False  # a file of libpq's says where it is
        hosts = self._given("hostaddr") or self._given("host")
        return all(
            not one or one.startswith(("/", "@")) or is_this_computer(one.lower())
            for one in hosts.split(",")
        )

    @property
    def is_verified(self) -> bool:
        """Whether the server proves who it is."""
        # Who trusts the system's authorities has libpq verify them.
        return (self._given("sslmode") or self._given("sslrootcert")) in ("verify-full", "system")

    @property
    def risk(self) -> str:
        """What others on the way to the server could do; empty where they can't do anything."""
        if self.is_here or self.is_verified:
            return ""
        mode = self._given("sslmode") or "prefer"
        who = self._given("host") or self._given("hostaddr") or "the server"
        what = (
            f"{who} doesn't prove that it is who it says"
            if mode in ("require", "verify-ca")
            else f"what goes to {who} and back could be read or changed on the way"
        )
        return f"{what} (sslmode={mode}); write sslmode=verify-full in the store's address"

    def _given(self, name: str) -> str:
        """Return a parameter of the address, or what the environment says where it has none."""
        variable = "PGDATABASE" if name == "dbname" else f"PG{name.upper()}"
        return self.parameters.get(name) or os.environ.get(variable, "")

    @property
    def _database(self) -> str:
        """The database, which is called as its user where nothing says otherwise."""
        return self._given("dbname") or self._given("user")

    @property
    def local_name(self) -> str:
        """What this computer calls files of its own that belong to the store.

        It is the same for another spelling of the address, and another one where libpq's
        environment leads elsewhere.
        """
        host = self._given("host").rstrip("/")
        port = "" if self._given("port") == USUAL_PORT else self._given("port")
        which = "|".join((host, port, self._database, *filter(None, [self._given("service")])))
        at = host.rpartition("/")[2] or "here"
        plain = re.sub(r"[^\w.-]+", "-", f"{self._database or 'store'}-at-{at}")[:60]
        return f"{plain}-{zlib.crc32(which.encode()):08x}.db"


def is_address(text: str) -> bool:
    """Tell whether a text is the address of a database on a server."""
    return text.partition("://")[0].lower() in SCHEMES and "://" in text


def parse_address(text: str, password_command: str | None = None) -> ServerAddress:
    """Read the address of a database: ``postgresql://user@host:port/name?sslmode=...``.

    Raises:
        InputError: It isn't one, or holds a password, which everybody could see; neither is
            repeated.
    """
    if has_password(text):
        raise InputError(
            "a password in the store's address can be seen by others, as in a list of processes",
            "leave it out: PGPASSWORD, ~/.pgpass or password_command under [store] gives it",
        )
    found = _URL.fullmatch(text)
    hosts = [_HOST.fullmatch(one) for one in (found["hosts"] or "").split(",")] if found else []
    unreadable = InputError("the store's address can't be read", f"write it as {EXAMPLE}")
    if found is None or not all(hosts) or not text.isprintable():
        raise unreadable
    parameters = {
        "user": unquote(found["user"] or ""),
        "host": ",".join(unquote(one["host"]).strip("[]") for one in hosts if one),
        "port": ",".join(one["port"] or "" for one in hosts if one),
        "dbname": unquote(found["database"] or ""),
    }
    for one in filter(None, (found["parameters"] or "").split("&")):
        name, _, value = one.partition("=")
        parameters[unquote(name)] = unquote(value)
    given = {name: value for name, value in parameters.items() if value.strip(",")}
    if not all(one.isprintable() for both in given.items() for one in both):
        raise unreadable
    return ServerAddress(given, password_command)
