"""What was written can be undone and redone, exactly and in any order in which that makes sense."""

from __future__ import annotations

import getpass
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from portfolio import add_client, everything, keys_of, populate, portfolio_of

from clientpulse.errors import ConflictError
from clientpulse.records import Client, Contact, Tag
from clientpulse.services.clients import dependents
from clientpulse.services.undoing import can_be_redone, can_be_undone, redo_last, undo_last
from clientpulse.store import journal
from clientpulse.store.backups.backup import back_up
from clientpulse.store.backups.restore import restore
from clientpulse.store.database import Store
from clientpulse.store.writer import UnitOfWork

START = date(2026, 1, 5)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return populate(tmp_path_factory.mktemp("original") / "clients.db", clients=3, touchpoints=2)


@pytest.fixture
def store(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(original, tmp_path / "clients.db"))


def undo(path: Path, origin: str = "typed") -> str:
    with Store(path).unit_of_work("undo") as unit:
        return undo_last(unit, origin).summary


def redo(path: Path, origin: str = "typed") -> str:
    with Store(path).unit_of_work("redo") as unit:
        return redo_last(unit, origin).summary


def listed(path: Path) -> tuple[list[str], list[str]]:
    with closing(Store(path).open_reader()) as reader:
        lines = can_be_undone(reader, 1000), can_be_redone(reader, 1000)
    return tuple([one.summary for one in some] for some in lines)  # type: ignore[return-value]


def entries(path: Path) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute("SELECT * FROM journal_entry ORDER BY id")]


def write_something(unit: UnitOfWork, chance: random.Random) -> None:
    """Insert, change and delete rows, some of them several times."""
    ids = [row[0] for row in unit.reader.rows("SELECT id FROM client ORDER BY id", {})]
    for _ in range(chance.randrange(1, 6)):
        kind = chance.choice(["add", "add many", "edit", "edit all", "tags", "remove"])
        if kind == "add" or not ids:
            number = unit.next_id(Client)
            added = unit.insert(Client(key=f"k{number}", name="New", started_on=START))
            unit.insert(Contact(client_id=added.id, name="Ann", is_primary=True))
            ids.append(added.id)
        elif kind == "add many":
            first = unit.next_id(Tag)
            rows = [
                {
                    "id": first + number,
                    "client_id": chance.choice(ids),
                    "name": f"t{first}-{number}",
                }
                for number in range(chance.randrange(1, 5))
            ]
            unit.insert_many(Tag, rows)
        elif kind == "edit":
            values = {"name": f"n{chance.random()}", "paused_on": chance.choice([None, START])}
            unit.update_all(Client, [chance.choice(ids)], **values)
        elif kind == "edit all":
            unit.update_all(Client, ids, owner=f"o{chance.randrange(3)}")
        elif kind == "tags":
            tags = unit.reader.rows("SELECT id FROM tag ORDER BY id", {})
            unit.delete_all(Tag, [row[0] for row in tags if chance.random() < 0.5])
        else:
            gone = chance.choice(ids)
            dependents.forget_client(unit, gone)
            for table, record in (("contact", Contact), ("tag", Tag)):
                sql = f"SELECT id FROM {table} WHERE client_id = :id"
                unit.delete_all(record, [row[0] for row in unit.reader.rows(sql, {"id": gone})])
            if not unit.reader.rows("SELECT 1 FROM touchpoint WHERE client_id = :id", {"id": gone}):
                unit.delete_all(Client, [gone])
                ids.remove(gone)


