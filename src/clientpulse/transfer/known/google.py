"""Google Contacts, as it exports today and as it exported before 2024."""

from __future__ import annotations

from clientpulse.transfer.known_export import KnownExport, Reach

_WHERE = "on contacts.google.com: *Export* in the menu on the left, then *Google CSV*"

EXPORTS = (
    KnownExport(
        name="Google Contacts",
        where=_WHERE,
        signs=frozenset(
            ("first name", "last name", "organization name", "labels", "e-mail # - value",
             "phone # - value")
        ),
        columns={
            "prefix": ("name prefix",),
            "first": ("first name",),
            "middle": ("middle name",),
            "last": ("last name",),
            "suffix": ("name suffix",),
            "name": ("file as",),
            "nickname": ("nickname",),
            "company": ("organization name",),
            "role": ("organization title",),
            "birthday": ("birthday",),
            "note": ("notes",),
            "tags": ("labels",),
            "place": ("address # - city",),
        },
        emails=(Reach("e-mail # - value", label_under="e-mail # - label"),),
        phones=(Reach("phone # - value", label_under="phone # - label"),),
        addresses=(("address # - formatted",),),
    ),
    KnownExport(
        name="Google Contacts (old)",
        where=_WHERE,
        signs=frozenset(("given name", "family name", "group membership", "e-mail # - value")),
        columns={
            "prefix": ("name prefix",),
            "first": ("given name",),
            "middle": ("additional name",),
            "last": ("family name",),
            "suffix": ("name suffix",),
            "name": ("name", "file as"),
            "nickname": ("nickname",),
            "company": ("organization # - name",),
            "role": ("organization # - title",),
            "birthday": ("birthday",),
            "note": ("notes",),
            "tags": ("group membership",),
            "place": ("address # - city",),
        },
        emails=(Reach("e-mail # - value", label_under="e-mail # - type"),),
        phones=(Reach("phone # - value", label_under="phone # - type"),),
        addresses=(("address # - formatted",),),
    ),
)  # fmt: skip
