"""What can be meant where the number of something that isn't open or done is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from clientpulse.cadence.wording import weekday_date
from clientpulse.dates import long_date
from clientpulse.records import Feedback, ServiceMention
from clientpulse.services.open_things.kinds import Kind, OpenThing
from clientpulse.store import queries
from clientpulse.store.reader import Reader


def _feedback(reader: Reader, today: date, client_id: int) -> Iterator[OpenThing]:
    for one in queries.feedback.select(reader, client_id=client_id):
        about = weekday_date(one.given_on, today)
        about += f", about {one.project}" if one.project else ""
        yield OpenThing(str(one.id), one.what, about, _in_full(one.given_on))


def _mentions(reader: Reader, today: date, client_id: int) -> Iterator[OpenThing]:
    for one in queries.services.mentions(reader, client_id=client_id):
        about = weekday_date(one.mentioned_on, today)
        yield OpenThing(str(one.id), one.service, about, _in_full(one.mentioned_on))


def _in_full(day: date) -> str:
    return f"{long_date(day)} {day}"


FEEDBACK = Kind(
    "pieces of feedback",
    ("{name} has given no feedback yet", "write it down: pulse feedback {key} WHAT"),
    _feedback,
    {"": Feedback},
)
MENTION = Kind(
    "mentions of services",
    ("{name} hasn't heard of any service yet", "see 'pulse service list {key}'"),
    _mentions,
    {"": ServiceMention},
)
