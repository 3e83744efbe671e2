"""Reading files into the store."""

from __future__ import annotations

import io
import json
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Pulse

SAMPLES = Path(__file__).parents[1] / "samples"
FILES = sorted([*SAMPLES.glob("*.csv"), SAMPLES / "store.json"])
TOUCHPOINTS = "client,on,channel,direction,note,mood,minutes\n"

Dump = Callable[[], list[str]]


def entries(pulse: Pulse) -> int:
    with closing(sqlite3.connect(pulse.store)) as connection:
        return int(connection.execute("SELECT count(*) FROM journal_entry").fetchone()[0])


def result(pulse: Pulse, *arguments: str) -> dict[str, object]:
    outcome = pulse("import", *arguments, "--json")
    return outcome.json["import"] | {"code": outcome.code}


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_importing_a_file_twice_changes_nothing(pulse: Pulse, dump: Dump, file: Path) -> None:
    if "touchpoints" in file.name:
        pulse.ok("import", str(SAMPLES / "clients.csv"))
    first = result(pulse, str(file))
    assert first["code"] == 0
    assert first["created"]
    before, journal = dump(), entries(pulse)
    second = result(pulse, str(file))
    assert (second["created"], second["updated"], second["refused"]) == (0, 0, first["refused"])
    assert second["skipped"]
    assert dump() == before
    assert entries(pulse) == journal


def test_an_address_book_becomes_clients_that_the_daily_commands_know(pulse: Pulse) -> None:
    outcome = pulse.ok("import", str(SAMPLES / "google-new.csv"))
    assert "Imported google-new.csv (Google Contacts):" in outcome.out
    assert "pulse due" in outcome.out
    assert len(pulse.ok("report", "--json").items) == 4
    people = pulse.ok("contact", "list", "dijk", "--json").items
    assert [one["name"] for one in people] == ["Dr. Noor van Dijk", "Bram Smit"]
    assert people[0]["primary"]
    assert pulse.ok("log", "dijk", "hello", "--json").json["touchpoint"]["key"].startswith("dijk")
    late = pulse.ok("due", "--json", today="2027-06-01").items
    assert {item["rule"] for item in late} >= {"meeting", "update"}


def test_the_columns_of_a_client_become_its_fields(pulse: Pulse, write: Callable[..., str]) -> None:
    pulse.ok(
        "import",
        write(
            "Name;KEY;meeting;update;since;prefers;tags;owner;note;shoe size\n"
            "Acme;acme;6w;10d;1 nov 2025;E-Mail;b; a ;'=sum;44\n"
            "Beta;;;none;;;;;;\n"
            "Gamma;;none;rule;;;;;;\n"
        ),
    )
    acme, beta, gamma = pulse.ok("client", "list", "--json").items
    assert acme["started_on"] == "2025-11-01"
    assert (acme["meeting_interval"], acme["update_interval"]) == ("6w", "10d")
    assert (acme["prefers"], acme["owner"], acme["note"]) == ("email", "a", "=sum")
    assert (beta["meeting_interval"], beta["update_interval"]) == ("3m", "none")
    assert beta["started_on"] == pulse.today
    assert gamma["meeting_interval"] is None


def test_a_row_that_cannot_be_read_is_refused_by_its_line_and_the_others_go_on(
    pulse: Pulse, write: Callable[..., str]
) -> None:
    long = "x" * 201
    outcome = pulse(
        "import",
        write(
            "name,key,meeting,since,prefers,tags,owner\n"
            "Good,good,,,,,\n"
            "A,,sometimes,,,,\n"
            "B,,,31.02.2025,,,\n"
            "C,,,,pigeon,,\n"
            f"{long},,,,,,\n"
            ",k,,,,,\n"
            "Other,good,,,,,\n"
            "D,a b,,,,,\n"
            "E,,,,,,,x\n"
        ),
    )
    assert outcome.code == 0
    lines = outcome.err.splitlines()
    assert [line.partition(": ")[0] for line in lines] == [f"line {n}" for n in range(3, 11)]
    for line, words in zip(
        lines,
        ("a meeting interval", "isn't a date", "a channel", "too long", "no name",
         "the key \"good\" is that of Good in line 2", "can't be a key", "too many cells"),
        strict=True,
    ):  # fmt: skip
        assert words in line
    assert "1 created, 8 refused" in outcome.out
    assert [one["key"] for one in pulse.ok("client", "list", "--json").items] == ["good"]


