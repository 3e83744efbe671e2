"""How the screen looks: read easily in every theme, and the same things seen without colours."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.color import ColorTriplet
from rich.style import Style
from textual.geometry import Offset
from textual.selection import Selection

from clientpulse.config import keys
from clientpulse.config.values import THEMES
from clientpulse.output import cells
from clientpulse.output.look import STYLES
from clientpulse.ui import looks
from clientpulse.ui.app import VIEWS
from clientpulse.ui.lines import text_of
from tests.processes import PULSE, environment
from tests.ui.living import NARROW, WIDE, Living, live

TODAY = "2026-11-27 9:30"
OURS = [one for one in THEMES if one != looks.TERMINAL]
ENOUGH = 4.5
"""To 1: the contrast that WCAG asks of text."""


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal with all colours."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)


def contrast(one: ColorTriplet, other: ColorTriplet) -> float:
    """Return the contrast of two colours, as WCAG 2 has it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: ColorTriplet) -> float:
    parts = (part / 255 for part in color)
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def seen(living: Living) -> Iterator[tuple[int, str, Style]]:
    """Return the texts on the screen, with their lines and looks."""
    strips = living.desk.screen._compositor.render_strips()
    for number, strip in enumerate(strips):
        for segment in strip:
            if any(char.isalnum() for char in segment.text):
                yield number, segment.text, segment.style or Style.null()


def looks_of(living: Living, text: str) -> Style:
    """Return how a text looks."""
    return next(style for _, said, style in seen(living) if text in said)


EVERYTHING = (
    (),
    ("j",),
    ("tab",),
    ("tab", "l"),
    ("tab", "tab", "c"),
    ("escape", "slash"),
    ("a",),
    ("escape", "x"),
    ("escape", "question_mark"),
    ("escape", "colon"),
    *((one,) for one in ("l", "o", "g")),
    ("escape", "u"),
    *((keys.BY_NAME[one.name_of_view].keys, "tab", "tab") for one in VIEWS),
    ("b",),
    ("escape", "1", "d"),
    ("enter",),
    ("enter",),
    ("e",),
    ("escape",),
    ("S",),
    ("n",),
    ("escape",),
)
"""Keys, one after the other, that show all there is to see."""


def test_the_themes_are_those_of_the_config() -> None:
    assert looks.NAMES == THEMES


@pytest.mark.parametrize("theme", OURS)
def test_every_meaning_has_enough_contrast(theme: str) -> None:
    (ground,) = [one for one in looks.THEMES if one.name == theme]
    sheet = looks.styles(theme, {})
    assert sheet.keys() >= STYLES.keys()
    for meaning, style in sheet.items():
        assert not style.dim, meaning
        color = style.color.get_truecolor() if style.color else _rgb(ground.foreground)
        assert contrast(color, _rgb(ground.background)) >= ENOUGH, meaning


def _rgb(color: str | None) -> ColorTriplet:
    assert color is not None
    return ColorTriplet(*bytes.fromhex(color.removeprefix("#")))


@pytest.mark.parametrize(("theme", "size"), [*((one, WIDE) for one in OURS), ("light", NARROW)])
def test_every_text_on_the_screen_has_enough_contrast(theme: str, size: tuple[int, int]) -> None:
    async def use(living: Living) -> None:
        for pressed in EVERYTHING:
            await living.press(*pressed)
            for _, text, style in seen(living):
                assert style.color is not None
                assert style.bgcolor is not None
                assert not style.dim
                found = contrast(style.color.get_truecolor(), style.bgcolor.get_truecolor())
                assert found >= ENOUGH, (pressed, text, style)

    live(use, demo=True, today=TODAY, size=size, theme=theme)


