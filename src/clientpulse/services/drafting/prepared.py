"""What a draft is about, on its way from what was typed to the letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from clientpulse.cadence.facts import Facts
from clientpulse.cadence.policy import Policy
from clientpulse.letters import values
from clientpulse.records import Client, Contact
from clientpulse.services import lookup
from clientpulse.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to write.

    Attributes:
        kind: One of the kinds of letters.
        news: What is new; for an update.
        mistake: The mistake to own, as typed; for an apology.
        project: The project to ask about, as typed; for feedback.
        anyway: Write it although the client doesn't know of a mistake.
        about: The conversation that a recap is of, or what a greeting is for, as typed: ``7``,
            ``r3``, ``b12``, or words of it.
        sent: It is going to be logged, so there has to be something in it.
        owner: Whose clients get one, where many do.
    """

    kind: str
    client: str
    news: tuple[str, ...] = ()
    mistake: str | None = None
    project: str | None = None
    anyway: bool = False
    about: str | None = None
    sent: bool = False
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that a letter needs, and what its writer should know.

    Attributes:
        letter: What it is about.
        uid: The client's, which names it in a file.
        contact: The person it goes to, if one is known.
        remarks: What to tell its writer, a sentence each.
    """

    client: lookup.Found
    uid: str
    letter: values.Letter
    contact: Contact | None
    remarks: tuple[str, ...] = ()

    def with_more(self, *remarks: str, **more: Any) -> Prepared:
        """Return it with more in its letter, by the letter's attributes, and with remarks."""
        return replace(self, letter=replace(self.letter, **more), remarks=(*self.remarks, *remarks))


@dataclass(frozen=True, slots=True)
class About:
    """What every kind of letter looks things up with."""

    reader: Reader
    today: date
    policy: Policy
    facts: Facts
    client: Client
    found: lookup.Found
    people: Sequence[Contact]
    wanted: Wanted
