"""What a command loads decides how long a morning's ``pulse due`` takes: the costly stays out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Pulse
from tests.processes import PULSE, environment, python

HEAVY = ("sqlmodel", "sqlalchemy", "alembic", "pydantic")

# The process of the real entry point ends without its last rites, so its modules are looked at
# where it ends itself.
WATCHED = """
import os, sys
def end(code):
    sys.stderr.write("\\nLOADED " + " ".join(sorted(sys.modules)) + "\\n")
    sys.stderr.flush()
    really(code)
really, os._exit = os._exit, end
from clientpulse.__main__ import main
sys.argv[0] = "pulse"
main()
"""


# What only a mistake in the config file, or a setting that few have, needs.
SELDOM = (
    "clientpulse.column_maps",
    *(
        f"clientpulse.config.{name}"
        for name in ("colors", "keys", "own_keys", "placing", "statements", "tag_defaults")
    ),
    *("tomlkit", "tomllib"),
)


def loaded(store: Path, *arguments: str, **env: str) -> set[str]:
    """Run a command through the real entry point, and return the modules it loaded."""
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, *arguments],
        env=environment(store, **env),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout
    said, _, names = done.stderr.rpartition("LOADED ")
    assert not said.strip()
    return set(names.split())


@pytest.fixture
def store(pulse: Pulse) -> Path:
    pulse.begin_with(filled)
    return pulse.store


def filled(pulse: Pulse) -> None:
    pulse.ok("add", "Acme GmbH", "--meet", "monthly", "--since", "2026-01-05", "--tag", "retail")
    pulse.ok("log", "acme", "hello", "--mood", "good")


READING = (
    "",
    "due",
    "due --json",
    "due --within 2w --tag retail",
    "digest",
    "digest --html",
    "report",
    "report --format markdown",
    "show acme",
    "history",
    "history acme --channel call --since 2026-01-01",
    "client list",
    "client list --format csv",
    "contact list",
    "brief acme",
    "agenda acme",
    "dial",
    "dial --json",
    "commitment list",
    "mistake list --all",
    "remind list",
    "feedback list",
    "project list acme",
    "service list acme",
    "away",
)
HELP = ("--help", "-h", "log --help", "client edit --help", "--version")

ONE_BY_ONE = """
import sys
from clientpulse.cli import run
for command in sys.argv[1:]:
    assert run(command.split()) == 0, command
    names = {name.partition(".")[0] for name in sys.modules}
    print("LOADED", repr(command), *names, file=sys.stderr)
