"""What goes on between the demo's people: promises, a mistake, a trip, a finished project.

All days are counted from today: ``-3`` is three days ago, ``4`` lies four days ahead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ways:
    """How a made-up client works."""

    client: str
    timezone: str | None = None
    hours: str | None = None
    message_length: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Owed:
    """A promise of ours or something a client owes us.

    Attributes:
        made: The day it was agreed.
        due: Its day; None for none.
        done: The day it was done; None while it is open.
    """

    client: str
    owed_by: str
    what: str
    made: int
    due: int | None = None
    done: int | None = None


@dataclass(frozen=True, slots=True)
class Wrong:
    """A mistake of ours, and how far we are with it."""

    client: str
    what: str
    entered: int
    why: str | None = None
    fix: str | None = None
    prevent: str | None = None
    offer: str | None = None
    told: int | None = None
    fixed: int | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """What a client said about our work."""

    client: str
    on: int
    what: str
    score: int | None = None
    project: str | None = None


WAYS = (
    Ways("Harbour Lights Dental", "Europe/London", "mon,tue,thu,fri 08:30-16:00", "short"),
    Ways("Solveig Design Studio", "Europe/Oslo", None, "short"),
    Ways("Kestrel Logistics", "Europe/Warsaw", "mon-fri 07:00-15:00"),
    Ways("Pixel & Loom", "Asia/Tokyo", "mon-fri 10:00-18:00", "long"),
    Ways("Lumen Robotics", "Asia/Kolkata", "mon-fri 09:30-18:30"),
    Ways("Northgate Housing", "Europe/London", "mon-fri 09:00-17:00", "long"),
    Ways("Almond Tree Café", "Europe/Madrid", None, "short"),
)

OWED = (
    Owed("Harbour Lights Dental", "us", "a comparison of the two rents", -60, -52, -53),
    Owed("Harbour Lights Dental", "us", "the forecast on one page", -12, -1),
    Owed("Harbour Lights Dental", "client", "the lease of the second surgery", -12, 10),
    Owed("Mistral Wines", "us", "figures for the tasting room", -9, 4),
    Owed("Kestrel Logistics", "us", "a second opinion on the van lease", -20, -6, -8),
    Owed("Kestrel Logistics", "client", "mileage of the new vans", -20, -2, -3),
    Owed("Solveig Design Studio", "client", "travel receipts of last month", -17, -4),
    Owed("Almond Tree Café", "client", "the new supplier's contract", -12, None),
    Owed("Orchard Lane School", "us", "names of two auditors", -84, -70, -71),
    Owed("Fernhill Care Homes", "us", "a plan for the new wage rates", -30, -10, -9),
    Owed("Bakers & Sons", "us", "a budget for the second shop", -25, 9),
)

WRONG = (
    Wrong(
        "Northgate Housing",
        "the October return went out with last year's rates",
        -1,
        why="an old template was still in use",
        fix="a corrected return is ready to be filed",
        prevent="the template is gone; a second pair of eyes reads each return",
        offer="this month's bookkeeping at no charge",
    ),
    Wrong(
        "Fernhill Care Homes",
        "a wage slip went to the wrong person",
        -5,
        why="two people of the same name",
        fix="both slips are sent anew, each to the right person",
        prevent="slips carry the staff number",
        told=-4,
    ),
    Wrong(
        "Kestrel Logistics",
        "two invoices were booked twice",
        -32,
        why="the import ran twice",
        fix="both entries are reversed",
        prevent="the import refuses what it has seen",
        told=-31,
        fixed=-15,
    ),
)

MOMENTS = (
    ("Mistral Wines", 4, "ask how the harvest trip to Alsace was", "Chloé Martin", False),
    ("Old Mill Brewery", 20, "the brewery opened on this day", "Jan de Wit", True),
    ("Lumen Robotics", 0, "the talk at the robotics fair", "Priya Rao", False),
)

PROJECTS = (
    ("Solveig Design Studio", "New price list", -75, -6),
    ("Fernhill Care Homes", "Payroll for the third home", -200, -90),
    ("Bakers & Sons", "Second shop", -25, None),
)

FEEDBACK = (
    Heard("Harbour Lights Dental", -61, "Happy, but would like to hear from us more often", 7),
    Heard("Bakers & Sons", -88, "Ruth says she sleeps better since we do the books", 10),
    Heard("Solveig Design Studio", -120, "Clear answers; sometimes late", 6),
    Heard("Orchard Lane School", -84, "The board likes the short reports", 8),
    Heard("Kestrel Logistics", -20, "Quick and honest, also about the invoices", 9),
    Heard(
        "Fernhill Care Homes",
        -84,
        "Payroll runs without a hitch",
        9,
        "Payroll for the third home",
    ),
    Heard("Fernhill Care Homes", -58, "Still good; one question a month", 9, "Payroll for the"),
    Heard("Mistral Wines", -40, "Would recommend us to any wine merchant", 10),
    Heard("Northgate Housing", -58, "Wants the notes every fortnight to go on", 8),
    Heard("Pixel & Loom", -31, "Likes that we call instead of writing", 9),
    Heard("Almond Tree Café", -50, "Easy to reach, easy to understand", 9),
    Heard("Old Mill Brewery", -215, "All fine", 8),
    Heard("Tidewater Boats", -150, "Glad that we leave them alone in summer", 9),
    Heard("Blue Door Estate", -120, "Nothing to complain about", 7),
)

SERVICES = (
    ("Cash flow forecast", "We look twelve months ahead, so that no bill comes as a surprise."),
    ("Payroll", "We take wages and their paperwork off your desk."),
    ("Grant applications", "We find grants that fit and write the application with you."),
)

MENTIONS = (
    ("Harbour Lights Dental", "Cash flow forecast", -130),
    ("Harbour Lights Dental", "Payroll", -47),
    ("Bakers & Sons", "Grant applications", -25),
    ("Fernhill Care Homes", "Cash flow forecast", -37),
)

ALL_IS_WELL: Mapping[str, str] = {
    "communication": "yes",
    "shared-knowledge": "yes",
    "expectations": "yes",
    "opinions-shared": "partly",
    "positive-attitude": "yes",
    "poor-communication": "no",
    "opinions-withheld": "no",
    "knowledge-kept": "no",
    "bad-manners": "no",
    "debates-without-solution": "no",
    "no-planning": "partly",
    "negative-attitude": "no",
    "no-data-shared": "no",
}

CHECKUPS: tuple[tuple[str, int, Mapping[str, str]], ...] = (
    ("Harbour Lights Dental", -70, {"communication": "partly", "poor-communication": "partly"}),
    ("Bakers & Sons", -100, {}),
    ("Solveig Design Studio", -45, {"opinions-withheld": "yes", "positive-attitude": "no"}),
    ("Orchard Lane School", -120, {}),
    ("Kestrel Logistics", -20, {}),
    ("Fernhill Care Homes", -183, {"no-planning": "no"}),
    ("Tidewater Boats", -150, {}),
    ("Mistral Wines", -40, {}),
    ("Northgate Housing", -58, {"no-data-shared": "partly"}),
    ("Pixel & Loom", -31, {}),
    ("Almond Tree Café", -50, {"no-data-shared": "yes"}),
    ("Old Mill Brewery", -110, {}),
    ("Blue Door Estate", -120, {"communication": "partly"}),
)

POINTS = (
    ("Bakers & Sons", "the lease of the second shop"),
    ("Kestrel Logistics", "whether to buy or lease from next year"),
    ("Pixel & Loom", "who signs while Yuki is away"),
)

LEFT_ALONE = ("Cedar Legal", ("feedback", "checkup"))
"""A client with whom some rules are off."""
