"""Without --write nothing is written, whatever an agent calls, and with whatever arguments."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from agents import READING, WRITING, Hand, Visitor, visit

from clientpulse.cli.agent.sessions import ReadOnly
from clientpulse.cli.agent.tools import READING as TOOLS
from clientpulse.cli.app.global_options import GlobalOptions
from clientpulse.errors import InputError
from clientpulse.letters.kinds import KINDS
from tests.conftest import Pulse, filled_once
from tests.hostile import generated, many, naughty

TIMES = 5_000
IN_A_MINUTE = 110
"""More calls aren't answered by one server."""

NAMES = (*READING, *WRITING, "delete", "undo", "sql", "restore", "import", "merge", "send", "log ")
KEYS = (
    *("client", "words", "kind", "offset", "since", "until", "status", "sort", "news", "about"),
    *("note", "what", "by", "on", "number", "write", "dry_run", "origin", "db", "file", "--write"),
)
VALUES: tuple[Any, ...] = (
    *("acme", "acme-gmbh", "@retail", "b", "*", "", " ", "none", "all", "today", "2026-11-20"),
    *("fri", "1", "t4", "r1", "b1", *KINDS, "call", "overdue", "name", "--write", "-", "../x.db"),
    *("'; DROP TABLE client; --", "x" * 5_000, 0, 1, -1, 10**30, 1.5, True, False, None),
    *([], ["acme"], ["audit", "the"], [1], [None], [[]], {}, {"client": "acme"}, ["x"] * 100),
)
GOOD: dict[str, tuple[Any, ...]] = {
    "client": ("acme", "acme-gmbh", "bob"),
    "words": (["audit"], ["acme", "start"], ["o"]),
    "kind": tuple(KINDS),
    "within": ("2w", "1y"),
    "offset": (0, 1, 7),
    "since": ("2026-01-01", "last week"),
    "until": ("today", "yesterday"),
    "channel": ("call", "email"),
    "status": (["overdue"], ["on_track", "soon"]),
    "sort": ("name", "kept"),
    "news": (["The audit is done"],),
    "project": ("1",),
    "about": ("r1", "b1", "1"),
}


@pytest.fixture
@filled_once
def filled(pulse: Pulse) -> Pulse:
    pulse.ok("add", "Acme GmbH", "--meet", "quarterly", "--since", "2026-01-02", "--tag", "retail")
    pulse.ok("contact", "add", "acme", "Ann", "--phone", "1", "--birthday", "1979-11-23")
    pulse.ok("add", "Bob Ltd", "--update", "monthly", "--since", "2026-01-02")
    pulse.ok("log", "acme", "About the audit", "-c", "meeting", "--agreed", "We start")
    pulse.ok("log", "bob", "A question", "-c", "email", "--inbound")
    pulse.ok("promise", "acme", "the report", "--by", "today")
    pulse.ok("mistake", "bob", "Sent it twice")
    pulse.ok("remind", "acme", "fri", "the talk")
    return pulse


def calls(times: int, seed: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Make calls up: some of what tools take, some of anything."""
    chance = random.Random(seed)
    texts = [*naughty(), *generated(200)]
    taken = {tool.name: [one.name for one in tool.parameters] for tool in TOOLS}
    for _ in range(times):
        name = chance.choice(READING if chance.random() < 0.7 else NAMES)
        own = taken.get(name, [])
        names = chance.sample(own, chance.randint(0, len(own))) if chance.random() < 0.8 else KEYS
        given = {one: value(chance, texts) for one in names}
        if chance.random() < 0.7:
            needed = {"client", "words", "kind"} | {*chance.sample(own, len(own) // 2)}
            given = {one: chance.choice(GOOD[one]) for one in own if one in needed}
        yield name, given


def value(chance: random.Random, texts: list[str]) -> Any:
    return chance.choice(texts) if chance.random() < 0.3 else chance.choice(VALUES)


def all_files(*folders: Path) -> dict[str, bytes]:
    """Return all that is stored in some folders."""
    found = [path for one in folders for path in one.rglob("*") if path.is_file()]
    return {str(path): path.read_bytes() for path in found}


def homes(pulse: Pulse, tmp_path: Path) -> tuple[Path, ...]:
    return pulse.store.parent, tmp_path, Path.home()


def test_whatever_is_called_nothing_is_written(filled: Pulse, tmp_path: Path) -> None:
    hand = Hand(filled.store)
    before = all_files(*homes(filled, tmp_path))
    answered = 0
    for name, arguments in calls(many(TIMES), seed=20261121):
        answered += not hand.door.call(name, arguments).is_error
    assert answered > many(TIMES) // 4
    assert all_files(*homes(filled, tmp_path)) == before


@pytest.mark.thorough
def test_whatever_a_real_client_calls_nothing_is_written(filled: Pulse, tmp_path: Path) -> None:
    seeds = count()

    async def ask(visitor: Visitor) -> int:
        answered = 0
        for name, arguments in calls(IN_A_MINUTE, seed=next(seeds)):
            said = await visitor.client.call_tool(name, arguments)
            answered += not said.is_error
        return answered

    before = all_files(*homes(filled, tmp_path))
    for _ in range(max(1, many(30) // 3)):
        assert visit(filled.store, ask) > IN_A_MINUTE // 5
    assert all_files(*homes(filled, tmp_path)) == before


def test_a_reading_session_refuses_whatever_would_write(filled: Pulse) -> None:
    work = ReadOnly(GlobalOptions(db=str(filled.store), today=filled.today), "log")
    before = filled.content()
    for write in (
        lambda: work.unit_of_work().__enter__(),
        lambda: work.unit_for("acme").__enter__(),
        lambda: work.backed_up_unit("import").__enter__(),
        lambda: work.write_even_first(lambda _: None),
        lambda: work.back_up_before("import"),
    ):
        with pytest.raises(InputError, match="only reads"):
            write()
    assert filled.content() == before
    assert [*filled.store.parent.glob("backups")] == []


def test_what_waits_in_the_outbox_waits_on(filled: Pulse) -> None:
    filled.ok("log", "acme", "From the train", "--later")
    before = filled.content()
    Hand(filled.store)("due")
    hand = Hand(filled.store, write=True)
    hand("promise", client="acme", what="it")
    assert filled.content() != before
    assert len(filled.ok("outbox", "--json").items) == 1


def test_every_answer_is_harmless_and_names_the_day(filled: Pulse) -> None:
    hand = Hand(filled.store)
    for name, arguments in calls(200, seed=3):
        said = hand.door.call(name, arguments)
        assert said.text.count("⟦") == said.text.count("⟧")
        assert len(said.text.encode()) <= 10_200
        if not said.is_error:
            assert said.text.startswith('{"today":"Sat 21 Nov 2026"')
