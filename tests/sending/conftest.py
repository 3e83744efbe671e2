"""What the tests of sending share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.servers.certificates import OPENSSL, authority, certificate


@pytest.fixture(scope="session")
def ca(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The certificate of an authority."""
    if OPENSSL is None:
        pytest.skip("needs openssl")
    return authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="session")
def signed(ca: Path) -> tuple[Path, Path]:
    """A certificate of this computer, signed by that authority, and its key."""
    return certificate(ca.parent, "right", "DNS:localhost,IP:127.0.0.1")
