"""Which comes first in a column of dates in numbers, day or month."""

from __future__ import annotations

from collections.abc import Callable

from clientpulse.transfer.day_evidence import Evidence
from clientpulse.transfer.day_forms import Written

_SAID = {"dmy": "day first", "mdy": "month first"}


class DayOrder:
    """How the dates of a column are read that can be read in two ways.

    As ``date_order`` says; else as the other dates of the column can't help being read; else not at
    all. Where there are dots, the day stands first, unless the column shows otherwise.

    Args:
        heading: What the column is called in the file.
        date_order: The order that is to be obeyed, if any.
        evidence: Goes through the column; asked once at most.
        say: Takes what a remark is about, of which one is enough, and the remark.
    """

    def __init__(
        self,
        heading: str,
        date_order: str | None,
        evidence: Callable[[], Evidence],
        say: Callable[[str, str], None],
    ) -> None:
        self._heading = heading
        self._given = date_order if date_order in _SAID else None
        self._evidence = evidence
        self._say = say
        self._was_needed = False
        self._against: str | None = None

    def notice(self, text: str, written: Written) -> None:
        """Take note of a date that has one reading only."""
        if self._given and not written.dotted and written.order not in (None, self._given):
            self._against = self._against or text
            self._warn()

    def of(self, written: Written) -> str | None:
        """Return the order in which a date with two readings is read; None where it isn't known."""
        if self._given and not written.dotted:
            self._was_needed = True
            self._warn()
            return self._given
        orders = self._evidence().orders[written.dotted]
        if written.dotted and list(orders) in ([], ["dmy"]):
            return "dmy"
        if len(orders) == 1:
            ((order, (text, line)),) = orders.items()
            self._say(
                f"order {written.dotted}",
                f"the dates under {self._heading} are read {_SAID[order]}: {text} in line {line}"
                " can't be anything else",
            )
            return order
        examples = " and ".join(f"{text} in line {line}" for text, line in orders.values())
        self._say(
            f"order {written.dotted}",
            f"the dates under {self._heading} may be day first or month first"
            f"{f' ({examples} contradict each other)' if examples else ''}:"
            " say which with --date-order dmy or mdy, or with date_order in the config file",
        )
        return None

    def _warn(self) -> None:
        if self._given and self._against and self._was_needed:
            other = "mdy" if self._given == "dmy" else "dmy"
            self._say(
                "against",
                f"the dates under {self._heading} are read {_SAID[self._given]}, as asked for, but"
                f" {self._against} is {_SAID[other]}; if they all are: --date-order {other}",
            )
