"""The whole store as JSON: written to be compared, read with every fault named."""

from __future__ import annotations

import copy
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientpulse.errors import ImportRefusedError
from clientpulse.transfer.reading import open_reading
from clientpulse.transfer.records import StoreImports, StoreShared, StoreSources
from clientpulse.transfer.store_json import write_store_json
from clientpulse.transfer.store_shape import LIST_KEYS

SAMPLE = Path(__file__).parent.parent / "samples" / "store.json"
CONTENT = SAMPLE.read_text()
DOCUMENT = json.loads(CONTENT)
SHARED_KEYS = ("services", "traits", "trait_weights", "away")
SHARED = StoreShared({key: DOCUMENT[key] for key in SHARED_KEYS})
IMPORTS = StoreImports(**DOCUMENT["imports"])
SOURCES = StoreSources(**DOCUMENT["sources"])
NOTHING_SHARED = dict.fromkeys(SHARED_KEYS, ())
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


def read(text: str):
    with open_reading(io.BytesIO(text.encode("utf-8", "surrogatepass"))) as reading:
        return list(reading), reading.unknown_columns


def read_clients(text: str):
    entries, unknown = read(text)
    return [one for one in entries if isinstance(one, dict)], unknown


def written(document) -> str:
    stream = io.StringIO()
    write_store_json(stream, document)
    return stream.getvalue()


def changed(path: list, value):
    document = copy.deepcopy(DOCUMENT)
    place = document
    for step in path[:-1]:
        place = place[step]
    if value is KeyError:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return json.dumps(document)


def test_a_store_is_read_client_by_client():
    with open_reading(SAMPLE) as reading:
        assert (reading.kind, reading.format) == ("store", "clientpulse JSON")
        assert list(reading) == [SHARED, *DOCUMENT["clients"], IMPORTS, SOURCES]
        assert reading.unknown_columns == ()
        assert reading.bytes_read() == reading.total_bytes == SAMPLE.stat().st_size


def test_an_export_is_written_one_record_a_line_in_ascii():
    assert written(DOCUMENT) == CONTENT
    assert CONTENT.isascii()


def test_the_lists_of_an_export_may_be_any_iterables():
    clients = (
        {**client, **{name: iter(client[name]) for name in LIST_KEYS}}
        for client in DOCUMENT["clients"]
    )
    shared = {name: iter(DOCUMENT[name]) for name in SHARED_KEYS}
    of_sources = DOCUMENT["sources"]
    imports = DOCUMENT["imports"] | {"marks": iter(DOCUMENT["imports"]["marks"])}
    listed = {name: one if name == "salt" else iter(one) for name, one in of_sources.items()}
    others = {"today": "2026-05-04", "imports": imports, "sources": listed}
    assert written({**others, **shared, "clients": clients}) == CONTENT


def test_an_empty_store_is_written_and_read():
    text = written({"today": "2026-05-04", **NOTHING_SHARED, "clients": []})
    assert json.loads(text) == {
        "schema": "clientpulse.export/1",
        "today": "2026-05-04",
        "services": [],
        "traits": [],
        "trait_weights": [],
        "away": [],
        "clients": [],
    }
    assert read(text) == ([], ())


def test_the_order_of_keys_and_the_layout_do_not_matter():
    for text in (
        json.dumps(DOCUMENT, sort_keys=True, indent=3),
        json.dumps(DOCUMENT),
        "\n" + CONTENT,
    ):
        assert read(text)[0] == [SHARED, *DOCUMENT["clients"], IMPORTS, SOURCES]


@given(name=TEXT.filter(str.strip), note=st.none() | TEXT, tags=st.lists(TEXT, max_size=3))
def test_any_text_comes_back_as_it_was(name, note, tags):
    client = {**DOCUMENT["clients"][1], "name": name, "note": note, "tags": tags}
    document = {"today": "2026-05-04", **NOTHING_SHARED, "clients": [client]}
    assert read(written(document)) == ([client], ())


def test_a_record_longer_than_what_is_read_at_once_is_read():
    client = {**DOCUMENT["clients"][0], "note": "ä\n" * 300_000}
    text = written({"today": "2026-05-04", **NOTHING_SHARED, "clients": [client] * 3})
    assert read(text)[0] == [client] * 3


def test_keys_that_are_not_known_are_named_and_left_out():
    document = copy.deepcopy(DOCUMENT)
    document["made_by"] = {"any": ["thing"]}
    document["clients"][0]["colour"] = "red"
    for touchpoint in document["clients"][0]["touchpoints"]:
        touchpoint["\ud800x"] = 1
    document["clients"][0]["mistakes"][1]["cost"] = 12
    document["services"][1]["price"] = "high"
    clients, unknown = read_clients(json.dumps(document))
    assert clients == DOCUMENT["clients"]
    assert unknown == (
        "service.price",
        "touchpoint.\\ud800x",
        "mistake.cost",
        "client.colour",
        "made_by",
    )


