"""The man page: whole, read by groff and man without a warning, and installed with the package."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import man_page
import pytest

from clientpulse.errors import ExitCode
from tests.docs.documentation import DOCS, ROOT, generate

PAGE = DOCS / "man" / "pulse.1"


def rendered(text: str, columns: int = 200) -> str:
    if not shutil.which("groff"):
        pytest.skip("groff isn't installed")
    command = ["groff", "-man", "-ww", "-Tutf8", "-P-cbou", f"-rLL={columns}n"]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout


def test_groff_reads_the_page_without_a_warning_and_it_holds_everything() -> None:
    shown = " ".join(rendered(PAGE.read_text(encoding="utf-8")).split())
    for one in generate.commands():
        assert one.name in shown
        assert " ".join(one.help.splitlines()[0].split()) in shown
        for each in one.command.params:
            assert all(name in shown for name in each.opts if name.startswith("-"))
        for line, _ in one.examples:
            assert " ".join(line.split()) in shown
    for code in ExitCode:
        assert f" {int(code)} " in shown
    for heading in ("NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "FILES", "ENVIRONMENT"):
        assert heading in shown


def test_man_shows_the_page() -> None:
    if not shutil.which("man"):
        pytest.skip("man isn't installed")
    done = subprocess.run(
        ["man", "--warnings", "-l", str(PAGE)], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    assert "know whom to contact today" in done.stdout


@pytest.mark.parametrize(
    "text",
    [
        ".TH begins like a request",
        "'and so does a quote",
        r"a backslash \fB and \n another \\",
        "--by -c -1 - dashes",
        "Müller → 12 €: ß",
        '"quotes" `ticks` ^ ~ |',
    ],
)
def test_roff_shows_a_text_letter_for_letter(text: str) -> None:
    page = f".TH X 1\n.nh\n.ad l\n.SH Y\n{man_page.escaped(text)}\n"
    assert text in rendered(page)


def test_the_package_installs_the_page_where_man_looks(tmp_path: Path) -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        wheel = tomllib.load(file)["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["shared-data"] == {"docs/man/pulse.1": "share/man/man1/pulse.1"}
    pytest.importorskip("hatchling")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    (built,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        (name,) = (one for one in archive.namelist() if re.search(r"/man1/pulse\.1$", one))
        assert archive.read(name) == PAGE.read_bytes()


def test_every_variable_that_the_program_reads_is_in_the_page() -> None:
    named = {word.strip(",") for name, _ in man_page.ENVIRONMENT for word in name.split()}
    source = ROOT / "src" / "clientpulse"
    read = set()
    for path in source.rglob("*.py"):
        read |= set(re.findall(r"\"(CLIENTPULSE_[A-Z_]+)\"", path.read_text(encoding="utf-8")))
    assert read <= named


@pytest.mark.parametrize("columns", [60, 78, 120])
def test_every_line_fits_or_can_be_broken(columns: int) -> None:
    assert rendered(PAGE.read_text(encoding="utf-8"), columns)
