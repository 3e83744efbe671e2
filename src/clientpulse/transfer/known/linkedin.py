"""LinkedIn's connections, from the archive of one's data."""

from __future__ import annotations

from clientpulse.transfer.known_export import KnownExport, Reach

EXPORTS = (
    KnownExport(
        name="LinkedIn",
        where="*Settings & Privacy*, *Data privacy*, *Get a copy of your data*, tick "
        "*Connections*; the archive that comes by e-mail holds `Connections.csv`. The notes in "
        "front of its header may stay. The day on which you connected isn't a contact, so it's "
        "left out.",
        signs=frozenset(("company", "position", "connected on", "url")),
        columns={
            "first": ("first name",),
            "last": ("last name",),
            "company": ("company",),
            "role": ("position",),
        },
        emails=(Reach("email address"),),
        needs=frozenset(("first name", "last name")),
    ),
)
