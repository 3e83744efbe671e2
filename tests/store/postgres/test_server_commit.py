"""A server that is lost while it stores something: what was said is so."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from reached import There
from relay import Relay
from sqlalchemy.exc import DataError

from clientpulse.errors import StoreError
from clientpulse.store.server.address import parse_address
from clientpulse.store.server.connection import Patient
from clientpulse.store.server.engine import writing
from clientpulse.store.server.failures import UnreachableError
from tests.processes import assert_one_error, in_process

pytestmark = pytest.mark.usefixtures("impatient")


@pytest.mark.parametrize("closing", [False, True])
@pytest.mark.parametrize("arrives", [False, True])
def test_where_the_answer_to_the_commit_is_lost_it_says_so_and_how_to_look(
    there: There, monkeypatch: pytest.MonkeyPatch, arrives: bool, closing: bool
) -> None:
    with Relay(int(there.server.port or 0), closing=closing) as way:
        commit = Patient.commit

        def cut(line: Any) -> None:
            # Of COMMIT not a byte arrives; or all of it, and none of the answer.
            way.after = way.passed + (len(b"Q\0\0\0\0COMMIT\0") if arrives else 0)
            commit(line)

        monkeypatch.setattr(Patient, "commit", cut)
        outcome = in_process(there.url(way.port), "log", "acme", "spoke")
    assert outcome.code == 4
    assert outcome.out == ""
    assert_one_error(outcome.err, "was lost while it stored this: it may be stored, or not",
                     "look before you type it again: pulse undo --list")  # fmt: skip
    there.until_all_are_gone()
    assert there.notes("spoke") in ((1,) if arrives and not closing else (0, 1))


def test_what_a_commit_refuses_is_not_stored_and_said_to_be_so(there: There) -> None:
    there.ask(
        "CREATE FUNCTION clientpulse.late() RETURNS trigger LANGUAGE plpgsql AS "
        "$$BEGIN RAISE EXCEPTION 'too late' USING ERRCODE = '23514'; END$$;"
        "CREATE CONSTRAINT TRIGGER late AFTER INSERT ON clientpulse.touchpoint"
        " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION clientpulse.late()"
    )
    outcome = in_process(there.url(), "log", "acme", "spoke")
    assert outcome.code == 4
    assert_one_error(outcome.err, "refused it: too late", "nothing was changed")
    assert there.notes("spoke") == 0


def write_in_spite_of_an_error(there: There) -> None:
    with writing(parse_address(there.url())) as connection:
        connection.exec_driver_sql("UPDATE client SET name = 'Other'")
        with pytest.raises(DataError, match="division by zero"):
            connection.exec_driver_sql("SELECT 1/0")


def test_a_transaction_that_failed_on_the_way_isnt_taken_for_stored(there: There) -> None:
    """PostgreSQL answers COMMIT by ROLLBACK then, which is no error."""
    with pytest.raises(StoreError, match="refused a part of it"):
        write_in_spite_of_an_error(there)
    assert there.ask("SELECT name FROM client") == [("Acme",)]


def test_an_interrupt_during_the_commit_leaves_it_open(
    there: There, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = Patient.commit

    def interrupted(line: Any) -> None:
        commit(line)
        raise KeyboardInterrupt

    monkeypatch.setattr(Patient, "commit", interrupted)
    outcome = in_process(there.url(), "log", "acme", "spoke")
    assert outcome.code == 4
    assert_one_error(outcome.err, "it may be stored, or not")
    assert there.notes("spoke") == 1


def test_what_no_list_of_commands_shows_isnt_looked_for_there(
    there: There, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(line: Any) -> None:
        line.pgconn.finish()
        raise psycopg.OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(Patient, "commit", lost)
    outcome = in_process(there.url(), "client", "delete", "acme", "--forget", "--yes")
    assert outcome.code == 4
    assert_one_error(outcome.err, "it may be stored, or not", "no list of commands shows it")


@pytest.mark.parametrize("statement", ["SELECT 1", "UPDATE client SET name = 'Other'"])
def test_only_a_commit_leaves_it_open(there: There, statement: str) -> None:
    with pytest.raises(UnreachableError, match=r"was lost on the way.*") as failed:
        write_on_a_line_that_breaks(there, statement)
    assert "nothing was changed" in failed.value.hint
    assert there.ask("SELECT name FROM client") == [("Acme",)]


def write_on_a_line_that_breaks(there: There, statement: str) -> None:
    with (
        Relay(int(there.server.port or 0)) as way,
        writing(parse_address(there.url(way.port))) as connection,
    ):
        connection.exec_driver_sql(statement)
        way.after = way.passed
        connection.exec_driver_sql("SELECT 1")
