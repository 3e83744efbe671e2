"""Outlook's contacts, exported as CSV."""

from __future__ import annotations

from clientpulse.transfer.known_export import KnownExport, Reach

_PLACES = ("business", "home", "other")
_ADDRESS_PARTS = ("street", "street 2", "street 3", "postal code", "city", "state",
                  "country/region", "country")  # fmt: skip

EXPORTS = (
    KnownExport(
        name="Outlook",
        where="In classic Outlook: *File*, *Open & Export*, *Import/Export*, *Export to a file*, "
        "*Comma Separated Values*, then the folder *Contacts*. On the web and in the new Outlook: "
        "*People*, *Manage contacts*, *Export contacts*.",
        signs=frozenset(
            ("first name", "last name", "e-mail address", "e-mail display name", "business phone",
             "business street", "business city", "home street", "company main phone")
        ),
        columns={
            "prefix": ("title",),
            "name": ("e-mail display name",),
            "first": ("first name",),
            "middle": ("middle name",),
            "last": ("last name",),
            "suffix": ("suffix",),
            "nickname": ("nickname",),
            "company": ("company",),
            "role": ("job title",),
            "birthday": ("birthday",),
            "note": ("notes",),
            "tags": ("categories",),
            "place": ("business city", "home city", "other city"),
        },
        emails=(
            Reach("e-mail address", shown_under="e-mail display name"),
            Reach("e-mail 2 address", shown_under="e-mail 2 display name"),
            Reach("e-mail 3 address", shown_under="e-mail 3 display name"),
        ),
        # Not all that is called a phone there can be rung: no fax, pager, telex, nor the
        # assistant's.
        phones=(
            Reach("primary phone", "main"), Reach("business phone", "work"),
            Reach("business phone 2", "work"), Reach("company main phone", "company"),
            Reach("mobile phone", "mobile"), Reach("home phone", "home"),
            Reach("home phone 2", "home"), Reach("car phone", "car"), Reach("other phone", "other"),
        ),
        addresses=tuple(
            tuple(f"{place} {part}" for part in _ADDRESS_PARTS) for place in _PLACES
        ),
        # Filled in every row, whether somebody chose it or not: these first four.
        repeats=(
            "gender", "priority", "private", "sensitivity", "initials", "e-mail type",
            "e-mail 2 type", "e-mail 3 type", "given yomi", "surname yomi", "company yomi",
        ),
    ),
)  # fmt: skip
