"""Names, subjects and senders of a made-up practice."""

import unicodedata
from datetime import UTC, timedelta, timezone

FIRST = (
    *("Anna", "Björn", "Chloé", "Dieter", "Emma", "François", "Greta", "Håkon", "Inês", "Jürgen"),
    *("Karla", "Luís", "Mónica", "Niels", "Olga", "Paweł", "Quentin", "Rosa", "Søren", "Tessa"),
)
LAST = (
    *("Adler", "Brandt", "Castellanos", "Dvořák", "Eriksen", "Fischer", "García", "Hoffmann"),
    *("Ivanova", "Jansen", "Kowalski", "Lindqvist", "Moretti", "Nakamura", "Okafor", "Petrov"),
    *("Quintana", "Rossi", "Schäfer", "Thompson"),
)
NAMES = [f"{FIRST[n % 20]} {LAST[(n * 7 + n // 20) % 20]}" for n in range(120)]

COMPANIES = [
    (f"{name} {form}", f"{name.lower().replace(' ', '-')}.{end}")
    for name, form, end in (
        ("Acorn", "Ltd", "example"),
        ("Bluefin", "GmbH", "test"),
        ("Cobalt", "Inc", "example"),
        ("Drift", "AG", "example"),
        ("Ember", "SARL", "test"),
        ("Foxglove", "Ltd", "example"),
        ("Gable", "BV", "example"),
        ("Harbour", "GmbH", "example"),
        ("Inkwell", "SL", "test"),
        ("Juniper", "AB", "example"),
        ("Kestrel", "KG", "example"),
        ("Lantern", "Ltd", "example"),
        ("Meridian", "SpA", "test"),
        ("Northgate", "LLC", "example"),
        ("Orchard", "GmbH", "example"),
        ("Pinnacle", "AS", "example"),
        ("Quarry", "Ltd", "test"),
        ("Ridgeway", "Oy", "example"),
        ("Saltmarsh", "SA", "example"),
        ("Timber", "GmbH", "example"),
    )
]
SUPPLIERS = [
    (f"{name} Supplies", f"{name.lower()}-supplies.example")
    for name in ("Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta", "Theta", "Iota", "Nu")
] + [(f"Prospect {n}", f"prospect-{n}.example") for n in range(10)]
FREE_MAIL = ("gmail.com", "gmx.de", "outlook.com", "yahoo.fr", "icloud.com")

SUBJECTS = (
    *("Quarterly figures", "Your question", "Contract", "Next steps", "Invoice 1042", "Receipts"),
    *("Rückfrage zur Übergabe", "Steuererklärung", "Ihre Unterlagen für März", "Réunion d’été"),
    *(
        "Déclaration de TVA",
        "Propuesta económica",
        "Reunião de amanhã",
        "Zestawienie roczne – żółć",
    ),
    *(
        "Отчёт за квартал",
        "見積書の件",
        "Un caffè?",
        "A subject that is rather long, for it says " * 2,
    ),
)
REPLIES = ("Re: ", "AW: ", "RE: ", "Fwd: ", "SV: ", "TR: ")
NEWS = ("This week", "New offers", "Your statement", "Weekly digest", "[dev] patch", "Neuigkeiten")

ZONES = (
    UTC,
    timezone(timedelta(hours=1)),
    timezone(timedelta(hours=-5)),
    timezone(timedelta(hours=9)),
)

MACHINES = (
    ("Shop <newsletter@shop.example>", ["List-Unsubscribe: <https://shop.example/u>"], 0.4),
    ("The Daily <daily@paper.example>", ["List-Unsubscribe: <mailto:u@paper.example>"], 0.9),
    ("Trade News <lea@trade-news.example>", ["List-Unsubscribe: <https://t.example>"], 0.3),
    ("Bulk <hello@bulk.example>", ["Precedence: bulk"], 0.2),
    ("Ann Dev <ann@devs.example>", ["List-Id: Dev <dev.lists.example>", "Precedence: list"], 0.9),
    ("Bob Dev <bob@devs.example>", ["List-Id: Dev <dev.lists.example>"], 0.8),
    ("Forge <notifications@forge.example>", ["Auto-Submitted: auto-generated"], 0.9),
    ("Bank <no-reply@bank.example>", [], 0.3),
    ("Parcels <noreply@parcels.example>", [], 0.2),
    ("Booking <do-not-reply@booking.example>", ["X-Auto-Response-Suppress: All"], 0.1),
    (
        "Mail Delivery System <MAILER-DAEMON@practice.example>",
        ["Content-Type: multipart/report; report-type=delivery-status; boundary=b"],
        0.05,
    ),
)
"""Who sends what no person wrote: the sender, its headers, how likely on a day."""


def address(name, domain, style):
    """Return the address of a person, as companies form it."""
    plain = unicodedata.normalize("NFKD", name.replace("ø", "o").replace("ł", "l"))
    first, _, last = plain.encode("ascii", "ignore").decode().lower().rpartition(" ")
    return (f"{first}.{last}", f"{first[0]}{last}", f"{first}_{last}")[style % 3] + f"@{domain}"


def charset(text):
    """Return the charset that a mail program of the writer's country would take."""
    for one in ("iso-8859-1", "koi8-r", "iso-2022-jp"):
        try:
            text.encode(one)
        except UnicodeEncodeError:
            continue
        return one
    return "utf-8"
