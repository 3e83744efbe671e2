"""Finding what somebody named: a client, a touchpoint, a meeting, a person."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from clientpulse.errors import AmbiguousError, ConflictError, InputError, NotFoundError
from clientpulse.quoting import named, printable
from clientpulse.services import text
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection

if TYPE_CHECKING:
    from clientpulse.records import Contact, Meeting, Touchpoint

SHOWN_MATCHES = 6


class Named(Protocol):
    """What has a number and a name."""

    @property
    def id(self) -> int:
        """Its number."""
        ...  # pragma: no cover

    @property
    def name(self) -> str:
        """Its name."""
        ...  # pragma: no cover


Thing = TypeVar("Thing", bound=Named)


class Found(NamedTuple):
    """A client that was found by what somebody typed."""

    id: int
    key: str
    name: str

    @property
    def whose(self) -> dict[str, Any]:
        """What a record of this client says of whose it is."""
        return {"client_id": self.id, "client": self.name, "key": self.key}


def client(reader: Reader, typed: str) -> Found:
    """Find a client by its key, its name, or an unambiguous beginning or part of either.

    Active clients are looked at before archived ones, so that an archived one is only found where
    no active one fits.
    """
    wanted = typed.strip().casefold()
    if not wanted:
        raise InputError("the client is empty", "name one by its key or its name: pulse show acme")
    exact = queries.clients.by_key(reader, wanted)
    if exact:
        return Found(*exact)
    known = [
        [Found(*row) for row in queries.clients.names(reader, Selection(archived=archived))]
        for archived in (False, True)
    ]
    for group in known:
        for matches in _ways_to_match(group, wanted):
            if len(matches) == 1:
                return matches[0]
            if matches:
                raise _ambiguous(typed, matches)
    raise _unknown(typed, [one for group in known for one in group])


def client_id(reader: Reader, typed: str | None) -> int | None:
    """Return the number of the only client that is meant; None where none was named."""
    return None if typed is None else client(reader, typed).id


def keys_starting(reader: Reader, beginning: str, limit: int) -> Sequence[tuple[str, str]]:
    """Return the keys of active clients that begin so, with the clients' names."""
    return queries.clients.keys_starting(reader, beginning, limit)


def tags(reader: Reader) -> Sequence[str]:
    """Return the tags that clients have."""
    return queries.clients.known_tags(reader)


def owners(reader: Reader) -> Sequence[str]:
    """Return those who look after clients."""
    return queries.clients.known_owners(reader)


def same(reader: Reader, found: Found) -> Found:
    """Find a client again that was found before somebody was asked about it.

    Meanwhile it may be gone, and its key or name fit another one, which nobody was asked about.

    Raises:
        ConflictError: It is gone, or its key belongs to another client or to none.
    """
    exact = queries.clients.by_key(reader, found.key)
    if exact is None or exact[0] != found.id:
        raise ConflictError(
            f"somebody changed the key of {printable(found.name)} ({found.key}) or deleted it"
            " meanwhile",
            "nothing was changed; look at 'pulse client list' and try again",
        )
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


def _ways_to_match(group: Sequence[Found], wanted: str) -> Sequence[Sequence[Found]]:
    """Return the clients that fit, by ever looser ways of fitting."""
    folded = [(one, one.key.casefold(), one.name.casefold()) for one in group]
    return (
        [one for one, _, name in folded if name == wanted],
        [one for one, key, name in folded if key.startswith(wanted) or name.startswith(wanted)],
        [one for one, key, name in folded if wanted in key or wanted in name],
    )


def _ambiguous(typed: str, matches: Sequence[Found]) -> AmbiguousError:
    shown = ", ".join(f"{one.key} ({printable(one.name)})" for one in matches[:SHOWN_MATCHES])
    more = len(matches) - SHOWN_MATCHES
    rest = f" and {more} more" if more > 0 else ""
    return AmbiguousError(
        f"{named(typed)} fits {len(matches)} clients", f"be more precise: {shown}{rest}"
    )


def _unknown(typed: str, known: Sequence[Found]) -> NotFoundError:
    if not known:
        return NotFoundError(
            f"there is no client {named(typed)}", 'add the first one: pulse add "Acme GmbH"'
        )
    by_word: dict[str, list[Found]] = {}
    for one in known:
        name = one.name.casefold()
        for word in {one.key, name, *one.key.split("-"), *name.split()}:
            by_word.setdefault(word, []).append(one)
    words = get_close_matches(typed.strip().casefold(), by_word, n=3, cutoff=0.6)
    near = list(dict.fromkeys(one for word in words for one in by_word[word]))[:3]
    if not near:
        return NotFoundError(f"there is no client {named(typed)}", "see 'pulse client list'")
    shown = ", ".join(f"{one.key} ({printable(one.name)})" for one in near)
    return NotFoundError(f"there is no client {named(typed)}", f"did you mean {shown}?")


def touchpoint(reader: Reader, touchpoint_id: int) -> Touchpoint:
    """Find a touchpoint by its number."""
    found = queries.touchpoints.one(reader, touchpoint_id)
    if found is None:
        raise NotFoundError(
            f"there is no touchpoint {touchpoint_id}", "'pulse history' shows their numbers"
        )
    return found


def meeting(reader: Reader, meeting_id: int) -> Meeting:
    """Find a meeting by its number."""
    found = queries.meetings.one(reader, meeting_id)
    if found is None:
        raise NotFoundError(
            f"there is no meeting {meeting_id}", "'pulse meeting list' shows their numbers"
        )
    return found


def contact(reader: Reader, client_id: int, typed: str) -> Contact:
    """Find a person at a client by number, name, or an unambiguous part of the name."""
    people = queries.contacts.select(reader, client_id)
    return by_name(people, typed, "contact", "at this client", "add one with 'pulse contact add'")


def by_name(known: Sequence[Thing], typed: str, noun: str, where: str, otherwise: str) -> Thing:
    """Find one of a few things by number, name, or an unambiguous part of the name.

    Args:
        noun: What each of them is: ``contact``.
        where: To whom they belong, for the message; may be empty.
        otherwise: The hint where there is nothing at all.
    """
    wanted = typed.strip().casefold()
    for fits in (
        [one for one in known if str(one.id) == wanted],
        [one for one in known if one.name.casefold() == wanted],
        [one for one in known if wanted and wanted in one.name.casefold()],
    ):
        if len(fits) == 1:
            return fits[0]
        if fits:
            shown = ", ".join(f"{one.id} ({printable(one.name)})" for one in fits[:SHOWN_MATCHES])
            raise AmbiguousError(
                f"{named(typed)} fits {len(fits)} {noun}s", f"name one by its number: {shown}"
            )
    shown = ", ".join(f"{one.id} ({printable(one.name)})" for one in known[:SHOWN_MATCHES])
    raise NotFoundError(
        f"there is no {noun} {named(typed)} {where}".rstrip(),
        f"there is {shown}" if known else otherwise,
    )


def person(reader: Reader, client_id: int, typed: str) -> str:
    """Return the name of the contact that fits, or else the name as typed."""
    name = text.name(typed, "person's name")
    try:
        return contact(reader, client_id, name).name
    except AmbiguousError:
        raise
    except NotFoundError:
        # Somebody who isn't among the contacts.
        return name
