"""Address books: how people of Google, Outlook and HubSpot exports become clients."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from clientpulse.records import Contact
from clientpulse.transfer.reading import open_reading
from clientpulse.transfer.records import ClientRecord, Refusal, Remark

SAMPLES = Path(__file__).parent.parent / "samples"


def read(path: Path):
    with open_reading(path) as reading:
        return reading.format, reading.unknown_columns, list(reading)


def google(*rows: str):
    header = "First Name,Last Name,Organization Name,Labels,Birthday,Notes,E-mail 1 - Value"
    data = "\n".join([header, *rows]).encode()
    with open_reading(io.BytesIO(data)) as reading:
        return list(reading)


def outlook_birthday(text: str):
    data = f"First Name,Last Name,E-mail Address,Birthday\nAda,Byron,,{text}\n"
    with open_reading(io.BytesIO(data.encode())) as reading:
        *remarks, client = reading
    return client.contacts[0].birthday, remarks


def test_google_contacts_become_clients():
    form, unknown, entries = read(SAMPLES / "google-new.csv")
    assert (form, unknown) == ("Google Contacts", ())
    assert entries == [
        Remark(4, "birthday '31 May' isn't a date: left out"),
        Refusal(8, "neither a company nor a person's name"),
        ClientRecord(
            line=2,
            name="Dijk Dakwerken B.V.",
            tags=("key-clients", "starred"),
            contacts=(
                Contact(
                    name="Noor van Dijk",
                    role="Eigenaar",
                    email="noor@dijk.example, info@dijk.example",
                    phone="+31 6 5550 0181, +31 20 555 0182",
                    birthday="--02-29",
                    note="Calls back after six\nKade 3, 1011 AB Amsterdam\nPrefers mornings",
                ),
                Contact(name="Bram Smit", role="Planner", email="bram@dijk.example"),
            ),
        ),
        ClientRecord(
            line=6,
            name="Óscar Peña",
            contacts=(Contact(name="Óscar Peña", email="oscar@pena.example"),),
        ),
        ClientRecord(
            line=7,
            name="Blue Fern Studio",
            note="Only a company",
            contacts=(
                Contact(
                    name="Blue Fern Studio",
                    email="studio@bluefern.example",
                    phone="+1 206 555 0183",
                ),
            ),
        ),
    ]


def test_old_google_contacts_become_clients():
    form, unknown, entries = read(SAMPLES / "google-old.csv")
    assert (form, unknown) == ("Google Contacts (old)", ())
    assert entries == [
        ClientRecord(
            line=2,
            name="Abebe Coffee Export",
            tags=("consulting",),
            contacts=(
                Contact(
                    name="Liya Abebe",
                    role="CEO",
                    email="liya@abebe.example",
                    phone="+251 11 555 0191",
                    birthday="1990-12-01",
                ),
            ),
        ),
        ClientRecord(
            line=3,
            name="河野商店",
            note="年末に訪問",
            contacts=(Contact(name="河野商店", email="shop@kono.example"),),
        ),
        ClientRecord(
            line=4,
            name="Piet Hein",
            contacts=(Contact(name="Piet Hein", phone="+31 30 555 0192"),),
        ),
    ]


def test_outlook_contacts_become_clients():
    form, unknown, entries = read(SAMPLES / "outlook.csv")
    assert (form, unknown) == ("Outlook", ())
    assert entries == [
        ClientRecord(
            line=2,
            name="Kelly Boats Ltd",
            tags=("boats", "key-client"),
            contacts=(
                Contact(
                    name="Siobhán Kelly",
                    role="Owner",
                    email="siobhan@kellyboats.example, office@kellyboats.example",
                    phone="+353 91 555 010, +353 87 555 0101, +353 91 555 019",
                    birthday="1977-02-28",
                    note="Season starts in May\nPier Road 2, H91, Galway, Ireland",
                ),
            ),
        ),
        ClientRecord(
            line=3,
            name="Ewan Reid",
            contacts=(Contact(name="Ewan Reid", email="ewan@reid.example"),),
        ),
    ]


def test_hubspot_contacts_become_clients_with_their_owner():
    form, unknown, entries = read(SAMPLES / "hubspot.csv")
    assert (form, unknown) == ("HubSpot", ("Shoe Size",))
    assert entries == [
        ClientRecord(
            line=2,
            name="Rivergate Foods",
            owner="Jo Park",
            contacts=(
                Contact(
                    name="Mai Tran",
                    role="CFO",
                    email="mai@rivergate.example",
                    phone="+84 28 5555 0121",
                ),
                Contact(name="Lam Vo", email="lam@rivergate.example"),
            ),
        ),
        ClientRecord(
            line=4,
            name="Pinecrest Co-op",
            contacts=(
                Contact(
                    name="Pinecrest Co-op", email="desk@pinecrest.example", phone="+1 415 555 0122"
                ),
            ),
        ),
    ]


@pytest.mark.parametrize(
    ("text", "birthday"),
    [
        ("3/14/1982", "1982-03-14"),
        ("02/29/1988", "1988-02-29"),
        ("1979-04-12", "1979-04-12"),
        ("--11-23", "--11-23"),
        ("--0229", "--02-29"),
        ("0/0/00", None),
        ("0/0/0000", None),
        ("", None),
    ],
)
def test_a_birthday_is_written_in_one_form(text, birthday):
    assert outlook_birthday(text) == (birthday, [])


@pytest.mark.parametrize(
    "text", ["2/29/1987", "14/3/1982", "3/14/82", "--02-30", "0000-01-01", "soon", "٣/14/1982"]
)
def test_a_birthday_that_isn_t_a_date_is_left_out_with_a_remark(text):
    birthday, remarks = outlook_birthday(text)
    assert birthday is None
    assert remarks == [Remark(2, f"birthday {text!r} isn't a date: left out")]


def test_two_names_with_one_address_are_one_person_and_it_is_said():
    remark, client = google(
        "Ada,Byron,Engines,,,,ada@x.example", "A.,Byron,Engines,,1990-01-01,,ADA@x.example"
    )
    assert remark == Remark(3, "A. Byron has an e-mail address of Ada Byron: taken as one person")
    assert client.contacts == (
        Contact(name="Ada Byron", email="ada@x.example", birthday="1990-01-01"),
    )


def test_people_of_the_same_name_at_two_companies_stay_two_people():
    clients = google("Ada,Byron,Engines,,,,a@x.example", "Ada,Byron,Looms,,,,a@x.example")
    assert [client.name for client in clients] == ["Engines", "Looms"]


def test_a_company_without_person_or_address_has_no_contact():
    (client,) = google(",,Engines,,,the note,")
    assert client == ClientRecord(line=2, name="Engines", note="the note")


def test_the_same_note_is_kept_once():
    (client,) = google("Ada,B,Engines,,,note,", "Ada,B,Engines,,,note,", "Ada,B,Engines,,,new,")
    assert client.contacts[0].note == "note\nnew"


def test_labels_become_tags_in_lower_case_with_hyphens():
    (client,) = google("Ada,,,* myContacts ::: Key  Clients!;VAT_Q2 ::: 日本 ::: * myContacts,,,")
    assert client.tags == ("key-clients", "vat-q2", "日本")


def test_a_broken_row_of_an_address_book_is_refused_and_the_rest_is_read():
    refusal, client = google("Ada,Byron", ",,,,,,", "Bo,Li,,,,,")
    assert refusal == Refusal(2, "too few cells: 2, the header has 7 (it begins Ada, Byron)")
    assert client.name == "Bo Li"


def test_an_apostrophe_of_another_program_is_kept():
    (client,) = google("Ada,'+Byron,,,,,")
    assert client.name == "Ada '+Byron"


def test_all_the_columns_that_the_programs_write_are_known():
    formats = {}
    for path in sorted(SAMPLES.glob("*-wide.csv")):
        form, unknown, _ = read(path)
        assert unknown == ()
        formats[path.stem] = form
    assert formats == {
        "google-new-wide": "Google Contacts",
        "google-old-wide": "Google Contacts (old)",
        "outlook-wide": "Outlook",
    }


def test_a_google_export_with_all_its_columns_is_read_whole():
    _, _, entries = read(SAMPLES / "google-new-wide.csv")
    assert entries == [
        ClientRecord(
            line=2,
            name="Tâmplăria Ionescu SRL",
            tags=("wood", "year-end"),
            contacts=(
                Contact(
                    name="Mirela Ionescu",
                    role="Director",
                    email="mirela@tamplaria.example, birou@tamplaria.example",
                    phone="+40 721 555 014, +40 21 555 0140, +40 31 555 0141",
                    birthday="--11-23",
                    note='Calls it "the shop"; asks:\n1. costs, 2. dates\nonce more',
                ),
            ),
        ),
        ClientRecord(
            line=4,
            name="Quill, Ink & Sons",
            contacts=(Contact(name="Nikhil P. d'Souza", email="nikhil@quill.example"),),
        ),
        ClientRecord(
            line=5,
            name="Καφέ Γωνία",
            tags=("retail",),
            note="nobody in particular",
            contacts=(Contact(name="Καφέ Γωνία", phone="+30 21 0555 0150"),),
        ),
        ClientRecord(
            line=7,
            name="דנה לוי",
            tags=("starred",),
            contacts=(Contact(name="דנה לוי", email="dana@levy.example", birthday="1996-02-29"),),
        ),
    ]


def test_an_old_google_export_with_all_its_columns_is_read_whole():
    _, _, entries = read(SAMPLES / "google-old-wide.csv")
    assert entries == [
        ClientRecord(
            line=2,
            name="Млин і Син",
            tags=("tax",),
            contacts=(
                Contact(
                    name="Сергій Бондар",
                    role="Директор",
                    email="bondar@mlyn.example, s.bondar@posta.example",
                    phone="(044) 555 01 61",
                    birthday="1968-01-31",
                ),
            ),
        ),
        ClientRecord(
            line=3,
            name="Abril Ruiz",
            contacts=(
                Contact(
                    name="Abril Ruiz",
                    phone="+54 11 5555 0162, +54 9 11 5555 0163",
                    note='first line\n"second", third',
                ),
            ),
        ),
    ]


def test_an_outlook_export_with_all_its_columns_is_read_whole():
    _, _, entries = read(SAMPLES / "outlook-wide.csv")
    assert entries == [
        ClientRecord(
            line=2,
            name="Sklo Nováková s.r.o.",
            tags=("glass", "half-yearly"),
            contacts=(
                Contact(
                    name="Teréza Nováková",
                    role="Jednatelka",
                    email="tereza@sklo.example",
                    phone="+420 2 5555 0171, +420 602 555 172",
                    birthday="1971-11-23",
                    note='Speaks of "our quarter"; closed, if it snows\n'
                    "Pod Věží 3, 390 01, Tábor, Czechia",
                ),
            ),
        ),
        ClientRecord(
            line=3,
            name="Owen Pryce",
            contacts=(
                Contact(name="Owen Pryce", email="owen@pryce.example", phone="+44 29 2018 0173"),
            ),
        ),
        ClientRecord(
            line=4,
            name="Nordhavn Kontor ApS",
            note="switchboard",
            contacts=(Contact(name="Nordhavn Kontor ApS", phone="+45 35 55 01 74"),),
        ),
    ]
