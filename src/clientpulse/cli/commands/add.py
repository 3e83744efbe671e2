"""``pulse add``."""

from __future__ import annotations

from typing import Annotated

import typer

from clientpulse import dates, output, records, services
from clientpulse.cli.app.completion import channels
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import Hours, Language, Length, Timezone
from clientpulse.cli.app.shapes import Answer, writing


@writing()
def add(
    work: Session,
    name: Annotated[list[str], typer.Argument(metavar="NAME", help="The client's name.")],
    meet: Annotated[
        str | None,
        typer.Option(metavar="INTERVAL", help="How often you meet: monthly, quarterly, 6w, none."),
    ] = None,
    update: Annotated[
        str | None,
        typer.Option(
            metavar="INTERVAL",
            help="How often an update goes out; default: it follows from the meetings.",
        ),
    ] = None,
    key: Annotated[str | None, typer.Option(metavar="KEY", help="The short name to type.")] = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="When the cadence starts; default: today."),
    ] = None,
    contact: Annotated[
        str | None, typer.Option(metavar="NAME", help="The person you talk to.")
    ] = None,
    email: Annotated[str | None, typer.Option(metavar="ADDRESS", help="Their e-mail.")] = None,
    phone: Annotated[str | None, typer.Option(metavar="NUMBER", help="Their phone.")] = None,
    prefers: Annotated[
        str | None,
        typer.Option(metavar="CHANNEL", help="How they like to talk.", autocompletion=channels),
    ] = None,
    tag: Annotated[
        list[str] | None,
        typer.Option("--tag", metavar="TAG", help="A word to group by; repeat for several."),
    ] = None,
    owner: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who looks after the client.")
    ] = None,
    timezone: Timezone = None,
    hours: Hours = None,
    length: Length = None,
    language: Language = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="Anything to remember.")] = None,
) -> Answer:
    """Add a client.

    \b
    Examples:
      pulse add "Acme GmbH" --meet quarterly
      pulse add "Greenfield Dairy" --meet monthly --contact "Ann Field" --email ann@field.example
      pulse add Bianchi --meet 6w --update 10d --prefers call --tag retail

    How often you meet decides how often an update goes out between the meetings: quarterly
    meetings, monthly updates; monthly meetings, weekly updates. An --update of your own wins.
    """
    default = work.settings.default_meeting
    if meet is None:
        meeting_interval = None if default is None else str(default)
    else:
        meeting_interval = services.text.interval(meet, "meeting")
    new = records.Client(
        name=" ".join(name),
        key="" if key is None else services.text.key(key),
        started_on=work.today if since is None else work.day(since, dates.Prefer.PAST),
        meeting_interval=meeting_interval,
        update_interval=None if update is None else services.text.update_interval(update),
        prefers=None if prefers is None else services.text.channel(prefers),
        tags=tuple(tag or ()),
        owner=owner,
        note=note,
        timezone=timezone,
        hours=hours,
        message_length=length,
        language=language,
    )
    person = None
    if contact or email or phone:
        person = records.Contact(name=contact or "", email=email, phone=phone)
    with work.unit_of_work(creates=True) as unit:
        added = services.clients.editing.add(unit, new, person)
        items = work.next_items(unit.reader, added.id)
        tags = services.clients.listing.tags_of(unit.reader, added.id)
    cadence = services.facts.policy.cadence_of(
        work.settings.policy, added.meeting_interval, added.update_interval
    )
    return Answer(
        {"client": output.screens.clients.record(added, tags)},
        output.messages.clients.added(added, cadence, items, work.today, defaulted=meet is None),
    )
