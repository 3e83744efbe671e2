"""Thousands of keys pressed at random: nothing fails, and undo takes back all of it."""

from __future__ import annotations

import random
import time
from collections import Counter
from pathlib import Path

import pytest

from clientpulse.config import keys
from clientpulse.ui import acts
from clientpulse.ui.app import VIEWS, Desk
from tests.processes import in_process
from tests.ui.living import Living, live
from tests.ui.stored import rows
from tests.ui.terminal import DAY

KEYS = 5000
ROUNDS = 4
WORDS = ("hi", "fri", "the plan", "call", "x", "-1", "2", "tue 10:00", "50%", "Ünï 中", "--all")
COMMANDS = (
    "due", "snooze acme fri", "report", "add Tide 'x'", "log bakers hello -c visit", "undo", "redo",
    "client pause old-mill", "client archive kestrel", "delete all", "client delete lumen", "mcp",
    "away add fri", "history", "draft recap pixel-loom --log", "'", "due --today x", "--help", "ui",
)  # fmt: skip
MOVES = ("j", "k", "G", "home", "end", "up", "down", "tab", "enter", "escape", "pagedown", "space")
OTHER = ("ctrl+r", "question_mark", "n", "y", "slash", "ctrl+d", "ctrl+u", "left", "right")
VIEW_KEYS = tuple("123456789")


def is_there(key: str) -> bool:
    """Tell whether a key does something on this screen."""
    names = {one.name for one in keys.KEYS if key in one.keys.split(",")}
    known = {one.name_of_view for one in VIEWS} | set(acts.BY_NAME) | keys.OF_LISTS
    return all(name in known or hasattr(Desk, f"do_{name}") for name in names)


DOES = tuple(filter(is_there, "lspamrgdbxuUznv"))


CLEAR = ["end", "ctrl+u"]
"""What was half typed before goes."""


def form(chance: random.Random) -> list[list[str]]:
    """Return a form that is filled in, mostly with what makes sense, and mostly sent."""
    right = [
        ("l", "hi there", "call"), ("l", "met", "meeting", "good"), ("s", "fri"), ("g", "lease"),
        ("p", "the plan", "fri"), ("a", "receipts", "in 2 weeks"), ("m", "a wrong rate"),
        ("r", "fri", "the talk"), ("b", "tue 10:00"), ("l", "they rang", "call", "2", "yesterday"),
    ]  # fmt: skip
    act, *fields = chance.choice(right)
    if chance.random() < 0.3:
        act, *fields = chance.choice(DOES), *chance.choices(WORDS, k=chance.randint(1, 4))
    filled = [one for field in fields for one in (CLEAR, list(field), ["tab"])]
    last = chance.choice(["enter", "enter", "enter", "enter", "ctrl+s", "escape"])
    return [["escape", "escape"], [act], *filled[:-1], [last]]


def bursts(chance: random.Random) -> list[list[str]]:
    """Return what somebody presses next, in one go."""
    out = [["escape", "escape", "escape"]] if chance.random() < 0.5 else []
    match chance.choices(range(7), weights=(20, 40, 6, 12, 8, 8, 6))[0]:
        case 0:
            return [[chance.choice(MOVES)] for _ in range(chance.randint(1, 4))]
        case 1:
            return form(chance)
        case 2:
            return [*out, [chance.choice(OTHER)]]
        case 3:
            return [*out, [chance.choice(VIEW_KEYS)]]
        case 4:
            typed = list(chance.choice(COMMANDS))
            return [*out, ["colon"], typed, [chance.choice(["enter", "enter", "tab"])]]
        case 5:
            return [*out, ["x"], [chance.choice("123")]]
        case _:
            return [*out, [chance.choice(DOES)]]


@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_whatever_is_pressed_can_be_undone(demo: Path, seed: int) -> None:
    chance = random.Random(seed)
    before = rows(demo)
    pressed: list[str] = []
    seen: Counter[str] = Counter()

    async def use(living: Living) -> None:
        while len(pressed) < KEYS // ROUNDS:
            typed = bursts(chance)
            flat = [key for some in typed for key in some]
            # A program of its own would have the terminal to itself, and there is none.
            if "!" in flat or not all(map(is_there, flat)):
                continue
            pressed.extend(flat)
            await living.quickly(*typed)
            seen[living.desk.view.name_of_view] += 1

    begun = time.monotonic()
    live(use, db=demo, today=f"{DAY} 09:00", size=chance.choice([(140, 40), (80, 24)]))
    assert in_process(demo, "doctor", today=DAY).code == 0, pressed
    stored = in_process(demo, "undo", "--list", "--json", today=DAY).items
    print(
        f"{time.monotonic() - begun:.0f} s",
        len(pressed),
        seen,
        Counter(one["command"] for one in stored),
    )
    assert len(seen) >= 3
    assert len(stored) >= 3
    for _ in stored:
        undone = in_process(demo, "undo", today=DAY)
        assert undone.code == 0, undone
    assert rows(demo) == before
