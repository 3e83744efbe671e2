"""What a clientpulse store is recognised by, cheap enough for the read path to check."""

from __future__ import annotations

# "cpul" in ASCII, in SQLite's header at byte 68; `file` and every SQLite tool show it.
APPLICATION_ID = 0x6370756C

# The newest migration. A test holds it to the files in migrations/versions.
SCHEMA_VERSION = "0009"

# Every migration this release can upgrade from, oldest first.
KNOWN_VERSIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009")
