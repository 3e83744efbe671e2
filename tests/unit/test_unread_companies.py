"""A file like a known export whose companies stand in a column that isn't read is refused."""

from __future__ import annotations

import csv
import io

import pytest

from clientpulse.errors import ImportRefusedError
from clientpulse.transfer.reading import open_reading
from clientpulse.transfer.records import ClientRecord

SIGNS = ("Record ID", "First Name", "Last Name", "Email", "Contact owner", "Lead Status")


def clients(heading: str, *cells: str, **column: str) -> list[str]:
    """Read a HubSpot export with one more column, and perhaps another."""
    file = io.StringIO()
    rows = csv.writer(file)
    rows.writerow([*SIGNS, heading, *column])
    for number, cell in enumerate(cells):
        row = [str(number), f"P{number}", "", f"p{number}@x.example", "Jo", "New", cell]
        rows.writerow([*row, *(column.values() if number == 0 else [""] * len(column))])
    with open_reading(io.BytesIO(file.getvalue().encode())) as reading:
        return [entry.name for entry in reading if isinstance(entry, ClientRecord)]


@pytest.mark.parametrize(
    "heading",
    [
        "Associated Company (Main)", "Employer", "Firma", "Organisation", "AccountName",
        "Entreprise", "Azienda", "Compañía", "Empresa", "Bedrijf", "Organizacja",
    ],
)  # fmt: skip
def test_names_of_companies_that_would_be_left_out_refuse_the_file(heading):
    with pytest.raises(ImportRefusedError) as refused:
        clients(heading, "Loom & Sons", "Loom & Sons", "")
    assert refused.value.message == (
        "standard input looks like an export of HubSpot, but its companies stand under "
        f'"{heading}", which isn\'t read'
    )
    assert refused.value.hint.startswith("say what stands where: pulse import FILE --map ")
    assert f"name={heading},contact=First Name+Last Name,email=Email" in refused.value.hint


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Company size", "Large"), ("Company Country", "Chad"), ("Company Address", "High St"),
        ("Company owner's team", "West"), ("Company Type", "Charity"), ("Account Tier", "Gold"),
        ("Company Yomi", "ルーム"), ("Organization Symbol", "LOOM"), ("Employer", ""),
        ("Associated Company IDs", "900"), ("Firma", "0815-AB"), ("Company", "loom.example"),
        ("Employer", "www.loom.example/about"), ("Employer", "jo@loom.example"),
        ("Organization Department", "Sales"), ("Is a company", "yes"),
    ],
)  # fmt: skip
def test_what_else_is_said_of_companies_is_only_left_out(heading, cell):
    assert clients(heading, cell) == ([cell] if heading == "Company" else ["P0"])


def test_where_most_companies_are_read_one_more_column_of_them_is_left_out():
    assert clients("Billed Company", "Loom Group", Company="Loom & Sons") == ["Loom & Sons"]


def test_where_most_companies_are_not_read_the_file_is_refused():
    with pytest.raises(ImportRefusedError):
        clients("Billed Company", "Loom", "Loom", "Mill", Company="Loom & Sons")


def own(*rows: str) -> list[str]:
    with open_reading(io.BytesIO("\n".join(rows).encode())) as reading:
        return [entry.name for entry in reading if isinstance(entry, ClientRecord)]


@pytest.mark.parametrize("company", ["Field Ltd", "Field Ltd (https://pages.example/Field-1)"])
def test_a_list_of_people_with_their_companies_is_no_list_of_clients(company):
    with pytest.raises(ImportRefusedError) as refused:
        own("Name,Company,Email", f"Ann Field,{company},ann@field.example")
    assert 'its companies stand under "Company"' in refused.value.message
    assert "--map name=Company,contact=Name,email=Email" in refused.value.hint


def test_a_company_that_is_the_name_once_more_does_no_harm():
    assert own("Name,Company", "Field Ltd,Field Ltd", "Marsh,") == ["Field Ltd", "Marsh"]
