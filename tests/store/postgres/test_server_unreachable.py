"""A server that can't be reached, or lets nobody in: one line, what to check, and exit code 4."""

from __future__ import annotations

import socket
import threading
import time
from pathlib import Path

import pytest
from reached import There
from relay import Relay
from talking import NEEDS_A_PASSWORD, refusal, saying

from clientpulse.store.server import connection
from tests.processes import assert_one_error, in_process, pulse

SAM = "postgresql://sam@127.0.0.1"
pytestmark = [pytest.mark.thorough, pytest.mark.usefixtures("impatient")]


def refused(url: str, *words: str, code: int = 4, command: tuple[str, ...] = ("due",)) -> None:
    outcome = in_process(url, *command)
    assert outcome.code == code, outcome.err
    assert outcome.out == ""
    assert_one_error(outcome.err, *words)


def unused_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@pytest.mark.parametrize(
    ("command", "hints"),
    [
        (("due",), ("check the network", "nothing was changed")),
        (("log", "acme", "spoke"), ("log acme spoke --later",)),
        (("undo",), ("check the network", "nothing was changed")),
    ],
)
def test_nobody_answers(command: tuple[str, ...], hints: tuple[str, ...]) -> None:
    port = unused_port()
    where = f"p at 127.0.0.1:{port} can't be reached"
    refused(f"{SAM}:{port}/p", where, "connection refused", *hints, command=command)


@pytest.mark.parametrize(
    "mode",
    [
        "disable",
        "verify-full",
        "prefer",
        "require",
    ],
)
def test_a_server_that_takes_the_line_and_stays_silent(mode: str) -> None:
    with saying(None) as port:
        url = f"{SAM}:{port}/p?sslmode={mode}&sslrootcert=system" if mode == "verify-full" else (
            f"{SAM}:{port}/p?sslmode={mode}"
        )  # fmt: skip
        refused(url, "can't be reached: no answer")


def test_a_name_that_nobody_looks_up(monkeypatch: pytest.MonkeyPatch) -> None:
    never = threading.Event()

    def look_up(*_: object, **__: object) -> list[object]:
        never.wait(60)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    refused("postgresql://sam@db.example/p?sslmode=verify-full",
            'the name "db.example" wasn\'t found in time')  # fmt: skip
    never.set()


def test_a_name_that_nobody_knows() -> None:
    refused("postgresql://sam@db.invalid/p?sslmode=verify-full", '"db.invalid" isn\'t known')


def test_an_address_that_nothing_comes_back_from(monkeypatch: pytest.MonkeyPatch) -> None:
    # A port whose queue is full behaves as an address that swallows all that is sent to it.
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        port = full.getsockname()[1]
        lines = [socket.socket() for _ in range(4)]
        for line in lines:
            line.setblocking(False)
            line.connect_ex(("127.0.0.1", port))
        refused(f"{SAM}:{port}/p", "can't be reached: no answer")
        for line in lines:
            line.close()


def test_something_else_answers_there() -> None:
    with saying(b"HTTP/1.1 400 Bad Request\r\n\r\n") as port:
        refused(f"{SAM}:{port}/p", "something other than PostgreSQL answers there")


def test_no_socket_in_the_folder(tmp_path: Path) -> None:
    refused(f"postgresql:///p?host={tmp_path}", "this computer", "no server runs there")


def test_the_next_host_is_taken_where_the_first_is_away(
    there: There, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "CONNECTING", 8.0)
    with saying(None) as silent:
        ports = f"127.0.0.1:{unused_port()},127.0.0.1:{silent},127.0.0.1:{there.server.port}"
        url = f"postgresql://postgres@{ports}/{there.name}"
        outcome = in_process(url, "due")
    assert (outcome.code, outcome.err) == (0, "")


def test_a_server_that_is_just_starting_is_asked_again(there: There) -> None:
    starting = refusal("57P03", "the database system is starting up")
    with saying(starting, starting, then=there.server.port) as port:
        outcome = in_process(there.url(port), "log", "acme", "spoke")
    assert (outcome.code, outcome.err) == (0, "")
    assert there.notes("spoke") == 1


@pytest.mark.parametrize(
    ("code", "words", "expected"),
    [
        ("57P03", "the database system is shutting down", "lets nobody in now"),
        ("53300", "sorry, too many clients already", "no place for one more user"),
        ("28P01", 'password authentication failed for user "sam"', "refuses the password"),
        ("28000", 'role "sam" does not exist', "doesn't let you in"),
        ("28000", 'no pg_hba.conf entry for host "127.0.0.1"', "doesn't let you in"),
        ("3D000", 'database "p" does not exist', "there is no such database"),
        ("XX000", "qualcosa è andato storto", "can't be reached: qualcosa è andato storto"),
    ],
)
def test_a_server_that_lets_nobody_in(code: str, words: str, expected: str) -> None:
    with saying(refusal(code, words)) as port:
        refused(f"{SAM}:{port}/p", expected)


