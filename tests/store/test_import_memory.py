"""Whom rows of a file led to: found again, known to be gone, and never somebody else."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from portfolio import portfolio_of

from clientpulse.records import Client, Contact
from clientpulse.services import lookup
from clientpulse.services.clients import contacts, merging, removing
from clientpulse.services.importing.memory import Known, Memory
from clientpulse.services.undoing import redo_last, undo_last
from clientpulse.store import queries
from clientpulse.store.database import Store
from clientpulse.store.writer import UnitOfWork
from tests.processes import in_process

TODAY = date(2026, 5, 4)
SOURCE = "HubSpot"
NOBODY, GONE = Known(), Known(gone=True)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "clients.db")


def add(unit: UnitOfWork, key: str, *people: str) -> tuple[int, ...]:
    """Add a client with people, and return its number and theirs."""
    client = unit.insert(Client(key=key, name=f"The {key}", started_on=TODAY))
    made = [unit.insert(Contact(client_id=client.id, name=name)) for name in people]
    return client.id, *(one.id for one in made)


@contextmanager
def remembering(store: Store, source: str = SOURCE) -> Iterator[tuple[UnitOfWork, Memory]]:
    """Give a transaction that ends with the writing of what was remembered."""
    with store.unit_of_work("import") as unit:
        memory = Memory(unit.reader, source)
        yield unit, memory
        memory.write(unit)


def client_of(store: Store, *texts: str, source: str = SOURCE) -> Known:
    with closing(store.open_reader()) as reader:
        return Memory(reader, source).of_client(texts)


def contact_of(store: Store, *texts: str) -> Known:
    with closing(store.open_reader()) as reader:
        return Memory(reader, SOURCE).of_contact(texts)


def rows_of(store: Store, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(store.path)) as connection:
        return connection.execute(sql).fetchall()


def delete(store: Store, client_id: int) -> None:
    with store.unit_of_work("client delete") as unit:
        removing.delete(unit, found(unit, client_id))


def remove(store: Store, contact_id: int) -> None:
    with store.unit_of_work("contact delete") as unit:
        [one] = [one for one in queries.contacts.select(unit.reader) if one.id == contact_id]
        contacts.delete(unit, one)


def merge(store: Store, old: int, into: int) -> None:
    with store.unit_of_work("client merge") as unit:
        merging.merge(unit, TODAY, found(unit, old), found(unit, into))


def undo(store: Store) -> None:
    with store.unit_of_work("undo") as unit:
        undo_last(unit)


def redo(store: Store) -> None:
    with store.unit_of_work("redo") as unit:
        redo_last(unit)


def found(unit: UnitOfWork, client_id: int) -> lookup.Found:
    client = queries.values.read_one(unit.reader, Client, client_id)
    assert client
    return lookup.Found(client.id, client.key, client.name)


def test_nothing_is_known_of_a_store_that_nobody_wrote_to(store: Store) -> None:
    assert client_of(store, "id:1") == NOBODY
    assert not store.path.exists()


def test_looking_leaves_nothing_behind(store: Store) -> None:
    with remembering(store) as (_, memory):
        assert memory.of_client(["id:1"]) == memory.of_contact(["email:a@x.example"]) == NOBODY
    assert rows_of(store, "SELECT * FROM import_salt") == []


def test_a_row_is_found_again_by_any_of_its_texts_from_the_same_source(store: Store) -> None:
    with remembering(store) as (unit, memory):
        client, ann = add(unit, "acme", "Ann")
        memory.remember_client(["id:900", "name:acme"], client)
        memory.remember_contact(["email:ann@x.example"], ann)
    assert client_of(store, "id:900") == client_of(store, "id:7", "name:acme") == Known((client,))
    assert contact_of(store, "email:ann@x.example") == Known((ann,))
    assert contact_of(store, "id:900") == client_of(store, "email:ann@x.example") == NOBODY
    assert client_of(store, "id:900", source="Xero") == NOBODY


def test_the_most_certain_text_counts(store: Store) -> None:
    with remembering(store) as (unit, memory):
        (acme,), (beta,) = add(unit, "acme"), add(unit, "beta")
        memory.remember_client(["id:1", "name:acme"], acme)
        memory.remember_client(["id:2", "name:beta"], beta)
    assert client_of(store, "id:1", "name:beta") == Known((acme,))


def test_of_several_that_a_text_means_the_next_one_chooses(store: Store) -> None:
    with remembering(store) as (unit, memory):
        _, father, son = add(unit, "smith", "John Smith", "John Smith Jr.")
        memory.remember_contact(["email:smith@x.example", "name:john smith"], father)
        memory.remember_contact(["email:smith@x.example", "name:john smith jr."], son)
    assert contact_of(store, "email:smith@x.example") == Known((father, son))
    assert contact_of(store, "email:smith@x.example", "name:john smith") == Known((father,))
    remove(store, father)
    assert contact_of(store, "email:smith@x.example", "name:john smith") == GONE
    assert contact_of(store, "email:smith@x.example", "name:john smith jr.") == Known((son,))


def test_who_was_deleted_or_removed_is_gone_until_brought_back(store: Store) -> None:
    with remembering(store) as (unit, memory):
        client, ann, ben = add(unit, "acme", "Ann", "Ben")
        memory.remember_client(["id:900"], client)
        memory.remember_contact(["name:ann"], ann)
        memory.remember_contact(["name:ben"], ben)
    remove(store, ann)
    assert contact_of(store, "name:ann") == GONE
    delete(store, client)
    assert client_of(store, "id:900") == contact_of(store, "name:ben") == GONE
    with remembering(store) as (unit, memory):
        client, ann = add(unit, "acme", "Ann")
        memory.remember_client(["id:900"], client)
        memory.remember_contact(["name:ann"], ann)
    assert client_of(store, "id:900") == Known((client,))
    assert contact_of(store, "name:ann") == Known((ann,))
    assert rows_of(store, "SELECT count(*) FROM import_mark") == [(3,)]
    undo(store)
    assert client_of(store, "id:900") == contact_of(store, "name:ann") == GONE


def test_what_is_remembered_already_is_not_written_again(store: Store) -> None:
    with remembering(store) as (unit, memory):
        client, ann = add(unit, "acme", "Ann")
        memory.remember_client(["id:900", "id:900"], client)
        memory.remember_contact(["name:ann"], ann)
    before = portfolio_of(store.path)
    with remembering(store) as (unit, memory):
        memory.remember_client(["id:900"], client)
        memory.remember_contact(["name:ann"], ann)
        memory.write(unit)
        assert not unit.wrote
    assert portfolio_of(store.path) == before


def test_a_merged_client_is_found_as_the_one_it_became(store: Store) -> None:
    with remembering(store) as (unit, memory):
        (old, ann), (into,) = add(unit, "old", "Ann"), add(unit, "into")
        memory.remember_client(["id:1", "name:the same"], old)
        memory.remember_client(["id:2", "name:the same"], into)
        memory.remember_contact(["name:ann"], ann)
    before = portfolio_of(store.path)
    merge(store, old, into)
    assert {client_of(store, one) for one in ("id:1", "id:2", "name:the same")} == {Known((into,))}
    assert contact_of(store, "name:ann") == Known((ann,))
    undo(store)
    assert portfolio_of(store.path) == before


def test_an_import_that_is_undone_leaves_nothing_remembered(store: Store) -> None:
    store.prepare()
    with remembering(store) as (unit, memory):
        (client,) = add(unit, "acme")
        memory.remember_client(["id:900"], client)
    undo(store)
    assert client_of(store, "id:900") == NOBODY
    assert rows_of(store, "SELECT * FROM import_salt") == []
    redo(store)
    assert client_of(store, "id:900") == Known((client,))


def test_a_deletion_that_is_undone_keeps_nobody_away(store: Store) -> None:
    with remembering(store) as (unit, memory):
        client, ann = add(unit, "acme", "Ann")
        memory.remember_client(["id:900"], client)
        memory.remember_contact(["name:ann"], ann)
    before = portfolio_of(store.path)
    delete(store, client)
    undo(store)
    assert portfolio_of(store.path) == before
    assert client_of(store, "id:900") == Known((client,))


def test_a_mark_says_nothing_and_is_another_one_in_each_store(tmp_path: Path) -> None:
    stores = [Store(tmp_path / name) for name in ("a.db", "b.db")]
    for store in stores:
        with remembering(store) as (unit, memory):
            (client,) = add(unit, "acme")
            memory.remember_client(["name:acme"], client)
    [[(one,)], [(other,)]] = [rows_of(one, "SELECT mark FROM import_mark") for one in stores]
    assert one != other
    assert len(str(one)) == len(str(other)) == 32
    int(str(one), 16)


@dataclass
class Model:
    """What ought to be known: whom each text means, None of one who is gone."""

    clients: dict[str, int | None] = field(default_factory=dict)
    people: dict[str, int | None] = field(default_factory=dict)
    where: dict[int, int] = field(default_factory=dict)
    """By person, the client they are at."""

    def copy(self) -> Model:
        return Model(dict(self.clients), dict(self.people), dict(self.where))

    def is_told_by(self, store: Store) -> bool:
        with closing(store.open_reader()) as reader:
            memory = Memory(reader, SOURCE)
            return all(
                look([text]) == (GONE if number is None else Known((number,)))
                for look, meant in (
                    (memory.of_client, self.clients),
                    (memory.of_contact, self.people),
                )
                for text, number in meant.items()
            )

    def delete(self, client: int) -> None:
        for person in [one for one, at in self.where.items() if at == client]:
            self.remove(person)
        self.clients = {text: None if n == client else n for text, n in self.clients.items()}

    def remove(self, person: int) -> None:
        del self.where[person]
        self.people = {text: None if n == person else n for text, n in self.people.items()}

    def merge(self, old: int, into: int) -> None:
        self.clients = {text: into if n == old else n for text, n in self.clients.items()}
        self.where = {one: into if at == old else at for one, at in self.where.items()}


def change(store: Store, model: Model, chance: random.Random) -> None:
    """Delete, remove or merge somebody, in the store and in the model."""
    there = sorted({one for one in model.clients.values() if one is not None})
    what = chance.choice(["delete", "remove", "merge"])
    if what == "remove" and model.where:
        person = chance.choice(sorted(model.where))
        remove(store, person)
        model.remove(person)
    elif what == "merge" and len(there) > 1:
        old, into = chance.sample(there, 2)
        merge(store, old, into)
        model.merge(old, into)
    elif there:
        one = chance.choice(there)
        delete(store, one)
        model.delete(one)


@pytest.mark.thorough
@given(seed=st.integers(0, 2**32))
@settings(max_examples=5, deadline=None)
def test_in_whatever_order_things_happen_a_text_means_whom_it_meant(
    seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    chance = random.Random(seed)
    store = Store(tmp_path_factory.mktemp("memory") / "clients.db")
    model = Model()
    with remembering(store) as (unit, memory):
        for number in range(4):
            client, *people = add(unit, f"c{number}", "Ann", "Ben")
            memory.remember_client([f"id:{number}", f"name:{number}"], client)
            model.clients |= {f"id:{number}": client, f"name:{number}": client}
            for person in people:
                memory.remember_contact([f"email:{person}"], person)
                model.people[f"email:{person}"] = person
                model.where[person] = client
    past, future = list[Model](), list[Model]()
    for _ in range(10):
        if past and chance.random() < 0.4:
            undo(store)
            future.append(model)
            model = past.pop()
        elif future and chance.random() < 0.5:
            redo(store)
            past.append(model)
            model = future.pop()
        elif any(one is not None for one in model.clients.values()):
            past.append(model)
            future.clear()
            model = model.copy()
            change(store, model, chance)
        assert model.is_told_by(store)


def moved(store: Store, other: Store) -> str:
    """Export a store, import it into another one, and return what was said of that."""
    file = store.path.with_suffix(".json")
    assert in_process(store.path, "export", str(file), "--yes").code == 0
    done = in_process(other.path, "import", str(file))
    assert done.code == 0, done.err
    return done.out + done.err


def test_a_new_machine_knows_who_is_there_and_who_is_gone(store: Store, tmp_path: Path) -> None:
    with remembering(store) as (unit, memory):
        client, ann = add(unit, "acme", "Ann")
        (deleted,) = add(unit, "old")
        memory.remember_client(["id:1"], client)
        memory.remember_client(["id:2", "name:old"], deleted)
        memory.remember_contact(["name:ann"], ann)
    delete(store, deleted)
    other = Store(tmp_path / "other.db")
    with other.unit_of_work("add") as unit:
        add(unit, "first")
    moved(store, other)
    (new,) = client_of(other, "id:1").ids
    with closing(other.open_reader()) as reader:
        assert [queries.values.read_one(reader, Client, new).key] == ["acme"]  # type: ignore[union-attr]
    assert len(contact_of(other, "name:ann").ids) == 1
    assert client_of(other, "id:2") == client_of(other, "name:old") == GONE
    before = portfolio_of(other.path)
    moved(store, other)
    assert portfolio_of(other.path) == before
    moved(other, store)
    assert client_of(store, "id:1") == Known((client,))


def test_who_is_there_again_by_an_export_is_found_again(store: Store, tmp_path: Path) -> None:
    with remembering(store) as (unit, memory):
        (client,) = add(unit, "acme")
        memory.remember_client(["id:1"], client)
    other = Store(tmp_path / "other.db")
    moved(store, other)
    delete(store, client)
    moved(store, other)
    assert len(client_of(other, "id:1").ids) == 1  # deleted on the other machine only
    moved(other, store)
    assert len(client_of(store, "id:1").ids) == 1
    assert rows_of(store, "SELECT count(*) FROM import_mark") == [(1,)]


def test_a_store_that_remembers_its_own_imports_takes_no_others_over(
    store: Store, tmp_path: Path
) -> None:
    other = Store(tmp_path / "other.db")
    for number, one in enumerate((store, other)):
        with remembering(one) as (unit, memory):
            (client,) = add(unit, f"c{number}")
            memory.remember_client([f"id:{number}"], client)
    assert "this store remembers its own" in moved(store, other)
    assert client_of(other, "id:0") == NOBODY
    assert len(client_of(other, "id:1").ids) == 1
