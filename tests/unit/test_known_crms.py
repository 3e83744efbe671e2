"""What is particular to exports of CRMs and accounting: several companies, people, numbers."""

from __future__ import annotations

import io
from datetime import date

import pytest

from clientpulse.records import Contact
from clientpulse.transfer.options import Options
from clientpulse.transfer.reading import open_reading
from clientpulse.transfer.recognition import recognised
from clientpulse.transfer.records import ClientRecord, Remark
from clientpulse.transfer.registry import known_exports

HUBSPOT = "Record ID,First Name,Last Name,Email,Lead Status,Associated Company,Last Activity Date\n"
XERO = "*ContactName,EmailAddress,FirstName,LastName,POCity,Person1FirstName,Person1Email\n"


def read(text: str):
    with open_reading(io.BytesIO(text.encode())) as reading:
        return reading.format, list(reading)


def client(text: str) -> ClientRecord:
    _, entries = read(text)
    (found,) = (entry for entry in entries if isinstance(entry, ClientRecord))
    return found


def test_of_several_companies_the_first_is_the_client_and_it_is_said():
    _, (remark, found) = read(f"{HUBSPOT}1,Ann,Field,,,Field & Co Ltd; Stone Ltd,\n")
    assert remark == Remark(
        2, '"Field & Co Ltd; Stone Ltd" names several companies: Field & Co Ltd is the client'
    )
    assert found.name == "Field & Co Ltd"


def test_companies_listed_beside_the_primary_one_are_said():
    _, (remark, found) = read(
        "Record ID,First Name,Last Name,Contact owner,Associated Company (Primary),"
        "Associated Company\n1,Ann,Field,Sam,Stone Ltd,Field & Co Ltd;Stone Ltd\n"
    )
    assert remark == Remark(
        2, '"Field & Co Ltd;Stone Ltd" names several companies: Stone Ltd is the client'
    )
    assert found.name == "Stone Ltd"


def test_a_column_of_last_contacts_is_named_once_and_only_where_it_holds_one():
    rows = "1,Ann,Field,,,,\n2,Bo,Li,,,,2026-10-02 09:15\n3,Cy,Moe,,,,2026-10-03 10:00\n"
    _, entries = read(HUBSPOT + rows)
    assert [entry for entry in entries if isinstance(entry, Remark)] == [
        Remark(1, '"Last Activity Date" is taken as the last contact')
    ]


@pytest.mark.parametrize(
    ("company", "called", "is_company"),
    [
        ("Ann Field", "Ann Field", False),
        ("FIELD, Ann", "Ann Field", False),
        ("Ann Field Ltd", "Ann Field Ltd", True),
    ],
)
def test_a_company_that_is_the_person_s_own_name_is_a_person(company, called, is_company):
    found = client(f'{XERO}"{company}",ann@field.example,Ann,Field,,,\n')
    assert (found.name, found.is_company) == (called, is_company)
    assert [person.name for person in found.contacts] == ["Ann Field"]


@pytest.mark.parametrize("company", ["Self-employed", "FREELANCE", "Selbstständig", "autónomo"])
def test_those_who_work_for_themselves_don_t_become_people_of_one_client(company):
    header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    _, entries = read(f"{header}Ida,Roth,,,{company},Coach,\nTom,Stone,,,{company},,\n")
    assert [(one.name, one.is_company) for one in entries] == [
        ("Ida Roth", False),
        ("Tom Stone", False),
    ]


def test_what_a_database_writes_where_it_has_nothing_is_nothing():
    header = "id,first_name,middle_name,last_name,is_dead,is_starred,birthdate,company,job\n"
    (found,) = read(rf"{header}7,Ann,NULL,Null,0,0,\N,NULL,NULL")[1]
    assert (found.name, found.is_company) == ("Ann Null", False)
    assert found.contacts == (Contact(name="Ann Null"),)


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        ("'+44 20 7946 0001", "+44 20 7946 0001"),
        ('"=""+44 7700 900123"""', "+44 7700 900123"),
        ("442079460001.0", "442079460001"),
        ("4.42079E+11", None),
        ('"4,42079E+11"', None),
    ],
)
def test_a_number_is_read_as_it_was_before_a_spreadsheet_had_it(cell, phone):
    rows = f"{XERO.replace('POCity', 'PhoneNumber')}Loom Ltd,a@loom.example,Ann,Field,{cell},,\n"
    (*said, found) = read(rows)[1]
    assert found.contacts[0].phone == phone
    assert bool(said) is (phone is None)


