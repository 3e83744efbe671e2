"""``pulse done``."""

from __future__ import annotations

from clientpulse import output, services
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import CommitmentId, On
from clientpulse.cli.app.shapes import Answer, writing


@writing()
def done(work: Session, number: CommitmentId, on: On = None) -> Answer:
    """Mark a promise kept or a request received.

    \b
    Examples:
      pulse done 7
      pulse done 8 --on yesterday
    """
    day = work.happened_on(on)
    with work.unit_of_work() as unit:
        ended = services.commitments.done(unit, work.today, number, day)
    return Answer(
        {"commitment": output.screens.commitments.record(ended)},
        [output.messages.commitments.ended(ended)],
    )
