"""Address books: what a row says of a client and a person."""

from __future__ import annotations

import io

import pytest

from clientpulse.records import Contact
from clientpulse.transfer.reading import open_reading
from clientpulse.transfer.records import ClientRecord, Entry, Refusal, Remark

GOOGLE = (
    "First Name,Last Name,Name Prefix,Name Suffix,Organization Name,Labels,Notes,"
    "E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,"
    "Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value"
)
OUTLOOK = (
    "First Name,Last Name,Company,Job Title,Business Street,Business City,Home Street,Home City,"
    "E-mail Address,E-mail Display Name,Business Phone,Mobile Phone,Anniversary,Birthday"
)


def read(header: str, *rows: str) -> tuple[list[Entry], tuple[str, ...]]:
    with open_reading(io.BytesIO("\n".join([header, *rows]).encode())) as reading:
        return list(reading), reading.unknown_columns


def google(**cells: str) -> ClientRecord:
    columns = GOOGLE.split(",")
    named = {name.replace(" ", "_").replace("_-_", "_").replace("-", "").lower(): name
             for name in columns}  # fmt: skip
    row = {named[key]: value for key, value in cells.items()}
    (client,), _ = read(GOOGLE, ",".join(row.get(one, "") for one in columns))
    assert isinstance(client, ClientRecord)
    return client


def test_a_row_with_a_company_is_a_client_with_a_person() -> None:
    client = google(first_name="Ada", last_name="Byron", organization_name="Engines", notes="x")
    assert (client.name, client.is_company, client.note) == ("Engines", True, None)
    assert client.contacts == (Contact(name="Ada Byron", note="x"),)


def test_without_a_company_the_person_is_the_client() -> None:
    client = google(first_name="Ada", last_name="Byron")
    assert (client.name, client.is_company) == ("Ada Byron", False)
    assert client.contacts == (Contact(name="Ada Byron"),)


def test_two_rows_are_two_records_and_nobody_is_put_together() -> None:
    entries, _ = read(GOOGLE, "Ada,B,,,Engines" + "," * 10, "Ada,B,,,Engines" + "," * 10)
    assert [one.line for one in entries if isinstance(one, ClientRecord)] == [2, 3]


def test_a_company_without_person_or_address_has_no_contact() -> None:
    client = google(organization_name="Engines", notes="the note")
    assert (client.contacts, client.note) == ((), "the note")


def test_a_company_with_a_number_is_its_own_contact() -> None:
    client = google(organization_name="Engines", phone_1_value="+44 1", notes="the note")
    assert client.contacts == (Contact(name="Engines", phone="+44 1"),)
    assert client.note == "the note"


def test_an_address_is_a_name_where_there_is_no_other() -> None:
    client = google(email_1_value="only@mail.example")
    assert (client.name, client.is_company) == ("only@mail.example", False)


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        ("Only Mail (only@mail.example)", "Only Mail"),
        ("only@mail.example", "only@mail.example"),
        ("", "only@mail.example"),
        ("Mail (old)", "Mail (old)"),
    ],
)
def test_a_display_name_is_a_name_without_the_address_behind_it(shown: str, name: str) -> None:
    (client,), _ = read(OUTLOOK, f",,,,,,,,only@mail.example,{shown},,,,")
    assert isinstance(client, ClientRecord)
    assert client.contacts == (Contact(name=name, email="only@mail.example"),)


def test_an_address_of_an_exchange_server_gives_way_to_the_one_that_is_shown() -> None:
    entries, _ = read(
        OUTLOOK,
        "John,Smith,,,,,,,/o=Sons/cn=jsmith,John Smith (j@sons.example),,,,",
        "Ann,Field,,,,,,,/o=Sons/cn=afield,Ann Field,,,,",
    )
    john, remark, ann = entries
    assert isinstance(john, ClientRecord)
    assert isinstance(ann, ClientRecord)
    assert john.contacts[0].email == "j@sons.example"
    assert remark == Remark(3, '"/o=Sons/cn=afield" isn\'t an e-mail address: left out')
    assert ann.contacts[0].email is None


