"""What to have ready beside an apology, for the questions it will bring; no part of the letter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from clientpulse.records import Mistake

MISSING = "not written down yet"

QUESTIONS = (
    "When did it happen, and when did you notice?",
    "Why did nobody notice earlier?",
    "What does it mean for us: money, deadlines, anybody else who has to know?",
    "By when is it put right, and who tells us?",
    "Can it have happened before, or somewhere else?",
    "How do we know that it won't happen again?",
)


def fields(mistake: Mistake) -> dict[str, Any]:
    """Return what is known of a mistake, and the questions to expect, as fields for JSON."""
    return {
        "mistake": mistake.id,
        "what": mistake.what,
        "happened_on": None if mistake.happened_on is None else mistake.happened_on.isoformat(),
        "why": mistake.why,
        "fix": mistake.fix,
        "fix_by": None if mistake.fix_by is None else mistake.fix_by.isoformat(),
        "prevent": mistake.prevent,
        "offer": mistake.offer,
        "questions": list(QUESTIONS),
    }


def lines(known: Mapping[str, Any]) -> list[str]:
    """Return these fields in words, a line each."""

    def said(name: str) -> str:
        return known[name] or MISSING

    by = f" (by {known['fix_by']})" if known["fix_by"] else ""
    return [
        "Have this ready before you send it; it isn't part of the letter:",
        f"  what happened   {known['what']}",
        f"  when            {said('happened_on')}",
        f"  why             {said('why')}",
        f"  the fix         {known['fix']}{by}",
        f"  never again     {said('prevent')}",
        f"  what we offer   {said('offer')}",
        "Questions to expect:",
        *(f"  - {question}" for question in known["questions"]),
    ]
