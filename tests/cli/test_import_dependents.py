"""The relationship layer in a whole store that is read: checked, recognised, kept apart."""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Pulse
from tests.processes import in_process

SAMPLE = Path(__file__).parents[1] / "samples" / "store.json"
LISTS = (
    *("projects", "commitments", "mistakes", "reminders", "feedback", "agenda_points"),
    *("checkups", "mentions", "traits", "trait_weights", "rules"),
)
SHARED = ("services", "traits", "trait_weights", "away")
KNOWN_LATER = ("timezone", "hours", "length", "language", "place", "asked_from")

Dump = Callable[[], list[str]]
Write = Callable[..., str]


@pytest.fixture
def document() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(SAMPLE.read_text())
    return found


def counted(pulse: Pulse, *arguments: str) -> dict[str, dict[str, int]]:
    """Import, and say by noun what was done, leaving out where nothing was."""
    counts = pulse("import", *arguments, "--json").json["import"]["counts"]
    done = {noun: {key: n for key, n in one.items() if n} for noun, one in counts.items()}
    return {noun: one for noun, one in done.items() if one}


def exported(pulse: Pulse) -> dict[str, Any]:
    found: dict[str, Any] = pulse.ok("export", "-").json
    return found


def one_value(pulse: Pulse, sql: str) -> Any:
    with closing(sqlite3.connect(pulse.store)) as connection:
        return connection.execute(sql).fetchone()[0]


def test_the_sample_has_something_in_every_list(document: dict[str, Any]) -> None:
    assert all(document[name] for name in SHARED)
    assert all(document["clients"][0][name] for name in LISTS)


def test_what_is_read_is_what_is_written(pulse: Pulse, document: dict[str, Any]) -> None:
    pulse.ok("import", str(SAMPLE))
    written = exported(pulse)
    moment = {"2026-04-02T08:00:00+00:00"}
    for name in LISTS:
        for there, given in zip(
            written["clients"][0][name], document["clients"][0][name], strict=True
        ):
            assert {there.pop("created_at", *moment)} == moment
            given.pop("created_at", None)
            assert there == given
    assert {key: written["clients"][0][key] for key in KNOWN_LATER} == {
        "timezone": "Europe/Lisbon",
        "hours": "mon-fri 09:00-17:00",
        "length": "short",
        "language": "pt",
        "place": "Porto, Norte",
        "asked_from": None,
    }
    assert written["clients"][1]["asked_from"] == "2026-02-01"
    assert [one["purpose"] for one in written["clients"][0]["touchpoints"]] == [None, "update"]


def test_the_demo_comes_back_as_it_is(pulse: Pulse, tmp_path: Path) -> None:
    demo = tmp_path / "demo.json"
    pulse.ok("--demo", "export", str(demo))
    pulse.ok("import", str(demo))
    assert exported(pulse) == json.loads(demo.read_text())


def test_every_row_is_counted_by_its_noun(pulse: Pulse, document: dict[str, Any]) -> None:
    counts = counted(pulse, str(SAMPLE))
    larch = document["clients"][0]
    for name in set(LISTS) - {"traits", "trait_weights"}:
        assert counts[name] == {"created": len(larch[name])}
    for name in ("traits", "trait_weights"):
        assert counts[name] == {"created": len(larch[name]) + len(document[name])}
    assert counts["services"] == {"created": 2}
    assert counts["away"] == {"created": 1}
    said = pulse.ok("undo").out
    for words in ("2 check-ups", "2 agenda points", "2 pieces of feedback", "1 time away"):
        assert words in said


