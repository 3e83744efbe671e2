"""Tests that open pages in a browser. All of them are left to the thorough run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pages import browser as driven

HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for one in items:
        if HERE in one.path.parents:
            one.add_marker(pytest.mark.thorough)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[driven.Browser]:
    """A Chromium for the tests of a module.

    Not for those of all: as long as it runs, nothing else in this process may run asyncio.
    """
    reason = driven.missing()
    if reason:
        pytest.skip(reason)
    with driven.running(tmp_path_factory.mktemp("browser")) as started:
        yield started


@pytest.fixture
def opened(browser: driven.Browser, tmp_path: Path) -> Iterator[driven.Opener]:
    """Open pages; they are closed when the test ends."""
    with browser.opening(tmp_path / "pages") as opener:
        yield opener
