"""Today's list says when it can't know the latest: sources that weren't read today."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tests.conftest import Pulse


@pytest.fixture
def folder(pulse: Pulse, tmp_path: Path, config: Path) -> Path:
    """A mailbox that is read."""
    folder = tmp_path / "Mail"
    for one in ("cur", "new", "tmp"):
        (folder / one).mkdir(parents=True)
    config.write_text(f'[sources.mail]\nkind = "maildir"\npath = "{folder}"\n')
    pulse.ok("add", "Acme")
    return folder


def test_without_sources_nothing_is_said(pulse: Pulse) -> None:
    pulse.ok("add", "Acme")
    assert "read" not in pulse.ok("due").out


@pytest.mark.usefixtures("folder")
def test_what_was_never_read_is_named(pulse: Pulse) -> None:
    assert pulse.ok("due").out.endswith("Not read yet: mail. To catch up: pulse sync\n")
    assert "Not read" not in pulse.ok("--demo", "due").out


@pytest.mark.usefixtures("folder")
def test_a_sync_is_good_for_the_day(pulse: Pulse) -> None:
    pulse.ok("sync")
    assert "Not read" not in pulse.ok("due").out
    late = pulse.ok("due", today="2026-11-23").out
    assert late.endswith("Not read since Sat 21 Nov: mail. To catch up: pulse sync\n")
    pulse.ok("sync", "--dry-run", today="2026-11-23")
    assert "Not read since" in pulse.ok("due", today="2026-11-23").out


def test_what_couldnt_be_read_stays_unread(pulse: Pulse, folder: Path, config: Path) -> None:
    pulse.ok("sync")
    config.write_text(
        config.read_text() + f'[sources.more]\nkind = "maildir"\npath = "{folder}2"\n'
    )
    assert pulse("sync").code == 6
    assert "Not read yet: more." in pulse.ok("due").out


@pytest.mark.usefixtures("folder")
def test_what_is_noted_is_private_and_may_be_nonsense(pulse: Pulse) -> None:
    pulse.ok("sync")
    file = pulse.store.with_name(f"{pulse.store.name}.read")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.write_bytes(b"\xff\n1234 mail\n")
    assert "Not read yet: mail." in pulse.ok("due").out