def test_a_client_is_known_again_by_its_key_or_else_by_its_name(
    pulse: Pulse, write: Callable[..., str]
) -> None:
    pulse.ok("add", "Straße & Söhne", "--key", "strasse", "--owner", "kim")
    pulse.ok("import", write("name,key,owner\nSTRASSE &  Söhne,,ada\n"))
    pulse.ok("import", write("name,key,note\nNew name,strasse,hello\n"))
    (client,) = pulse.ok("client", "list", "--json").items
    assert (client["client"], client["owner"], client["note"]) == ("New name", "ada", "hello")


def test_a_file_that_knows_a_client_by_another_key_makes_no_second_one(
    pulse: Pulse, write: Callable[..., str]
) -> None:
    pulse.ok("add", "Bianchi Legno")
    pulse.ok("import", write("name,key\nBianchi Legno,bianchi\n"))
    assert [one["key"] for one in pulse.ok("client", "list", "--json").items] == ["bianchi"]


def test_two_clients_of_one_name_are_told_apart_by_their_keys(
    pulse: Pulse, write: Callable[..., str]
) -> None:
    file = write("name,key\nSmith,smith-2\nSmith,smith\n")
    assert result(pulse, file)["created"] == 2
    assert result(pulse, file)["skipped"] == 2
    refused = result(pulse, write("name,owner\nSmith,kim\n"))
    assert refused["code"] == 5
    assert "give the key, smith or smith-2" in str(refused["messages"])


def test_several_rows_of_one_client_are_its_several_people(
    pulse: Pulse, write: Callable[..., str], dump: Dump
) -> None:
    file = write(
        "name,contact,email,phone,note\n"
        "Acme,Ann Field,ann@acme.example,,first\n"
        "acme,Bob Stone,bob@acme.example,1,second\n"
        'Acme,ANN FIELD,"ANN@acme.example, ann@home.example",2,\n'
        "Acme,A. Field,ann@acme.example,,\n"
    )
    outcome = pulse.ok("import", file)
    assert "line 4: ANN FIELD is in line 2 as Ann Field, too: taken for one person" in outcome.err
    assert "line 5: A. Field is in line 2 as Ann Field, too: taken for one person" in outcome.err
    ann, bob = pulse.ok("contact", "list", "acme", "--json").items
    assert (ann["email"], ann["phone"]) == ("ann@acme.example, ann@home.example", "2")
    assert (bob["email"], bob["primary"]) == ("bob@acme.example", False)
    assert pulse.ok("client", "list", "--json").items[0]["note"] == "first"
    before = dump()
    assert result(pulse, file)["skipped"] == 1
    assert dump() == before


def test_our_own_csv_overwrites_and_an_address_book_fills_gaps(
    pulse: Pulse, write: Callable[..., str]
) -> None:
    pulse.ok("add", "Rivergate Foods", "--owner", "kim", "--contact", "Mai Tran",
             "--email", "mai@rivergate.example", "--tag", "food")  # fmt: skip
    pulse.ok("import", str(SAMPLES / "hubspot.csv"))
    (client, _) = sorted(
        pulse.ok("client", "list", "--json").items, key=lambda one: one["key"], reverse=True
    )
    assert client["owner"] == "kim"
    mai, lam = pulse.ok("contact", "list", "rivergate", "--json").items
    assert mai["email"] == "mai@rivergate.example"
    assert (mai["role"], lam["name"]) == ("CFO", "Lam Vo")
    pulse.ok(
        "import",
        write("name,owner,tags,contact,email\nRivergate Foods,ada,Food;new,Mai Tran,m@r.example\n"),
    )
    client = pulse.ok("show", "rivergate", "--json").json
    assert (client["owner"], client["tags"]) == ("ada", ["food", "new"])
    assert client["contacts"][0]["email"] == "m@r.example"


def test_two_equal_calls_on_one_day_are_two_calls(pulse: Pulse, write: Callable[..., str]) -> None:
    pulse.ok("add", "Acme")
    row = "acme,2026-11-02,call,,hello,,\n"
    once, twice = write(TOUCHPOINTS + row, "1.csv"), write(TOUCHPOINTS + row * 2, "2.csv")
    assert result(pulse, once)["created"] == 1
    again = result(pulse, twice)
    assert (again["created"], again["skipped"]) == (1, 1)
    assert result(pulse, twice)["skipped"] == 2
    assert result(pulse, once)["skipped"] == 1


def test_rows_that_differ_only_in_the_mood_are_different(
    pulse: Pulse, write: Callable[..., str]
) -> None:
    pulse.ok("add", "Acme")
    rows = [f"acme,2026-11-02,call,,hello,{mood},\n" for mood in ("-1", "-2", "0", "")]
    for count, row in enumerate(rows):
        assert result(pulse, write(TOUCHPOINTS + row))["created"] == 1, count


