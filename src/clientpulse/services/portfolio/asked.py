"""What of all that is to be done was asked for: how far ahead, which statuses, which rules."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from clientpulse import services
from clientpulse.cadence.interval import Interval
from clientpulse.cadence.items import ACTIONABLE, SOON, DueItem
from clientpulse.cadence.rule_book import RULES
from clientpulse.errors import InputError
from clientpulse.quoting import quoted

STATUSES = ("today", "overdue", "due", "soon")
OTHERS = "; for clients with nothing to do: pulse report"


@dataclass(frozen=True, slots=True)
class Asked:
    """What of all that is to be done was asked for.

    Attributes:
        within: How far ahead what is soon is looked for, where it is listed.
        statuses: Only clients of these statuses; empty for all.
        rules: Only what these rules ask for; empty for all.
    """

    within: Interval | None = None
    statuses: frozenset[str] = frozenset()
    rules: frozenset[str] = frozenset()

    @property
    def picks(self) -> bool:
        """Whether clients with something to do may be left out."""
        return bool(self.statuses or self.rules)

    @property
    def listed(self) -> frozenset[str]:
        """The statuses of the items that are listed."""
        soon = self.within is not None or SOON in self.statuses
        return ACTIONABLE | {SOON} if soon else ACTIONABLE

    def of(self, items: Iterable[DueItem]) -> tuple[DueItem, ...]:
        """Return those of the rules that were asked for."""
        return tuple(one for one in items if not self.rules or one.rule in self.rules)


EVERYTHING = Asked()


def asked_for(
    within: str | None = None, statuses: Iterable[str] = (), rules: Iterable[str] = ()
) -> Asked:
    """Read what was typed.

    Raises:
        InputError: It isn't an interval, a status or a rule.
    """
    return Asked(
        None if within is None else services.text.span(within),
        frozenset(one_of(STATUSES, one, "a status of this list", OTHERS) for one in statuses),
        frozenset(one_of(RULES, one, "a rule") for one in rules),
    )


def one_of(known: Collection[str], typed: str, what: str, others: str = "") -> str:
    """Read one of the words that there are; ``On track`` is ``on_track``.

    Args:
        what: What the word is to be: ``a status``.
        others: What the hint says of other words.

    Raises:
        InputError: It is none of them.
    """
    word = typed.strip().lower().replace(" ", "_").replace("-", "_")
    if word in known:
        return word
    raise InputError(f"{quoted(typed)} isn't {what}", f"use one of {', '.join(known)}{others}")
