"""``pulse agenda``."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

import typer

from clientpulse import output, records, services
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import OptionalClient
from clientpulse.cli.app.shapes import Answer, Shown, reading
from clientpulse.cli.commands.editing import edited
from clientpulse.errors import InputError
from clientpulse.quoting import quoted
from clientpulse.records.changing import changes

VERBS = ("add", "edit", "delete")
DROP = "drop"
"""The older word for delete."""


@reading()
def agenda(
    work: Session,
    client: OptionalClient = None,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="add TEXT | edit N TEXT | delete N",
            help="Add a point of your own, or edit or delete the one with that number.",
            autocompletion=lambda: [*VERBS],
        ),
    ] = None,
) -> Shown[Any] | Answer:
    """Show what to talk about at the next meeting; add points to it.

    \b
    Examples:
      pulse agenda                                 whom you meet next
      pulse agenda acme
      pulse agenda acme add Ask about leasing the van
      pulse agenda acme edit 2 Ask about buying the van
      pulse agenda acme delete 2

    Besides your own points it lists what both sides owe, mistakes that aren't fixed yet and
    feedback that is due. It always ends with their questions and with sore spots. Logging the
    meeting closes the points.
    """
    if client is None:
        with work.reader() as reader:
            coming = services.agenda.coming(reader, work.today)
        return Shown(output.screens.agendas.SCREEN, coming)
    if words and client.lower() in {*VERBS, DROP} and words[0].lower() not in {*VERBS, DROP}:
        client, words = words[0], [client, *words[1:]]  # as with other nouns: agenda add acme ...
    if words:
        return _write(work, client, words)
    with work.reader_for(client) as (reader, found):
        view = services.agenda.agenda(reader, work.today, work.policy(reader), found)
        view = replace(view, remarks=work.silence(reader, found.id))
    return Shown(output.screens.agenda.SCREEN, view)


def _write(work: Session, client: str, words: list[str]) -> Answer:
    """Note a point, word it anew, or delete it.

    Raises:
        InputError: The words are none of these, or there is nothing behind them.
    """
    verb, rest = words[0].lower(), " ".join(words[1:])
    if verb not in {*VERBS, DROP} or not rest.strip():
        raise InputError(
            f"{quoted(words[0])} isn't one of {', '.join(VERBS)}"
            if verb not in {*VERBS, DROP}
            else f"there is nothing to {verb}",
            "for example: pulse agenda acme add Ask about leasing, or pulse agenda acme delete 2",
        )

    work.command = f"agenda {verb}"
    if verb == "edit":
        return _edit(work, client, words[1], " ".join(words[2:]))
    with work.unit_for(client) as (unit, found):
        if verb == "add":
            point = records.AgendaPoint(**found.whose, what=rest, added_on=work.today)
            written = services.agenda.add_point(unit, point)
            line = f"On the agenda with {found.name}: {written.number}. {written.point.what}"
        else:
            written = services.agenda.delete_point(unit, found, rest)
            line = f"Off the agenda with {found.name}: {written.point.what}"
    return Answer({"point": output.screens.agenda.point_record(written)}, [line])


def _edit(work: Session, client: str, number: str, what: str) -> Answer:
    with work.unit_for(client) as (unit, found):
        before = services.agenda.point(unit.reader, found, number)
        after = services.agenda.edit_point(unit, before, what)
    fields = {"point": output.screens.agenda.point_record(after)}
    line = f"on the agenda with {found.name}: {after.number}. {after.point.what}"
    return edited(work, fields, line, changes(before.point, after.point))