def test_keys_that_may_be_absent_are_filled_in():
    bare = {
        "uid": "u1",
        "key": "acme",
        "name": "Acme",
        "started_on": "2026-01-01",
        "created_at": "2026-01-01T00:00:00Z",
        "contacts": [{"uid": "u2", "name": "Ada"}],
    }
    ((client,), _) = read(
        json.dumps({"schema": "clientpulse.export/1", "today": "2026-01-01", "clients": [bare]})
    )
    known_later = {
        *("timezone", "hours", "length", "language", "asked_from", "clock_on", "place"),
        *("address", "by"),
    }
    assert client.keys() | known_later == DOCUMENT["clients"][0].keys()
    assert client.keys().isdisjoint(known_later)
    assert all(client[name] == [] for name in LIST_KEYS if name != "contacts")
    assert (client["note"], client["tags"], client["touchpoints"]) == (None, [], [])
    contact = {*DOCUMENT["clients"][0]["contacts"][0]} - {"greeted_on", "by"}
    assert client["contacts"][0].keys() == contact
    assert client["contacts"][0]["primary"] is False


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (["clients"], {}, "clients has to be a list"),
        (["clients"], KeyError, "clients is missing"),
        (["today"], 5, "today has to be a date as text"),
        (["clients", 1], "x", "clients[1] has to be an object, a client"),
        (["clients", 1, "key"], KeyError, "clients[1].key is missing"),
        (["clients", 1, "key"], 3, "clients[1].key has to be a text"),
        (["clients", 1, "name"], " ", "clients[1].name is empty"),
        (["clients", 0, "name"], None, "clients[0].name has to be a text"),
        (["clients", 0, "note"], "\ud800", "clients[0].note holds a character"),
        (["clients", 0, "prefers"], "fax", "clients[0].prefers has to be one of: meeting, call"),
        (["clients", 0, "tags"], "x", "clients[0].tags has to be a list"),
        (["clients", 0, "tags", 1], 1, "clients[0].tags[1] has to be a text"),
        (["clients", 0, "contacts"], None, "clients[0].contacts has to be a list"),
        (["clients", 0, "contacts", 0, "primary"], 1, "contacts[0].primary has to be true or"),
        (["clients", 0, "meetings", 0, "state"], "lost", "meetings[0].state has to be one of"),
        (["clients", 0, "meetings", 0, "state"], [], "meetings[0].state has to be one of"),
        (["clients", 0, "touchpoints", 1, "channel"], "sms", "touchpoints[1].channel has to be"),
        (["clients", 0, "touchpoints", 1, "direction"], None, "touchpoints[1].direction has"),
        (["clients", 0, "touchpoints", 0, "mood"], 3, "touchpoints[0].mood has to be a whole"),
        (["clients", 0, "touchpoints", 0, "mood"], True, "touchpoints[0].mood has to be a whole"),
        (["clients", 0, "touchpoints", 0, "minutes"], -1, "touchpoints[0].minutes has to be"),
        (["clients", 0, "touchpoints", 0, "minutes"], 1.5, "touchpoints[0].minutes has to be"),
        (["clients", 0, "touchpoints", 0, "with"], [None], "touchpoints[0].with[0] has to be"),
        (["clients", 0, "touchpoints", 0, "purpose"], "spam", "touchpoints[0].purpose has to be"),
        (["clients", 1, "length"], "medium", "clients[1].length has to be one of: short, long"),
        (["clients", 1, "asked_from"], 5, "clients[1].asked_from has to be a text"),
        (["clients", 1, "commitments"], {}, "clients[1].commitments has to be a list"),
        (["clients", 0, "commitments", 1, "owed_by"], "me", "commitments[1].owed_by has to be"),
        (["clients", 0, "commitments", 1, "what"], " ", "commitments[1].what is empty"),
        (["clients", 0, "commitments", 1, "made_on"], None, "commitments[1].made_on has to be"),
        (["clients", 0, "mistakes", 0, "why"], 5, "mistakes[0].why has to be a text"),
        (["clients", 0, "reminders", 0, "yearly"], 0, "reminders[0].yearly has to be true or"),
        (["clients", 0, "reminders", 0, "with"], "", "reminders[0].with is empty"),
        (["clients", 0, "feedback", 0, "score"], 11, "feedback[0].score has to be a whole number"),
        (["clients", 0, "feedback", 0, "score"], 7.5, "feedback[0].score has to be a whole"),
        (["clients", 0, "projects", 0, "uid"], KeyError, "projects[0].uid is missing"),
        (["clients", 0, "agenda_points", 1], [], "agenda_points[1] has to be an object"),
        (["clients", 0, "checkups", 0, "score"], 100.5, "checkups[0].score has to be a number"),
        (["clients", 0, "checkups", 0, "score"], True, "checkups[0].score has to be a number"),
        (["clients", 0, "checkups", 0, "score"], None, "checkups[0].score has to be a number"),
        (["clients", 0, "checkups", 0, "answers"], [], "checkups[0].answers has to be an object"),
        (["clients", 0, "checkups", 0, "answers", "trust"], "?", "answers.trust has to be one of"),
        (["clients", 0, "mentions", 0, "service"], None, "mentions[0].service has to be a text"),
        (["clients", 0, "traits", 0, "good"], "yes", "traits[0].good has to be true or false"),
        (["clients", 0, "trait_weights", 0, "weight"], -1, "trait_weights[0].weight has to be"),
        (["clients", 0, "rules", 0, "interval"], None, "rules[0].interval has to be a text"),
        (["services"], {}, "services has to be a list"),
        (["services", 1, "sentence"], "", "services[1].sentence is empty"),
        (["traits", 0, "good"], KeyError, "traits[0].good is missing"),
        (["trait_weights", 1, "weight"], 11, "trait_weights[1].weight has to be a whole number"),
        (["away", 0, "to"], None, "away[0].to has to be a text"),
        (["imports"], None, "imports has to be an object"),
        (["imports", "salt"], "x", "imports.salt has to be 32 hexadecimal digits"),
        (["imports", "marks"], KeyError, "imports.marks is missing"),
        (["imports", "marks", 1, "mark"], "A" * 32, "imports.marks[1].mark has to be 32 hexa"),
        (["sources", "exchanges", 1, "address"], KeyError, "sources.exchanges[1].address is mis"),
        (["sources", "exchanges", 1, "told"], 1, "sources.exchanges[1].told has to be true or"),
        (["sources", "events", 0, "client"], None, "sources.events[0].client has to be a text"),
        (["sources", "cards"], None, "sources.cards has to be a list"),
        (["sources", "forgotten", 0, "kind"], "x", "sources.forgotten[0].kind has to be one of"),
        (["imports", "marks", 1, "kind"], "person", "imports.marks[1].kind has to be one of"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(path, value, message):
    with pytest.raises(ImportRefusedError) as refused:
        read(changed(path, value))
    assert message in refused.value.message


@pytest.mark.parametrize(
    ("schema", "message"),
    [
        ("clientpulse.export/2", "another version: clientpulse.export/2"),
        ("clientpulse.due/1", "what pulse due shows, not an export"),
        ("other", "isn't a clientpulse export"),
        (None, "isn't a clientpulse export"),
        (KeyError, "isn't a clientpulse export"),
    ],
)
def test_another_schema_is_refused(schema, message):
    with pytest.raises(ImportRefusedError, match=message):
        read(changed(["schema"], schema))


def test_another_schema_is_refused_before_any_client_is_given():
    document = {"schema": "clientpulse.export/9", "clients": [1] * 10}
    with pytest.raises(ImportRefusedError, match="another version"):
        open_reading(io.BytesIO(json.dumps(document).encode()))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (CONTENT[: CONTENT.index(', "tags"')], "it ends too early"),
        (CONTENT[:-3], "it ends too early"),
        ("{", "line 1 isn't valid JSON"),
        ("{]", "line 1 isn't valid JSON: expected a key in \""),
        (CONTENT + "{}", "line 89 isn't valid JSON: something follows after the end"),
        (CONTENT.replace('"mood": 2', '"mood": NaN'), "NaN isn't a JSON number"),
        (CONTENT.replace('"mood": 2', '"mood": ' + "9" * 5000), "line "),
        (CONTENT.replace('"mood": 2', '"mood": 02'), "line 20 isn't valid JSON"),
        (CONTENT.replace("}\n],", "},\n],"), "line 73 isn't valid JSON"),
        (CONTENT[:-2] + ', "schema": "clientpulse.export/1"}', "schema twice"),
        (CONTENT[:-2] + ', "clients": []}', "clients twice"),
        (CONTENT[:-2] + ', "services": []}', "services comes too late"),
        (CONTENT[:-2] + ', "imports": {}}', "imports twice"),
        (CONTENT[:-2] + ', "sources": {}}', "sources twice"),
        (CONTENT.replace('"away": [', '"traits": [], "away": ['), "traits twice"),
    ],
)
def test_damaged_json_is_refused_with_its_line(text, message):
    with pytest.raises(ImportRefusedError) as refused:
        read(text)
    assert message in refused.value.message


def test_a_byte_that_does_not_decode_is_refused_where_it_stands():
    data = CONTENT.encode().replace(b"on site", b"on sit\xe9")
    with (
        open_reading(io.BytesIO(data)) as reading,
        pytest.raises(ImportRefusedError, match=r"meetings\[0\].place holds a character"),
    ):
        list(reading)
