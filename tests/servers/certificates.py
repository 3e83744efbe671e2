"""An authority of our own, made when it is needed, and what it signs."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

OPENSSL = shutil.which("openssl")

_CONFIG = """
[req]
distinguished_name = name
[name]
[ca]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[server]
subjectAltName = {names}
"""


def _said(folder: Path, line: str) -> None:
    subprocess.run([str(OPENSSL), *line.split()], cwd=folder, check=True, capture_output=True)


def _key(folder: Path, name: str) -> None:
    _said(folder, f"ecparam -name prime256v1 -genkey -noout -out {name}.key")


def authority(folder: Path) -> Path:
    """Make one; its certificate is ``ca.pem`` in the folder."""
    (folder / "ca.cnf").write_text(_CONFIG.format(names="DNS:none"), encoding="utf-8")
    _key(folder, "ca")
    _said(
        folder,
        "req -x509 -new -key ca.key -days 2 -config ca.cnf -extensions ca -subj /CN=tests"
        " -out ca.pem",
    )
    return folder / "ca.pem"


def certificate(folder: Path, name: str, names: str, days: int = 2) -> tuple[Path, Path]:
    """Make a certificate of a server, signed by the authority in the folder; return it and its key.

    Args:
        names: What it is for: ``DNS:localhost,IP:127.0.0.1``.
        days: How long it holds; 0 for one that has expired.
    """
    (folder / f"{name}.cnf").write_text(_CONFIG.format(names=names), encoding="utf-8")
    _key(folder, name)
    _said(folder, f"req -new -key {name}.key -config ca.cnf -out {name}.csr -subj /CN={name}")
    _said(
        folder,
        f"x509 -req -in {name}.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days {days}"
        f" -extfile {name}.cnf -extensions server -out {name}.pem",
    )
    return folder / f"{name}.pem", folder / f"{name}.key"


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
