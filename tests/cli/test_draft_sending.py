"""Where a draft goes: a file, the mail program, the editor first."""

from __future__ import annotations

import os
import shlex
import stat
import sys
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.conftest import Pulse, filled_once


@pytest.fixture(autouse=True)
@filled_once
def _acme(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--contact", "Ann Field", "--email", "ann@acme.example, b@acme.example")


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    return tmp_path / "letter.eml"


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def read(path: Path) -> EmailMessage:
    message = BytesParser(policy=default).parsebytes(path.read_bytes())
    assert isinstance(message, EmailMessage)
    return message


def test_a_file_holds_the_whole_message(pulse: Pulse, letter: Path) -> None:
    answer = pulse.ok("draft", "update", "acme", "--json").json
    said = pulse.ok("draft", "update", "acme", "--eml", str(letter))
    assert said.out == ""
    assert f"Written: {letter}" in said.err
    message = read(letter)
    assert message["Subject"] == answer["subject"]
    assert message.get_content().replace("\r\n", "\n") == answer["body"]
    assert ", ".join(one.addr_spec for one in message["To"].addresses) == answer["to"]
    assert [one.display_name for one in message["To"].addresses] == ["Ann Field"] * 2
    assert message["Date"].datetime.date().isoformat() == "2026-11-21"


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o777])
def test_a_file_is_for_nobody_else_whatever_the_umask(
    pulse: Pulse, letter: Path, umask: int
) -> None:
    before = os.umask(umask)
    try:
        pulse.ok("draft", "update", "acme", "--eml", str(letter))
        assert mode_of(letter) == 0o600
        pulse.ok("draft", "update", "acme", "--eml", str(letter), "--yes")
        assert mode_of(letter) == 0o600
    finally:
        os.umask(before)


def test_a_file_that_is_there_is_only_replaced_when_told(pulse: Pulse, letter: Path) -> None:
    letter.write_text("mine")
    pulse.fails(2, "draft", "update", "acme", "--eml", str(letter), "--log")
    assert letter.read_text() == "mine"
    assert pulse.ok("history", "--json").items == []
    pulse.ok("draft", "update", "acme", "--eml", str(letter), "--yes")
    assert read(letter)["Subject"]
    assert [one.name for one in letter.parent.iterdir() if "eml" in one.name] == ["letter.eml"]


@pytest.mark.parametrize("name", ["", "no/such/folder/x.eml", ".", "a\nb/x.eml"])
def test_a_file_that_cannot_be_written_is_said_so_and_nothing_is_logged(
    pulse: Pulse, tmp_path: Path, name: str
) -> None:
    file = str(tmp_path / name) if name else name
    outcome = pulse("draft", "update", "acme", "--eml", file, "--log")
    assert (outcome.code, outcome.out) == (2, "")
    assert "error: " in outcome.err
    assert pulse.ok("history", "--json").items == []


def test_the_store_is_never_overwritten(pulse: Pulse) -> None:
    before = pulse.store.read_bytes()
    pulse.fails(3, "draft", "update", "acme", "--eml", str(pulse.store), "--yes")
    assert pulse.store.read_bytes() == before


