"""Finding words again in what was ever written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from clientpulse import records
from clientpulse.comparing import searchable
from clientpulse.errors import InputError
from clientpulse.quoting import named, quoted
from clientpulse.records import Client, Commitment, Trait
from clientpulse.records.commitments import US
from clientpulse.records.record import OfClient
from clientpulse.records.searched import written
from clientpulse.services import text
from clientpulse.services.searching import excerpts
from clientpulse.store import queries
from clientpulse.store.queries.search import KINDS, Wanted
from clientpulse.store.queries.values import GREATEST
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection
from clientpulse.views.search import Hit, Piece, SearchView, Written

LONGEST = 500
"""More can't be looked for at once: a paragraph, in characters."""

ALSO_CALLED = {"person": "people", "contacts": "people", "touchpoints": "notes"}
NOUNS = {"contact": "person", "agenda_point": "agenda point"}
TABLES = {noun: table for table, noun in NOUNS.items()} | {
    "promise": "commitment",
    "ask": "commitment",
}
LABELS = {"snooze_reason": "snoozed", "person": "with"}


def search(
    reader: Reader,
    today: date,
    typed: Sequence[str],
    kinds: Sequence[str] = (),
    clients: Selection | None = None,
    limit: int | None = None,
    within: Mapping[str, Sequence[str]] | None = None,
) -> SearchView:
    """Find the records that hold all words.

    Args:
        typed: Each is a word, or several that stand together; of several words all but one may
            stand in the client's name instead.
        kinds: Only of these; see ``kind``.
        clients: Only what belongs to these.
        within: By table the only fields that are searched; None for all of all.

    Raises:
        InputError: There is nothing to look for, or too much.
    """
    words = _words(typed)
    wanted = Wanted(tuple(words), _named(reader, words), tuple(kinds), clients)
    if within is not None:
        every = _hits_within(reader, wanted, within)
        return SearchView(today, tuple(typed), every[:limit], len(every))
    found = queries.search.found(reader, wanted, GREATEST if limit is None else limit + 1)
    total = len(found)
    if limit is not None and total > limit:
        found, total = found[:limit], queries.search.count(reader, wanted)
    hits = (hit for some in queries.values.chunks(found) for hit in _hits(reader, some, words))
    return SearchView(today, tuple(typed), tuple(hits), total)


def whole(reader: Reader, hit: Hit, typed: Sequence[str]) -> tuple[Written, ...]:
    """Return all that was written of something that was found; nothing where it is gone."""
    table = TABLES.get(hit.noun, hit.noun)
    one = queries.search.by_number(reader, records.of_table(table), [hit.id]).get(hit.id)
    return () if one is None else tuple(_whole(one, list(map(searchable, typed))))


def _whole(one: Any, words: Sequence[str]) -> Iterator[Written]:
    for place, name in enumerate(written(type(one))):
        value = _said(one, name)
        if value:
            label = LABELS.get(name, name) if place else ""
            yield Written(label, excerpts.marked(value, excerpts.places(value, words)))


def _said(one: Any, name: str) -> str:
    value: str | Sequence[str] = getattr(one, name) or ""
    return value if isinstance(value, str) else "; ".join(value)


def kind(typed: str) -> str:
    """Read what kind of things to look among: ``notes``, ``promises``; the beginning will do."""
    wanted = typed.strip().casefold()
    wanted = ALSO_CALLED.get(wanted, wanted)
    fits = [one for one in KINDS if wanted and one.startswith(wanted)]
    if wanted in KINDS or len(fits) == 1:
        return wanted if wanted in KINDS else fits[0]
    raise InputError(f"{named(typed)} isn't a kind of entry", f"use one of {', '.join(KINDS)}")


def _words(typed: Sequence[str]) -> list[str]:
    if not typed:
        raise InputError("there is nothing to search for", "give a word: pulse search grant")
    text.note(" ".join(typed), "text", LONGEST)
    words = list(dict.fromkeys(map(searchable, typed)))
    for one, word in zip(typed, map(searchable, typed), strict=True):
        if not word:
            raise InputError(
                f"there is nothing to search for in {quoted(one)}",
                "give a word: pulse search grant",
            )
    return words


