"""Starts the program with a terminal of its own; told so, something breaks in it.

python launch.py FAULT pulse's words...
"""

from __future__ import annotations

import fcntl
import sys
import termios
from typing import Any


def _broken(*_: Any, **__: Any) -> Any:
    raise ZeroDivisionError("on purpose\x1b[2J\nand more")


def _break(where: str) -> None:
    """Let something fail when it is next used."""
    if where == "key":
        from clientpulse.ui.app import Desk

        Desk.do_undo = _broken  # type: ignore[method-assign]
    elif where == "thread":
        from clientpulse.ui.morning import Morning

        Morning.detail = _broken  # type: ignore[method-assign]
    elif where == "command":
        from clientpulse.cli.app.inside import Inside

        Inside.run = _broken  # type: ignore[method-assign]
    elif where == "drawing":
        from clientpulse.ui.lines import Page

        Page.style_of = _broken  # type: ignore[method-assign]


def main() -> None:
    """Take the terminal, and run the program."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    _break(sys.argv[1])
    sys.argv[:2] = ["pulse"]
    from clientpulse.__main__ import main as pulse

    pulse()


if __name__ == "__main__":
    main()
