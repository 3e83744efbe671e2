"""HubSpot's contacts and companies."""

from __future__ import annotations

from clientpulse.transfer.known_export import KnownExport, Reach

_WHERE = "In *CRM*, *{}*: *Export* above the table, file format *CSV*."
_ADDRESS = ("street address", "street address 2", "postal code", "city", "state/region",
            "country/region")  # fmt: skip
_LAST_CONTACT = ("last contacted*", "last activity date*")
_OF_OTHER_THINGS = frozenset(
    ("account name", "deal name", "deal stage", "ticket name", "modified time", "contact owner.id")
)

EXPORTS = (
    KnownExport(
        name="HubSpot",
        where=_WHERE.format("Contacts"),
        signs=frozenset(
            ("record id", "record id - contact", "contact owner", "lead status", "lifecycle stage",
             "marketing contact status", "associated company*", "primary associated company*",
             "create date*", "last activity date*", "buying role")
        ),
        enough=2,
        needs=frozenset(("first name", "last name")),
        never=_OF_OTHER_THINGS | {"company owner"},
        columns={
            "prefix": ("salutation",),
            "first": ("first name",),
            "last": ("last name",),
            "company": (
                "associated company (primary*", "primary associated company", "associated company",
                "company name", "company",
            ),
            "role": ("job title",),
            "birthday": ("date of birth",),
            "note": ("notes",),
            "tags": ("tags",),
            "owner": ("contact owner",),
            "place": ("city",),
            "since": ("became a customer date*",),
            "last_contact": _LAST_CONTACT,
            "row_id": ("record id", "record id - contact"),
        },
        company_break=";",
        emails=(
            Reach("email"), Reach("work email", "work"),
            Reach("additional email addresses", "other"),
        ),
        phones=(
            Reach("phone number", "work"), Reach("mobile phone number", "mobile"),
            Reach("whatsapp phone number", "whatsapp"),
        ),
        addresses=(_ADDRESS,),
        repeats=("full name",),
    ),
    KnownExport(
        name="HubSpot companies",
        where=_WHERE.format("Companies"),
        signs=frozenset(
            ("record id", "record id - company", "company owner", "company domain name",
             "lifecycle stage", "number of associated contacts", "associated contact*",
             "create date*", "last activity date*", "industry")
        ),
        needs=frozenset(("company name",)),
        never=_OF_OTHER_THINGS | {"first name", "last name", "contact owner"},
        columns={
            "company": ("company name",),
            "note": ("notes", "description"),
            "tags": ("tags",),
            "owner": ("company owner",),
            "place": ("city",),
            "since": ("became a customer date*",),
            "last_contact": _LAST_CONTACT,
            "row_id": ("record id", "record id - company"),
        },
        emails=(Reach("email"), Reach("company email")),
        phones=(Reach("phone number"), Reach("company phone number")),
        addresses=(_ADDRESS,),
    ),
)  # fmt: skip