def test_every_value_that_differs_becomes_what_the_file_says(
    pulse: Pulse, write: Write, document: dict[str, Any]
) -> None:
    pulse.ok("import", str(SAMPLE))
    larch = document["clients"][0]
    larch |= {"timezone": None, "hours": "sat 10:00-12:00", "length": "long", "language": None}
    larch["asked_from"] = "2026-05-01"
    larch["touchpoints"][1]["purpose"] = "recap"
    larch["projects"][1] |= {"name": "Roof", "finished_on": "2026-05-01"}
    larch["commitments"][0] |= {"what": "new plan", "due_on": None, "done_on": "2026-05-02"}
    larch["mistakes"][1] |= {"why": "rain", "told_on": "2026-05-03", "fixed_on": "2026-05-04"}
    larch["reminders"][0] |= {"on": "2026-06-21", "yearly": True, "with": None}
    larch["feedback"][0] |= {"score": None, "project": larch["projects"][1]["uid"]}
    larch["feedback"][1] |= {"score": 0, "project": larch["projects"][0]["uid"]}
    larch["agenda_points"][0]["covered_on"] = "2026-05-04"
    larch["checkups"][0] |= {"score": 12.25, "answers": {"communication": "no"}}
    larch["checkups"][1]["answers"] = {"bad-manners": "yes"}
    larch["mentions"][0] |= {"service": document["services"][1]["uid"], "touchpoint": None}
    larch["mentions"][1]["touchpoint"] = larch["touchpoints"][0]["uid"]
    larch["traits"][0] |= {"name": "Comes by", "good": False}
    larch["trait_weights"][0]["weight"] = 10
    larch["rules"][0]["interval"] = "none"
    document["services"][0]["sentence"] = "We water."
    document["traits"][1]["name"] = "pays very late"
    document["trait_weights"][0]["weight"] = 0
    document["away"][0]["to"] = "2026-08-30"
    file = write(json.dumps(document), "x.json")
    counts = counted(pulse, file)
    assert {noun: one["updated"] for noun, one in counts.items() if "updated" in one} == {
        **dict.fromkeys(("clients", "touchpoints", "services", "away", "projects"), 1),
        **dict.fromkeys(("commitments", "mistakes", "reminders", "agenda_points", "rules"), 1),
        **dict.fromkeys(("feedback", "checkups", "mentions", "traits", "trait_weights"), 2),
    }
    assert not any("created" in one for one in counts.values())
    written = exported(pulse)
    for record in (*document["services"], *written["services"]):
        record.pop("created_at")
    assert written["services"] == document["services"]
    for name in LISTS:
        for there, given in zip(written["clients"][0][name], larch[name], strict=True):
            assert there | {"created_at": 0} == given | {"created_at": 0}
    assert {key: written["clients"][0][key] for key in KNOWN_LATER} == {
        key: larch[key] for key in KNOWN_LATER
    }


def test_an_export_of_an_earlier_release_leaves_what_it_doesn_t_know(
    pulse: Pulse, write: Write, dump: Dump, document: dict[str, Any]
) -> None:
    pulse.ok("import", str(SAMPLE))
    before = dump()
    for name in SHARED:
        del document[name]
    for client in document["clients"]:
        for key in (*LISTS, *KNOWN_LATER):
            del client[key]
        for touchpoint in client["touchpoints"]:
            del touchpoint["purpose"]
    file = write(json.dumps(document), "x.json")
    assert all(one.keys() == {"skipped"} for one in counted(pulse, file).values())
    assert dump() == before
    other = pulse.store.with_name("other.db")
    assert in_process(other, "import", file).code == 0
    (larch, _) = in_process(other, "export", "-").json["clients"]
    assert all(larch[key] is None for key in KNOWN_LATER)
    assert not any(larch[name] for name in LISTS)


def test_what_only_the_store_has_stays(
    pulse: Pulse, write: Write, dump: Dump, document: dict[str, Any]
) -> None:
    pulse.ok("import", str(SAMPLE))
    before = dump()
    for name in SHARED:
        document[name] = []
    document["clients"][0] |= {name: [] for name in LISTS}
    pulse.ok("import", write(json.dumps(document), "x.json"))
    assert dump() == before


UNKNOWN = str(uuid.UUID(int=7, version=4))
REFUSED = [
    ("commitments", 0, {"made_on": "2026-02-30"}, "isn't a date"),
    ("commitments", 1, {"done_on": "2026-03-01"}, "before it was made on Mon 2 Mar 2026"),
    ("commitments", 0, {"done_on": "2026-05-01", "dropped_on": "2026-05-01"}, "dropped as well"),
    ("commitments", 2, {"what": "x" * 20_001}, "the promise is too long"),
    ("commitments", 1, {"what": "a\0b"}, "the ask holds a NUL"),
    ("commitments", 1, {"uid": "7"}, "isn't a uid"),
    ("mistakes", 1, {"fixed_on": "2026-05-04"}, "fixed_on needs told_on"),
    ("mistakes", 0, {"told_on": "2026-03-19"}, "before it happened on Fri 20 Mar 2026"),
    ("mistakes", 0, {"fixed_on": "2026-03-20"}, "before it was told on Sat 21 Mar 2026"),
    ("mistakes", 0, {"prevent": "x" * 20_001}, "the way to prevent it is too long"),
    ("reminders", 0, {"with": "x" * 201}, "the person's name is too long"),
    ("projects", 0, {"finished_on": "2025-09-30"}, "before it was started on Wed 1 Oct 2025"),
    ("feedback", 0, {"project": UNKNOWN}, f"there is no project {UNKNOWN}"),
    ("mentions", 0, {"service": UNKNOWN}, f"there is no service {UNKNOWN}"),
    ("mentions", 1, {"touchpoint": UNKNOWN}, f"there is no touchpoint {UNKNOWN}"),
    ("agenda_points", 1, {"created_at": "yesterday"}, "isn't a time"),
    ("checkups", 1, {"on": "2026-01-15"}, "occurs twice"),
    ("checkups", 0, {"answers": {"a b": "yes"}}, "can't be a key"),
    ("checkups", 0, {"answers": {"x": "yes", "X": "no"}}, "answered twice"),
    ("traits", 0, {"key": "communication"}, "the trait communication is built in"),
    ("traits", 0, {"key": "visits-us"}, "is that of another one"),
    ("rules", 0, {"rule": "gossip"}, "there is no rule"),
    ("rules", 0, {"interval": "often"}, "isn't a rule's interval"),
    ("rules", 0, {"rule": "own_up"}, "can only be none"),
    ("rules", 1, {"rule": "feedback"}, "occurs twice"),
]


