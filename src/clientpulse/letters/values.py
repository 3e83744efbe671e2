"""What a letter is about, and the plain values that a template gets of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from clientpulse.cadence.moments import Ref
from clientpulse.letters import names, places, words
from clientpulse.letters.cleaning import one_line, several_lines
from clientpulse.records import (
    Commitment,
    Contact,
    Meeting,
    Mistake,
    Reminder,
    Service,
    Touchpoint,
)
from clientpulse.records.commitments import US

SHORT, FAMILIAR = "short", "familiar"
CHASE = "chase"

# What a subject has room for, in characters.
LONGEST_NEWS, LONGEST_ASK = 55, 40

_ABBREVIATED = frozenset(
    ("etc.", "usw.", "ecc.", "itd.", "itp.", "enz.", "inc.", "ltd.", "co.", "corp.", "no.", "nr.")
)

InWords = Callable[[date | None], str | None]
"""Writes a day in the language of the letter; None stays None."""


@dataclass(frozen=True, slots=True)
class Project:
    """A finished piece of work; ``held`` when it is time to ask how the result held up."""

    name: str
    finished_on: date | None = None
    held: bool = False
    id: int = 0


@dataclass(frozen=True, slots=True)
class Chased:
    """How often they were reminded already of what they owe, and when for the first time."""

    first_on: date
    times: int


@dataclass(frozen=True, slots=True)
class Occasion:
    """A birthday, or another day that means something to them.

    Attributes:
        person: The contact whose day it is, where that is known.
        reminder: What it was noted in, for whoever writes alone; None of a birthday.
    """

    on: date
    birthday: bool = False
    person: Contact | None = None
    reminder: Reminder | None = None

    @property
    def ref(self) -> Ref | None:
        """What it is called where it is marked done."""
        if self.reminder is not None:
            return Ref(self.reminder.id)
        return None if self.person is None else Ref(self.person.id, birthday=True)


@dataclass(frozen=True, slots=True)
class Letter:
    """All that a letter may be about.

    Attributes:
        length: ``short`` or ``long``; None is long.
        language: The client's; None is English.
        address: ``formal`` or ``familiar``; None is formal.
        timezone: The client's; None is ours.
        meets: Whether meetings were agreed with them.
        agenda: All that the next meeting is about, a text each.
        points: Of these what was noted, without what both sides owe.
        on_track: Nothing says that anything goes wrong.
    """

    kind: str
    today: date
    client: str
    contact: str | None = None
    sender: str | None = None
    length: str | None = None
    language: str | None = None
    address: str | None = None
    timezone: str | None = None
    news: tuple[str, ...] = ()
    meets: bool = True
    meeting: Meeting | None = None
    agenda: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    on_track: bool = False
    service: Service | None = None
    promises: tuple[Commitment, ...] = ()
    asks: tuple[Commitment, ...] = ()
    answer_by: date | None = None
    chased: Chased | None = None
    conversation: Touchpoint | None = None
    project: Project | None = None
    mistake: Mistake | None = None
    occasion: Occasion | None = None


def plain(letter: Letter, language: str) -> dict[str, Any]:
    """Return a letter's values under the names of `kinds.NAMES`, dates in words.

    Args:
        language: The one that the template is written in.
    """

    def day(value: date | None) -> str | None:
        return None if value is None else words.day(value, letter.today, language)

    def owed(each: Commitment) -> dict[str, Any]:
        late = each.due_on is not None and each.due_on < letter.today
        # How late we are is nothing that a letter shows.
        by = None if late and each.owed_by == US else day(each.due_on)
        return {"what": _unended(several_lines(each.what)), "by": by, "late": late}

    short = letter.length == SHORT
    name = names.parse(one_line(letter.contact or ""), language)
    return {
        "client": {
            "name": one_line(letter.client),
            "contact": name.whole,
            "first_name": name.addressed,
            "title": name.title,
            "courtesy": name.courtesy,
            "gender": name.gender,
            "given_name": name.given,
            "family_name": name.family,
            "plain_name": name.plain,
        },
        "formal": letter.address != FAMILIAR,
        "familiar": letter.address == FAMILIAR,
        "sender": {"name": one_line(letter.sender or "")},
        "today": day(letter.today),
        "month": words.month(letter.today, language),
        "long": not short,
        "short": short,
        "news": [several_lines(one) for one in letter.news],
        "headline": _headline(letter),
        "on_track": letter.on_track,
        "meets": letter.meets,
        "meeting": _meeting(letter, language),
        "agenda": [several_lines(one) for one in letter.agenda],
        "points": [several_lines(one) for one in letter.points],
        "service": letter.service and _service(letter.service),
        "promises": [owed(one) for one in letter.promises],
        "asks": [owed(one) for one in letter.asks],
        "answer_by": day(letter.answer_by),
        "chased": letter.chased and _chased(letter.chased, day),
        "conversation": letter.conversation and _conversation(letter.conversation, day),
        "project": letter.project and _project(letter.project, day),
        "mistake": letter.mistake and _mistake(letter.mistake, day),
        "occasion": letter.occasion and _occasion(letter.occasion, letter.today, day),
    }


def _headline(letter: Letter) -> str | None:
    """Return what the subject can say: the first of the news, or the one thing to chase."""
    if letter.kind == CHASE:
        told, longest = letter.asks[0].what if len(letter.asks) == 1 else "", LONGEST_ASK
    else:
        told, longest = _capital(letter.news[0]) if letter.news else "", LONGEST_NEWS
    told = several_lines(told).rstrip(".!… ")
    return told if "\n" not in told and 0 < len(told) <= longest else None


def _capital(text: str) -> str:
    """Begin a sentence with a capital; ``iPhone`` is written as it is."""
    first = text.partition(" ")[0]
    return text[:1].upper() + text[1:] if first.islower() else text


def _unended(text: str) -> str:
    """Take a sentence's full stop away, since a day may follow in brackets; ``etc.`` keeps it."""
    last = text.rpartition(" ")[2]
    whole = text.endswith(".") and text.count(".") == 1 and last.casefold() not in _ABBREVIATED
    return text[:-1] if whole else text


