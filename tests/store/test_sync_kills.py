"""Killed at any moment, a sync has written all or nothing, and keeps nobody out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from dooming import cut_in_the_middle, doomed, put_back
from portfolio import portfolio_of
from test_kills import without_moments

from clientpulse.services import locking
from tests.processes import in_process

pytestmark = pytest.mark.thorough

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
def test_a_sync_killed_at_any_of_its_statements_is_done_or_not_at_all(tmp_path: Path) -> None:
    before, store = tmp_path / "before.db", tmp_path / "clients.db"
    line = ("add", "Acme", "--contact", "Ann", "--email", "ann@acme.example")
    assert in_process(before, *line).code == 0
    with doomed(tmp_path) as program:
        put_back(store, before)
        ended = program.run(store, "sync")
        assert (ended.code, ended.out) == (0, "mail  1 touchpoint (of 40; 20 no client)\n")
        done, untouched = found_in(store), found_in(before)
        cut, found = 0, []
        for number in range(1, ended.statements + 1):
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


EVENT = """\
BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:{number}
DTSTART:202611{number:02}T090000
SUMMARY:Review
ATTENDEE;PARTSTAT=ACCEPTED:mailto:ann@acme.example
END:VEVENT
END:VCALENDAR
"""
CARD = """\
BEGIN:VCARD
VERSION:3.0
UID:{number}
FN:Person {number}
ORG:Acme
EMAIL:card{number}@acme.example
END:VCARD
"""


@pytest.mark.parametrize(
    "line",
    [
        ("import", "Sent.mbox"),
        ("import", "diary.ics"),
        ("import", "people.vcf"),
        ("review", "--never", "person0@elsewhere.example"),
        ("setup", "--yes"),
    ],
    ids=" ".join,
)
def test_what_reads_once_or_decides_is_done_or_not_at_all(
    mail: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: tuple[str]
) -> None:
    before, store, config = (
        tmp_path / "before.db",
        tmp_path / "clients.db",
        tmp_path / "config.toml",
    )
    numbers = range(1, 13)
    box = "\n".join(
        f"From x Fri Nov 20 10:00:00 2026\n{one.read_text()}"
        for one in sorted((mail / "cur").iterdir())
    )
    (tmp_path / "Sent.mbox").write_text(box)
    (tmp_path / "diary.ics").write_text("".join(EVENT.format(number=one) for one in numbers))
    (tmp_path / "people.vcf").write_text("".join(CARD.format(number=one) for one in numbers))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    add = ("add", "Acme", "--contact", "Ann", "--email", "ann@acme.example")
    assert in_process(before, *add).code == 0
    assert line[0] != "review" or in_process(before, "sync").code == 0
    if line[0] == "setup":
        (mail.parent / "Mail").rename(tmp_path / "Maildir")
        config.write_text('[me]\naddresses = ["sam@practice.example"]\n')
    settings = config.read_text()
    with doomed(tmp_path) as program:
        put_back(store, before)
        ended = program.run(store, *line)
        assert ended.code == 0
        done, untouched, written = found_in(store), found_in(before), config.read_text()
        assert done != untouched
        found = []
        for number in range(1, ended.statements + 1):
            put_back(store, before)
            config.write_text(settings)
            assert program.run(store, *line, statement=number).code == -9
            found.append(found_in(store))
            assert config.read_text() in {settings, written}
            # With the sources and nothing of them, the next sync or setup brings the rest.
            assert found[-1] == untouched or config.read_text() == written
            if found[-1] == untouched:
                again = ("sync",) if config.read_text() != settings else line
                assert in_process(store, *again).code == 0
                assert found_in(store) == done
    assert set(map(str, found)) == {str(untouched), str(done)}


SALTED = ("import_salt", "import_mark")


def found_in(store: Path) -> dict[str, list[Any]]:
    """Return what is in a store; of how far its sources were read only whether they were."""
    tables = without_moments(portfolio_of(store))
    states = [row[1:3] for row in tables["source_state"]]
    marks = [row[:2] for row in tables["forgotten"]]
    return tables | {"source_state": states, "forgotten": marks} | {name: [] for name in SALTED}


def test_a_lock_that_was_left_behind_locks_nobody_out(tmp_path: Path) -> None:
    left = tmp_path / "clients.db.syncing"
    left.touch()
    with locking.alone(tmp_path / "clients.db", pytest.fail):
        assert left.exists()
    assert not left.exists()
