"""German."""

from tests.unit.spoken_table import Spoken

SPOKEN = Spoken(
    says={
        "update": (
            *("nichts Neues", "um 05:00 Uhr (Ortszeit New York) bei Ihnen."),
            *("budget", "von uns: the tax estimate", "von Ihnen: the lease", "Payroll"),
        ),
        "agenda": ("budget", "staff", "Ihre Fragen", "Donnerstag, 3. Dezember", "bei Ihnen"),
        "recap": ("the invoices come monthly", "Freitag, 27. November", "the payroll files"),
        "feedback": ("New website", "Dienstag, 17. November", "0 bis 10", "zufrieden sind Sie"),
        "chase": ("fällig am Mittwoch, 18. November", "bis Mittwoch, 25. November"),
        "apology": ("tut mir leid", "the wrong invoice.", "on its way", "second person"),
        "follow-up": ("arbeiten wir", "the tax estimate", "fehlt uns", "the payroll files"),
        "greeting": ("heute", "alles Gute"),
    },
    on_track="alles nach Plan",
    unbooked="noch nicht fest",
    of_meetings=("Termin", "Tage", "Agenda", "Wann"),
    agreed="vereinbart",
    to_come="wünsche Ihnen alles Gute für Montag, 23. November.",
    past="am Donnerstag, 19. November, ist alles gut verlaufen.",
    next_year="am Dienstag, 5. Januar 2027, um 09:30 Uhr.",
    places={
        "their office": "um 09:30 Uhr bei Ihnen.",
        "ours": "um 09:30 Uhr bei uns.",
        "Telefon (035 12)": "um 09:30 Uhr am Telefon (035 12).",
        "über Zoom": "um 09:30 Uhr online (Zoom).",
        "Café Central": "um 09:30 Uhr, Café Central.",
    },
    greets={
        "": ("Guten Tag,", "Hallo,"),
        "Lena Voss": ("Guten Tag Lena Voss,", "Hallo Lena,"),
        "Dr. Lena Voss": ("Guten Tag Dr. Lena Voss,", "Hallo Lena,"),
        "Frau Dr. Lena Voss": ("Sehr geehrte Frau Dr. Voss,", "Hallo Lena,"),
        "Herrn Prof. Dr. Jan von der Heide": (
            "Sehr geehrter Herr Prof. Dr. von der Heide,",
            "Hallo Jan,",
        ),
        "Mr John Smith": ("Sehr geehrter Herr Smith,", "Hallo John,"),
        "Familie Voss": ("Guten Tag Familie Voss,", "Hallo,"),
        "Mrs Field": ("Sehr geehrte Frau Field,", "Hallo,"),
        "Herr Jan Peter Voss": ("Sehr geehrter Herr Jan Peter Voss,", "Hallo Jan,"),
    },
    formal="Sie|Ihnen|Ihre?[nmrs]?",
    familiar="[Dd]u|[Dd]i(?:r|ch)|[Dd]eine?[nmrs]?",
)
