"""A store is copied whole, from a file to a server and back, or not at all."""

from __future__ import annotations

import getpass
import io
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from databases import NewDatabase, address_of
from every_query import TODAY

from clientpulse.cadence.policy import Policy
from clientpulse.errors import ConflictError, NotFoundError, StoreError
from clientpulse.records import Client, Trait
from clientpulse.services.demo import telling as demo
from clientpulse.services.exporting.files import export
from clientpulse.services.serving import copying, making
from clientpulse.services.stores import Store, store_at
from clientpulse.services.undoing import redo_last, undo_last
from clientpulse.store.copying.content import Content, counts, is_of_private, parts
from clientpulse.store.server.database import ServerStore

if TYPE_CHECKING:
    from clientpulse.services.stores import AnyStore

NewServerStore = Callable[[], ServerStore]


@pytest.fixture
def new_place(
    new_database: NewDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> NewServerStore:
    """Name databases in which there is no store yet."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))

    def place() -> ServerStore:
        store = store_at(address_of(new_database()).url)
        assert isinstance(store, ServerStore)
        return store

    return place


@pytest.fixture
def new_store(new_place: NewServerStore) -> NewServerStore:
    """Make empty stores on the server."""

    def make() -> ServerStore:
        store = new_place()
        making.make(store)
        return store

    return make


def copy(source: AnyStore, target: AnyStore) -> Content:
    return copying.copy(source, target, lambda done, total: None)


def exported(store: AnyStore) -> str:
    stream = io.StringIO()
    with closing(store.open_reader()) as reader:
        export(reader, TODAY, "store", stream)
    return stream.getvalue()


def everything(store: AnyStore) -> dict[str, Any]:
    """Return all rows of all tables, and the keys that were given out."""
    with closing(store.open_reader()) as reader:
        content = Content(reader, on_server=store.is_shared, place=store.place)
        found: dict[str, Any] = {
            # What of private rows was changed can be undone on no server.
            one.table: [row for row in content.rows(one) if not is_of_private(one, row)]
            for one in parts()
        }
        return found | {"keys": content.keys()}


def is_empty(store: ServerStore) -> bool:
    with closing(store.open_reader()) as reader:
        return not any(counts(reader).values())


def run_in(store: ServerStore, sql: str) -> None:
    with psycopg.connect(store.address.url, autocommit=True) as connection:
        connection.execute(f"SET search_path = clientpulse; {sql}".encode())


@pytest.fixture
def damaged(filled_file: Path, tmp_path: Path) -> Callable[[str], Store]:
    """Write to a copy of the store what no command would, as a damaged file may hold it."""

    def damage(sql: str) -> Store:
        path = tmp_path / "damaged.db"
        shutil.copy(filled_file, path)
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("PRAGMA ignore_check_constraints=ON")
            connection.execute(sql)
        return Store(path)

    return damage


def test_a_copy_is_exact_on_a_server_and_again_in_a_file(
    filled_file: Path, new_store: NewServerStore, tmp_path: Path
) -> None:
    source, server, back = Store(filled_file), new_store(), Store(tmp_path / "back.db")
    before = everything(source)
    assert all(before.values()), "something in every table"

    copy(source, server)
    copy(server, back)

    assert everything(server) == before
    assert everything(back) == before
    assert exported(source) == exported(server) == exported(back)


@pytest.mark.thorough
def test_a_copy_goes_from_file_to_file_and_from_server_to_server(
    filled_file: Path, new_store: NewServerStore, tmp_path: Path
) -> None:
    source, one, two, file = Store(filled_file), new_store(), new_store(), tmp_path / "new" / "f.db"
    copy(source, Store(file))
    copy(Store(file), one)
    copy(one, two)

    assert everything(Store(file)) == everything(two) == everything(source)
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_copied_file_has_the_indexes_and_checks_of_every_other(
    filled_file: Path, tmp_path: Path
) -> None:
    copy(Store(filled_file), Store(tmp_path / "copy.db"))
    Store(tmp_path / "new.db").prepare()

    def schema(path: Path) -> list[Any]:
        sql = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"
        with closing(sqlite3.connect(path)) as connection:
            pragmas = [
                connection.execute(f"PRAGMA {one}").fetchone()
                for one in ("application_id", "journal_mode", "integrity_check")
            ]
            return connection.execute(sql).fetchall() + pragmas

    assert schema(tmp_path / "copy.db") == schema(tmp_path / "new.db")


def test_undo_and_redo_go_on_where_they_were(
    filled_file: Path, new_store: NewServerStore, tmp_path: Path
) -> None:
    # The last command there is undone; it can be done again, and the one before be undone.
    file, server = Store(tmp_path / "clients.db"), new_store()
    shutil.copy(filled_file, file.path)
    copy(file, server)
    server.me = getpass.getuser()  # who wrote it in the file, where nobody said who they are
    for store in (file, server):
        with store.unit_of_work("redo") as unit:
            redo_last(unit)
        with store.unit_of_work("undo") as unit:
            undo_last(unit)
    back = Store(tmp_path / "back.db")
    copy(server, back)
    with back.unit_of_work("redo") as unit:
        redo_last(unit)
    with file.unit_of_work("redo") as unit:
        redo_last(unit)
    ours, theirs = everything(file), everything(back)
    for one in (ours, theirs):
        one.pop("journal_entry")  # when each was undone
    assert theirs == ours


@pytest.mark.thorough
@pytest.mark.parametrize("on_server", [True, False])
def test_new_rows_get_keys_that_no_row_ever_had(
    tmp_path: Path, new_store: NewServerStore, *, on_server: bool
) -> None:
    source = Store(tmp_path / "source.db")
    with source.unit_of_work("add") as unit:
        for key in ("acme", "gone", "gone-too"):
            last = unit.insert(Client(key=key, name=key, started_on=TODAY))
        unit.delete_all(Client, [last.id - 1, last.id])
    target: AnyStore = new_store() if on_server else Store(tmp_path / "target.db")
    copy(source, target)

    with target.unit_of_work("add") as unit:
        added = unit.insert(Client(key="new", name="New", started_on=TODAY))
        first_of_its_kind = unit.insert(Trait(key="late", name="Late", good=False))

    assert added.id == last.id + 1
    assert first_of_its_kind.id == 1


def test_a_store_that_was_emptied_takes_a_copy_with_its_own_keys(
    tmp_path: Path, new_store: NewServerStore
) -> None:
    server, source = new_store(), Store(tmp_path / "source.db")
    run_in(server, "SELECT setval('client_id_seq', 77), setval('trait_id_seq', 78)")
    with source.unit_of_work("add") as unit:
        unit.insert(Client(key="acme", name="Acme", started_on=TODAY))
    copy(source, server)
    assert everything(server)["keys"] == everything(source)["keys"]


@pytest.mark.thorough
@pytest.mark.parametrize("day", [date(2026, 3, 1), date(2027, 2, 28)])
def test_the_demo_of_any_day_is_the_same_after_two_copies(
    tmp_path: Path, new_store: NewServerStore, day: date
) -> None:
    source, server, back = Store(tmp_path / "demo.db"), new_store(), Store(tmp_path / "back.db")
    with source.unit_of_work("demo") as unit:
        demo.tell(unit, day, Policy())
    copy(source, server)
    copy(server, back)
    assert exported(source) == exported(server) == exported(back)


def test_an_empty_store_is_copied_as_one(tmp_path: Path, new_store: NewServerStore) -> None:
    server, file = new_store(), Store(tmp_path / "copy.db")
    assert copy(server, file).total == 0
    assert everything(file) == everything(server)


def test_what_is_there_already_is_not_mixed_with(
    filled_file: Path, tmp_path: Path, new_store: NewServerStore
) -> None:
    server, file, source = new_store(), Store(tmp_path / "clients.db"), Store(filled_file)
    for store in (server, file):
        with store.unit_of_work("add") as unit:
            unit.insert(Client(key="acme", name="Acme", started_on=TODAY))
        before = everything(store)
        with pytest.raises(ConflictError) as caught:
            copy(source, store)
        assert "1 client" in caught.value.message
        assert everything(store) == before


def test_a_journal_alone_is_something_too(tmp_path: Path, new_store: NewServerStore) -> None:
    server, source = new_store(), Store(tmp_path / "clients.db")
    source.prepare()
    with server.unit_of_work("add") as unit:
        unit.insert(Trait(key="late", name="Late", good=False))
    with server.unit_of_work("undo") as unit:
        undo_last(unit)
    with pytest.raises(ConflictError, match="1 row of journal_entry"):
        copy(source, server)


def test_nothing_is_copied_onto_itself(tmp_path: Path, filled_file: Path) -> None:
    with pytest.raises(ConflictError):
        copy(Store(filled_file), Store(filled_file))


def test_a_store_that_is_not_there_is_not_copied(tmp_path: Path, new_place: NewServerStore) -> None:
    nowhere = Store(tmp_path / "nowhere.db")
    with pytest.raises(NotFoundError):
        copy(nowhere, Store(tmp_path / "copy.db"))
    with pytest.raises(StoreError, match="no clientpulse store"):
        copy(new_place(), Store(tmp_path / "copy.db"))
    assert list(tmp_path.glob("*.db")) == []


def test_on_a_server_a_store_has_to_be_made_before(
    filled_file: Path, new_place: NewServerStore
) -> None:
    with pytest.raises(StoreError) as caught:
        copy(Store(filled_file), new_place())
    assert "pulse store init" in caught.value.hint


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE touchpoint SET occurred_on = '2026-02-30' WHERE id = 3", "touchpoint 3"),
        ("UPDATE client SET name = 'A' || char(0) || 'B' WHERE id = 2", "client 2"),
        ("UPDATE meeting SET place = CAST(x'ff41' AS TEXT) WHERE id = 2", "meeting 2"),
        ("UPDATE touchpoint SET mood = 70 WHERE id = 5", "touchpoint 5"),
        ("UPDATE touchpoint SET client_id = 4711 WHERE id = 6", "touchpoint 6"),
        ("UPDATE touchpoint SET minutes = 9223372036854775807 WHERE id = 7", "touchpoint 7"),
    ],
)
def test_a_row_that_a_server_would_not_take_is_named_and_nothing_stored(
    damaged: Callable[[str], Store], new_store: NewServerStore, sql: str, said: str
) -> None:
    server = new_store()
    with pytest.raises(StoreError) as caught:
        copy(damaged(sql), server)
    assert f"{said} " in caught.value.message
    assert "\n" not in caught.value.message
    assert caught.value.message.isprintable()
    assert is_empty(server)


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE touchpoint SET occurred_on = 'infinity' WHERE id = 3", "touchpoint 3"),
        ("ALTER TABLE touchpoint DROP CONSTRAINT ck_touchpoint_mood; "
         "UPDATE touchpoint SET mood = 70 WHERE id = 5", "touchpoint 5"),
    ],
)  # fmt: skip
def test_a_row_that_a_file_would_not_take_is_named_and_no_file_made(
    filled_file: Path, new_store: NewServerStore, tmp_path: Path, sql: str, said: str
) -> None:
    server = new_store()
    copy(Store(filled_file), server)
    run_in(server, sql)
    with pytest.raises(StoreError) as caught:
        copy(server, Store(tmp_path / "made" / "copy.db"))
    assert f"{said} " in caught.value.message
    assert not (tmp_path / "made").exists()
