"""The digest, which is a mail: of what holds for pages that which mail programs leave of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import TODAY
from tests.pages.browser import NARROW, Opener, Scheme
from tests.processes import pulse as in_a_process


@pytest.fixture(scope="module")
def digest(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("digest")
    ran = in_a_process(folder / "none.db", "--demo", "digest", "--html", env={"HOME": str(folder)})
    assert ran.returncode == 0, ran.stderr
    assert TODAY[:4] in ran.stdout
    return ran.stdout


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_digest_is_seen_by_day_and_by_night(
    scheme: Scheme, digest: str, opened: Opener, tmp_path: Path
) -> None:
    page = opened(digest, scheme=scheme, width=NARROW)
    assert page.console == []
    assert page.look("active") == []
    assert page.look("wide") == []
    # A mail has no landmarks: the mail program has them around it.
    assert [one for one in page.axe() if not re.match("region:|landmark-one-main:", one)] == []
    assert all(page.tab_order())
    assert page.nameless() == []
    page.picture(tmp_path / f"{scheme}.png")
