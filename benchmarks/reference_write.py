"""The write yardstick: the plainest Typer + SQLModel + Rich program that logs a touchpoint.

It finds the client by its key, inserts the touchpoint, commits and says so. No tricks, and nothing
that is slow on purpose: one file, imports at the top, library defaults.
"""

from datetime import UTC, date, datetime
from typing import Annotated
from uuid import uuid4

import typer
from rich.console import Console
from sqlmodel import Field, Session, SQLModel, create_engine, select


class Client(SQLModel, table=True):
    """A client, as far as this program needs it."""

    id: int | None = Field(default=None, primary_key=True)
    key: str
    name: str


class Touchpoint(SQLModel, table=True):
    """Something that happened with a client."""

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=lambda: str(uuid4()))
    client_id: int = Field(foreign_key="client.id")
    occurred_on: date
    channel: str
    direction: str = "outbound"
    reaching: int = 1
    note: str | None = None
    no_news: int = 0
    created_at: str = Field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))


app = typer.Typer()


@app.command()
def log(
    client: str,
    note: list[str],
    db: Annotated[str, typer.Option(envvar="CLIENTPULSE_DB", help="The store.")],
    channel: Annotated[str, typer.Option("--channel", "-c", help="How it happened.")] = "call",
) -> None:
    """Write down a call, an e-mail, a meeting or a visit."""
    engine = create_engine(f"sqlite:///{db}")
    console = Console()
    with Session(engine) as session:
        found = session.exec(select(Client).where(Client.key == client)).first()
        if found is None:
            console.print(f"[red]There is no client {client}.[/red]")
            raise typer.Exit(3)
        today = date.today()  # noqa: DTZ011  a person's day is the local one
        touchpoint = Touchpoint(
            client_id=found.id, occurred_on=today, channel=channel, note=" ".join(note)
        )
        session.add(touchpoint)
        session.commit()
        console.print(
            f"[green]Logged[/green] a {touchpoint.channel} with [bold]{found.name}[/bold]"
            f" on {touchpoint.occurred_on:%a %d %b %Y}."
        )


if __name__ == "__main__":
    app()