def test_the_sender_of_the_config_writes(
    pulse: Pulse, letter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pulse.ok("draft", "update", "acme", "--eml", str(letter))
    assert "@" in read(letter)["From"].addresses[0].addr_spec
    config = tmp_path / "config.toml"
    config.write_text('sender = "Zoë Porter <sam@porter.example>"\n')
    monkeypatch.setenv("CLIENTPULSE_CONFIG", str(config))
    pulse.ok("draft", "update", "acme", "--eml", str(letter), "--yes")
    (one,) = read(letter)["From"].addresses
    assert (one.display_name, one.addr_spec) == ("Zoë Porter", "sam@porter.example")


@pytest.fixture
def mail_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Put a program to open addresses with on the path; it notes what it is given."""

    def make(code: int = 0, kind: str = "#!/bin/sh") -> Path:
        folder = tmp_path / "bin"
        folder.mkdir(exist_ok=True)
        given = tmp_path / "given"
        program = folder / ("open" if sys.platform == "darwin" else "xdg-open")
        program.write_text(f'{kind}\nprintf %s "$1" > {shlex.quote(str(given))}\nexit {code}\n')
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
        return given

    return make


def test_the_mail_program_gets_the_whole_draft(pulse: Pulse, mail_program) -> None:
    given = mail_program()
    said = pulse.ok("draft", "update", "acme", "--news", "50% & more: $(touch x) `y`", "--open")
    assert said.out == ""
    answer = pulse.ok(
        "draft", "update", "acme", "--news", "50% & more: $(touch x) `y`", "--json"
    ).json
    url = urlsplit(given.read_text())
    assert (url.scheme, url.path) == ("mailto", "ann@acme.example,b@acme.example")
    assert dict(parse_qsl(url.query)) == {
        "subject": answer["subject"],
        "body": answer["body"].rstrip("\n").replace("\n", "\r\n"),
    }


@pytest.mark.parametrize("problem", ["missing", "fails", "broken"])
def test_without_a_mail_program_the_draft_is_printed_and_still_logged(
    pulse: Pulse, mail_program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, problem: str
) -> None:
    draft = pulse.ok("draft", "update", "acme").out
    if problem == "missing":
        monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    elif problem == "fails":
        mail_program(3)
    else:
        mail_program(0, "#!/no/such/interpreter")
    said = pulse.ok("draft", "update", "acme", "--open", "--log")
    assert said.out == draft
    assert "so the draft is printed" in said.err
    assert len(pulse.ok("history", "--json").items) == 1


@pytest.fixture
def editor(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Make an editor that does to the file what some Python says; ``text`` is what it finds."""

    def make(code: str) -> None:
        script = tmp_path / "editor.py"
        script.write_text(
            "import sys, pathlib\nfile = pathlib.Path(sys.argv[-1])\ntext = file.read_text()\n"
            f"{code}\n"
        )
        monkeypatch.setenv("EDITOR", shlex.join([sys.executable, str(script)]))

    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    return make


def drafts(pulse: Pulse) -> list[Path]:
    folder = pulse.store.parent / "drafts"
    return sorted(folder.iterdir()) if folder.exists() else []


def test_what_was_edited_is_what_is_sent(pulse: Pulse, editor, letter: Path) -> None:
    editor(
        "file.write_text(text.replace('Dear Ann', 'My Ann').replace('Subject: ', 'Subject: X '))"
    )
    said = pulse.ok("draft", "update", "acme", "--edit", "--log")
    assert said.out.startswith("Subject: X Your update")
    assert "My Ann," in said.out
    logged = pulse.ok("history", "--json").items[0]
    changed = "X Your update for November: all on track"
    assert (logged["note"], logged["no_news"]) == (None if pulse.server else changed, False)
    pulse.ok("draft", "update", "acme", "--edit", "--eml", str(letter))
    assert read(letter)["Subject"] == changed
    assert drafts(pulse) == []


def test_a_service_that_was_taken_out_in_the_editor_was_not_mentioned(pulse: Pulse, editor) -> None:
    pulse.ok("service", "add", "Payroll", "We run the payroll.")
    editor("file.write_text('\\n'.join(l for l in text.split('\\n') if 'Payroll' not in l))")
    pulse.ok("draft", "update", "acme", "--edit", "--log")
    pulse.ok("service", "add", "Audit", "We look at the books.")
    assert "Payroll" in pulse.ok("draft", "update", "acme").out


def test_a_draft_that_was_left_as_it_is_is_sent_as_it_is(pulse: Pulse, editor) -> None:
    editor("pass")
    draft = pulse.ok("draft", "update", "acme").out
    assert pulse.ok("draft", "update", "acme", "--edit", "--log").out == draft
    assert pulse.ok("history", "--json").items[0]["no_news"] is True


def test_an_editor_that_fails_leaves_everything_as_it_was(pulse: Pulse, editor) -> None:
    for code in ("sys.exit(3)", "file.unlink()"):
        editor(code)
        pulse.fails(2, "draft", "update", "acme", "--edit", "--log")
    assert pulse.ok("history", "--json").items == []


def test_what_was_typed_before_the_editor_failed_is_kept(pulse: Pulse, editor) -> None:
    editor("file.write_text(text + 'typed by hand')\nsys.exit(3)")
    refused = pulse.fails(2, "draft", "update", "acme", "--edit")
    kept = Path(refused.err.rpartition("kept in ")[2].strip())
    assert "typed by hand" in kept.read_text()
    assert mode_of(kept) == 0o600


def test_an_emptied_draft_is_refused(pulse: Pulse, editor) -> None:
    editor("file.write_text('  \\n')")
    assert "emptied" in pulse.fails(2, "draft", "update", "acme", "--edit", "--log").err
    assert pulse.ok("history", "--json").items == []


def test_what_is_no_draft_any_more_is_kept(pulse: Pulse, editor) -> None:
    editor("file.write_text('Dear Ann,\\n\\nno subject here\\n')")
    refused = pulse.fails(2, "draft", "update", "acme", "--edit", "--log")
    (kept,) = drafts(pulse)
    assert str(kept) in refused.err
    assert "no subject here" in kept.read_text()
    assert mode_of(kept) == 0o600
    assert pulse.ok("history", "--json").items == []


def test_what_was_typed_is_kept_when_it_cannot_be_written(
    pulse: Pulse, editor, tmp_path: Path
) -> None:
    editor("file.write_text(text + 'typed by hand')")
    file = tmp_path / "nowhere" / "x.eml"
    outcome = pulse("draft", "update", "acme", "--edit", "--eml", str(file))
    assert outcome.code == 2
    (kept,) = drafts(pulse)
    assert str(kept) in outcome.err
    assert "typed by hand" in kept.read_text()


def test_what_was_typed_is_kept_when_it_cannot_be_logged(pulse: Pulse, editor) -> None:
    rival = "from clientpulse.cli import run"
    rename = f"run(['--db', {str(pulse.store)!r}, 'client', 'edit', 'acme', '--key', 'other'])"
    editor(f"{rival}\n{rename}\nfile.write_text(text + 'typed by hand')")
    outcome = pulse("draft", "update", "acme", "--edit", "--log")
    assert outcome.code == 3
    (kept,) = drafts(pulse)
    assert "typed by hand" in kept.read_text()
