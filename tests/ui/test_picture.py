"""The picture in the docs is that of the program as it is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import textual

DOCS = Path(__file__).parents[2] / "docs"
DRAWN_WITH = "8.2.8"


def test_the_picture_is_current(tmp_path: Path) -> None:
    if textual.__version__ != DRAWN_WITH:
        pytest.skip("another Textual may draw a line otherwise")
    code = "import picture, sys; sys.stdout.write(picture.picture())"
    drawn = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(DOCS), "COLUMNS": "", "LINES": ""},
        cwd=tmp_path,
    ).stdout
    assert drawn == (DOCS / "pictures/ui.svg").read_text("utf-8"), "run: python docs/picture.py"
