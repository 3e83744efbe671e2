"""What is measured, against what, and how far it should get."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks import neighbours
from benchmarks.processes import Command, RunError, alternate, median_ms, run
from benchmarks.stores import (
    L10,
    L_SHORT,
    L,
    S,
    Size,
    Stores,
    busy_key,
    count_touchpoints,
    some_key,
)

MEMORY_RUNS = 3


@dataclass(frozen=True)
class Figure:
    """One line of the table.

    Attributes:
        name: What was measured.
        against: What it was compared with.
        figure: The ratio or the amount.
        target: What it should be.
        reached: Whether it is; None when it could not be measured.
        ours: Our median, with its unit.
        theirs: The median of what it was compared with.
        note: Why there is no figure.
    """

    name: str
    against: str
    figure: str
    target: str
    reached: bool | None
    ours: str = ""
    theirs: str = ""
    note: str = ""


@dataclass(frozen=True)
class Measure:
    """A line of the table that can be asked for."""

    name: str
    take: Callable[[], Figure]


@dataclass(frozen=True)
class Release:
    """Another release, installed beside this one.

    Attributes:
        programs: Where it is installed.
        stores: Stores of its own, with the same clients and touchpoints.
    """

    programs: Path
    stores: Stores


class Bench:
    """Knows the programs and the stores, and takes the measures.

    Args:
        folder: Where everything is kept.
        programs: Where clientpulse and its yardsticks are installed.
        stores: The stores.
        runs: How often each command runs.

    Attributes:
        before: The release before, where there is one to compare with.
    """

    def __init__(self, folder: Path, programs: Path, stores: Stores, runs: int) -> None:
        self.folder = folder
        self.programs = programs
        self.stores = stores
        self.runs = runs
        self.before: Release | None = None
        self.home = folder / "home"
        self.home.mkdir(parents=True, exist_ok=True)

    def measures(self, *, long: bool, others: bool, imports: bool) -> Iterator[Measure]:
        """Give the measures.

        Args:
            long: Measure the longer history on ten million touchpoints.
            others: Compare with other people's programs.
            imports: Measure the import too.
        """
        read = "plain read program on S"
        yield self._pair("due, S", lambda: self.pulse(S, "due"), read, self.reads, 1.0)
        if others:
            yield self._pair(
                "due, S", lambda: self.pulse(S, "due"), "todoman: list of 200",
                lambda: neighbours.todoman(self.folder, S.clients), 1.0,
            )  # fmt: skip
        yield self._pair(
            "due --limit 50, L", lambda: self.pulse(L, "due", "--limit", "50"), read,
            self.reads, 2.0,
        )  # fmt: skip
        if others:
            yield self._pair(
                "due --limit 50, L", lambda: self.pulse(L, "due", "--limit", "50"),
                "taskwarrior: overdue limit:50 of 10,000",
                lambda: neighbours.taskwarrior(self.folder, L.clients), 1.0,
            )  # fmt: skip
        short, tenfold = (L, L10) if long else (L_SHORT, L)
        yield self._pair(
            f"due, history of {tenfold.touchpoints:,}", lambda: self.pulse(tenfold, "due"),
            f"due, history of {short.touchpoints:,}", lambda: self.pulse(short, "due"), 1.15,
        )  # fmt: skip
        yield self._pair(
            "report --json, L", lambda: self.pulse(L, "report", "--json", terminal=False),
            "due --limit 50, L", lambda: self.pulse(L, "due", "--limit", "50"), 3.0,
        )  # fmt: skip
        for words in (("zebra",), ("engagement", "letter")):
            yield self._pair(
                f"search {' '.join(words)}, L", partial(self.pulse, L, "search", *words),
                "due --limit 50, L", lambda: self.pulse(L, "due", "--limit", "50"), 3.0,
            )  # fmt: skip
        for size in (S, L) if self.before else ():
            yield self._pair(
                f"due, {size.name}", partial(self.pulse, size, "due"),
                f"due, {size.name}, of the release before", partial(self.pulse_before, size, "due"),
                1.2,
            )  # fmt: skip
        for command in ("brief", "show"):
            yield self._pair(
                f"{command}, S", partial(self.about_one, command), "due, S",
                lambda: self.pulse(S, "due"), 1.3,
            )  # fmt: skip
        for words in (("digest",), ("feed", str(self.home / "due.ics"))):
            yield self._pair(
                f"{words[0]}, S", partial(self.pulse, S, *words), "due, S",
                lambda: self.pulse(S, "due"), 1.5,
            )  # fmt: skip
        yield self._pair("log, S", self.logs, "plain write program on S", self.writes, 0.8)
        yield self._pair(
            "draft update, S", partial(self.about_one, "draft", "update"), "log, S", self.logs, 1.5
        )
        yield self._pair("completion of a client's key, S", self.completes, read, self.reads, 0.8)
        yield self._pair(
            "due --count, S", lambda: self.pulse(S, "due", "--count", terminal=False), read,
            self.reads, 0.45,
        )  # fmt: skip
        yield self._pair("--help", lambda: self.pulse(S, "--help"), read, self.reads, 0.6)
        yield self._memory("due, L: memory", lambda: self.pulse(L, "due"), 120)
        yield self._memory(
            "due --json, L: memory", lambda: self.pulse(L, "due", "--json", terminal=False), 120
        )
        if imports:
            yield Measure("import, L as CSV", self.take_import)

    def pulse(self, size: Size, *words: str, terminal: bool = True) -> Command:
        """Return a command line of ours on a store."""
        return self._on(self.stores.path(size), "pulse", *words, terminal=terminal)

    def pulse_before(self, size: Size, *words: str) -> Command:
        """Return a command line of the release before, on its own store."""
        if self.before is None:
            raise RunError("there is no release before to compare with")
        store = self.before.stores.path(size)
        return self._on(store, "pulse", *words, programs=self.before.programs)

    def about_one(self, *words: str) -> Command:
        """Return a command line about a client with whom something is open."""
        return self.pulse(S, *words, busy_key(self.stores.path(S)))

    def reads(self) -> Command:
        """Return the plain reading program."""
        return self._on(self.stores.path(S), "reference_read")

    def logs(self) -> Command:
        """Return our write, on a store of its own."""
        copy, key = self._copy(S, "log-ours.db")
        return self._on(copy, "pulse", "log", key, "Talked", "about", "the", "audit")

    def writes(self) -> Command:
        """Return the plain program's write, on a store of its own."""
        copy, key = self._copy(S, "log-theirs.db")
        return self._on(copy, "reference_write", key, "Talked", "about", "the", "audit")

    def completes(self) -> Command:
        """Return what the shell runs when TAB is pressed behind the beginning of a key."""
        store = self.stores.path(S)
        asked = {
            "_PULSE_COMPLETE": "complete_bash",
            "COMP_WORDS": f"pulse log {some_key(store)[:4]}",
            "COMP_CWORD": "2",
        }
        command = self._on(store, "pulse", terminal=False)
        return Command(command.words, {**command.environment, **asked}, terminal=False)

    def take_import(self) -> Figure:
        """Import a million touchpoints once, and look whether they are there."""
        name = f"import of {L.touchpoints:,} touchpoints from CSV"
        against, target = "", "20,000 rows/s, 400 MB"
        clients, file = self.stores.csv(L)
        copy = self.folder / "import.db"
        shutil.copy(clients, copy)
        words = ("import", str(file), "--kind", "touchpoints")
        try:
            done = run(self._on(copy, "pulse", *words))
        except RunError as error:
            return Figure(name, against, "–", target, None, note=str(error))
        stored = count_touchpoints(copy)
        copy.unlink()
        # A few rows in a thousand are the same touchpoint told twice; those aren't stored again.
        if stored < 0.99 * L.touchpoints:
            note = f"only {stored:,} of {L.touchpoints:,} rows were stored"
            return Figure(name, against, "–", target, None, note=note)
        speed = L.touchpoints / done.seconds
        return Figure(
            name, against, f"{speed:,.0f} rows/s, {done.peak_mb:.0f} MB", target,
            speed >= 20_000 and done.peak_mb < 400, f"{done.seconds:.1f} s",
        )  # fmt: skip

    def _pair(
        self,
        name: str,
        ours: Callable[[], Command],
        against: str,
        theirs: Callable[[], Command],
        most: float,
    ) -> Measure:
        def take() -> Figure:
            target = f"≤ {most:g}"
            try:
                pair = alternate((ours(), theirs()), self.runs)
            except RunError as error:
                return Figure(name, against, "–", target, None, note=str(error))
            our_ms, their_ms = (median_ms(runs) for runs in pair)
            ratio = our_ms / their_ms
            return Figure(
                name, against, f"{ratio:.2f}", target, ratio <= most,
                f"{our_ms:.0f} ms", f"{their_ms:.0f} ms",
            )  # fmt: skip

        return Measure(f"{name} / {against}", take)

    def _memory(self, name: str, ours: Callable[[], Command], most: int) -> Measure:
        def take() -> Figure:
            target = f"≤ {most} MB"
            try:
                (runs,) = alternate((ours(),), MEMORY_RUNS)
            except RunError as error:
                return Figure(name, "", "–", target, None, note=str(error))
            peak = max(one.peak_mb for one in runs)
            return Figure(
                name, "", f"{peak:.0f} MB", target, peak <= most, f"{median_ms(runs):.0f} ms"
            )

        return Measure(name, take)

    def _on(
        self,
        store: Path,
        program: str,
        *words: str,
        terminal: bool = True,
        programs: Path | None = None,
    ) -> Command:
        programs = programs or self.programs
        environment = {
            "HOME": str(self.home),
            "CLIENTPULSE_DB": str(store),
            "PATH": f"{programs}:{os.environ['PATH']}",
        }
        return Command((programs / program, *words), environment, terminal)

    def _copy(self, size: Size, name: str) -> tuple[Path, str]:
        store = self.stores.path(size)
        copy = self.folder / name
        shutil.copy(store, copy)
        return copy, some_key(store)
