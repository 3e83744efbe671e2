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
    "write_clients_csv": "clientpulse_csv",
    "write_touchpoints_csv": "clientpulse_csv",
    "Reading": "reading",
    "open_reading": "reading",
    "ClientRecord": "records",
    "ContactRecord": "records",
    "Entry": "records",
    "Kind": "records",
    "Refusal": "records",
    "Remark": "records",
    "TouchpointRecord": "records",
    "StoreRecord": "records",
    "StoreShared": "records",
    "write_store_json": "store_json",
    "StoreClient": "records",
}
"""By name, the module that holds it."""

__all__ = [
    "ClientRecord",
    "ContactRecord",
    "Entry",
    "Kind",
    "Reading",
    "Refusal",
    "Remark",
    "StoreClient",
    "StoreRecord",
    "StoreShared",
    "TouchpointRecord",
    "open_reading",
    "write_clients_csv",
    "write_store_json",
    "write_touchpoints_csv",
]

if not TYPE_CHECKING:
    __getattr__ = names_of(__name__, PLACES)
