"""The style sheet: readable on any background, the only place of colours, and open to taste."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from rich.style import Style
from rich.text import Text

import clientpulse
from clientpulse import config
from clientpulse.errors import InputError
from clientpulse.output import Look
from clientpulse.output.formats.table.console import make_console
from clientpulse.output.look import STYLES, of_health, of_status
from clientpulse.services.portfolio.report import CLIENT_STATUSES
from tests.processes import Terminal

BACKGROUNDS = {
    "black": (0, 0, 0),
    "white": (255, 255, 255),
    "Solarized dark": (0, 43, 54),
    "Solarized light": (253, 246, 227),
}
ENOUGH = 3  # WCAG 2, 1.4.3 for bold and large text, 1.4.11 for what isn't text


def luminance(color: tuple[int, int, int]) -> float:
    """Return a colour's relative luminance, as WCAG 2 has it."""
    parts = [part / 255 for part in color]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """Return the contrast of two colours, 1 to 21."""
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((255, 0, 0), (255, 255, 255)) == pytest.approx(4.0, abs=0.01)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("meaning", STYLES)
@pytest.mark.parametrize("background", BACKGROUNDS)
def test_every_colour_is_readable_on_light_and_dark(meaning: str, background: str) -> None:
    style = Style.parse(STYLES[meaning][0])
    assert not style.dim  # how dark that is, nobody can say
    assert style.bgcolor is None
    if style.color is not None:
        # The first 16 are anybody's: each terminal has its own.
        assert style.color.number is not None
        assert style.color.number >= 16
        assert contrast(style.color.get_truecolor(), BACKGROUNDS[background]) >= ENOUGH


@pytest.mark.parametrize("meaning", STYLES)
def test_16_colours_are_left_to_the_palette_of_whoever_has_them(meaning: str) -> None:
    style = Style.parse(STYLES[meaning][1])
    # Of Solarized's, those that are a colour are readable; white, black and bright ones aren't.
    assert style.color is None or style.color.name in {"red", "green", "magenta", "blue", "cyan"}


def test_statuses_and_bands_have_their_style_or_are_quiet() -> None:
    looks = {status: of_status(status) for status in CLIENT_STATUSES}
    assert looks["overdue"] == "overdue"
    assert looks["on_track"] == "on_track"
    assert looks["paused"] == looks["snoozed"] == looks["no_cadence"] == "quiet"
    assert [*map(of_health, ("good", "watch", "at risk", "?"))] == [
        *("good", "watch", "at_risk", "quiet"),
    ]


SOURCE = Path(clientpulse.__file__).parent
NAMING = re.compile(
    r"color\(\d|#[0-9a-f]{6}\b|\x1b\[[0-9;]*m|\\x1b\[[0-9;]*m"
    r"|\"(?:not )?(?:bold|dim|italic|underline|reverse|red|green|yellow|blue|magenta|cyan)[\" ]",
)


def test_no_other_file_names_a_colour() -> None:
    sheets = {
        SOURCE / "ui/looks.py",
        SOURCE / "output/look.py",
        SOURCE / "config/colors.py",
        SOURCE / "config/table.py",
    }
    assert all(NAMING.search(sheet.read_text()) for sheet in sheets)
    found = [
        f"{file.relative_to(SOURCE)}: {line.strip()}"
        for file in SOURCE.rglob("*.py")
        if file not in sheets and file.parent.name != "html"  # a page isn't a terminal
        for line in file.read_text(encoding="utf-8").splitlines()
        if NAMING.search(line)
    ]
    assert not found


