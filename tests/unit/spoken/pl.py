"""Polish."""

from tests.unit.spoken_table import Spoken

SPOKEN = Spoken(
    says={
        "update": (
            *("nic nowego", "Najbliższe spotkanie mamy w czwartek, 3 grudnia, o 5:00"),
            *("(czas lokalny: Nowy Jork) u Państwa w biurze.", "budget"),
            *("po naszej stronie: the tax estimate", "po Państwa stronie: the lease", "Payroll"),
        ),
        "agenda": (
            *("budget", "staff", "Państwa pytania", "Plan spotkania w czwartek, 3 grudnia"),
            "u Państwa w biurze",
        ),
        "recap": (
            *("the invoices come monthly", "rozmowę w czwartek, 19 listopada."),
            *("(do piątku, 27 listopada)", "the payroll files"),
        ),
        "feedback": ("New website", "17 listopada", "od 0 do 10", "Jakie są Państwa wrażenia?"),
        "chase": ("termin: środa, 18 listopada", "the lease", "uda się do środy, 25 listopada?"),
        "apology": (
            *("przepraszam", "W piątek, 20 listopada, doszło u nas do błędu"),
            *("the wrong invoice.", "on its way", "second person", "free."),
        ),
        "follow-up": ("pracujemy", "the tax estimate", "Od Państwa", "the payroll files"),
        "greeting": ("dziś", "wszystkiego dobrego"),
    },
    on_track="wszystko zgodnie z planem",
    unbooked="Nie mamy jeszcze umówionego spotkania.",
    of_meetings=("umówionego", "termin", "Na razie do omówienia"),
    agreed="Ustalenia",
    to_come="życzę wszystkiego dobrego na poniedziałek, 23 listopada.",
    past="mam nadzieję, że w czwartek, 19 listopada, wszystko poszło dobrze.",
    next_year="we wtorek, 5 stycznia 2027, o 9:30.",
    places={
        "their office": "w czwartek, 3 grudnia, o 9:30 u Państwa w biurze.",
        "u klienta": "o 9:30 u Państwa w biurze.",
        "Their offices, 2nd floor": "o 9:30 u Państwa w biurze (2nd floor).",
        "u nas": "o 9:30 u nas w biurze.",
        "phone +48 12 345": "o 9:30 przez telefon (+48 12 345).",
        "teams": "o 9:30 online (Teams).",
        "Rynek 5": "o 9:30, Rynek 5.",
    },
    greets={
        "": ("Dzień dobry,", "Cześć,"),
        "Anna Kowalska": ("Dzień dobry,", "Cześć,"),
        "Kowalska, Anna": ("Dzień dobry,", "Cześć,"),
        "dr Anna Kowalska": ("Dzień dobry,", "Cześć,"),
        "Pani Anna Kowalska": ("Szanowna Pani,", "Cześć,"),
        "Pan Nowak": ("Szanowny Panie,", "Cześć,"),
        "Pani dr Anna Kowalska": ("Szanowna Pani Doktor,", "Cześć,"),
        "Pan prof. dr hab. Jan Nowak": ("Szanowny Panie Profesorze,", "Cześć,"),
        "Pani Prezes Anna Nowak": ("Szanowna Pani Prezes,", "Cześć,"),
        "Pan dyr. Nowak": ("Szanowny Panie Dyrektorze,", "Cześć,"),
        "Pan mec. Jan Nowak": ("Szanowny Panie Mecenasie,", "Cześć,"),
    },
    formal=r"Pan\w*|Pań\w*|[Pp]roszę|Szanown\w+|Dzień dobry",
    familiar=r"Ci|Cię|Cieb\w+|Tob\w+|Tw\w+|[Dd]aj|[Pp]isz|[Nn]apisz|[Dd]zwoń|Cześć",
    by_name=False,
)
