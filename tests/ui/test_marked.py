"""Texts in which something is marked, cut or broken so that it stays in sight."""

from __future__ import annotations

import pytest

from clientpulse.output.cells import width
from clientpulse.ui import marked
from clientpulse.ui.lines import Piece, text_of

LINE = (
    Piece("We talked about the move, the two vans and at the end the "),
    Piece("grant", "strong"),
    Piece(" again and again 海运公司"),
)


@pytest.mark.parametrize("room", [10, 16, 24, 40, 60, 79, 90])
def test_a_line_is_cut_around_what_is_marked(room: int) -> None:
    cut = marked.around(LINE, room)
    assert [one.text for one in cut if one.meaning] == ["grant"]
    assert width(text_of(cut)) <= room
    assert text_of(cut).strip("…") in text_of(LINE)


@pytest.mark.parametrize("room", [5, 12, 30, 200])
def test_a_broken_line_loses_no_word_and_no_mark(room: int) -> None:
    lines = list(marked.broken(LINE, room))
    assert all(width(text_of(one)) <= room for one in lines)
    assert "".join(map(text_of, lines)).replace(" ", "") == text_of(LINE).replace(" ", "")
    assert "".join(one.text for line in lines for one in line if one.meaning) == "grant"


def test_a_short_line_stays_as_it_is() -> None:
    assert marked.around(LINE, 200) == LINE
    assert list(marked.broken((), 20)) in ([], [()])
