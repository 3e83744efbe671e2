"""Whoever is faster than the screen loses no key: each goes where the one before it led."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.processes import in_process
from tests.ui.terminal import DAY, KEYS, NOW, in_terminal


@pytest.mark.parametrize("times", range(3))
def test_what_comes_in_one_go_is_what_comes_key_by_key(demo: Path, times: int) -> None:
    with in_terminal("--db", str(demo), "--today", NOW, "ui") as terminal:
        terminal.until("Agenda")
        terminal.type("jlTold them of the quarter\tvisit\r")
        terminal.until("Logged: visit with Northgate Housing")
        terminal.type("lHalf a note" + KEYS["escape"])
        terminal.until("Kept for later")
        # The second time the same key offers it again; what is typed now goes on behind it.
        terminal.type("l" + KEYS["end"] + ", and its end\r:snooze kestrel fri\r")
        terminal.until("$ pulse snooze kestrel fri")
        terminal.type("?q/old\r")
        terminal.until(lambda: "Old Mill" in terminal.lines[1])
    logged = in_process(demo, "history", "--json", today=DAY).out
    assert '"Told them of the quarter"' in logged
    assert '"Half a note, and its end"' in logged


def test_what_is_pasted_behind_a_key_goes_into_what_it_opened(demo: Path) -> None:
    with in_terminal("--db", str(demo), "--today", NOW, "ui") as terminal:
        terminal.until("Agenda")
        terminal.write(b"l\x1b[200~pasted text\x1b[201~!\r")
        terminal.until("$ pulse log bakers-sons 'pasted text!'")
