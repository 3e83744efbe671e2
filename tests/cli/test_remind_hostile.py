"""Hostile text in moments, feedback, projects and services: kept as given, shown harmless."""

from __future__ import annotations

import contextlib
import io
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from clientpulse import records
from clientpulse.cli import run
from clientpulse.services import clients, feedback, lookup, projects, reminders, services
from clientpulse.store.database import Store
from tests.conftest import Pulse
from tests.hostile import assert_harmless, generated, naughty, some
from tests.processes import assert_one_error, in_process

TODAY = date(2026, 11, 21)
SCREENS = (
    *("remind list --all", "feedback list", "project list", "service list"),
    *("service list acme", "remind list acme"),
)
TEXTS = some([one for one in [*naughty(), *generated(300, seed=13)] if one.strip()])
NAMES = [f"{number} {one[:150]}" for number, one in enumerate(TEXTS)]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with each text in every field."""
    path = tmp_path_factory.mktemp("hostile") / "clients.db"
    with Store(path).unit_of_work("hostile") as unit:
        added = clients.editing.add(unit, records.Client(name="Acme", key="", started_on=TODAY))
        acme = lookup.Found(added.id, added.key, added.name)
        for one, name in zip(TEXTS, NAMES, strict=True):
            whose = acme.whose
            reminder = records.Reminder(**whose, remind_on=TODAY, what=one, person=name)
            reminders.remember(unit, TODAY, reminder)
            project = records.Project(**whose, name=name, started_on=TODAY)
            started = projects.start(unit, TODAY, project)
            said = records.Feedback(**whose, given_on=TODAY, what=one)
            feedback.give(unit, TODAY, said, str(started.id))
            service = services.add(unit, records.Service(name=name, sentence=one[:500]))
            services.mention(unit, TODAY, acme, str(service.id), TODAY)
    return path


def test_text_is_stored_as_given(store: Path) -> None:
    pairs = list(zip(NAMES, TEXTS, strict=True))
    with closing(sqlite3.connect(store)) as connection:
        for sql, wanted in (
            ("SELECT person, what FROM reminder ORDER BY id", pairs),
            ("SELECT name, sentence FROM service ORDER BY id", [(a, b[:500]) for a, b in pairs]),
            (
                "SELECT p.name, f.what FROM feedback f JOIN project p ON p.id = f.project_id"
                " ORDER BY f.id",
                pairs,
            ),
        ):
            assert connection.execute(sql).fetchall() == wanted


def test_json_gives_back_exactly_what_was_typed_in_plain_ascii(store: Path) -> None:
    for screen, fields in (
        ("remind list", ("with", "what")),
        ("feedback list", ("project", "what")),
        ("service list", ("name", "sentence")),
    ):
        outcome = in_process(store, *screen.split(), "--json")
        assert outcome.out.isascii()
        items = sorted(outcome.items, key=lambda item: item["id"])
        told = [tuple(one[field] for field in fields) for one in items]
        limit = 500 if screen == "service list" else 20_000
        assert told == [(a, b[:limit]) for a, b in zip(NAMES, TEXTS, strict=True)]


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("form", ["table", "csv", "markdown"])
def test_no_list_shows_a_raw_control_character(store: Path, screen: str, form: str) -> None:
    outcome = in_process(store, *screen.split(), "--format", form)
    assert (outcome.code, outcome.err) == (0, "")
    assert_harmless(outcome.out)


class Terminal(io.StringIO):
    """A stream that says it is a terminal, so that tables are drawn."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("width", ["40", "80", "120"])
