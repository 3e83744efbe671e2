"""An import with something of each kind in it."""

from __future__ import annotations

from datetime import date

from clientpulse.views.fates import Double, Fate
from clientpulse.views.imported import ImportedView

FIELD = ("Field & Co Ltd", "field")
GROESSL = ("Größl Möbel GmbH", "groessl")
REFUSAL = '"every so often" isn\'t a meeting interval'

IMPORTED = ImportedView(
    today=date(2026, 11, 20),
    file="contacts.csv",
    name="contacts.csv",
    again="pulse import contacts.csv --map crm",
    format="Google Contacts",
    kind="clients",
    is_rehearsal=True,
    counts={
        "clients": {"created": 3, "updated": 1, "skipped": 1, "left": 0, "refused": 1},
        "contacts": {"created": 4, "updated": 1, "skipped": 0, "left": 0, "refused": 0},
    },
    total={"created": 3, "updated": 1, "skipped": 1, "left": 0, "refused": 1},
    items=(
        Fate(2, *FIELD, None, "new"),
        Fate(2, *FIELD, "Ann Field", "new"),
        Fate(3, *FIELD, "Bob Stone", "new"),
        Fate(4, *GROESSL, None, "updated", ("place",), ("owner: Kim in the file",)),
        Fate(4, *GROESSL, "Jürgen Größl", "updated", ("phone", "role")),
        Fate(5, "Marsh Holding", "marsh", None, "unchanged"),
        Fate(6, "Stone", "stone", None, "new"),
        Fate(
            7,
            *FIELD,
            "A. Field",
            "doubtful",
            doubles=(Double("Ann Field in line 2", "--same 7=2"),),
        ),
        Fate(
            8,
            "Acme",
            "acme",
            None,
            "doubtful",
            doubles=(Double("Acme GmbH", "--same 8=acme-gmbh"),),
        ),
        Fate(9, "di Wood", None, None, "left"),
        Fate(10, *FIELD, "Tom Old", "left"),
        Fate(11, "Beta", None, None, "refused", (REFUSAL,)),
    ),
    unknown_columns=("Shoe size",),
    messages=[(11, REFUSAL), (None, "read as Windows-1252")],
    messages_left_out=0,
    resting={},
    coming_up=(),
)
