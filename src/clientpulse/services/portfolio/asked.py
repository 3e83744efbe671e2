"""What of all that is to be done was asked for: how far ahead, which statuses, which rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from clientpulse import services
from clientpulse.cadence.interval import Interval
from clientpulse.cadence.items import ACTIONABLE, SOON, DueItem
from clientpulse.cadence.rule_book import RULES
from clientpulse.errors import InputError
from clientpulse.quoting import quoted

STATUSES = ("today", "overdue", "due", "soon")


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
        frozenset(_known(one, "status", STATUSES) for one in statuses),
        frozenset(_known(one, "rule", RULES) for one in rules),
    )


def _known(typed: str, noun: str, known: Iterable[str]) -> str:
    word = typed.strip().lower().replace(" ", "_").replace("-", "_")
    if word in known:
        return word
    hint = f"use one of {', '.join(known)}"
    if noun == "status":
        hint += "; 'pulse report' knows those of clients with nothing to do"
    raise InputError(f"{quoted(typed)} isn't a {noun}{' of this list' * (noun == 'status')}", hint)
