"""Writing the store to files, and what reading them back gives."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientpulse.records.owners import RESERVED
from tests.conftest import Pulse
from tests.processes import in_process
from tests.store_documents import stores

SAMPLES = Path(__file__).parents[1] / "samples"
Dump = Callable[[], list[str]]


@pytest.fixture(scope="module")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds nothing; copying it is faster than making one."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    assert in_process(path, "add", "Nobody").code == 0
    assert in_process(path, "undo").code == 0
    return path


def rows(store: Path) -> list[str]:
    """All rows there are, the journal's included."""
    with closing(sqlite3.connect(store)) as connection:
        return list(connection.iterdump())


def without_memory(lines: list[str]) -> list[str]:
    """Leave out what is remembered of rows, and the entry of the command that did so."""
    return [
        line
        for line in lines
        if not re.match("INSERT INTO (journal_|import_|sqlite_sequence)", line.replace('"', ""))
    ]


def worked(store: Path, *arguments: str) -> Any:
    outcome = in_process(store, *arguments, "--json")
    assert outcome.code == 0, outcome.err
    return outcome.json


@settings(max_examples=8)
@given(document=stores())
def test_an_export_brings_back_the_same_store(empty_store: Path, document: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store, other = folder / "one.db", folder / "other.db"
        shutil.copy(empty_store, store)
        shutil.copy(empty_store, other)
        given_file, first, second = (folder / f"{n}.json" for n in range(3))
        given_file.write_text(json.dumps(document))
        assert worked(store, "import", str(given_file))["import"]["refused"] == 0
        worked(store, "export", str(first))
        assert json.loads(first.read_text()) == document
        worked(other, "import", str(first))
        worked(other, "export", str(second))
        assert second.read_bytes() == first.read_bytes()
        before = rows(other)
        worked(other, "import", str(second))
        assert rows(other) == before


@settings(max_examples=8)
@given(document=stores())
def test_a_csv_export_read_back_changes_nothing(
    empty_store: Path, document: dict[str, Any]
) -> None:
    for client in document["clients"]:
        client["started_on"] = f"20{client['started_on'][2:]}"  # a file's dates end in 2199
        client["started_on"] = client["started_on"].replace("-02-29", "-02-28")
        # In such a file some words mean that there is nobody, and none is more than one line.
        client["owner"] = " ".join((client["owner"] or "").split()) or None
        if (client["owner"] or "").casefold() in RESERVED:
            client["owner"] = None
        for touchpoint in client["touchpoints"]:
            touchpoint["on"] = "2025-03-04"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store, file = folder / "one.db", folder / "file.json"
        shutil.copy(empty_store, store)
        file.write_text(json.dumps(document))
        worked(store, "import", str(file))
        before = rows(store)
        for kind in ("clients", "touchpoints"):
            csv_file = folder / f"{kind}.csv"
            worked(store, "export", str(csv_file), "--kind", kind)
            answer = worked(store, "import", str(csv_file), "--kind", kind)["import"]
            assert not answer["messages"], answer
            assert without_memory(rows(store)) == without_memory(before), answer


@settings(max_examples=20)
@given(data=st.data())
def test_any_file_of_clients_read_twice_changes_nothing(
    empty_store: Path, data: st.DataObject
) -> None:
    cell = {
        "name": ["Acme", "ACME ", "Beta", "Smith", ""],
        "key": ["", "", "a", "b", "acme"],
        "meeting": ["", "none", "monthly", "x"],
        "update": ["", "rule", "none", "1w"],
        "contact": ["", "Ann", "ann", "Bob", "Cy"],
        "email": ["", "a@x", "b@x", "A@x, c@x", "c@x;b@x"],
        "phone": ["", "1", "2"],
        "tags": ["", "t", "T;u", "v"],
        "note": ["", "one", "two"],
    }
    row = st.tuples(*(st.sampled_from(values) for values in cell.values()))
    lines = data.draw(st.lists(row, min_size=1, max_size=8))
    first = data.draw(st.lists(row, max_size=4))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = folder / "one.db"
        shutil.copy(empty_store, store)
        for content in (first, lines):
            text = "".join("\t".join(line) + "\n" for line in content)
            (folder / "f.csv").write_text("\t".join(cell) + "\n" + text)
            in_process(store, "import", str(folder / "f.csv"))
        before = rows(store)
        in_process(store, "import", str(folder / "f.csv"))
        assert rows(store) == before


def test_the_file_belongs_to_its_user_alone(pulse: Pulse, tmp_path: Path) -> None:
    pulse.ok("import", str(SAMPLES / "clients.csv"))
    file = tmp_path / "out.json"
    answer = pulse.ok("export", str(file), "--json").json
    assert answer["schema"] == "clientpulse.export/1"
    assert answer["export"] == {"file": str(file), "kind": "store", "clients": 3, "touchpoints": 0}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_text().isascii()
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


def test_a_file_that_is_there_is_only_replaced_when_told(pulse: Pulse, tmp_path: Path) -> None:
    pulse.ok("add", "Acme")
    file = tmp_path / "out.csv"
    file.write_text("mine")
    refused = pulse.fails(2, "export", str(file), "--kind", "clients")
    assert "--yes" in refused.err
    assert file.read_text() == "mine"
    pulse.ok("export", str(file), "--kind", "clients", "--yes")
    assert file.read_text().splitlines()[1].startswith("Acme,acme,3m,rule,2026-11-21,")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_link_keeps_pointing_to_the_file_that_is_replaced(pulse: Pulse, tmp_path: Path) -> None:
    pulse.ok("add", "Acme")
    (tmp_path / "real.json").write_text("old")
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    pulse.ok("export", str(tmp_path / "link.json"), "--yes")
    assert (tmp_path / "link.json").is_symlink()
    assert "Acme" in (tmp_path / "real.json").read_text()


@pytest.mark.parametrize("options", [(), ("--yes",)])
def test_a_link_that_leads_in_a_circle_is_no_place_for_a_file(
    pulse: Pulse, tmp_path: Path, options: tuple[str, ...]
) -> None:
    pulse.ok("add", "Acme")
    loop = tmp_path / "loop.json"
    loop.symlink_to(loop)
    assert "leads in a circle" in pulse.fails(2, "export", str(loop), *options).err
    (tmp_path / "folder").symlink_to(tmp_path / "folder")
    inside = str(tmp_path / "folder" / "x.json")
    assert "can't be created" in pulse.fails(2, "export", inside, *options).err


def test_what_is_to_be_written_is_told_by_the_name_and_the_kind(
    pulse: Pulse, tmp_path: Path
) -> None:
    csv_file, json_file = str(tmp_path / "x.csv"), str(tmp_path / "x.json")
    assert "--kind clients" in pulse.fails(2, "export", csv_file).err
    assert "leave --kind out" in pulse.fails(2, "export", json_file, "--kind", "clients").err
    assert ".json" in pulse.fails(2, "export", str(tmp_path / "x.xlsx")).err
    assert "isn't a kind" in pulse.fails(2, "export", csv_file, "--kind", "everything").err
    (tmp_path / "folder.json").mkdir()
    assert "isn't a file to write to" in pulse.fails(2, "export", str(tmp_path / "folder.json")).err
    missing = str(tmp_path / "nowhere" / "x.json")
    assert "can't be created" in pulse.fails(2, "export", missing).err
    assert list(tmp_path.glob("*.*")) == [tmp_path / "folder.json"]


def test_standard_output_takes_the_data_and_nothing_else(pulse: Pulse) -> None:
    pulse.ok("add", "Zoë Ltd")
    pulse.ok("log", "zo", "=hello", "-c", "email", "--mood", "bad")
    assert pulse.ok("export", "-", "--kind", "touchpoints").out == (
        "client,on,channel,direction,note,mood,minutes\n"
        "zoe-ltd,2026-11-21,email,outbound,'=hello,'-1,\n"
    )
    assert "Zoë Ltd,zoe-ltd" in pulse.ok("export", "-", "--kind", "clients").out
    whole = pulse.ok("export", "-").json
    assert [one["key"] for one in whole["clients"]] == ["zoe-ltd"]
    pulse.fails(2, "export", "-", "--json")


def test_formulas_are_guarded_on_the_way_out_and_whole_again_on_the_way_in(
    pulse: Pulse, tmp_path: Path
) -> None:
    pulse.ok("add", "=cmd|' /C calc'!A0", "--key", "x", "--note", "'@already")
    file = tmp_path / "x.csv"
    pulse.ok("export", str(file), "--kind", "clients")
    assert file.read_text().splitlines()[1].startswith("'=cmd|")
    assert file.read_text().rstrip().endswith(",''@already,")
    other = tmp_path / "other.db"
    assert in_process(other, "import", str(file)).code == 0
    (client,) = in_process(other, "client", "list", "--json").items
    assert (client["client"], client["note"]) == ("=cmd|' /C calc'!A0", "'@already")


def test_nothing_is_exported_of_nothing(pulse: Pulse, tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    pulse.ok("export", str(file))
    assert json.loads(file.read_text())["clients"] == []
    assert not pulse.store.exists()


@pytest.mark.parametrize("note", ["\t=1", " in front", "behind ", "'=x", "\r\n", "=1\n+2\n"])
def test_a_note_comes_back_from_csv_with_its_blanks(
    pulse: Pulse, tmp_path: Path, note: str
) -> None:
    pulse.ok("add", "Acme", "--since", "2026-01-01", "--note", f"x{note}")
    pulse.ok("log", "acme", "--", f"{note}x")
    file = tmp_path / "touchpoints.csv"
    pulse.ok("export", str(file), "--kind", "touchpoints")
    before = [item["note"] for item in pulse.ok("history", "--json").items]
    pulse.ok("undo")
    pulse.ok("import", str(file))
    assert [item["note"] for item in pulse.ok("history", "--json").items] == before == [f"{note}x"]
    clients = tmp_path / "clients.csv"
    pulse.ok("export", str(clients), "--kind", "clients")
    assert pulse.ok("import", str(clients), "--json").json["import"]["updated"] == 0
