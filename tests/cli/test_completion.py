"""What the shell offers at the TAB key: helpful, quick, silent where it can't help, never code."""

from __future__ import annotations

import fcntl
import importlib
import os
import pty
import select
import shutil
import sqlite3
import struct
import subprocess
import sys
import termios
import time
from contextlib import closing
from pathlib import Path

import pytest

from clientpulse.cli import run
from clientpulse.cli.app.groups import Completion
from clientpulse.store import database, queries
from clientpulse.store.database import Store
from tests.conftest import Pulse
from tests.processes import PULSE, environment

SHELLS = ("bash", "zsh", "fish")

CODE = (
    "a'; touch {file}; '",
    'b"; touch {file}; "',
    "c $(touch {file})",
    "d \\$(touch {file})",
    "e \\\\$(touch {file})",
    "f `touch {file}`",
    "g \\`touch {file}\\`",
    "h ); touch {file}; (",
    "i )); touch {file}; ((",
    "j ]'; touch {file} #",
    "k && touch {file} || true",
    "l | touch {file} &",
    "m\ntouch {file}\n",
    'n"$(touch {file})"',
    "o ''$(touch {file})''",
    "p ${{x:=$(touch {file})}}",
    "q ~(touch {file}) *(e:'touch {file}':)",
    "r <(touch {file}) >{file}",
    "s !touch {file}",
    "t \\';touch {file};\\'",
    "u :$(touch {file}):",
    "v \x1b]0;$(touch {file})\x07",
    "w (touch {file})",
    "x =(touch {file})",
    "y '\"'\"'; touch {file}; '\"'\"'",
    "z %{{$(touch {file})%}}",
)


def needs(shell: str) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} isn't installed")


