"""How many clients of today's list a terminal shows, and in which form."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from clientpulse.output.formats.table.due_fit import fit
from clientpulse.output.screens.due import FEWEST

HEIGHTS = st.lists(st.integers(1, 9), max_size=30)


def lines(full: list[int], short: list[int], whole: int, brief: int) -> int:
    """Count the lines of what is shown: whole rows, and those in short, with blanks between."""
    parts = [*full[:whole], *([sum(short[whole : whole + brief])] if brief else [])]
    return sum(parts) + max(0, len(parts) - 1)


@given(HEIGHTS, st.integers(-5, 90), st.integers(1, 3))
def test_what_is_shown_fits_and_nothing_more_would(full: list[int], room: int, said: int) -> None:
    short = [1] * len(full)
    whole, brief = fit(full, short, room, room - said)
    shown, fewest = whole + brief, min(FEWEST, len(full))
    assert fewest <= shown <= len(full)
    taken = lines(full, short, whole, brief)
    if taken > (room if shown == len(full) else room - said):
        assert (whole, brief) == (0, fewest)
        assert sum(short[:fewest]) > room - said
        return
    if shown < len(full):
        more = (whole, brief + 1) if brief else (whole + 1, 0)
        assert lines(full, short, *more) > room - said
    if brief:
        # One more of them whole would leave too few.
        assert lines(full, short, whole + 1, max(0, fewest - whole - 1)) > room - said


@given(HEIGHTS, st.integers(5, 60))
def test_rows_that_nobody_sees_are_hardly_drawn(full: list[int], room: int) -> None:
    drawn = []

    def heights() -> Iterator[int]:
        for height in full:
            drawn.append(height)
            yield height

    whole, _ = fit(heights(), [1] * len(full), room, room - 1)
    assert len(drawn) <= room + 1
    assert whole <= len(drawn)


def test_a_long_command_that_takes_two_lines_counts_as_two() -> None:
    assert fit([], [2, 2, 2, 2, 2, 2, 2], 12, 12) == (0, 6)
    assert fit([], [2, 2, 2, 2, 2, 2, 2], 14, 12) == (0, 7)
