"""Files with headings of their own: read by a map, or answered with one that is filled in."""

from __future__ import annotations

import csv
import io
import shlex

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientpulse.column_maps import kind_of, parse
from clientpulse.errors import ImportRefusedError, InputError
from clientpulse.records import Contact
from clientpulse.transfer.mapping import suggested
from clientpulse.transfer.options import Options
from clientpulse.transfer.reading import Reading, open_reading
from clientpulse.transfer.records import ClientRecord, Entry, Refusal, Remark, TouchpointRecord


def opened(text: str, mapping: str) -> Reading:
    return open_reading(io.BytesIO(text.encode()), options=Options(mapping=parse(mapping)))


def read(text: str, mapping: str) -> list[Entry]:
    with opened(text, mapping) as reading:
        return list(reading)


def headings(line: str) -> list[str]:
    return next(csv.reader([line], delimiter=";" if ";" in line else ","))


def test_a_mapped_row_becomes_a_client_with_a_person() -> None:
    (client,) = read(
        "Firm;First;Last;Mail;Mail 2;Does;Born;City;Groups;More\n"
        "Field & Co;Ann;Field;a@x.example;b@x.example;Boss;--04-12;Bergamo;a;b\n",
        "name=firm,contact=First+last,email=mail+MAIL  2,role=Does,birthday=Born,place=City,"
        "tags=Groups+More",
    )
    assert isinstance(client, ClientRecord)
    assert (client.line, client.name, client.place) == (2, "Field & Co", "Bergamo")
    assert client.tags == ("a", "b")
    assert client.contacts == (
        Contact(
            name="Ann Field",
            email="a@x.example, b@x.example",
            role="Boss",
            birthday="--04-12",
        ),
    )


@pytest.mark.parametrize(
    ("row", "name", "person"),
    [
        ("Field,Ann,a@x.example", "Field", "Ann"),
        (",Ann,a@x.example", "Ann", "Ann"),
        (",Ann,", "Ann", "Ann"),
        ("Field,,a@x.example", "Field", "Field"),
        ("Field,,", "Field", None),
    ],
)
def test_a_person_without_a_company_is_the_client(row: str, name: str, person: str | None) -> None:
    (client,) = read(f"A,B,C\n{row}\n", "name=A,contact=B,email=C")
    assert isinstance(client, ClientRecord)
    assert client.name == name
    assert client.is_company is row.startswith("Field")
    assert [one.name for one in client.contacts] == ([person] if person else [])


@pytest.mark.parametrize(
    ("email", "phone", "tags"),
    [
        ("a@x.example; b@x.example", "020 7946 0001; 0170 555 02", "wood, retail"),
        ("a@x.example\nb@x.example", "020 7946 0001\r\n0170 555 02", "wood\nretail"),
        ("a@x.example / b@x.example", "020 7946 0001 / 0170 555 02", '"wood","retail"'),
    ],
)
def test_several_in_one_cell_are_several(email: str, phone: str, tags: str) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([["Firm", "Mail", "Tel", "Kind"], ["Elm", email, phone, tags]])
    (client,) = read(text.getvalue(), "name=Firm,email=Mail,phone=Tel,tags=Kind")
    assert isinstance(client, ClientRecord)
    (person,) = client.contacts
    assert person.email == "a@x.example, b@x.example"
    assert person.phone == "020 7946 0001, 0170 555 02"
    assert client.tags == ("wood", "retail")


@pytest.mark.parametrize("phone", ["0351 / 555-01", "+49 221 5550-12/13", "555 0101 ext. 4"])
def test_a_stroke_within_a_number_parts_nothing(phone: str) -> None:
    (client,) = read(f"Firm,Tel\nElm,{phone}\n", "name=Firm,phone=Tel")
    assert isinstance(client, ClientRecord)
    assert client.contacts[0].phone == phone


def test_a_number_that_a_spreadsheet_has_rounded_is_left_out_and_said() -> None:
    said, client = read("Firm,Tel\nElm,4.42079E+11\n", "name=Firm,phone=Tel")
    assert said == Remark(2, '"4.42079E+11" isn\'t a phone number: left out')
    assert client == ClientRecord(2, "Elm")


def test_a_start_that_is_no_day_costs_only_itself() -> None:
    said, client = read("Firm,Since\nElm,2019\n", "name=Firm,since=Since")
    assert said == Remark(2, 'Since "2019" isn\'t a date: left out')
    assert client == ClientRecord(2, "Elm")


