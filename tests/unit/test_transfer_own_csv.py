"""Our own CSV: how clients and touchpoints are read and written."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientpulse.column_maps import TOUCHPOINT_COLUMNS
from clientpulse.errors import ImportRefusedError
from clientpulse.formula_guard import guard, unguard
from clientpulse.records import Contact
from clientpulse.transfer.clientpulse_csv import write_csv
from clientpulse.transfer.reading import open_reading
from clientpulse.transfer.records import ClientRecord, Refusal, TouchpointRecord

SAMPLES = Path(__file__).parent.parent / "samples"
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
TRICKY = st.text(st.sampled_from("'=+-@\t\r\n\",; \x85\u2028a"), max_size=8)
CELL = st.one_of(st.none(), ANY_TEXT, TRICKY)
FILLED = st.one_of(ANY_TEXT, TRICKY).filter(str.strip)
DAY = st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(str)


def entries(data: bytes | str, kind=None):
    raw = data.encode() if isinstance(data, str) else data
    with open_reading(io.BytesIO(raw), kind) as reading:
        return list(reading)


def stripped(value: str | None) -> str | None:
    return (value or "").strip() or None


def unblank(value: str | None) -> str | None:
    return value if value and value.strip() else None


def test_clients_are_read_with_all_their_columns_and_unknown_columns_are_named():
    with open_reading(SAMPLES / "clients.csv") as reading:
        assert (reading.kind, reading.format) == ("clients", "clientpulse CSV")
        larch, tidewater, mill = reading
        assert reading.unknown_columns == ("Region",)
    assert larch == ClientRecord(
        line=2,
        name="Larch & Loam Gardens",
        key="larch",
        meeting="quarterly",
        since="2024-03-01",
        prefers="call",
        tags=("garden", "seasonal"),
        owner="ada",
        note="Pays late;\npays always",
        contacts=(
            Contact(name="Ines Duarte", email="ines@larch.example", phone="+351 21 555 0170"),
        ),
    )
    assert tidewater.line == 4
    assert tidewater.tags == ("health",)
    assert mill.note == "=not a formula"


def test_an_address_without_a_person_goes_to_a_contact_named_after_the_client():
    (client,) = entries("name,email\nTidewater Optics,hello@tidewater.example\n")
    assert client.contacts == (Contact(name="Tidewater Optics", email="hello@tidewater.example"),)


def test_touchpoints_are_read_with_the_line_each_starts_in():
    with open_reading(SAMPLES / "touchpoints.csv") as reading:
        assert reading.kind == "touchpoints"
        assert list(reading) == [
            TouchpointRecord(
                2, "larch", "2026-03-02", "meeting", None, "Plans for the spring", "2", "50"
            ),
            TouchpointRecord(
                3,
                "larch",
                "2026-04-01",
                "email",
                "outbound",
                "Nothing new,\nand that is fine",
            ),
            TouchpointRecord(
                5,
                "Tidewater Optics",
                "2026-04-03",
                "call",
                "inbound",
                "Asked about the invoice",
                "-1",
                "5",
            ),
        ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_delimiter_encoding_and_line_ends_are_told_from_the_file(delimiter, codec, line_end):
    lines = ["on|CLIENT| Note ", '2026-01-31|Żabka|"a: ""b""|c"', "2026-02-01|次|"]
    data = line_end.join(lines).replace("|", delimiter).encode(codec)
    assert entries(data) == [
        TouchpointRecord(2, "Żabka", "2026-01-31", note=f'a: "b"{delimiter}c'),
        TouchpointRecord(3, "次", "2026-02-01"),
    ]


def test_a_file_with_a_header_only_holds_nothing():
    assert entries("name,key\n") == []
    assert entries("client,on") == []


def test_blank_rows_and_blank_lines_are_passed_over():
    found = entries("\n\nname,key\n\n , \n,\nAcme,a\n\n")
    assert found == [ClientRecord(line=7, name="Acme", key="a")]


@pytest.mark.parametrize(
    ("row", "reason"),
    [(",2026-01-01,x", "no client"), ("acme,,x", "no date"), (",,x", "no client")],
)
def test_a_touchpoint_without_client_or_date_is_refused(row, reason):
    assert entries(f"client,on,note\n{row}\n") == [Refusal(2, reason)]


def test_a_client_without_a_name_is_refused():
    assert entries("name,key\n,acme\n") == [Refusal(2, "no name")]


def test_columns_that_are_lacking_are_named_and_the_header_is_shown():
    with pytest.raises(ImportRefusedError, match="lacks the column on") as refused:
        entries("client,channel\nacme,call\n")
    assert refused.value.hint.endswith("client,on,channel,direction,note,mood,minutes")
    with pytest.raises(ImportRefusedError, match="lacks the columns client and on"):
        entries("key,owner\n", "touchpoints")
    with pytest.raises(ImportRefusedError, match="isn't known: Acme,2026"):
        entries("Acme,2026\n")


@pytest.mark.parametrize(
    "line", ["Reed Ltd,Ann Reed,ann@reed.example", "Ann Reed <ann@reed.example>; bo@li.example"]
)
def test_a_file_without_a_header_is_told_to_get_one(line):
    with pytest.raises(ImportRefusedError, match="has no header: ") as refused:
        entries(f"{line}\n{line}\n")
    assert refused.value.hint.endswith("name,contact,email,phone")


def test_a_header_in_the_middle_is_no_client():
    assert [one.name for one in entries("name,key\nAcme,a\nname,key\nElm,e\n")] == ["Acme", "Elm"]


def test_lines_that_are_a_single_cell_in_quotes_are_called_so():
    with pytest.raises(ImportRefusedError, match="is a single cell in quotes"):
        entries('"name,contact,email"\n"Acme,Ann,a@acme.example"\n')


def test_a_list_of_clients_under_the_heading_client_is_answered_with_a_map():
    with pytest.raises(ImportRefusedError) as refused:
        entries("Client,Jan,Feb\nAcme,x,\n")
    assert refused.value.hint.endswith("--map name=Client")


@pytest.mark.parametrize(
    ("header", "kind", "message"),
    [
        ("client,on", "clients", "holds touchpoints"),
        ("name,key", "touchpoints", "holds clients"),
        ("name", "store", "not a whole store"),
        ('{"schema": "clientpulse.export/1"}', "clients", "holds a whole store"),
    ],
)
def test_another_kind_than_asked_for_is_refused(header, kind, message):
    with pytest.raises(ImportRefusedError, match=message):
        entries(header, kind)


def test_the_kind_decides_where_a_header_could_be_either():
    data = "name,client,on\nAcme,acme,2026-01-01\n"
    assert entries(data, "clients") == [ClientRecord(line=2, name="Acme")]
    assert entries(data) == [TouchpointRecord(2, "acme", "2026-01-01")]


def test_a_column_that_occurs_twice_is_refused():
    with pytest.raises(ImportRefusedError, match='two columns named "name"'):
        entries("name,key, Name\n")


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("+39 02", "'+39 02"),
        ("=1+1", "'=1+1"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("'=1", "''=1"),
        ("''=1", "'''=1"),
        ("'tis", "'tis"),
        ("'", "'"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_could_run_gets_an_apostrophe_that_comes_off_again(text, cell):
    assert guard(text) == cell
    assert unguard(cell) == text


@given(st.one_of(ANY_TEXT, TRICKY))
def test_guarding_is_undone_exactly(text):
    assert unguard(guard(text)) == text
    assert guard(text)[:1] not in {"=", "+", "-", "@", "\t", "\r"}


@given(st.lists(st.tuples(FILLED, DAY, CELL, CELL, CELL, CELL, CELL), max_size=5))
def test_written_touchpoints_come_back_as_they_were(rows):
    stream = io.StringIO(newline="")
    named = [dict(zip(TOUCHPOINT_COLUMNS, row, strict=True)) for row in rows]
    write_csv(stream, "touchpoints", named)
    read = entries(stream.getvalue())
    expected = [
        TouchpointRecord(
            0,
            **{column: stripped(value) for column, value in row.items()}
            | {"note": unblank(row["note"])},
        )
        for row in named
    ]
    assert [row._replace(line=0) for row in read] == expected


@given(
    st.fixed_dictionaries(
        {
            "name": FILLED,
            "since": st.none() | DAY,
            **dict.fromkeys(("key", "meeting", "update", "prefers", "owner"), CELL),
            "tags": st.lists(FILLED.filter(lambda tag: ";" not in tag), max_size=3),
            "note": CELL,
        },
        optional={"contact": FILLED},
    ),
    st.fixed_dictionaries({"email": CELL, "phone": CELL}),
)
def test_a_written_client_comes_back_as_it_was(client, reached):
    stream = io.StringIO(newline="")
    person = reached if "contact" in client else {}
    write_csv(stream, "clients", [client | person | {"tags": ";".join(client["tags"])}])
    (read,) = entries(stream.getvalue())
    assert read.name == client["name"].strip()
    for column in ("key", "meeting", "update", "since", "prefers", "owner"):
        assert getattr(read, column) == stripped(client[column])
    assert read.note == unblank(client["note"])
    assert [tag.strip() for tag in read.tags] == [tag.strip() for tag in client["tags"]]
    assert [(c.name, c.email, c.phone) for c in read.contacts] == (
        [(client["contact"].strip(), stripped(person["email"]), stripped(person["phone"]))]
        if person
        else []
    )


def test_written_csv_has_the_agreed_header_and_plain_line_ends():
    stream = io.StringIO(newline="")
    acme = {"name": "Acme, Inc", "tags": "a;b", "note": "one\r\ntwo", "contact": "Ada"}
    write_csv(stream, "clients", [acme | {"phone": "+1", "archived_on": "left out"}])
    assert stream.getvalue() == (
        "name,key,meeting,update,since,contact,email,phone,prefers,tags,owner,note,place\n"
        '"Acme, Inc",,,,,Ada,,\'+1,,"a;b",,"one\r\ntwo",\n'
    )
    stream = io.StringIO(newline="")
    write_csv(stream, "touchpoints", [{"client": "acme", "on": "2026-01-01", "mood": -2}])
    assert stream.getvalue() == (
        "client,on,channel,direction,note,mood,minutes\nacme,2026-01-01,,,,'-2,\n"
    )


def test_a_text_in_a_formula_is_the_text_and_any_other_formula_is_kept():
    found = entries('name,phone\n"=""007 Ltd""","=""0012"""\n=A1,\n')
    assert [one.name for one in found] == ["007 Ltd", "=A1"]
    assert found[0].contacts[0].phone == "0012"
