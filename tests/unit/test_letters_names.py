"""The parts of a name, where the language of the letter has a say in them."""

from __future__ import annotations

import pytest

from clientpulse.letters import names


@pytest.mark.parametrize(
    ("name", "language", "title", "gender", "given", "family"),
    [
        ("Mme Le Goff", "fr", "Mme", "f", "", "Le Goff"),
        ("Mme Claire Durand", "fr", "Mme", "f", "Claire", "Durand"),
        ("M. Jean de La Fontaine", "fr-CA", "M.", "m", "Jean", "de La Fontaine"),
        ("M. Jean Durand", "en", "", "", "M.", ""),
        ("Pr Anne Lévy", "fr", "Pr", "", "Anne", "Lévy"),
        ("Maître Durand", "fr", "Maître", "", "", "Durand"),
        ("Dr. Pérez", "es", "Dr.", "m", "", "Pérez"),
        ("Dr. Pérez", "en", "Dr.", "", "", "Pérez"),
        ("Dra. Ana Pérez", "es", "Dra.", "f", "Ana", "Pérez"),
        ("Lic. Marta Ruiz", "es-MX", "Lic.", "", "Marta", "Ruiz"),
        ("Lic Marta", "en", "", "", "Lic", "Marta"),
        ("Sra. De la Fuente Ruiz", "es", "Sra.", "f", "", "De la Fuente Ruiz"),
        ("García Márquez, Ana", "es", "", "", "Ana", "García Márquez"),
        ("García Márquez, Mª José", "es-MX", "", "", "Mª", "García Márquez"),
        ("Ana García, MBA", "es", "", "", "Ana", "García"),
        ("Ann Field, Partner", "en", "", "", "Ann", "Field"),
        ("mevr. drs. J. van den Berg", "nl", "drs.", "f", "J.", "van den Berg"),
        ("Jan Van den Berg", "nl-BE", "", "", "Jan", "Van den Berg"),
        ("Berg, Jan van den", "nl", "", "", "Jan", "van den Berg"),
        ("van den Berg, Jan", "nl", "", "", "Jan", "van den Berg"),
        ("Goethe, Johann von", "de", "", "", "Johann", "von Goethe"),
        ("mr. Anna de Wit", "nl", "mr.", "", "Anna", "de Wit"),
        ("Mr. John Field", "en", "Mr.", "m", "John", "Field"),
        ("Pani dr hab. Anna Kowalska", "pl", "dr hab.", "f", "Anna", "Kowalska"),
        ("Pan mec. Jan Nowak", "pl", "mec.", "m", "Jan", "Nowak"),
    ],
)
def test_a_name_is_taken_apart_as_its_language_builds_it(
    name: str, language: str, title: str, gender: str, given: str, family: str
) -> None:
    parts = names.parse(name, language)
    assert (parts.title or parts.courtesy, parts.gender) == (title, gender)
    assert (parts.given, parts.family) == (given, family)
