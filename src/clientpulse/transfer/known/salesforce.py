"""Salesforce's contacts and accounts: reports, list views, and what Data Loader writes."""

from __future__ import annotations

from clientpulse.transfer.known_export import KnownExport, Reach

_WHERE = (
    "A report of *{}* with the columns you want: *Export*, *Details Only*, format *.csv*. "
    "Data Loader's files are read too{}."
)
_OF_ZOHO = frozenset(
    ("record id", "contact owner.id", "account owner.id", "created by.id", "modified by.id",
     "created time", "modified time", "last activity time")
)  # fmt: skip
_LAST_CONTACT = ("last activity", "last activity date", "lastactivitydate")


def _address(kind: str) -> tuple[str, ...]:
    labels = ("street", "zip/postal code", "city", "state/province", "country")
    names = ("street", "postalcode", "city", "state", "country")
    return (*(f"{kind} {one}" for one in labels), *(f"{kind}{one}" for one in names))


EXPORTS = (
    # First, since where nobody is named in a file it is of accounts.
    KnownExport(
        name="Salesforce accounts",
        where=_WHERE.format("accounts", ""),
        signs=frozenset(
            ("account name", "account owner", "account owner alias", "ownerid", "account site",
             "billing street", "billingstreet", "billing city", "billingcity",
             "billing state/province", "billingstate", "billing zip/postal code",
             "billingpostalcode", "account id*", "last activity", "lastactivitydate",
             "parent account", "parentid", "numberofemployees", "annualrevenue", "accountsource")
        ),
        needs=frozenset(("account name", "name")),
        never=_OF_ZOHO
        | {"last name", "lastname", "first name", "firstname", "contact owner",
           "contact owner alias", "email", "opportunity name", "case number"},
        columns={
            "company": ("account name", "name"),
            "note": ("account description", "description"),
            "owner": ("account owner", "account owner alias", "owner.name"),
            "place": ("billing city", "billingcity", "shipping city", "shippingcity"),
            "last_contact": _LAST_CONTACT,
            "row_id": ("account id*", "id"),
        },
        phones=(Reach("phone"),),
        addresses=(_address("billing"), _address("shipping")),
        repeats=("ownerid", "isdeleted"),
    ),
    KnownExport(
        name="Salesforce",
        where=_WHERE.format("contacts", "; let them hold *Account.Name*"),
        signs=frozenset(
            ("account name", "account.name", "accountid", "contact owner", "contact owner alias",
             "ownerid", "first name", "firstname", "last name", "lastname", "title", "salutation",
             "mailing street", "mailingstreet", "mailing city", "mailingcity",
             "mailing state/province", "mailingstate", "mailing zip/postal code",
             "mailingpostalcode", "account owner", "contact id*", "account id*", "last activity",
             "lastactivitydate", "leadsource", "reportstoid")
        ),
        needs=frozenset(
            ("account name", "account.name", "accountid", "contact owner", "contact owner alias",
             "ownerid")
        ),
        never=_OF_ZOHO | {"opportunity name", "case number"},
        columns={
            "prefix": ("salutation",),
            "first": ("first name", "firstname"),
            "middle": ("middle name", "middlename"),
            "last": ("last name", "lastname"),
            "suffix": ("suffix",),
            "name": ("full name", "name"),
            "company": ("account name", "account.name", "accountname"),
            "role": ("title",),
            "birthday": ("birthdate",),
            "note": ("contact description", "description"),
            "owner": ("contact owner", "contact owner alias", "owner.name", "account owner"),
            "place": ("mailing city", "mailingcity", "other city", "othercity"),
            "last_contact": _LAST_CONTACT,
            "row_id": ("contact id*", "id"),
        },
        emails=(Reach("email"), Reach("other email", "other")),
        phones=(
            Reach("phone", "work"), Reach("business phone", "work"), Reach("mobile", "mobile"),
            Reach("mobilephone", "mobile"), Reach("home phone", "home"),
            Reach("homephone", "home"), Reach("other phone", "other"),
            Reach("otherphone", "other"),
        ),
        addresses=(_address("mailing"), _address("other")),
        repeats=("ownerid", "isdeleted"),
    ),
)  # fmt: skip
