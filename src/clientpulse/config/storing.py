"""Where the store is: ``[store]``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from clientpulse.config import values
from clientpulse.config.values import WrongValueError, refused
from clientpulse.quoting import quoted


@dataclass(frozen=True, slots=True)
class Storing:
    """Where the store is, where nothing else says it.

    Attributes:
        db: A file, or the address of a database on a server.
        password_command: Prints the password for the server on its first line.
    """

    db: str | None = None
    password_command: str | None = None


def check(value: object) -> Storing:
    """Read the table."""
    if not isinstance(value, dict):
        raise refused(value)
    given: dict[str, Any] = {}
    for key, one in value.items():
        if key in values.SECRETS:
            hint = 'never in a file: write password_command = "pass show pulse"'
            raise WrongValueError(f"can't have {quoted(key)}", key, hint)
        if key not in _READERS:
            known = ", ".join(field.name for field in fields(Storing))
            raise WrongValueError(f"has no {quoted(key)}", key, f"it takes {known}")
        try:
            given[key] = _READERS[key](one)
        except WrongValueError as wrong:
            hint = wrong.hint or f"write {_EXPECTED[key]}"
            raise WrongValueError(f"{key} {wrong}", key, hint) from wrong
    return Storing(**given)


def _db(value: object) -> str:
    db = values.text(value)
    if values.has_password(db):
        hint = 'never in a file: write password_command = "pass show pulse"'
        raise WrongValueError("can't have a password in it", hint=hint)
    return db


_READERS: dict[str, Callable[[object], Any]] = {"db": _db, "password_command": values.text}
_EXPECTED = {
    "db": 'db = "postgresql://sam@db.practice.example/pulse?sslmode=verify-full"',
    "password_command": 'password_command = "pass show pulse"',
}
