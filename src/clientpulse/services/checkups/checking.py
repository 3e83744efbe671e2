"""Check-ups: how a relationship stands, asked trait by trait; and how that changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from clientpulse.cadence.traits import ANSWERS, USUAL_WEIGHT, YES, Trait, score
from clientpulse.dates import long_date
from clientpulse.errors import AmbiguousError, ConflictError, InputError, NotFoundError
from clientpulse.quoting import named, quoted
from clientpulse.records import Checkup, CheckupAnswer
from clientpulse.services import lookup
from clientpulse.services.checkups import traits
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.views.checkups import CheckupsView

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

# How many traits are named as what to work on.
WEAKEST = 3

_LOST = {YES: 0, "partly": 1, "no": 2}


class Question(NamedTuple):
    """A trait to ask about, and the answer of the last time."""

    trait: Trait
    last: str | None


class Checked(NamedTuple):
    """A check-up that was written down.

    Attributes:
        before: The last one before its day, if there was one.
        weakest: What to work on: traits and answers, the worst first.
    """

    checkup: Checkup
    before: Checkup | None
    weakest: tuple[tuple[Trait, str], ...]


def questions(reader: Reader, client_id: int, on: date) -> list[Question]:
    """Return what to ask: every trait that counts, with the last answer up to a day."""
    weights = queries.traits.trait_weights(reader, client_id)
    last: dict[str, str] = {}
    for one in queries.checkups.select(reader, client_id)[::-1]:
        if one.checked_on <= on:
            last.update(one.answers)
    return [
        Question(trait, last.get(trait.key))
        for trait in traits.of_client(reader, client_id)
        if weights.get(trait.key, USUAL_WEIGHT)
    ]


def answer(typed: str) -> str | None:
    """Read an answer: yes, partly, no, or the beginning of one; None where it is none of them."""
    wanted = typed.strip().lower()
    return next((one for one in ANSWERS if wanted and one.startswith(wanted)), None)


def read_answers(known: Sequence[Trait], typed: Sequence[str]) -> dict[str, str]:
    """Read answers as they are typed on the command line: ``opinions=partly``.

    Returns:
        The answers by the traits' keys.
    """
    found: dict[str, str] = {}
    for one in typed:
        name, sign, word = one.rpartition("=")
        said = answer(word)
        if not sign or said is None:
            raise InputError(
                f"{quoted(one)} isn't a trait with an answer",
                "write it as opinions-shared=yes, =partly or =no",
            )
        trait = traits.find(known, name)
        if found.get(trait.key, said) != said:
            raise InputError(
                f"{named(trait.key)} is answered twice", "give one answer about each trait"
            )
        found[trait.key] = said
    return found


def check(
    unit: UnitOfWork, today: date, client: lookup.Found, answers: Mapping[str, str], on: date
) -> Checked:
    """Write a check-up down; a second one of the same day goes into the first.

    Args:
        answers: By the traits' keys; one at least.

    Raises:
        ConflictError: Nothing that was answered counts.
    """
    check_day(on, today)
    known = traits.of_client(unit.reader, client.id)
    weights = queries.traits.trait_weights(unit.reader, client.id)
    checkup_id = queries.dependents.ids_by(unit.reader, Checkup, "checked_on", client.id).get(
        on.isoformat()
    )
    given = {} if checkup_id is None else queries.checkups.answers(unit.reader, checkup_id)
    answered = {trait: said for trait, (_, said) in given.items()} | dict(answers)
    scored = score(answered, known, weights)
    if scored is None:
        raise ConflictError(
            "nothing that was answered counts: these traits weigh 0",
            "answer about others, or weigh them: pulse trait weigh TRAIT 1",
        )
    if checkup_id is None:
        checkup_id = unit.insert(Checkup(**client.whose, checked_on=on, score=scored)).id
    else:
        unit.update_all(Checkup, [checkup_id], score=scored)
    for trait, said in answers.items():
        if trait in given:
            unit.update_all(CheckupAnswer, [given[trait][0]], answer=said)
        else:
            unit.insert(CheckupAnswer(checkup_id=checkup_id, trait=trait, answer=said))
    unit.describe(f"checked up on {client.name}")
    every = queries.checkups.select(unit.reader, client.id)
    before = (one for one in every if one.checked_on < on)
    return Checked(
        next(one for one in every if one.id == checkup_id),
        next(before, None),
        _weakest(answered, known, weights),
    )


def delete(unit: UnitOfWork, client: lookup.Found, on: date | None) -> Checkup:
    """Delete a check-up entered in error.

    Args:
        on: Its day; None where there is only one.

    Raises:
        NotFoundError: There is none, or none of that day.
        AmbiguousError: There are several, and no day was named.
    """
    known = queries.checkups.select(unit.reader, client.id)
    there = ", ".join(one.checked_on.isoformat() for one in known[: lookup.SHOWN_MATCHES])
    found = [one for one in known if on is None or one.checked_on == on]
    if not found:
        of_day = "" if on is None or not known else f" of {long_date(on)}"
        hint = f"there is one of {there}" if known else "there is nothing to delete"
        raise NotFoundError(f"there is no check-up of {client.key}{of_day}", hint)
    if len(found) > 1:
        raise AmbiguousError(
            f"{client.key} has {len(found)} check-ups",
            f"name the day of one: {there}",
        )
    (gone,) = found
    answers = queries.checkups.answers(unit.reader, gone.id).values()
    unit.delete_all(CheckupAnswer, [answer_id for answer_id, _ in answers])
    unit.delete(gone)
    unit.describe(f"deleted the check-up of {client.name} on {long_date(gone.checked_on)}")
    return gone


def check_day(on: date, today: date) -> None:
    """Refuse a check-up of a day to come."""
    if on > today:
        raise InputError(f"{long_date(on)} is in the future", "give a day up to today")


def over_time(reader: Reader, today: date, client: lookup.Found) -> CheckupsView:
    """List a client's check-ups, the newest first."""
    return CheckupsView(
        today,
        client.name,
        client.key,
        tuple(queries.checkups.select(reader, client.id)),
        {one.key: one.name for one in traits.of_client(reader, client.id)},
    )


def _weakest(
    answers: Mapping[str, str], known: Sequence[Trait], weights: Mapping[str, int]
) -> tuple[tuple[Trait, str], ...]:
    """Return the traits that cost most of the score, those that cost alike in their order."""
    costs = []
    for trait in known:
        if trait.key in answers:
            lost = _LOST[answers[trait.key]]
            cost = (lost if trait.good else 2 - lost) * weights.get(trait.key, USUAL_WEIGHT)
            if cost:
                costs.append((-cost, trait))
    costs.sort(key=lambda one: one[0])
    return tuple((trait, answers[trait.key]) for _, trait in costs[:WEAKEST])