def shown(look: Look, meaning: str, **env: str) -> str:
    """Return what a terminal gets for a word of a meaning."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"TERM": "xterm-256color", "COLORTERM": "", **env}.items():
            patch.setenv(name, value)
        stream: io.StringIO = Terminal()
        make_console(stream, look).print(Text("late", style=meaning), end="")
    return stream.getvalue()


def test_a_terminal_gets_the_colours_it_knows() -> None:
    assert shown(Look(), "overdue") == "\x1b[1;38;5;196mlate\x1b[0m"
    assert shown(Look(), "overdue", TERM="xterm") == "\x1b[1;31mlate\x1b[0m"
    assert shown(Look(), "quiet", TERM="linux") == "\x1b[2mlate\x1b[0m"
    assert shown(Look(), "overdue", TERM="dumb") == "late"
    assert shown(Look(color=False), "overdue") == "late"


def look_of(tmp_path: Path, text: str) -> Look:
    file = tmp_path / "config.toml"
    file.write_text(text, encoding="utf-8")
    return Look(colors=config.loading.load(file).colors)


@pytest.mark.parametrize(
    ("said", "sequence"),
    [
        ('"red"', "31"), ('"Bold Red"', "1;31"), ('"bright_blue"', "94"), ('"#d08000"', "38;5;172"),
        ('"#f80"', "38;5;208"), ("166", "38;5;166"), ('"9"', "91"), ('"dim"', "2"),
        ('"underline 32"', "4;38;5;32"), ('"orange"', "38;5;166"), ('"gray"', "38;5;244"),
        ('"none"', None),
    ],
)  # fmt: skip
def test_the_config_has_the_last_word(tmp_path: Path, said: str, sequence: str | None) -> None:
    look = look_of(tmp_path, f"[colors]\noverdue = {said}\n")
    assert shown(look, "overdue") == (f"\x1b[{sequence}mlate\x1b[0m" if sequence else "late")
    assert shown(look, "due") == shown(Look(), "due")


@pytest.mark.parametrize("meaning", STYLES)
def test_every_meaning_can_be_set_and_no_other(tmp_path: Path, meaning: str) -> None:
    assert config.colors.MEANINGS.count(meaning) == 1
    assert len(config.colors.MEANINGS) == len(STYLES)
    look = look_of(tmp_path, f'[colors]\n{meaning} = "underline"\n')
    assert shown(look, meaning) == "\x1b[4mlate\x1b[0m"


@pytest.mark.parametrize(
    ("row", "wrong", "what_to_do"),
    [
        ('over_due = "red"', 'can\'t have a row "over_due"', "did you mean overdue?"),
        ('At-Risk = "red"', 'can\'t have a row "At-Risk"', "did you mean at_risk?"),
        ('x = "red"', 'can\'t have a row "x"', "overdue, today, due"),
        ('due = "rde"', 'row "due" can\'t be "rde"', 'such as "red"'),
        ('due = ""', 'row "due" can\'t be ""', '"none"'),
        ('due = "256"', 'row "due" can\'t be "256"', "166"),
        ("due = -1", 'row "due" can\'t be "-1"', "166"),
        ("due = true", 'row "due" can\'t be', "166"),
        ("due = []", 'row "due" can\'t be', "166"),
        ('due = "#12345"', 'row "due" can\'t be "#12345"', "#d08000"),
        ('due = "red blue"', 'row "due" can\'t be "red blue"', "bold red"),
        ('due = "none red"', 'row "due" can\'t be "none red"', "bold red"),
        ('due = "bold none"', 'row "due" can\'t be "bold none"', "bold red"),
        ('due = "\\u001b[31m"', 'row "due" can\'t be "\\x1b[31m"', "bold red"),
    ],
)
def test_what_is_no_colour_is_refused_with_its_line(
    tmp_path: Path, row: str, wrong: str, what_to_do: str
) -> None:
    with pytest.raises(InputError) as caught:
        look_of(tmp_path, f'[colors]\nsoon = "green"\n{row}\n')
    assert "line 3" in caught.value.message
    assert wrong in caught.value.message
    assert what_to_do in caught.value.hint


def test_colors_is_a_table(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="line 1: colors has to be a table"):
        look_of(tmp_path, 'colors = "none"\n')


def test_anything_that_is_taken_can_be_drawn(tmp_path: Path) -> None:
    names = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
    for said in (*names, *(f"bright_{name}" for name in names), *map(str, range(256))):
        assert Style.parse(config.colors.check({"due": said})["due"]).color is not None