def test_a_note_that_says_none_is_a_note(pulse: Pulse, write: Callable[..., str]) -> None:
    pulse.ok("add", "Acme")
    without = write(TOUCHPOINTS + "acme,2026-11-02,call,,,,\n", "without.csv")
    saying = write(TOUCHPOINTS + "acme,2026-11-02,call,,None,,\n", "saying.csv")
    for file in (without, saying):
        assert result(pulse, file)["created"] == 1
    for file in (without, saying):
        assert result(pulse, file)["skipped"] == 1


def test_the_values_of_a_touchpoint_are_read_as_log_reads_them(
    pulse: Pulse, write: Callable[..., str]
) -> None:
    pulse.ok("add", "Acme")
    outcome = pulse(
        "import",
        write(
            TOUCHPOINTS + "ACME,2026-11-20,E-Mail,Inbound,hi,good,15\n"
            "acme,yesterday,,,,,\n"
            "acme,2026-11-22,,,,,\n"
            "acne,2026-11-01,,,,,\n"
            "acme,2026-13-01,,,,,\n"
            "acme,2026-11-01,pigeon,,,,\n"
            "acme,2026-11-01,,sideways,,,\n"
            "acme,2026-11-01,,,,3,\n"
            "acme,2026-11-01,,,,,1441\n"
            "acme,2026-11-01,,,,,ten\n"
            f"acme,2026-11-01,,,{'n' * 20_001},,\n"
        ),
    )
    assert outcome.code == 0
    for number, words in enumerate(
        ("is in the future", "the nearest is acme", "isn't a date", "isn't a channel",
         "isn't a direction", "isn't a mood",
         "1441 minutes", "isn't a number of minutes", "too long"), 4,
    ):  # fmt: skip
        line = next(one for one in outcome.err.splitlines() if one.startswith(f"line {number}: "))
        assert words in line
    call, mail = sorted(pulse.ok("history", "--json").items, key=lambda one: one["channel"])
    assert (mail["channel"], mail["direction"], mail["mood"], mail["minutes"]) == (
        "email", "inbound", 1, 15,
    )  # fmt: skip
    assert (call["on"], call["channel"], call["direction"]) == ("2026-11-20", "call", "outbound")


def test_an_imported_meeting_closes_the_booked_one_of_its_day(
    pulse: Pulse, write: Callable[..., str]
) -> None:
    pulse.ok("add", "Acme", "--since", "2026-01-01", today="2026-10-01")
    pulse.ok("meeting", "book", "acme", "2026-11-02", today="2026-10-01")
    pulse.ok("meeting", "book", "acme", "2026-11-05", today="2026-10-01")
    pulse.ok("import", write(TOUCHPOINTS + "acme,2026-11-02,meeting,,went well,,\n"))
    (booked,) = pulse.ok("meeting", "list", "--json").items
    assert booked["on"] == "2026-11-05"
    pulse.ok("undo")
    assert len(pulse.ok("meeting", "list", "--json").items) == 2


def test_an_import_is_taken_back_whole(pulse: Pulse, write: Callable[..., str], dump: Dump) -> None:
    pulse.ok("add", "Rivergate Foods", "--contact", "Mai Tran", "--tag", "x")
    before = dump()
    for file in ("hubspot.csv", "store.json"):
        pulse.ok("import", str(SAMPLES / file))
        assert dump() != before
        pulse.ok("undo")
        assert dump() == before


@pytest.mark.parametrize("name", ["clients.csv", "hubspot.csv", "store.json"])
def test_a_dry_run_says_the_same_and_changes_nothing(pulse: Pulse, dump: Dump, name: str) -> None:
    file = str(SAMPLES / name)
    rehearsed = result(pulse, file, "--dry-run")
    assert not pulse.store.exists()
    pulse.ok("add", "Somebody Else")
    before, journal = dump(), entries(pulse)
    assert result(pulse, file, "--dry-run") == rehearsed
    assert (dump(), entries(pulse)) == (before, journal)
    assert not (pulse.store.parent / "backups").exists()
    assert result(pulse, file) == rehearsed | {"dry_run": False}


