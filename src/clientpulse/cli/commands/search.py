"""``pulse search``."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from clientpulse import output, services
from clientpulse.cli.app.completion import clients_and_tags, kinds_of_things
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.shapes import Shown, reading

SHOWN_ON_A_SCREEN = 50


@reading()
def search(
    work: Session,
    form: str,
    words: Annotated[
        list[str],
        typer.Argument(metavar="TEXT", help="Words that all have to be there, in any order."),
    ],
    kinds: Annotated[
        list[str] | None,
        typer.Option(
            "--in",
            metavar="KIND",
            help="Only in notes, people, promises ...; repeat for more.",
            autocompletion=kinds_of_things,
        ),
    ] = None,
    client: Annotated[
        str | None,
        typer.Option(
            "--client",
            metavar="CLIENT|@TAG",
            help="Only what belongs to this client, or to those with this tag.",
            autocompletion=clients_and_tags,
        ),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            metavar="N", help="No more than this many; 0 for all. A terminal shows 50.", min=0
        ),
    ] = None,
) -> Shown[Any]:
    """Find what was ever written, newest first.

    \b
    Examples:
      pulse search grant
      pulse search muller budget --in notes
      pulse search "half-year review" --client acme

    It looks in clients, people, notes, what was agreed or shared, meetings, promises and asks,
    mistakes, reminders, agendas, feedback, projects, services and traits; --in takes these words.
    Accents and case don't matter, and part of a word is enough. Words in quotes have to stand
    together. If you give several words, some may be in the client's name.
    """
    if limit is None and work.is_on_a_screen(form):
        limit = SHOWN_ON_A_SCREEN
    wanted = [services.searching.finding.kind(one) for one in kinds or ()]
    with work.reader() as reader:
        clients = None if client is None else services.lookup.scope(reader, client)
        view = services.searching.finding.search(
            reader, work.today, words, wanted, clients, limit or None
        )
    return Shown(output.screens.search.SCREEN, view)
