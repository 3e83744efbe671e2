"""Xero's contacts."""

from __future__ import annotations

from clientpulse.transfer.known_export import KnownExport, Person, Reach


def _address(kind: str) -> tuple[str, ...]:
    parts = ("addressline1", "addressline2", "addressline3", "addressline4", "postalcode", "city",
             "region", "country")  # fmt: skip
    return tuple(f"{kind}{part}" for part in parts)


EXPORTS = (
    KnownExport(
        name="Xero",
        where="*Contacts*, *Customers* (or another group): *Export*.",
        signs=frozenset(
            ("emailaddress", "firstname", "lastname", "poattentionto", "poaddressline1", "pocity",
             "poregion", "popostalcode", "saaddressline1", "sacity", "phonenumber",
             "mobilenumber", "ddinumber", "faxnumber", "skypename", "accountnumber", "taxnumber",
             "bankaccountname", "bankaccountnumber", "person1firstname")
        ),
        needs=frozenset(("*contactname", "contactname")),
        never=frozenset(("invoicenumber", "*invoicenumber", "invoicedate", "*invoicedate",
                         "creditnotenumber", "quotenumber")),
        columns={
            "first": ("firstname",),
            "last": ("lastname",),
            "company": ("*contactname", "contactname"),
            "note": ("notes",),
            "place": ("pocity", "sacity"),
            "row_id": ("contactid", "accountnumber"),
        },
        emails=(Reach("emailaddress"),),
        phones=(
            Reach("phonenumber", "work"), Reach("ddinumber", "direct"),
            Reach("ddiphonenumber", "direct"), Reach("directdialnumber", "direct"),
            Reach("mobilenumber", "mobile"),
        ),
        addresses=(_address("po"), _address("sa")),
        people=tuple(
            Person((f"person{n}firstname", f"person{n}lastname"), f"person{n}email")
            for n in range(1, 6)
        ),
        repeats=("poattentionto", "saattentionto"),
    ),
)  # fmt: skip