def _meeting(letter: Letter, language: str) -> dict[str, Any] | None:
    meeting = letter.meeting
    if meeting is None:
        return None
    on, at, zone = meeting.planned_on, None, None
    if meeting.planned_time is not None:
        planned = time.fromisoformat(meeting.planned_time)
        on, at, zone = words.abroad(on, planned, letter.timezone, language)
    place = one_line(meeting.place or "")
    # A lone question mark says as little as nothing.
    place = place if any(map(str.isalnum, place)) else ""
    known = places.parse(place)
    return {
        "day": words.day(on, letter.today, language),
        "time": None if at is None else words.time_of_day(at, language),
        "zone": zone,
        "place": place or None,
        "at": known.at,
        "more": known.more,
    }


def _service(service: Service) -> dict[str, Any]:
    name, told = one_line(service.name), one_line(service.sentence)
    return {"name": _capital(name), "sentence": _capital(told)}


def _conversation(spoken: Touchpoint, day: InWords) -> dict[str, Any]:
    """Tell what was agreed; the note stays with whoever writes."""
    return {"day": day(spoken.occurred_on), "agreed": [several_lines(one) for one in spoken.agreed]}


def _chased(chased: Chased, day: InWords) -> dict[str, Any]:
    return {"day": day(chased.first_on), "times": chased.times}


def _project(project: Project, day: InWords) -> dict[str, Any]:
    return {
        "name": one_line(project.name),
        "day": day(project.finished_on),
        "held": project.held,
    }


def _occasion(occasion: Occasion, today: date, day: InWords) -> dict[str, Any]:
    """Tell which day it is; what a reminder says stays with whoever writes."""
    return {
        "day": day(occasion.on),
        "birthday": occasion.birthday,
        "today": occasion.on == today,
        "past": occasion.on < today,
    }


def _mistake(mistake: Mistake, day: InWords) -> dict[str, Any]:
    texts = {
        name: several_lines(getattr(mistake, name) or "") or None
        for name in ("what", "why", "fix", "prevent", "offer")
    }
    return {**texts, "day": day(mistake.happened_on)}
