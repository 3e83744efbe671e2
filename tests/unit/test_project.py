"""The project's own house rules that no linter knows."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_oldest_versions_tested_are_the_oldest_that_are_allowed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    needed = [*project["dependencies"], *extras["agent"], *extras["ui"]]
    allowed = dict(one.split(">=") for one in needed)
    tested = dict(
        re.findall(r"^([\w-]+)==([\d.]+)$", (ROOT / ".ci/oldest.txt").read_text(), re.MULTILINE)
    )
    assert tested.keys() == allowed.keys()
    for name, version in tested.items():
        oldest = [*map(int, allowed[name].split("."))]
        assert [*map(int, version.split("."))][: len(oldest)] == oldest


def test_no_file_of_the_source_holds_more_than_one_idea() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in (ROOT / "src").rglob("*.py")
        if "versions" not in path.parts
        and (lines := len(path.read_text("utf-8").splitlines())) > 500
    }
    assert long == {}


def test_no_file_is_a_drawer() -> None:
    drawers = {"utils", "helpers", "common", "manager", "misc", "base"}
    assert not [path for path in (ROOT / "src").rglob("*.py") if path.stem in drawers]


def test_no_two_files_of_tests_have_one_name() -> None:
    # Folders of tests are no packages, so pytest knows the files by their names alone.
    names = Counter(path.name for path in (ROOT / "tests").rglob("test_*.py"))
    assert [name for name, count in names.items() if count > 1] == []
