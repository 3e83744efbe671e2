"""French: a blank that doesn't break stands before ``: ; ? !`` and within a time."""

from tests.unit.spoken_table import Spoken

_AT = "à 9\xa0h\xa030"

SPOKEN = Spoken(
    says={
        "update": (
            "pas de nouveauté",
            "le jeudi 3 décembre à 5\xa0h (heure de New York), dans vos bureaux.",
            *("budget", "de notre côté\xa0: the tax estimate", "côté\xa0: the lease", "Payroll"),
        ),
        "agenda": ("budget", "staff", "vos questions", "du jeudi 3 décembre", "vos bureaux"),
        "recap": ("the invoices come monthly", "pour le vendredi 27 novembre", "payroll files"),
        "feedback": ("New website", "le mardi 17 novembre", "0 à 10", "qu'en pensez-vous\xa0?"),
        "chase": (
            "c'était pour le mercredi 18 novembre",
            *("the lease", "d'ici le mercredi 25 novembre", "rappel du jeudi 19 novembre"),
        ),
        "apology": ("excuses", "the wrong invoice.", "on its way", "second person", "free."),
        "follow-up": ("en cours", "the tax estimate", "nous attendons", "the payroll files"),
        "greeting": ("aujourd'hui", "au mieux"),
    },
    on_track="tout avance comme prévu",
    unbooked="pas encore fixé",
    of_meetings=("pas encore fixé", "jours", "dates", "ordre du jour"),
    agreed="décidé",
    to_come="Je penserai à vous le lundi 23 novembre,",
    past="tout s'est bien passé le jeudi 19 novembre.",
    next_year="le mardi 5 janvier 2027 à 9\xa0h\xa030.",
    places={
        "their office": f"{_AT}, dans vos bureaux.",
        "chez eux, 2e étage": f"{_AT}, dans vos bureaux (2e étage).",
        "leurs bureaux": f"{_AT}, dans vos bureaux.",
        "par téléphone": f"{_AT}, par téléphone.",
        "nos bureaux": f"{_AT}, dans nos bureaux.",
        "téléphone": f"{_AT}, par téléphone.",
        "phone +33 4 72 00 00 00": f"{_AT}, par téléphone (+33 4 72 00 00 00).",
        "visio": f"{_AT}, en visio.",
        "teams": f"{_AT}, en visio (Teams).",
        "5 rue de la Ré": f"{_AT}, 5 rue de la Ré.",
    },
    greets={
        "": ("Bonjour,", "Bonjour,"),
        "Service facturation": ("Bonjour,", "Bonjour,"),
        "info@durand.example": ("Bonjour,", "Bonjour,"),
        "Claire Durand": ("Bonjour Claire Durand,", "Bonjour Claire,"),
        "Durand, Claire": ("Bonjour Claire Durand,", "Bonjour Claire,"),
        "Mme Claire Durand": ("Bonjour Madame Durand,", "Bonjour Claire,"),
        "Madame Durand": ("Bonjour Madame Durand,", "Bonjour,"),
        "Ing. Rossi": ("Bonjour Ing. Rossi,", "Bonjour,"),
        "Mlle Léa Roy": ("Bonjour Madame Roy,", "Bonjour Léa,"),
        "Mrs Ann Field": ("Bonjour Madame Field,", "Bonjour Ann,"),
        "M. Jean de La Fontaine": ("Bonjour Monsieur de La Fontaine,", "Bonjour Jean,"),
        "M. Le Goff": ("Bonjour Monsieur Le Goff,", "Bonjour,"),
        "M. Jean Le Goff": ("Bonjour Monsieur Le Goff,", "Bonjour Jean,"),
        "Me Claire Durand": ("Bonjour Maître Durand,", "Bonjour Claire,"),
        "Dr. Paul Martin": ("Bonjour Docteur Martin,", "Bonjour Paul,"),
        "Mme Dr Paule Martin": ("Bonjour Docteur Martin,", "Bonjour Paule,"),
        "Pr Anne Lévy": ("Bonjour Professeur Lévy,", "Bonjour Anne,"),
        "Prof. Dr. Lena Voss": ("Bonjour Professeur Voss,", "Bonjour Lena,"),
        "Ing. Luis Soto": ("Bonjour Luis Soto,", "Bonjour Luis,"),
        "Anne-Lise Petit Dubois": ("Bonjour Anne-Lise Petit Dubois,", "Bonjour Anne-Lise,"),
    },
    # Several people have an office, also for whom one of them is "tu".
    formal=r"(?<!rendez-)[Vv]ous|[Vv]otre|[Vv]os(?! bureaux)|(?!rendez)\w+ez|[Dd]ites",
    familiar=r"[Tt]u|[Tt]e|[Tt]oi|[Tt]on|[Tt]a|[Tt]es|[Tt]'\w+|[Dd]is|[Rr]éponds|[Dd]onne|[Pp]eux",
)
