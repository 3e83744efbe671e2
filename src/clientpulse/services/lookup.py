"""Finding what somebody named: a client, a touchpoint, a meeting, a person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeGuard, TypeVar

from clientpulse.errors import AmbiguousError, ConflictError, InputError, NotFoundError
from clientpulse.quoting import named, printable, shell_word
from clientpulse.services import text
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection

if TYPE_CHECKING:
    from clientpulse.cadence.traits import Trait
    from clientpulse.records import Client, Contact, Project, Record, Service

SHOWN_MATCHES = 6

NAME_ONE = "name one by its key or its name"

NOT_FOUND = {
    "away": ("are no days off", "pulse away"),
    "commitment": ("is no promise or ask", "pulse commitment list --all"),
    "feedback": ("is no feedback", "pulse feedback list"),
    "meeting": ("is no meeting", "pulse meeting list"),
    "mistake": ("is no mistake", "pulse mistake list --all"),
    "project": ("is no project", "pulse project list"),
    "reminder": ("is no reminder", "pulse remind list --all"),
    "service_mention": ("is no mention", "pulse service mention list"),
    "touchpoint": ("is no touchpoint", "pulse history"),
    "trait": ("is no trait of yours", "pulse trait list"),
}
"""By table, what to say of a number that isn't there, and the command that shows the numbers."""

Fitting = TypeVar("Fitting")
Thing = TypeVar("Thing", "Contact", "Project", "Service")
Keyed = TypeVar("Keyed", "Found", "Trait")
Numbered = TypeVar("Numbered", bound="Record")


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
    wanted = typed.strip().casefold()
    if not wanted:
        raise InputError("the client is empty", "name one by its key or its name: pulse show acme")
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


def client_id(reader: Reader, typed: str | None) -> int | None:
    """Return the number of the only client that is meant; None where none was named."""
    return None if typed is None else client(reader, typed).id


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


def is_tag(who: str | None) -> TypeGuard[str]:
    """Say whether many clients are meant, by their tag: ``@retail``."""
    return who is not None and who.startswith("@")


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


def folded(text: str) -> str:
    """Bring a text to the form it is compared in; see ``comparing.folded``."""
    from clientpulse import comparing  # noqa: PLC0415  a key at the TAB needs none of it

    return comparing.folded(text)


def keys_starting(reader: Reader, beginning: str, limit: int) -> Sequence[tuple[str, str]]:
    """Return the keys of active clients that begin so, with the clients' names."""
    return queries.clients.keys_starting(reader, beginning, limit)


def tags(reader: Reader) -> Sequence[str]:
    """Return the tags that clients have."""
    return queries.clients.known_tags(reader)


def owners(reader: Reader) -> Sequence[str]:
    """Return those who look after clients."""
    return queries.clients.known_owners(reader)


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


def only_one(
    typed: str,
    nouns: str,
    ways: Iterable[Sequence[Fitting]],
    shown: Callable[[Sequence[Fitting]], str],
    hint: str = "be more precise",
) -> Fitting | None:
    """Return what fits by the first way in which anything fits; None where nothing does.

    Args:
        nouns: What they are, for the message: ``clients``.
        ways: What fits, by ever looser ways of fitting.
        shown: Names a few of them.
        hint: How to say which one is meant.

    Raises:
        AmbiguousError: Several fit.
    """
    fits = next(filter(None, ways), ())
    if len(fits) > 1:
        raise AmbiguousError(
            f"{named(typed)} matches {len(fits)} {nouns}", f"{hint}: {shown(fits)}"
        )
    return fits[0] if fits else None


def ways_to_match(group: Sequence[Keyed], wanted: str) -> Iterator[Sequence[Keyed]]:
    """Give what fits by its key or its name, by ever looser ways: at last accents don't matter.

    Args:
        wanted: What was typed, folded.
    """
    forms = [(one, folded(one.key), folded(one.name)) for one in group]
    yield from _ways(forms, wanted)
    from clientpulse.comparing import without_accents  # noqa: PLC0415  where nothing fits as typed

    plain = [(one, key, without_accents(name)) for one, key, name in forms]
    yield from _ways(plain, without_accents(wanted))


def _ways(forms: Sequence[tuple[Keyed, str, str]], wanted: str) -> Iterator[Sequence[Keyed]]:
    yield [one for one, key, _ in forms if key == wanted]
    yield [one for one, _, name in forms if name == wanted]
    yield [one for one, key, name in forms if key.startswith(wanted) or name.startswith(wanted)]
    yield [one for one, key, name in forms if wanted in key or wanted in name]


def _shown(clients: Sequence[Found]) -> str:
    shown = ", ".join(f"{one.key} ({printable(one.name)})" for one in clients[:SHOWN_MATCHES])
    more = len(clients) - SHOWN_MATCHES
    return f"{shown} and {more} more" if more > 0 else shown


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


def _unknown(typed: str, known: Sequence[Found]) -> NotFoundError:
    if not known:
        return NotFoundError(
            f"there is no client {named(typed)}", 'add the first one: pulse add "Acme GmbH"'
        )
    near = _nearest(typed, known)
    if not near:
        return NotFoundError(f"there is no client {named(typed)}", "see 'pulse client list'")
    return NotFoundError(f"there is no client {named(typed)}", f"did you mean {_shown(near)}?")


def numbered(reader: Reader, record: type[Numbered], number: int) -> Numbered:
    """Find a record by its number."""
    found = queries.values.read_one(reader, record, number)
    if found is None:
        there_is_no, command = NOT_FOUND[record.TABLE]
        raise NotFoundError(f"there {there_is_no} {number}", f"'{command}' shows their numbers")
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
    found = fitting(known, typed, noun)
    if found is not None:
        return found
    raise NotFoundError(
        f"there is no {noun} {named(typed)} {where}".rstrip(),
        f"there is {_numbers(known)}" if known else otherwise,
    )


def fitting(known: Sequence[Thing], typed: str, noun: str) -> Thing | None:
    """Return what ``by_name`` finds; None where nothing fits."""
    wanted = folded(typed)
    ways = (
        [one for one in known if str(one.id) == wanted],
        [one for one in known if folded(one.name) == wanted],
        [one for one in known if wanted and wanted in folded(one.name)],
    )
    return only_one(typed, f"{noun}s", ways, _numbers, "name one by its number")


def _numbers(things: Sequence[Contact | Project | Service]) -> str:
    return ", ".join(f"{one.id} ({printable(one.name)})" for one in things[:SHOWN_MATCHES])


def person(reader: Reader, client_id: int, typed: str) -> str:
    """Return the name of the contact that fits, or else the name as typed."""
    name = text.name(typed, "person's name")
    known = fitting(queries.contacts.select(reader, client_id), name, "contact")
    return name if known is None else known.name
