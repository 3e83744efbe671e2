"""Lines that wait for a server: kept without it, delivered once, whatever happens on the way."""

from __future__ import annotations

import random
import shlex
from typing import Any

import pytest
from reached import There
from relay import Relay

from clientpulse.store.server.connection import Patient
from tests.processes import assert_one_error, in_process, python

pytestmark = [pytest.mark.thorough, pytest.mark.usefixtures("impatient")]

NAMED = """
import sys
from clientpulse.cli import run
codes = [run(one.split()) for one in sys.argv[1:]]
print(codes, *(one for one in sys.modules if "psycopg" in one or "sqlalchemy" in one))
"""


def waiting(url: str) -> list[Any]:
    outcome = in_process(url, "outbox", "--json")
    assert outcome.code == 0
    items: list[Any] = outcome.items
    return items


def test_keeping_and_looking_load_nothing_that_speaks_to_a_server() -> None:
    url = "postgresql://sam@203.0.113.7/pulse"
    typed = ("log acme spoke --later", "outbox", "outbox edit 1 --client beta", "outbox delete 1")
    out, err = python(url, NAMED, *typed).communicate(timeout=60)
    assert out.splitlines()[-1] == "[0, 0, 0, 0]", err


def test_what_was_kept_away_from_the_server_is_there_after_the_next_command(there: There) -> None:
    with Relay(int(there.server.port or 0), after=0) as way:
        url = there.url(way.port)
        kept = in_process(url, "log", "acme", "spoke", "--next", "12 jan 10:00", "--later")
        assert kept.code == 0
        for command in (("due",), ("history",), ("outbox", "deliver")):
            failed = in_process(url, *command)
            assert (failed.code, failed.out) == (4, "")
            assert_one_error(failed.err)
            assert len(waiting(url)) == 1
        assert there.notes("spoke") == 0

        way.after = None
        said = in_process(url, "due")
    assert said.code == 0
    assert "Delivered from the outbox: call with Acme, Sat 21 Nov\n" in said.err
    assert there.notes("spoke") == 1
    assert there.ask("SELECT origin FROM journal_entry ORDER BY id DESC LIMIT 1") == [("outbox",)]
    assert there.ask("SELECT count(*) FROM meeting") == [(1,)]
    assert waiting(url) == []


@pytest.mark.parametrize("lines", [0, 1])
def test_a_log_that_reaches_no_server_can_be_pasted_as_it_is_to_be_kept(
    there: There, lines: int
) -> None:
    with Relay(int(there.server.port or 0), after=0) as way:
        url = there.url(way.port)
        for _ in range(lines):
            assert in_process(url, "log", "acme", "before", "--later").code == 0
        failed = in_process(url, "log", "acme", "it's said", "-c", "email")
        assert failed.code == 4
        _, _, line = failed.err.splitlines()[-1].partition(": pulse ")
        assert in_process("nowhere", *shlex.split(line)).code == 0
        assert [one["note"] for one in waiting(url)] == ["before"] * lines + ["it's said"]


@pytest.mark.parametrize("closing", [False, True])
@pytest.mark.parametrize("arrives", [False, True])
def test_a_line_whose_answer_was_lost_is_stored_once(
    there: There, monkeypatch: pytest.MonkeyPatch, arrives: bool, closing: bool
) -> None:
    with Relay(int(there.server.port or 0), closing=closing) as way:
        url = there.url(way.port)
        assert in_process(url, "log", "acme", "spoke", "--later").code == 0
        commit = Patient.commit

        def cut(line: Any) -> None:
            way.after = way.passed + (len(b"Q\0\0\0\0COMMIT\0") if arrives else 0)
            commit(line)

        with monkeypatch.context() as patch:
            patch.setattr(Patient, "commit", cut)
            failed = in_process(url, "add", "Beta")
        assert failed.code == 4
        assert_one_error(failed.err, "lost while a line of the outbox was delivered", "once")
        assert len(waiting(url)) == 1
        assert there.ask("SELECT count(*) FROM client") == [(1,)]

        way.after = None
        there.give_up_the_lost()
        assert "Delivered from the outbox" in in_process(url, "history").err
        assert waiting(url) == []
    assert there.notes("spoke") == 1


def test_a_way_that_is_cut_anywhere_loses_and_doubles_no_line(there: There) -> None:
    chance = random.Random(13)
    with Relay(int(there.server.port or 0)) as way:
        url = there.url(way.port)
        assert in_process(url, "log", "acme", "measured", "--later").code == 0
        begun = way.passed
        assert in_process(url, "history").code == 0
        whole = way.passed - begun
        for number in range(60):
            note = f"cut {number}"
            assert in_process(url, "log", "acme", note, "--later").code == 0
            way.closing = chance.random() < 0.7
            way.after = way.passed + chance.randrange(whole)
            assert in_process(url, "history").code in {0, 4}
            way.after = None
            there.give_up_the_lost()
            assert in_process(url, "history").code == 0
            assert waiting(url) == []
            assert there.notes(note) == 1


def test_whoever_may_only_read_reads_and_is_told_once_what_waits(there: There) -> None:
    there.ask(
        "CREATE ROLE reads LOGIN; GRANT USAGE ON SCHEMA clientpulse TO reads;"
        "GRANT SELECT ON ALL TABLES IN SCHEMA clientpulse TO reads"
    )
    url = there.url(user="reads")
    assert in_process(url, "log", "acme", "spoke", "--later").code == 0
    said = in_process(url, "history")
    assert said.code == 0
    assert "Waits in the outbox: call with acme" in said.err
    assert "Waits" not in in_process(url, "history").err
    assert "1 line of the outbox waits" in in_process(url, "due").out
    assert in_process(url, "outbox", "deliver").code == 4
    assert in_process(there.url(), "history").code == 0
    assert there.notes("spoke") == 1
