"""The server is killed while several people write: nothing that was acknowledged is missing."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import postgres_server
import pytest
from postgres_server import Server
from reached import There, made

from clientpulse.store.journal import KEPT_ENTRIES
from tests.processes import assert_one_error, python

pytestmark = pytest.mark.thorough

KILLS = 20

WRITERS = 4
MAY_BE = "it may be stored, or not"

# Logs until it is told to stop, and writes down what it was told of each.
WRITER = """
import json, pathlib, sys
from tests.processes import in_process

url, who, stop = sys.argv[1:]
number = 0
while not pathlib.Path(stop).exists():
    number += 1
    said = in_process(url, "log", "acme", f"{who}:{number}")
    print(json.dumps([f"{who}:{number}", said.code, said.out, said.err]), flush=True)
"""


@pytest.fixture
def lasting() -> Iterator[There]:
    """A store on a server that keeps what it acknowledged, as those of practices do."""
    reason = postgres_server.missing()
    if reason:
        pytest.skip(reason)
    with Server(durable=True, listening=True) as running:
        yield made(running, "lasting")


@pytest.mark.timeout(900)
def test_nothing_acknowledged_is_missing_and_nothing_there_twice(
    lasting: There, tmp_path: Path
) -> None:
    stop, chance = tmp_path / "stop", random.Random(KILLS)
    heard = [tmp_path / f"w{number}.jsonl" for number in range(WRITERS)]
    writers = []
    for number, path in enumerate(heard):
        with path.open("w") as file:
            writers.append(
                python(lasting.url(), WRITER, lasting.url(), f"w{number}", str(stop), stdout=file)
            )
    try:
        for _ in range(KILLS):
            until_they_write(lasting)
            time.sleep(chance.uniform(0, 1))  # at any moment of what they do
            lasting.server.kill()
            lasting.server.start_again()
        until_they_write(lasting)
    finally:
        stop.touch()
        complaints = [one.communicate(timeout=120)[1] for one in writers]
    assert complaints == [""] * WRITERS
    assert {one.returncode for one in writers} == {0}

    said = [json.loads(line) for path in heard for line in path.read_text().splitlines()]
    there = [note for (note,) in lasting.ask("SELECT note FROM touchpoint ORDER BY id")]
    assert len(there) == len(set(there))
    told_off = 0
    for note, code, out, err in said:
        if code == 0:
            assert err == ""
            assert note in there, (note, out)
            continue
        told_off += 1
        assert (code, out) == (4, "")
        assert_one_error(err)
        assert len(err.splitlines()) == 2
        if MAY_BE not in err:
            assert "--later" in err
            assert note not in there, (note, err)
    assert told_off >= KILLS
    assert set(there) <= {note for note, *_ in said}
    changes = "SELECT count(DISTINCT entry_id) FROM journal_change WHERE table_name = 'touchpoint'"
    assert lasting.ask(changes)[0][0] == min(len(there), KEPT_ENTRIES)


def until_they_write(there: There) -> None:
    """Wait until one more is logged than was."""
    before = there.ask("SELECT count(*) FROM touchpoint")
    until = time.monotonic() + 120
    while there.ask("SELECT count(*) FROM touchpoint") == before:
        assert time.monotonic() < until
        time.sleep(0.05)