@pytest.mark.parametrize(("name", "place", "changes", "words"), REFUSED)
def test_what_can_t_be_stored_refuses_its_client_by_its_place(
    pulse: Pulse,
    write: Write,
    document: dict[str, Any],
    name: str,
    place: int,
    changes: dict[str, Any],
    words: str,
) -> None:
    document["clients"][0][name][place] |= changes
    outcome = pulse("import", write(json.dumps(document), "x.json"))
    assert outcome.code == 0
    (line,) = outcome.err.splitlines()
    assert line.startswith(f"client larch: {name}[{place}]: ")
    assert words in line
    assert [one["key"] for one in pulse.ok("client", "list", "--json").items] == ["tidewater"]
    assert one_value(pulse, "SELECT count(*) FROM commitment") == 0


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("timezone", "Mars/Olympus", "isn't a timezone"),
        ("hours", "always", "working hours can't be read"),
        ("language", "klingon-x", "isn't a language"),
        ("asked_from", "soon", "isn't a date"),
    ],
)
def test_how_a_client_works_is_checked_as_it_is_when_typed(
    pulse: Pulse, write: Write, document: dict[str, Any], key: str, value: str, words: str
) -> None:
    document["clients"][0][key] = value
    outcome = pulse("import", write(json.dumps(document), "x.json"))
    assert outcome.err.startswith("client larch: ")
    assert words in outcome.err


def test_a_purpose_belongs_to_what_we_wrote(
    pulse: Pulse, write: Write, document: dict[str, Any]
) -> None:
    document["clients"][0]["touchpoints"][0]["purpose"] = "recap"
    outcome = pulse("import", write(json.dumps(document), "x.json"))
    assert outcome.err.startswith("client larch: touchpoints[0]: a recap is something")


@pytest.mark.parametrize(
    ("name", "place", "changes", "words"),
    [
        ("services", 0, {"sentence": "x" * 501}, "the sentence is too long"),
        ("services", 1, {"name": "Watering"}, "occurs twice"),
        ("traits", 1, {"key": "no-planning"}, "is built in"),
        ("trait_weights", 1, {"trait": "communication"}, "occurs twice"),
        ("away", 0, {"from": "2026-09-01"}, "before they start on Tue 1 Sep 2026"),
    ],
)
def test_what_belongs_to_no_client_is_refused_piece_by_piece(
    pulse: Pulse,
    write: Write,
    document: dict[str, Any],
    name: str,
    place: int,
    changes: dict[str, Any],
    words: str,
) -> None:
    document[name][place] |= changes
    document["clients"][0]["mentions"] = []
    file = write(json.dumps(document), "x.json")
    outcome = pulse("import", file, "--json")
    assert outcome.err.startswith(f"{name}[{place}]: ")
    assert words in outcome.err
    counts = outcome.json["import"]["counts"]
    assert counts[name]["refused"] == 1
    assert counts["clients"]["created"] == 2
    assert len(exported(pulse)[name]) == len(document[name]) - 1


@pytest.mark.parametrize("name", [one for one in LISTS if one not in ("trait_weights", "rules")])
def test_a_row_of_one_client_is_never_given_to_another(
    pulse: Pulse, write: Write, dump: Dump, document: dict[str, Any], name: str
) -> None:
    pulse.ok("import", str(SAMPLE))
    before = dump()
    larch, tidewater = document["clients"]
    stolen = larch[name][0] | {"created_at": "2026-04-02T08:00:00Z"}
    if name == "mentions":
        stolen["touchpoint"] = None
    if name == "feedback":
        stolen["project"] = None
    tidewater[name] = [stolen]
    # The file speaks of the owner as well, or doesn't.
    for clients in ([larch, tidewater], [tidewater]):
        document["clients"] = clients
        outcome = pulse("import", write(json.dumps(document), "x.json"))
        assert outcome.err.startswith(f"client tidewater: {name}[0]: ")
        assert dump() == before