def test_a_row_without_any_name_is_refused() -> None:
    assert read("A,B,C\n,,x@y.example\n", "name=A,contact=B") == [Refusal(2, "no name")]


def test_a_mapped_row_becomes_a_touchpoint() -> None:
    text = "Who,Day,Subject,Text\nAcme,2026-01-02,Offer,\nAcme,2026-01-03,Offer,They agreed\n"
    with opened(text, "client=Who,on=Day,note=Subject+Text") as reading:
        assert (reading.kind, reading.format) == ("touchpoints", "mapped CSV")
        assert list(reading) == [
            TouchpointRecord(2, "Acme", "2026-01-02", note="Offer"),
            TouchpointRecord(3, "Acme", "2026-01-03", note="Offer\nThey agreed"),
        ]


def test_columns_without_a_place_in_the_map_are_named_as_left_out() -> None:
    with opened("Who,Shoe size,name\nA,44,b\n", "name=Who") as reading:
        list(reading)
        assert reading.unknown_columns == ("Shoe size", "name")


def test_two_columns_of_one_heading_are_told_apart_by_number() -> None:
    text = "Name,Mail,Mail\nA,1@x.example,2@x.example\n"
    (client,) = read(text, "name=Name,email=Mail@2")
    assert isinstance(client, ClientRecord)
    assert client.contacts[0].email == "2@x.example"
    with pytest.raises(InputError, match='has 2 columns "Mail"') as error:
        read(text, "name=Name,email=Mail")
    assert "Mail@1 or Mail@2" in error.value.hint


@pytest.mark.parametrize(
    ("wanted", "hint"),
    [("Compny", 'did you mean "Company"?'), ("Zzz", 'its columns are "Company", "E-Mail"')],
)
def test_a_heading_that_is_not_there_is_named_with_the_nearest(wanted: str, hint: str) -> None:
    with pytest.raises(InputError, match=f'no column "{wanted}"') as error:
        read("Company,E-Mail\nA,b\n", f"name={wanted}")
    assert error.value.hint == hint


def test_json_has_no_headings_to_map() -> None:
    with pytest.raises(InputError, match="isn't CSV"):
        read("{}", "name=A")


