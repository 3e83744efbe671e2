"""Every screen, compared to the last character with a golden file beside this one.

A change of looks is made on purpose: run with UPDATE_GOLDEN=1, look at the difference, commit it.
"""

from __future__ import annotations

import io
import os
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from clientpulse.cadence.policy import Policy
from clientpulse.output import Look, screens, write
from clientpulse.output.layout.screen import Screen
from clientpulse.output.layout.sheet import Sheet
from clientpulse.services import clients, history, lookup, meetings
from clientpulse.services.demo import telling
from clientpulse.services.portfolio import report
from clientpulse.services.portfolio.due import due
from clientpulse.store import queries
from clientpulse.store.database import Store
from clientpulse.store.reader import Reader
from clientpulse.store.selection import HistoryFilter, Selection
from clientpulse.views.listed import Listed
from tests.unit.made_up_import import IMPORTED

GOLDEN = Path(__file__).parent
RULES_IN_THE_STORY = 14
TODAY = date(2026, 11, 20)  # a Friday
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
POLICY = Policy()


class Terminal(io.StringIO):
    """A text stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Any:
    store = Store(tmp_path_factory.mktemp("demo") / "demo.db")
    with store.unit_of_work("demo") as unit:
        telling.tell(unit, TODAY, POLICY)
    opened = store.open_reader()
    yield opened
    opened.close()


def view(reader: Reader, screen: str) -> Any:
    everyone = Selection()
    if screen == "due":
        from clientpulse.cadence.interval import Interval

        return due(reader, TODAY, POLICY, everyone, within=Interval(1, "w"), limit=12, now=NOW)
    if screen == "report":
        return report.report(reader, TODAY, POLICY, everyone)
    if screen == "show":
        return history.show(reader, TODAY, POLICY, lookup.client(reader, "harbour"), 8, NOW)
    if screen == "history":
        return history.history(reader, TODAY, HistoryFilter(limit=8))
    if screen == "client-list":
        return clients.listing.everyone(reader, TODAY, POLICY, everyone)
    if screen == "import":
        return IMPORTED
    if screen == "contact-list":
        return Listed(TODAY, tuple(queries.contacts.select(reader)))
    return meetings.listed(reader, TODAY)


SHOWN: dict[str, Screen[Any]] = {
    "due": screens.due.SCREEN,
    "report": screens.report.SCREEN,
    "show": screens.show.SCREEN,
    "history": screens.history.SCREEN,
    "import": screens.imported.SCREEN,
    "client-list": screens.clients.SCREEN,
    "contact-list": screens.contacts.SCREEN,
    "meeting-list": screens.meetings.SCREEN,
}
SCREENS = tuple(SHOWN)
NARROW = ("due", "report", "show", "import")
LOOKS = [
    *((screen, "80", Look(color=False, width=80)) for screen in SCREENS),
    *((screen, "120", Look(color=False, width=120)) for screen in SCREENS),
    *((screen, "50", Look(color=False, width=50)) for screen in NARROW),
    ("due", "colour", Look(color=True, width=80)),
]  # fmt: skip


def check(name: str, text: str) -> None:
    golden = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(("screen", "name", "look"), LOOKS, ids=str)
def test_a_terminal_shows_the_golden_screen(
    reader: Reader, screen: str, name: str, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "")
    stream = Terminal()
    write(SHOWN[screen], view(reader, screen), "table", stream, look)
    text = stream.getvalue()
    check(f"{screen}-{name}.txt", "\n".join(line.rstrip() for line in text.split("\n")))
    if look.width and not look.color:
        from rich.cells import cell_len

        assert max(map(cell_len, text.splitlines())) <= look.width


@pytest.mark.parametrize("screen", ["client-list", "contact-list", "meeting-list"])
def test_a_list_loses_nothing_at_any_width(
    reader: Reader, screen: str, monkeypatch: pytest.MonkeyPatch, thorough: bool
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    shown = view(reader, screen)
    sheet = SHOWN[screen].layout(shown)
    assert isinstance(sheet, Sheet)
    words = Counter(word for row in sheet.rows for cell in row for word in cell.split())
    for width in range(60, 161, 1 if thorough else 4):
        stream = Terminal()
        write(SHOWN[screen], shown, "table", stream, Look(color=False, width=width))
        assert not words - Counter(stream.getvalue().split()), width


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize(("form", "suffix"), [("table", "plain.txt"), ("json", "json")])
def test_a_pipe_gets_the_golden_text(
    reader: Reader, screen: str, form: str, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS")
    stream = io.StringIO()
    write(SHOWN[screen], view(reader, screen), form, stream, Look())
    text = stream.getvalue()
    if form == "json":
        # Random identities aside, the whole answer is fixed.
        import re

        text = re.sub(r'"uid": "[0-9a-f-]{36}"', '"uid": "?"', text)
    check(f"{screen}.{suffix}", text)


@pytest.mark.parametrize("screen", [one for one in SCREENS if one not in {"show", "import"}])
@pytest.mark.parametrize(("form", "suffix"), [("csv", "csv"), ("markdown", "md")])
def test_documents_are_golden(reader: Reader, screen: str, form: str, suffix: str) -> None:
    stream = io.StringIO(newline="")
    write(SHOWN[screen], view(reader, screen), form, stream, Look())
    import re

    check(f"{screen}.{suffix}", re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "?", stream.getvalue()))


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
    listed = due(opened, today, POLICY, Selection(), within=POLICY.soon).items
    assert len({item.rule for item in listed}) >= RULES_IN_THE_STORY
    assert len(rows) == 15
    assert any(row.kept.counted for row in rows)
    opened.close()
