"""Who we are: ``[me]``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from clientpulse import config
from clientpulse.config import values
from clientpulse.config.values import WrongValueError, refused
from clientpulse.quoting import quoted
from clientpulse.records.limits import WORD_LENGTH
from clientpulse.records.owners import RESERVED


@dataclass(frozen=True, slots=True)
class Me:
    """Who we are.

    Attributes:
        addresses: Our e-mail addresses; those of our sent mail are learnt by themselves.
        owner: What we are called where several people share a store, and as an owner of clients.
        share_subjects: Whether the subjects of mail are written to a shared store.
    """

    addresses: tuple[str, ...] = ()
    owner: str | None = None
    share_subjects: bool = False


def check(value: object) -> Me:
    """Read the table."""
    if not isinstance(value, dict):
        raise refused(value)
    given: dict[str, Any] = {}
    for name, one in value.items():
        if name not in _READERS:
            known = ", ".join(field.name for field in fields(Me))
            raise WrongValueError(f"has no {quoted(name)}", name, f"it takes {known}")
        try:
            given[name] = _READERS[name](one)
        except WrongValueError as wrong:
            raise WrongValueError(f"{name} {wrong}", name, f"write {_EXPECTED[name]}") from wrong
    return Me(**given)


def _owner(value: object) -> str:
    word = values.text(value)
    if word.casefold() in RESERVED:
        raise WrongValueError(f"can't be {quoted(word)}, which has a meaning of its own")
    if len(word) > WORD_LENGTH:
        raise WrongValueError(f"can't have more than {WORD_LENGTH} characters")
    return word


def _addresses(value: object) -> tuple[str, ...]:
    return config.sources.addresses(value)


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise refused(value)
    return value


_READERS: dict[str, Callable[[object], Any]] = {
    "addresses": _addresses,
    "owner": _owner,
    "share_subjects": _yes_or_no,
}
_EXPECTED = {
    "addresses": 'addresses = ["sam@practice.example"]',
    "owner": 'your name among colleagues: owner = "sam"',
    "share_subjects": "share_subjects = true, or false",
}