def completed(store: Path, shell: str, words: str) -> subprocess.CompletedProcess[str]:
    """Ask as the shell's script does."""
    env = environment(
        store,
        _PULSE_COMPLETE=f"complete_{shell}",
        _TYPER_COMPLETE_ARGS=words,
        _TYPER_COMPLETE_FISH_ACTION="get-args",
        COMP_WORDS=words,
        COMP_CWORD=str(len(words.split(" ")) - 1),
    )
    return subprocess.run(
        [*PULSE], env=env, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.fixture
def store(pulse: Pulse) -> Path:
    pulse.begin_with(filled)
    return pulse.store


def filled(pulse: Pulse) -> None:
    pulse.ok("add", "Acme GmbH", "--tag", "retail", "--owner", "kim")
    pulse.ok("add", "Acorn & Sons", "--key", "acorn", "--tag", "two words")
    pulse.ok("add", "Bianchi")
    pulse.ok("add", "Acted", "--key", "acted")
    pulse.ok("client", "archive", "acted")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize("fault", ["folder", "no folder", "not UTF-8", "read-only"])
def test_a_completion_that_can_t_be_installed_is_an_error_in_words(
    pulse: Pulse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shell: str, fault: str
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setattr("typer._completion_shared._get_shell_name", lambda: shell)
    start = home / {
        "bash": ".bashrc", "zsh": ".zshrc", "fish": ".config/fish/completions/pulse.fish"
    }[shell]  # fmt: skip
    if fault == "folder":
        start.mkdir(parents=True)
    elif fault == "no folder":
        home.rmdir()
        home.write_text("a file")
    elif fault == "not UTF-8":
        if shell == "fish":
            pytest.skip("it has a file of our own, which nobody reads before")
        start.write_bytes(b"# caf\xe9\n")
    else:

        def denied(path: Path, *_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied", str(path))

        monkeypatch.setattr(Path, "write_text", denied)
    outcome = pulse.fails(4, "--install-completion")
    assert "the completion can't be installed (" in outcome.err
    assert str(home) in outcome.err or fault == "not UTF-8"
    if fault == "not UTF-8":
        assert start.read_bytes() == b"# caf\xe9\n"


def test_a_pipe_in_the_place_of_a_start_file_isn_t_waited_for(
    pulse: Pulse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("typer._completion_shared._get_shell_name", lambda: "bash")
    os.mkfifo(tmp_path / ".bashrc")
    refused = pulse.fails(4, "--install-completion")
    assert f"(it isn't a file): {tmp_path / '.bashrc'}" in refused.err


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("pulse log ac", ["acme-gmbh", "acorn"]),
        ("pulse show bian", ["bianchi"]),
        ("pulse client merge acorn b", ["bianchi"]),
        ("pulse meeting book acm", ["acme-gmbh"]),
        ("pulse log nobody", []),
        ("pulse log acorn -c v", ["video", "visit"]),
        (
            "pulse history --channel ",
            ["meeting", "call", "video", "visit", "email", "message", "letter"],
        ),
        ("pulse l", ["log"]),
        ("pulse client re", ["rename", "resume", "restore"]),
        ("pulse source ", ["list", "test", "add", "remove"]),
        ("pulse away ", ["add", "edit", "delete", "cancel", "list"]),
        ("pulse config s", ["show", "set", "soon", "sender", "store", "sources", "send"]),
        ("pulse due --tag ", ["retail"]),
        ("pulse due --owner ", ["kim", "all", "none"]),
        ("pulse due --format c", ["csv"]),
        ("pulse ui --theme d", ["dark"]),
        ("pulse client edit acorn --timezone Europe/Ro", ["Europe/Rome"]),
        ("pulse add New --length s", ["short"]),
        ("pulse trait weigh bad", ["bad-manners"]),
        ("pulse checkup acorn --set comm", ["communication="]),
        ("pulse client rules acorn check", ["checkup="]),
        ("pulse draft ch", ["chase"]),
        ("pulse draft chase ac", ["acme-gmbh", "acorn"]),
        ("pulse draft --resend ac", ["acme-gmbh", "acorn"]),
        ("pulse draft --resend @r", ["@retail"]),
        ("pulse timer install --run sync,digest", ["sync,digest", "sync,digest,feed"]),
    ],
)
def test_bash_is_offered_what_fits(store: Path, words: str, expected: list[str]) -> None:
    answer = completed(store, "bash", words)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.split() == expected


def test_what_is_open_is_offered_behind_a_client(
    store: Path, pulse: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    pulse.ok("promise", "acorn", "a $(touch y) report")
    pulse.ok("ask", "acorn", "files")
    pulse.ok("promise", "bianchi", "x")
    pulse.ok("mistake", "acorn", "Sent it twice")
    pulse.ok("mistake", "acorn", "Rang late")
    pulse.ok("mistake", "told", "acorn", "late")
    monkeypatch.setenv("CLIENTPULSE_DB", str(store))
    monkeypatch.setenv("_PULSE_COMPLETE", "complete_fish")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")

    def offered(words: str) -> list[str]:
        monkeypatch.setenv("_TYPER_COMPLETE_ARGS", f"pulse {words}")
        pulse.capsys.readouterr()
        assert run([]) == 0
        lines = pulse.capsys.readouterr().out.splitlines()
        return [line.partition("\t")[0] for line in lines if line]

    assert offered("done ac") == ["acme-gmbh", "acorn"]
    assert offered("done acorn ") == ["1", "2"]
    assert offered("done acorn 1 ") == ["2"]
    assert offered("mistake told acorn ") == ["1"]
    assert offered("mistake fixed acorn ") == ["2"]
    assert offered("mistake edit acorn ") == ["1", "2"]
    for nothing in (
        *("done acorn 3", "done nobody ", "done 7 ", "meeting move acorn "),
        "touchpoint edit acorn ",
    ):
        assert offered(nothing) == []


def test_the_name_is_the_help_of_the_key(store: Path) -> None:
    fish = completed(store, "fish", "pulse log ac")
    assert fish.stdout == "acme-gmbh\tAcme GmbH\nacorn\tAcorn & Sons\n"
    zsh = completed(store, "zsh", "pulse log acm")
    assert zsh.stdout == '_arguments \'*: :(("acme-gmbh":"Acme GmbH"))\'\n'


def test_the_store_may_be_named_before_or_behind_the_command(store: Path, tmp_path: Path) -> None:
    for words in (f"pulse --db {store} log bi", f"pulse log --db {store} bi"):
        assert completed(tmp_path / "none.db", "bash", words).stdout == "bianchi\n"


def damaged(store: Path) -> None:
    store.write_bytes(store.read_bytes()[:4096] + b"\xff" * 40_000)


def emptied(store: Path) -> None:
    store.write_bytes(b"")


def foreign(store: Path) -> None:
    store.unlink()
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("CREATE TABLE x (y)")


def newer(store: Path) -> None:
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()


def missing(store: Path) -> None:
    store.unlink()


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("spoil", [missing, emptied, damaged, foreign, newer])
def test_a_store_that_cannot_be_used_offers_nothing_and_says_nothing(
    store: Path, spoil: object, shell: str
) -> None:
    spoil(store)  # type: ignore[operator]
    for words in ("pulse log ", "pulse due --tag ", "pulse due --owner "):
        answer = completed(store, shell, words)
        nothing = "_files" if shell == "zsh" else ""
        assert (answer.stdout.strip(), answer.stderr) == (nothing, "")


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    "words",
    [
        "pulse due --db ",
        "pulse due --today ",
        "pulse log 'acm",
        'pulse log "',
        "pulse nonsense ",
        "pulse --nonsense x ",
        "pulse log acme --minutes x ",
        "pulse meeting move x y ",
        "pulse --today nonsense log ",
        "pulse --db sqlite://nonsense log ",
        "pulse --db postgresql://ann:secret@host/x log ",
    ],
)
def test_what_makes_no_sense_yet_is_no_error_at_the_prompt(
    store: Path, words: str, shell: str
) -> None:
    answer = completed(store, shell, words)
    assert answer.stderr == ""
    assert "secret" not in answer.stdout


@pytest.mark.parametrize("shell", SHELLS)
def test_a_key_that_only_another_program_can_have_stored_is_never_offered(
    store: Path, shell: str
) -> None:
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("UPDATE client SET key = 'b$(touch x)' WHERE key = 'bianchi'")
        connection.commit()
    assert "touch" not in completed(store, shell, "pulse log b").stdout


@pytest.mark.parametrize("words", ["pulse log ", "pulse due --tag ", "pulse due --owner "])
def test_a_store_that_another_program_keeps_locked_is_not_waited_for(
    store: Path, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Longer than `completed` waits for an answer.
    monkeypatch.setenv("CLIENTPULSE_LOCK_TIMEOUT", "600")
    with closing(sqlite3.connect(store, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        answer = completed(store, "bash", words)
        assert (answer.stdout.strip(), answer.stderr) == ("", "")
        other.execute("ROLLBACK")
    assert completed(store, "bash", words).stdout.strip()


def test_the_store_of_an_older_release_is_not_upgraded_at_the_tab_key(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "SCHEMA_VERSION", "9999")
    before = store.read_bytes()
    with closing(Store(store).open_reader_at_once()) as reader:
        assert queries.clients.keys_starting(reader, "", 9) == []
    monkeypatch.setenv("CLIENTPULSE_DB", str(store))
    monkeypatch.setenv("_PULSE_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "pulse log ")
    monkeypatch.setenv("COMP_CWORD", "2")
    assert run([]) == 0
    assert store.read_bytes() == before
    assert [one.name for one in store.parent.iterdir()] == [store.name]


@pytest.fixture
def bait(pulse: Pulse) -> Path:
    """A file that exists as soon as any of the clients' names was run as code."""
    pulse.begin_with(_bait)
    return _executed(pulse)


def _executed(pulse: Pulse) -> Path:
    return pulse.keep / "executed"


def _bait(pulse: Pulse) -> None:
    for number, code in enumerate(CODE):
        name = code.format(file=_executed(pulse))
        tag = name.replace(";", "\n")[:60]
        owner = tag.replace("\n", " ")  # none holds a line break
        pulse.ok("add", "--key", f"bait{number}", "--tag", tag, "--owner", owner, "--", name)


@pytest.fixture
def shell_environment(pulse: Pulse, bait: Path, tmp_path: Path) -> dict[str, str]:
    """An environment in which a shell finds ``pulse`` and nobody's settings."""
    folder = tmp_path / "bin"
    folder.mkdir()
    script = folder / "pulse"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m clientpulse "$@"\n')
    script.chmod(0o755)
    home = tmp_path / "home"
    home.mkdir()
    return environment(
        pulse.store,
        PATH=f"{folder}:{os.environ['PATH']}",
        HOME=str(home),
        ZDOTDIR=str(home),
        XDG_CONFIG_HOME=str(home),
        XDG_DATA_HOME=str(home),
        TERM="xterm",
    )


def script_of(shell: str, env: dict[str, str]) -> str:
    """Return the completion script that ``--show-completion`` gives for a shell."""
    return subprocess.run(
        [*PULSE, "--show-completion", shell],
        env={**env, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_bash_runs_no_name_as_code(bait: Path, shell_environment: dict[str, str]) -> None:
    needs("bash")
    ask = (
        "COMP_WORDS=(pulse {0}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1));"
        ' _pulse_completion pulse; printf "%s\\n" "${{COMPREPLY[@]}}"'
    )
    for words in ("log bait", "due --tag ''"):
        done = subprocess.run(
            ["bash", "--norc", "-c", script_of("bash", shell_environment) + ask.format(words)],
            env=shell_environment,
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stderr == ""
        if words == "log bait":
            assert set(done.stdout.split()) == {f"bait{number}" for number in range(len(CODE))}
    assert not bait.exists()


def test_fish_runs_no_name_as_code(bait: Path, shell_environment: dict[str, str]) -> None:
    needs("fish")
    script = script_of("fish", shell_environment)
    done = subprocess.run(
        ["fish", "--no-config", "-c", f"{script}\ncomplete -C 'pulse log bait'"],
        env=shell_environment,
        capture_output=True,
        text=True,
        check=True,
    )
    keys = {line.split("\t")[0] for line in done.stdout.splitlines()}
    assert keys == {f"bait{number}" for number in range(len(CODE))}
    assert not bait.exists()


def test_zsh_runs_no_name_as_code(
    bait: Path, shell_environment: dict[str, str], tmp_path: Path
) -> None:
    needs("zsh")
    script = tmp_path / "_pulse.zsh"
    script.write_text(script_of("zsh", shell_environment))
    shown = in_zsh(
        shell_environment,
        # A word of its own tells that the prompt is there; typed it would be echoed as it is.
        f"PS1='rea''dy> '; autoload -Uz compinit; compinit -u -D; source {script}\n",
        "pulse log bait\t\t",
        f"bait{len(CODE) - 1}",
    )
    assert "bait0" in shown
    assert not bait.exists(), shown


def in_zsh(env: dict[str, str], begin: str, typed: str, awaited: str) -> str:
    """Type into a real zsh on a pseudo terminal, and return what it shows."""
    outer, inner = pty.openpty()
    # High enough for the whole list, or zsh would ask whether to show it.
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 100, 200, 0, 0))
    process = subprocess.Popen(
        ["zsh", "-f", "-i"],
        env=env,
        stdin=inner,
        stdout=inner,
        stderr=inner,
        start_new_session=True,
    )
    os.close(inner)
    try:
        os.write(outer, begin.encode())
        shown = read_until(outer, "ready> ")
        os.write(outer, typed.encode())
        return shown + read_until(outer, awaited)
    finally:
        process.kill()
        process.wait()
        os.close(outer)


def read_until(terminal: int, word: str, seconds: float = 60) -> str:
    shown = ""
    end = time.monotonic() + seconds
    while word not in shown:
        assert time.monotonic() < end, f"{word!r} never came: {shown}"
        if select.select([terminal], [], [], 1)[0]:
            shown += os.read(terminal, 65_536).decode(errors="replace")
    return shown


def test_what_keeps_rich_out_is_still_inside_typer() -> None:
    # Private, and there is no public way; without it every answer takes 45 ms longer.
    inside = importlib.import_module("typer._completion_classes")
    shell = inside.FishComplete(None, {}, "pulse", "_PULSE_COMPLETE")
    inside._sanitize_help_text = str.upper
    try:
        assert shell.format_completion(Completion("due", help="today")) == "due\tTODAY"
    finally:
        importlib.reload(inside)


def test_completion_works_where_typer_looks_different_inside(
    store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "typer._completion_classes", None)
    for name, value in {
        "CLIENTPULSE_DB": str(store),
        "_PULSE_COMPLETE": "complete_bash",
        "COMP_WORDS": "pulse log bi",
        "COMP_CWORD": "2",
    }.items():
        monkeypatch.setenv(name, value)
    capsys.readouterr()
    assert run([]) == 0
    assert capsys.readouterr().out == "bianchi\n"


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("pulse --d", ["--db", "--demo", "--debug"]),
        ("pulse --db x --d", ["--demo", "--debug"]),
        ("pulse --no-color --no", ["--no-input", "--no-pager"]),
        (
            "pulse -",
            ["--db", "--today", "--demo", "--no-color", "--no-input", "--no-pager", "--debug"],
        ),
        ("pulse --demo ", ["due", "log", "draft"]),
        ("pulse ", ["due", "log", "draft"]),
    ],
)
def test_global_options_and_commands_are_offered_before_a_command(
    store: Path, words: str, offered: list[str]
) -> None:
    assert completed(store, "bash", words).stdout.split()[: len(offered)] == offered
