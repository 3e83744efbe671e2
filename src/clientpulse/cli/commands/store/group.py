"""``pulse store``: a store on a server, for several people or several machines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from clientpulse import config, output, services
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import Yes
from clientpulse.cli.app.shapes import Answer, group, writing
from clientpulse.cli.commands.store.copy import copy
from clientpulse.cli.commands.store.letting_in import grant, revoke
from clientpulse.cli.commands.store.served import on_a_server
from clientpulse.quoting import shell_word

app = group(
    """Make, upgrade and copy a store on a PostgreSQL server.

    \b
    Examples:
      pulse store init postgresql://sam@db.practice.example/pulse
      pulse store copy ~/clients.db postgresql://sam@db.practice.example/pulse
      pulse store grant kim
    """,
)

Url = Annotated[
    str, typer.Argument(metavar="URL", help="The database: postgresql://user@host/name")
]
OptionalUrl = Annotated[
    str | None,
    typer.Argument(
        metavar="[URL]", help="The database; default: the store in use.", show_default=False
    ),
]


@writing(app)
def init(work: Session, url: Url) -> Answer:
    """Make a store in a database on a server.

    \b
    Examples:
      pulse store init postgresql://sam@db.practice.example/pulse
      pulse store init 'postgresql://sam@db.practice.example/pulse?sslmode=verify-full'

    Its tables are in a schema of their own, clientpulse; whatever else is in the database stays as
    it is. The database is made, too, where there is none and you may make it. Where there is a
    store already, nothing is changed.
    """
    there = on_a_server(work, url)
    made = services.serving.making.make(there)
    said = output.messages.servers
    lines = [
        *said.made(there.place, is_new=made.is_new, is_database_new=made.is_database_new),
        *said.next_steps(_next_steps(work, there)),
    ]
    fields = {"db": there.location, "version": made.version, "made": made.is_new}
    return Answer({"store": {**fields, "database_made": made.is_database_new}}, lines)


@writing(app)
def migrate(work: Session, url: OptionalUrl = None, yes: Yes = False) -> Answer:
    """Upgrade the store on a server, for everybody.

    \b
    Examples:
      pulse store migrate
      pulse store migrate --yes postgresql://sam@db.practice.example/pulse

    No other command upgrades a store on a server, for from then on everybody needs this release.
    It asks first, and says how to back up the store before.
    """
    there = on_a_server(work, url)
    making, said = services.serving.making, output.messages.servers
    before = making.version(there)
    wanted = making.NEWEST
    fields = {"db": there.location, "version": wanted, "upgraded_from": None}
    if before == wanted:
        line = f"The store has schema {wanted} already; nothing was changed: {there.place}"
        return Answer({"store": fields}, [line])
    if not yes:
        typer.echo(f"To back it up before: {said.dump(there.location, work.today)}", err=True)
    question = f"Upgrade the {there.place} from schema {before} to {wanted}?"
    work.confirm(f"{said.EVERYBODY} {question}", yes)
    before = making.upgrade(there)
    line = f"Upgraded from schema {before} to {wanted}, for everybody: {there.place}"
    return Answer({"store": {**fields, "upgraded_from": before}}, [line])


writing(app)(copy)
writing(app)(grant)
writing(app)(revoke)


def _next_steps(work: Session, there: services.stores.ServerStore) -> Iterator[tuple[str, str]]:
    url = shell_word(there.location, "URL")
    own = config.places.default_store_path()
    if own.exists():
        copied = f"pulse store copy {shell_word(str(own), 'FILE')} {url}"
        yield "bring along what you have", copied
    if work.settings.store.db != there.location:
        yield "use it from now on", f"pulse config set store.db {url}"
    if work.settings.me.owner is None:
        name = shell_word(there.address.parameters.get("user", "NAME"), "NAME")
        yield "say who you are among colleagues", f"pulse config set me.owner {name}"
    yield "let in a colleague whom the server knows", "pulse store grant ROLE"