@pytest.mark.parametrize("screen", SCREENS[:4])
def test_no_table_on_a_terminal_shows_a_raw_control_character(
    store: Path, screen: str, width: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    with contextlib.redirect_stdout(Terminal()) as out:
        options = ["--db", str(store), "--today", str(TODAY), "--no-color"]
        assert run([*options, *screen.split()]) == 0
    assert_harmless(out.getvalue())


SAMPLE = [*dict.fromkeys([*TEXTS[::20], *some(generated(20, seed=17))])]


def typed(text: str) -> str:
    """Return the text as a person can type it: no argument holds a NUL, and a blank is refused."""
    text = text.replace("\x00", "")[:150]
    return text if text.strip() else "blank"


def test_every_answer_in_words_is_harmless(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--since", "2026-01-01")
    for number, one in enumerate(map(typed, SAMPLE), 1):
        name = f"{number} {one}"
        for command in (
            ("remind", "acme", "--yearly", f"--with={name}", "--", "2026-01-01", one),
            ("remind", "edit", f"--what={one}", f"--with={name}", str(number)),
            ("remind", "done", str(number)),
            ("project", "start", "acme", "--", name),
            ("feedback", "acme", f"--project={number}", "--", one),
            ("project", "finish", "acme", "--", str(number)),
            ("service", "add", "--", name, one),
            ("service", "edit", f"--sentence={one}", str(number)),
            ("service", "mention", "acme", str(number)),
            ("service", "remove", "--dry-run", str(number)),
        ):
            assert_harmless(pulse.ok(*command).out)
    assert_harmless(pulse.ok("undo", "--list").out)


def test_every_error_about_what_was_typed_is_harmless(pulse: Pulse) -> None:
    pulse.ok("add", "Acme")
    pulse.ok("remind", "acme", "fri", "x")
    pulse.ok("project", "start", "acme", "\x1b[5;41mSite")
    pulse.ok("service", "add", "\x1b[5;41mPay", "x")
    for one in SAMPLE:
        text = one.replace("\x00", "")
        for command in (
            ("remind", "acme", "--", f"x{text}", "y"),
            ("remind", "--", f"nobody{text}", "fri", "y"),
            ("remind", "edit", f"--on=x{text}", "1"),
            ("remind", "done", "--", f"x{text}"),
            ("feedback", "acme", "x", f"--project=x{text}"),
            ("feedback", "acme", "x", f"--score=x{text}"),
            ("project", "finish", "acme", "--", f"x{text}"),
            ("service", "mention", "acme", "--", f"x{text}"),
            ("service", "remove", "--", f"x{text}"),
            ("away", "--", f"x{text}", text),
            ("away", "cancel", "--", f"x{text}"),
        ):
            outcome = pulse(*command)
            assert outcome.code in {2, 3}, command
            assert outcome.out == ""
            assert_harmless(outcome.err)
            assert_one_error(outcome.err)


@pytest.mark.parametrize(
    ("command", "limit"),
    [
        (("remind", "acme", "fri", "TEXT"), 20_000),
        (("remind", "acme", "fri", "x", "--with", "TEXT"), 200),
        (("remind", "edit", "1", "--what", "TEXT"), 20_000),
        (("remind", "edit", "1", "--with", "TEXT"), 200),
        (("feedback", "acme", "TEXT"), 20_000),
        (("project", "start", "acme", "TEXT"), 200),
        (("service", "add", "TEXT", "x"), 200),
        (("service", "add", "x", "TEXT"), 500),
        (("service", "edit", "1", "--name", "TEXT"), 200),
        (("service", "edit", "1", "--sentence", "TEXT"), 500),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, tuple) else None,
)
def test_a_text_that_no_file_can_hold_or_that_is_too_long_is_refused_in_every_field(
    pulse: Pulse, command: tuple[str, ...], limit: int
) -> None:
    pulse.ok("add", "Acme")
    pulse.ok("remind", "acme", "fri", "x")
    pulse.ok("service", "add", "Payroll", "x")
    before = pulse.store.read_bytes()
    for text in ("a\x00b", "\x00", "a\udc80b", "é" * (limit + 1)):
        refused = pulse.fails(2, *(word.replace("TEXT", text) for word in command))
        assert len(refused.err) < 500
    assert pulse.store.read_bytes() == before
    pulse.ok(*(word.replace("TEXT", "é" * limit) for word in command))
