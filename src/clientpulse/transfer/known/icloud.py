"""iCloud's contacts, exported as CSV."""

from __future__ import annotations

from clientpulse.transfer.known_export import KnownExport, Reach

EXPORTS = (
    KnownExport(
        name="iCloud",
        where="On icloud.com: *Contacts*, select all of them, then *Export* as *CSV*; as "
        "[vCard](#vcards) they are read as well.",
        signs=frozenset(
            ("home email", "work email", "other email", "icloud email", "iphone", "mobile phone",
             "main phone", "phonetic first name", "phonetic last name", "maiden name",
             "home address", "work address", "related name")
        ),
        columns={
            "prefix": ("prefix", "name prefix"),
            "first": ("first name",),
            "middle": ("middle name",),
            "last": ("last name",),
            "suffix": ("suffix", "name suffix"),
            "name": ("name", "full name"),
            "nickname": ("nickname",),
            "company": ("company", "organization"),
            "role": ("job title",),
            "birthday": ("birthday",),
            "note": ("notes", "note"),
            "tags": ("groups", "lists"),
            "place": ("work city", "home city", "city"),
        },
        emails=(
            Reach("work email", "work"), Reach("home email", "home"), Reach("icloud email", "home"),
            Reach("email"), Reach("email #", label_under=("email # label",)),
            Reach("other email", "other"),
        ),
        phones=(
            Reach("mobile phone", "mobile"), Reach("mobile", "mobile"), Reach("iphone", "mobile"),
            Reach("main phone", "main"), Reach("work phone", "work"), Reach("home phone", "home"),
            Reach("phone"), Reach("phone #", label_under=("phone # label",)),
            Reach("other phone", "other"),
        ),
        addresses=(
            ("work address", "work street", "work zip", "work postal code", "work city",
             "work state", "work country"),
            ("home address", "home street", "home zip", "home postal code", "home city",
             "home state", "home country"),
        ),
    ),
)  # fmt: skip
