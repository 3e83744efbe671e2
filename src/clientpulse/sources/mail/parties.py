"""Who is named in a From, To or Cc: addresses in every form that programs write."""

from __future__ import annotations

import re
from functools import lru_cache

from clientpulse.sources.gathered import Party
from clientpulse.sources.mail.words import decoded, guessed, text

_ADDRESS = re.compile(rb"[\w.+=&/-]+@[A-Za-z0-9.-]+")
_ODD = re.compile(rb'["()<>,;:@\\\[\]]|=\?')
_TOKEN = re.compile(rb'"((?:[^"\\]|\\.)*)"?|([()<>,;:])|([^"()<>,;:]+)', re.DOTALL)
_MOST = 1_000


def parties(raw: bytes) -> tuple[Party, ...]:
    """Return who is named in a header's value, in its order; at most 1,000 of them.

    Addresses are as they are written, and names as people read them.
    """
    # People write to the same few again and again: most of a mailbox is answered from here.
    return _few(raw) if len(raw) < 400 else _read(raw)


def _read(raw: bytes) -> tuple[Party, ...]:
    found = []
    for one in raw.split(b",", _MOST):
        party = _plain(one.strip())
        if party is None:
            return _any(raw) or (_any(decoded(guessed(raw)).encode()) if b"=?" in raw else ())
        found.append(party)
    return tuple(found[:_MOST])


def _plain(one: bytes) -> Party | None:
    """Read ``Anna Bell <anna@acme.example>`` and ``anna@acme.example``; None of anything else."""
    name = b""
    if one.endswith(b">"):
        name, _, one = one[:-1].rpartition(b"<")
        name = name.strip()
        if name.startswith(b'"') and name.endswith(b'"'):
            name = name[1:-1]
        if _ODD.search(name):
            return None
    return _party(one.decode(), name) if _ADDRESS.fullmatch(one) else None


def _party(address: str, name: bytes) -> Party:
    """Return who has an address. Outlook quotes names twice, and many write the address for one."""
    plain = text(name).strip("'\" ")
    return Party(address, "" if plain.casefold() == address.casefold() else plain)


_few = lru_cache(maxsize=4_096)(_read)


def _any(raw: bytes) -> tuple[Party, ...]:
    """Read what has quotes, comments, groups, or is broken."""
    found: list[Party] = []
    one = _Pending()
    depth = 0
    for quoted, sign, word in _TOKEN.findall(raw):
        if sign == b"(":
            depth += 1
        elif depth:
            depth -= sign == b")"
            one.comment.append(word or quoted)
        elif sign in (b",", b";"):
            one.close(found)
            one = _Pending()
            if len(found) >= _MOST:
                break
        elif sign == b":" and not one.inside:
            one = _Pending()
        elif sign == b"<":
            one.inside = True
            one.between.clear()
        elif sign == b">":
            one.inside = False
        elif sign == b":":
            one.between.clear()
        elif not sign:
            one.add(word, quoted)
    one.close(found)
    return tuple(found)


class _Pending:
    """One address as far as it was read."""

    __slots__ = ("before", "between", "comment", "inside")

    def __init__(self) -> None:
        self.before: list[bytes] = []
        self.between: list[bytes] = []
        self.comment: list[bytes] = []
        self.inside = False

    def add(self, word: bytes, quoted: bytes) -> None:
        """Take a word, or what stands between quotes."""
        part = word or re.sub(rb"\\(.)", rb"\1", quoted, flags=re.DOTALL)
        into = self.between if self.inside else self.before
        if into or part.strip():
            into.append(part)

    def close(self, found: list[Party]) -> None:
        """Add the address, where it is one."""
        address = guessed(b"".join(self.between)).strip()
        name = b" ".join(self.before)
        if not address:
            address, name = self._bare()
        local, at, domain = address.rpartition("@")
        if at and local and domain and address.isprintable() and len(address) <= 254:
            found.append(_party(address, name))

    def _bare(self) -> tuple[str, bytes]:
        """Return the address that stands without angle brackets, and the name with it."""
        written = b"".join(self.before).strip()
        if b" " in written and not written.startswith(self.before[0] + b"@"):
            words = written.split()
            written = next((word for word in words if b"@" in word), b"")
            name = b" ".join(word for word in words if word != written)
        else:
            name = b""
        return guessed(written).strip("<>"), name or b" ".join(self.comment)
