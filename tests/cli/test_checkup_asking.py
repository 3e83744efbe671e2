"""A check-up that asks trait by trait, on a terminal."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from clientpulse.cli import run
from clientpulse.cli.app.context import Session
from clientpulse.cli.commands import checkup as command
from tests.conftest import TODAY, Pulse, filled_once
from tests.hostile import assert_harmless
from tests.processes import PULSE, environment, until_it_waits

REST = "n\n" * 20


@pytest.fixture
@filled_once
def acme(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--since", "2026-01-01")


def asked(store: Path, typed: str | bytes, *arguments: str) -> tuple[int, str, str]:
    """Run a check-up with a person at the keyboard.

    Returns:
        The exit code, what was asked, and what was answered on stdout, which is a pipe.
    """
    with started(store, *arguments) as (process, keyboard):
        os.write(keyboard, typed if isinstance(typed, bytes) else typed.encode())
        said = b""
        while True:
            try:
                some = os.read(keyboard, 65_536)
            except OSError:  # what a pseudo terminal says when the other side has gone
                break
            if not some:
                break
            said += some
        answer = process.communicate(timeout=60)[0]
    return process.returncode, said.decode(errors="replace").replace("\r\n", "\n"), answer.decode()


@contextmanager
def started(store: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Start a check-up on a pseudo terminal; give the process and the keyboard's end of it."""
    outer, inner = pty.openpty()
    with subprocess.Popen(
        [*PULSE, "checkup", "acme", *arguments],
        env=environment(store),
        stdin=inner,
        stdout=subprocess.PIPE,
        stderr=inner,
    ) as process:
        os.close(inner)
        yield process, outer
    os.close(outer)


def checkups(pulse: Pulse) -> list[dict[str, object]]:
    return pulse.ok("checkup", "list", "acme", "--json").items


def test_every_trait_is_asked_and_the_answers_are_kept(acme: Pulse) -> None:
    code, said, answer = asked(acme.store, "y\np\nno\nYES\ns\n" + "n\n" * 8)
    assert code == 0
    assert "Check-up of Acme" in said
    assert " 1/13  communication\n" in said
    assert "Do we talk often, openly, and in the way they like?" in said
    assert "13/13  no data or reports shared" in said
    (kept,) = checkups(acme)
    assert kept["answers"] == {
        "communication": "yes",
        "shared-knowledge": "partly",
        "expectations": "no",
        "opinions-shared": "yes",
        **dict.fromkeys(
            [
                *("poor-communication", "opinions-withheld", "knowledge-kept", "bad-manners"),
                *("debates-without-solution", "no-planning", "negative-attitude", "no-data-shared"),
            ],
            "no",
        ),
    }
    # (1 + 0.5 + 0 + 1 + 8) / 12 = 87.5
    assert answer.startswith("Check-up of Acme, Sat 21 Nov 2026: 88 of 100, good\n")


def test_questions_go_to_stderr_and_json_to_stdout(acme: Pulse) -> None:
    import json

    code, said, answer = asked(acme.store, "y\n" + REST, "--json")
    assert code == 0
    assert "communication" in said
    assert json.loads(answer)["checkup"]["key"] == "acme"


def test_the_last_answer_is_shown_and_what_weighs_nothing_isnt_asked(acme: Pulse) -> None:
    acme.ok("trait", "weigh", "shared-knowledge", "0", "--client", "acme")
    acme.ok("trait", "add", "pays on time")
    acme.ok("checkup", "acme", "--on", "2026-05-01", "--set", "communication=yes")
    acme.ok("checkup", "acme", "--on", "2026-06-01", "--set", "communication=partly")
    acme.ok("checkup", "acme", "--on", "2026-05-02", "--set", "positive-attitude=no")
    code, said, _ = asked(acme.store, REST)
    assert code == 0
    parts = said.split("/13  ")
    assert "(Enter: partly, as last time)" in parts[1]
    assert parts[2].startswith("expectations known")
    assert "Enter" not in parts[2]
    assert parts[4].startswith("positive attitude")
    assert "(Enter: no, as last time)" in parts[4]
    assert parts[13].startswith("pays on time\n")
    assert "shared knowledge" not in said


def test_what_is_no_answer_is_asked_again(acme: Pulse) -> None:
    code, said, _ = asked(acme.store, "maybe\n\n?\ny\n" + REST)
    assert code == 0
    assert said.count("Type y, p or n; s to skip this one, q to stop here.") == 3
    (kept,) = checkups(acme)
    assert kept["answers"]["communication"] == "yes"  # type: ignore[index]


def test_bytes_that_are_no_text_are_no_answer(acme: Pulse) -> None:
    code, said, _ = asked(acme.store, b"\xff\xfe\n\xc3\ny\n" + REST.encode())
    assert code == 0
    assert said.count("Type y, p or n") == 2
    assert len(checkups(acme)) == 1


