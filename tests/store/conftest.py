"""What the tests of the file share: nothing of it is taken from a copy."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _migrated_once() -> None:
    """Leave the migrations as they are."""