@pytest.mark.thorough
@given(st.lists(st.tuples(st.sampled_from("wwuur"), st.integers(0, 10**6)), max_size=14))
@settings(max_examples=12)
def test_undo_and_redo_walk_through_all_states_there_were(
    original: Path, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    path = tmp_path_factory.mktemp("walk") / "clients.db"
    shutil.copy(original, path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM journal_change")
        connection.execute("DELETE FROM journal_entry")
        connection.commit()
    past, now, future = [], portfolio_of(path), []
    for what, seed in steps:
        if what == "w":
            with Store(path).unit_of_work("write") as unit:
                write_something(unit, random.Random(seed))
                wrote = unit.wrote
            if wrote:
                past, now, future = [*past, now], portfolio_of(path), []
        elif what == "u" and past:
            undo(path)
            past, now, future = past[:-1], past[-1], [now, *future]
        elif what == "r" and future:
            redo(path)
            past, now, future = [*past, now], future[0], future[1:]
        else:
            with pytest.raises(ConflictError):
                (undo if what == "u" else redo)(path)
        assert portfolio_of(path) == now
        assert [len(one) for one in listed(path)] == [len(past), len(future)]


@dataclass
class Change:
    """What a command did to the rows of a store, by table and key; None where there is none."""

    name: str
    origin: str
    before: dict[tuple[str, int], Any]
    after: dict[tuple[str, int], Any]
    undone: bool = False

    def turned(self, rows: dict[tuple[str, int], Any]) -> dict[tuple[str, int], Any] | None:
        """Return the rows without the change, or with it again; None where that makes no sense."""
        now, then = (self.before, self.after) if self.undone else (self.after, self.before)
        if any(rows.get(key) != now[key] for key in now):
            return None
        changed = {key: row for key, row in (rows | then).items() if row is not None}
        return changed if all(holds(changed, key) for key in changed) else None


def tried(way: Callable[[Path, str], str], path: Path, origin: str) -> str:
    """Return what was undone or redone, or what is to be done before."""
    try:
        return way(path, origin)
    except ConflictError as error:
        return error.hint


def rows_of(path: Path) -> dict[tuple[str, int], Any]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return {
            (table, row["id"]): dict(row)
            for table in ("client", "contact", "tag", "touchpoint")
            for row in connection.execute(f"SELECT * FROM {table}")
        }


def holds(rows: dict[tuple[str, int], Any], key: tuple[str, int]) -> bool:
    return key[0] == "client" or ("client", rows[key]["client_id"]) in rows


def write_a_little(unit: UnitOfWork, chance: random.Random) -> None:
    """Insert, change or delete one or two rows, few enough for others to leave them alone."""
    ids = [row[0] for row in unit.reader.rows("SELECT id FROM client ORDER BY id", {})]
    for _ in range(chance.randrange(1, 3)):
        number = unit.next_id(Client)
        kind = chance.choice(["add", "person", "edit", "tags", "person goes", "client goes"])
        if kind == "add" or not ids:
            unit.insert(Client(key=f"k{number}", name="New", started_on=START))
        elif kind == "person":
            unit.insert(Contact(client_id=chance.choice(ids), name="Ann"))
        elif kind == "edit":
            unit.update_all(Client, [chance.choice(ids)], name=f"n{chance.random()}")
        elif kind == "tags":
            first = unit.next_id(Tag)
            mine = [{"id": first + n, "client_id": ids[-1], "name": f"{first}{n}"} for n in (0, 1)]
            unit.insert_many(Tag, mine)
        elif kind == "person goes":
            people = unit.reader.rows("SELECT id FROM contact ORDER BY id", {})
            unit.delete_all(Contact, [row[0] for row in people[-1:]])
        else:
            alone = """SELECT c.id FROM client c WHERE NOT EXISTS (SELECT 1 FROM contact x
                        WHERE x.client_id = c.id) AND NOT EXISTS (SELECT 1 FROM tag x WHERE
                        x.client_id = c.id) AND NOT EXISTS (SELECT 1 FROM touchpoint x WHERE
                        x.client_id = c.id)"""
            gone = [row[0] for row in unit.reader.rows(alone, {})][-1:]
            unit.delete_all(Client, gone)
            ids = [one for one in ids if one not in gone]
            if not ids:
                break


@pytest.mark.thorough
@given(
    st.lists(
        st.tuples(st.sampled_from("wwwuur"), st.sampled_from(["typed", "sync"]), st.integers(0)),
        max_size=16,
    )
)
@settings(max_examples=12)
def test_what_came_about_in_two_ways_is_undone_and_redone_apart_or_refused(
    original: Path, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, int]]
) -> None:
    path = tmp_path_factory.mktemp("walk") / "clients.db"
    shutil.copy(original, path)
    with Store(path).unit_of_work("client delete") as unit:
        for number in (1, 2, 3):
            dependents.delete_all(unit, number)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM journal_change")
        connection.execute("DELETE FROM journal_entry")
        connection.commit()
    done: list[Change] = []
    for what, origin, seed in steps:
        rows = rows_of(path)
        own = [one for one in done if one.origin == origin]
        if what == "w":
            name = f"{origin} {len(entries(path))} {seed}"
            with Store(path).unit_of_work("write", origin=origin) as unit:
                write_a_little(unit, random.Random(seed))
                unit.describe(name)
                wrote = unit.wrote
            now = rows_of(path)
            changed = {key for key in rows | now if rows.get(key) != now.get(key)}
            before, after = ({key: some.get(key) for key in changed} for some in (rows, now))
            if wrote:
                kept = {one["summary"] for one in entries(path)}
                forgotten = [one for one in done if one.name not in kept]
                assert all(one.undone for one in forgotten)
                assert all(one in forgotten for one in own if one.undone)
                done = [one for one in done if one.name in kept]
                done.append(Change(name, origin, before, after))
            continue
        undoing = what == "u"
        own = [one for one in own if one.undone is not undoing]
        one = own[-1] if undoing and own else own[0] if own else None
        expected = one.turned(rows) if one else None
        said = tried(undo if undoing else redo, path, origin)
        if one is not None and said == one.name:
            assert expected == rows_of(path), "not what was there before"
            one.undone = undoing
            continue
        assert rows_of(path) == rows
        if one is not None:
            # Whoever comes last, or first, of all is never refused.
            others = [each for each in done if each.undone is not undoing]
            assert one is not (others[-1] if undoing else others[0])
            assert "first: pulse" in said
    for one in [one for one in reversed(done) if not one.undone]:
        assert undo(path, one.origin) == one.name
    for one in done:
        assert redo(path, one.origin) == one.name
    everything(path)


