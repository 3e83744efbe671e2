"""Finding the client that somebody named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from clientpulse.errors import ConflictError, InputError, NotFoundError
from clientpulse.quoting import named, printable
from clientpulse.services import meanwhile
from clientpulse.services.lookup.matching import (
    SHOWN_MATCHES,
    folded,
    is_tag,
    only_one,
    ways_to_match,
)
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection

if TYPE_CHECKING:
    from clientpulse.records import Client

NAME_ONE = "name one by its key or its name"


class Found(NamedTuple):
    """A client that was found by what somebody typed."""

    id: int
    key: str
    name: str

    @classmethod
    def of(cls, client: Client) -> Found:
        """Return a client that was read already."""
        return cls(client.id, client.key, client.name)

    @property
    def whose(self) -> dict[str, Any]:
        """What a record of this client says of whose it is."""
        return {"client_id": self.id, "client": self.name, "key": self.key}


def client(reader: Reader, typed: str) -> Found:
    """Find a client by its key, its name, or an unambiguous beginning or part of either.

    Active clients are looked at before archived ones, so that an archived one is only found where
    no active one fits.
    """
    check_typed(typed)
    wanted = typed.strip().casefold()
    exact = queries.clients.by_key(reader, wanted)
    if exact is None:
        wanted = folded(typed)
        exact = queries.clients.by_key(reader, wanted)
    if exact:
        return Found(*exact)
    known = [
        [Found(*row) for row in queries.clients.names(reader, Selection(archived=archived))]
        for archived in (False, True)
    ]
    for group in known:
        found = only_one(typed, "clients", ways_to_match(group, wanted), _shown)
        if found is not None:
            return found
    if is_tag(typed):
        raise InputError(f"{named(typed)} stands for many clients; this takes one", NAME_ONE)
    raise _unknown(typed, [one for group in known for one in group])


def check_typed(typed: str) -> None:
    """Refuse what names no client, whoever there is.

    Raises:
        InputError: It is empty.
    """
    if not typed.strip():
        raise InputError("the client is empty", "name one by its key or its name: pulse show acme")


def client_id(reader: Reader, typed: str | None) -> int | None:
    """Return the number of the only client that is meant; None where none was named."""
    return None if typed is None else client(reader, typed).id


def keys_starting(reader: Reader, beginning: str, limit: int) -> Sequence[tuple[str, str]]:
    """Return the keys of active clients that begin so, with the clients' names."""
    return queries.clients.keys_starting(reader, beginning, limit)


def named_alike(reader: Reader, name: str) -> list[Found]:
    """Return the active clients whose name begins with the words of a name, or it with theirs.

    Typed again in short, or with its legal form, a client would be there twice.
    """
    wanted = folded(name).split()
    known = [Found(*row) for row in queries.clients.names(reader, Selection())]
    words = [(one, folded(one.name).split()) for one in known]
    return [one for one, its in words if its[: len(wanted)] == wanted[: len(its)]]


def same(reader: Reader, found: Found) -> Found:
    """Find a client again that was found before somebody was asked about it.

    Meanwhile it may be gone, and its key or name fit another one, which nobody was asked about.

    Raises:
        ConflictError: It is gone, or its key belongs to another client or to none.
    """
    exact = queries.clients.by_key(reader, found.key)
    if exact is None or exact[0] != found.id:
        raise meanwhile.gone(reader, found)
    return Found(*exact)


def two_clients(reader: Reader, first: str, second: str) -> tuple[Found, Found]:
    """Find two clients by what somebody typed."""
    found = client(reader, first), client(reader, second)
    if found[0].id == found[1].id:
        raise ConflictError(
            f"{named(first)} and {named(second)} are the same client: {found[0].key}",
            "name two different ones",
        )
    return found


def nearest_shown(reader: Reader, typed: str) -> str:
    """Name the active clients that were perhaps meant; empty where nothing is near."""
    rows = queries.clients.names(reader, Selection())
    return _shown(_nearest(typed, [Found(*row) for row in rows]))


def _nearest(typed: str, known: Sequence[Found]) -> Sequence[Found]:
    from difflib import get_close_matches  # noqa: PLC0415  milliseconds, for a typing error only

    by_word: dict[str, list[Found]] = {}
    for one in known:
        name = folded(one.name)
        for word in {one.key, name, *one.key.split("-"), *name.split()}:
            by_word.setdefault(word, []).append(one)
    words = get_close_matches(folded(typed), by_word, n=3, cutoff=0.6)
    return list(dict.fromkeys(one for word in words for one in by_word[word]))[:3]


def _shown(clients: Sequence[Found]) -> str:
    shown = ", ".join(f"{one.key} ({printable(one.name)})" for one in clients[:SHOWN_MATCHES])
    more = len(clients) - SHOWN_MATCHES
    return f"{shown} and {more} more" if more > 0 else shown


def _unknown(typed: str, known: Sequence[Found]) -> NotFoundError:
    if not known:
        return NotFoundError(
            f"there is no client {named(typed)}", 'add the first one: pulse add "Acme GmbH"'
        )
    near = _nearest(typed, known)
    if not near:
        return NotFoundError(f"there is no client {named(typed)}", "see 'pulse client list'")
    error = NotFoundError(f"there is no client {named(typed)}", f"did you mean {_shown(near)}?")
    error.found = near
    return error
