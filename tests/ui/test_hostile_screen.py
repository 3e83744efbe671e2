"""Text that breaks programs, in every field of every record, on every view of the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from clientpulse.ui import acts
from clientpulse.ui.app import VIEWS
from tests.conftest import TODAY
from tests.hostile import FORBIDDEN
from tests.hostile_store import fill
from tests.ui.living import Living, live

CLIENTS = 45


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds more than 515 such texts."""
    path = tmp_path_factory.mktemp("hostile") / "clients.db"
    fill(path, CLIENTS)
    return path


def assert_harmless(living: Living) -> None:
    for line in living.lines:
        found = FORBIDDEN.search(line)
        assert found is None, (found, line)


@pytest.mark.parametrize("size", [(140, 40), (80, 24)])
@pytest.mark.parametrize("view", range(1, len(VIEWS) + 1))
def test_a_view_shows_every_row_harmlessly(hostile: Path, view: int, size: tuple[int, int]) -> None:
    async def use(living: Living) -> None:
        await living.press(str(view))
        if living.desk.view.name_of_view == "search":
            await living.type("a")
            await living.press("enter")
        seen = set()
        for _ in range(40 if size[0] >= 100 else 12):
            assert_harmless(living)
            if living.selected in seen:
                break
            seen.add(living.selected)
            if size[0] < 100:
                await living.press("tab")
                assert_harmless(living)
                await living.press("escape")
            await living.press("j")

    live(use, db=hostile, today=TODAY, size=size)


@pytest.mark.parametrize("act", acts.ACTS)
def test_a_form_with_such_a_client_is_harmless(hostile: Path, act: acts.Act) -> None:
    async def use(living: Living) -> None:
        for _ in range(4):
            await living.desk.action_do(act.name)
            await living.settle()
            assert_harmless(living)
            await living.press("escape", "j", "x")
            assert_harmless(living)
            await living.press("escape")

    live(use, db=hostile, today=TODAY)
