"""From what a JSON export says of the relationship layer to rows, every value checked.

The days of a promise or a mistake are held to the order in which the commands allow them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from clientpulse.cadence.rule_book import RULES
from clientpulse.cadence.traits import BUILT_IN
from clientpulse.errors import InputError
from clientpulse.quoting import quoted
from clientpulse.services import text
from clientpulse.services.importing.values import (
    Row,
    day,
    each,
    maybe,
    moment,
    refuse_doubles,
    uid,
)
from clientpulse.transfer import StoreClient, StoreRecord

BUILT_IN_TRAITS = frozenset(trait.key for trait in BUILT_IN)


def check_relation(client: StoreClient) -> dict[str, list[Row]]:
    """Check what a client carries of the relationship layer.

    Returns:
        By list, the rows by column but for their keys in the store. What refers to something else
        holds its uid, under `project`, `service` or `touchpoint`; a check-up holds its `answers`.

    Raises:
        InputError: Something can't be stored; the message names where it stands.
    """
    checked: dict[str, list[Row]] = {}
    for name, read in READERS.items():
        records: list[StoreRecord] = client[name]  # type: ignore[literal-required]
        if records:
            checked[name] = rows = each(name, records, read)
            for column in UNIQUE[name]:
                refuse_doubles(rows, column, name)
    return checked


def project(record: StoreRecord) -> Row:
    """Read a project."""
    row = {
        "uid": uid(record["uid"]),
        "name": text.name(record["name"], "project's name"),
        "started_on": day(record["started_on"]),
        "finished_on": maybe(day, record["finished_on"]),
        "created_at": moment(record["created_at"]),
    }
    _in_order(("it was started", row["started_on"]), ("it was finished", row["finished_on"]))
    return row


def commitment(record: StoreRecord) -> Row:
    """Read a promise or an ask."""
    row = {
        "uid": uid(record["uid"]),
        "owed_by": record["owed_by"],
        "what": text.needed(record["what"], "promise" if record["owed_by"] == "us" else "ask"),
        "made_on": day(record["made_on"]),
        "due_on": maybe(day, record["due_on"]),
        "done_on": maybe(day, record["done_on"]),
        "dropped_on": maybe(day, record["dropped_on"]),
        "created_at": moment(record["created_at"]),
    }
    if row["done_on"] is not None and row["dropped_on"] is not None:
        raise InputError("what is done can't be dropped as well")
    _in_order(("it was made", row["made_on"]), ("it was done", row["done_on"]))
    _in_order(("it was made", row["made_on"]), ("it was dropped", row["dropped_on"]))
    return row


def mistake(record: StoreRecord) -> Row:
    """Read a mistake."""
    row = {
        "uid": uid(record["uid"]),
        "what": text.needed(record["what"], "mistake"),
        "why": text.note(record["why"], "reason why"),
        "fix": text.note(record["fix"], "fix"),
        "prevent": text.note(record["prevent"], "way to prevent it"),
        "offer": text.note(record["offer"], "offer"),
        "happened_on": maybe(day, record["happened_on"]),
        "entered_on": day(record["entered_on"]),
        "told_on": maybe(day, record["told_on"]),
        "fix_by": maybe(day, record["fix_by"]),
        "fixed_on": maybe(day, record["fixed_on"]),
        "created_at": moment(record["created_at"]),
    }
    if row["fixed_on"] is not None and row["told_on"] is None:
        raise InputError("fixed_on needs told_on")
    happened_on = row["happened_on"]
    began = (
        ("it was written down", row["entered_on"])
        if happened_on is None
        else ("it happened", happened_on)
    )
    _in_order(began, ("it was told", row["told_on"]), ("it was fixed", row["fixed_on"]))
    _in_order(began, ("it is to be fixed", row["fix_by"]))
    return row


def reminder(record: StoreRecord) -> Row:
    """Read a moment to remember."""
    return {
        "uid": uid(record["uid"]),
        "remind_on": day(record["on"]),
        "what": text.needed(record["what"], "reminder"),
        "yearly": record["yearly"],
        "person": maybe(lambda name: text.name(name, "person's name"), record["with"]),
        "done_on": maybe(day, record["done_on"]),
        "created_at": moment(record["created_at"]),
    }


def feedback(record: StoreRecord) -> Row:
    """Read what a client said."""
    return {
        "uid": uid(record["uid"]),
        "given_on": day(record["on"]),
        "what": text.needed(record["what"], "feedback"),
        "score": record["score"],
        "project": maybe(uid, record["project"]),
        "created_at": moment(record["created_at"]),
    }


def agenda_point(record: StoreRecord) -> Row:
    """Read a point of an agenda."""
    return {
        "uid": uid(record["uid"]),
        "what": text.needed(record["what"], "point"),
        "added_on": day(record["added_on"]),
        "covered_on": maybe(day, record["covered_on"]),
        "created_at": moment(record["created_at"]),
    }


def checkup(record: StoreRecord) -> Row:
    """Read a check-up with its answers."""
    answers = {text.key(trait): answer for trait, answer in record["answers"].items()}
    if len(answers) < len(record["answers"]):
        raise InputError("a trait is answered twice")
    return {
        "uid": uid(record["uid"]),
        "checked_on": day(record["on"]),
        "score": record["score"],
        "answers": answers,
        "created_at": moment(record["created_at"]),
    }


def mention(record: StoreRecord) -> Row:
    """Read that a client heard of a service."""
    return {
        "uid": uid(record["uid"]),
        "service": uid(record["service"]),
        "mentioned_on": day(record["on"]),
        "touchpoint": maybe(uid, record["touchpoint"]),
        "created_at": moment(record["created_at"]),
    }


def trait(record: StoreRecord) -> Row:
    """Read a trait of our own."""
    key = text.key(record["key"])
    if key in BUILT_IN_TRAITS:
        raise InputError(f"the trait {key} is built in")
    return {
        "uid": uid(record["uid"]),
        "key": key,
        "name": text.name(record["name"], "trait's name"),
        "good": record["good"],
        "created_at": moment(record["created_at"]),
    }


def trait_weight(record: StoreRecord) -> Row:
    """Read how much a trait counts."""
    return {"trait": text.key(record["trait"]), "weight": record["weight"]}


def rule(record: StoreRecord) -> Row:
    """Read the interval of a rule."""
    name = record["rule"]
    if name not in RULES:
        raise InputError(f"there is no rule {quoted(name)}")
    interval = text.interval(record["interval"], "rule's") or "none"
    if interval != "none" and not RULES[name].adjustable:
        raise InputError(f"the rule {name} has no interval, it can only be none")
    return {"rule": name, "interval": interval}


def service(record: StoreRecord) -> Row:
    """Read something we offer."""
    return {
        "uid": uid(record["uid"]),
        "name": text.name(record["name"], "service's name"),
        "sentence": text.sentence(record["sentence"], "sentence"),
        "created_at": moment(record["created_at"]),
    }


def away(record: StoreRecord) -> Row:
    """Read days off of our own."""
    row: Row = {
        "uid": uid(record["uid"]),
        "starts_on": day(record["from"]),
        "ends_on": day(record["to"]),
        "created_at": moment(record["created_at"]),
    }
    _in_order(("they start", row["starts_on"]), ("they end", row["ends_on"]))
    return row


def _in_order(*steps: tuple[str, date | None]) -> None:
    """Refuse what would have come before what has to be first."""
    before: tuple[str, date] | None = None
    for what, on in steps:
        if on is None:
            continue
        if before is not None and on < before[1]:
            raise InputError(f"{what} on {on}, before {before[0]} on {before[1]}")
        before = (what, on)


Read = Callable[[StoreRecord], dict[str, Any]]

# What a client carries, in the order in which it is stored: what others refer to comes first.
READERS: Mapping[str, Read] = {
    "projects": project,
    "commitments": commitment,
    "mistakes": mistake,
    "reminders": reminder,
    "feedback": feedback,
    "agenda_points": agenda_point,
    "checkups": checkup,
    "mentions": mention,
    "traits": trait,
    "trait_weights": trait_weight,
    "rules": rule,
}

# What belongs to no client.
SHARED_READERS: Mapping[str, Read] = {
    "services": service,
    "traits": trait,
    "trait_weights": trait_weight,
    "away": away,
}

# By list, the columns of which two rows of one owner never share a value.
UNIQUE: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys((*READERS, *SHARED_READERS), ("uid",)),
    "checkups": ("uid", "checked_on"),
    "services": ("uid", "name"),
    "traits": ("uid", "key"),
    "trait_weights": ("trait",),
    "rules": ("rule",),
}