@pytest.mark.parametrize(
    ("header", "map_of_it"),
    [
        (
            "Company,First Name,Last Name,E-mail Address,Phone,Notes",
            "name=Company,contact=First Name+Last Name,email=E-mail Address,phone=Phone,note=Notes",
        ),
        (
            "Firma;Ansprechpartner;E-Mail-Adresse;Telefon-Nr.;Mobil;Betreuer;Kunde seit;Ort",
            "name=Firma,contact=Ansprechpartner,email=E-Mail-Adresse,phone=Mobil+Telefon-Nr.,"
            "since=Kunde seit,owner=Betreuer,place=Ort",
        ),
        (
            "Société;Prénom;Nom;Courriel;Téléphone;Fonction;Ville;Remarques;Dernier contact",
            "name=Société,contact=Prénom+Nom,email=Courriel,phone=Téléphone,role=Fonction,"
            "last=Dernier contact,place=Ville,note=Remarques",
        ),
        (
            "Azienda;Nome;Cognome;E-mail;Cellulare;Ruolo;Città;Data di nascita;Ultimo contatto",
            "name=Azienda,contact=Nome+Cognome,email=E-mail,phone=Cellulare,role=Ruolo,"
            "birthday=Data di nascita,last=Ultimo contatto,place=Città",
        ),
        (
            "Empresa;Nombre;Apellidos;Correo electrónico;Teléfono;Cargo;Etiquetas",
            "name=Empresa,contact=Nombre+Apellidos,email=Correo electrónico,phone=Teléfono,"
            "role=Cargo,tags=Etiquetas",
        ),
        (
            "Bedrijf;Contactpersoon;Telefoonnummer;Functie;Opmerkingen;Laatste contact",
            "name=Bedrijf,contact=Contactpersoon,phone=Telefoonnummer,role=Functie,"
            "last=Laatste contact,note=Opmerkingen",
        ),
        (
            "Empresa;Nome;Sobrenome;Telemóvel;Função;Cidade;Observações;Aniversário",
            "name=Empresa,contact=Nome+Sobrenome,phone=Telemóvel,role=Função,"
            "birthday=Aniversário,place=Cidade,note=Observações",
        ),
        (
            "Nazwa firmy;Imię;Nazwisko;Adres e-mail;Numer telefonu;Stanowisko;Ostatni kontakt",
            "name=Nazwa firmy,contact=Imię+Nazwisko,email=Adres e-mail,phone=Numer telefonu,"
            "role=Stanowisko,last=Ostatni kontakt",
        ),
        ("Vorname;Nachname;Accountname", "name=Accountname,contact=Vorname+Nachname"),
        ("AccountName,CreatedDate,OwnerId", "name=AccountName,since=CreatedDate"),
        ("Client Name,Contact First Name,Contact Last Name,Contact Phone",
         "name=Client Name,contact=Contact First Name+Contact Last Name,phone=Contact Phone"),
        ("Ragione sociale;Referente;Comune", "name=Ragione sociale,contact=Referente,place=Comune"),
        ("is_organization,Name,MailAddressCity,Owned By,owner_id",
         "name=Name,owner=Owned By,place=MailAddressCity"),
        ("Name,Mail", "name=Name,email=Mail"),
        ("Contact person;Mail", "contact=Contact person,email=Mail"),
        ("Name;Company;Title;Job Title", "name=Company,contact=Name,role=Job Title"),
        ('"Company, legal",Mail', 'name="Company, legal",email=Mail'),
        ("Company's name,C+O", "name=Company's name"),
        ("Company;Company size;Account Number;Last modified;Created by;Phone type;Street",
         "name=Company"),
        ("Name,How did you hear about our company?", "name=Name"),
        ("Date,Client,Type,Subject,Duration",
         "client=Client,on=Date,channel=Type,note=Subject,minutes=Duration"),
        ("Wer;Tag;Uhrzeit;Betreff", "client=Wer,on=Tag+Uhrzeit,note=Betreff"),
        ("First Name [Required],Last Name [Required],Birth Year,Last spoke",
         "contact=First Name [Required]+Last Name [Required],last=Last spoke"),
        ("Company,Main contact,Main email,Second contact,Second email,Phone",
         "name=Company,contact=Main contact,email=Main email,phone=Phone"),
        ("Firma;Kontakt 1;E-Mail 1;Tel 1;Kontakt 2;E-Mail 2;Tel 2",
         "name=Firma,contact=Kontakt 1,email=E-Mail 1,phone=Tel 1"),
        ("Contact,Email 1,Email 2", "contact=Contact,email=Email 1+Email 2"),
        ("a,b,c", "name=HEADING"),
        ("a,E-Mail", "name=HEADING,email=E-Mail"),
        ("Firma,Mail,Firma,MAIL", "name=Firma@1,email=MAIL@1+MAIL@2"),
    ],
)  # fmt: skip
def test_a_map_is_filled_in_as_far_as_the_headings_tell(header: str, map_of_it: str) -> None:
    line = suggested(headings(header))
    assert shlex.split(line) == ["pulse", "import", "FILE", "--map", map_of_it]
    if "HEADING" not in map_of_it:
        with open_reading(
            io.BytesIO(header.encode()), options=Options(mapping=parse(map_of_it))
        ) as reading:
            assert list(reading) == []


@settings(max_examples=30)
@given(st.lists(st.text(max_size=12) | st.sampled_from(["Firma", "Mail, 2", "Day", "Who"])))
def test_whatever_the_headings_are_the_line_can_be_typed(some: list[str]) -> None:
    *command, option, columns = shlex.split(suggested(some))
    assert (command, option) == (["pulse", "import", "FILE"], "--map")
    assert kind_of(parse(columns)) in {"clients", "touchpoints"}


def test_what_is_known_of_a_heading_is_not_told_by_its_words() -> None:
    line = suggested(["Works at", "Company", "First name", "Last name"], name="Works at")
    assert shlex.split(line)[-1] == "name=Works at,contact=First name+Last name"


def test_a_plain_map_needs_no_quotes_in_a_shell() -> None:
    assert suggested(["Firma", "E-Mail"]) == "pulse import FILE --map name=Firma,email=E-Mail"


def test_an_unknown_header_is_answered_with_the_line_to_type() -> None:
    with pytest.raises(ImportRefusedError, match="a header that isn't known") as error:
        open_reading(io.BytesIO(b"Firma;E-Mail\nA;b\n"))
    assert error.value.hint.endswith(": pulse import FILE --map name=Firma,email=E-Mail")
