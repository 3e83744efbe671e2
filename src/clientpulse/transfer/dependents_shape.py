"""The shape of the relationship layer in a clientpulse JSON export."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, TypedDict, cast

from clientpulse.transfer.shape_checks import (
    MAYBE_FILLED,
    Field,
    flag,
    list_of,
    maybe,
    needed,
    number,
    object_of,
    one_of,
    or_null,
    texts_to,
    whole_number,
)

StoreRecord = dict[str, Any]
"""A record whose keys are those of its list in `RELATION_KEYS` or `SHARED_KEYS`."""


class StoreRelation(TypedDict):
    """What a client carries of the relationship layer, by list."""

    projects: list[StoreRecord]
    commitments: list[StoreRecord]
    mistakes: list[StoreRecord]
    reminders: list[StoreRecord]
    feedback: list[StoreRecord]
    agenda_points: list[StoreRecord]
    checkups: list[StoreRecord]
    mentions: list[StoreRecord]
    traits: list[StoreRecord]
    trait_weights: list[StoreRecord]
    rules: list[StoreRecord]


class StoreShared(NamedTuple):
    """What an export holds of the house itself, before its clients."""

    services: list[StoreRecord]
    traits: list[StoreRecord]
    trait_weights: list[StoreRecord]
    away: list[StoreRecord]


_PROJECT = {
    **needed("uid", "name", "started_on"),
    **maybe("finished_on"),
    **needed("created_at"),
}
_COMMITMENT = {
    **needed("uid"),
    "owed_by": Field(one_of("us", "client"), required=True),
    **needed("what", "made_on"),
    **maybe("due_on", "done_on", "dropped_on"),
    **needed("created_at"),
}
_MISTAKE = {
    **needed("uid", "what"),
    **maybe("why", "fix", "prevent", "offer", "happened_on"),
    **needed("entered_on"),
    **maybe("told_on", "fix_by", "fixed_on"),
    **needed("created_at"),
}
_REMINDER = {
    **needed("uid", "on", "what"),
    "yearly": Field(flag, absent=False),
    "with": MAYBE_FILLED,
    **maybe("done_on"),
    **needed("created_at"),
}
_FEEDBACK = {
    **needed("uid", "on", "what"),
    "score": Field(or_null(whole_number(0, 10))),
    **maybe("project"),
    **needed("created_at"),
}
_AGENDA_POINT = {
    **needed("uid", "what", "added_on"),
    **maybe("covered_on"),
    **needed("created_at"),
}
_CHECKUP = {
    **needed("uid", "on"),
    "score": Field(number(0, 100), required=True),
    "answers": Field(texts_to(one_of("yes", "partly", "no")), required=True),
    **needed("created_at"),
}
_MENTION = {
    **needed("uid", "service", "on"),
    **maybe("touchpoint"),
    **needed("created_at"),
}
_TRAIT = {
    **needed("uid", "key", "name"),
    "good": Field(flag, required=True),
    **needed("created_at"),
}
_TRAIT_WEIGHT = {**needed("trait"), "weight": Field(whole_number(0, 10), required=True)}
_RULE = needed("rule", "interval")
_SERVICE = needed("uid", "name", "sentence", "created_at")
_AWAY = needed("uid", "from", "to", "created_at")

# By list: what one of its records is called, and its keys. What others refer to comes before them.
_RELATION: Mapping[str, tuple[str, Mapping[str, Field]]] = {
    "projects": ("project", _PROJECT),
    "commitments": ("commitment", _COMMITMENT),
    "mistakes": ("mistake", _MISTAKE),
    "reminders": ("reminder", _REMINDER),
    "feedback": ("feedback", _FEEDBACK),
    "agenda_points": ("agenda_point", _AGENDA_POINT),
    "checkups": ("checkup", _CHECKUP),
    "mentions": ("mention", _MENTION),
    "traits": ("trait", _TRAIT),
    "trait_weights": ("trait_weight", _TRAIT_WEIGHT),
    "rules": ("rule", _RULE),
}
_SHARED: Mapping[str, tuple[str, Mapping[str, Field]]] = {
    "services": ("service", _SERVICE),
    "traits": ("trait", _TRAIT),
    "trait_weights": ("trait_weight", _TRAIT_WEIGHT),
    "away": ("away", _AWAY),
}

RELATION_FIELDS: Mapping[str, Field] = {
    name: Field(list_of(object_of(what, fields)), nested=True)
    for name, (what, fields) in _RELATION.items()
}
RELATION_KEYS: Mapping[str, tuple[str, ...]] = {
    name: tuple(fields) for name, (_, fields) in _RELATION.items()
}
SHARED_KEYS: Mapping[str, tuple[str, ...]] = {
    name: tuple(fields) for name, (_, fields) in _SHARED.items()
}

_checked_shared = object_of(
    "export",
    {
        name: Field(list_of(object_of(what, fields)), nested=True)
        for name, (what, fields) in _SHARED.items()
    },
)


def check_shared(lists: Mapping[str, object], left_out: dict[str, None]) -> StoreShared:
    """Check what an export holds of the house itself.

    Args:
        lists: What stands in the file under the keys of `SHARED_KEYS`, as far as they are there.
        left_out: Takes the keys that are not known, such as `service.colour`.

    Raises:
        ShapeError: Something in it is missing or not what it has to be.
    """
    return StoreShared(**cast("Any", _checked_shared(dict(lists), left_out)))
