"""Pipedrive's people and organizations.

A list's headings begin with what the record is (`Person - Name`), the account's don't.
"""

from __future__ import annotations

from itertools import product

from clientpulse.transfer.known_export import KnownExport, Reach

_WHERE = (
    "In *Contacts*, *{0}*: the menu *⋯*, *Export filter results*, *CSV file*; "
    "or *Tools and apps*, *Export data*, *{0}*."
)
_PERSON = ("person - ", "")
_ORGANIZATION = ("organization - ", "organisation - ", "")


def _either(begins: tuple[str, ...], *headings: str) -> tuple[str, ...]:
    return tuple(begin + heading for heading, begin in product(headings, begins))


def _reaches(begins: tuple[str, ...], what: str, *kinds: str) -> tuple[Reach, ...]:
    return (
        *map(Reach, _either(begins, what)),
        *(
            Reach(heading, kind)
            for kind in kinds
            for heading in _either(begins, f"{what} - {kind}", f"{what} ({kind})")
        ),
    )


EXPORTS = (
    KnownExport(
        name="Pipedrive",
        where=_WHERE.format("People"),
        signs=frozenset(
            (*(f"person - {one}" for one in
               ("name*", "first name", "last name", "organization", "organisation", "email*",
                "phone*", "label*", "owner", "id", "open deals", "last activity date")),
             "person created", "email - work", "phone - work", "open deals", "closed deals",
             "activities to do", "email messages count", "update time", "organization id")
        ),
        needs=frozenset(("person - name*", "person - first name", "email - work", "phone - work",
                         "person created")),
        never=frozenset(("deal - title", "lead - title")),
        columns={
            "first": _either(_PERSON, "first name"),
            "last": _either(_PERSON, "last name"),
            "name": ("person - name*", "name"),
            "company": (
                *_either(_PERSON, "organization", "organisation"), "organization - name",
                "organisation - name", "organization name",
            ),
            "role": _either(_PERSON, "job title"),
            "birthday": _either(_PERSON, "birthday"),
            "note": _either(_PERSON, "notes"),
            "tags": _either(_PERSON, "labels", "label"),
            "owner": _either(_PERSON, "owner"),
            "place": _either(_PERSON, "city/town/village/locality of postal address"),
            "last_contact": _either(_PERSON, "last activity date"),
            "row_id": _either(_PERSON, "id", "pipedrive system id"),
        },
        emails=_reaches(_PERSON, "email", "work", "home", "other"),
        phones=_reaches(_PERSON, "phone", "work", "mobile", "home", "other"),
        addresses=(_either(_PERSON, "postal address"),),
        repeats=("organization id",),
    ),
    KnownExport(
        name="Pipedrive organizations",
        where=_WHERE.format("Organizations"),
        signs=frozenset(
            (*(f"{begin}{one}" for begin in ("organization - ", "organisation - ") for one in
               ("name*", "address", "label*", "owner", "people", "id", "open deals",
                "last activity date", "website", "industry")),
             "organization created", "organisation created", "people", "open deals",
             "closed deals", "activities to do", "email messages count", "update time",
             "full/combined address of address")
        ),
        needs=frozenset(("organization - name*", "organisation - name*", "organization created",
                         "organisation created")),
        never=frozenset(("deal - title", "lead - title", "person - name*", "person created")),
        columns={
            "company": ("organization - name*", "organisation - name*", "name"),
            "note": _either(_ORGANIZATION, "notes"),
            "tags": _either(_ORGANIZATION, "labels", "label"),
            "owner": _either(_ORGANIZATION, "owner"),
            "place": (
                *_either(_ORGANIZATION, "city/town/village/locality of address"),
                "organization - address - city*",
            ),
            "last_contact": _either(_ORGANIZATION, "last activity date"),
            "row_id": _either(_ORGANIZATION, "id", "pipedrive system id"),
        },
        emails=_reaches(_ORGANIZATION, "email"),
        phones=_reaches(_ORGANIZATION, "phone"),
        addresses=(
            _either(_ORGANIZATION, "address"),
        ),
        repeats=_either(
            _ORGANIZATION, "full/combined address of address", "street/road name of address",
            "house number of address", "zip/postal code of address", "country of address",
            "state/county of address", "region of address",
        ),
    ),
)  # fmt: skip
