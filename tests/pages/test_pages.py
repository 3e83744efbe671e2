"""Our pages in a browser: sound in both themes, on a phone, on paper, whatever is in the store."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden import shown
from tests.pages.browser import Opener
from tests.pages.sound import assert_sound

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    shown.store_at(path)
    return shown.pages(path)


@pytest.mark.parametrize("name", shown.PAGES)
def test_the_page_is_sound(opened: Opener, pages: dict[str, str], name: str) -> None:
    assert_sound(opened, pages[name])
