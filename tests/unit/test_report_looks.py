"""The report on a terminal: two lines a client at 80 columns, whatever there is to say."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from clientpulse.output import Look, screens, write
from clientpulse.output.cells import width
from clientpulse.services.portfolio.report import CLIENT_STATUSES
from tests.golden import shown
from tests.processes import Terminal

NAMES = (
    "Ox", "Harbour Lights Dental", "Rindfleischetikettierungsgesellschaft mbH & Co. KG, Hannover",
    "中文 " * 12,
)  # fmt: skip


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    shown.store_at(path)
    return shown.views(path)["report"]


def lines(view: Any, columns: int) -> list[str]:
    stream = Terminal()
    write(screens.report.SCREEN, view, "table", stream, Look(color=False, width=columns))
    return stream.getvalue().splitlines()


def extreme(view: Any, status: str, name: str, days: int, *, next_year: bool) -> Any:
    """Return a report of one client, with everything about it as long as it gets."""
    far = date(2027 if next_year else 2026, 12, 23)
    row = view.items[3]
    now = row.health.now._replace(score=100, band="at risk")
    late = days if status == "overdue" else 0
    row = replace(
        row,
        client=name,
        status=status,
        days_overdue=late,
        snoozed_until=far,
        paused_until=far,
        next_rule="project_feedback",
        next_due_on=far,
        next_meeting_on=far,
        last_channel="video",
        tags=("a-very-long-tag-that-never-ends", "another-one"),
        health=replace(row.health, now=now),
    )
    return replace(view, items=(row,))


@pytest.mark.parametrize("next_year", [False, True])
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("status", CLIENT_STATUSES)
def test_no_cell_takes_a_third_line_at_80_columns(
    view: Any, status: str, name: str, next_year: bool
) -> None:
    for days in (1, 13, 130, 9999):
        said = lines(extreme(view, status, name, days, next_year=next_year), 80)
        assert max(map(width, said)) <= 80
        assert said[2].startswith("Client"), "a table"
        row = said[4 : said.index("", 4)]
        assert len(row) <= 2, row
        text = "\n".join(row)
        assert name.split(maxsplit=1)[0][:8] in text
        for part in ("at risk", "23 Dec 2027" if next_year else "23 Dec", "video call"):
            assert part in text
        if status == "overdue":
            assert re.search(r"overdue [0-9]+[dwmy]\b", row[0])
            assert "snoozed" in row[1]


@pytest.mark.parametrize("columns", [40, 60, 100, 120, 160])
@pytest.mark.parametrize("name", NAMES)
def test_it_fits_any_width(view: Any, name: str, columns: int) -> None:
    for status in CLIENT_STATUSES:
        said = lines(extreme(view, status, name, 130, next_year=True), columns)
        assert max(map(width, said)) <= columns
        assert "\n\n\n" not in "\n".join(said)
