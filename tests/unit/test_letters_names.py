"""The parts of a name: nobody is greeted by what isn't theirs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientpulse.letters import names
from tests.hostile import generated, naughty

# As typed; the given and the family name; how an English letter addresses them.
NAMES = [
    ("Ann Field", "Ann", "Field", "Ann"),
    ("Ann", "Ann", "", "Ann"),
    ("", "", "", ""),
    ("  Ann   Field ", "Ann", "Field", "Ann"),
    ("Field, Ann", "Ann", "Field", "Ann"),
    ("van der Berg, Jan", "Jan", "van der Berg", "Jan"),
    ("Field, Dr. Ann", "Ann", "Field", "Dr. Field"),
    ("Dr. Ann Field", "Ann", "Field", "Dr. Field"),
    ("Prof. Dr. med. Ann Field", "Ann", "Field", "Prof. Dr. Field"),
    ("Prof. Dr. Ann Mary Field", "Ann", "", "Prof. Dr. Ann Mary Field"),
    ("Mrs Field", "", "Field", "Mrs Field"),
    ("Mrs Jan van der Berg", "Jan", "van der Berg", "Mrs van der Berg"),
    ("Frau Berger", "", "Berger", "Ms Berger"),
    ("Herrn Jan Voss", "Jan", "Voss", "Mr Voss"),
    ("Sig.ra Anna Rossi", "Anna", "Rossi", "Ms Rossi"),
    ("dhr. de Vries", "", "de Vries", "Mr de Vries"),
    ("Frau Dr. Voss", "", "Voss", "Dr. Voss"),
    ("Captain James Cook", "James", "Cook", "Captain Cook"),
    ("Familie Voss", "", "", "Familie Voss"),
    ("The Field Family", "", "", "The Field Family"),
    ("Nowak sp. z o.o.", "", "", ""),
    ("Acme S.A.", "", "", ""),
    ("Maria Sa", "Maria", "Sa", "Maria"),
    ("Geschäftsleitung", "", "", ""),
    ("Dott.ssa Anna De Luca", "Anna", "De Luca", "Dott.ssa De Luca"),
    ("Dr", "Dr", "", "Dr"),
    ("Anna-Lena Müller-Voss", "Anna-Lena", "Müller-Voss", "Anna-Lena"),
    ("Anna Lena Voss", "Anna", "", "Anna"),
    ("García López, María", "", "", "García López"),
    ("DUPONT Jean", "Jean", "DUPONT", "Jean"),
    ("Jean DUPONT", "Jean", "DUPONT", "Jean"),
    ("ANN FIELD", "ANN", "FIELD", "ANN"),
    ("Berg, Jan van den", "Jan", "van den Berg", "Jan"),
    ("Mrs van den Berg", "", "van den Berg", "Mrs van den Berg"),
    ("María del Carmen Ruiz", "María", "", "María"),
    ("Jan van den Berg", "Jan", "van den Berg", "Jan"),
    ("Jan Van den Berg", "Jan", "Van den Berg", "Jan"),
    ("J. Field", "", "Field", "J. Field"),
    ("J.-P. Field", "", "Field", "J.-P. Field"),
    ("J. R. R. Field", "", "Field", "J. R. R. Field"),
    ("J. Ann Field", "", "", "J. Ann Field"),
    ("Ann F. Field", "Ann", "Field", "Ann"),
    ("Ann F.", "Ann", "", "Ann"),
    ("Dr. A. Field", "", "Field", "Dr. Field"),
    ("Ann Field, PhD", "Ann", "Field", "Ann"),
    ("Ann Field PhD", "Ann", "Field", "Ann"),
    ("Mr Tom Field Jr.", "Tom", "Field", "Mr Field"),
    ("Field, Tom, Jr.", "Tom", "Field", "Tom"),
    ("Tom Field III", "Tom", "Field", "Tom"),
    ("Amartya Sen", "Amartya", "Sen", "Amartya"),
    ('Robert "Bob" Field', "Robert", "Field", "Robert"),
    ("Ann Field (accounts)", "Ann", "Field", "Ann"),
    ("Ann Field, Director", "", "", "Ann Field"),
    ("Mr and Mrs Field", "", "", "Mr and Mrs Field"),
    ("Ann & Tom Field", "", "", "Ann & Tom Field"),
    ("Ann Field/Tom Field", "", "", "Ann Field/Tom Field"),
    ("Acme accounts", "", "", ""),
    ("Accounts", "", "", ""),
    ("Acme Ltd, accounts", "", "", ""),
    ("Voss GmbH", "", "", ""),
    ("Voss Steuerberatung", "", "", ""),
    ("Solveig Design Studio", "", "", ""),
    ("Ann Field, Head of Design", "", "", "Ann Field"),
    ("Ann E Field", "Ann", "Field", "Ann"),
    ("Ana y Juan Ruiz", "", "", "Ana y Juan Ruiz"),
    ("Mrs Ann Field OBE", "Ann", "Field", "Mrs Field"),
    ("Northgate Housing Association", "", "", ""),
    ("Smith & Sons", "", "", ""),
    ("Gemeente Utrecht", "", "", ""),
    ("info@acme.example", "", "", ""),
    ("M. Field", "", "Field", "M. Field"),
    (",", "", "", ""),
]


@pytest.mark.parametrize(("typed", "given_name", "family", "addressed"), NAMES)
def test_a_name_is_taken_apart_where_its_parts_are_certain(
    typed: str, given_name: str, family: str, addressed: str
) -> None:
    name = names.parse(typed)
    assert (name.given, name.family, name.addressed) == (given_name, family, addressed)


@pytest.mark.parametrize(
    ("typed", "language", "gender", "family"),
    [
        ("M. Dupont", "fr", "m", "Dupont"),
        ("Pan Nowak", "pl", "m", "Nowak"),
        ("Fr. Dr. Voss", "de-AT", "f", "Voss"),
        ("Hr. Voss", "de", "m", "Voss"),
        ("Sig.ra Rossi", "it", "f", "Rossi"),
        ("Prof.ssa Anna Rossi", "it", "f", "Rossi"),
        ("Sra. Ana Ruiz", "es", "f", "Ruiz"),
        ("Mw. J. de Vries", "nl", "f", "de Vries"),
        ("Ing. Rossi", "it", "", "Rossi"),
        ("Mx Field", "en", "", "Field"),
    ],
)
def test_a_title_tells_the_gender_where_it_does(
    typed: str, language: str, gender: str, family: str
) -> None:
    name = names.parse(typed, language)
    assert (name.gender, name.family) == (gender, family)


@pytest.mark.parametrize(
    ("name", "language", "title", "gender", "given_name", "family"),
    [
        ("Mme Le Goff", "fr", "Mme", "f", "", "Le Goff"),
        ("Mme Claire Durand", "fr", "Mme", "f", "Claire", "Durand"),
        ("M. Jean de La Fontaine", "fr-CA", "M.", "m", "Jean", "de La Fontaine"),
        ("M. Jean Durand", "en", "", "", "", ""),
        ("Pr Anne Lévy", "fr", "Pr", "", "Anne", "Lévy"),
        ("Maître Durand", "fr", "Maître", "", "", "Durand"),
        ("Dr. Pérez", "es", "Dr.", "", "", "Pérez"),
        ("Sr. Dr. Pérez", "es", "Dr.", "m", "", "Pérez"),
        ("Dr. Pérez", "en", "Dr.", "", "", "Pérez"),
        ("Dra. Ana Pérez", "es", "Dra.", "f", "Ana", "Pérez"),
        ("Lic. Marta Ruiz", "es-MX", "Lic.", "", "Marta", "Ruiz"),
        ("Lic Marta", "en", "", "", "Lic", "Marta"),
        ("Sra. De la Fuente Ruiz", "es", "Sra.", "f", "", "De la Fuente Ruiz"),
        ("García Márquez, Ana", "es", "", "", "Ana", "García Márquez"),
        ("García Márquez, Mª José", "es-MX", "", "", "Mª", "García Márquez"),
        ("Ana García, MBA", "es", "", "", "Ana", "García"),
        ("García Márquez, Ana", "en", "", "", "", ""),
        ("mevr. drs. J. van den Berg", "nl", "drs.", "f", "", "van den Berg"),
        ("De heer Jan Jansen", "nl", "heer", "m", "Jan", "Jansen"),
        ("Jan Van den Berg", "nl-BE", "", "", "Jan", "Van den Berg"),
        ("Berg, Jan van den", "nl", "", "", "Jan", "van den Berg"),
        ("van den Berg, Jan", "nl", "", "", "Jan", "van den Berg"),
        ("Goethe, Johann von", "de", "", "", "Johann", "von Goethe"),
        ("mr. Anna de Wit", "nl", "mr.", "", "Anna", "de Wit"),
        ("Mr. John Field", "en", "Mr.", "m", "John", "Field"),
        ("Mr John Field", "nl", "Mr", "m", "John", "Field"),
        ("Herrn Jan Voss", "de", "Herr", "m", "Jan", "Voss"),
        ("Frau Voss", "it", "Frau", "f", "", "Voss"),
        ("RA Jan Meier", "de", "RA", "", "Jan", "Meier"),
        ("Ra Meier", "en", "", "", "Ra", "Meier"),
        ("Frau Rechtsanwältin Meier", "de", "Rechtsanwältin", "f", "", "Meier"),
        ("Univ.-Prof. Dr. Jan Gruber", "de-AT", "Univ.-Prof. Dr.", "", "Jan", "Gruber"),
        ("Pani Prezes Anna Nowak", "pl", "Prezes", "f", "Anna", "Nowak"),
        ("Pani dr hab. Anna Kowalska", "pl", "dr hab.", "f", "Anna", "Kowalska"),
        ("Pan mec. Jan Nowak", "pl", "mec.", "m", "Jan", "Nowak"),
    ],
)
def test_a_name_is_taken_apart_as_its_language_builds_it(
    name: str, language: str, title: str, gender: str, given_name: str, family: str
) -> None:
    parts = names.parse(name, language)
    assert (parts.title or parts.courtesy, parts.gender) == (title, gender)
    assert (parts.given, parts.family) == (given_name, family)


@given(st.text())
def test_no_part_holds_what_was_not_typed(typed: str) -> None:
    check(typed)


def test_hostile_names_are_taken_apart_too() -> None:
    for typed in [*naughty(), *generated(200)]:
        check(typed)


def check(typed: str) -> None:
    name = names.parse(typed)
    for part in (name.title, name.given, name.family):
        assert all(word in typed for word in part.split())
