"""How often an agent may call, and calls that come twice."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

MINUTE = 60.0
CALLS, WRITES = 120, 20
"""So many in any minute."""

Clock = Callable[[], float]
Answer = TypeVar("Answer")


@dataclass(slots=True)
class Window:
    """Lets so many through in any minute."""

    most: int
    clock: Clock
    _at: deque[float] = field(default_factory=deque)

    def seconds_to_wait(self) -> float:
        """Return how long to wait for the next one; 0 lets it through, and counts it."""
        now = self.clock()
        while self._at and self._at[0] <= now - MINUTE:
            self._at.popleft()
        if len(self._at) >= self.most:
            return self._at[0] + MINUTE - now
        self._at.append(now)
        return 0.0


@dataclass(slots=True)
class Repeats(Generic[Answer]):
    """Knows for a minute what was answered, for agents that lost the answer and call again."""

    clock: Clock
    _answers: dict[str, tuple[float, Answer]] = field(default_factory=dict)

    def answer(self, call: str) -> Answer | None:
        """Return what the same call was answered within the last minute."""
        since = self.clock() - MINUTE
        self._answers = {one: of for one, of in self._answers.items() if of[0] > since}
        found = self._answers.get(call)
        return None if found is None else found[1]

    def keep(self, call: str, answer: Answer) -> None:
        """Keep an answer."""
        self._answers[call] = (self.clock(), answer)
