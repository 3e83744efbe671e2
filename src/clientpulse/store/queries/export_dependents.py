"""Reading whole what belongs to clients; see ``export``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from clientpulse.store.reader import Reader

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "project": ("uid", "client_id", "name", "started_on", "finished_on", "created_at"),
    "commitment": (
        "uid", "client_id", "owed_by", "what", "made_on", "due_on", "done_on", "dropped_on",
        "created_at",
    ),
    "mistake": (
        "uid", "client_id", "what", "why", "fix", "prevent", "offer", "happened_on", "entered_on",
        "told_on", "fix_by", "fixed_on", "created_at",
    ),
    "reminder": (
        "uid", "client_id", "remind_on", "what", "yearly", "person", "done_on", "created_at",
    ),
    "feedback": ("uid", "client_id", "given_on", "what", "score", "project_id", "created_at"),
    "agenda_point": ("uid", "client_id", "what", "added_on", "covered_on", "created_at"),
    "checkup": ("uid", "client_id", "checked_on", "score", "created_at"),
    "service_mention": (
        "uid", "client_id", "service_id", "mentioned_on", "touchpoint_id", "created_at",
    ),
    "trait": ("uid", "client_id", "key", "name", "good", "created_at"),
    "trait_weight": ("client_id", "trait", "weight"),
    "client_rule": ("client_id", "rule", "interval"),
    "service": ("uid", "name", "sentence", "created_at"),
    "away": ("uid", "starts_on", "ends_on", "created_at"),
}  # fmt: skip
"""By table, what there is to know of a row but its number."""


def filled_tables(reader: Reader) -> frozenset[str]:
    """Return which of the tables hold anything."""
    return frozenset(table for table in COLUMNS if reader.rows(f"SELECT 1 FROM {table} LIMIT 1"))


def everything(reader: Reader, table: str) -> Iterator[dict[str, Any]]:
    """Give all rows of one of the tables of ``COLUMNS``, by column with their `id`."""
    return _select(reader, table, "1 = 1")


def of_client(reader: Reader, table: str, client_id: int | None) -> Iterator[dict[str, Any]]:
    """Give the rows that belong to a client, by column with their `id`.

    Args:
        reader: The store.
        table: One of the tables of ``COLUMNS`` that have a ``client_id``.
        client_id: The client; None for what is for all clients.
    """
    if client_id is None:
        return _select(reader, table, "x.client_id IS NULL")
    return _select(reader, table, "x.client_id = :client_id", client_id)


def feedback(reader: Reader, client_id: int) -> Iterator[dict[str, Any]]:
    """Give what a client said, by column; `project` is the uid of the one it is about."""
    return _select(
        reader, "feedback", "x.client_id = :client_id", client_id,
        {"project": "(SELECT p.uid FROM project p WHERE p.id = x.project_id)"},
    )  # fmt: skip


def mentions(reader: Reader, client_id: int) -> Iterator[dict[str, Any]]:
    """Give what a client heard of, by column; `service` and `touchpoint` are uids."""
    return _select(
        reader, "service_mention", "x.client_id = :client_id", client_id,
        {
            "service": "(SELECT s.uid FROM service s WHERE s.id = x.service_id)",
            "touchpoint": "(SELECT t.uid FROM touchpoint t WHERE t.id = x.touchpoint_id)",
        },
    )  # fmt: skip


def answers_of(reader: Reader, client_id: int) -> dict[str, dict[str, str]]:
    """Return what was answered in a client's check-ups: by the check-up's uid, by trait."""
    sql = """
    SELECT k.uid, a.trait, a.answer
      FROM checkup_answer a JOIN checkup k ON k.id = a.checkup_id
     WHERE k.client_id = :client_id ORDER BY a.id
    """
    found: dict[str, dict[str, str]] = {}
    for uid, trait, answer in reader.rows(sql, {"client_id": client_id}):
        found.setdefault(uid, {})[trait] = answer
    return found


def _select(
    reader: Reader,
    table: str,
    where: str,
    client_id: int | None = None,
    more: Mapping[str, str] | None = None,
) -> Iterator[dict[str, Any]]:
    more = more or {}
    columns = ("id", *COLUMNS[table])
    names = ", ".join((*(f"x.{column}" for column in columns), *more.values()))
    sql = f"SELECT {names} FROM {table} x WHERE {where} ORDER BY x.id"
    parameters = {} if client_id is None else {"client_id": client_id}
    for row in reader.stream(sql, parameters):
        yield dict(zip((*columns, *more), row, strict=True))
