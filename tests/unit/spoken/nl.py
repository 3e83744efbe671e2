"""Dutch."""

from tests.unit.spoken_table import Spoken

SPOKEN = Spoken(
    says={
        "update": (
            *(
                "geen nieuws",
                "op donderdag 3 december om 5:00 uur (lokale tijd in New York), bij u",
            ),
            *("budget", "van ons: the tax estimate", "van u: the lease", "Payroll"),
        ),
        "agenda": ("budget", "staff", "uw vragen", "donderdag 3 december", "bij u op kantoor"),
        "recap": (
            *("the invoices come monthly", "uiterlijk vrijdag 27 november", "van u nodig"),
            "the payroll files",
        ),
        "feedback": ("New website", "dinsdag 17 november", "0 tot 10", "bent u tevreden"),
        "chase": ("was voor woensdag 18 november", "the lease", "uiterlijk woensdag 25 november"),
        "apology": (
            *("Het spijt me.", "Op vrijdag 20 november hebben we een fout gemaakt"),
            *("the wrong invoice.", "on its way", "second person", "free."),
        ),
        "follow-up": ("werken we aan", "the tax estimate", "van u nodig", "the payroll files"),
        "greeting": ("vandaag", "alle goeds"),
    },
    on_track="alles op schema",
    unbooked="staat nog niet vast",
    of_meetings=("nog niet vast", "dagen", "agenda"),
    agreed="Afgesproken",
    to_come="Ik wens u alle goeds voor maandag 23 november.",
    past="Ik hoop dat op donderdag 19 november alles goed is gegaan.",
    next_year="op dinsdag 5 januari 2027 om 9:30 uur.",
    places={
        "their office": "op donderdag 3 december om 9:30 uur, bij u op kantoor.",
        "bij de klant": "om 9:30 uur, bij u op kantoor.",
        "Their offices, 2nd floor": "om 9:30 uur, bij u op kantoor (2nd floor).",
        "bij ons": "om 9:30 uur, bij ons op kantoor.",
        "phone +31 30 12": "om 9:30 uur, telefonisch (+31 30 12).",
        "teams": "om 9:30 uur, online (Teams).",
        "Domplein 5": "om 9:30 uur, Domplein 5.",
    },
    greets={
        "": ("Goedendag,", "Hallo,"),
        "Anna": ("Beste Anna,", "Beste Anna,"),
        "Jan de Vries": ("Beste Jan de Vries,", "Beste Jan,"),
        "Vries, Jan de": ("Beste Jan de Vries,", "Beste Jan,"),
        "mevrouw van den Berg": ("Geachte mevrouw Van den Berg,", "Hallo,"),
        "mevr. Anna van den Berg": ("Geachte mevrouw Van den Berg,", "Beste Anna,"),
        "dhr. drs. J. Jansen": ("Geachte heer Jansen,", "Hallo,"),
        "De heer Jansen": ("Geachte heer Jansen,", "Hallo,"),
        "Jan Van den Berg": ("Beste Jan Van den Berg,", "Beste Jan,"),
        "Mr John Smith": ("Geachte heer Smith,", "Beste John,"),
        "Familie de Wit": ("Beste Familie de Wit,", "Hallo,"),
        "Prof. Anna de Wit": ("Geachte prof. De Wit,", "Beste Anna,"),
        "mr. Anna de Wit": ("Geachte mr. De Wit,", "Beste Anna,"),
    },
    formal=r"[Uu]|[Uu]w|[Gg]eachte|Goedendag|[Ww]ilt|Hebt|Loopt|Mist",
    familiar=r"[Jj]e|[Jj]ij|[Jj]ouw?|[Jj]ullie|Hallo|Hartelijke",
)
