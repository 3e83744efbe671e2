"""The clients that are meant where several may be: by their tag, or who looks after them."""

from __future__ import annotations

from collections.abc import Sequence

from clientpulse.errors import InputError, NotFoundError
from clientpulse.quoting import named, shell_word
from clientpulse.services.lookup.clients import client_id, named_alike
from clientpulse.services.lookup.matching import SHOWN_MATCHES, folded, is_tag
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection


def scope(
    reader: Reader,
    who: str | None = None,
    tag: str | None = None,
    owner: str | None = None,
    *,
    archived: bool = False,
) -> Selection:
    """Return the clients that are meant by what was typed.

    Args:
        who: A client, or ``@TAG`` for all with that tag.
        archived: The archived ones instead of the active ones.

    Raises:
        InputError: There are two tags, or none behind the ``@``.
        NotFoundError: Nobody has the tag behind the ``@``.
    """
    if is_tag(who):
        if tag is not None:
            raise InputError(f"{named(who)} and --tag are two tags", "leave one of them out")
        return Selection(
            tags=tagged(reader, who), owners=_of_owner(reader, owner), archived=archived
        )
    return Selection(
        client_id=client_id(reader, who),
        tags=None if tag is None else _spellings(tag, queries.clients.known_tags(reader)),
        owners=_of_owner(reader, owner),
        archived=archived,
    )


def tagged(reader: Reader, who: str) -> tuple[str, ...]:
    """Return how the tag behind an ``@`` is spelled in the store.

    Raises:
        InputError: There is none.
        NotFoundError: Nobody has it.
    """
    known = queries.clients.known_tags(reader)
    if not who[1:].strip():
        raise InputError("there is no tag after the @", _some_tags(known))
    found = _spellings(who[1:], known) or _spellings(who, known)
    if not found:
        called = [one.key for one in named_alike(reader, who) if folded(one.name) == folded(who)]
        hint = f"{named(who)} is the client {called[0]}" if called else _some_tags(known)
        raise NotFoundError(f"no client has the tag {named(who[1:])}", hint)
    return found


def tags(reader: Reader) -> Sequence[str]:
    """Return the tags that clients have."""
    return queries.clients.known_tags(reader)


def owners(reader: Reader) -> Sequence[str]:
    """Return those who look after clients."""
    return queries.clients.known_owners(reader)


def _some_tags(known: Sequence[str]) -> str:
    if not known:
        return "give a client its first one: pulse client edit CLIENT --add-tag TAG"
    shown = ", ".join(shell_word(f"@{one}", "@TAG") for one in known[:SHOWN_MATCHES])
    more = len(known) - SHOWN_MATCHES
    return f"there is {shown}{f', and {more} more: pulse client tags' if more > 0 else ''}"


def _of_owner(reader: Reader, owner: str | None) -> tuple[str, ...] | None:
    return None if owner is None else _spellings(owner, queries.clients.known_owners(reader))


def _spellings(typed: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return how a word is spelled in the store: databases fold the case of ASCII only."""
    wanted = folded(typed)
    return tuple(one for one in known if folded(one) == wanted)
