"""The network is cut at any byte: each command ends, and what it said is so."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from reached import There
from relay import Relay

from tests.conftest import Outcome
from tests.processes import assert_one_error, in_process, pulse

pytestmark = pytest.mark.thorough

# How often each command is cut off: 204 times in all.
TIMES = 34

AS_A_PERSON_WAITS = 15  # seconds
MAY_BE = "it may be stored, or not"
LOOK = "look before you type it again: pulse undo --list"


@dataclass(frozen=True)
class Command:
    """A command line, and how to see what became of it."""

    name: str
    line: Callable[[str], tuple[str, ...]]
    stored: str
    """A query for how often what was typed is there; of ``undo``: is still there."""
    before: tuple[str, ...] = ()

    def is_there(self, there: There, mark: str) -> int:
        return int(there.ask(self.stored, mark)[0][0])


COUNT = "SELECT count(*) FROM clientpulse.{} WHERE {} = %s"
COMMANDS = (
    Command("log", lambda mark: ("log", "acme", mark), COUNT.format("touchpoint", "note")),
    Command("add", lambda mark: ("add", mark, "--meet", "4w"), COUNT.format("client", "name")),
    Command(
        "client edit",
        lambda mark: ("client", "edit", "acme", "--note", mark),
        COUNT.format("client", "note"),
    ),
    Command(
        "undo", lambda _: ("undo",),
        "SELECT CASE WHEN count(*) = 0 THEN 1 ELSE 0 END"
        " FROM clientpulse.touchpoint WHERE note = %s",
        before=("log", "acme"),
    ),
    Command("due", lambda _: ("due", "--json"), "SELECT 0 WHERE %s <> ''"),
    Command("show", lambda _: ("show", "acme"), "SELECT 0 WHERE %s <> ''"),
)  # fmt: skip


def check(command: Command, there: There, mark: str, outcome: Outcome) -> None:
    """Hold what was said against what is so."""
    there.until_all_are_gone()
    is_there = command.is_there(there, mark)
    reads = command.stored.startswith("SELECT 0")
    if outcome.code == 0:
        assert is_there == (0 if reads else 1), (mark, outcome)
        return
    assert outcome.code == 4, outcome
    assert outcome.out == ""
    assert_one_error(outcome.err)
    if MAY_BE in outcome.err:
        assert not reads
        assert LOOK in outcome.err
        assert is_there in (0, 1)
    elif "is stored" in outcome.err:
        assert is_there == 1, (mark, outcome)
    else:
        # Of a contact the hint is the line that keeps it here meanwhile.
        assert "nothing was changed" in outcome.err or "--later" in outcome.err
        assert is_there == 0, (mark, outcome)


def length_of(command: Command, there: There, mark: str) -> int:
    """Return how many bytes pass when nothing happens to it."""
    prepare(command, there, mark)
    with Relay(int(there.server.port or 0)) as way:
        assert in_process(there.url(way.port), *command.line(mark)).code == 0
        return way.passed


def prepare(command: Command, there: There, mark: str) -> None:
    if command.before:
        there.ok(*command.before, mark)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: one.name)
@pytest.mark.usefixtures("impatient")
@pytest.mark.timeout(900)
def test_what_was_said_is_so_wherever_the_line_goes_silent_or_is_closed(
    there: There, command: Command
) -> None:
    length = length_of(command, there, "Nothing happens")
    chance = random.Random(command.name)
    # Half of them near the end, where it is decided.
    for number in range(TIMES):
        mark, near = f"Cut {number}", number % 2
        after = chance.randrange(length - 200 if near else 1, length)
        prepare(command, there, mark)
        with Relay(int(there.server.port or 0), after=after, closing=number % 3 == 0) as way:
            outcome = in_process(there.url(way.port), *command.line(mark))
        check(command, there, mark, outcome)
    # Nobody holds on to anything: the next one isn't kept waiting.
    assert in_process(there.url(), "log", "acme", "after all").code == 0
    every = "SELECT count(*), count(DISTINCT uid) FROM clientpulse.journal_entry WHERE %s <> ''"
    assert len(set(there.ask(every, "-")[0])) == 1


@pytest.mark.timeout(300)
def test_with_the_real_figures_nobody_waits_longer_than_a_person_does(there: There) -> None:
    for number, command in enumerate(COMMANDS):
        mark = f"Real {number}"
        length = length_of(command, there, f"Measured {number}")
        prepare(command, there, mark)
        after = random.Random(mark).randrange(length // 2, length)
        with Relay(int(there.server.port or 0), after=after) as way:
            said = pulse(there.url(way.port), *command.line(mark), limit=AS_A_PERSON_WAITS)
        check(command, there, mark, Outcome(said.returncode, said.stdout, said.stderr))