def test_what_a_sync_wrote_elsewhere_hinders_neither_undo_nor_redo(store: Path) -> None:
    add_client(store, "one")
    with Store(store).unit_of_work("sync", origin="sync") as unit:
        unit.insert(Contact(client_id=1, name="Zoe"))
        unit.describe("synced")
    both = portfolio_of(store)
    assert undo(store) == "added one"
    with Store(store).unit_of_work("sync", origin="sync") as unit:
        unit.insert(Contact(client_id=2, name="Yan"))
        unit.describe("synced again")
    assert redo(store) == "added one"
    assert [undo(store, "sync"), undo(store, "sync")] == ["synced again", "synced"]
    assert redo(store, "sync") == "synced"
    assert portfolio_of(store) == both


@pytest.mark.parametrize("what", ["changed", "deleted", "refers"])
def test_what_a_sync_built_on_is_undone_after_it(store: Path, what: str) -> None:
    before = portfolio_of(store)
    with Store(store).unit_of_work("contact add") as unit:
        added = unit.insert(Client(key="new", name="New", started_on=START))
        unit.describe("added New")
    with Store(store).unit_of_work("sync", origin="sync") as unit:
        if what == "changed":
            unit.update(added, owner="Sam")
        elif what == "deleted":
            unit.delete(added)
        else:
            unit.insert(Contact(client_id=added.id, name="Zoe"))
        unit.describe("synced")
    after = portfolio_of(store)
    with pytest.raises(
        ConflictError, match="'added New' can't be undone: 'synced' came later"
    ) as e:
        undo(store)
    assert e.value.hint == "undo that first: pulse undo --origin sync"
    assert portfolio_of(store) == after
    assert [undo(store, "sync"), undo(store)] == ["synced", "added New"]
    assert portfolio_of(store) == before
    with pytest.raises(ConflictError, match="'synced' can't be redone before 'added New'"):
        redo(store, "sync")
    assert [redo(store), redo(store, "sync")] == ["added New", "synced"]
    assert portfolio_of(store) == after


