"""The addresses that a server may be reached at, found without waiting for ever.

The driver would look names up itself, and nothing could stop it while the network doesn't answer.
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Mapping
from threading import Thread
from typing import Any

import psycopg


def places(given: Mapping[str, Any], until: float) -> list[dict[str, str]]:
    """Return what to connect to, one after the other, as libpq's parameters.

    Args:
        given: The parameters of a connection.
        until: When the search ends, on the monotonic clock.

    Raises:
        psycopg.OperationalError: None of the names can be found.
    """
    hosts = _listed(given, "host")
    ports = _listed(given, "port")
    if _listed(given, "hostaddr") != [""] or hosts == [""]:
        return [{}]  # nothing to look up, or only libpq knows where
    if len(ports) not in (1, len(hosts)):
        return [{}]  # libpq says what is wrong
    asked = [
        _Asked(host, (ports * len(hosts))[number] or "5432") for number, host in enumerate(hosts)
    ]
    found = [place for one in asked for place in one.places(until)]
    if not found:
        raise psycopg.OperationalError(f"connection failed: {asked[0].failure}")
    return found


def _listed(given: Mapping[str, Any], name: str) -> list[str]:
    return str(given.get(name) or os.environ.get(f"PG{name.upper()}", "")).split(",")


class _Asked:
    """A host whose addresses are asked for, all hosts at the same time."""

    def __init__(self, host: str, port: str) -> None:
        self.host, self.port = host, port
        self.failure = f'the name "{host}" wasn\'t found in time'
        self._found: list[str] = []
        self._thread: Thread | None = None
        if not _needs_no_search(host):
            # Nobody can end a search that gets no answer; the program ends without it.
            self._thread = Thread(target=self._search, daemon=True)
            self._thread.start()

    def places(self, until: float) -> list[dict[str, str]]:
        place = {"host": self.host, "port": self.port}
        if self._thread is None:
            return [place]
        self._thread.join(max(0.0, until - time.monotonic()))
        return [{**place, "hostaddr": one} for one in self._found]

    def _search(self) -> None:
        try:
            found = socket.getaddrinfo(self.host, None, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            self.failure = f'the name "{self.host}" isn\'t known here'
        else:
            self._found = list(dict.fromkeys(str(one[4][0]) for one in found))


def _needs_no_search(host: str) -> bool:
    """Tell whether a host is a folder with a socket, or an address already."""
    if not host or host.startswith(("/", "@")):
        return True
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.inet_pton(family, host.partition("%")[0])
    except OSError:
        return False
    return True
