"""The clocks of calls: one for each client, of which one runs."""

from __future__ import annotations

import time
from collections.abc import Callable
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clientpulse.ui.views import Whom

MINUTE = 60


class Clocks:
    """How long each call is, until it is written down.

    Attributes:
        now: Returns seconds that only ever go on, whatever the time of day is.
        ringing: Whose clock runs.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self.now = now
        self.ringing: Whom | None = None
        self._since = 0.0
        self._before: dict[str, float] = {}

    def start(self, whom: Whom) -> None:
        """Let a client's clock run, on from where it was stopped."""
        self.ringing, self._since = whom, self.now()

    def stop(self) -> None:
        """Stop the clock that runs."""
        if self.ringing is not None:
            self._before[self.ringing.key] = self.seconds(self.ringing.key)
            self.ringing = None

    def forget(self, key: str) -> None:
        """Forget a client's clock: the call is written down."""
        if self._runs(key):
            self.ringing = None
        self._before.pop(key, None)

    def _runs(self, key: str) -> bool:
        return self.ringing is not None and self.ringing.key == key

    def seconds(self, key: str) -> float:
        """Return how long a call is; 0 where there is none."""
        runs = self.now() - self._since if self._runs(key) else 0.0
        return self._before.get(key, 0.0) + runs

    def has(self, key: str) -> bool:
        """Tell whether there is a call with a client that isn't written down."""
        return key in self._before or self._runs(key)

    def is_stopped(self, key: str) -> bool:
        """Tell whether a call with a client is over, and isn't written down."""
        return key in self._before and not self._runs(key)

    def minutes(self, key: str) -> int:
        """Return how long a call is in minutes, of which each one that has begun counts."""
        return max(1, ceil(self.seconds(key) / MINUTE))

    def shown(self, key: str) -> str:
        """Write how long a call is: ``3:12``, ``1:03:12``."""
        minutes, seconds = divmod(int(self.seconds(key)), MINUTE)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
