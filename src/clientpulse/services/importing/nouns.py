"""What only one noun knows of its values: how a text is called, which day can't come before which.

The days of a promise or a mistake are held to the order in which the commands allow them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from clientpulse.cadence.channel import reaches
from clientpulse.cadence.rule_book import RULES
from clientpulse.cadence.traits import BUILT_IN
from clientpulse.dates import long_date
from clientpulse.errors import InputError
from clientpulse.quoting import quoted
from clientpulse.records import (
    Away,
    Checkup,
    Client,
    ClientRule,
    Commitment,
    Contact,
    Meeting,
    Mistake,
    Project,
    Record,
    Rest,
    Touchpoint,
    Trait,
)
from clientpulse.services import text, touchpoints
from clientpulse.services.clients.tags import unique_tags
from clientpulse.services.importing.values import Row

BUILT_IN_TRAITS = frozenset(trait.key for trait in BUILT_IN)


def _names(people: list[str]) -> list[str]:
    return [text.name(person, "person's name") for person in people]


def _answers(given: Mapping[str, str]) -> dict[str, str]:
    answers = {text.key(trait): answer for trait, answer in given.items()}
    if len(answers) < len(given):
        raise InputError("a trait is answered twice")
    return answers


FIELDS: Mapping[tuple[type[Record], str], Callable[[Any], Any]] = {
    (Client, "tags"): unique_tags,
    (Touchpoint, "attendees"): _names,
    (Checkup, "answers"): _answers,
    (Commitment, "what"): str,  # checked when it is known who owes it
}
"""How a field is read where its kind doesn't tell."""


def _client(row: Row) -> None:
    if row["paused_until"] is not None and row["paused_on"] is None:
        raise InputError("paused_until needs paused_on")


def _contact(row: Row) -> None:
    row["created_at"] = row["created_at"] or datetime.now(UTC)


def _meeting(row: Row) -> None:
    if row["touchpoint_id"] is not None and row["state"] != "held":
        raise InputError("a meeting that became a touchpoint has the state held")


def _touchpoint(row: Row) -> None:
    channel, direction = row["channel"], row["direction"]
    row["reaching"] = reaches(channel, direction)
    if row["minutes"] is not None:
        touchpoints.minutes(row["minutes"])
    touchpoints.check_purpose(row.get("purpose"), channel, direction)


def _project(row: Row) -> None:
    _in_order(("it was started", row["started_on"]), ("it was finished", row["finished_on"]))


def _commitment(row: Row) -> None:
    text.needed(row["what"], "promise" if row["owed_by"] == "us" else "ask")
    if row["done_on"] is not None and row["dropped_on"] is not None:
        raise InputError("what is done can't be dropped as well")
    _in_order(("it was made", row["made_on"]), ("it was done", row["done_on"]))
    _in_order(("it was made", row["made_on"]), ("it was dropped", row["dropped_on"]))


def _mistake(row: Row) -> None:
    if row["fixed_on"] is not None and row["told_on"] is None:
        raise InputError("fixed_on needs told_on")
    began = ("it happened", row["happened_on"])
    if row["happened_on"] is None:
        began = ("it was written down", row["entered_on"])
    _in_order(began, ("it was told", row["told_on"]), ("it was fixed", row["fixed_on"]))
    _in_order(began, ("it is to be fixed", row["fix_by"]))


def _trait(row: Row) -> None:
    if row["key"] in BUILT_IN_TRAITS:
        raise InputError(f"the trait {row['key']} is built in")


def _rule(row: Row) -> None:
    name = row["rule"]
    if name not in RULES:
        raise InputError(f"there is no rule {quoted(name)}")
    if row["interval"] != "none" and not RULES[name].adjustable:
        raise InputError(f"the rule {name} has no interval, it can only be none")


def _away(row: Row) -> None:
    _in_order(("they start", row["starts_on"]), ("they end", row["ends_on"]))


def _rest(row: Row) -> None:
    if row["ends_on"] is not None and row["ends_on"] <= row["starts_on"]:
        raise InputError(f"it ends on {row['ends_on']}, and begins on {row['starts_on']}")


CHECKS: Mapping[type[Record], Callable[[Row], None]] = {
    Client: _client,
    Contact: _contact,
    Meeting: _meeting,
    Touchpoint: _touchpoint,
    Project: _project,
    Commitment: _commitment,
    Mistake: _mistake,
    Trait: _trait,
    ClientRule: _rule,
    Away: _away,
    Rest: _rest,
}
"""What refuses a row whose values don't go together, and fills in what follows from them."""


def _in_order(*steps: tuple[str, date | None]) -> None:
    """Refuse what would have come before what has to be first."""
    before: tuple[str, date] | None = None
    for what, on in steps:
        if on is None:
            continue
        if before is not None and on < before[1]:
            raise InputError(
                f"{what} on {long_date(on)}, before {before[0]} on {long_date(before[1])}"
            )
        before = (what, on)