@pytest.mark.parametrize("number", range(4))
def test_any_row_of_many_that_a_sync_wrote_is_in_the_way(store: Path, number: int) -> None:
    before = portfolio_of(store)
    with Store(store).unit_of_work("sync", origin="sync") as unit:
        first = unit.next_id(Contact)
        people = [{"id": first + one, "client_id": 1, "name": "Zoe"} for one in range(4)]
        unit.insert_many(Contact, people)
        unit.describe("synced")
    with Store(store).unit_of_work("contact delete") as unit:
        unit.delete_all(Contact, [first + number])
        unit.describe("deleted Zoe")
    with pytest.raises(ConflictError, match="'deleted Zoe' came later"):
        undo(store, "sync")
    assert [undo(store), undo(store, "sync")] == ["deleted Zoe", "synced"]
    assert portfolio_of(store) == before


@pytest.mark.parametrize("origin", ["typed", "sync"])
def test_what_a_deleted_row_belonged_to_is_undone_after_the_deletion(
    store: Path, origin: str
) -> None:
    other = "sync" if origin == "typed" else "typed"
    with Store(store).unit_of_work("add", origin=other) as unit:
        added = unit.insert(Client(key="new", name="New", started_on=START))
        unit.describe("added New")
    with Store(store).unit_of_work("contact add", origin=origin) as unit:
        zoe = unit.insert(Contact(client_id=added.id, name="Zoe"))
        unit.describe("added Zoe")
    with Store(store).unit_of_work("contact delete", origin=origin) as unit:
        unit.delete(zoe)
        unit.describe("deleted Zoe")
    with pytest.raises(ConflictError, match="'deleted Zoe' came later"):
        undo(store, other)
    assert [undo(store, origin), undo(store, origin)] == ["deleted Zoe", "added Zoe"]
    assert undo(store, other) == "added New"


def test_where_a_row_took_the_place_of_another_it_is_refused(store: Path) -> None:
    with Store(store).unit_of_work("client edit") as unit:
        unit.update_all(Client, [1], key="moved")
    with Store(store).unit_of_work("sync", origin="sync") as unit:
        unit.insert(Client(key="client-1", name="Another", started_on=START))
    before = everything(store)
    with pytest.raises(ConflictError, match="something else has taken its place"):
        undo(store)
    assert everything(store) == before


def test_a_sync_before_a_restore_cannot_be_undone(store: Path, tmp_path: Path) -> None:
    with Store(store).unit_of_work("sync", origin="sync") as unit:
        unit.insert(Contact(client_id=1, name="Zoe"))
    restore(store, back_up(store, tmp_path / "backup.db").path)
    with pytest.raises(ConflictError, match="undo stops here"):
        undo(store, "sync")


def test_what_is_written_after_an_undo_ends_redo(store: Path) -> None:
    add_client(store, "one")
    assert undo(store) == "added one"
    add_client(store, "two")
    with pytest.raises(ConflictError, match="nothing to redo"):
        redo(store)
    assert {one["undone_at"] for one in entries(store)} == {None}


def test_what_wrote_nothing_leaves_redo(store: Path) -> None:
    add_client(store, "one")
    undo(store)
    with Store(store).unit_of_work("client edit") as unit:
        unit.update_all(Client, [1], name="Client 1 é")
    assert redo(store) == "added one"
    assert "one" in keys_of(store)