def test_enter_takes_the_answer_of_the_last_time(acme: Pulse) -> None:
    acme.ok("checkup", "acme", "--on", "2026-05-01", "--set", "communication=partly")
    code, said, _ = asked(acme.store, "\n\n" + REST)
    assert code == 0
    assert said.count("Type y, p or n") == 1, "where there was no answer, Enter is none"
    answers = checkups(acme)[0]["answers"]
    assert answers["communication"] == "partly"  # type: ignore[index]


def test_quitting_early_does_not_say_that_all_is_well(acme: Pulse) -> None:
    _, _, answer = asked(acme.store, "y\nq\n")
    assert "Your answers are kept; 12 not asked yet." in answer
    assert "Nothing to work on" not in answer


@pytest.mark.parametrize("typed", ["y\np\nq\n", "y\np\nquit\n"])
def test_quitting_keeps_what_was_answered(acme: Pulse, typed: str) -> None:
    code, _, answer = asked(acme.store, typed)
    assert code == 0
    assert answer.splitlines()[-1] == (
        "Your answers are kept; 11 not asked yet. To continue: pulse checkup acme"
    )
    (kept,) = checkups(acme)
    assert kept["answers"] == {"communication": "yes", "shared-knowledge": "partly"}


@pytest.mark.parametrize("typed", ["q\n", "s\nq\n", "s\n" * 13])
def test_quitting_at_once_or_skipping_everything_keeps_nothing(acme: Pulse, typed: str) -> None:
    code, _, answer = asked(acme.store, typed)
    assert (code, answer) == (0, "Nothing was stored.\n")
    assert checkups(acme) == []


def test_the_end_of_the_input_keeps_nothing(acme: Pulse) -> None:
    code, said, answer = asked(acme.store, "y\ny\n\x04")
    assert (code, answer) == (130, "")
    assert said.endswith("[q]uit: \n"), "the shell's prompt comes on a line of its own"
    assert checkups(acme) == []


def test_ctrl_c_keeps_nothing(acme: Pulse) -> None:
    with started(acme.store) as (process, keyboard):
        os.write(keyboard, b"y\n")
        said = b""
        while b"2/13" not in said or not said.endswith(b"[q]uit: "):
            said += os.read(keyboard, 4096)
        until_it_waits(process.pid)
        process.send_signal(signal.SIGINT)
        answer = process.communicate(timeout=60)[0]
    assert (process.returncode, answer) == (130, b"")
    assert checkups(acme) == []


def test_a_past_day_can_be_asked_about(acme: Pulse) -> None:
    code, _, answer = asked(acme.store, REST, "--on", "1 nov")
    assert code == 0
    assert answer.startswith("Check-up of Acme, Sun 1 Nov 2026:")
    assert [one["on"] for one in checkups(acme)] == ["2026-11-01"]


def test_a_past_day_shows_what_was_said_before_it(acme: Pulse) -> None:
    acme.ok("checkup", "acme", "--on", "2026-05-01", "--set", "communication=yes")
    acme.ok("checkup", "acme", "--on", "2026-07-01", "--set", "communication=no")
    _, said, _ = asked(acme.store, REST, "--on", "2026-06-01")
    assert "(Enter: yes, as last time)" in said
    assert "(Enter: no" not in said


def test_a_day_ahead_is_refused_before_anything_is_asked(acme: Pulse) -> None:
    code, said, _ = asked(acme.store, "", "--on", "2026-12-01")
    assert code == 2
    assert "Tue 1 Dec 2026 is in the future" in said
    assert "1/13" not in said


def test_where_nothing_weighs_anything_there_is_nothing_to_ask(acme: Pulse) -> None:
    for item in acme.ok("trait", "list", "--json").items:
        acme.ok("trait", "weigh", item["key"], "0")
    code, said, _ = asked(acme.store, "")
    assert code == 3
    assert "there is nothing to ask about acme" in said


def test_no_input_asks_nothing(acme: Pulse) -> None:
    code, said, _ = asked(acme.store, "", "--no-input")
    assert code == 2
    assert "there is nobody to answer" in said


def test_hostile_names_are_asked_about_harmlessly(pulse: Pulse) -> None:
    hostile = "\x1b[5;41mAcme\x1b]0;title\x07 [red] \u202e\x9b5m"
    pulse.ok("add", "--key", "acme", "--", hostile)
    pulse.ok("trait", "add", "--", f"neat {hostile}")
    code, said, answer = asked(pulse.store, REST)
    assert code == 0
    assert_harmless(said)
    assert_harmless(answer)


def test_a_client_that_goes_while_it_is_asked_about_gets_no_checkup(
    acme: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    acme.ok("add", "Acme Two", "--key", "acme-2")

    def answer(*_: object) -> tuple[dict[str, str], int]:
        deleting = ("client", "delete", "acme", "--yes")
        assert run(["--db", str(acme.store), "--today", TODAY, *deleting]) == 0
        acme.capsys.readouterr()
        return {"communication": "no"}, 0

    monkeypatch.setattr(Session, "may_ask", property(lambda _: True))
    monkeypatch.setattr(command, "_ask", answer)
    assert "Acme (acme) is gone: on " in acme.fails(3, "checkup", "acme").err
    assert acme.ok("checkup", "list", "acme-2", "--json").items == []