"""


def test_reading_and_help_load_no_object_relational_mapper_and_to_a_pipe_no_rich(
    store: Path,
) -> None:
    # What a command loads stays loaded, so each is held to what those before it loaded, too.
    feed = f"feed {store.with_suffix('.ics')}"
    process = python(store, ONE_BY_ONE, *HELP, *READING, feed)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 0, said
    lines = said.splitlines()
    assert len(lines) == len(HELP) + len(READING) + 1
    for line in lines:
        assert {*line.split()}.isdisjoint({*HEAVY, "rich", "icalendar"}), line


def test_a_digest_loads_what_sends_it_only_when_it_is_sent(store: Path) -> None:
    senders = {"email", "jinja2", "smtplib", "ssl", "clientpulse.sending"}
    assert senders.isdisjoint(loaded(store, "digest", "--html"))


@pytest.mark.parametrize("command", ["", "due", "show acme", "--help", "log --help"])
def test_the_real_entry_point_loads_no_more(store: Path, command: str) -> None:
    assert loaded(store, *command.split()).isdisjoint({*HEAVY, "rich"})


@pytest.mark.parametrize("command", ["", "due", "show acme", "--help", "log --help", "log acme x"])
def test_nothing_of_the_screen_is_loaded_elsewhere(store: Path, command: str) -> None:
    assert not of_the_screen(loaded(store, *command.split()))


def of_the_screen(names: set[str]) -> list[str]:
    """Return what only ``pulse ui`` needs of the modules that were loaded."""
    return [
        one
        for one in names
        if one.partition(".")[0] == "textual" or one.startswith("clientpulse.ui")
    ]


SOURCES = ("clientpulse.sources", "clientpulse.services.syncing", "icalendar", "imaplib")


@pytest.mark.parametrize("command", ["", "due", "show acme", "--help", "log acme x"])
def test_only_what_reads_sources_loads_how(store: Path, command: str) -> None:
    names = loaded(store, *command.split())
    assert not names & {*SOURCES}


def test_a_sync_that_finds_nothing_new_loads_no_mapper_and_no_other_reader(
    store: Path, tmp_path: Path
) -> None:
    message = "From: a@acme.example\nSubject: x\nDate: Fri, 20 Nov 2026 10:00:00 +0000\n\n"
    for name in ("cur", "new", "tmp"):
        (tmp_path / "Mail" / name).mkdir(parents=True)
    (tmp_path / "Mail" / "cur" / "1.host:2,S").write_text(message)
    for folder in (tmp_path / "Mail").iterdir():
        os.utime(folder, (0, 0))  # what changed just now is looked at once more
    config = tmp_path / "config.toml"
    config.write_text(f'[sources.mail]\nkind = "maildir"\npath = "{tmp_path / "Mail"}"\n')
    assert {*HEAVY} & loaded(store, "sync", CLIENTPULSE_CONFIG=str(config))
    names = loaded(store, "sync", CLIENTPULSE_CONFIG=str(config))
    assert not names & {*HEAVY, "rich", "icalendar", "imaplib", "ssl", "http.client"}


def test_a_prompt_loads_no_command_line(store: Path) -> None:
    names = loaded(store, "due", "--count", CLIENTPULSE_TODAY="")
    assert names.isdisjoint({*HEAVY, "rich", "typer", "tomllib"})


def test_the_help_of_all_commands_loads_nothing_of_any_command(store: Path) -> None:
    assert loaded(store, "--help").isdisjoint({*HEAVY, "rich", "pydantic", "sqlite3", "dateutil"})


@pytest.mark.parametrize(
    ("shell", "words"),
    [
        *(("bash", "pulse "), ("bash", "pulse log "), ("bash", "pulse client edit ")),
        *(
            ("bash", "pulse ui --theme "),
            ("bash", "pulse due --tag "),
            ("zsh", "pulse log "),
            ("fish", "pulse log "),
        ),
    ],
)
def test_completion_loads_neither_a_mapper_nor_rich(store: Path, shell: str, words: str) -> None:
    names = loaded(
        store,
        _PULSE_COMPLETE=f"complete_{shell}",
        _TYPER_COMPLETE_ARGS=words,
        _TYPER_COMPLETE_FISH_ACTION="get-args",
        COMP_WORDS=words,
        COMP_CWORD=str(words.count(" ")),
    )
    assert names.isdisjoint({*HEAVY, "rich", *SELDOM})
    assert not of_the_screen(names)
    assert names.isdisjoint({"clientpulse.cli.commands.slips", "clientpulse.dates.grammar"})


def test_a_screen_loads_no_other_screen_and_nothing_for_settings_that_few_have(store: Path) -> None:
    code = "import sys; from clientpulse.cli import run; run(['due']); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(store),
        capture_output=True,
        text=True,
        check=True,
    )
    names = done.stdout.split()
    prefix = "clientpulse.output.screens."
    assert [name for name in names if name.startswith(prefix)] == [f"{prefix}due"]
    assert {*SELDOM}.isdisjoint(names)


def test_logging_loads_only_the_tables_it_writes_and_no_other_database(store: Path) -> None:
    code = (
        "import sys; from clientpulse.cli import run; run(['log', 'acme', 'x']);"
        " print('\\n', *sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(store),
        capture_output=True,
        text=True,
        check=True,
    )
    names = set(done.stdout.split())
    assert not [one for one in names if one.startswith("sqlalchemy.dialects.postgresql")]
    tables = {one for one in names if one.startswith("clientpulse.store.tables.")}
    assert {one.rpartition(".")[2] for one in tables} == {
        *("columns", "constraints", "folded", "journal", "touchpoints"),
    }


def test_a_failing_client_name_is_said_without_a_mapper(store: Path) -> None:
    code = (
        "import sys; from clientpulse.cli import run; run(['show', 'nobody']); print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(store),
        capture_output=True,
        text=True,
        check=True,
    )
    assert {name.partition(".")[0] for name in done.stdout.split()}.isdisjoint({*HEAVY, "rich"})


def test_the_engine_needs_none_of_the_program_around_it() -> None:
    code = "import sys; import clientpulse.cadence.engine; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    names = {name.partition(".")[0] for name in done.stdout.split()}
    assert names.isdisjoint({*HEAVY, "rich", "typer", "pydantic", "sqlite3"})


def test_the_watched_entry_point_is_the_one_that_users_run(store: Path) -> None:
    real = subprocess.run(
        [*PULSE, "due"], env=environment(store), capture_output=True, text=True, check=True
    )
    watched = subprocess.run(
        [sys.executable, "-c", WATCHED, "due"],
        env=environment(store),
        capture_output=True,
        text=True,
        check=True,
    )
    assert watched.stdout == real.stdout
