"""``pulse outbox``: lines of ``pulse log --later`` that wait on this computer."""

from __future__ import annotations

from typing import Annotated, Any, Unpack

import typer

from clientpulse import output, services
from clientpulse.cli import app as frame
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import DryRun
from clientpulse.cli.app.shapes import Answer, Shown, group, reading, writing
from clientpulse.cli.app.verbs import VerbGroup
from clientpulse.cli.commands.editing import deleted
from clientpulse.cli.commands.settling import Settles
from clientpulse.errors import ConflictError, ExitCode, InputError
from clientpulse.services.lines.keeping import Edits
from clientpulse.views.outbox import OutboxView

NONE = "none"


class OutboxGroup(VerbGroup):
    """A group that lists when nothing but options is said."""

    default = bare = alone = "list"


app = group(
    """See and correct what 'pulse log --later' keeps on this computer.

    \b
    Examples:
      pulse outbox
      pulse outbox edit 1 --client acme
    """,
    OutboxGroup,
    bare=True,
)

LineId = Annotated[
    int, typer.Argument(metavar="ID", help="The number of the line, from 'pulse outbox'.")
]


@reading(app, "list")
def list_lines(work: Session) -> Shown[Any]:
    """List the lines that wait, and why; 'pulse outbox' alone does the same.

    \b
    Examples:
      pulse outbox list
      pulse outbox --json

    The store isn't needed for it: this works on the train, too.
    """
    found = services.lines.keeping.find(work.store.path)
    view = OutboxView(
        work.today,
        tuple(found.lines),
        tuple(found.unreadable),
        tuple(found.elsewhere),
        services.drafting.folder.count(work.store.path),
    )
    return Shown(output.screens.outbox.SCREEN, view)


@writing(app)
def deliver(work: Session) -> Answer:
    """Deliver what waits now.

    \b
    Examples:
      pulse outbox deliver

    Any command that uses the store does so first. The exit code is 3 when a line still waits, and
    4 when the store can't be used.
    """
    done = frame.delivering.deliver(work)
    if done.trouble is not None:
        raise done.trouble
    if done.is_taken:
        raise ConflictError(
            "another command is delivering right now", "see in a moment: pulse outbox"
        )
    record = output.screens.outbox.record
    left = services.lines.keeping.find(work.store.path).lines
    fields = {"delivered": list(map(record, done.lines)), "waiting": list(map(record, left))}
    lines = [output.messages.outbox.refused(one, work.today) for one in done.refused]
    said = output.messages.outbox.done(len(done.lines), len(left))
    return Answer(fields, [*lines, said], ExitCode.CONFLICT if left else ExitCode.DONE)


@writing(app)
def edit(
    work: Session,
    number: LineId,
    client: Annotated[
        str | None, typer.Option(metavar="CLIENT", help="Whom it was with, by key or name.")
    ] = None,
    people: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="PERSON", help="Who took part; none: nobody named."),
    ] = None,
    next_meeting: Annotated[
        str | None,
        typer.Option("--next", metavar="WHEN", help="The next meeting to book; none: no meeting."),
    ] = None,
    **settles: Unpack[Settles],
) -> Answer:
    """Correct what keeps a line from being delivered; 'none' takes a value out.

    \b
    Examples:
      pulse outbox edit 1 --client acme
      pulse outbox edit 1 --kept none --next "12 jan 10:00"

    It keeps the day and the time at which it was typed. The rest is corrected once it is
    delivered: pulse touchpoint edit.
    """
    edits = Edits(
        client,
        None if people is None else _without_none(people),
        None if next_meeting is None else _ahead(work, next_meeting),
        {kind: _without_none(typed) for kind, typed in settles.items()} or None,  # type: ignore[arg-type]
    )
    if edits == Edits():
        raise InputError(
            "nothing to change was named", f"name it: pulse outbox edit {number} --client acme"
        )
    before, after = services.lines.keeping.edit(work.store.path, number, edits)
    screen = output.screens.outbox
    changed = screen.changed(before, after)
    said = output.messages.outbox.edited(after, changed, work.today)
    return Answer({"line": screen.record(after), "changed": changed}, said)


@writing(app)
def delete(work: Session, number: LineId, dry_run: DryRun = False) -> Answer:
    """Delete a line that waits.

    \b
    Examples:
      pulse outbox delete 1
    """
    keeping = services.lines.keeping
    one = (keeping.read if dry_run else keeping.delete)(work.store.path, number)
    what = output.messages.outbox.happened(one, work.today)
    return deleted({"line": output.screens.outbox.record(one)}, [what], dry_run=dry_run)


def _ahead(work: Session, typed: str) -> Any:
    return () if typed.strip().lower() == NONE else work.when(typed)


def _without_none(typed: list[str]) -> tuple[str, ...]:
    return () if [one.strip().lower() for one in typed] == [NONE] else tuple(typed)
