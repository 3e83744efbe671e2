"""The screen takes a second a test: what isn't the heart of it is for the thorough run."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from clientpulse.cadence.policy import Policy
from clientpulse.services.demo import telling
from clientpulse.store.database import Store
from tests.ui.terminal import DAY

HEART = {"test_morning.py"}
"""What everybody tries."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the rest to the thorough run."""
    for item in items:
        here = Path(item.path).parent == Path(__file__).parent
        if here and item.path.name not in HEART:
            item.add_marker("thorough")


@pytest.fixture(scope="session")
def _demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "clients.db"
    with Store(path).unit_of_work("demo", journalled=False) as unit:
        telling.tell(unit, date.fromisoformat(DAY), Policy())
    return path


@pytest.fixture
def demo(_demo: Path, tmp_path: Path) -> Path:
    """A store with the clients of the demo, as they are on ``DAY``."""
    return shutil.copy(_demo, tmp_path / "demo.db")