@pytest.mark.parametrize(
    ("prefix", "suffix", "name"),
    [
        ("Mr.", "Jr.", "John Smith Jr."),
        ("Dr.", "", "Dr. John Smith"),
        ("Frau Dr.", "", "Dr. John Smith"),
        ("Herr Prof. Dr.", "", "Prof. Dr. John Smith"),
        ("", "III", "John Smith III"),
    ],
)
def test_titles_and_suffixes_belong_to_a_name_and_salutations_don_t(
    prefix: str, suffix: str, name: str
) -> None:
    client = google(first_name="John", last_name="Smith", name_prefix=prefix, name_suffix=suffix)
    assert client.name == name


@pytest.mark.parametrize(
    ("header", "row", "name", "role"),
    [
        ("Titre,Prénom,Nom,Titre", "Dr,Ana,Lys,Gérante", "Dr Ana Lys", "Gérante"),
        ("Prénom,Nom,Titre", "Ana,Lys,Gérante", "Ana Lys", "Gérante"),
        ("Nom,Prénom,Titre,Société,Titre", "Lys,Ana,Mme,,Gérante", "Ana Lys", "Gérante"),
        ("Titre,Prénom,Nom", "M.,Ana,Lys", "Ana Lys", None),
    ],
)
def test_in_french_a_title_in_front_of_the_name_isn_t_the_job(
    header: str, row: str, name: str, role: str | None
) -> None:
    (client,), left_out = read(f"{header},Adresse de messagerie", f"{row},a@lys.example")
    assert isinstance(client, ClientRecord)
    assert client.contacts == (Contact(name=name, role=role, email="a@lys.example"),)
    assert set(left_out) <= {"Titre"}


def test_each_of_several_addresses_and_numbers_keeps_its_kind() -> None:
    client = google(
        first_name="Ada",
        email_1_label="* Work",
        email_1_value="a@x.example ::: b@x.example",
        email_2_label="Home",
        email_2_value="A@X.example",
        phone_1_label="_$!<Mobile>!$_",
        phone_1_value="+44 1",
        phone_2_label="Front desk (till 5)",
        phone_2_value="+44 2",
    )
    (ada,) = client.contacts
    assert ada.email == "a@x.example (work), b@x.example (work)"
    assert ada.phone == "+44 1 (mobile), +44 2 (front desk till 5)"


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("* Work", "work"),
        ("Arbeit", "work"),
        ("Domicile", "home"),
        ("Móvil", "mobile"),
        ("_$!<Main>!$_", "main"),
        ("Overig", "other"),
        ("Käthe's desk", "käthe's desk"),
    ],
)
def test_kinds_are_said_in_our_words_where_there_is_one(said: str, kind: str) -> None:
    client = google(
        first_name="Ada", phone_1_label=said, phone_1_value="+44 1", phone_2_value="+44 2"
    )
    assert client.contacts[0].phone == f"+44 1 ({kind}), +44 2"


def test_nobody_is_rung_at_a_fax_and_that_it_is_left_out_is_said() -> None:
    header = "First Name,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value"
    (client,), left_out = read(header, "Ada,Work Fax,+44 1,Work,+44 2")
    assert isinstance(client, ClientRecord)
    assert client.contacts[0].phone == "+44 2"
    assert left_out == ("fax numbers",)


@pytest.mark.parametrize("nothing", ["-", "--", "–", "N/A", "#N/A", ".", " "])
def test_a_sign_for_nothing_is_no_company(nothing: str) -> None:
    client = google(first_name="Ada", organization_name=nothing)
    assert (client.name, client.is_company) == ("Ada", False)


@pytest.mark.parametrize("text", ["-", "n/a", "–", " "])
def test_a_sign_for_nothing_is_no_address_and_no_number(text: str) -> None:
    client = google(first_name="Ada", email_1_value=text, phone_1_value=text)
    assert client.contacts == (Contact(name="Ada"),)


def test_a_whole_page_in_a_cell_is_quoted_by_its_beginning() -> None:
    header = "First Name,Labels,E-mail 1 - Value,Phone 1 - Value"
    (remark, _), _ = read(header, f"Ada,,{'no mail ' * 9000},")
    assert isinstance(remark, Remark)
    assert remark.text.startswith('"no mail no mail')
    assert len(remark.text) < 120


