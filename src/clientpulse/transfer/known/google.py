"""Google Contacts, as it exports today, as it exported before 2024, and what lies between."""

from __future__ import annotations

from clientpulse.transfer.known_export import KnownExport, Reach

EXPORTS = (
    KnownExport(
        name="Google Contacts",
        where="On contacts.google.com: *Export* in the menu on the left, then *Google CSV*.",
        signs=frozenset(
            ("e-mail # - value", "e-mail # - label", "e-mail # - type", "phone # - value",
             "phone # - label", "phone # - type", "labels", "group membership",
             "organization name", "organization # - name", "yomi name", "phonetic first name")
        ),
        enough=2,
        columns={
            "prefix": ("name prefix",),
            "first": ("first name", "given name"),
            "middle": ("middle name", "additional name"),
            "last": ("last name", "family name"),
            "suffix": ("name suffix",),
            "name": ("name", "file as"),
            "nickname": ("nickname",),
            "company": ("organization name", "organization # - name"),
            "role": ("organization title", "organization # - title"),
            "birthday": ("birthday",),
            "note": ("notes",),
            "tags": ("labels", "group membership"),
            "place": ("address # - city",),
        },
        emails=(Reach("e-mail # - value", label_under=("e-mail # - label", "e-mail # - type")),),
        phones=(Reach("phone # - value", label_under=("phone # - label", "phone # - type")),),
        addresses=(
            ("address # - formatted",),
            ("address # - street", "address # - extended address", "address # - po box",
             "address # - postal code", "address # - city", "address # - region",
             "address # - country"),
        ),
        company_break=":::",
        repeats=(
            "address # - label", "address # - type", "initials", "photo",
            "custom field # - label", "custom field # - type", "event # - label", "event # - type",
            "im # - type", "im # - service", "organization # - type", "relation # - label",
            "relation # - type", "website # - label", "website # - type",
        ),
    ),
)  # fmt: skip
