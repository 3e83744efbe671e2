"""How visible a client is: archived, paused or snoozed, and which rules are off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from clientpulse.cadence.policy import RuleIntervals


@dataclass(frozen=True, slots=True)
class ClientState:
    """What keeps a client out of today's list.

    Attributes:
        paused_until: When a pause is over; None where it has no end, or where there is none.
        snoozed_until: None where there is no snooze, or no longer.
        own_rules: The client's own intervals by rule, None where one is off.
        off_for_all: The rules that the config turns off, and this client's own don't turn on.
    """

    name: str
    key: str
    archived: bool
    paused: bool
    paused_until: date | None
    snoozed_until: date | None
    own_rules: RuleIntervals
    off_for_all: tuple[str, ...]

    @property
    def rules_off(self) -> tuple[str, ...]:
        """The rules that are off for this client alone."""
        return tuple(rule for rule, interval in self.own_rules.items() if interval is None)

    def asks(self, rule: str) -> bool:
        """Tell whether a rule will speak about this client, if perhaps not before a pause is over.

        Only an end that somebody has to make is none.
        """
        resting = self.archived or (self.paused and self.paused_until is None)
        return not resting and not self.off((rule,))

    def off(self, rules: Iterable[str]) -> tuple[str, ...]:
        """Return which of these rules are off, for this client or for all."""
        known = {*self.rules_off, *self.off_for_all}
        return tuple(rule for rule in rules if rule in known)
