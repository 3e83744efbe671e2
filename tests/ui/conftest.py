"""The screen takes a second a test: what isn't the heart of it is for the thorough run."""

from __future__ import annotations

from pathlib import Path

import pytest

HEART = {"test_morning.py"}
"""What everybody tries."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the rest to the thorough run."""
    for item in items:
        here = Path(item.path).parent == Path(__file__).parent
        if here and item.path.name not in HEART:
            item.add_marker("thorough")
