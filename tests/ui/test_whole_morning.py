"""A whole morning at a real terminal, from the first client to an empty list."""

from __future__ import annotations

import re
from pathlib import Path

from tests.processes import in_process
from tests.ui.terminal import DAY, NOW, Terminal, in_terminal

DONE: dict[str, tuple[str, ...]] = {
    "meeting today": ("l", "Went through the quarter\tmeeting", "enter"),
    "not told yet": ("x", "1"),
    "you promised": ("x", "1"),
    "today: ": ("x", "1"),
    "meeting of Tue 24": ("l", "They liked it\tmeeting\t\ttue\t\tthe new rota", "enter"),
    "conversation of": (":", "draft recap '{client}' --log", "enter"),
    "no feedback": (":", "draft feedback '{client}' --log", "enter"),
    "meeting due": ("b", "1 dec 10:00", "enter"),
    "fixed ": ("l", "All is well again", "enter"),
}
"""What is done about what is shown; whoever isn't here has time till next week."""
NAMES = ("Pixel & Loom", "Fernhill Care", "Old Mill", "Bakers", "Northgate", "Harbour", "Solveig",
         "Kestrel", "Lumen")  # fmt: skip
SNOOZE = ("s", "next fri\tThey are at the fair", "enter")


NOBODY = "Nobody is waiting to hear from you today."


def row(terminal: Terminal) -> str:
    """Return what is said of who is next."""
    if NOBODY in terminal.text:
        return NOBODY
    return next((line[:55] for line in terminal.lines if line.startswith("› ")), "")


def test_a_morning_is_done_at_a_terminal(demo: Path) -> None:
    said: list[str] = []

    def did(terminal: Terminal, *keys: str) -> None:
        """Press keys, and wait for the command that comes of them, and for the list."""
        terminal.press("ctrl+r")  # which takes away what was said before
        terminal.until(lambda: "$ pulse " not in terminal.text)
        terminal.rest()
        before = terminal.lines[:30]
        for key in keys:
            terminal.press(key)
            if key == "x":
                terminal.until("Done with")
        if any(key.startswith("draft") for key in keys):
            terminal.until("Esc goes back")
            terminal.press("escape")
        terminal.until("$ pulse ")
        assert "error: " not in terminal.text, terminal.text
        said.append(re.findall(r"\$ pulse (.+?) *$", terminal.text, re.MULTILINE)[0])
        terminal.until(lambda: terminal.lines[:30] != before)

    with in_terminal("--db", str(demo), "--today", NOW, "ui", size=(120, 40)) as terminal:
        terminal.until("Bakers & Sons (bakers-sons)")
        assert terminal.lines[0].startswith("Fri 27 Nov 2026: 10 clients to contact")
        # Read up on the next ones.
        terminal.press("j")
        terminal.until("(northgate)")
        terminal.press("tab", "j", "k", "escape", "k")
        terminal.until("(bakers-sons)")
        # A promise to whom one rings first, written down by mistake with somebody else.
        did(terminal, "p", "the lease, looked through\tfri", "enter")
        did(terminal, "u")
        terminal.until("Undone")
        # Find somebody, and snooze them by hand.
        terminal.type("/lumen")
        terminal.until(lambda: "Lumen" in terminal.lines[1])
        terminal.press("enter")
        terminal.until("(lumen-robotics)")
        terminal.press("escape")
        terminal.until(lambda: "Bakers" in terminal.lines[1])
        did(terminal, ":", "snooze orchard in 2 weeks", "enter")
        why = row(terminal)
        while why != NOBODY:
            client = next(one for one in NAMES if one[:12] in why)
            keys = next((keys for seen, keys in DONE.items() if seen in why), SNOOZE)
            did(terminal, *(one.format(client=client) for one in keys))
            terminal.until(lambda why=why: row(terminal) not in {why, ""})
            why = row(terminal)
        terminal.press("q")
        assert terminal.ends() == 0
        assert not terminal.left_over
        terminal.assert_harmless()

    assert in_process(demo, "due", "--json", today=DAY).items == []
    stored = in_process(demo, "undo", "--list", "--json", today=DAY).items
    promise, undo, *done = said
    assert (promise.split()[0], undo) == ("promise", "undo")
    for entry, line in zip(reversed(stored), done, strict=True):
        assert line.startswith(entry["command"])
    assert in_process(demo, "doctor", today=DAY).code == 0
