"""The traits that check-ups ask about: those built in, those of our own, and how much each counts.

A trait of our own is for all clients or for one, and so is a weight. A client's own weight wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NamedTuple

from clientpulse import records
from clientpulse.cadence.traits import BUILT_IN, LARGEST_WEIGHT, USUAL_WEIGHT, Trait
from clientpulse.errors import ConflictError, InputError, NotFoundError
from clientpulse.quoting import named, printable, quoted, shell_word
from clientpulse.services import clients, lookup, text
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.views.listed import Listed
from clientpulse.views.traits import TraitRow

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

AS_FOR_ALL = "default"


class Owned(NamedTuple):
    """A trait of our own, and the only client it is for, if any."""

    id: int
    client_id: int | None
    client: str | None
    trait: Trait


def of_client(reader: Reader, client_id: int | None) -> tuple[Trait, ...]:
    """Return the traits there are for a client, or for all: the built-in ones first."""
    own = queries.traits.select(reader, client_id)
    return (*BUILT_IN, *(Trait(one.key, one.name, one.good) for one in own))


def listed(reader: Reader, today: date) -> Listed[TraitRow]:
    """List all traits with the weight they have for all, then what differs for single clients."""
    for_all = queries.traits.trait_weights(reader)
    own = _owned(reader)
    general = [*BUILT_IN, *(one.trait for one in own if one.client_id is None)]
    rows = [_row(trait, for_all.get(trait.key, USUAL_WEIGHT), None) for trait in general]
    known = {trait.key: trait for trait in general}
    single = {(one.client_id, one.trait.key): one for one in own if one.client_id is not None}
    weighed = {}
    for _, client_id, _, client, key, weight in queries.traits.weights(reader):
        if client_id is not None and (key in known or (client_id, key) in single):
            weighed[client_id, key] = (client, weight)
    for (client_id, key), one in single.items():
        _, weight = weighed.pop((client_id, key), (None, for_all.get(key, USUAL_WEIGHT)))
        rows.append(_row(one.trait, weight, one.client))
    rows += [_row(known[key], weight, client) for (_, key), (client, weight) in weighed.items()]
    return Listed(today, tuple(rows))


def for_client(reader: Reader, today: date, client: lookup.Found) -> Listed[TraitRow]:
    """List the traits that a check-up of a client is about, with the weights they have there."""
    weights = queries.traits.trait_weights(reader, client.id)
    own = {one.trait.key for one in _owned(reader) if one.client_id == client.id}
    own |= {row[4] for row in queries.traits.weights(reader) if row[1] == client.id}
    rows = (
        _row(
            trait,
            weights.get(trait.key, USUAL_WEIGHT),
            client.name if trait.key in own else None,
        )
        for trait in of_client(reader, client.id)
    )
    return Listed(today, tuple(rows), client.name)


def find(known: Sequence[Trait], typed: str) -> Trait:
    """Find a trait by its key, its name, or an unambiguous beginning or part of either."""
    wanted = lookup.folded(typed)
    if not wanted:
        raise InputError("the trait is empty", "name one by its key: 'pulse trait list' shows them")
    found = lookup.only_one(typed, "traits", lookup.ways_to_match(known, wanted), _keys)
    if found is not None:
        return found
    raise NotFoundError(f"there is no trait {named(typed)}", _nearest(known, wanted))


def weight(typed: str) -> int | None:
    """Read a weight: 0 to 10, or ``default`` for None."""
    wanted = typed.strip().lower()
    if wanted == AS_FOR_ALL:
        return None
    if wanted in {str(number) for number in range(LARGEST_WEIGHT + 1)}:
        return int(wanted)
    raise InputError(
        f"{quoted(typed)} isn't a weight",
        f"use 0 to {LARGEST_WEIGHT}, 0 for not asking about it, or {AS_FOR_ALL}",
    )


def add(unit: UnitOfWork, name: str, *, good: bool, client: lookup.Found | None) -> TraitRow:
    """Add a trait of one's own.

    Args:
        good: Whether a yes is good news.
    """
    name = text.checked(records.Trait, {"name": name})["name"]
    own = _owned(unit.reader)
    _check_name(_known(own, client), name)
    # A key that old check-ups speak of stays theirs, or their answers would be about this trait.
    taken = {one.key for one in BUILT_IN} | {one.trait.key for one in own}
    taken |= queries.traits.answered_traits(unit.reader)
    key = clients.keys.free_key(clients.keys.key_from(name, "trait"), taken)
    unit.insert(records.Trait(client_id=client and client.id, key=key, name=name, good=good))
    unit.describe(f"added the trait {name}{_for(client)}")
    return _row(Trait(key, name, good), USUAL_WEIGHT, client and client.name)


def edit(
    unit: UnitOfWork, typed: str, changes: Mapping[str, Any]
) -> tuple[records.Trait, records.Trait, TraitRow]:
    """Correct a trait of one's own, and return it as it was and is.

    Raises:
        ConflictError: It is built in, or there is another one of its new name.
    """
    own = _owned(unit.reader)
    owner = _own(own, typed, "changed")
    values = text.checked(records.Trait, dict(changes))
    if "name" in values:
        _check_name([one for one in _known(own) if one.key != owner.trait.key], values["name"])
    before = lookup.numbered(unit.reader, records.Trait, owner.id)
    after = unit.update(before, **values)
    in_force = queries.traits.trait_weights(unit.reader, owner.client_id)
    unit.describe(f"edited the trait {before.name}")
    trait = Trait(after.key, after.name, after.good)
    return before, after, _row(trait, in_force.get(trait.key, USUAL_WEIGHT), owner.client)


def weigh(
    unit: UnitOfWork, typed: str, value: int | None, client: lookup.Found | None
) -> tuple[int, TraitRow]:
    """Say how much a trait counts from the next check-up on.

    Args:
        value: 0 to 10; None for the usual weight, or for a client the one that it has for all.

    Returns:
        How much it counted before, and the trait.
    """
    own = _owned(unit.reader)
    trait = find(_known(own, client), typed)
    owner = _owner(own, trait)
    client_id, client_name = (owner.client_id, owner.client) if owner else (None, None)
    if client is not None:
        client_id, client_name = client.id, client.name
    before = queries.traits.trait_weights(unit.reader, client_id).get(trait.key, USUAL_WEIGHT)
    rows = [
        row[0]
        for row in queries.traits.weights(unit.reader)
        if row[1] == client_id and row[4] == trait.key
    ]
    if value is None:
        unit.delete_all(records.TraitWeight, rows)
    elif rows:
        unit.update_all(records.TraitWeight, rows, weight=value)
    elif client is not None or value != USUAL_WEIGHT:
        unit.insert(records.TraitWeight(client_id=client_id, trait=trait.key, weight=value))
    in_force = queries.traits.trait_weights(unit.reader, client_id).get(trait.key, USUAL_WEIGHT)
    unit.describe(f"weighed the trait {trait.name} {in_force}{_for(client)}")
    return before, _row(trait, in_force, client_name)


def delete(unit: UnitOfWork, typed: str) -> TraitRow:
    """Delete a trait of one's own; past check-ups keep their answers and scores."""
    owner = _own(_owned(unit.reader), typed, "deleted")
    trait = owner.trait
    in_force = queries.traits.trait_weights(unit.reader, owner.client_id)
    weighed = [row[0] for row in queries.traits.weights(unit.reader) if row[4] == trait.key]
    unit.delete_all(records.TraitWeight, weighed)
    unit.delete_all(records.Trait, [owner.id])
    unit.describe(f"deleted the trait {trait.name}")
    return _row(trait, in_force.get(trait.key, USUAL_WEIGHT), owner.client)


