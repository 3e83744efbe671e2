"""English."""

from tests.unit.spoken_table import Spoken

SPOKEN = Spoken(
    says={
        "update": (
            *("nothing new", "Thursday 3 December at 05:00 (New York time), at your office."),
            *("budget", "from us: the tax estimate", "from you: the lease", "Payroll"),
        ),
        "agenda": ("budget", "staff", "your questions", "Thursday 3 December", "at your office"),
        "recap": ("the invoices come monthly", "Friday 27 November", "the payroll files"),
        "feedback": ("New website", "Tuesday 17 November", "0 to 10", "are you happy with it?"),
        "chase": ("due on Wednesday 18 November", "the lease", "by Wednesday 25 November"),
        "apology": ("sorry", "the wrong invoice.", "on its way", "second person", "free."),
        "follow-up": ("working on", "the tax estimate", "waiting for", "the payroll files"),
        "greeting": ("today", "all the best"),
    },
    on_track="all on track",
    unbooked="isn't booked",
    of_meetings=("isn't booked", "days", "agenda"),
    agreed="agreed",
    to_come="I wish you all the best for Monday 23 November.",
    past="I hope all went well on Thursday 19 November.",
    next_year="Tuesday 5 January 2027 at 09:30.",
    places={
        "their office": "at 09:30, at your office.",
        "Their offices, 2nd floor": "at 09:30, at your office (2nd floor).",
        "our office": "at 09:30, at our office.",
        "phone": "at 09:30, by phone.",
        "phone +39 035 12": "at 09:30, by phone (+39 035 12).",
        "online": "at 09:30, online.",
        "teams": "at 09:30, online (Teams).",
        "https://zoom.us/j/1": "at 09:30, online (https://zoom.us/j/1).",
        "Via Roma 5": "at 09:30, Via Roma 5.",
    },
    greets={
        "": ("Hello,", "Hello,"),
        "Ann Field": ("Dear Ann,", "Hi Ann,"),
        "Field, Ann": ("Dear Ann,", "Hi Ann,"),
        "Dr. Ann Field": ("Dear Dr. Field,", "Hi Ann,"),
        "Frau Lena Voss": ("Dear Ms Voss,", "Hi Lena,"),
        "Pani mec. Kowalska": ("Dear Ms Kowalska,", "Dear Ms Kowalska,"),
        "Mrs Field": ("Dear Mrs Field,", "Dear Mrs Field,"),
    },
)
