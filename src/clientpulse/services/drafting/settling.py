"""What a letter settles once it was sent: plain enough for a file, so that tomorrow will do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from clientpulse.letters.cleaning import one_line
from clientpulse.letters.draft import Draft
from clientpulse.letters.kinds import KINDS
from clientpulse.letters.values import Letter
from clientpulse.store.queries.values import GREATEST


@dataclass(frozen=True, slots=True)
class Settles:
    """What is written down of a letter that was sent; things by their numbers.

    Attributes:
        subject: Becomes the note.
        attendees: Whom it greets, by the contact's number, which only one person has.
        occasion: ``r3`` or ``b12``.
    """

    kind: str
    subject: str
    no_news: bool = False
    attendees: tuple[str, ...] = ()
    conversation: int | None = None
    service: int | None = None
    project: int | None = None
    mistake: int | None = None
    occasion: str | None = None

    @classmethod
    def by(cls, letter: Letter, draft: Draft) -> Settles:
        """Return what a letter settles, as it was written in the end."""
        service, occasion = letter.service, letter.occasion
        person = None if occasion is None else occasion.person
        ref = None if occasion is None else occasion.ref
        # The draft may have been edited.
        mentioned = service is not None and one_line(service.name) in draft.text
        return cls(
            kind=letter.kind,
            subject=draft.subject,
            # What was written by hand is news for all we know.
            no_news=letter.kind == "update" and not letter.news and not draft.edited,
            attendees=() if person is None else (str(person.id),),
            conversation=letter.conversation.id if letter.conversation else None,
            service=service.id if service and mentioned else None,
            project=letter.project.id if letter.project else None,
            mistake=letter.mistake.id if letter.mistake else None,
            occasion=None if ref is None else str(ref),
        )

    def plain(self) -> dict[str, Any]:
        """Return it for a file."""
        return asdict(self)

    @classmethod
    def read(cls, plain: Mapping[str, Any]) -> Settles:
        """Return it as it was written into a file.

        Raises:
            ValueError: It is none.
            TypeError: Likewise.
            KeyError: Likewise.
        """
        known = {one.name: plain[one.name] for one in fields(cls)}
        for name in ("conversation", "service", "project", "mistake"):
            number = known[name]
            if number is not None and (type(number) is not int or not 0 < number <= GREATEST):
                raise TypeError(name)
        texts = (known["kind"], known["subject"], known["occasion"] or "")
        if not all(isinstance(one, str) for one in texts) or type(known["no_news"]) is not bool:
            raise TypeError(plain)
        if known["kind"] not in KINDS:
            raise ValueError(known["kind"])
        known["attendees"] = tuple(map(str, known["attendees"]))
        return cls(**known)
