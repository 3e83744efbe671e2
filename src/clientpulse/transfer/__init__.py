"""Files in and out: each format a module, all of them giving and taking plain values."""

from typing import TYPE_CHECKING

from clientpulse.lazy import names_of

if TYPE_CHECKING:
    from clientpulse.transfer.clientpulse_csv import write_clients_csv, write_touchpoints_csv
    from clientpulse.transfer.reading import Reading, open_reading
    from clientpulse.transfer.records import (
        ClientRecord,
        ContactRecord,
        Entry,
        Kind,
        Refusal,
        Remark,
        StoreClient,
        StoreRecord,
        StoreShared,
        TouchpointRecord,
    )
    from clientpulse.transfer.store_json import write_store_json

PLACES = {
    "clientpulse_csv": ("write_clients_csv", "write_touchpoints_csv"),
    "reading": ("Reading", "open_reading"),
    "records": (
        "ClientRecord",
        "ContactRecord",
        "Entry",
        "Kind",
        "Refusal",
        "Remark",
        "StoreClient",
        "StoreRecord",
        "StoreShared",
        "TouchpointRecord",
    ),
    "store_json": ("write_store_json",),
}
"""By module, the names that it holds."""

if not TYPE_CHECKING:
    __getattr__ = names_of(__name__, PLACES)
