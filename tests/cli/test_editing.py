"""Editing a client in an editor: a real editor process on a real terminal."""

from __future__ import annotations

import os
import pty
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Pulse


def in_a_terminal(pulse: Pulse, editor: str, *arguments: str) -> tuple[int, str]:
    """Run a command line on a pseudo terminal with an editor of its own."""
    script = "import sys; from clientpulse.cli import run; sys.exit(run(sys.argv[1:]))"
    leader, follower = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-c", script, "--db", str(pulse.store), *arguments],
        env={**os.environ, "VISUAL": "", "EDITOR": editor},
        stdin=follower,
        stdout=subprocess.PIPE,
        stderr=follower,
        check=False,
    )
    os.close(follower)
    said = done.stdout.decode()
    while True:
        try:
            chunk = os.read(leader, 4096)
        except OSError:
            break
        if not chunk:
            break
        said += chunk.decode()
    os.close(leader)
    return done.returncode, said


def replacing(tmp_path: Path, old: str, new: str) -> str:
    """Return an editor that replaces a line's beginning, as somebody would by hand."""
    script = tmp_path / "editor.py"
    script.write_text(
        "import sys, pathlib\n"
        "file = pathlib.Path(sys.argv[1])\n"
        f"lines = [{new!r} if line.startswith({old!r}) else line\n"
        "         for line in file.read_text().split('\\n')]\n"
        "file.write_text('\\n'.join(lines))\n"
    )
    return f"{sys.executable} {script}"


@pytest.fixture(autouse=True)
def _acme(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--tag", "a", "--note", 'says "hi"\nand more')


def test_what_was_changed_in_the_editor_is_stored(pulse: Pulse, tmp_path: Path) -> None:
    editor = replacing(tmp_path, "meet", 'meet = "6w"')
    code, said = in_a_terminal(pulse, editor, "client", "edit", "acme")
    assert code == 0, said
    editor = replacing(tmp_path, "tags", 'tags = ["a", "b"]')
    assert in_a_terminal(pulse, editor, "client", "edit", "acme")[0] == 0
    (item,) = pulse.ok("client", "list", "--json").items
    assert (item["meeting_interval"], item["tags"]) == ("6w", ["a", "b"])
    assert item["note"] == 'says "hi"\nand more'


def test_leaving_the_editor_without_a_change_changes_nothing(pulse: Pulse) -> None:
    code, said = in_a_terminal(pulse, "true", "client", "edit", "acme")
    assert (code, "Nothing was changed." in said) == (0, True)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("meet", 'meet = "often"', 2),
        ("meet", "meet = ", 2),
        ("key", 'key = "other"', 3),
    ],
)
def test_what_cannot_be_stored_is_told_and_what_was_typed_is_kept(
    pulse: Pulse, tmp_path: Path, old: str, new: str, code: int
) -> None:
    pulse.ok("add", "Other")
    editor = replacing(tmp_path, old, new)
    failed, said = in_a_terminal(pulse, editor, "client", "edit", "acme")
    assert failed == code, said
    (draft,) = (pulse.store.parent / "drafts").iterdir()
    assert str(draft) in said
    assert "and more" in draft.read_text()
    assert stat.S_IMODE(draft.stat().st_mode) == 0o600


def test_an_editor_that_fails_is_told(pulse: Pulse, tmp_path: Path) -> None:
    code, said = in_a_terminal(pulse, "false", "client", "edit", "acme")
    assert code == 2
    assert "error:" in said
    code, said = in_a_terminal(pulse, str(tmp_path / "nowhere"), "client", "edit", "acme")
    assert code == 2
    assert "Traceback" not in said
