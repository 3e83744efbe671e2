"""What every test of the command line starts from: a home of its own, and a store of its own."""

from __future__ import annotations

import gc
import json
import os
import shutil
import signal
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import hypothesis
import pytest
import typer

from clientpulse.cli import run
from clientpulse.letters import rendering, sandbox
from clientpulse.services.stores import store_at
from clientpulse.store import migration
from clientpulse.store.file import connection
from tests import hostile

if TYPE_CHECKING:
    from databases import NewDatabase
    from server_store import ServerStore

    from clientpulse.services.stores import AnyStore

THOROUGH = "--thorough"
POSTGRES = "--postgres"
PROGRAMS = Path(__file__).parent / "programs"

TODAY = "2026-11-21"  # a Saturday


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        THOROUGH,
        action="store_true",
        help="try kills, crowds, damage, long files and hostile texts in full numbers",
    )
    parser.addoption(
        POSTGRES,
        action="store_true",
        help="run the tests of the commands on a store in PostgreSQL, and no others",
    )


def pytest_configure(config: pytest.Config) -> None:
    hostile.THOROUGH = config.getoption(THOROUGH)
    # A slow machine isn't a failure. Where a change has to pass, the examples are the same every
    # time; elsewhere they are new ones, which is how the next boundary is found.
    slowly = hypothesis.settings(
        deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
    )
    hypothesis.settings.register_profile("clientpulse", slowly)
    hypothesis.settings.register_profile("ci", slowly, derandomize=True)
    hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "clientpulse")

    _share_bytecode(config)

    # A shell starts what runs in the background with interrupts ignored, and whatever that starts
    # inherits it: no test could interrupt the program.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _share_bytecode(config: pytest.Config) -> None:
    """Let the processes of the tests share what is compiled, where none may leave it beside."""
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", None) is None:
        return
    folder = tempfile.mkdtemp(prefix="clientpulse-bytecode-")
    os.environ["PYTHONPYCACHEPREFIX"] = folder
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    left_out: set[pytest.Item] = set()
    if not config.getoption(THOROUGH):
        left_out |= {one for one in items if one.get_closest_marker("thorough")}
    if config.getoption(POSTGRES):
        # The others have stores of their own, which are files.
        left_out |= {one for one in items if "pulse" not in getattr(one, "fixturenames", ())}
        left_out |= {one for one in items if one.get_closest_marker("in_a_file")}
    if left_out:
        config.hook.pytest_deselected(items=list(left_out))
        items[:] = [one for one in items if one not in left_out]


def pytest_collection_finish() -> None:
    # What is loaded by now stays. Looking through it again and again takes a tenth of the time.
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def thorough(request: pytest.FixtureRequest) -> bool:
    """Whether to try in full numbers what takes long; otherwise a few of each kind will do."""
    return bool(request.config.getoption(THOROUGH))


@dataclass(frozen=True)
class Outcome:
    """What a command line left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The JSON that was printed."""
        return json.loads(self.out)

    @property
    def items(self) -> list[dict[str, Any]]:
        """The items of the JSON that was printed."""
        return self.json["items"]


@dataclass
class Pulse:
    """Runs command lines on a store of its own, on a day of its own.

    Attributes:
        server: The store in PostgreSQL; None where the store is a file.
    """

    file: Path
    capsys: pytest.CaptureFixture[str]
    keep: Path
    server: ServerStore | None = None
    today: str = TODAY
    begun: tuple[Callable[[Pulse], None], ...] = ()

    kept: ClassVar[dict[tuple[Callable[[Pulse], None], ...], tuple[Path, str]]] = {}

    @property
    def store(self) -> Path:
        """The store's file. What asks for it is about the file, and there is none on a server."""
        if self.server:
            pytest.skip("it is about the store's file")
        return self.file

    @store.setter
    def store(self, file: Path) -> None:
        self.file, self.server = file, None

    @property
    def db(self) -> str:
        """Where the store is, as ``--db`` is given it."""
        return self.server.url if self.server else str(self.file)

    @property
    def here(self) -> Path:
        """What this computer's own files of the store are called after, and lie beside."""
        return store_at(self.db).path

    def opened(self) -> AnyStore:
        """Return the store as the services know it."""
        return store_at(self.db)

    @contextmanager
    def rows(self) -> Iterator[Any]:
        """Open the store to look at its rows, or to change them, behind the program's back."""
        if self.server:
            yield self.server.rows
            return
        with closing(sqlite3.connect(self.file)) as connection, connection:
            yield connection

    def content(self) -> bytes:
        """Return all that is stored, to see whether it is as it was."""
        return self.server.content() if self.server else self.file.read_bytes()

    def __call__(self, *arguments: str, today: str | None = None) -> Outcome:
        self.capsys.readouterr()
        code = run(["--db", self.db, "--today", today or self.today, *arguments])
        captured = self.capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    def ok(self, *arguments: str, today: str | None = None) -> Outcome:
        """Run a command line that must succeed."""
        outcome = self(*arguments, today=today)
        assert outcome.code == 0, outcome.err
        return outcome

    def fails(self, code: int, *arguments: str) -> Outcome:
        """Run a command line that must fail: one error, one hint, nothing on stdout.

        Between the two stands what there is to choose from, where that is several.
        """
        outcome = self(*arguments)
        assert outcome.code == code, (outcome.out, outcome.err)
        assert outcome.out == ""
        error, *choices, hint = outcome.err.splitlines()
        assert all(one.startswith("  ") for one in choices)
        assert error.startswith("error: ")
        assert hint.startswith("hint: ")
        return outcome

    def begin_with(self, fill: Callable[[Pulse], None]) -> None:
        """Fill the store by commands that are always the same ones.

        They run once. Later tests get a copy of the store's folder as it was then.
        """
        folder = self.here.parent
        self.begun += (fill,)
        if self.begun in self.kept:
            if self.server:
                self.server.bring_back(f"kept{[*self.kept].index(self.begun)}")
            kept, self.today = self.kept[self.begun]
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(kept, folder)
        else:
            fill(self)
            folder.mkdir(parents=True, exist_ok=True)
            if self.server:
                self.server.keep(f"kept{len(self.kept)}")
            copy = shutil.copytree(folder, self.keep / f"filled-{len(self.kept)}")
            self.kept[self.begun] = copy, self.today


