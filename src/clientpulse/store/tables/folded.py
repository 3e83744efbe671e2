"""The folded texts that search looks in."""

from sqlalchemy import Column, Integer, Table, Text

from clientpulse.store.tables.columns import Day
from clientpulse.store.tables.constraints import METADATA

FOLDED_TEXT = Table(
    "folded_text",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("client_id", Integer),
    Column("day", Day),
    Column("text", Text, nullable=False),
    sqlite_strict=True,
)
"""Beside each record in which somebody wrote something: all of that, folded.

The key follows from the record's number and its kind's, so that no index is needed; it refers to
nothing, so that it may come before what it is of, and go after it. ``day`` is the record's, and
missing of what has none.
"""
