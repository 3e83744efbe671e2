"""What to have ready beside an apology, for the questions it will bring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from clientpulse.records import Mistake

MISSING = "not written down yet"


@dataclass(frozen=True, slots=True)
class Outline:
    """The answers to have ready; it is for us, and no part of the letter."""

    mistake: Mistake

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
        one = self.mistake
        return {
            "mistake": one.id,
            "what": one.what,
            "happened_on": None if one.happened_on is None else one.happened_on.isoformat(),
            "why": one.why,
            "fix": one.fix,
            "fix_by": None if one.fix_by is None else one.fix_by.isoformat(),
            "prevent": one.prevent,
            "offer": one.offer,
            "questions": list(self.questions),
        }

    def lines(self) -> list[str]:
        """Return it in words, a line each."""
        one = self.mistake
        when = one.happened_on.isoformat() if one.happened_on else None
        by = f" (by {one.fix_by.isoformat()})" if one.fix_by else ""
        return [
            "Have this ready before you send it; it isn't part of the letter:",
            f"  what happened   {one.what}",
            f"  when            {when or MISSING}",
            f"  why             {one.why or MISSING}",
            f"  the fix         {one.fix}{by}",
            f"  never again     {one.prevent or MISSING}",
            f"  what we offer   {one.offer or MISSING}",
            "Questions to expect:",
            *(f"  - {question}" for question in self.questions),
        ]
