"""Whom one speaks to on the web, and what they answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit


class Origin(NamedTuple):
    """Whom one speaks to: a password goes to no other."""

    scheme: str
    host: str
    port: int

    @classmethod
    def of(cls, url: str) -> Origin:
        """Take it from an address.

        Raises:
            ValueError: That isn't the address of a web server.
        """
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError(url)
        return cls(
            parts.scheme, parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)
        )


class Answer(NamedTuple):
    """What a server answered.

    Attributes:
        headers: By name in small letters.
        url: Where it came from in the end.
        body: Of a refusal, its beginning; empty where it was handed on piece by piece.
        sized: The server said how much it was to be, or marked its end.
    """

    status: int
    headers: Mapping[str, str]
    url: str
    body: bytes
    sized: bool = True

    @property
    def is_good(self) -> bool:
        """Whether it is what was asked for."""
        return 200 <= self.status < 300
