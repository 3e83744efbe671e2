"""FreshBooks' clients, as it exports them today and as FreshBooks Classic did."""

from __future__ import annotations

from clientpulse.transfer.known_export import KnownExport, Reach

EXPORTS = (
    KnownExport(
        name="FreshBooks",
        where="*Clients*: *More Actions* (in Classic *Import and Export*), *Export*, CSV.",
        signs=frozenset(
            ("address line 1", "address line 2", "province/state", "postal code",
             "secondary address line 1", "secondary province/state", "busphone", "mobphone",
             "homephone", "street2", "postalcode", "secondarystreet", "secondarycity")
        ),
        needs=frozenset(("organization",)),
        never=frozenset(("account number", "display name", "job title", "organization title")),
        columns={
            "first": ("first name", "firstname"),
            "last": ("last name", "lastname"),
            "company": ("organization",),
            "note": ("notes", "note"),
            "place": ("city",),
            "row_id": ("client id",),
        },
        emails=(Reach("email"),),
        phones=(
            Reach("phone", "work"), Reach("business phone", "work"), Reach("busphone", "work"),
            Reach("mobile", "mobile"), Reach("mobile phone", "mobile"),
            Reach("mobphone", "mobile"), Reach("home phone", "home"), Reach("homephone", "home"),
        ),
        addresses=(
            ("address line 1", "address line 2", "street", "street2", "postal code",
             "postalcode", "city", "province/state", "province", "country"),
            ("secondary address line 1", "secondary address line 2", "secondarystreet",
             "secondarystreet2", "secondary postal code", "secondarypostalcode",
             "secondary city", "secondarycity", "secondary province/state",
             "secondaryprovince", "secondary country", "secondarycountry"),
        ),
    ),
)  # fmt: skip