@pytest.mark.parametrize("name", ["contacts", "meetings", "touchpoints"])
def test_what_two_clients_of_a_file_claim_stays_with_the_first(
    pulse: Pulse, write: Write, document: dict[str, Any], name: str
) -> None:
    larch, tidewater = document["clients"]
    tidewater[name] = larch[name][:1]
    outcome = pulse("import", write(json.dumps(document), "x.json"))
    uid = larch[name][0]["uid"]
    refused = f"client tidewater: {name}[0]: {uid} belongs to another client of the file\n"
    assert outcome.err == refused
    assert [one["key"] for one in exported(pulse)["clients"]] == ["larch"]


@pytest.mark.parametrize(("name", "what"), [("feedback", "project"), ("mentions", "touchpoint")])
def test_what_a_row_refers_to_is_its_own_client_s(
    pulse: Pulse, write: Write, dump: Dump, document: dict[str, Any], name: str, what: str
) -> None:
    pulse.ok("import", str(SAMPLE))
    before = dump()
    record = document["clients"][0][name][0] | {"uid": UNKNOWN}
    document["clients"] = [document["clients"][1] | {name: [record]}]
    outcome = pulse("import", write(json.dumps(document), "x.json"))
    assert outcome.err.startswith(f"client tidewater: {name}[0]: there is no {what} ")
    assert dump() == before


def test_a_row_may_refer_to_what_only_the_store_has(
    pulse: Pulse, write: Write, document: dict[str, Any]
) -> None:
    pulse.ok("import", str(SAMPLE))
    larch = document["clients"][0]
    kept = {name: larch[name] for name in ("feedback", "mentions")}
    larch |= {name: [] for name in (*LISTS, "touchpoints", "meetings")} | kept
    document["services"] = []
    document["clients"] = [larch]
    for record in (*larch["feedback"], *larch["mentions"]):
        record["uid"] = str(uuid.uuid4())
    assert pulse("import", write(json.dumps(document), "x.json")).err == ""
    again = exported(pulse)["clients"][0]
    for name, what in (("feedback", "project"), ("mentions", "touchpoint")):
        assert [one[what] for one in again[name]] == [one[what] for one in larch[name]] * 2


def test_what_there_is_one_of_is_recognised_without_its_uid(
    pulse: Pulse, write: Write, dump: Dump, document: dict[str, Any]
) -> None:
    pulse.ok("import", str(SAMPLE))
    before = dump()
    old = document["services"][0]["uid"]
    for record in (
        *document["services"],
        *document["traits"],
        *document["clients"][0]["checkups"],
        *document["clients"][0]["traits"],
    ):
        record["uid"] = str(uuid.uuid4())
    text = json.dumps(document).replace(old, document["services"][0]["uid"])
    outcome = pulse("import", write(text, "x.json"))
    assert outcome.err == ""
    assert dump() == before


def test_a_check_up_can_t_take_another_one_s_day(
    pulse: Pulse, write: Write, dump: Dump, document: dict[str, Any]
) -> None:
    pulse.ok("import", str(SAMPLE))
    before = dump()
    first, second = document["clients"][0]["checkups"]
    document["clients"][0]["checkups"] = [first | {"on": second["on"]}]
    outcome = pulse("import", write(json.dumps(document), "x.json"))
    assert "checkups[0]: 2025-07-15 is that of another one" in outcome.err
    document["clients"][0]["checkups"] = [first | {"uid": UNKNOWN}, first | {"on": "2026-01-16"}]
    outcome = pulse("import", write(json.dumps(document), "x.json"))
    assert "checkups[1]: 2026-01-16 is that of another one" in outcome.err
    assert dump() == before


def test_a_service_can_t_take_another_one_s_name(
    pulse: Pulse, write: Write, dump: Dump, document: dict[str, Any]
) -> None:
    pulse.ok("import", str(SAMPLE))
    before = dump()
    watering, roofs = document["services"]
    document["services"] = [watering | {"name": roofs["name"]}]
    outcome = pulse("import", write(json.dumps(document), "x.json"))
    assert 'services[0]: "Roof plans" is that of another one' in outcome.err
    document["services"] = [watering | {"uid": UNKNOWN}, watering | {"name": "Water"}]
    outcome = pulse("import", write(json.dumps(document), "x.json"))
    assert "services[1]: it is the same as one before it" in outcome.err
    assert dump() == before


def test_uids_of_different_kinds_are_not_mixed_up(
    pulse: Pulse, write: Write, document: dict[str, Any]
) -> None:
    larch = document["clients"][0]
    same = larch["touchpoints"][1]["uid"]
    text = json.dumps(document).replace(larch["projects"][0]["uid"], same)
    assert pulse("import", write(text, "x.json")).err == ""
    again = exported(pulse)["clients"][0]
    assert again["feedback"][0]["project"] == again["projects"][0]["uid"] == same
    assert again["mentions"][0]["touchpoint"] == again["touchpoints"][1]["uid"] == same