def filled_once(fill: Callable[[Pulse], None]) -> Callable[..., Pulse]:
    """Make a fixture's commands those that a test begins with; see ``Pulse.begin_with``."""

    @wraps(fill)
    def begin(**fixtures: Pulse) -> Pulse:
        (pulse,) = fixtures.values()
        pulse.begin_with(fill)
        return pulse

    return begin


@pytest.fixture(scope="session")
def _migrated(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An empty store, made by the migrations."""
    path = tmp_path_factory.mktemp("migrated") / "empty.db"
    path.touch()
    migration.upgrade(path)
    return path.read_bytes()


@pytest.fixture(autouse=True)
def _quick_store(_migrated: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write a new store as the migrations made the first one, and wait for no disk.

    `tests/store` goes without this, and so does every test that starts the program as a process.
    """
    upgrade = migration.upgrade

    def quickly(path: Path, revision: str = "head") -> None:
        if path.stat().st_size or revision != "head":
            upgrade(path, revision)
        else:
            path.write_bytes(_migrated)

    pragmas = (*connection.WRITER_PRAGMAS, "synchronous=OFF")
    monkeypatch.setattr(migration, "upgrade", quickly)
    monkeypatch.setattr(connection, "WRITER_PRAGMAS", pragmas)


_TEMPLATES: dict[tuple[Any, ...], Any] = {}
"""Those that were filled in so far, by what they are made of."""


@pytest.fixture(autouse=True)
def _letters_in_process(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fill in templates without a process for each, which costs twenty times as much.

    Each is read once.
    """
    if "own_process" in request.keywords:
        return

    def ask(renderer: rendering.Renderer, request: bytes) -> str:
        return sandbox.answer(sandbox.build_environment(), request)

    def template_of(environment: Any, source: str, values: dict[str, Any]) -> Any:
        asked = (environment.autoescape, source, *sorted(values))
        if asked not in templates:
            templates[asked] = make(environment, source, values)
        return templates[asked]

    templates, make = _TEMPLATES, sandbox.template_of
    monkeypatch.setattr(sandbox, "template_of", template_of)
    monkeypatch.setattr(rendering.Renderer, "__init__", lambda _: None)
    monkeypatch.setattr(rendering.Renderer, "__exit__", lambda *_: None)
    monkeypatch.setattr(rendering.Renderer, "_ask", ask)
    monkeypatch.setattr(sandbox, "stop_in", lambda _: None)


@pytest.fixture(autouse=True, scope="session")
def _one_command_line() -> Iterator[None]:
    """Build the parameters of the command line once, not for every command."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typer.main, "get_command", cache(typer.main.get_command))
        yield


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path_factory.mktemp("home")
    for name in ("CLIENTPULSE_DB", "CLIENTPULSE_TODAY", "CLIENTPULSE_CONFIG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    # No test is to change what this computer runs by itself.
    monkeypatch.setenv("PATH", f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}")
    # What is looked for in an answer is in one line of it.
    monkeypatch.setenv("COLUMNS", "9999")
    monkeypatch.setenv("LINES", "9999")
    for name, folder in (
        ("XDG_DATA_HOME", "data"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_CACHE_HOME", "cache"),
    ):
        monkeypatch.setenv(name, str(home / folder))


@contextmanager
def moving() -> Iterator[Callable[[str], None]]:
    """Let this computer's clock be set to that of a place, and put it back in the end."""
    with pytest.MonkeyPatch.context() as patch:

        def live_in(place: str) -> None:
            patch.setenv("TZ", place)
            time.tzset()

        yield live_in
    time.tzset()


@pytest.fixture
def living_in() -> Iterator[Callable[[str], None]]:
    """Set this computer's clock to that of a place until the test ends."""
    with moving() as live_in:
        yield live_in


@pytest.fixture(scope="session")
def new_database() -> Iterator[NewDatabase]:
    """Make empty databases, on one server for all tests of this process."""
    # Only what needs a server has to find these.
    import postgres_server
    from databases import create

    reason = postgres_server.missing()
    if reason:
        pytest.skip(reason)
    with postgres_server.running() as server:
        yield lambda: create(server)


@pytest.fixture(scope="session")
def server_store(new_database: NewDatabase) -> Iterator[ServerStore]:
    """A store in PostgreSQL; who uses it empties it first."""
    from server_store import ServerStore

    with closing(ServerStore(new_database)) as store:
        yield store


@pytest.fixture
def pulse(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    capsys: pytest.CaptureFixture[str],
) -> Pulse:
    """A program with an empty store."""
    server = None
    if request.config.getoption(POSTGRES):
        server = request.getfixturevalue("server_store")
        server.empty()
    return Pulse(tmp_path / "store" / "clients.db", capsys, tmp_path_factory.getbasetemp(), server)


@pytest.fixture
def dump(pulse: Pulse) -> Callable[[], list[str]]:
    """Return all rows of the store but the journal's, as text."""

    def read() -> list[str]:
        with closing(sqlite3.connect(pulse.store)) as connection:
            return [
                line
                for line in connection.iterdump()
                if line.startswith("INSERT") and "journal_" not in line and "sqlite_seq" not in line
            ]

    return read
