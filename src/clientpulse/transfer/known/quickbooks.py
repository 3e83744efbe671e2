"""QuickBooks' customers: QuickBooks Online's list and report, and QuickBooks Desktop's list."""

from __future__ import annotations

from clientpulse.transfer.known_export import KnownExport, Person, Reach

EXPORTS = (
    KnownExport(
        name="QuickBooks Online",
        where="*Sales*, *Customers*: the icon *Export to Excel* above the list; or *Reports*, "
        "*Customer Contact List*, *Export*. Save the workbook as CSV.",
        signs=frozenset(
            ("customer", "customer full name", "company", "company name", "street address",
             "phone", "phone numbers", "email", "customer type", "attachments", "open balance",
             "full name", "bill address", "ship address", "billing address", "shipping address",
             "billing street", "resale number", "opening balance")
        ),
        enough=4,
        needs=frozenset(("customer", "customer full name", "open balance")),
        never=frozenset(("main phone", "main email", "bill to 1", "active status",
                         "account name", "record id", "invoice number", "invoice date")),
        columns={
            "prefix": ("title",),
            "first": ("first name",),
            "middle": ("middle name",),
            "last": ("last name",),
            "suffix": ("suffix",),
            "name": ("full name", "customer", "customer full name", "display name", "name"),
            "company": (
                "company", "company name", "customer", "customer full name", "display name",
                "name",
            ),
            "note": ("notes", "note"),
            "place": ("city", "billing city"),
        },
        company_break=":",
        emails=(Reach("email"),),
        phones=(
            Reach("phone", "work"), Reach("phone numbers"), Reach("mobile", "mobile"),
            Reach("other", "other"),
        ),
        addresses=(
            ("street address", "zip", "postcode", "city", "state", "county", "country"),
            ("bill address", "billing address"),
            ("billing street", "billing zip", "billing city", "billing state", "billing country"),
            ("ship address", "shipping address"),
        ),
    ),
    KnownExport(
        name="QuickBooks Desktop",
        where="*Customer Center*: *Excel*, *Export Customer List*, *Create a comma separated "
        "values (.csv) file*.",
        signs=frozenset(
            ("customer", "company", "email", "active status", "balance total*", "main phone",
             "alt. phone", "main email", "primary contact", "secondary contact", "bill to 1",
             "ship to 1", "mr./ms./...", "m.i.", "customer type", "resale num", "credit limit",
             "job status", "job type")
        ),
        enough=4,
        needs=frozenset(("customer",)),
        columns={
            "prefix": ("mr./ms./...", "salutation"),
            "first": ("first name",),
            "middle": ("m.i.",),
            "last": ("last name",),
            "name": ("primary contact", "contact"),
            "company": ("company", "customer"),
            "role": ("job title",),
            "note": ("notes", "note"),
            "owner": ("rep",),
        },
        company_break=":",
        emails=(Reach("main email"), Reach("email"), Reach("cc email", "other"),
                Reach("alt. email", "other")),
        phones=(
            Reach("main phone", "main"), Reach("phone", "main"), Reach("work phone", "work"),
            Reach("mobile", "mobile"), Reach("alt. phone", "other"), Reach("alt. mobile", "mobile"),
            Reach("home phone", "home"),
        ),
        addresses=(
            tuple(f"bill to {n}" for n in range(1, 6)),
            tuple(f"ship to {n}" for n in range(1, 6)),
        ),
        people=(Person(("secondary contact",)),),
    ),
)  # fmt: skip
