"""The page "For a practice", word for word: from an empty server to the second colleague's list."""

from __future__ import annotations

import os
import re
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from people import has_programs, programs
from postgres_server import WHEEL, Server
from relay import Relay

from tests.servers import certificates

PAGE = Path(__file__).parents[3] / "docs" / "practice.md"
HOST = "db.practice.example"

# Who is to give a password is asked for it; over a socket nobody is.
ACCESS = "local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n"


def commands(heading: str) -> list[str]:
    """Return what is to be typed under a heading, but for the installing."""
    part = re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    (text,) = (one for one in part if one.startswith(f"{heading}\n"))
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert blocks
    return [one for one in blocks if not one.startswith("pipx install")]


@dataclass(frozen=True)
class Machine:
    """A computer with a home of its own, that finds the server."""

    home: Path
    environment: dict[str, str]

    def types(self, script: str, answers: str = "") -> str:
        """Run commands as they stand there, each of which must succeed."""
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            input=answers,
            check=False,
            env=self.environment | {"HOME": str(self.home)},
            cwd=self.home,
            capture_output=True,
            text=True,
            timeout=120,
            start_new_session=True,  # what asks for a password reads it from us, not a terminal
        )
        assert done.returncode == 0, (script, done.stdout, done.stderr)
        assert "warning:" not in done.stderr
        return done.stdout


@pytest.fixture
def ways(
    tmp_path_factory: pytest.TempPathFactory, thorough: bool
) -> Iterator[tuple[dict[str, str], dict[str, str], Path]]:
    """A server that asks for passwords behind TLS: for its owner, for others, and who vouches."""
    if not thorough:
        pytest.skip("takes long, for each command is a process of its own")
    if not has_programs():
        pytest.skip(f"{WHEEL} isn't installed")
    if certificates.OPENSSL is None:
        pytest.skip("needs openssl")
    folder = tmp_path_factory.mktemp("practice")
    authority = certificates.authority(folder)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(*certificates.certificate(folder, "server", f"DNS:{HOST}"))
    path = os.pathsep.join([str(Path(sys.executable).parent), str(programs()), os.environ["PATH"]])
    with ExitStack() as stack:
        server = stack.enter_context(Server(listening=True))
        assert server.port is not None
        with psycopg.connect(
            f"host={server.folder} port={server.port} user=postgres", autocommit=True
        ) as connection:
            connection.execute(
                f"COPY (SELECT unnest(string_to_array('{ACCESS.strip()}', E'\\n')))"
                f" TO '{server.folder}/data/pg_hba.conf'".encode()
            )
            connection.execute("SELECT pg_reload_conf()")
        front = stack.enter_context(Relay(server.port, tls=tls))
        there = {"PATH": path, "PGHOST": str(server.folder), "PGPORT": str(server.port)}
        # The name in the page leads here; it has to be that of the certificate all the same.
        elsewhere = {"PATH": path, "PGHOSTADDR": "127.0.0.1", "PGPORT": str(front.port)}
        yield there | {"PGUSER": "postgres"}, elsewhere, authority


def machine(tmp_path: Path, name: str, environment: dict[str, str], authority: Path) -> Machine:
    home = tmp_path / name
    (home / ".postgresql").mkdir(parents=True)
    (home / ".postgresql" / "root.crt").write_bytes(authority.read_bytes())
    return Machine(home, environment)


def test_the_page_leads_from_an_empty_server_to_a_colleagues_first_list(
    ways: tuple[dict[str, str], dict[str, str], Path], tmp_path: Path
) -> None:
    there, elsewhere, authority = ways
    admin = machine(tmp_path, "postgres", there, authority)
    sam = machine(tmp_path, "sam", elsewhere, authority)
    kim = machine(tmp_path, "kim", elsewhere, authority)
    sam.types('pulse add "Acme GmbH" --key acme --meet quarterly --since 2026-01-15')
    sam.types("pulse add Zeta --meet quarterly --since 2026-01-15")

    for line in "".join(commands("On the server")).splitlines():
        admin.types(line, f"the password of {line.split()[-1]}\n" * 2)
    said = "".join(map(sam.types, commands("Sam's machine")))
    listed = [kim.types(block) for block in commands("Kim's machine")]

    assert 'GRANT pulse_member TO "kim";' in said
    _, checked, first = listed
    assert "error" not in checked
    assert "the connection is encrypted" in checked
    assert "kim may read and write" in checked
    assert "Bolt Ltd" in first
    assert "Zeta" in first  # everybody's
    assert "Acme" not in first  # Sam's
    assert "Bolt Ltd" not in sam.types("pulse due")
    kim.types("pulse log bolt rang them")
    assert "kim" in sam.types("pulse history bolt")

    # What the page says in passing of somebody who leaves.
    sam.types("pulse store revoke kim")
    with pytest.raises(AssertionError, match="pulse_member"):
        kim.types("pulse due")
    assert "Bolt Ltd" in sam.types("pulse report --owner kim")
    admin.types("dropuser kim")