@pytest.mark.parametrize("again", ["clients.csv", "bad.csv"])
def test_of_an_import_that_changed_nothing_no_backup_is_kept_and_none_is_pushed_out(
    pulse: Pulse, tmp_path: Path, again: str
) -> None:
    (tmp_path / "clients.csv").write_text("name\nBianchi\n")
    (tmp_path / "bad.csv").write_text("client,on\nnobody,2026-11-01\n")
    pulse.ok("add", "Acme")
    pulse.ok("import", str(tmp_path / "clients.csv"))
    folder = pulse.store.parent / "backups"
    before = {one: one.read_bytes() for one in folder.iterdir()}
    assert len(before) == 1
    for _ in range(8):
        assert pulse("import", str(tmp_path / again)).code in {0, 5}
    assert {one: one.read_bytes() for one in folder.iterdir()} == before


def test_a_backup_is_made_before_an_import(pulse: Pulse) -> None:
    pulse.ok("import", str(SAMPLES / "clients.csv"))
    assert not (pulse.store.parent / "backups").exists()
    pulse.ok("import", str(SAMPLES / "hubspot.csv"))
    (backup,) = (pulse.store.parent / "backups").iterdir()
    assert "before-import" in backup.name
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_the_json_answer_counts_and_names_every_line(
    pulse: Pulse, write: Callable[..., str]
) -> None:
    file = write("name,meeting,colour\nAcme,weekly,red\nB,x,\n")
    outcome = pulse("import", file, "--json")
    assert outcome.json["schema"] == "clientpulse.import/1"
    answer = outcome.json["import"]
    assert {key: answer[key] for key in ("created", "updated", "skipped", "refused")} == {
        "created": 1, "updated": 0, "skipped": 0, "refused": 1,
    }  # fmt: skip
    assert answer["file"] == file
    assert (answer["format"], answer["kind"]) == ("clientpulse CSV", "clients")
    assert answer["dry_run"] is False
    assert answer["unknown_columns"] == ["colour"]
    assert answer["messages"] == [{"line": 3, "message": '"x" isn\'t a meeting interval'}]
    assert "left out, not known: colour" in outcome.err


def test_standard_input_is_read(pulse: Pulse, monkeypatch: pytest.MonkeyPatch) -> None:
    given = io.TextIOWrapper(io.BytesIO("﻿name\tmeeting\nAcme\tweekly\n".encode()))
    monkeypatch.setattr("sys.stdin", given)
    assert "standard input" in pulse.ok("import", "-").out
    assert pulse.ok("client", "list", "--json").items[0]["client"] == "Acme"


def test_what_is_wrong_in_one_client_of_a_store_refuses_that_client_alone(
    pulse: Pulse, write: Callable[..., str]
) -> None:
    document = json.loads((SAMPLES / "store.json").read_text())
    document["clients"][0]["touchpoints"][1]["on"] = "2026-02-30"
    outcome = pulse("import", write(json.dumps(document), "x.json"))
    assert outcome.code == 0
    assert "client larch: touchpoints[1]: " in outcome.err
    assert [one["key"] for one in pulse.ok("client", "list", "--json").items] == ["tidewater"]


def test_a_nul_refuses_the_client_it_stands_in_and_no_other(
    pulse: Pulse, write: Callable[..., str]
) -> None:
    document = json.loads((SAMPLES / "store.json").read_text())
    for place, field in (
        (document["clients"][0], "note"),
        (document["clients"][0]["contacts"][0], "email"),
        (document["clients"][0]["meetings"][0], "place"),
        (document["clients"][0]["touchpoints"][0], "note"),
    ):
        kept, place[field] = place[field], "a\0b"
        outcome = pulse.ok("import", write(json.dumps(document), "x.json"), "--dry-run")
        assert "client larch: " in outcome.err
        assert "holds a NUL character" in outcome.err
        place[field] = kept
    assert pulse("import", write(json.dumps(document), "x.json")).err == ""


def test_a_contact_keeps_when_it_was_typed_in(pulse: Pulse) -> None:
    pulse.ok("import", str(SAMPLES / "store.json"))
    with closing(sqlite3.connect(pulse.store)) as connection:
        moments = connection.execute("SELECT created_at FROM contact").fetchall()
    assert moments == [("2026-01-05T08:00:00+00:00",)]


def test_an_export_that_doesn_t_say_when_a_contact_was_typed_in_is_read(
    pulse: Pulse, write: Callable[..., str]
) -> None:
    document = json.loads((SAMPLES / "store.json").read_text())
    del document["clients"][0]["contacts"][0]["created_at"]
    file = write(json.dumps(document), "x.json")
    assert result(pulse, file)["counts"]["contacts"]["created"] == 1  # type: ignore[index]
    assert result(pulse, file)["counts"]["contacts"]["skipped"] == 1  # type: ignore[index]


