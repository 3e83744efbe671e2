"""Pictures of the screen: that in the docs is current, and others hold its looks."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import textual

DOCS = Path(__file__).parents[2] / "docs"
GOLDEN = Path(__file__).parents[1] / "golden" / "ui"
DRAWN_WITH = "8.2.8"

pytestmark = pytest.mark.skipif(
    textual.__version__ != DRAWN_WITH, reason="another Textual may draw a line otherwise"
)


def drawn(folder: Path, arguments: str = "") -> str:
    return subprocess.run(
        [sys.executable, "-c", f"import picture; print(picture.picture({arguments}), end='')"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(DOCS), "COLUMNS": "", "LINES": ""},
        cwd=folder,
    ).stdout


def test_the_picture_in_the_docs_is_current(tmp_path: Path) -> None:
    shown = (DOCS / "pictures/ui.svg").read_text("utf-8")
    assert drawn(tmp_path) == shown, "run: python docs/picture.py"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
def test_the_screen_looks_as_it_did(tmp_path: Path, theme: str, size: tuple[int, int]) -> None:
    file = GOLDEN / f"{theme}-{size[0]}x{size[1]}.svg"
    found = drawn(tmp_path, f"{theme!r}, {size}")
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(found, "utf-8")
    assert found == file.read_text("utf-8")
