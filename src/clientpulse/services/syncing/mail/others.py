"""Messages about which a colleague's sync knows something, too.

What their messages were stays on their machine. So of a touchpoint that is there already only its
times are known, and those tell what is new: a message that is read by two people is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from clientpulse.cadence.channel import Direction
from clientpulse.records import Exchange, Touchpoint
from clientpulse.store import queries
from clientpulse.store.reader import Reader


class Others:
    """What others know of touchpoints that messages of ours are a part of.

    Args:
        stored: The touchpoints.
    """

    def __init__(self, reader: Reader, stored: Iterable[Touchpoint]) -> None:
        self._reader = reader
        self._numbers = [one.id for one in stored]

    def changes(
        self,
        stored: Touchpoint,
        before: Sequence[Exchange],
        new: Sequence[Exchange],
        changes: Mapping[str, Any],
    ) -> dict[str, Any]:
        """Return what changes by new messages, whoever read those before.

        Args:
            before: The messages that we know of.
            changes: What would change if we alone had read it.
        """
        given = [stored.occurred_time, stored.last_time]
        given += [one.occurred_time for one in (*before, *new)]
        times = sorted({one for one in given if one is not None})
        first = changes.get("occurred_time", stored.occurred_time)
        if times and (stored.source is not None or first is None):
            first = times[0]
        last = times[-1] if times and first is not None and times[-1] > first else None
        found: dict[str, Any] = {"occurred_time": first, "last_time": last}
        if stored.source is not None and self._is_asked(stored, before, new):
            found["needs_answer"] = True
        return found

    def _is_asked(
        self, stored: Touchpoint, before: Sequence[Exchange], new: Sequence[Exchange]
    ) -> bool:
        """Tell whether new messages need an answer that nobody knew of.

        Of what others have read, perhaps they only got a copy; but what somebody marked as answered
        doesn't wait again.
        """
        until = stored.last_time or stored.occurred_time or ""
        asking = [one for one in new if asks(one)]
        if any((one.occurred_time or "") > until for one in asking):
            return True
        return bool(asking) and not before and stored.id in self._untouched

    @cached_property
    def _untouched(self) -> set[int]:
        return queries.journal.untouched(self._reader, Touchpoint.TABLE, self._numbers)


def asks(one: Exchange) -> bool:
    """Tell whether a message is the client's, to one of us above all."""
    return one.direction == Direction.INBOUND and not one.told
