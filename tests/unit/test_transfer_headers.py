"""A table is found where it stands: behind titles, between empty columns, above its totals."""

from __future__ import annotations

import io

import pytest

from clientpulse.errors import ImportRefusedError
from clientpulse.transfer.options import Options
from clientpulse.transfer.reading import open_reading
from clientpulse.transfer.records import ClientRecord, Refusal, Remark


def read(text: str, **options):
    with open_reading(io.BytesIO(text.encode()), options=Options(**options)) as reading:
        return list(reading)


def named(entries) -> list[tuple[int, str]]:
    assert not [one for one in entries if isinstance(one, Refusal)]
    return [(one.line, one.name) for one in entries if isinstance(one, ClientRecord)]


def said(entries) -> list[str]:
    return [one.text for one in entries if isinstance(one, Remark)]


@pytest.mark.parametrize("delimiter", list(",;\t|"))
def test_the_header_tells_the_delimiter(delimiter):
    text = "name,email,note\nAcme,a@x.example,b\n".replace(",", delimiter)
    (client,) = read(text)
    assert (client.name, client.contacts[0].email, client.note) == ("Acme", "a@x.example", "b")


def test_a_heading_may_hold_another_delimiter():
    (client,) = read('name;"Notes, remarks, and, so, on";note\nAcme;x;y, z\n')
    assert client.note == "y, z"


@pytest.mark.parametrize("line", ["sep=;", '"sep=;"', "SEP=;", "sep=;\r", "sep=;;;", "\ufeffsep=;"])
def test_a_line_that_names_the_delimiter_is_obeyed_and_is_no_header(line):
    entries = read(f"{line}\nname;note,x\nAcme, Inc;y\n")
    assert (named(entries), said(entries)) == ([(3, "Acme, Inc")], [])


@pytest.mark.parametrize(
    ("before", "passed"),
    [
        ("My clients\n", "My clients"),
        ("My clients\n\nAs of,2026-11-01\n;;\n\n", "My clients / As of,2026-11-01"),
        ('Notes:\n"Some say ""hello"",\nothers, who don\'t"\n\n', "Notes: / Some say"),
        ('A title with a "quote\n', 'A title with a "quote'),
        ("name of the list: all\n" * 19, "name of the list: all / name"),
    ],
)
def test_titles_and_notes_before_the_header_are_passed_over_and_said(before, passed):
    entries = read(f"{before}name,note,email\nAcme,x,\n")
    header = before.count("\n") + 1
    assert named(entries) == [(header + 1, "Acme")]
    (line,) = said(entries)
    assert line.startswith(f"the header is in line {header}; passed over before it: {passed}")
    assert len(line) < 140


def test_a_title_of_a_row_of_commas_is_a_title():
    entries = read(",,\nClients,,\n,,\nname,note,email\nAcme,,\n")
    assert named(entries) == [(5, "Acme")]


def test_a_header_behind_the_first_twenty_lines_is_not_looked_for():
    with pytest.raises(ImportRefusedError, match="header"):
        read("a title\n" * 20 + "name,note\nAcme,x\n")


def test_an_unknown_header_is_shown_and_not_the_title_before_it():
    with pytest.raises(ImportRefusedError, match="Gizmo;Town;Hue"):
        read("Report;;\n\nGizmo;Town;Hue\nx;Rome;red\n")


def test_the_line_that_a_map_speaks_of_is_the_header():
    entries = read(
        "name,x\nFirma;Mail\nAcme;a@x.example\n", mapping={"name": ("Firma",), "email": ("Mail",)}
    )
    assert named(entries) == [(3, "Acme")]


def test_a_heading_of_two_lines_is_one_heading():
    assert named(read('name,"Phone\n(work)"\nAcme,1\n')) == [(3, "Acme")]


def test_empty_columns_and_rows_are_passed_over_in_silence():
    text = "name,,note,,\n,,,,\nAcme,,x,,\n\n  ,\nField\nMarsh,,y,,,,,\n"
    with open_reading(io.BytesIO(text.encode())) as reading:
        entries = list(reading)
    assert named(entries) == [(3, "Acme"), (6, "Field"), (7, "Marsh")]
    assert [one.note for one in entries] == ["x", None, "y"]
    assert reading.unknown_columns == ()


def test_characters_that_nobody_sees_don_t_make_another_heading():
    (client,) = read("\u200bname,\u00a0note\u00a0,e\u00admail\u200e\nAcme,x,a@x.example\n")
    assert (client.note, client.contacts[0].email) == ("x", "a@x.example")


def test_an_arrow_that_says_what_the_rows_are_sorted_by_belongs_to_no_heading():
    header = "Account Owner  \u2191,Account Name \u25bc,First Name,Last Name,Email\n"
    assert named(read(f"{header}Jo,Elm,Ann,Reed,ann@elm.example\n")) == [(2, "Elm")]


