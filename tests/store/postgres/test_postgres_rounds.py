"""What a command reads is asked in a few statements, however many clients there are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import psycopg
import pytest
from databases import NewDatabase, address_of

from clientpulse.cli import run
from clientpulse.records import Client, Commitment, Contact, Meeting, Tag, Touchpoint
from clientpulse.store.server import migrating, rounds
from clientpulse.store.server.database import ServerStore
from clientpulse.store.server.reader import ServerReader

MOST = 15
TODAY = date(2026, 11, 21)
COMMANDS = (
    "due", "due --json", "due --all --within 4w", "due @retail", "due client-1", "report",
    "report --json", "show client-1", "show client-1 --json", "brief client-1", "digest",
)  # fmt: skip


@pytest.fixture(scope="module")
def store(new_database: NewDatabase, tmp_path_factory: pytest.TempPathFactory) -> ServerStore:
    address = address_of(new_database())
    migrating.make(address)
    return ServerStore(address, tmp_path_factory.mktemp("rounds") / "store.db")


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the server is told to do, a statement each."""
    found: list[str] = []
    for kind in (psycopg.Cursor, psycopg.ServerCursor):
        really: Any = kind.execute

        def execute(cursor: Any, query: Any, *given: Any, really: Any = really, **more: Any) -> Any:
            found.append(str(query))
            return really(cursor, query, *given, **more)

        monkeypatch.setattr(kind, "execute", execute)
    return found


def fill(store: ServerStore, numbers: range) -> None:
    with store.unit_of_work("fill") as unit:
        for number in numbers:
            client = unit.insert(
                Client(
                    key=f"client-{number}", name=f"Client {number}", meeting_interval="1m",
                    started_on=date(2026, 1, 5), timezone="Europe/Rome", hours="mon-fri 9-17",
                )
            )  # fmt: skip
            of = {"client_id": client.id}
            unit.insert(Tag(**of, name="retail"))
            unit.insert(Contact(**of, name="Ann", birthday="--11-25"))
            unit.insert(Meeting(**of, planned_on=TODAY + timedelta(number % 9)))
            promised = {"owed_by": "us", "made_on": date(2026, 11, 2), "due_on": date(2026, 11, 9)}
            unit.insert(Commitment(**of, what="the figures", **promised))
            for days in range(4):
                unit.insert(
                    Touchpoint(
                        **of, occurred_on=date(2026, 9, 1) + timedelta(days), channel="email",
                        direction="outbound", reaching=True, mood=1, note="hello",
                    )
                )  # fmt: skip


@pytest.mark.thorough
def test_the_statements_are_few_and_no_more_for_many_clients(
    store: ServerStore, heard: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    monkeypatch.setenv("CLIENTPULSE_CONFIG", str(tmp_path / "none.toml"))
    counts = []
    for numbers in (range(1, 4), range(4, 80)):
        fill(store, numbers)
        counts.append({one: statements(store, one, heard) for one in COMMANDS})
    few, many = counts
    assert few == many
    assert max(many.values()) <= MOST


def statements(store: ServerStore, command: str, heard: list[str]) -> int:
    heard.clear()
    line = ["--db", store.location, "--today", TODAY.isoformat(), *command.split()]
    assert run(line) == 0
    return len(heard)


@pytest.fixture
def reader(store: ServerStore) -> Iterator[ServerReader]:
    reader = store.open_reader()
    yield reader
    reader.close()


def test_what_follows_from_an_answer_is_asked_in_the_next_round(
    reader: ServerReader, heard: list[str]
) -> None:
    def ask(reader: Any) -> list[Any]:
        nothing = reader.rows("SELECT 5 WHERE 1 = 0")
        ((first,),) = reader.rows("SELECT :number + 1", {"number": 1})
        ((second,),) = reader.rows("SELECT :number * 10", {"number": first})
        return [first, second, *nothing]

    assert reader.answer(ask) == [2, 20]
    assert len(heard) == 2


def test_an_error_that_has_a_reason_is_raised(reader: ServerReader) -> None:
    def ask(reader: Any) -> None:
        ((number,),) = reader.rows("SELECT 1")
        raise LookupError(number)

    with pytest.raises(LookupError, match="1"):
        reader.answer(ask)


def test_who_never_ends_asking_is_answered_one_by_one(
    reader: ServerReader, heard: list[str]
) -> None:
    def ask(reader: Any) -> int:
        number = 0
        while number < 2 * rounds.MOST:
            found = reader.rows("SELECT :number + 1", {"number": number})
            number = found[0][0]
        return number

    assert reader.answer(ask) == 2 * rounds.MOST
    assert len(heard) <= 2 * rounds.MOST


def test_columns_of_one_name_and_values_of_all_kinds_come_back(reader: ServerReader) -> None:
    sql = """
    SELECT 1 AS a, 2 AS a, NULL AS b, 'ä"\\' AS c, CAST('2026-02-28' AS date) AS d,
           CAST('2026-02-28 09:30:00+01' AS timestamptz) AS e, CAST(0.1 AS double precision) AS f
    """
    expected = [(1, 2, None, 'ä"\\', "2026-02-28", "2026-02-28T08:30:00+00:00", 0.1)]
    assert reader.answer(lambda asked: asked.rows(sql)) == expected
    assert list(reader.rows(sql)) == expected
    assert list(reader.stream(sql)) == expected
