"""Make docs/pictures/ui.svg: the screen as the program draws it, with the made-up portfolio.

python docs/picture.py
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
import time
from pathlib import Path

from clientpulse import cli
from clientpulse.cli.app.global_options import GlobalOptions
from clientpulse.cli.app.inside import Inside
from clientpulse.ui.app import Desk

PICTURE = Path(__file__).with_name("pictures") / "ui.svg"
TODAY = "2026-11-20 09:30"
SIZE = (120, 32)
KEYS = ("j", "j", "l", *"Went through the forecast")


def picture(theme: str = "light", size: tuple[int, int] = SIZE) -> str:
    """Draw the screen on a day of the demo, while a call is written down."""
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(
            XDG_CACHE_HOME=home, XDG_CONFIG_HOME=home, TZ="Europe/London", COLORTERM="truecolor"
        )
        os.environ.pop("NO_COLOR", None)
        time.tzset()
        return asyncio.run(_drawn(theme, size))


async def _drawn(theme: str, size: tuple[int, int]) -> str:
    desk = Desk(Inside(cli.run, GlobalOptions(today=TODAY, demo=True), None), theme, {})
    async with desk.run_test(size=size) as pilot:
        for key in KEYS:
            while not desk.is_resting:
                await pilot.pause(0.01)
            await pilot.press("space" if key == " " else key)
        while not desk.is_resting:
            await pilot.pause(0.01)
        svg = desk.export_screenshot(title="pulse ui --demo")
    # Nothing is fetched from the network to look at it.
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


if __name__ == "__main__":
    PICTURE.write_text(picture(), "utf-8")
    print(f"written: {PICTURE.name}")
