"""Messages between us and others, as their headers told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from clientpulse.records import Exchange, Touchpoint
from clientpulse.records.record import from_row
from clientpulse.store.queries.values import CHUNK, chunks, in_chunks, numbered, read, select
from clientpulse.store.reader import Reader


def stored(reader: Reader, messages: Sequence[str]) -> set[tuple[str, str]]:
    """Return those exchanges that are stored, by their message and address; perhaps others too."""
    few = len(messages) <= CHUNK
    names = {f"m{number}": message for number, message in enumerate(messages)} if few else {}
    where = f"WHERE x.message IN ({', '.join(f':{name}' for name in names)})" if few else ""
    if not messages:
        return set()
    rows = reader.rows(f"SELECT x.message, x.address FROM exchange x {where}", names)
    return {(message, address) for message, address in rows}


def of_messages(reader: Reader, messages: Sequence[str]) -> list[Exchange]:
    """Return what is stored of some messages, by their IDs."""
    found: list[Exchange] = []
    for chunk in chunks(messages):
        names = {f"m{number}": message for number, message in enumerate(chunk)}
        among = f"x.message IN ({', '.join(f':{name}' for name in names)})"
        found += read(reader, Exchange, "x.id", among, **names)
    return found


def written_to(reader: Reader, messages: Sequence[str]) -> dict[str, set[int]]:
    """Return the clients that messages of ours went to, by their IDs."""
    part_of: list[tuple[str, int]] = []
    for chunk in chunks(messages):
        names = {f"m{number}": message for number, message in enumerate(chunk)}
        sql = f"""
        SELECT DISTINCT x.message, x.touchpoint_id FROM exchange x
         WHERE x.direction = 'outbound' AND x.touchpoint_id IS NOT NULL
           AND x.message IN ({", ".join(f":{name}" for name in names)})
        """
        part_of += [(message, number) for message, number in reader.rows(sql, names)]
    sql = "SELECT t.id, t.client_id FROM touchpoint t WHERE t.id IN ({ids})"
    numbers = sorted({number for _, number in part_of})
    clients = {row[0]: row[1] for row in in_chunks(reader, sql, numbers)}
    found: dict[str, set[int]] = {}
    for message, number in part_of:
        if number in clients:
            found.setdefault(message, set()).add(clients[number])
    return found


def of_nobody(reader: Reader, addresses: Sequence[str]) -> list[Exchange]:
    """Return those with some addresses that are part of no touchpoint, the earliest first."""
    found: list[Exchange] = []
    for chunk in chunks(addresses):
        names = {f"a{number}": address for number, address in enumerate(chunk)}
        among = f"x.address IN ({', '.join(f':{name}' for name in names)})"
        order = "x.occurred_on, x.id"
        found += read(reader, Exchange, order, "x.touchpoint_id IS NULL", among, **names)
    return found


def addresses_of_nobody(reader: Reader) -> list[str]:
    """Return the addresses of those that are part of no touchpoint."""
    sql = "SELECT DISTINCT x.address FROM exchange x WHERE x.touchpoint_id IS NULL ORDER BY 1"
    return [address for (address,) in reader.rows(sql)]


def of_touchpoints(reader: Reader, touchpoint_ids: Sequence[int]) -> list[Exchange]:
    """Return what touchpoints are made of."""
    sql = f"{select(Exchange, 'x.touchpoint_id IN ({ids})')} ORDER BY x.id"
    return [from_row(Exchange, row) for row in in_chunks(reader, sql, touchpoint_ids)]


def touchpoints(
    reader: Reader, client_ids: Sequence[int], since: date, until: date
) -> list[Touchpoint]:
    """Return the e-mails with clients on some days; those that were read before typed ones."""
    conditions = ("x.client_id IN ({ids})", "x.channel = 'email'", "x.reaching IN (0, 1)")
    within = ("x.occurred_on >= :since", "x.occurred_on <= :until")
    order = "CASE WHEN x.source IS NULL THEN 1 ELSE 0 END, x.id"
    sql = f"{select(Touchpoint, *conditions, *within)} ORDER BY {order}"
    days = {"since": since.isoformat(), "until": until.isoformat()}
    return [from_row(Touchpoint, row) for row in in_chunks(reader, sql, client_ids, days)]


def older(reader: Reader, than: date) -> list[int]:
    """Return the numbers of those before a day that are part of no touchpoint."""
    sql = """
    SELECT x.id FROM exchange x WHERE x.touchpoint_id IS NULL AND x.occurred_on < :than
     ORDER BY x.id
    """
    return numbered(reader.rows(sql, {"than": than.isoformat()}))


class Entered(NamedTuple):
    """When a client was entered, and from when on it is one."""

    on: date
    started_on: date


def without_past(reader: Reader) -> dict[int, Entered]:
    """Return the clients with whom nothing has happened yet, and when each was entered."""
    sql = """
    SELECT c.id, c.created_at, c.started_on FROM client c
     WHERE c.asked_from IS NULL
       AND NOT EXISTS (SELECT 1 FROM touchpoint t
                        WHERE t.client_id = c.id AND t.reaching IN (0, 1))
     ORDER BY c.id
    """
    return {
        number: Entered(date.fromisoformat(entered[:10]), date.fromisoformat(started_on))
        for number, entered, started_on in reader.rows(sql)
    }
