"""``pulse store``: a store on a server, for several people or several machines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from clientpulse import services
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.shapes import Answer, group, writing
from clientpulse.cli.commands.store.copy import copy
from clientpulse.errors import InputError
from clientpulse.quoting import quoted

if TYPE_CHECKING:
    from clientpulse.services.stores import ServerStore

app = group(
    """Make, upgrade and copy a store on a PostgreSQL server.

    \b
    Examples:
      pulse store init postgresql://sam@db.practice.example/pulse
      pulse store copy ~/clients.db postgresql://sam@db.practice.example/pulse
      pulse store migrate
    """,
)

Url = Annotated[
    str, typer.Argument(metavar="URL", help="The database: postgresql://user@host/name")
]


@writing(app)
def init(work: Session, url: Url) -> Answer:
    """Make a store in a database on a server.

    \b
    Examples:
      pulse store init postgresql://sam@db.practice.example/pulse
    """
    there = _on_a_server(work, url)
    services.serving.making.make(there)
    return Answer({"store": there.location}, [f"Made a store: {there.location}"])


@writing(app)
def migrate(work: Session) -> Answer:
    """Upgrade the store on a server, for everybody.

    \b
    Examples:
      pulse store migrate
    """
    there = _on_a_server(work, work.store.location)
    services.serving.making.upgrade(there)
    return Answer({"store": there.location}, [f"The store is up to date: {there.location}"])


writing(app)(copy)


def _on_a_server(work: Session, url: str) -> ServerStore:
    there = services.stores.store_at(url, work.settings)
    if isinstance(there, services.stores.Store):
        raise InputError(
            f"{quoted(url)} is a file, not a database on a server",
            "write it as postgresql://sam@db.practice.example/pulse",
        )
    return there
