"""Every screen, compared to the last character with a golden file beside this one.

A file shows a screen as it is at 60, 80 and 120 columns, and in a pipe. A change of looks is made
on purpose: run with UPDATE_GOLDEN=1, look at the difference, commit it.
"""

from __future__ import annotations

import io
import os
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clientpulse.cadence.policy import Policy
from clientpulse.output import Look, write
from clientpulse.output.cells import width
from clientpulse.output.formats.table.fitting import LONGEST_WORD
from clientpulse.output.html import digest
from clientpulse.output.layout.sheet import Sheet
from clientpulse.services.demo import telling
from clientpulse.services.portfolio import report
from clientpulse.services.portfolio.asked import Asked
from clientpulse.services.portfolio.due import due
from clientpulse.store.database import Store
from clientpulse.store.selection import Selection
from tests.golden import shown
from tests.processes import Terminal

GOLDEN = Path(__file__).parent
RULES_IN_THE_STORY = 14
POLICY = Policy()
PIPE = Look(color=False)
SCREENS = shown.registry()
WIDTHS = (60, 80, 120)
DOCUMENTS = ("clients", "contacts", "due", "history", "meetings", "report")
OBJECTS = (*DOCUMENTS, "digest", "imported", "show")
SHEETS = sorted(
    {*SCREENS}
    - {
        "agenda",
        "brief",
        "dial",
        "digest",
        "due",
        "due_short",
        "history",
        "report",
        "search",
        "show",
        "timer",
        "proposals.ONE",
    }
)


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    shown.store_at(path)
    return shown.views(path)


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "")
    monkeypatch.delenv("COLUMNS", raising=False)


def check(name: str, text: str) -> None:
    golden = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == text


def on_a_terminal(name: str, view: Any, look: Look) -> str:
    stream = Terminal()
    write(SCREENS[name], view, "table", stream, look)
    return "\n".join(line.rstrip() for line in stream.getvalue().split("\n"))


def in_a_pipe(name: str, view: Any, form: str = "table", look: Look = PIPE) -> str:
    stream = io.StringIO(newline="")
    write(SCREENS[name], view, form, stream, look)
    # Random identities aside, the whole answer is fixed.
    return re.sub(r"\b[0-9a-f]{8}-[0-9a-f-]{27}\b", "?", stream.getvalue())


def test_each_screen_is_shown_here() -> None:
    assert {*shown.COMMANDS, *shown.VIEWS} == {*SCREENS}


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_is_as_it_should_be_at_any_width(views: dict[str, Any], name: str) -> None:
    view = views[name]
    parts = [f"---- in a pipe\n{in_a_pipe(name, view)}"]
    for columns in reversed(WIDTHS):
        text = on_a_terminal(name, view, Look(color=False, width=columns))
        assert max(map(width, text.splitlines())) <= columns
        assert "\n\n\n" not in text
        assert not text.endswith("\n\n")
        parts.append(f"---- {columns} columns\n{text}")
    check(f"{name}.txt", "\n".join(reversed(parts)))


@pytest.mark.parametrize("name", ["due", "report"])
def test_colours_are_where_they_should_be(views: dict[str, Any], name: str) -> None:
    check(f"{name}-colour.txt", on_a_terminal(name, views[name], Look(width=80)))


@pytest.mark.parametrize("name", SCREENS)
def test_no_day_is_written_as_programs_write_it(views: dict[str, Any], name: str) -> None:
    view, whole = views[name], Look(color=False, width=300)  # so wide that no command is broken
    for text in (in_a_pipe(name, view, look=whole), on_a_terminal(name, view, Look(width=80))):
        assert not re.search(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b", re.sub("pulse .*", "", text))


@pytest.mark.parametrize("name", SHEETS)
def test_a_list_loses_nothing_at_any_width(
    views: dict[str, Any], name: str, thorough: bool
) -> None:
    sheet = SCREENS[name].layout(views[name])
    assert isinstance(sheet, Sheet)
    cells = (cell for row in sheet.rows for cell in row)
    words = Counter(word for cell in cells for word in cell.split() if len(word) <= LONGEST_WORD)
    for columns in range(60, 161, 1 if thorough else 10):
        text = on_a_terminal(name, views[name], Look(color=False, width=columns))
        assert not words - Counter(text.split()), columns


@pytest.mark.parametrize("name", SHEETS)
def test_a_list_is_a_table_at_80_columns(views: dict[str, Any], name: str) -> None:
    sheet = SCREENS[name].layout(views[name])
    assert isinstance(sheet, Sheet)
    text = on_a_terminal(name, views[name], Look(color=False, width=80))
    first, second = sheet.headings[:2]
    assert re.search(rf"^ *{first} +{second}\b", text, re.MULTILINE)


@pytest.mark.parametrize("name", OBJECTS)
def test_programs_get_the_golden_objects(views: dict[str, Any], name: str) -> None:
    check(f"{name}.json", in_a_pipe(name, views[name], "json"))


def test_the_digest_is_mailed_as_a_golden_page(views: dict[str, Any]) -> None:
    check("digest.html", digest.write(views["digest"]))


def test_pages_are_golden(tmp_path: Path) -> None:
    shown.store_at(tmp_path / "demo.db")
    for name, written in shown.pages(tmp_path / "demo.db").items():
        check(f"{name}.html", written)


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize(("form", "suffix"), [("csv", "csv"), ("markdown", "md")])
def test_documents_are_golden(views: dict[str, Any], name: str, form: str, suffix: str) -> None:
    check(f"{name}.{suffix}", in_a_pipe(name, views[name], form))


@pytest.mark.parametrize(
    "today", [date(2026, 11, 21), date(2027, 1, 1), date(2028, 2, 29), date(2026, 3, 31)]
)
def test_the_demo_shows_every_status_and_rule_on_any_day(tmp_path: Path, today: date) -> None:
    store = Store(tmp_path / "demo.db")
    with store.unit_of_work("demo") as unit:
        telling.tell(unit, today, POLICY)
    opened = store.open_reader()
    rows = report.report(opened, today, POLICY, Selection()).items
    assert {row.status for row in rows} == set(report.CLIENT_STATUSES)
    listed = due(opened, today, POLICY, Selection(), asked=Asked(POLICY.soon)).items
    assert len({item.rule for item in listed}) >= RULES_IN_THE_STORY
    assert len(rows) == 15
    assert any(row.kept.counted for row in rows)
    opened.close()
