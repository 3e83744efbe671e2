"""The one list of importers, the most particular first.

To add one: a module with a `Format`, its line here, and a sample file in tests/samples.
"""

from __future__ import annotations

from clientpulse.transfer import clientpulse_csv, google, hubspot, outlook, store_json
from clientpulse.transfer.format import Format

FORMATS: tuple[Format, ...] = (
    store_json.STORE,
    google.CONTACTS,
    google.OLD_CONTACTS,
    hubspot.CONTACTS,
    outlook.CONTACTS,
    clientpulse_csv.TOUCHPOINTS,
    clientpulse_csv.CLIENTS,
)
