"""``pulse undo`` and ``pulse redo``."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from clientpulse import output, services
from clientpulse.cli.app.completion import owners
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.shapes import Answer, writing
from clientpulse.errors import InputError
from clientpulse.quoting import shell_word

LISTED = 20

Origin = Annotated[
    str | None,
    typer.Option(
        "--origin",
        metavar="ORIGIN",
        help="What came about like this: typed, which is the default, sync, outbox or agent.",
        autocompletion=lambda: ["typed", "sync", "outbox", "agent"],
    ),
]

Owner = Annotated[
    str | None,
    typer.Option(
        "--owner",
        metavar="NAME",
        help="With --list: what this person did; all for everybody.",
        autocompletion=owners,
    ),
]


@writing()
def undo(
    work: Session,
    show_list: Annotated[
        bool,
        typer.Option("--list", help="List what can be undone, newest first, and what redone."),
    ] = False,
    limit: Annotated[
        int,
        typer.Option(metavar="N", help="With --list: no more than this many; 0 for all.", min=0),
    ] = LISTED,
    origin: Origin = None,
    owner: Owner = None,
) -> Answer:
    """Undo the last change.

    \b
    Examples:
      pulse undo
      pulse undo --origin sync
      pulse undo --list
      pulse undo --list --owner all

    Everything that the last command changed is put back as it was. Run it again to undo the
    command before that; 'pulse redo' brings it back. What a sync wrote later stays, unless it
    builds on what is undone. It can't undo a restore: restore the backup that was made before it.

    Where several people share a store, it is your own last command; it is refused where somebody
    else has changed the same since, or built on it.
    """
    if show_list:
        return _list(work, limit, origin, owner)
    if owner is not None:
        raise InputError(
            "--owner is for the list: undo takes back your own last command",
            "see somebody's: pulse undo --list --owner NAME",
        )
    with work.unit_of_work() as unit:
        line = services.undoing.undo_last(unit, origin)
    return Answer({"undone": output.messages.undo.record(line)}, [f"Undone: {line.summary}"])


def _list(work: Session, limit: int, origin: str | None, owner: str | None) -> Answer:
    with work.reader() as reader:
        found = (
            services.undoing.can_be_undone(reader, typed=origin, owner=owner),
            services.undoing.can_be_redone(reader, typed=origin, owner=owner),
        )
    last, undone = (lines[: limit or None] for lines in found)
    more = (len(last), len(undone)) != (len(found[0]), len(found[1]))
    in_words = partial(output.messages.undo.line, with_whom=owner is not None)
    said = list(map(in_words, last)) or ["There is nothing to undo."]
    if undone:
        said += ["Undone; 'pulse redo' brings back:", *map(in_words, undone)]
    if more:
        theirs = f"pulse undo --list --owner {shell_word(owner or '', 'NAME')} --limit 0"
        mine = "'pulse undo --list --limit 0'"
        said.append(f"There are more: {mine} shows all." if owner is None else f"All: {theirs}")
    items, redo = (list(map(output.messages.undo.record, lines)) for lines in (last, undone))
    return Answer({"items": items, "redo": redo, "more": more}, said)


@writing()
def redo(work: Session, origin: Origin = None) -> Answer:
    """Redo what was undone last.

    \b
    Examples:
      pulse redo

    Run it again to redo what was undone before that. It is possible until something else is
    typed, and for up to 10,000 rows; what a sync wrote meanwhile stays. Where several people
    share a store, what others type ends it only where it has to do with the same.
    """
    with work.unit_of_work() as unit:
        line = services.undoing.redo_last(unit, origin)
    return Answer({"redone": output.messages.undo.record(line)}, [f"Redone: {line.summary}"])
