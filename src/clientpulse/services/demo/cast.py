"""Who appears in the demo, and what is said: made-up people with believable habits."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """A made-up contact."""

    name: str
    role: str = ""
    email: str = ""
    phone: str = ""
    birthday: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Character:
    """A made-up client and how it goes with it.

    Attributes:
        silent_for: Days since the client last heard from us; None for never.
        met_before: Days since the last meeting; None for never.
        slips: The share of updates that came too late.
        booked_in: Days until the next booked meeting; less than 0 is past and was not logged.
        writes: Written in a row at the end, without a call.
        answers: The share of our messages that they answer.
    """

    name: str
    meet: str | None
    people: tuple[Person, ...]
    tags: tuple[str, ...]
    owner: str
    silent_for: int | None
    met_before: int | None = None
    update: str | None = None
    prefers: str | None = None
    note: str | None = None
    slips: float = 0.1
    booked_in: tuple[int, ...] = ()
    writes: int = 1
    answers: float = 0.3
    mood: int = 1
    since: int = 605


CHARACTERS = (
    Character(
        "Harbour Lights Dental",
        "3m",
        (
            Person(
                "Dr. Lena Voss",
                "owner",
                "lena@harbourlights.example",
                "+44 20 7946 0101",
                "1974-05-16",
                "runs half marathons",
            ),
            Person("Tom Reeve", "office", "tom@harbourlights.example"),
        ),
        ("health", "key"),
        "sam",
        47,
        61,
        prefers="call",
        slips=0.3,
        writes=4,
        answers=0.4,
        note="Likes figures on one page. Never on Wednesdays.",
    ),
    Character(
        "Bakers & Sons",
        "1m",
        (
            Person(
                "Ruth Baker",
                "managing partner",
                "ruth@bakers.example",
                "+44 161 496 0102",
                "--11-30",
            ),
        ),
        ("retail",),
        "sam",
        4,
        25,
        booked_in=(0,),
        slips=0.02,
        mood=2,
    ),
    Character(
        "Solveig Design Studio",
        "1m",
        (Person("Solveig Dahl", "founder", "solveig@dahl.example", "+47 22 55 01 03"),),
        ("creative",),
        "kim",
        17,
        40,
        booked_in=(12,),
        slips=0.35,
        writes=3,
        answers=0.2,
        mood=-1,
        note="Prefers short messages.",
    ),
    Character(
        "Orchard Lane School",
        "3m",
        (Person("Amina Yusuf", "bursar", "amina@orchard.example", "+44 117 496 0104"),),
        ("education",),
        "kim",
        8,
        84,
        slips=0.1,
    ),
    Character(
        "Kestrel Logistics",
        "6w",
        (
            Person("Marek Nowak", "finance", "marek@kestrel.example", "+48 22 555 01 05"),
            Person("Iza Nowak", "owner"),
        ),
        ("transport", "key"),
        "sam",
        3,
        20,
        booked_in=(25,),
        slips=0.05,
        mood=2,
    ),
    Character(
        "Fernhill Care Homes",
        "3m",
        (Person("Grace Obi", "director", "grace@fernhill.example", "+44 113 496 0106"),),
        ("health",),
        "kim",
        6,
        30,
        booked_in=(-3,),
        prefers="call",
        slips=0.15,
    ),
    Character(
        "Tidewater Boats",
        "6m",
        (Person("Per Lind", "owner", "per@tidewater.example"),),
        ("seasonal",),
        "sam",
        29,
        150,
        slips=0.2,
        prefers="email",
    ),
    Character(
        "Mistral Wines",
        "1m",
        (Person("Chloé Martin", "buyer", "chloe@mistral.example", "+33 4 55 01 08"),),
        ("retail", "food"),
        "kim",
        1,
        9,
        booked_in=(21,),
        slips=0.0,
        mood=2,
        answers=0.6,
    ),
    Character(
        "Northgate Housing",
        "3m",
        (Person("David Amos", "chief executive", "david@northgate.example", "+44 191 496 0109"),),
        ("public", "key"),
        "sam",
        26,
        58,
        update="2w",
        slips=0.25,
        note="Wants a note every fortnight, agreed in the spring.",
    ),
    Character(
        "Pixel & Loom",
        "2w",
        (Person("Yuki Tanaka", "founder", "yuki@pixelloom.example"),),
        ("creative",),
        "kim",
        10,
        10,
        slips=0.05,
        prefers="video",
        booked_in=(4,),
    ),
    Character(
        "Almond Tree Café",
        "3m",
        (Person("Sofia Reyes", "owner", "", "+34 93 555 01 11"),),
        ("food",),
        "kim",
        12,
        50,
        slips=0.1,
        prefers="message",
    ),
    Character(
        "Old Mill Brewery",
        "1y",
        (Person("Jan de Wit", "owner", "jan@oldmill.example"),),
        ("food", "seasonal"),
        "sam",
        20,
        200,
        slips=0.1,
    ),
    Character(
        "Blue Door Estate",
        "3m",
        (Person("Helen Marsh", "partner", "helen@bluedoor.example"),),
        ("property",),
        "sam",
        70,
        120,
        slips=0.2,
    ),
    Character(
        "Cedar Legal",
        None,
        (Person("Omar Haddad", "partner", "omar@cedar.example"),),
        ("referrals",),
        "kim",
        90,
        None,
        update="none",
        note="Sends us clients; nothing agreed.",
    ),
    Character(
        "Lumen Robotics",
        "3m",
        (
            Person(
                "Priya Rao", "chief operating officer", "priya@lumen.example", "+91 80 5555 0115"
            ),
        ),
        ("new", "key"),
        "sam",
        None,
        since=24,
        note="Signed three weeks ago. First impressions count.",
    ),
)

NEWS = (
    "Sent the figures for last month, all in order",
    "Short note on the new allowance and what it means for them",
    "Nothing new this time; reminded them of the next meeting",
    "The office confirmed our filing; no reply needed",
    "Asked how the new colleague is settling in",
    "Explained the change in the payroll calendar",
    "Update on the grant: still with the committee",
)
TALKS = (
    "Talked about cash flow until spring",
    "They worry about the rent; promised a comparison",
    "Good mood, the new line sells well",
    "Payroll question, settled on the phone",
    "Asked for our opinion on leasing a van",
    "Went through the open invoices together",
)
REVIEWS = (
    "Review: numbers, staff, plans for the next period",
    "Went through the accounts; agreed three next steps",
    "Talked about risks and what we can take off their desk",
)
ANSWERS = ("Thanks!", "Got it, thank you", "Can we talk next week?", "Forwarded to our board")
