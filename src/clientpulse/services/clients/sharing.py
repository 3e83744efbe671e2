"""What was passed on to clients: an article, an event, an introduction; and who has it already."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from clientpulse.comparing import searchable
from clientpulse.dates import long_date
from clientpulse.errors import ConflictError, NotFoundError
from clientpulse.quoting import named
from clientpulse.records import Touchpoint
from clientpulse.services import touchpoints
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.views.listed import Listed

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

WEB = ("http://", "https://")


def url_of(what: str, typed: str | None) -> str | None:
    """Return the address of what is shared, which may be all that was typed of it."""
    if typed is None and what.lower().startswith(WEB) and len(what.split()) == 1:
        return what
    return typed or None


def share(unit: UnitOfWork, today: date, new: Touchpoint, *, again: bool) -> Touchpoint:
    """Write down that something was shared with a client.

    Args:
        again: Although the client has it already.

    Raises:
        ConflictError: The client has it.
    """
    before = queries.touchpoints.shared(unit.reader, new.client_id)
    known = next((one for one in before if is_same(one, new)), None)
    if known is not None and not again:
        raise ConflictError(
            f"{new.key} has {named(known.shared or '')} already:"
            f" you shared it on {long_date(known.occurred_on)} (number {known.id})",
            "to share it anyway, add --again",
        )
    logged, _ = touchpoints.log(unit, today, new)
    unit.describe(f"shared {named(new.shared or '')} with {new.client}")
    return logged


def listed(reader: Reader, today: date, typed: str | None = None) -> Listed[Touchpoint]:
    """List what was shared, newest first.

    Args:
        typed: Words that stand in it, in its address or in the client's name.

    Raises:
        NotFoundError: Nothing that was shared has them.
    """
    found = queries.touchpoints.shared(reader)
    if typed is not None:
        wanted = searchable(typed)
        fitting = [one for one in found if wanted in searchable(_text(one))]
        if not fitting:
            raise NotFoundError(
                f"nothing that was shared matches {named(typed)}",
                "for everything shared: pulse share list",
            )
        found = fitting
    return Listed(today, tuple(found))


def is_same(one: Touchpoint, other: Touchpoint) -> bool:
    """Tell whether the same thing was shared: by its address, or by the same words."""
    if one.url and other.url:
        return _address(one.url) == _address(other.url)
    return searchable(one.shared or "") == searchable(other.shared or "")


def _address(url: str) -> str:
    plain = url.strip().lower()
    for scheme in WEB:
        plain = plain.removeprefix(scheme)
    return plain.removeprefix("www.").rstrip("/")


def _text(one: Touchpoint) -> str:
    return " ".join((one.shared or "", one.url or "", one.client, one.key))
