"""How wide a text is, and where it is broken."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientpulse.output import cells
from tests.processes import Terminal


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        *[("acme", 4), ("Café", 4), ("e\u0301", 1), ("中文", 4), ("·–…→", 4), ("▂▃", 2)],
        ("👩\u200d👧", 2),
        ("👨\u200d👩\u200d👧\u200d👦", 2),
        ("👍🏽", 2),
        ("🇮🇹", 2),
        ("❤\ufe0f", 2),
        ("1\ufe0f\u20e3", 2),
    ],
)
def test_a_text_is_as_wide_as_a_terminal_shows_it(text: str, columns: int) -> None:
    assert cells.width(text) == columns
    assert cells.width(cells.padded(text, 12)) == 12


WORDS = st.lists(st.text("abc中é👩\u200d👧-@", min_size=1, max_size=12), max_size=30)


@given(WORDS, st.integers(1, 60), st.integers(0, 8))
def test_lines_are_broken_between_words_and_lose_nothing(
    words: list[str], columns: int, indent: int
) -> None:
    lines = cells.wrapped(" ".join(words), columns, indent)
    assert [word for line in lines for word in line.split(" ") if word] == words
    for line in lines:
        assert cells.width(line) <= columns or len(line.split()) == 1
    for line in lines[1:]:
        assert line.startswith(" " * indent)


@pytest.mark.parametrize("said", ["0", "-5", "abc", "", "²", "1e3", "99999999", " ", "0x50", "8 0"])
def test_a_width_that_makes_no_sense_is_as_if_it_werent_set(
    said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", said)
    assert cells.columns_of(io.StringIO()) == 100
    assert cells.columns_of(Terminal()) == 80


@pytest.mark.parametrize(
    ("said", "pipe", "terminal"),
    [("1", 100, 20), ("60", 100, 60), ("100", 100, 100), ("101", 101, 101), ("9999", 9999, 9999)],
)
def test_a_pipe_is_100_columns_wide_unless_more_is_asked_for(
    said: str, pipe: int, terminal: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", said)
    assert cells.columns_of(io.StringIO()) == pipe
    assert cells.columns_of(Terminal()) == terminal


def test_a_suggested_command_stays_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    command = "pulse import 'my list.csv' --map 'name=Firm,since=Customer since'"
    lines = cells.fitted(f"Nothing was changed so far. To import it: {command}", Terminal())
    assert lines.splitlines() == ["Nothing was changed so far. To import", "it:", command]
    lines = cells.fitted("Once they know: pulse mistake told 1; or write: pulse due", Terminal())
    assert lines.splitlines() == ["Once they know: pulse mistake told 1; or", "write: pulse due"]


@pytest.mark.parametrize(("columns", "left"), [(9, "Acme GmbH"), (5, "Acme…"), (1, "…"), (0, "")])
def test_a_name_is_cut_to_its_column(columns: int, left: str) -> None:
    assert cells.cut("Acme GmbH", columns) == left
    assert cells.cut("Acme GmbH", -3) == ""
    assert cells.cut("", 0) == ""
