"""Killed at any moment, a sync has written all or nothing, and keeps nobody out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from dooming import cut_in_the_middle, doomed, put_back
from portfolio import portfolio_of
from test_kills import chosen, without_moments

from clientpulse.services.syncing import locking
from tests.processes import in_process

MESSAGE = """\
From: {sender}
To: sam@practice.example
Subject: Number {number}
Date: Fri, 20 Nov 2026 10:{number:02}:00 +0000
Message-ID: <{number}@x.example>

Nothing of this is read.
"""


@pytest.fixture
def mail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("cur", "new", "tmp"):
        (tmp_path / "Mail" / name).mkdir(parents=True)
    for number in range(40):
        sender = f"person{number % 8}@{'acme' if number % 2 else 'elsewhere'}.example"
        text = MESSAGE.format(sender=sender, number=number)
        (tmp_path / "Mail" / "cur" / f"{number}.host:2,S").write_text(text)
    config = tmp_path / "config.toml"
    config.write_text(
        '[me]\naddresses = ["sam@practice.example"]\n'
        f'[sources.mail]\nkind = "maildir"\npath = "{tmp_path / "Mail"}"\n'
    )
    monkeypatch.setenv("CLIENTPULSE_CONFIG", str(config))
    return tmp_path / "Mail"


@pytest.mark.usefixtures("mail")
def test_a_sync_killed_at_any_of_its_statements_is_done_or_not_at_all(
    tmp_path: Path, thorough: bool
) -> None:
    before, store = tmp_path / "before.db", tmp_path / "clients.db"
    line = ("add", "Acme", "--contact", "Ann", "--email", "ann@acme.example")
    assert in_process(before, *line).code == 0
    with doomed(tmp_path) as program:
        put_back(store, before)
        ended = program.run(store, "sync")
        assert (ended.code, ended.out) == (0, "mail  1 touchpoint (of 40; 20 no client)\n")
        done, untouched = found_in(store), found_in(before)
        cut, found = 0, []
        for number in chosen(ended.statements, 1 if thorough else 6):
            put_back(store, before)
            killed = program.run(store, "sync", statement=number)
            assert (killed.code, killed.out) == (-9, "")
            cut += cut_in_the_middle(store, before)
            found.append(found_in(store))
            # What the killed one left behind locks nobody out.
            assert in_process(store, "sync").code == 0
            assert found_in(store) == done
    assert set(map(str, found)) == {str(untouched), str(done)}
    assert cut


def found_in(store: Path) -> dict[str, list[Any]]:
    """Return what is in a store; of how far its sources were read only whether they were."""
    tables = without_moments(portfolio_of(store))
    return tables | {"source_state": [row[1:3] for row in tables["source_state"]]}


def test_a_lock_that_was_left_behind_locks_nobody_out(tmp_path: Path) -> None:
    left = tmp_path / "clients.db.syncing"
    left.touch()
    with locking.alone(tmp_path / "clients.db", pytest.fail):
        assert left.exists()
    assert not left.exists()
