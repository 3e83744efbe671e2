"""Writing the store to a file: whole as JSON, clients or touchpoints as CSV, people as vCard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TextIO

from clientpulse.column_maps import TOUCHPOINT_COLUMNS
from clientpulse.records.record import exported
from clientpulse.services.exporting import people
from clientpulse.services.exporting.store import Exported, document
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.transfer.clientpulse_csv import write_csv
from clientpulse.transfer.store_json import write_store_json
from clientpulse.vcards.writing import write_card


def export(reader: Reader, today: date, kind: str, stream: TextIO) -> Exported:
    """Write the store, or a part of it.

    Args:
        kind: `store` for everything as JSON; `clients` or `touchpoints` as CSV; `contacts` as
            vCard.
        stream: Takes text; line ends have to stay as they are.
    """
    count = Exported()
    if kind == "store":
        write_store_json(stream, document(reader, today, count))
    elif kind == "contacts":
        for card in people.cards(reader):
            count.contacts += 1
            write_card(stream, card)
    else:
        rows = _client_rows if kind == "clients" else _touchpoint_rows
        write_csv(stream, kind, rows(reader, count))
    return count


def _client_rows(reader: Reader, count: Exported) -> Iterator[Mapping[str, object]]:
    primary = {one.client_id: one for one in reversed(queries.contacts.select(reader))}
    for client in queries.clients.everyone(reader):
        count.clients += 1
        row = exported(client) | {
            # Written out where an empty cell would mean the default, or leave what is there.
            "meeting": client.meeting_interval or "none",
            "update": client.update_interval or "rule",
            "since": client.started_on,
            "tags": ";".join(client.tags),
        }
        if person := primary.get(client.id):
            row |= {"contact": person.name, "email": person.email, "phone": person.phone}
        yield row


def _touchpoint_rows(reader: Reader, count: Exported) -> Iterator[Mapping[str, object]]:
    for touchpoint in queries.export.all_touchpoints(reader):
        count.touchpoints += 1
        yield dict(zip(TOUCHPOINT_COLUMNS, touchpoint, strict=True))
