"""The clients that are meant where several may be: by their tag, or who looks after them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from clientpulse.errors import InputError, NotFoundError
from clientpulse.quoting import named, shell_word
from clientpulse.records.owners import EVERYBODY, NOBODY
from clientpulse.services.lookup.clients import client_id, named_alike
from clientpulse.services.lookup.matching import SHOWN_MATCHES, folded, is_tag
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection
from clientpulse.views.whose import ANYBODY, Whose

Owners = tuple[str | None, ...] | None
"""As a selection takes them."""


def scope(
    reader: Reader,
    who: str | None = None,
    tag: str | None = None,
    owner: str | None = None,
    *,
    me: str | None = None,
    archived: bool = False,
) -> Selection:
    """Return the clients that are meant by what was typed.

    Whoever said who they are means their own and those without an owner, unless they say whose, or
    name one client.

    Args:
        who: A client, or ``@TAG`` for all with that tag.
        owner: Whose; ``all`` for everybody's, ``none`` for those without an owner.
        me: Who asks; None for a list that is about everybody's unless an owner is named.
        archived: The archived ones instead of the active ones.

    Raises:
        InputError: There are two tags, or none behind the ``@``.
        NotFoundError: Nobody has the tag behind the ``@``.
    """
    if is_tag(who):
        if tag is not None:
            raise InputError(f"{named(who)} and --tag are two tags", "leave one of them out")
        owners, whose = owned_by(reader, owner, me)
        return Selection(tags=tagged(reader, who), owners=owners, archived=archived, whose=whose)
    one = client_id(reader, who)
    owners, whose = owned_by(reader, owner, me, anybodys=one is not None)
    return Selection(
        client_id=one,
        tags=None if tag is None else _spellings(tag, queries.clients.known_tags(reader)),
        owners=owners,
        archived=archived,
        whose=whose,
    )


def owned_by(
    reader: Reader, owner: str | None, me: str | None, *, anybodys: bool = False
) -> tuple[Owners, Whose]:
    """Return how those are spelled whose clients are meant, and whose they are in words.

    Args:
        anybodys: Without an owner they are whosever: a client was named.

    Raises:
        InputError: The owner is empty.
    """
    if owner is None and me is None:
        return None, ANYBODY
    word = None if owner is None else _word(owner)
    known, days_off = _known(reader)
    mine = () if me is None else _spellings(me, known)
    whose = Whose(
        me=me,
        asked=word,
        mine=mine,
        colleagues=tuple(one for one in known if one not in mine),
        only_mine=word is None and not anybodys,
        days_off=tuple(one for one in days_off if me is None or folded(one[0]) != folded(me)),
    )
    if word is None:
        return (None if anybodys else (*mine, None)), whose
    if word in {EVERYBODY, NOBODY}:
        return (None if word == EVERYBODY else (None,)), whose
    owners = _spellings(word, known)
    people = [*known, *(one for one, _, _ in days_off), *([] if me is None else [me])]
    called = owners or _spellings(word, people)
    if not called:
        return owners, replace(whose, asked=word, meant=_meant(word, people))
    return owners, replace(whose, asked=called[0])


def _word(owner: str) -> str:
    """Read an owner, or one of the words for all and for nobody, which may be typed in any case.

    Raises:
        InputError: It is empty.
    """
    if not owner.strip():
        raise InputError("the owner is empty", f"name one, or {EVERYBODY} or {NOBODY}")
    word = folded(owner)
    return word if word in {EVERYBODY, NOBODY} else owner


def _known(reader: Reader) -> tuple[list[str], list[tuple[str, date, date]]]:
    """Return those who look after clients, as spelled, and everybody's days off."""
    rows = queries.facts.owners(reader)
    days_off = [(who, first, last) for who, first, last in rows if first and last]
    return [who for who, first, _ in rows if first is None], days_off


def _meant(owner: str, people: Sequence[str]) -> tuple[str, ...]:
    """Return who was perhaps meant by an owner that nobody is called."""
    from difflib import get_close_matches  # noqa: PLC0415  only mistakes need it

    spelled = {folded(one): one for one in reversed(people)}
    near = get_close_matches(folded(owner), spelled, n=3) or sorted(spelled)[:SHOWN_MATCHES]
    return tuple(spelled[one] for one in near)


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


def _spellings(typed: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return how a word is spelled in the store: databases fold the case of ASCII only."""
    wanted = folded(typed)
    return tuple(one for one in known if folded(one) == wanted)
