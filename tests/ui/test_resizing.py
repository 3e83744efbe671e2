"""The window is made another size at any moment, whatever is open."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from clientpulse.output.cells import width
from clientpulse.ui.app import VIEWS
from tests.ui.living import WIDE, Living, live
from tests.ui.terminal import NOW, in_terminal

OPEN = {
    "form": [["l"], "half", ["tab"], "me"],
    "choice": [["j"], ["x"]],
    "help": [["?"]],
    "command": [[":"], "log ba"],
    "question": [[":"], "client delete lumen", ["enter"]],
    "answer": [[":"], "history", ["enter"]],
    "filter": [["/"], "er"],
    "page": [["tab"], ["j"]],
    **{one.name_of_view: [] for one in VIEWS},
}


def sizes(chance: random.Random, count: int) -> list[tuple[int, int]]:
    return [(chance.randint(20, 250), chance.randint(5, 80)) for _ in range(count)]


@pytest.mark.parametrize("what", OPEN)
def test_the_layout_is_right_at_any_size_and_back(demo: Path, what: str) -> None:
    chance = random.Random(what)

    async def use(living: Living) -> None:
        desk = living.desk
        if what in desk.views:
            await desk.go_to(what)
            await living.settle()
        else:
            await living.quickly(*OPEN[what])
        before, focused = living.lines, desk.focused
        for size in [(20, 5), *sizes(chance, 12), (250, 80)]:
            await living.resize(*size)
            lines = living.lines
            assert len(lines) == size[1]
            assert max(map(width, lines)) <= size[0]
            assert "".join(lines).strip(), size
            assert desk.focused is focused, size
            if size[1] > 30:
                # There is room for the keys that lead on.
                assert what in {"help", "answer"} or "quit" in lines[-1], (size, living.text)
        await living.resize(*WIDE)
        assert living.lines == before

    live(use, db=demo, today=NOW)


def test_nothing_is_lost_while_the_window_is_made_another_size(demo: Path) -> None:
    chance = random.Random(1)
    with in_terminal("--db", str(demo), "--today", NOW, "ui", size=WIDE) as terminal:
        terminal.until("Agenda")
        typed = ""
        terminal.press("l")
        for at, size in enumerate(sizes(chance, 40)):
            terminal.resize(*size)
            terminal.type(str(at % 10))
            typed += str(at % 10)
            terminal.look_on(chance.uniform(0, 0.05))
        terminal.resize(*WIDE)
        terminal.until(f"note     {typed}")
        terminal.until(lambda: "quit" in terminal.lines[-1])
        terminal.press("enter")
        terminal.until(f"$ pulse log bakers-sons {typed}")
        terminal.rest()
        after = terminal.lines
        terminal.press("q")
        assert terminal.ends() == 0
        assert not terminal.left_over
        terminal.assert_harmless()
    with in_terminal("--db", str(demo), "--today", NOW, "ui", size=WIDE) as terminal:
        terminal.until("Agenda")
        terminal.rest()
        # But for what was said last, and for who stayed in their place.
        assert terminal.lines[0] == after[0]
        assert sorted(terminal.lines[1:12]) == sorted(after[1:12])