def test_a_server_that_refuses_before_the_line_is_secure() -> None:
    busy = refusal("53000", "could not fork new process for connection")
    with saying(busy, to_tls=busy) as port:
        refused(f"{SAM}:{port}/p?sslmode=require", "can't be reached: it let nobody in")


def test_a_password_is_never_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PGPASSWORD", raising=False)
    with saying(NEEDS_A_PASSWORD) as port:
        refused(f"{SAM}:{port}/p", "asks for a password", "PGPASSWORD, ~/.pgpass")


def test_a_role_and_a_database_that_the_server_doesnt_know(there: There) -> None:
    refused(there.url(user="nobody-here"), 'role "nobody-here" does not exist')
    refused(there.url().replace(there.name, "elsewhere"), 'database "elsewhere" does not exist')


def test_a_database_without_a_store(there: There) -> None:
    url = there.url().replace(there.name, "postgres")
    for command in (("due",), ("log", "acme", "x"), ("undo", "--list")):
        refused(url, "there is no clientpulse store in the database postgres",
                f"pulse store init {url}", command=command)  # fmt: skip


def test_a_database_that_cant_hold_every_name(there: There) -> None:
    everything = There(there.server, "postgres")
    everything.ask("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    try:
        refused(there.url().replace(there.name, "latin"), "its encoding is LATIN1", "UTF8")
    finally:
        everything.ask("DROP DATABASE latin WITH (FORCE)")


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ("colour=red", 'invalid connection option "colour"'),
        ("sslmode=maybe", 'invalid sslmode value: "maybe"'),
        ("port=many", 'invalid integer value "many"'),
        ("keepalives_idle=x", 'invalid integer value "x"'),
        ("connect_timeout=soon", None),  # ours counts
        ("client_encoding=LATIN1", None),
    ],
)
def test_what_the_address_may_say(there: There, parameters: str, said: str | None) -> None:
    url = f"{there.url()}?{parameters}"
    if said is None:
        assert in_process(url, "due").code == 0
    else:
        refused(url, "the store's address can't be used", said, code=2)


@pytest.mark.parametrize(
    "address", ["postgresql://sam@ho st/p", "postgresql://sam@host/p%0aq", "postgresql://a@b:x/p"]
)
def test_an_address_that_cant_be_read(address: str) -> None:
    refused(address, "the store's address can't be read", code=2)


def test_a_server_that_hangs_up_while_it_is_asked(there: There) -> None:
    with Relay(int(there.server.port or 0), after=700, closing=True) as way:
        refused(there.url(way.port), "was lost on the way: it hung up", "nothing was changed")


def test_somebody_who_is_thrown_out(there: There) -> None:
    # By whoever runs the server, between two statements of a command.
    there.ask(
        "CREATE FUNCTION clientpulse.gone() RETURNS trigger LANGUAGE plpgsql AS "
        "'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END';"
        "CREATE TRIGGER gone BEFORE INSERT ON clientpulse.touchpoint"
        " FOR EACH ROW EXECUTE FUNCTION clientpulse.gone()"
    )
    refused(there.url(), "hung up: terminating connection due to administrator command",
            "--later", command=("log", "acme", "spoke"))  # fmt: skip
    assert there.notes("spoke") == 0


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("53100", "the disk of the server is full"),
        ("25006", "can only be read"),
        ("57014", "because it took too long"),
        ("40P01", "somebody else was in the way"),
        ("42501", "the server doesn't allow you to do this"),
        ("22P05", "refused it: said by a test"),
        ("58030", "the server can't use its own files"),
    ],
)
def test_what_a_server_refuses(there: There, code: str, expected: str) -> None:
    there.ask(
        "CREATE FUNCTION clientpulse.no() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$BEGIN RAISE EXCEPTION 'said by a test' USING ERRCODE = '{code}'; END$$;"
        "CREATE TRIGGER no BEFORE INSERT ON clientpulse.touchpoint"
        " FOR EACH ROW EXECUTE FUNCTION clientpulse.no()"
    )
    refused(there.url(), expected, command=("log", "acme", "spoke"))
    assert there.notes("spoke") == 0


def test_with_the_real_figures_it_takes_less_than_ten_seconds() -> None:
    def seconds(port: int, words: str, *arguments: str) -> float:
        begun = time.monotonic()
        said = pulse(f"{SAM}:{port}/p", *arguments)
        assert said.returncode == 4
        assert_one_error(said.stderr, words)
        return time.monotonic() - begun

    with saying(None) as port:
        for arguments in (("due",), ("log", "acme", "spoke")):
            # However slow the machine is: starting takes its time either way.
            waited = seconds(port, "no answer", *arguments)
            waited -= seconds(unused_port(), "connection refused", *arguments)
            assert waited < 9


def test_without_the_driver_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "psycopg", None)
    for command in (("due",), ("log", "acme", "x"), ("store", "init", f"{SAM}/p")):
        refused(f"{SAM}/p", "needs psycopg", "pip install 'clientpulse[postgres]'",
                command=command)  # fmt: skip
