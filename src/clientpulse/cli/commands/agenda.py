"""``pulse agenda``."""

from __future__ import annotations

from typing import Annotated

import typer

from clientpulse import output, records, services
from clientpulse.cli.app.context import Session, session
from clientpulse.cli.app.groups import PulseCommand
from clientpulse.cli.app.parameters import Client, Format, Json
from clientpulse.errors import InputError
from clientpulse.quoting import quoted

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(cls=PulseCommand)
def agenda(
    ctx: typer.Context,
    client: Client,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="drop N | add TEXT",
            help="Drop the point with that number, or add one of your own.",
            autocompletion=lambda: ["add", "drop"],
        ),
    ] = None,
    form: Format = "table",
    json: Json = False,
) -> None:
    """Show what to talk about at the next meeting; note points for it.

    \b
    Examples:
      pulse agenda acme
      pulse agenda acme add Ask about leasing the van
      pulse agenda acme drop 2

    Besides your own points it lists what both sides owe, mistakes that aren't fixed yet and
    feedback that is due. It always ends with their questions and with sore spots. Logging the
    meeting closes the points.
    """
    form = output.choose(form, json)
    work = session(ctx)
    if words:
        _write(work, client, words, form == "json")
        return
    with work.reader_for(client) as (reader, found):
        view = services.agenda.agenda(reader, work.today, work.policy(reader), found)
    work.show(output.screens.agenda.SCREEN, view, form)


def _write(work: Session, client: str, words: list[str], json: bool) -> None:
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

    with work.unit_for(client, f"agenda {verb}") as (unit, found):
        if verb == "add":
            point = records.AgendaPoint(**found.whose, what=rest, added_on=work.today)
            written = services.agenda.add_point(unit, point)
            line = f"On the agenda with {found.name}: {written.number}. {written.point.what}"
        else:
            written = services.agenda.drop_point(unit, found, rest)
            line = f"Off the agenda with {found.name}: {written.point.what}"
    work.answer(
        f"agenda-{verb}", {"point": output.screens.agenda.point_record(written)}, [line], json
    )
