"""Thunderbird's address book, exported as CSV in English, German, French or Spanish."""

from __future__ import annotations

from clientpulse.transfer.known_export import KnownExport, Reach

EXPORTS = (
    KnownExport(
        name="Thunderbird",
        where="*Address Book*, select one on the left, then *Tools*, *Export*, file type *Comma "
        "Separated*. English, German, French and Spanish headings are known.",
        signs=frozenset(
            ("primary email", "secondary email", "screen name", "mobile number", "pager number",
             "web page 1", "birth year", "birth month", "birth day", "custom 1", "work zipcode",
             "home zipcode", "work post code", "home post code",
             "primäre e-mail-adresse", "sekundäre e-mail-adresse", "messenger-name",
             "tel. dienstlich", "tel. privat", "mobil-tel.-nr.", "pager-nummer", "geburtsjahr",
             "dienstlich: adresse", "dienstlich: plz", "privat: adresse", "privat: plz",
             "nom à afficher", "adresse électronique principale",
             "adresse électronique secondaire", "tél. professionnel", "tél. personnel",
             "adresse professionnelle", "année de naissance",
             "nombre en pantalla", "dirección de correo electrónico principal",
             "dirección de correo electrónico secundaria", "teléfono (trabajo)",
             "código postal (trabajo)", "país (trabajo)", "año de nacimiento",
             "mes de nacimiento", "día de nacimiento")
        ),
        enough=2,
        columns={
            "first": ("first name", "vorname", "prénom", "nombre"),
            "last": ("last name", "nachname", "nom", "apellidos"),
            "name": ("display name", "anzeigename", "nom à afficher", "nombre en pantalla"),
            "nickname": ("nickname", "spitzname", "surnom", "apodo"),
            "company": ("organization", "organisation", "société", "organización"),
            "role": ("job title", "arbeitstitel", "titel", "profession", "puesto"),
            "birth_year": (
                "birth year", "geburtsjahr", "année de naissance", "año de nacimiento",
            ),
            "birth_month": ("birth month", "geburtsmonat", "mois", "mes de nacimiento"),
            "birth_day": ("birth day", "geburtstag", "jour", "día de nacimiento"),
            "note": ("notes", "notizen", "notas"),
            "place": (
                "work city", "home city", "dienstlich: ort", "privat: ort", "ville@2", "ville@1",
            ),
        },
        emails=(
            Reach("primary email"), Reach("secondary email"), Reach("primäre e-mail-adresse"),
            Reach("sekundäre e-mail-adresse"), Reach("adresse électronique principale"),
            Reach("adresse électronique secondaire"),
            Reach("dirección de correo electrónico principal"),
            Reach("dirección de correo electrónico secundaria"),
        ),
        phones=(
            Reach("work phone", "work"), Reach("tel. dienstlich", "work"),
            Reach("tél. professionnel", "work"), Reach("teléfono (trabajo)", "work"),
            Reach("mobile number", "mobile"), Reach("mobil-tel.-nr.", "mobile"),
            Reach("portable", "mobile"), Reach("teléfono móvil", "mobile"),
            Reach("home phone", "home"), Reach("tel. privat", "home"),
            Reach("tél. personnel", "home"), Reach("teléfono (personal)", "home"),
        ),
        addresses=(
            ("work address", "work address 2", "work address2", "work zipcode", "work zip",
             "work post code", "work city", "work state", "work county", "work country"),
            ("home address", "home address 2", "home address2", "home zipcode", "home zip",
             "home post code", "home city", "home state", "home county", "home country"),
            ("dienstlich: adresse", "dienstlich: adresse 2", "dienstlich: plz", "dienstlich: ort",
             "dienstlich: bundesland", "dienstlich: land"),
            ("privat: adresse", "privat: adresse 2", "privat: plz", "privat: ort",
             "privat: bundesland", "privat: land"),
            ("adresse professionnelle", "adresse professionnelle 2", "code postal@2", "ville@2",
             "région@2", "pays@2"),
            ("adresse privée", "adresse privée 2", "code postal@1", "ville@1", "région@1",
             "pays@1"),
            ("dirección de trabajo", "código postal (trabajo)", "país (trabajo)"),
            ("dirección personal", "código postal", "país de residencia"),
        ),
    ),
)  # fmt: skip
