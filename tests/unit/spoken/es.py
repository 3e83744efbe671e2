"""Spanish."""

from tests.unit.spoken_table import Spoken

SPOKEN = Spoken(
    says={
        "update": (
            "no hay novedades",
            "el jueves 3 de diciembre a las 5:00 (hora de Nueva York), en sus oficinas.",
            *("budget", "por nuestra parte: the tax estimate", "parte: the lease", "Payroll"),
        ),
        "agenda": ("budget", "staff", "sus preguntas", "del jueves 3 de diciembre", "oficinas"),
        "recap": ("the invoices come monthly", "para el viernes 27 de noviembre", "payroll files"),
        "feedback": ("New website", "el martes 17 de noviembre", "0 al 10", "le ha parecido?"),
        "chase": (
            "era para el miércoles 18 de noviembre",
            *("the lease", "para el miércoles 25 de noviembre", "del jueves 19 de noviembre"),
        ),
        "apology": ("disculpas", "the wrong invoice.", "on its way", "second person", "free."),
        "follow-up": ("en marcha", "the tax estimate", "pendiente", "the payroll files"),
        "greeting": ("hoy", "muy bien"),
    },
    on_track="todo va según lo previsto",
    unbooked="Aún no hemos fijado",
    of_meetings=("fijado", "Qué días", "orden del día", "reunión"),
    agreed="acordamos",
    to_come="Le deseo lo mejor para el lunes 23 de noviembre.",
    past="Espero que todo fuera bien el jueves 19 de noviembre.",
    next_year="el martes 5 de enero de 2027 a las 9:30.",
    places={
        "their office": "a las 9:30, en sus oficinas.",
        "Sus oficinas, 2.ª planta": "a las 9:30, en sus oficinas (2.ª planta).",
        "su despacho": "a las 9:30, en sus oficinas.",
        "nuestra oficina": "a las 9:30, en nuestras oficinas.",
        "teléfono": "a las 9:30, por teléfono.",
        "phone +34 91 000 00 00": "a las 9:30, por teléfono (+34 91 000 00 00).",
        "videollamada": "a las 9:30, por videollamada.",
        "teams": "a las 9:30, por videollamada (Teams).",
        "Calle Mayor 5": "a las 9:30, Calle Mayor 5.",
    },
    greets={
        "": ("Buenos días:", "Hola, buenos días:"),
        "Juan Carlos García": ("Buenos días, Juan Carlos García:", "Hola, Juan:"),
        "García Márquez, Ana": ("Buenos días, Ana García Márquez:", "Hola, Ana:"),
        "Sra. García Márquez": ("Estimada Sra. García Márquez:", "Hola, García:"),
        "Señora Ana García": ("Estimada Sra. Ana García:", "Hola, Ana:"),
        "Sr. De la Fuente Ruiz": ("Estimado Sr. De la Fuente Ruiz:", "Hola, buenos días:"),
        "Mrs Ann Field": ("Estimada Sra. Ann Field:", "Hola, Ann:"),
        "Dr. Pérez": ("Estimado Dr. Pérez:", "Hola, buenos días:"),
        "Sra. Dra. Ana Pérez": ("Estimada Dra. Ana Pérez:", "Hola, Ana:"),
        "Lic. Marta Ruiz": ("Buenos días, Lic. Marta Ruiz:", "Hola, Marta:"),
        "Don Juan Pérez": ("Estimado don Juan Pérez:", "Hola, Juan:"),
        "Dña. Carmen": ("Estimada doña Carmen:", "Hola, buenos días:"),
    },
    formal=r"[Uu]sted|[Ss]us?|[Ll]e|\w+[aeé]rle|[Dd]ígame\w*|[Rr]esponda|[Qq]uiere|[Aa]víseme",
    familiar=r"[Tt][uú]s?|[Tt]e|[Tt]i|(?!parte)\w+[aei]rte|[Dd][íi]me\w*|[Rr]esponde|[Qq]uieres",
)
