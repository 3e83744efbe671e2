"""A killed import is all or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from dooming import cut_in_the_middle, doomed, put_back, sound_notes

from tests.processes import in_process

pytestmark = pytest.mark.thorough

ROWS = 3_000
TICKS = 25


def test_an_import_killed_at_any_moment_has_stored_everything_or_nothing(tmp_path: Path) -> None:
    whole, store, file = (tmp_path / name for name in ("whole.db", "clients.db", "history.csv"))
    assert in_process(whole, "add", "Acme").code == 0
    assert in_process(whole, "log", "acme", "before").code == 0
    days = [f"2026-{month:02}-{day:02}" for month in range(1, 11) for day in range(1, 29)]
    rows = "".join(f"acme,{days[n % len(days)]},call,note {n}\n" for n in range(ROWS))
    file.write_text("client,on,channel,note\n" + rows)

    with doomed(tmp_path) as program:
        put_back(store, whole)
        ended = program.run(store, "import", str(file))
        assert ended.code == 0
        assert len(sound_notes(store)) == 1 + ROWS
        # The rows are written in one statement, so its ticks are needed to be in the middle of it.
        ticks = TICKS
        assert ended.ticks > ticks
        last = ended.statements
        statements = range(1, last + 1)
        moments = [{"statement": number} for number in statements]
        moments += [{"tick": ended.ticks * part // ticks} for part in range(1, ticks)]
        counts, cut = [], 0
        for number, moment in enumerate(moments):
            put_back(store, whole)
            killed = program.run(store, "import", str(file), **moment)
            assert (killed.code, killed.out) == (-9, ""), moment
            cut += cut_in_the_middle(store, whole)
            if number % 2:
                # A reading command is the next to open the file, so it is the one to repair it.
                assert in_process(store, "report", "--json").code == 0
            counts.append(len(sound_notes(store)))
    # Only the last statement comes after the commit: the closing of the connection.
    assert counts == [1 + ROWS if one == {"statement": last} else 1 for one in moments]
    # In most cases the file had to be repaired first.
    assert cut > ticks
