"""A browser that doesn't answer is killed, and the test fails instead of waiting."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.pages import browser as driven
from tests.pages.sample import page


def test_a_browser_that_hangs_is_killed(
    browser: driven.Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from playwright.sync_api import Error

    monkeypatch.setattr(driven, "SECONDS_FOR_A_TEST", 3)
    begun = time.monotonic()
    with pytest.raises(Error), browser.opening(tmp_path) as opened:
        opened(page()).page.evaluate("for (;;) {}")
    assert time.monotonic() - begun < 30
    assert not browser.chromium.is_connected()
