"""Signing in to a web server: Basic, Bearer, and Digest where the server wants that."""

from __future__ import annotations

import hashlib
import secrets
from base64 import b64encode
from functools import cached_property
from urllib.request import parse_http_list, parse_keqv_list

from clientpulse.config.sources import Source
from clientpulse.errors import SourceError
from clientpulse.servers.secrets import secret_of

_HASHES = {"MD5": hashlib.md5, "SHA-256": hashlib.sha256}


class Login:
    """What a source has to sign in with. The command is run when it is first needed."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._challenge: dict[str, str] = {}
        self._count = 0

    def header(self, method: str, target: str) -> str | None:
        """Return the Authorization header of a request; None without anything to sign with."""
        if self._source.token_command:
            return f"Bearer {self._secret}"
        if not (self._source.user and self._source.password_command):
            return None
        if self._challenge:
            return self._digest(method, target)
        return "Basic " + b64encode(f"{self._source.user}:{self._secret}".encode()).decode()

    def answers(self, challenges: str) -> bool:
        """Take up what a server wants of us, and tell whether that can be given.

        Args:
            challenges: The ways that it names, a line each.
        """
        return any(map(self._answers, challenges.splitlines()))

    def _answers(self, challenge: str) -> bool:
        scheme, _, rest = challenge.partition(" ")
        if scheme.lower() != "digest" or not (self._source.user and self._source.password_command):
            return False
        wanted = {
            name.lower(): value
            for name, value in parse_keqv_list(
                [one for one in parse_http_list(rest) if "=" in one]
            ).items()
        }
        qops = {one.strip() for one in wanted.get("qop", "auth").split(",")}
        if wanted.get("algorithm", "MD5").upper() not in _HASHES or "auth" not in qops:
            return False
        self._challenge, self._count = wanted, 0
        return True

    @cached_property
    def _secret(self) -> str:
        secret = secret_of(self._source)
        if secret and secret.is_token and not secret.text.isascii():
            message = f"the token_command of {self._source.name} printed something else"
            raise SourceError(message, "run it in a terminal: it has to print an access token")
        return secret.text if secret else ""

    def _digest(self, method: str, target: str) -> str:
        wanted = self._challenge
        algorithm = wanted.get("algorithm", "MD5").upper()

        def hashed(*parts: str) -> str:
            return _HASHES[algorithm](":".join(parts).encode()).hexdigest()

        user, realm, nonce = (
            self._source.user or "",
            wanted.get("realm", ""),
            wanted.get("nonce", ""),
        )
        ours, self._count = secrets.token_hex(8), self._count + 1
        count = f"{self._count:08x}"
        first, second = hashed(user, realm, self._secret), hashed(method, target)
        fields = {
            "username": user,
            "realm": realm,
            "nonce": nonce,
            "uri": target,
            "response": hashed(first, nonce, count, ours, "auth", second),
            "cnonce": ours,
        }
        if "opaque" in wanted:
            fields["opaque"] = wanted["opaque"]
        quoted = ", ".join(f'{name}="{_escaped(value)}"' for name, value in fields.items())
        return f"Digest {quoted}, algorithm={algorithm}, qop=auth, nc={count}"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"')
