"""What the tests of the file share: the migrations and the disk are the real ones."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _quick_store() -> None:
    """Leave the migrations and the disk as they are."""