def _named(reader: Reader, words: Sequence[str]) -> Mapping[int, Sequence[int]]:
    """Return the clients in whose name a word stands, where there are other words beside it."""
    if len(words) == 1:
        return {}
    found = {place: queries.search.clients_named(reader, word) for place, word in enumerate(words)}
    return {place: numbers for place, numbers in found.items() if numbers}


def _hits_within(
    reader: Reader, wanted: Wanted, within: Mapping[str, Sequence[str]]
) -> tuple[Hit, ...]:
    """Return the records in some of whose fields all words stand, as if there were no others."""
    places = [one for one in queries.search.found(reader, wanted, GREATEST) if one[0] in within]
    hits: list[Hit] = []
    for some in queries.values.chunks(places):
        hits += _hits(reader, some, wanted.words, within, wanted.named)
    return tuple(hits)


def _hits(
    reader: Reader,
    found: Sequence[tuple[str, int]],
    words: Sequence[str],
    within: Mapping[str, Sequence[str]] | None = None,
    named_by: Mapping[int, Sequence[int]] | None = None,
) -> Iterator[Hit]:
    stored: dict[tuple[str, int], Any] = {}
    for table, ids in queries.values.grouped(found).items():
        of_table = queries.search.by_number(reader, records.of_table(table), ids)
        stored |= {(table, number): one for number, one in of_table.items()}
    owners = {owner for one in stored.values() if (owner := _owner(one)) is not None}
    archived = queries.search.archived(reader, owners)
    for place in found:
        if place in stored:
            one = stored[place]
            fields = None if within is None else within[place[0]]
            if fields is None or _stand(one, words, fields, named_by or {}):
                yield _hit(one, words, _owner(one) in archived, fields)


def _stand(
    one: Any, words: Sequence[str], fields: Sequence[str], named_by: Mapping[int, Sequence[int]]
) -> bool:
    """Tell whether all words stand in some fields, or all but one in the client's name instead."""
    text = searchable("\n".join(_texts(one, fields)))
    there = [word in text for word in words]
    whose = [_owner(one) in named_by.get(place, ()) for place in range(len(words))]
    return any(there) and all(map(any, zip(there, whose, strict=True)))


def _texts(one: Any, fields: Sequence[str]) -> Iterator[str]:
    for name in fields:
        value = getattr(one, name) or ""
        yield "\n".join(value) if isinstance(value, tuple) else value


def _owner(one: Any) -> int | None:
    number: int | None = one.id if isinstance(one, Client) else getattr(one, "client_id", None)
    return number


def _hit(
    one: Any, words: Sequence[str], archived: bool, fields: Sequence[str] | None = None
) -> Hit:
    field, pieces = _shown(one, words, fields)
    whose = isinstance(one, (Client, OfClient))
    by_key = isinstance(one, (Client, Trait))
    return Hit(
        noun=_noun(one),
        id=one.id,
        ref=one.key if by_key else getattr(one, "ref", str(one.id)),
        client=getattr(one, "name" if isinstance(one, Client) else "client", None),
        key=one.key if whose else None,
        archived=archived,
        on=getattr(one, one.DAY) if one.DAY else None,
        field=field,
        pieces=pieces,
        client_id=_owner(one),
    )


def _noun(one: Any) -> str:
    if isinstance(one, Commitment):
        return "promise" if one.owed_by == US else "ask"
    table: str = one.TABLE
    return NOUNS.get(table, table)


def _shown(
    one: Any, words: Sequence[str], fields: Sequence[str] | None = None
) -> tuple[str, tuple[Piece, ...]]:
    """Return the first field in which anything was found, and what was written around it."""
    names = written(type(one)) if fields is None else fields
    field, pieces = "", list[Piece]()
    for name in names:
        value = _said(one, name)
        spots = excerpts.places(value, words)
        # What it is about is said in any case: whose address it is, what the fix was for.
        if spots or (name == names[0] != "note" and value):
            pieces += [(" · ", False)] if pieces else []
            pieces += [(f"{LABELS.get(name, name)}: ", False)] if name != names[0] else []
            pieces += excerpts.excerpt(value, spots)
        field = field or (name if spots else "")
    return field, tuple(pieces)
