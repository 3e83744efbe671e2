"""The screen, run without a terminal: keys go in, and what stands on it comes out."""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from textual import events
from textual.pilot import Pilot, WaitForScreenTimeout

from clientpulse import cli
from clientpulse.cli.app.global_options import GlobalOptions
from clientpulse.cli.app.inside import Inside
from clientpulse.ui.app import Desk

WIDE, NARROW = (140, 40), (80, 24)


class Living:
    """Somebody at the screen."""

    def __init__(self, desk: Desk, pilot: Pilot[int], options: GlobalOptions) -> None:
        self.desk, self._pilot = desk, pilot
        named = (("--db", options.db), ("--today", options.today))
        self._globals = [word for name, value in named if value for word in (name, value)]

    async def press(self, *keys: str, settle: bool = True) -> None:
        """Press keys, one by one, and wait until all is done that came of them."""
        for key in keys:
            await self._press(key)
        if settle:
            await self.settle()

    async def type(self, text: str) -> None:
        """Type a text."""
        for char in text:
            await self._press(_NAMES.get(char, char))
        await self.settle()

    async def type_ahead(self, keys: str) -> None:
        """Press keys, with blanks between them, faster than anything can come of them."""
        await self.quickly(*([key] for key in keys.split()))

    async def quickly(self, *keys: Sequence[str]) -> None:
        """Press keys and type texts, faster than anything can come of them; a list is of keys."""
        for key in (one for some in keys for one in some):
            char = key if len(key) == 1 else None
            self.desk.post_message(events.Key(_NAMES.get(key, key), char))
        while not self.desk.has_keys_to_do:
            await asyncio.sleep(0)
        await self.settle()

    async def _press(self, key: str) -> None:
        with contextlib.suppress(WaitForScreenTimeout):
            await self._pilot.press(key)
            return
        raise self.desk.fault or AssertionError(f"the screen hangs at {key}")

    async def click(self, column: int, line: int) -> None:
        """Click somewhere, both counted from 0."""
        await self._pilot.click(offset=(column, line))
        await self.settle()

    def where(self, text: str) -> tuple[int, int]:
        """Return where a text begins: its column and line."""
        line = next(at for at, one in enumerate(self.lines) if text in one)
        return self.lines[line].index(text), line

    async def settle(self) -> None:
        """Wait until nothing is being read or run."""
        while True:
            await self._pilot.pause()
            if self.desk.fault is not None:
                raise self.desk.fault
            if self.desk.is_resting:
                return
            await asyncio.sleep(0.005)

    async def until(self, text: str) -> None:
        """Wait until a text stands on the screen: what comes by itself comes with the next look."""
        deadline = time.monotonic() + 60
        while text not in self.text:
            assert time.monotonic() < deadline, self.text
            await asyncio.sleep(0.05)
            await self.settle()

    def elsewhere(self, *line: str) -> None:
        """Run a command line as somebody else does, in a process of its own."""
        words = [sys.executable, "-m", "clientpulse", *self._globals, *line]
        subprocess.run(words, check=True, capture_output=True)

    async def resize(self, width: int, height: int) -> None:
        """Make the terminal another size."""
        await self._pilot.resize_terminal(width, height)
        await self.settle()

    @property
    def lines(self) -> list[str]:
        """What stands on the screen."""
        return screen_text(self.desk)

    @property
    def text(self) -> str:
        """The same, as one text."""
        return "\n".join(self.lines)

    @property
    def selected(self) -> str | None:
        """The row that the cursor is on."""
        return self.desk.view.list.selected


_NAMES = {" ": "space", "/": "slash", ":": "colon", "?": "question_mark"}


def screen_text(desk: Desk) -> list[str]:
    """Return what stands on the screen, without its looks."""
    width, height = desk.size
    strips = desk.screen._compositor.render_strips()
    return ["".join(one.text for one in strip).rstrip() for strip in strips[:height] if width]


def live(
    use: Callable[[Living], Awaitable[Any]],
    *,
    db: Path | str | None = None,
    today: str | None = None,
    demo: bool = False,
    owner: str | None = None,
    size: tuple[int, int] = WIDE,
    theme: str = "terminal",
    own_keys: Mapping[str, str] | None = None,
) -> Desk:
    """Run the screen, and let somebody use it.

    Returns:
        The screen, as it ended.
    """
    options = GlobalOptions(None if db is None else str(db), today, demo)
    door = Inside(cli.run, options, owner)
    desk = Desk(door, theme, own_keys or {})

    async def run() -> None:
        async with desk.run_test(size=size) as pilot:
            living = Living(desk, pilot, options)
            await living.settle()
            await use(living)

    with contextlib.closing(door):
        asyncio.run(run())
    if desk.fault is not None:
        raise desk.fault
    return desk
