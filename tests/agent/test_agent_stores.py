"""The store is locked, of another release, damaged, restored or deleted while an agent asks."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from agents import Hand
from wires import wired

from clientpulse.cli.agent import sessions
from clientpulse.cli.agent.door import Door
from clientpulse.cli.app.global_options import GlobalOptions
from clientpulse.store import schema
from tests.conftest import Pulse, filled_once


@pytest.fixture
@filled_once
def filled(pulse: Pulse) -> Pulse:
    pulse.ok("add", "Acme GmbH", "--key", "acme", "--update", "monthly", "--since", "2026-01-02")
    return pulse


def test_a_store_that_is_locked_is_waited_for_a_while(
    filled: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "PATIENCE", 0.1)
    monkeypatch.setenv("CLIENTPULSE_LOCK_TIMEOUT", "0.1")
    with closing(sqlite3.connect(filled.store, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        for refused in (
            Hand(filled.store).refused("due"),
            Hand(filled.store, write=True).refused("promise", client="acme", what="it"),
        ):
            assert "⟦" in refused["error"]
            assert refused["do"].startswith("tell your person")
        other.execute("ROLLBACK")
    assert Hand(filled.store)("due")["to_contact"] == 1


def test_a_real_server_waits_and_then_reads(filled: Pulse) -> None:
    with wired(filled.store) as wire, closing(sqlite3.connect(filled.store)) as other:
        wire.shake_hands()
        other.isolation_level = None
        other.execute("BEGIN EXCLUSIVE")
        wire.send({"id": 1, "method": "tools/call", "params": {"name": "due", "arguments": {}}})
        # The answer to what is asked later comes while the first one waits.
        wire.send({"id": 2, "method": "tools/list"})
        assert wire.answer()["id"] == 2
        other.execute("ROLLBACK")
        assert wire.answer()["result"]["isError"] is False


@pytest.mark.in_a_file
def test_a_store_of_an_older_release_is_left_alone(filled: Pulse) -> None:
    with closing(sqlite3.connect(filled.store)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0008'")
    assert schema.KNOWN_VERSIONS[-2] == "0008"
    before = filled.store.read_bytes()
    for refused in (
        Hand(filled.store).refused("due"),
        Hand(filled.store, write=True).refused("promise", client="acme", what="it"),
    ):
        assert "an older clientpulse" in refused["error"]
        assert "pulse due" in refused["do"]
    assert filled.store.read_bytes() == before
    assert not (filled.store.parent / "backups").exists()


def test_a_store_that_is_damaged_is_named(filled: Pulse) -> None:
    filled.store.write_bytes(b"no store at all, but long enough to look like something" * 100)
    assert str(filled.store) in Hand(filled.store).refused("due")["error"]


@pytest.mark.in_a_file
def test_the_next_call_sees_what_was_restored_deleted_and_typed_meanwhile(
    filled: Pulse, tmp_path: Path
) -> None:
    filled.ok("backup", str(tmp_path / "copy.db"))
    with wired(filled.store) as wire:
        wire.shake_hands()
        assert wire.call("due")["to_contact"] == 1
        filled.ok("add", "Bob", "--update", "monthly", "--since", "2026-01-02")
        assert wire.call("due")["to_contact"] == 2
        filled.ok("restore", str(tmp_path / "copy.db"), "--yes")
        assert wire.call("due")["to_contact"] == 1
        filled.store.unlink()
        assert wire.call("due")["to_contact"] == 0
        filled.ok("add", "Carl", "--update", "monthly", "--since", "2026-01-02")
        assert wire.call("due")["clients_due"][0]["key"] == "carl"
        assert wire.end() == (0, b"")


def test_settings_are_read_anew_for_each_call(filled: Pulse, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    with wired(filled.store, CLIENTPULSE_CONFIG=str(config)) as wire:
        wire.shake_hands()
        [acme] = wire.call("due")["clients_due"]
        assert "update" in [one["rule"] for one in acme["why"]]
        config.write_text('rules = { update = "none" }\n', "utf-8")
        [acme] = wire.call("due")["clients_due"]
        assert "update" not in [one["rule"] for one in acme["why"]]
        config.write_text("nonsense = ", "utf-8")
        assert wire.call("due")["do"].startswith("tell your person")


def test_what_is_our_fault_is_said_without_its_words(
    filled: Pulse, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from clientpulse.services import brief

    def fail(*_: object) -> None:
        raise RuntimeError("what nobody is to read")

    monkeypatch.setattr(brief, "brief", fail)
    refused = Hand(filled.store).refused("brief", client="acme")
    assert refused["error"] == "clientpulse failed (RuntimeError)"
    assert capsys.readouterr().err == ""
    told = Door(GlobalOptions(db=filled.db, debug=True)).call("brief", {"client": "acme"})
    assert "nobody" not in told.text
    assert "what nobody is to read" in capsys.readouterr().err