def test_what_was_written_for_a_web_page_is_read_as_it_was_shown():
    assert client(f"{HUBSPOT}1,Ann,Field,,,Field &amp; Sons,\n").name == "Field & Sons"


def test_numbers_of_companies_without_their_names_are_listed_as_left_out():
    text = (
        "Record ID,First Name,Last Name,Email,Lead Status,Associated Company IDs\n1,Ann,,,,9001\n"
    )
    with open_reading(io.BytesIO(text.encode())) as reading:
        list(reading)
    assert reading.unknown_columns == ("Associated Company IDs",)


def test_further_people_of_a_row_are_records_of_their_own_at_the_same_client():
    rows = "Loom Ltd,ann@loom.example,Ann,Field,,Bo,bo@loom.example\nMill Ltd,,,,,,c@mill.example\n"
    _, entries = read(XERO + rows)
    found = [(one.line, one.name, *one.contacts) for one in entries]
    assert found == [
        (2, "Loom Ltd", Contact(name="Ann Field", email="ann@loom.example")),
        (2, "Loom Ltd", Contact(name="Bo", email="bo@loom.example")),
        (3, "Mill Ltd"),
        (3, "Mill Ltd", Contact(name="c@mill.example", email="c@mill.example")),
    ]


def test_further_people_have_numbers_of_their_own_as_far_as_their_row_has_one():
    header = XERO.replace("POCity", "AccountNumber")
    _, entries = read(f"{header}Loom Ltd,,Ann,Field,LO1,Bo,\nMill Ltd,,Di,Wood,,Cy,\n")
    assert [one.row_id for one in entries] == ["LO1", "LO1/2", None, None]


def test_numbers_of_one_cell_keep_their_kinds_and_a_fax_is_left_out():
    header = "Customer full name,Phone numbers,Email,Full name,Bill address,Ship address\n"
    found = client(f"{header}Loom Ltd,Phone: 555 0101 Mobile:555 0102 Fax: 555 0103,,,,\n")
    assert found.contacts[0].phone == "555 0101, 555 0102 (mobile)"


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        ("+44 20 7946 0001, +44 7700 900101", "+44 20 7946 0001 (work), +44 7700 900101 (work)"),
        ("(020) 7946-0001,(020) 7946-0002", "(020) 7946-0001 (work), (020) 7946-0002 (work)"),
        ("020 7946 0001,,12", "020 7946 0001 12"),
        ("020 7946 0001, ext. 12", "020 7946 0001 ext. 12"),
    ],
)
def test_a_comma_parts_numbers_and_not_an_extension(cell, phone):
    header = "Person - Name,Person - Phone - Work,Person - Owner,Person - Organization\n"
    assert client(f'{header}Ann Field,"{cell}",Sam,Loom Ltd\n').contacts[0].phone == phone


def test_an_address_that_is_only_the_place_makes_no_note():
    found = client(f"{XERO}Loom Ltd,a@loom.example,,,Leeds,,\n")
    assert (found.place, found.note) == ("Leeds", None)


@pytest.mark.parametrize(
    "header",
    [
        "Record ID,Deal Name,Deal Stage,Create Date,Associated Company (Primary),Email",
        "*ContactName,EmailAddress,POCity,PORegion,*InvoiceNumber,*InvoiceDate",
        "Opportunity Name,Account Name,Account Owner,Email,Last Activity",
        "Deal - Title,Person - Name,Person - Email,Person - Phone",
        "Organization,First Name,Last Name,Account Number,Email,Address Line 1,Address Line 2",
        "Customer,Phone,Email",
        "name,email,lead status,lifecycle stage,contact owner,owner,tags",
        "name,email,rating,salutation,title,last activity,owner,tags",
        "name,email,phone,customer type,company name,street address",
    ],
)
def test_other_files_of_these_programs_and_of_people_s_own_are_not_taken_for_theirs(header):
    assert recognised(tuple(header.split(",")), known_exports()) is None


def test_a_report_that_names_nobody_is_of_accounts():
    form, _ = read("Account Name,Account Owner,Phone,Last Activity,Type\nLoom Ltd,Jo,,,\n")
    assert form == "Salesforce accounts"


def test_a_year_of_birth_of_two_digits_is_the_latest_one_that_has_begun():
    header = "First Name,Primary Email,Screen Name,Birth Year,Birth Month,Birth Day\n"
    row = "Ann,ann@field.example,,79,4,12\n"
    options = Options(today=date(2026, 11, 28))
    with open_reading(io.BytesIO((header + row).encode()), options=options) as reading:
        (found,) = reading
    assert isinstance(found, ClientRecord)
    assert found.contacts[0].birthday == "1979-04-12"