@pytest.mark.parametrize("theme", [*THEMES, "none"])
def test_cursor_field_and_what_is_marked_are_seen(
    theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if theme == "none":
        monkeypatch.setenv("NO_COLOR", "1")

    async def use(living: Living) -> None:
        def is_reversed(line: int) -> set[bool]:
            return {bool(style.reverse) for number, _, style in seen(living) if number == line}

        assert is_reversed(1) == {True}
        assert is_reversed(2) == {False}
        assert living.lines[1].startswith("› ")
        await living.press("j")
        assert is_reversed(1) == {False}
        assert is_reversed(2) == {True}
        rows = living.desk.view.list
        marked = Selection(Offset(2, 0), Offset(9, 1))
        living.desk.screen.selections = {rows: marked}
        await living.settle()
        assert is_reversed(1) == {True, False} or is_reversed(1) == {True}
        assert is_reversed(2) == {True, False}
        living.desk.screen.clear_selection()
        await living.press("l")
        assert looks_of(living, "note").bold
        assert not looks_of(living, "channel").bold
        await living.press("tab")
        assert not looks_of(living, "note").bold
        assert looks_of(living, "channel").bold
        assert {number for number, _, style in seen(living) if style.reverse} <= {
            number for number, line in enumerate(living.lines) if "channel" in line
        }

    live(use, demo=True, today=TODAY, size=NARROW, theme="terminal" if theme == "none" else theme)


def test_the_config_may_say_other_colours_but_not_against_the_most_contrast() -> None:
    colors = {"overdue": "green"}
    assert looks.styles("light", colors)["overdue"] == Style.parse("green")
    assert looks.styles("terminal", colors)["overdue"] == Style.parse("green")
    assert looks.styles("contrast", colors)["overdue"] == Style.parse("bold #ffff00")


@pytest.mark.parametrize("size", [(30, 8), (20, 5), (10, 3), (4, 2), (1, 1)], ids=str)
def test_a_small_terminal_leaves_what_is_typed_to_be_seen(size: tuple[int, int]) -> None:
    async def use(living: Living) -> None:
        await living.resize(*size)
        for pressed in EVERYTHING:
            await living.press(*pressed)
        await living.press("escape", "l", "a", "b", "c")
        assert len(living.lines) == size[1]
        if size[1] >= 5:
            assert any("abc" in line for line in living.lines)
            assert "q quit" in living.lines[-1]

    live(use, demo=True, today=TODAY, size=NARROW)


def test_a_scrollbar_covers_no_text() -> None:
    async def use(living: Living) -> None:
        await living.press("3", "w")
        rows = living.desk.view.list
        room = rows.scrollable_content_region.width
        assert rows.show_vertical_scrollbar
        lines = map(rows.line_at, range(rows.virtual_size.height))
        assert max(cells.width(text_of(line)) for line in lines) <= room

    live(use, demo=True, today="2026-11-20 9:30", size=(140, 30))


class Told:
    """What the program wrote to a terminal, and how it ended."""

    def __init__(self, written: bytes, code: int) -> None:
        self.written, self.code = written, code

    @property
    def looks(self) -> set[str]:
        """The parts of all sequences that say how text looks; colours of many parts as one."""
        found = re.findall(rb"\x1b\[([0-9;]*)m", self.written)
        parts = ";".join(one.decode() for one in found)
        return set(re.findall(r"[345]8;5;\d+|[345]8;2;\d+;\d+;\d+|\d+", parts))


def run(folder: Path, *words: str, typed: str = "", **env: str) -> Told:
    """Run the program in a terminal of 80 columns, whatever is said of it, and type something."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    known = {"COLORTERM": "", "TERM": "xterm-256color", "LINES": "9999", "COLUMNS": "9999", **env}
    process = subprocess.Popen(
        [*PULSE, "--demo", "--today", TODAY, *words],
        stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
        env={**environment(folder / "none.db"), "XDG_CACHE_HOME": str(folder), **known},
    )  # fmt: skip
    os.close(slave)
    written = bytearray()
    try:
        if typed:
            _read(master, written, 30.0, until=b"quit")
        for key in typed:
            os.write(master, key.encode())
            _read(master, written, 0.2)
        _read(master, written, 30.0)
        code = process.wait(10)
    finally:
        process.kill()
        os.close(master)
    return Told(bytes(written), code)


def _read(master: int, written: bytearray, seconds: float, until: bytes = b"\0") -> None:
    """Read for so long, or until something was read, or the program has ended."""
    deadline = time.monotonic() + seconds
    while until not in written and (left := deadline - time.monotonic()) > 0:
        if select.select([master], [], [], left)[0]:
            try:
                written += os.read(master, 1 << 16)
            except OSError:
                return


COLORS = re.compile(r"3\d|4\d|9\d|10\d|[345]8;.*")
KEYS = "jlab\x1bx\x1b?\x1b/a\x1b:d\x1bq"


@pytest.mark.parametrize("how", ["NO_COLOR", "--no-color"])
@pytest.mark.parametrize("theme", ["terminal", "dark"])
def test_without_colours_not_one_is_written(tmp_path: Path, how: str, theme: str) -> None:
    words = ("--no-color", "ui") if how == "--no-color" else ("ui",)
    env = {"NO_COLOR": "1"} if how == "NO_COLOR" else {}
    told = run(tmp_path, *words, "--theme", theme, typed=KEYS, COLORTERM="truecolor", **env)
    assert told.code == 0
    assert b"Bakers & Sons" in told.written
    assert not [one for one in told.looks if COLORS.fullmatch(one)]
    assert {"1", "7"} <= told.looks


def test_an_empty_no_color_says_nothing(tmp_path: Path) -> None:
    assert [one for one in run(tmp_path, "ui", typed="q", NO_COLOR="").looks if "8;5" in one]


def test_a_terminal_of_16_colours_keeps_its_own(tmp_path: Path) -> None:
    told = run(tmp_path, "ui", "--theme", "light", typed=KEYS, TERM="xterm")
    assert told.code == 0
    assert not [one for one in told.looks if "8;" in one]
    assert {"31", "1", "2", "7"} <= told.looks


def test_a_terminal_that_cannot_be_drawn_on_is_told_what_else_there_is(tmp_path: Path) -> None:
    told = run(tmp_path, "ui", TERM="dumb")
    assert told.code == 2
    assert b"\x1b" not in told.written
    error, hint = told.written.decode().splitlines()
    assert error == "error: this terminal can't be drawn on, as TERM says"
    assert hint == "hint: line by line: pulse ui --plain"


WITHOUT = """
import sys
class Without:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "textual":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Without())
from clientpulse.cli import run
sys.exit(run(sys.argv[1:]))
"""


def test_without_the_package_one_line_says_how_to_install_it(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, "ui"],
        env=environment(tmp_path / "none.db"), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        "error: the screen needs the package textual, which isn't installed, or is too old",
        "hint: install it: pip install 'clientpulse[ui]'",
    ]