def test_what_is_no_address_or_number_is_left_out_with_a_word() -> None:
    header = "First Name,Labels,E-mail 1 - Value,Phone 1 - Value"
    entries, _ = read(
        header, 'Ada,,ask her,"see notes"', 'Bo,,"Li, Bo <bo@li.example>",1-800-BOATS'
    )
    assert entries[:2] == [
        Remark(2, '"ask her" isn\'t an e-mail address: left out'),
        Remark(2, '"see notes" isn\'t a phone number: left out'),
    ]
    (ada, bo) = entries[2:]
    assert isinstance(ada, ClientRecord)
    assert isinstance(bo, ClientRecord)
    assert ada.contacts == (Contact(name="Ada"),)
    assert bo.contacts == (Contact(name="Bo", email="bo@li.example", phone="1-800-BOATS"),)


def test_a_header_in_the_middle_of_files_put_together_is_nobody() -> None:
    entries, _ = read(GOOGLE, "Ada" + "," * 14, GOOGLE, "Bo" + "," * 14)
    assert [one.name for one in entries if isinstance(one, ClientRecord)] == ["Ada", "Bo"]


def test_a_single_number_has_no_kind() -> None:
    client = google(first_name="Ada", phone_1_label="Work", phone_1_value="+44 1")
    assert client.contacts[0].phone == "+44 1"


@pytest.mark.parametrize(
    "text",
    ["mailto:a@x.example", "Ann Field <a@x.example>", "a@x.example", " (a@x.example)"],
)
def test_an_address_is_found_within_what_is_around_it(text: str) -> None:
    assert google(first_name="Ann", email_1_value=text).contacts[0].email == "a@x.example"


def test_labels_become_tags_in_lower_case_with_hyphens() -> None:
    client = google(
        first_name="Ada",
        labels="* myContacts ::: Key  Clients!;VAT_Q2 ::: Imported on 3/4 ::: 日本",
    )
    assert client.tags == ("key-clients", "vat-q2", "日本")


def test_an_address_goes_into_the_note_and_its_city_is_the_place() -> None:
    (client,), _ = read(OUTLOOK, "Ada,,Engines,,1 High St,Leeds,2 Low St,York,,,,,,")
    assert isinstance(client, ClientRecord)
    assert client.place == "Leeds"
    assert client.contacts[0].note == "1 High St, Leeds\n2 Low St, York"


def test_several_addresses_in_one_cell_are_several_lines() -> None:
    header = "First Name,Labels,Address 1 - Formatted,Address 1 - City,Phone 1 - Value"
    (client,), _ = read(header, 'Ada,,"1 High St\nLeeds ::: 2 Low St\nYork",Leeds ::: York,')
    assert isinstance(client, ClientRecord)
    assert client.place == "Leeds"
    assert client.contacts[0].note == "1 High St, Leeds\n2 Low St, York"


def test_what_holds_nothing_isn_t_listed_as_left_out() -> None:
    _, left_out = read(f"{OUTLOOK},Spouse,Web Page", "Ada" + "," * 12 + "0/0/00,0/0/00,,x.example")
    assert left_out == ("Web Page",)


def test_what_a_program_fills_in_by_itself_is_listed_only_where_rows_differ() -> None:
    rows = ["Ada" + "," * 13 + ",Normal,Unspecified", "Bo" + "," * 13 + ",Normal,Male"]
    _, left_out = read(f"{OUTLOOK},Priority,Gender", *rows)
    assert left_out == ("Gender",)


def test_an_apostrophe_of_another_program_is_kept() -> None:
    assert google(first_name="Ada", last_name="'+Byron").name == "Ada '+Byron"


def test_a_row_that_names_nobody_is_refused_and_the_rest_is_read() -> None:
    (refusal, client), _ = read(OUTLOOK, ",,,CEO" + "," * 10, "Ada" + "," * 13)
    assert refusal == Refusal(2, "neither a company, a person's name nor an e-mail address")
    assert isinstance(client, ClientRecord)
    assert client.name == "Ada"


def test_nobody_writes_to_the_dead():
    header = "id,first_name,last_name,is_starred,is_partial,is_dead,last_talked_to"
    rows = "1,Ann,Field,0,0,1,\n2,Bob,Stone,0,0,0,"
    with open_reading(io.BytesIO(f"{header}\n{rows}\n".encode())) as reading:
        remark, bob = reading
    assert remark == Remark(2, '"Ann Field" has died, as the file says: left out')
    assert bob.name == "Bob Stone"
