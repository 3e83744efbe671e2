"""Beside every record stands its folded text, whatever was done to it, undone and done again."""

from __future__ import annotations

import random
import shlex
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from clientpulse import records
from clientpulse.records.lists import EVERY
from clientpulse.records.searched import NUMBERS, ROOM, written
from clientpulse.store.folding import folded_texts
from tests.conftest import Pulse, filled_once

STEPS = (
    "log acme Talked about the Förderung -c call",
    "log acme Anfrage -c email --inbound --with Zoë --agreed 'Wir gründen im März'",
    "log müller Nothing of note -c meeting -d yesterday",
    "touchpoint edit {touchpoint} --note Čokoláda -d -3d",
    "touchpoint edit {touchpoint} --note '' --agreed ''",
    "touchpoint edit {touchpoint} --mood good",
    "touchpoint delete {touchpoint}",
    "promise müller the Ångström figures --by fri",
    "ask acme the naïve list",
    "commitment edit {commitment} --what Señor",
    "commitment drop {commitment}",
    "done {commitment}",
    "mistake acme Sent it twice --why übereilt",
    "mistake edit {mistake} --fix 'sent Größe'",
    "mistake told {mistake} -c call",
    "remind müller 2027-01-04 Jubiläum --with Łukasz",
    "feedback acme Très bien",
    "project start acme Façade",
    "agenda müller add the rôle of Ann",
    "meeting book acme 2027-02-01 --place Zürich",
    "meeting cancel 1",
    "service add Über 'We come over'",
    "trait add Höflichkeit",
    "client edit müller --name 'Mueller & Söhne' --note Größe --place Köln",
    "client edit müller --name Müller --note ''",
    "snooze acme 2w --reason Été",
    "client pause müller",
    "contact add acme Zoë --email zoë@x.example --role Geschäftsführerin",
    "contact edit acme Zoë --phone '+49 1'",
    "contact remove acme Zoë",
    "client rename acme {word}",
    "add {word} --meet monthly",
    "client delete {word} --yes",
    "client merge {word} acme --yes",
    "import {file}",
    "undo",
    "undo",
    "undo",
    "redo",
    "redo",
)


def folded_of(store: Path) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(store)) as connection:
        return connection.execute(
            "SELECT id, client_id, day, text FROM folded_text ORDER BY id"
        ).fetchall()


def computed(store: Path) -> list[tuple[Any, ...]]:
    """Fold what the store's records say."""
    found: list[tuple[Any, ...]] = []
    with closing(sqlite3.connect(store)) as connection:
        connection.row_factory = sqlite3.Row
        for table in NUMBERS:
            record = getattr(records, table.title().replace("_", ""))
            rows = map(dict, connection.execute(f"SELECT * FROM {table}"))
            found += [tuple(one.values()) for one in folded_texts(record, rows)]
    return sorted(found)


@pytest.fixture
@filled_once
def filled(pulse: Pulse) -> None:
    pulse.ok("add", "Acme GmbH", "--key", "acme", "--meet", "monthly", "--note", "Très chic")
    pulse.ok("add", "Müller", "--key", "müller", "--contact", "Zoë", "--email", "z@x.example")


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_done_and_undone_the_folded_texts_are_those_of_the_records(
    filled: Pulse, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    file = tmp_path / "more.csv"
    file.write_text("name,email,note\nÉclair,e@x.example,größer\nNovák,n@x.example,\n")
    done = 0
    for step in chance.choices(STEPS, k=40):
        words = {
            noun: str(chance.randint(1, 6)) for noun in ("touchpoint", "commitment", "mistake")
        }
        words |= {"word": chance.choice(("Éva", "Novák", "eclair")), "file": str(file)}
        arguments = [one.format(**words) for one in shlex.split(step)]
        done += filled(*arguments).code == 0
        assert folded_of(filled.store) == computed(filled.store), arguments
    assert done > 10
    while filled("undo").code == 0:
        assert folded_of(filled.store) == computed(filled.store)
    assert folded_of(filled.store) == []


def test_every_record_in_which_somebody_writes_is_searched() -> None:
    parts = {"tag", "attendee", "checkup_answer", "trait_weight"}
    with_words = {one.TABLE for one in EVERY if written(one)}
    assert with_words - parts - {"away"} == set(NUMBERS)  # whose they are is a word, too


def test_each_kind_has_a_number_of_its_own() -> None:
    assert len(set(NUMBERS.values())) == len(NUMBERS)
    assert all(0 < number < ROOM for number in NUMBERS.values())
