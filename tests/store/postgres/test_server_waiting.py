"""Waiting for whoever writes to the same server: bounded, told apart from a server that is gone."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from reached import There

from clientpulse.store.server import transactions
from clientpulse.store.server.address import parse_address
from clientpulse.store.server.connection import connect
from clientpulse.store.server.engine import writing
from clientpulse.store.server.failures import UnreachableError
from tests.processes import PULSE, assert_one_error, environment, in_process

pytestmark = [pytest.mark.thorough, pytest.mark.usefixtures("impatient")]


@contextmanager
def somebody_writing(there: There, me: str | None = None) -> Iterator[psycopg.Connection[Any]]:
    address = parse_address(there.url())
    with connect(address) as line:
        transactions.begin_writing(line, address, me)
        yield line


def write(there: There, sql: str, *, after: float = 0, patient: bool = True) -> None:
    with writing(parse_address(there.url()), patient=patient) as connection:
        time.sleep(after)
        connection.exec_driver_sql(sql)


@pytest.mark.parametrize("seconds", ["0", "0.1", "1.3"])
def test_it_says_who_writes_after_as_long_as_one_waits(
    there: There, monkeypatch: pytest.MonkeyPatch, seconds: str
) -> None:
    monkeypatch.setenv("CLIENTPULSE_LOCK_TIMEOUT", seconds)
    with somebody_writing(there, me="kim"):
        outcome = in_process(there.url(), "log", "acme", "spoke")
    assert outcome.code == 4
    assert_one_error(outcome.err, "postgres (clientpulse (kim)) is writing to the database",
                     "try again in a moment; nothing was changed")  # fmt: skip
    assert there.notes("spoke") == 0


def test_a_colleague_who_writes_for_longer_than_a_server_may_be_silent_is_waited_for(
    there: There,
) -> None:
    with somebody_writing(there) as line:
        over = threading.Timer(1.6, line.rollback)  # three times the silence
        over.start()
        outcome = in_process(there.url(), "log", "acme", "spoke")
        over.join()
    assert (outcome.code, outcome.err) == (0, "")
    assert there.notes("spoke") == 1


def test_reading_waits_for_nobody_who_writes(there: There) -> None:
    with somebody_writing(there):
        assert in_process(there.url(), "due").code == 0


def test_reading_says_that_the_schema_is_being_changed(there: There) -> None:
    with there.direct() as line, line.transaction():
        line.execute("SET LOCAL lock_timeout = 0")
        line.execute("LOCK TABLE clientpulse.alembic_version IN ACCESS EXCLUSIVE MODE")
        outcome = in_process(there.url(), "due")
    assert outcome.code == 4
    assert_one_error(outcome.err)


def test_an_interrupt_while_waiting_ends_it_at_once(there: There) -> None:
    with somebody_writing(there):
        waiting = subprocess.Popen(
            [*PULSE, "log", "acme", "spoke"],
            env=environment(there.url()), stderr=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        until_it_waits_for_the_lock(there)
        waiting.send_signal(signal.SIGINT)
        out, err = waiting.communicate(timeout=20)
    assert (waiting.returncode, out, err) == (130, b"", b"")
    assert there.notes("spoke") == 0


def until_it_waits_for_the_lock(there: There) -> None:
    sql = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    until = time.monotonic() + 60
    while not there.ask(sql)[0][0]:
        assert time.monotonic() < until
        time.sleep(0.05)


def test_who_is_suspended_while_they_write_is_ended_by_the_server(
    there: There, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writing(parse_address(there.url())) as connection:
        idle = connection.exec_driver_sql("SHOW idle_in_transaction_session_timeout").scalar()
    assert idle == "25s"

    monkeypatch.setattr(
        transactions, "WRITING", transactions.WRITING.replace("'25s'", "'300ms'")
    )  # fmt: skip
    with pytest.raises(UnreachableError, match="hung up"):
        write(there, "SELECT 1", after=0.6)
    assert in_process(there.url(), "log", "acme", "spoke").code == 0


def test_a_long_statement_is_waited_for_where_it_is_expected(there: There) -> None:
    sleep = "SELECT pg_sleep(1.2)"
    write(there, sleep, patient=False)
    with pytest.raises(UnreachableError, match="it said nothing for"):
        write(there, sleep)


@pytest.mark.parametrize(
    "setting",
    [
        "default_transaction_isolation = 'serializable'",
        "default_transaction_read_only = on",
        "lock_timeout = 1",
        "standard_conforming_strings = off",
        "DateStyle = 'SQL, DMY'",
        "extra_float_digits = 0",
    ],
)
def test_two_who_write_at_once_both_succeed_whatever_is_set(there: There, setting: str) -> None:
    """Each reads before it writes, so under SERIALIZABLE one of them would be refused."""
    there.ask(f"ALTER DATABASE {there.name} SET {setting}")
    code = (
        "import sys; from tests.processes import in_process\n"
        "for n in range(5):\n"
        "    said = in_process(sys.argv[1], 'log', 'acme', f'{sys.argv[2]}-{n}')\n"
        "    assert said.code == 0, said.err\n"
    )
    both = [
        subprocess.Popen([sys.executable, "-c", code, there.url(), who]) for who in ("kim", "sam")
    ]
    assert [one.wait(timeout=120) for one in both] == [0, 0]
    assert {there.notes(f"{who}-{n}") for who in ("kim", "sam") for n in range(5)} == {1}


def test_what_is_acknowledged_is_on_the_disk_whatever_is_set(there: There) -> None:
    for given, used in (("off", "on"), ("on", "on"), ("remote_apply", "remote_apply")):
        there.ask(f"ALTER DATABASE {there.name} SET synchronous_commit = {given}")
        with writing(parse_address(there.url())) as connection:
            assert connection.exec_driver_sql("SHOW synchronous_commit").scalar() == used
