"""Files in and out: each format a module, all of them giving and taking plain values."""

from __future__ import annotations

from clientpulse.transfer.clientpulse_csv import write_clients_csv, write_touchpoints_csv
from clientpulse.transfer.dependents_shape import StoreRecord, StoreRelation, StoreShared
from clientpulse.transfer.reading import Reading, open_reading
from clientpulse.transfer.records import (
    ClientRecord,
    ContactRecord,
    Entry,
    Kind,
    Refusal,
    Remark,
    TouchpointRecord,
)
from clientpulse.transfer.store_json import write_store_json
from clientpulse.transfer.store_shape import (
    StoreClient,
    StoreContact,
    StoreMeeting,
    StoreTouchpoint,
)

__all__ = [
    "ClientRecord",
    "ContactRecord",
    "Entry",
    "Kind",
    "Reading",
    "Refusal",
    "Remark",
    "StoreClient",
    "StoreContact",
    "StoreMeeting",
    "StoreRecord",
    "StoreRelation",
    "StoreShared",
    "StoreTouchpoint",
    "TouchpointRecord",
    "open_reading",
    "write_clients_csv",
    "write_store_json",
    "write_touchpoints_csv",
]