def test_a_table_of_markdown_is_read():
    text = "| name | note |\n|------|:----:|\n| Acme | x |\n| Elm | - |\n"
    assert named(read(text)) == [(3, "Acme"), (4, "Elm")]


@pytest.mark.parametrize("end", ["\n\x1a", "\x1a"])
def test_the_end_of_a_file_of_ms_dos_is_no_row(end):
    entries = read(f"name,note\nAcme,x{end}")
    assert entries == [ClientRecord(2, "Acme", note="x")]


def test_a_column_that_is_left_out_is_named_once_it_holds_something():
    with open_reading(io.BytesIO(b"name,Hue,,Town,\nAcme,,x,,\nField,red,,,\n")) as reading:
        list(reading)
    assert reading.unknown_columns == ("(column 3, without a name)", "Hue")


def test_doubled_columns_that_nobody_reads_do_no_harm_and_one_that_is_read_is_refused():
    assert named(read("name,Hue,Hue\nAcme,1,2\n")) == [(2, "Acme")]
    with pytest.raises(ImportRefusedError, match='two columns named "Key"'):
        read("name,Key,key\nAcme,1,2\n")


@pytest.mark.parametrize(
    "below",
    [
        "Total,,",
        "TOTALS:,,",
        "Total,12,",
        ',"Total","1,234.50 €"',
        "Summe,,3",
        "Gesamt,,",
        "Totale,,",
        "Total général,,12",
        "Razem: 12,,",
        "Suma,,",
        "12 contacts,,",
        "Number of clients: 3".replace("Number of clients", "Clients"),
        "Generated on 2026-11-28 10:15,,",
        "Exported from Some CRM",
        "Seite 1 von 2",
        "Total,,\n12 contacts,,\n\nGenerated by Ann on 3 May 2026",
        "Total,Count,2",
        "Total clients: 2,,\n,,\nCall Field before Christmas,,",
        "Total,,2\n\nConfidential Information - Do Not Distribute",
    ],
)
@pytest.mark.parametrize("gap", ["", "\n", ",,\n"])
def test_totals_below_the_rows_are_passed_over_and_said(below, gap):
    entries = read(f"name,note,email\nAcme,x,\nField,,\n{gap}{below}\n")
    assert named(entries) == [(2, "Acme"), (3, "Field")]
    (line,) = said(entries)
    assert line.startswith(f"passed over at the end, from line {4 + bool(gap)} on: ")


def test_what_stands_beside_the_lines_about_a_report_belongs_to_them():
    entries = read(
        "name,note,email\nAcme,x,\nField,y,\n\nA report\n"
        '"Copyright (c) 2000-2026 some.example, inc."\nDo not distribute\n'
        '"Generated By: Ann 11/20/2026"\nAcme Inc\n'
    )
    assert named(entries) == [(2, "Acme"), (3, "Field")]
    assert len(said(entries)) == 1


@pytest.mark.parametrize("header", ["Account Name,Account Owner,Phone,Last Activity", "name,owner"])
@pytest.mark.parametrize("subtotal", ["Subtotal,Count", "Subtotal Leeds,2", "Zwischensumme,"])
def test_a_subtotal_between_the_rows_is_passed_over_and_said(header, subtotal):
    entries = read(f"{header}\nAcme,Jo\n{subtotal}\nElm,Li\nSubtotal Ltd,Jo\n")
    assert named(entries) == [(2, "Acme"), (4, "Elm"), (5, "Subtotal Ltd")]
    assert [one for one in entries if isinstance(one, Remark)] == [
        Remark(3, "passed over: a subtotal")
    ]


@pytest.mark.parametrize(
    "rows",
    [
        ["Total,,info@total.example"],
        ["Total,oil,"],
        ["Total,,\nUnilever,,\nVodafone,,"],
        ["TotalEnergies,,"],
        ["Total Quality Ltd,,"],
        ["Suma Foods,,"],
        ["Generated Ltd,,"],
        ["Standard 24,,"],
        ["3 Kings,,"],
        ["Sum Up Ltd,,\nAcme,,"],
        ["Total,,\nAcme,,"],
        ["Count,,"],
        ["Confidential Ltd,,"],
    ],
)
def test_a_client_with_such_a_name_is_a_client(rows):
    text = "\n".join(rows)
    entries = read(f"name,note,email\nAcme,x,\n{text}\n")
    assert [name for _, name in named(entries)][1:] == [
        row.split(",")[0] for row in text.split("\n")
    ]
    assert said(entries) == []


def test_rows_without_any_before_them_are_no_totals():
    assert named(read("name,note\nTotal,\n")) == [(2, "Total")]
