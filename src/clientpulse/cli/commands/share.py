"""``pulse share``: what was passed on to a client."""

from __future__ import annotations

from typing import Annotated, Any, cast

import typer

from clientpulse import output, records, services
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import (
    ChannelOption,
    Client,
    DryRun,
    On,
    day_option,
    open_thing,
)
from clientpulse.cli.app.shapes import Answer, Shown, group, reading, writing
from clientpulse.cli.app.verbs import VerbGroup
from clientpulse.cli.commands.touchpoint import Corrections, corrected, removed
from clientpulse.errors import InputError


class ShareGroup(VerbGroup):
    """A group whose command to share is called like it, and that lists when nothing is said."""

    plain = True
    bare = "list"


app = group(
    """Share an article, an event or an introduction, and remember who has it.

    \b
    Examples:
      pulse share acme The new rules for grants --url https://grants.example/rules
      pulse share list grants                      who has it already
    """,
    ShareGroup,
    bare=True,
)


WhichShare = Annotated[
    list[str],
    open_thing(
        "Its number, from 'pulse share list', or a client, and words of it where it isn't the only"
        " one."
    ),
]


@writing(app)
def add(
    work: Session,
    client: Client,
    what: Annotated[
        list[str], typer.Argument(metavar="WHAT", help="What you shared; no quotes needed.")
    ],
    url: Annotated[str | None, typer.Option("--url", metavar="URL", help="Its address.")] = None,
    channel: ChannelOption = None,
    on: On = None,
    again: Annotated[bool, typer.Option("--again", help="Even if they have it.")] = False,
) -> Answer:
    """Write down what you shared with a client; 'add' may be left out.

    \b
    Examples:
      pulse share acme The new rules for grants --url https://grants.example/rules
      pulse share acme An introduction to Anna Rossi -c call -d yesterday
      pulse share acme The new rules for grants --again

    It is an e-mail, today, unless you say otherwise, and a touchpoint like any other. What a
    client already has is refused, with its day.
    """
    services.clients.bulk.refuse_circular(client)
    shared = " ".join(what).strip()
    with work.unit_for(client) as (unit, found):
        new = records.Touchpoint(
            **found.whose,
            occurred_on=work.happened_on(on),
            channel=services.text.channel(channel or "email"),
            direction="outbound",
            shared=shared,
            url=services.clients.sharing.url_of(shared, url),
        )
        touchpoint = services.clients.sharing.share(unit, work.today, new, again=again)
        view = work.logged(unit.reader, touchpoint)
    said = output.messages.touchpoints
    answer = said.record(view)
    fields = {name: answer[name] for name in ("touchpoint", "next", "open")}
    return Answer(fields, said.logged(view))


@reading(app, "list")
def list_shared(
    work: Session,
    text: Annotated[
        list[str] | None,
        typer.Argument(metavar="TEXT", help="Only what has these words, or went to this client."),
    ] = None,
) -> Shown[Any]:
    """List what you shared, newest first, and who has it; 'pulse share' alone does the same.

    \b
    Examples:
      pulse share list
      pulse share list grants
    """
    with work.reader() as reader:
        view = services.clients.sharing.listed(reader, work.today, " ".join(text) if text else None)
    return Shown(output.screens.shares.SCREEN, view)


@writing(app)
def edit(
    work: Session,
    which: WhichShare,
    what: Annotated[str | None, typer.Option(metavar="TEXT", help="What you shared.")] = None,
    url: Annotated[
        str | None, typer.Option("--url", metavar="URL", help="Its address; '' for none.")
    ] = None,
    channel: ChannelOption = None,
    on: Annotated[str | None, day_option("When.")] = None,
) -> Answer:
    """Correct what you shared; the rest of it is changed by 'pulse touchpoint edit'.

    \b
    Examples:
      pulse share edit acme --what "The new rules for grants" --url ''
      pulse share edit 342 -d yesterday -c letter
    """
    given = {"shared": what, "url": url, "channel": channel, "on": on}
    typed = {name: one for name, one in given.items() if one is not None}
    if not typed:
        raise InputError("nothing to change", "give for example --what, --url or -d")
    if what is not None and not what.strip():
        raise InputError("what was shared is empty", "to delete it: pulse share delete ID")
    shared = services.open_things.kinds.SHARED
    return corrected(work, shared, which, cast("Corrections", typed))


@writing(app)
def delete(work: Session, which: WhichShare, dry_run: DryRun = False) -> Answer:
    """Delete what you shared, and with it the contact; 'pulse undo' brings it back.

    \b
    Examples:
      pulse share delete acme grants
      pulse share delete 342
    """
    return removed(work, services.open_things.kinds.SHARED, which, dry_run=dry_run)
