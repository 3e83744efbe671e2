from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from killing import moments, mortal
from portfolio import (
    LATER,
    REBUILD_THE_PARENT,
    add_client,
    everything,
    later_release,
    populate,
    write_later_schema,
)
from sqlalchemy import create_engine

from clientpulse.errors import StoreError
from clientpulse.store import migration, schema
from clientpulse.store.backups.backup import list_backups
from clientpulse.store.database import Store
from clientpulse.store.file.location import create_private
from clientpulse.store.tables.constraints import Table

RAISE_MIDWAY = REBUILD_THE_PARENT + '    raise RuntimeError("the migration is wrong")\n'
LOSE_A_PARENT = REBUILD_THE_PARENT + '    op.execute("DELETE FROM client WHERE id = 1")\n'

CONSTRAINT = re.compile(
    r"CONSTRAINT\w+?(?:CHECK|UNIQUE|PRIMARYKEY|FOREIGNKEY)\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)"
    r"(?:REFERENCES\w+\(\w+\)ONDELETE(?:CASCADE|SETNULL))?"
)

LaterRelease = Callable[[str], None]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return populate(tmp_path / "clients.db")


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LaterRelease:
    def install(body: str) -> None:
        for module, name, value in later_release(write_later_schema(tmp_path / "later", body)):
            monkeypatch.setattr(module, name, value)

    return install


def migrated_empty(path: Path) -> Path:
    create_private(path)
    migration.upgrade(path)
    return path


def created_from_tables(path: Path) -> Path:
    engine = create_engine(f"sqlite:///{path}")
    Table.metadata.create_all(engine)
    engine.dispose()
    return path


def checks_of(path: Path) -> dict[str, set[str]]:
    """Return each table's named constraints with what they demand, blanks left out."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'table'"
            " AND name NOT LIKE 'sqlite_%' AND name <> 'alembic_version'"
        ).fetchall()
    found = {}
    for name, sql in rows:
        found[name] = set(CONSTRAINT.findall(re.sub(r"\s+", "", sql)))
        found[name] |= {"STRICT"} if sql.rstrip().endswith("STRICT") else set()
    return found


def test_the_version_the_read_path_checks_is_the_newest_migration() -> None:
    scripts = ScriptDirectory.from_config(migration.alembic_config())
    assert scripts.get_heads() == [schema.SCHEMA_VERSION]


def test_every_migration_is_a_version_that_can_be_upgraded_from() -> None:
    scripts = ScriptDirectory.from_config(migration.alembic_config())
    oldest_first = [one.revision for one in scripts.walk_revisions()][::-1]
    assert tuple(oldest_first) == schema.KNOWN_VERSIONS


def test_the_migrations_build_the_tables_the_code_has(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{migrated_empty(tmp_path / 'a.db')}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Table.metadata) == []
    engine.dispose()


def test_the_migrations_build_the_same_constraints(tmp_path: Path) -> None:
    migrated = checks_of(migrated_empty(tmp_path / "a.db"))
    assert migrated == checks_of(created_from_tables(tmp_path / "b.db"))
    assert sum(map(len, migrated.values())) > 60


def test_upgrading_a_store_that_is_up_to_date_changes_nothing(store: Path) -> None:
    before = everything(store)
    migration.upgrade(store)
    assert everything(store) == before


def test_rebuilding_the_parent_table_loses_no_child(store: Path, later: LaterRelease) -> None:
    before = everything(store)
    later(REBUILD_THE_PARENT)

    Store(store).prepare()

    after = everything(store)
    assert after.pop("alembic_version") == [(LATER,)]
    assert [row[:-1] for row in after.pop("client")] == before.pop("client")
    rest_of_schema = [row for row in after.pop("schema") if row[2] != "client"]
    assert rest_of_schema == [row for row in before.pop("schema") if row[2] != "client"]
    assert sorted(after.pop("sqlite_sequence")) == sorted(before.pop("sqlite_sequence"))
    del before["alembic_version"]
    assert after == before
    assert len(after["touchpoint"]) == len(after["attendee"]) == 96


def test_a_rebuilt_table_keeps_its_rules(store: Path, later: LaterRelease) -> None:
    before = checks_of(store)
    later(REBUILD_THE_PARENT)
    Store(store).prepare()
    assert checks_of(store) == before


def test_a_deleted_client_s_number_is_not_given_out_again(store: Path, later: LaterRelease) -> None:
    later(REBUILD_THE_PARENT)
    add_client(store, "new")
    assert max(row[0] for row in everything(store)["client"]) == 14


@pytest.mark.parametrize("open_it", [Store.prepare, lambda store: store.open_reader().close()])
def test_a_backup_of_the_old_schema_is_made_before(
    store: Path, later: LaterRelease, open_it: Callable[[Store], None]
) -> None:
    before = everything(store)
    later(REBUILD_THE_PARENT)

    open_it(Store(store))

    [backup] = list_backups(store)
    assert backup.label == "before-upgrade"
    assert everything(backup.path) == before
    assert everything(store)["alembic_version"] == [(LATER,)]


@pytest.mark.parametrize(
    ("body", "error"), [(RAISE_MIDWAY, RuntimeError), (LOSE_A_PARENT, StoreError)]
)
def test_a_migration_that_fails_leaves_the_file_byte_for_byte(
    store: Path, later: LaterRelease, body: str, error: type[Exception]
) -> None:
    before = store.read_bytes()
    later(body)

    with pytest.raises(error):
        Store(store).prepare()

    assert store.read_bytes() == before
    assert not Path(f"{store}-journal").exists()


def test_without_room_for_a_backup_nothing_is_upgraded(store: Path, later: LaterRelease) -> None:
    before = store.read_bytes()
    later(REBUILD_THE_PARENT)
    (store.parent / "backups").write_text("a file where the folder would be")

    with pytest.raises(StoreError):
        Store(store).prepare()

    assert store.read_bytes() == before


@pytest.mark.thorough
@pytest.mark.timeout(900)
def test_killed_before_any_statement_the_store_is_old(tmp_path: Path) -> None:
    scripts = write_later_schema(tmp_path / "later", REBUILD_THE_PARENT)
    original = populate(tmp_path / "original.db")
    old = everything(original)
    killed = 0
    with mortal("upgrade", scripts) as program:
        for statement in range(1, 200):
            store = shutil.copy(original, tmp_path / f"store-{statement}.db")
            if program.run(store, statement=statement) == 0:
                break
            assert everything(store) == old, f"killed before statement {statement}"
            killed += 1
    assert killed > 10
    assert everything(store)["alembic_version"] == [(LATER,)]


@pytest.mark.thorough
@pytest.mark.timeout(900)
def test_killed_at_any_moment_the_store_is_old_or_new(tmp_path: Path) -> None:
    scripts = write_later_schema(tmp_path / "later", REBUILD_THE_PARENT)
    original = populate(tmp_path / "original.db", clients=60, touchpoints=40)
    with mortal("upgrade", scripts) as program:
        done = shutil.copy(original, tmp_path / "done.db")
        seconds = program.seconds(done)
        allowed = [everything(original), everything(done)]
        killed = 0
        for number, delay in enumerate(moments(seconds, 50)):
            store = shutil.copy(original, tmp_path / f"store-{number}.db")
            killed += program.run(store, delay=delay) != 0
            assert everything(store) in allowed, f"killed after {delay:.4f} of {seconds:.4f} s"
            store.unlink()
    assert killed > 0
