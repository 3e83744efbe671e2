"""``pulse agenda``."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

import typer

from clientpulse import output, records, services
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import OptionalClient
from clientpulse.cli.app.shapes import Answer, Shown, reading
from clientpulse.errors import InputError
from clientpulse.quoting import quoted


@reading()
def agenda(
    work: Session,
    client: OptionalClient = None,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="drop N | add TEXT",
            help="Drop the point with that number, or add one of your own.",
            autocompletion=lambda: ["add", "drop"],
        ),
    ] = None,
) -> Shown[Any] | Answer:
    """Show what to talk about at the next meeting; note points for it.

    \b
    Examples:
      pulse agenda                                 whom you meet next
      pulse agenda acme
      pulse agenda acme add Ask about leasing the van
      pulse agenda acme drop 2

    Besides your own points it lists what both sides owe, mistakes that aren't fixed yet and
    feedback that is due. It always ends with their questions and with sore spots. Logging the
    meeting closes the points.
    """
    if client is None:
        with work.reader() as reader:
            coming = services.agenda.coming(reader, work.today)
        return Shown(output.screens.agendas.SCREEN, coming)
    if words:
        return _write(work, client, words)
    with work.reader_for(client) as (reader, found):
        view = services.agenda.agenda(reader, work.today, work.policy(reader), found)
        view = replace(view, remarks=work.silence(reader, found.id))
    return Shown(output.screens.agenda.SCREEN, view)


def _write(work: Session, client: str, words: list[str]) -> Answer:
    """Note a point, or drop one.

    Raises:
        InputError: The words are neither, or there is nothing behind them.
    """
    verb, rest = words[0].lower(), " ".join(words[1:])
    if verb not in {"add", "drop"} or not rest.strip():
        raise InputError(
            f"{quoted(words[0])} is neither add nor drop"
            if verb not in {"add", "drop"}
            else f"there is nothing to {verb}",
            "for example: pulse agenda acme add Ask about leasing, or pulse agenda acme drop 2",
        )

    work.command = f"agenda {verb}"
    with work.unit_for(client) as (unit, found):
        if verb == "add":
            point = records.AgendaPoint(**found.whose, what=rest, added_on=work.today)
            written = services.agenda.add_point(unit, point)
            line = f"On the agenda with {found.name}: {written.number}. {written.point.what}"
        else:
            written = services.agenda.drop_point(unit, found, rest)
            line = f"Off the agenda with {found.name}: {written.point.what}"
    return Answer({"point": output.screens.agenda.point_record(written)}, [line])