def test_damage_at_the_end_of_a_store_leaves_nothing_behind(
    pulse: Pulse, write: Callable[..., str], dump: Dump
) -> None:
    pulse.ok("add", "Somebody")
    before = dump()
    whole = (SAMPLES / "store.json").read_text()
    pulse.fails(5, "import", write(whole.rstrip()[:-2], "x.json"))
    assert dump() == before


def test_a_store_updates_by_uid_what_differs_and_keeps_what_is_not_in_it(
    pulse: Pulse, write: Callable[..., str], dump: Dump
) -> None:
    pulse.ok("import", str(SAMPLES / "store.json"))
    pulse.ok("log", "larch", "only here")
    document = json.loads((SAMPLES / "store.json").read_text())
    larch = document["clients"][0]
    larch |= {"name": "Larch", "key": "larch-new", "tags": ["garden", "new"]}
    larch["touchpoints"][0] |= {"note": "changed", "with": ["Bob", "Ann"], "minutes": 5}
    larch["meetings"][0] |= {"state": "held", "touchpoint": larch["touchpoints"][0]["uid"]}
    larch["contacts"][0]["role"] = "boss"
    file = write(json.dumps(document), "x.json")
    counts = result(pulse, file)["counts"]
    assert {noun: one["updated"] for noun, one in counts.items() if one["updated"]} == {  # type: ignore[attr-defined]
        "clients": 1, "contacts": 1, "meetings": 1, "touchpoints": 1,
    }  # fmt: skip
    shown = pulse.ok("show", "larch-new", "--json").json
    assert (shown["client"], shown["tags"]) == ("Larch", ["garden", "new"])
    assert shown["contacts"][0]["role"] == "boss"
    assert [one["note"] for one in shown["touchpoints"]] == ["only here", None, "changed"]
    assert shown["touchpoints"][2]["with"] == ["Bob", "Ann"]
    before, journal = dump(), entries(pulse)
    assert result(pulse, file)["updated"] == 0
    assert (dump(), entries(pulse)) == (before, journal)


@pytest.mark.parametrize("text", ["name\nAcme\n", "client,on\nacme,2026-11-20\n"])
def test_only_new_is_refused_for_what_carries_no_uids(pulse, tmp_path: Path, text: str) -> None:
    pulse.ok("add", "Acme")
    file = tmp_path / "some.csv"
    file.write_text(text)
    refused = pulse.fails(2, "import", str(file), "--only-new")
    assert "JSON export" in refused.err


def test_a_dry_run_that_would_store_nothing_promises_nothing(pulse, tmp_path: Path) -> None:
    pulse.ok("add", "Acme")
    file = tmp_path / "some.csv"
    file.write_text("client,on\nnobody,2026-11-20\n")
    assert pulse("import", str(file), "--dry-run").out.endswith("\nNothing was changed.\n")
    file.write_text("client,on\nacme,2026-11-20\n")
    told = pulse.ok("import", str(file), "--dry-run", "--kind", "touchpoints").out
    assert told.endswith(
        f"\nNothing was changed. To import it: pulse import {file} --kind touchpoints\n"
    )


def test_a_dry_run_of_touchpoints_says_how_many_for_which_client(
    pulse: Pulse, write: Callable[..., str]
) -> None:
    for name in ("Acme", "Beta", "Gamma"):
        pulse.ok("add", name)
    pulse.ok("import", write("client,on\nbeta,2026-11-19\n"))
    file = write("client,on\nacme,2026-11-20\nacme,2026-11-19\nbeta,2026-11-19\n")
    items = pulse.ok("import", file, "--dry-run", "--json").json["import"]["items"]
    assert items == [
        {
            "line": None,
            "client": "Acme",
            "key": "acme",
            "person": None,
            "becomes": "new",
            "details": ["2 touchpoints"],
        }
    ]
    out = pulse.ok("import", file, "--dry-run").out
    assert "Acme    acme  new: 2 touchpoints" in out


def test_the_encoding_is_found_out_and_said_or_taken_as_named(pulse: Pulse, tmp_path: Path) -> None:
    path = tmp_path / "clients.csv"
    path.write_bytes("name\nWałęsa\n".encode("cp1250"))
    said = pulse.ok("import", str(path), "--dry-run").err
    assert said.startswith("read as Windows-1250, ")
    told = pulse.ok("import", str(path), "--encoding", "CP1250", "--dry-run")
    assert (told.err, told.out.splitlines()[-1].endswith("--encoding CP1250")) == ("", True)
    pulse.ok("import", str(path), "--encoding", "CP1250")
    assert pulse.ok("client", "list", "--json").items[0]["client"] == "Wałęsa"
    pulse.fails(2, "import", str(path), "--encoding", "klingon")