def test_a_restore_stops_undo_and_redo(store: Path, tmp_path: Path) -> None:
    add_client(store, "one")
    undo(store)
    backup = back_up(store, tmp_path / "backup.db").path
    restore(store, backup)
    for again in (undo, redo):
        with pytest.raises(ConflictError):
            again(store)
    assert listed(store) == ([], [])


def test_as_many_commands_as_are_kept_can_be_undone_whatever_was_undone_before(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "KEPT_ENTRIES", 5)
    for number in range(20):
        add_client(store, f"tried-{number}")
        undo(store)
    for number in range(7):
        add_client(store, f"kept-{number}")
    assert [undo(store) for _ in range(5)] == [f"added kept-{n}" for n in (6, 5, 4, 3, 2)]
    with pytest.raises(ConflictError, match="nothing is left to undo"):
        undo(store)
    assert {"kept-0", "kept-1"} <= keys_of(store)


def test_syncs_push_out_nothing_that_was_typed_but_arent_kept_for_ever(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "KEPT_ENTRIES", 3)
    monkeypatch.setattr(journal, "KEPT_WITH_SYNCS", 8)
    add_client(store, "typed")
    for number in range(7):
        add_client(store, f"read-{number}", "sync")
    assert undo(store) == "added typed"
    add_client(store, "typed")
    for number in range(8):
        add_client(store, f"more-{number}", "sync")
    with pytest.raises(ConflictError, match="nothing is left to undo"):
        undo(store)


@pytest.mark.parametrize(("rows", "possible"), [(10, True), (11, False)])
def test_of_what_has_too_many_rows_nothing_is_kept_for_redo(
    store: Path, monkeypatch: pytest.MonkeyPatch, rows: int, possible: bool
) -> None:
    monkeypatch.setattr(journal, "KEPT_ROWS", 10)
    with Store(store).unit_of_work("import") as unit:
        first = unit.next_id(Tag)
        tags = [{"id": first + n, "client_id": 1, "name": f"t{n}"} for n in range(rows)]
        unit.insert_many(Tag, tags)
        unit.describe("imported")
    full = portfolio_of(store)
    add_client(store, "later")
    assert [undo(store), undo(store)] == ["added later", "imported"]
    # What was undone before it would be redone after it, so that goes as well.
    assert listed(store)[1] == (["imported"] if possible else [])
    if possible:
        redo(store)
        assert portfolio_of(store) == full


def test_of_what_was_undone_in_all_only_so_many_rows_are_kept(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "KEPT_ROWS", 2)
    for name in ("one", "two", "three"):
        add_client(store, name)
    for _ in range(3):
        undo(store)
    assert listed(store)[1] == ["added one", "added two"]


def test_a_long_insert_that_was_redone_is_one_row_of_the_journal(store: Path) -> None:
    with Store(store).unit_of_work("import") as unit:
        first = unit.next_id(Tag)
        unit.insert_many(
            Tag, [{"id": first + n, "client_id": 1, "name": f"t{n}"} for n in range(700)]
        )
    before = everything(store)["journal_change"][-1]
    undo(store)
    redo(store)
    assert everything(store)["journal_change"][-1][2:] == before[2:]


def unknown() -> str:
    raise OSError("no username set in the environment")


@pytest.mark.parametrize(
    ("user", "stored"),
    [
        (lambda: "sam", "sam"),
        (lambda: "s\udce4m", "s\\udce4m"),
        (lambda: "", None),
        (unknown, None),
    ],
    ids=["known", "no text", "empty", "unknown"],
)
def test_an_entry_knows_who_typed_it_where_that_is_known(
    store: Path, monkeypatch: pytest.MonkeyPatch, user: Callable[[], str], stored: str | None
) -> None:
    monkeypatch.setattr(getpass, "getuser", user)
    add_client(store, "one")
    entry = entries(store)[-1]
    assert (entry["by"], entry["origin"], entry["undone_at"]) == (stored, "typed", None)
