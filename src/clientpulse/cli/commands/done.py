"""``pulse done``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from clientpulse import output, records, services
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import On, open_thing
from clientpulse.cli.app.shapes import Answer, writing
from clientpulse.cli.commands.settling import By, answer, contact_too
from clientpulse.errors import InputError

if TYPE_CHECKING:
    from datetime import date

    from clientpulse.services.stores import UnitOfWork


@writing()
def done(
    work: Session,
    which: Annotated[
        list[str],
        open_thing(
            "Numbers of promises, requests (7) or messages from a client (t341), or a client,"
            " with words from it if several are open."
        ),
    ],
    on: On = None,
    channel: By = None,
) -> Answer:
    """Mark a promise kept, a request received or a message answered.

    \b
    Examples:
      pulse done acme                     the only one that is open
      pulse done acme estimate            the one with this word in it
      pulse done 7 8 -c call              both, with one call
      pulse done 8 --on yesterday
      pulse done t342

    If several match, they are listed with their numbers. Anything you log that reached them answers
    a message; this is for one that needs no answer. To log what they sent you:
    pulse log acme -c email --inbound --got 8
    """
    day = work.happened_on(on)
    with work.unit_of_work() as unit:
        refs = work.chosen(unit.reader, services.open_things.kinds.DONE, which)
        if any(map(_is_message, refs)) and (on, channel) != (None, None):
            raise InputError(
                "an answer is a touchpoint with its own day and channel",
                "log it: pulse log CLIENT -c email -d DAY",
            )
        ended = services.open_things.each.do(unit, refs, lambda ref: _end(work, unit, ref, day))
        contact = contact_too(work, unit, ended, channel, day)
    lines = map(_echo, ended)
    owed = [
        output.screens.commitments.record(one)
        for one in ended
        if isinstance(one, records.Commitment)
    ]
    answered = [
        output.screens.history.record(one) for one in ended if isinstance(one, records.Touchpoint)
    ]
    if len(ended) > 1:
        return answer({"commitments": owed, "answered": answered}, lines, contact)
    if answered:
        return Answer({"touchpoint": answered[0]}, lines)
    return answer({"commitment": owed[0]}, lines, contact)


def _echo(one: records.Commitment | records.Touchpoint) -> str:
    if isinstance(one, records.Commitment):
        return output.messages.commitments.ended(one)
    return f"Needs no answer any more: {output.messages.touchpoints.happened(one)}"


def _is_message(ref: str) -> bool:
    return ref.startswith("t")


def _end(
    work: Session, unit: UnitOfWork, ref: str, day: date
) -> records.Commitment | records.Touchpoint:
    if _is_message(ref):
        return services.touchpoints.mark_answered(unit, int(ref[1:]))
    return services.commitments.done(unit, work.today, int(ref), day)
