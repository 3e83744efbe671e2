"""Italian."""

from tests.unit.spoken_table import Spoken

SPOKEN = Spoken(
    says={
        "update": (
            *("non ci sono novità", "giovedì 3 dicembre alle 5:00 (ora di New York), presso di"),
            *("budget", "nostra: the tax estimate", "da parte Sua: the lease", "Payroll"),
        ),
        "agenda": ("budget", "staff", "le Sue domande", "giovedì 3 dicembre", "presso di voi"),
        "recap": ("the invoices come monthly", "venerdì 27 novembre", "the payroll files"),
        "feedback": ("New website", "martedì 17 novembre", "0 a 10", "come si trova"),
        "chase": ("era per mercoledì 18 novembre", "the lease", "entro mercoledì 25 novembre"),
        "apology": ("mi dispiace", "the wrong invoice.", "on its way", "second person"),
        "follow-up": ("lavorando", "the tax estimate", "aspettiamo", "the payroll files"),
        "greeting": ("oggi", "ogni bene"),
    },
    on_track="tutto procede come previsto",
    unbooked="non è ancora fissato",
    of_meetings=("fissato", "giorni", "incontro", "agenda"),
    agreed="concordato",
    to_come="Le auguro ogni bene per lunedì 23 novembre.",
    past="spero che giovedì 19 novembre sia andato tutto bene.",
    next_year="martedì 5 gennaio 2027 alle 9:30.",
    places={
        "their office": "alle 9:30, presso di voi.",
        "da noi": "alle 9:30, presso di noi.",
        "telefono": "alle 9:30, al telefono.",
        "su Teams": "alle 9:30, online (Teams).",
        "12 High St.": "alle 9:30, 12 High St.",
        "Via Roma 5": "alle 9:30, Via Roma 5.",
    },
    greets={
        "": ("Buongiorno,", "Ciao,"),
        "Anna Rossi": ("Gentile Anna Rossi,", "Ciao Anna,"),
        "Dott.ssa Anna Rossi": ("Gentile dott.ssa Rossi,", "Ciao Anna,"),
        "Ing. Rossi": ("Gentile ing. Rossi,", "Ciao,"),
        "Frau Dr. Lena Voss": ("Gentile dott.ssa Voss,", "Ciao Lena,"),
        "Sig.ra Rossi": ("Gentile signora Rossi,", "Ciao,"),
        "Mr Tom Field": ("Gentile signor Field,", "Ciao Tom,"),
    },
    formal=(
        r"Lei|Le|La|Su[aoe]|Suoi|\w+L[ae]|gliel\w*|[Mm]e lo \w+|[Mm]i (?:scriva|chiami)"
        r"|vorrebbe|non deve|ha|trova|vede|[Pp]ensa|preferisce"
    ),
    familiar=(
        r"[Tt]u|[Tt]e|[Tt]i|tu[aoe]|tuoi|hai|devi|vorresti|[Pp]ensi|preferisci|vedi|trovi"
        r"|[Ff]ammelo|dimmelo|[Ss]crivimi|\w+(?:ar|ir)ti"
    ),
)
