"""Writing down that a letter was sent, and what follows from it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from clientpulse.cadence.channel import Channel, Direction
from clientpulse.cadence.policy import Policy
from clientpulse.dates import long_date
from clientpulse.letters.cleaning import one_line
from clientpulse.letters.draft import Draft
from clientpulse.letters.values import Letter
from clientpulse.records import ServiceMention, Touchpoint
from clientpulse.services import lookup, mistakes, occasions, projects, recaps, touchpoints
from clientpulse.services.drafting.prepared import Prepared
from clientpulse.views.log import RecapView

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork


def log(
    unit: UnitOfWork, today: date, policy: Policy, prepared: Prepared, draft: Draft
) -> tuple[Touchpoint, RecapView | None]:
    """Write an outbound e-mail down, and what it settles: a mistake, an occasion, a project ...

    Args:
        draft: The letter, as it was written in the end.

    Returns:
        The e-mail, and of a recap what it settled.

    Raises:
        ConflictError: Somebody changed the client's key meanwhile, or the mistake was told, or the
            occasion is done.
    """
    client = lookup.same(unit.reader, prepared.client)
    letter = prepared.letter
    new = Touchpoint(
        **client.whose,
        occurred_on=today,
        channel=Channel.EMAIL.value,
        direction=Direction.OUTBOUND.value,
        note=draft.subject,
        # What was written by hand is news for all we know.
        no_news=letter.kind == "update" and not letter.news and not draft.edited,
        purpose=letter.kind,
        attendees=_greeted(letter),
    )
    logged, _ = touchpoints.log(unit, today, new)
    about = letter.conversation.id if letter.conversation else None
    recap = recaps.settle(unit, today, policy, logged, about)
    service = letter.service
    # The draft may have been edited.
    if service is not None and one_line(service.name) in draft.text:
        unit.insert(
            ServiceMention(
                **client.whose,
                service_id=service.id,
                mentioned_on=today,
                touchpoint_id=logged.id,
            )
        )
    if letter.project is not None:
        projects.asked(unit, letter.project.id, today)
    if letter.mistake is not None:
        mistakes.told(unit, today, letter.mistake.id, today)
    if letter.occasion is not None and letter.occasion.ref is not None:
        occasions.done(unit, today, letter.occasion.ref, today)
    unit.describe(f"logged the {letter.kind} written to {client.name} on {long_date(today)}")
    return logged, recap


def _greeted(letter: Letter) -> tuple[str, ...]:
    """Return whom a letter greets, by the contact's number, which only one person has."""
    person = None if letter.occasion is None else letter.occasion.person
    return () if person is None else (str(person.id),)
