"""Mail given to a program."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from clientpulse.config.sending import Send
from clientpulse.errors import ExitCode
from clientpulse.sending import command, posting
from clientpulse.sending.posting import MaybeSentError, NotSentError, RefusedError
from tests.sending.letters import ANN, BOB, CEM, LETTER, SAM
from tests.servers.mail_server import receiving

MSMTP = shutil.which("msmtp")
BIG = LETTER + b"x" * 998 + b"\r\n" * 200_000
"""More than a pipe holds."""


def sent(*words: str, message: bytes = LETTER) -> None:
    assert posting.send(Send(command=words), message, SAM, [ANN]) == ()


def sent_by_shell(line: str, message: bytes = LETTER) -> None:
    sent("/bin/sh", "-c", line, message=message)


def not_sent(words: Sequence[str], message: bytes = LETTER) -> NotSentError:
    with pytest.raises(NotSentError) as failed:
        sent(*words, message=message)
    error = failed.value
    assert error.exit_code == ExitCode.UNREACHABLE
    assert all(line.isprintable() and 0 < len(line) < 400 for line in (error.message, error.hint))
    return error


def test_a_program_reads_the_message_as_any_text(tmp_path: Path) -> None:
    got = tmp_path / "it's here"
    sent("tee", str(got), message=BIG)
    assert got.read_bytes() == BIG.replace(b"\r\n", b"\n")


def test_no_shell_reads_the_words_of_a_command(tmp_path: Path) -> None:
    odd = tmp_path / "$(exit 3);`x`*"
    sent("tee", str(odd))
    assert odd.exists()


def test_exit_code_0_is_taken_though_nothing_was_read() -> None:
    sent("true", message=BIG)


@pytest.mark.parametrize("read", ["cat >/dev/null", "true"])
@pytest.mark.parametrize("message", [LETTER, BIG])
def test_another_exit_code_is_not_taken(read: str, message: bytes) -> None:
    line = f"{read}; printf '\\n  sh: no such account\\nmore\\n' >&2; exit 78"
    error = not_sent(["/bin/sh", "-c", line], message)
    assert error.message == "sh failed with exit code 78: no such account"


@pytest.mark.parametrize("code", [65, 67, 68, 69, 75, 78])  # msmtp ends with 68 without its server
def test_what_is_wrong_with_one_message_is_told_from_what_is_wrong_with_all(code: int) -> None:
    error = not_sent(["/bin/sh", "-c", f"exit {code}"])
    assert isinstance(error, RefusedError) == (code in {65, 67, 69})


def test_a_failure_without_a_word_is_told() -> None:
    assert not_sent(["false"]).message == "false failed with exit code 1"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (r"\033[31mno\007", "\\x1b[31mno\\x07"),
        (r"\377\376no", "\N{REPLACEMENT CHARACTER}" * 2 + "no"),
        ("password=s3cret no", "password=... no"),
        ("pass: s3cret", "pass: ..."),
        ("> AUTH PLAIN AHNhbQBzM2NyZXQ=", "> AUTH PLAIN ..."),
        ("Authorization: Bearer s3cret", "Authorization: Bearer ..."),
        ("cannot read password file", "cannot read password file"),
        ("x" * 300, "x" * 200),
    ],
)
def test_what_a_program_says_is_made_harmless(said: str, shown: str) -> None:
    error = not_sent(["/bin/sh", "-c", f"printf '{said}\\n' >&2; exit 1"])
    assert error.message == f"sh failed with exit code 1: {shown}"


@pytest.mark.parametrize(
    "words", [["--password", "s3cret"], ["--password=s3cret"], ["--user", "sam:s3cret"]]
)
def test_a_secret_of_the_command_itself_is_not_repeated(words: list[str]) -> None:
    error = not_sent(["/bin/sh", "-c", "echo refused: s3cret >&2; exit 1", "mailer", *words])
    assert error.message == "sh failed with exit code 1: refused: ..."


def test_a_program_that_isnt_there() -> None:
    error = not_sent(["/nowhere/no-such-mailer", "-t"])
    assert error.message == "there is no program no-such-mailer to send mail with"
    assert "pulse config edit" in error.hint
    with pytest.raises(NotSentError, match="there is no program"):
        posting.look(Send(command=("no-such-mailer", "-t")))


def test_a_program_that_cant_be_run(tmp_path: Path) -> None:
    mailer = tmp_path / "mailer"
    mailer.touch(0o600)
    assert not_sent([str(mailer)]).message == "mailer can't be run: Permission denied"


def test_a_program_in_the_home_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    mailer = tmp_path / "mailer"
    mailer.write_text("#!/bin/sh\ncat >/dev/null\n", encoding="utf-8")
    mailer.chmod(0o700)
    sent("~/mailer")
    assert posting.look(Send(command=("~/mailer",))) == str(mailer)


@pytest.mark.parametrize("end", ["exec sleep 60", "kill -9 $$", "kill $$", "exit 137"])
def test_who_got_it_all_and_then_didnt_say_may_have_sent_it(
    monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    monkeypatch.setattr(command, "SECONDS", 0.5 if "sleep" in end else 60)
    with pytest.raises(MaybeSentError, match=r"^sh got the message and "):
        sent_by_shell(f"cat >/dev/null; {end}")


@pytest.mark.parametrize("end", ["exec sleep 60", "kill -9 $$"])
def test_who_hasnt_read_it_all_hasnt_sent_it(monkeypatch: pytest.MonkeyPatch, end: str) -> None:
    monkeypatch.setattr(command, "SECONDS", 0.5 if "sleep" in end else 60)
    assert "without having read" in not_sent(["/bin/sh", "-c", end], BIG).message


def test_a_program_may_say_more_than_anybody_reads() -> None:
    much = "head -c 1000000 /dev/zero | tr '\\0' x >&2"
    sent_by_shell(f"{much}; cat >/dev/null; {much}", BIG)
    assert len(not_sent(["/bin/sh", "-c", f"{much}; cat >/dev/null; exit 1"], BIG).message) < 300


def test_what_a_program_leaves_running_isnt_waited_for(tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    os.mkfifo(gate)
    sent_by_shell(f"cat >/dev/null; (exec cat '{gate}') & exit 0")
    os.close(os.open(gate, os.O_WRONLY))  # lets it go


@pytest.mark.skipif(MSMTP is None, reason="needs msmtp")
def test_msmtp_takes_a_letter_and_says_what_went_wrong(tmp_path: Path) -> None:
    settings = tmp_path / "msmtprc"
    how = Send(command=(str(MSMTP), "-C", str(settings), "-t"))
    with receiving() as server:
        settings.write_text(
            f"account default\nhost 127.0.0.1\nport {server.port}\nfrom {SAM}\n", encoding="utf-8"
        )
        settings.chmod(0o600)
        assert posting.send(how, LETTER, SAM, [ANN, BOB, CEM]) == ()
        (got,) = server.received
        assert (got.sender, got.to, got.raw) == (SAM, (ANN, BOB, CEM), LETTER)
        server.refused = {BOB: "550 5.1.1 no such user"}
        with pytest.raises(RefusedError) as failed:
            posting.send(how, LETTER, SAM, [ANN, BOB, CEM])
        assert failed.value.message == (
            f"msmtp failed with exit code 65: recipient address {BOB} not accepted by the server"
        )
        assert len(server.received) == 1
