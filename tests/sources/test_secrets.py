"""Asking commands for passwords and tokens."""

from __future__ import annotations

import os
import select
import time
from pathlib import Path

import pytest

from clientpulse.config.sources import Source
from clientpulse.errors import ExitCode, SourceError
from clientpulse.servers import secrets
from clientpulse.servers.secrets import secret_of

SECRET = "tr0ub4dor &3"


def source(command: str | None = None, **more: str) -> Source:
    return Source("mail", "imap", host="localhost", user="sam", password_command=command, **more)


def refused(command: str) -> str:
    with pytest.raises(SourceError) as failed:
        secret_of(source(command))
    assert failed.value.exit_code is ExitCode.UNREACHABLE
    assert failed.value.hint.startswith("run it in a terminal")
    return failed.value.message


@pytest.mark.parametrize(
    ("printed", "secret"),
    [
        (f"{SECRET}\\n", SECRET),
        (SECRET, SECRET),
        (f"{SECRET}\\r\\n", SECRET),
        (f"{SECRET}\\nlogin: sam\\nurl: x\\n", SECRET),
        ("  blanks are part of it  \\n", "  blanks are part of it  "),
        ("p\\303\\244ssw\\303\\266rd\\n", "pässwörd"),
    ],
)
def test_the_password_is_the_first_line(printed: str, secret: str) -> None:
    found = secret_of(source(f"printf '{printed}'"))
    assert found is not None
    assert (found.text, found.is_token) == (secret, False)


def test_a_token_has_no_blanks_around_it() -> None:
    found = secret_of(source(token_command="echo '  ya29.x '"))
    assert found is not None
    assert (found.text, found.is_token) == ("ya29.x", True)


def test_without_a_command_there_is_no_secret() -> None:
    assert secret_of(source()) is None


def test_a_line_works_as_it_does_for_other_programs_that_take_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "kept").write_text(f"user: sam\npass: {SECRET}\n", encoding="utf-8")
    found = secret_of(source("sed -n 's/^pass: //p' ~/kept | head -n 1"))
    assert found is not None
    assert found.text == SECRET


def test_no_picture_of_a_secret_shows_it() -> None:
    found = secret_of(source(f"echo '{SECRET}'"))
    for shown in (repr(found), str(found), f"{found}", f"{[found]!r}"):
        assert SECRET not in shown


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("/usr/bin/no-such-program show mail", "(no-such-program) can't be run"),
        (f'sh -c \'echo "{SECRET}"; echo "{SECRET}" >&2; exit 3\'', "(sh) failed with exit code"),
        ("true", "(true) printed nothing"),
        ("printf '\\n\\n'", "(printf) printed nothing"),
        ("printf 'a\\tb'", "(printf) printed something that isn't text"),
        ("printf '\\377\\376'", "(printf) printed something that isn't text"),
        (f"PASS='{SECRET}' false", "(a command) failed"),
        ("echo 'unfinished", "(a command) failed"),
    ],
)
def test_what_gives_no_secret_is_named_by_its_program_alone(
    command: str, said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    message = refused(command)
    assert said in message
    assert message.startswith("the password_command of mail (")
    assert SECRET not in message
    assert capfd.readouterr() == ("", "")


def test_a_command_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "SECONDS", 0.2)
    begun = time.monotonic()
    assert "didn't end within" in refused("sleep 50")
    assert "didn't end within" in refused("exec >&-; exec sleep 50")
    assert time.monotonic() - begun < 20


def test_without_a_terminal_all_that_it_has_started_is_ended(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(secrets, "SECONDS", 0.5)
    monkeypatch.setattr(secrets, "_has_terminal", lambda: False)
    held = tmp_path / "held"
    os.mkfifo(held)
    pipe = os.open(held, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert "didn't end within" in refused(f"echo asked >{held}; sleep 50 3>{held}; true")
        assert os.read(pipe, 100) == b"asked\n"
        # Its end is there as soon as nobody holds the other side any more.
        assert select.select([pipe], [], [], 10)[0]
        assert os.read(pipe, 100) == b""
    finally:
        os.close(pipe)


def test_a_command_that_says_no_end_of_things_is_ended() -> None:
    found = secret_of(source(f"yes '{SECRET}'"))
    assert found is not None
    assert found.text == SECRET
    assert "printed nothing" in refused("yes ''")


def test_what_is_typed_to_us_stays_ours() -> None:
    assert "printed nothing" in refused("cat")
