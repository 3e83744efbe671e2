"""Servers that the tests of this folder share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.servers import dovecot


@pytest.fixture(scope="session")
def mail_server() -> Iterator[dovecot.Dovecot]:
    """A Dovecot."""
    if dovecot.MISSING:
        pytest.skip(dovecot.MISSING)
    with dovecot.running() as server:
        yield server
