"""Hostile text in promises, asks and mistakes: stored as given, shown harmless, exact as JSON."""

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
from clientpulse.services import clients, commitments, lookup, mistakes
from clientpulse.store.database import Store
from tests.conftest import Pulse
from tests.hostile import assert_harmless, generated, naughty, some
from tests.processes import assert_one_error, in_process

TODAY = date(2026, 11, 21)
SCREENS = ("commitment list --all", "mistake list --all")
TEXTS = some([one for one in [*naughty(), *generated(300, seed=5)] if one.strip()])


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with each text as a promise, an ask, and in every field of a mistake."""
    path = tmp_path_factory.mktemp("hostile") / "clients.db"
    with Store(path).unit_of_work("hostile") as unit:
        added = clients.editing.add(unit, records.Client(name="Acme", key="", started_on=TODAY))
        acme = lookup.Found(added.id, added.key, added.name)
        for one in TEXTS:
            for owed_by, due_on in (("us", TODAY), ("client", None)):
                new = records.Commitment(
                    **acme.whose, owed_by=owed_by, what=one, made_on=TODAY, due_on=due_on
                )
                commitments.make(unit, new)
            texts = dict.fromkeys(("what", "why", "fix", "prevent", "offer"), one)
            mistake = records.Mistake(**acme.whose, **texts, entered_on=TODAY)
            mistakes.enter(unit, TODAY, mistake)
    return path


def test_text_is_stored_as_given(store: Path) -> None:
    with closing(sqlite3.connect(store)) as connection:
        rows = connection.execute("SELECT what FROM commitment ORDER BY id").fetchall()
        assert [row[0] for row in rows] == [one for one in TEXTS for _ in range(2)]
        rows = connection.execute(
            "SELECT what, why, fix, prevent, offer FROM mistake ORDER BY id"
        ).fetchall()
        assert rows == [(one,) * 5 for one in TEXTS]


def test_json_gives_back_exactly_what_was_typed_in_plain_ascii(store: Path) -> None:
    items = in_process(store, "commitment", "list", "--json").items
    told = [one["what"] for one in sorted(items, key=lambda item: item["id"])]
    assert told == [one for one in TEXTS for _ in range(2)]
    items = in_process(store, "mistake", "list", "--json").items
    for one, text in zip(sorted(items, key=lambda item: item["id"]), TEXTS, strict=True):
        assert [one[name] for name in ("what", "why", "fix", "prevent", "offer")] == [text] * 5
    for screen in SCREENS:
        assert in_process(store, *screen.split(), "--json").out.isascii()


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
@pytest.mark.parametrize("screen", SCREENS)
def test_no_table_on_a_terminal_shows_a_raw_control_character(
    store: Path, screen: str, width: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    with contextlib.redirect_stdout(Terminal()) as out:
        options = ["--db", str(store), "--today", str(TODAY), "--no-color"]
        assert run([*options, *screen.split()]) == 0
    assert_harmless(out.getvalue())


SAMPLE = [*dict.fromkeys([*TEXTS[::20], *some(generated(20, seed=9))])]


def test_every_answer_in_words_is_harmless(pulse: Pulse) -> None:
    for number, one in enumerate(SAMPLE, 1):
        text = one.replace("\x00", "") if one.replace("\x00", "").strip() else "blank"
        pulse.ok("add", "--key", f"c{number}", "--", f"{number}{text[:150]}")
        fields = [f"--{field}={text}" for field in ("why", "fix", "prevent", "offer")]
        for command in (
            ("promise", f"c{number}", "--by=fri", "--", text),
            ("commitment", "edit", f"--what={text}", str(number)),
            ("done", str(number)),
            ("mistake", "add", f"c{number}", *fields, "--", text),
            ("mistake", "edit", *fields, f"--what={text}", str(number)),
            ("mistake", "told", str(number)),
            ("mistake", "fixed", str(number)),
            ("mistake", "delete", str(number), "--dry-run"),
        ):
            outcome = pulse.ok(*command)
            assert_harmless(outcome.out)
    assert_harmless(pulse.ok("undo", "--list").out)


def test_every_error_about_what_was_typed_is_harmless(pulse: Pulse) -> None:
    pulse.ok("add", "Acme")
    pulse.ok("promise", "acme", "x")
    pulse.ok("mistake", "acme", "x")
    for one in SAMPLE:
        text = one.replace("\x00", "")
        for command in (
            ("promise", "acme", "x", f"--by={text}x"),
            ("ask", "--", f"nobody{text}", "x"),
            ("done", "--", f"x{text}"),
            ("done", f"--on={text}x", "1"),
            ("commitment", "list", "--", f"nobody{text}"),
            ("commitment", "edit", f"--by={text}x", "1"),
            ("mistake", "--", f"nobody{text}", "x"),
            ("mistake", "told", f"--on={text}x", "1"),
            ("mistake", "edit", f"--fixed={text}x", "1"),
        ):
            outcome = pulse(*command)
            assert outcome.code in {2, 3}, command
            assert outcome.out == ""
            assert_harmless(outcome.err)
            assert_one_error(outcome.err)


@pytest.mark.parametrize(
    "command",
    [
        ("promise", "acme", "TEXT"),
        ("ask", "acme", "TEXT"),
        ("commitment", "edit", "1", "--what", "TEXT"),
        ("mistake", "acme", "TEXT"),
        *(("mistake", "acme", "x", f"--{one}", "TEXT") for one in ("why", "fix")),
        *(("mistake", "acme", "x", f"--{one}", "TEXT") for one in ("prevent", "offer")),
        ("mistake", "edit", "1", "--what", "TEXT"),
        *(("mistake", "edit", "1", f"--{one}", "TEXT") for one in ("why", "fix")),
        *(("mistake", "edit", "1", f"--{one}", "TEXT") for one in ("prevent", "offer")),
    ],
    ids=" ".join,
)
def test_a_text_that_no_file_can_hold_or_that_is_too_long_is_refused_in_every_field(
    pulse: Pulse, command: tuple[str, ...]
) -> None:
    pulse.ok("add", "Acme")
    pulse.ok("promise", "acme", "x")
    pulse.ok("mistake", "acme", "x")
    before = pulse.store.read_bytes()
    for text in ("a\x00b", "\x00", "a\udc80b", "é" * 20_001):
        refused = pulse.fails(2, *(word.replace("TEXT", text) for word in command))
        assert len(refused.err) < 500
    assert pulse.store.read_bytes() == before
    pulse.ok(*(word.replace("TEXT", "é" * 20_000) for word in command))
