"""``pulse show``."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from clientpulse import output, services
from clientpulse.cli.app import page
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.page import Html, Open
from clientpulse.cli.app.parameters import Client
from clientpulse.cli.app.shapes import Answer, Shown, reading
from clientpulse.errors import InputError

LATEST, IN_A_PAGE = 8, 50

READ_IT = (
    "Read it before you show it: promises, requests and what was agreed are in your own words."
)


@reading()
def show(
    work: Session,
    form: str,
    client: Client,
    limit: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            help=f"How many of the last touchpoints; default: {LATEST}, in a page {IN_A_PAGE}.",
            min=0,
        ),
    ] = None,
    html: Html = None,
    to_open: Open = False,
    for_client: Annotated[
        bool,
        typer.Option(
            "--for-client", help="With --html: what one may show the client, and nothing else."
        ),
    ] = False,
) -> Shown[Any] | Answer:
    """Show everything about a client.

    \b
    Examples:
      pulse show acme
      pulse show acme --limit 20
      pulse show acme --html acme.html
      pulse show acme --html for-acme.html --for-client

    The cadence and where it comes from, the people, what is due, the booked meetings and the last
    touchpoints. A page (--html) adds how it went month by month, and what was promised.

    What a client may see is a page of its own (--for-client): the meetings, the contacts by day and
    channel, what was agreed, what is open on both sides, and the services you offer. No note, no
    mood, no health and no mistake can get into it.
    """
    if html is not None or to_open:
        page.check(form)
        if for_client and limit is not None:
            raise InputError(
                "--limit is about the touchpoints of your own page",
                "leave --limit or --for-client out",
            )
        text, name = _page(work, client, IN_A_PAGE if limit is None else limit, for_client)
        return page.deliver(work, text, name, html, to_open, READ_IT if for_client else "")
    if for_client:
        raise InputError("--for-client is about a page", "add --html FILE.html")
    view = work.read_for(
        client,
        lambda reader, found: services.history.show(
            reader,
            work.today,
            work.policy(reader),
            found,
            LATEST if limit is None else limit,
            work.now,
        ),
    )
    return Shown(output.screens.show.SCREEN, view)


def _page(work: Session, client: str, limit: int, for_client: bool) -> tuple[str, str]:
    """Return a client's page, and what it is called where no file was named."""
    if for_client:
        shared = work.read_for(
            client,
            lambda reader, found: services.pages.for_client.page(
                reader, work.today, found, work.settings.sender
            ),
        )
        return output.html.for_client.write(shared), "for-client"
    own = work.read_for(
        client,
        lambda reader, found: services.pages.client.page(
            reader, work.now, work.today, work.policy(reader), found, limit
        ),
    )
    return output.html.client.write(own), "client"
