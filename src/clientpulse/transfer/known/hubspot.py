"""HubSpot's contacts, exported as CSV."""

from __future__ import annotations

from clientpulse.transfer.known_export import KnownExport, Reach

EXPORTS = (
    KnownExport(
        name="HubSpot",
        where="*Contacts*, then *Export* above the table, file format *CSV*.",
        signs=frozenset(
            ("record id", "record id - contact", "contact owner", "lead status",
             "associated company", "lifecycle stage")
        ),
        enough=2,
        columns={
            "first": ("first name",),
            "last": ("last name",),
            "company": (
                "associated company", "primary associated company", "company name", "company",
            ),
            "role": ("job title",),
            "birthday": ("date of birth",),
            "owner": ("contact owner",),
            "row_id": ("record id", "record id - contact"),
        },
        emails=(Reach("email"), Reach("work email", "work")),
        phones=(Reach("phone number", "work"), Reach("mobile phone number", "mobile")),
        addresses=(
            ("street address", "postal code", "city", "state/region", "country/region"),
        ),
    ),
)  # fmt: skip