def _own(own: Sequence[Owned], typed: str, how: str) -> Owned:
    """Find a trait of one's own; those built in stay as they are."""
    trait = find(_known(own), typed)
    owner = _owner(own, trait)
    if owner is None:
        raise ConflictError(
            f"{trait.key} is built in, so it can't be {how}",
            f"so that it isn't asked: pulse trait weigh {shell_word(trait.key)} 0",
        )
    return owner


def _check_name(known: Iterable[Trait], name: str) -> None:
    for one in known:
        if lookup.folded(one.name) == lookup.folded(name):
            raise ConflictError(
                f"there is a trait of this name already: {one.key}",
                "to weigh it: pulse trait weigh; or give another name",
            )


def _owned(reader: Reader) -> list[Owned]:
    return [
        Owned(row[0], row[1], row[3], Trait(row[4], row[5], bool(row[6])))
        for row in queries.traits.own_traits(reader)
    ]


def _known(own: Sequence[Owned], client: lookup.Found | None = None) -> list[Trait]:
    """Return the built-in traits and our own: all, or those for a client and for everybody."""
    ours = (one for one in own if client is None or one.client_id in {None, client.id})
    return [*BUILT_IN, *(one.trait for one in ours)]


def _owner(own: Sequence[Owned], trait: Trait) -> Owned | None:
    return next((one for one in own if one.trait.key == trait.key), None)


def _row(trait: Trait, weight: int, client: str | None) -> TraitRow:
    return TraitRow(trait.key, trait.name, trait.good, trait in BUILT_IN, weight, client)


def _keys(traits: Sequence[Trait]) -> str:
    return ", ".join(one.key for one in traits[: lookup.SHOWN_MATCHES])


def _for(client: lookup.Found | None) -> str:
    return f" for {client.name}" if client else ""


def _nearest(known: Sequence[Trait], wanted: str) -> str:
    by_word: Mapping[str, str] = {
        word: one.key for one in known for word in (lookup.folded(one.name), one.key)
    }
    near = dict.fromkeys(
        by_word[one] for one in get_close_matches(wanted, by_word, n=3, cutoff=0.6)
    )
    if not near:
        return "'pulse trait list' shows them"
    return f"did you mean {', '.join(map(printable, near))}?"
