"""Zoho CRM's (and Bigin's) contacts and accounts."""

from __future__ import annotations

from clientpulse.transfer.known_export import KnownExport, Reach

_WHERE = "In the module *{}*: the menu *⋯* above the list, *Export {}*; or *Setup*, *Export*."
_SIGNS = frozenset(
    ("record id", "created by.id", "modified by.id", "created time", "modified time",
     "last activity time", "tag", "change log time", "locked")
)  # fmt: skip
_LAST_CONTACT = ("last contacted time", "last activity time", "last activity date")


def _address(kind: str, code: str) -> tuple[str, ...]:
    newer = ("address line 1", "address line 2", "street", "zip / postal code", "city",
             "state / province", "country / region")  # fmt: skip
    older = ("street", code, "city", "state", "country")
    return (
        *(f"{kind} {one}" for one in older),
        *(f"{kind} address - {one}" for one in newer),
    )


EXPORTS = (
    KnownExport(
        name="Zoho CRM",
        where=_WHERE.format("Contacts", "Contacts"),
        signs=_SIGNS
        | {"contact owner.id", "account name.id", "company name.id", "secondary email",
           "email opt out", "unsubscribed mode", "contact id"},
        needs=frozenset(("last name", "first name", "contact name")),
        never=frozenset(("lead owner", "account owner.id", "deal name", "potential name")),
        columns={
            "prefix": ("salutation",),
            "first": ("first name",),
            "last": ("last name",),
            "name": ("full name", "contact name"),
            "company": ("account name", "company name"),
            "role": ("title", "position", "designation"),
            "birthday": ("date of birth",),
            "note": ("description",),
            "tags": ("tag",),
            "owner": ("contact owner",),
            "place": ("mailing city", "mailing address - city", "other city"),
            "last_contact": _LAST_CONTACT,
            "row_id": ("record id", "contact id"),
        },
        emails=(Reach("email"), Reach("secondary email", "other")),
        phones=(
            Reach("phone", "work"), Reach("mobile", "mobile"), Reach("home phone", "home"),
            Reach("other phone", "other"),
        ),
        addresses=(_address("mailing", "zip"), _address("other", "zip")),
        repeats=(
            "contact owner.id", "account name.id", "company name.id", "created by.id",
            "modified by.id",
        ),
    ),
    KnownExport(
        name="Zoho CRM accounts",
        where=_WHERE.format("Accounts", "Accounts"),
        signs=_SIGNS
        | {"account owner.id", "account owner", "account site", "parent account.id",
           "billing code", "company owner.id"},
        needs=frozenset(("account name", "company name")),
        never=frozenset(("last name", "first name", "contact owner", "deal name",
                         "potential name")),
        columns={
            "company": ("account name", "company name"),
            "note": ("description",),
            "tags": ("tag",),
            "owner": ("account owner", "company owner"),
            "place": ("billing city", "billing address - city", "shipping city"),
            "last_contact": _LAST_CONTACT,
            "row_id": ("record id", "account id", "company id"),
        },
        emails=(Reach("email"),),
        phones=(Reach("phone"),),
        addresses=(_address("billing", "code"), _address("shipping", "code")),
        repeats=(
            "account owner.id", "company owner.id", "parent account.id", "created by.id",
            "modified by.id",
        ),
    ),
)  # fmt: skip
