"""Column types that mean the same in every database and allow STRICT tables in SQLite."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Dialect, Integer, Text, TypeDecorator
from sqlalchemy.types import TypeEngine

from clientpulse.store.dialect import day_type, moment_type, stored_day, stored_moment


class Day(TypeDecorator[date]):
    """A calendar day: ISO text in SQLite (STRICT knows no DATE), a date elsewhere."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the column type of the database at hand."""
        return dialect.type_descriptor(day_type(dialect.name))

    def process_bind_param(self, value: date | None, dialect: Dialect) -> Any:
        """Give the database what it stores for a day."""
        return None if value is None else stored_day(value, dialect.name)

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:
        """Read a day back."""
        return date.fromisoformat(value) if isinstance(value, str) else value


class Instant(TypeDecorator[datetime]):
    """An aware moment, always UTC: ISO text in SQLite, a timestamp elsewhere."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the column type of the database at hand."""
        return dialect.type_descriptor(moment_type(dialect.name))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Give the database what it stores for a moment.

        Raises:
            ValueError: The moment has no timezone.
        """
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment in the store needs a timezone")
        return stored_moment(value, dialect.name)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Read a moment back, aware and in UTC."""
        if isinstance(value, str):
            return datetime.fromisoformat(value)
        return value  # type: ignore[no-any-return]


class Flag(TypeDecorator[bool]):
    """Yes or no, stored as 1 or 0 in every database."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> Any:
        """Give the database 1 or 0."""
        return None if value is None else int(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> bool | None:
        """Read 1 or 0 back."""
        return None if value is None else bool(value)


class Lines(TypeDecorator[tuple[str, ...]]):
    """Several lines of text, stored as one; none at all are NULL."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> Any:
        """Give the database one text."""
        return "\n".join(value) if value else None

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[str, ...]:
        """Read the lines back."""
        return tuple(value.split("\n")) if value else ()
