"""What to have ready beside an apology, for the questions it will bring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

MISSING = "not written down yet"


@dataclass(frozen=True, slots=True)
class Outline:
    """The answers to have ready; it is for us, and no part of the letter.

    Attributes:
        number: The mistake's.
        fix_by: The day it is to be put right by.
    """

    number: int
    what: str
    happened_on: date | None
    why: str | None
    fix: str
    fix_by: date | None
    prevent: str | None
    offer: str | None

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions to expect."""
        return (
            "When did it happen, and when did you notice?",
            "Why did nobody notice earlier?",
            "What does it mean for us: money, deadlines, anybody else who has to know?",
            "By when is it put right, and who tells us?",
            "Can it have happened before, or somewhere else?",
            "How do we know that it won't happen again?",
        )

    def fields(self) -> dict[str, Any]:
        """Return it as fields for JSON."""
        return {
            "mistake": self.number,
            "what": self.what,
            "happened_on": None if self.happened_on is None else self.happened_on.isoformat(),
            "why": self.why,
            "fix": self.fix,
            "fix_by": None if self.fix_by is None else self.fix_by.isoformat(),
            "prevent": self.prevent,
            "offer": self.offer,
            "questions": list(self.questions),
        }

    def lines(self) -> list[str]:
        """Return it in words, a line each."""
        when = self.happened_on.isoformat() if self.happened_on else None
        by = f" (by {self.fix_by.isoformat()})" if self.fix_by else ""
        return [
            "Have this ready before you send it; it isn't part of the letter:",
            f"  what happened   {self.what}",
            f"  when            {when or MISSING}",
            f"  why             {self.why or MISSING}",
            f"  the fix         {self.fix}{by}",
            f"  never again     {self.prevent or MISSING}",
            f"  what we offer   {self.offer or MISSING}",
            "Questions to expect:",
            *(f"  - {question}" for question in self.questions),
        ]
