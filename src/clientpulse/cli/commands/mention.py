"""``pulse service mention``: which client heard of which service."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from clientpulse import dates, output, records, services
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import Client, DryRun, On, OptionalClient, open_thing
from clientpulse.cli.app.shapes import Answer, Shown, group, reading, writing
from clientpulse.cli.app.verbs import VerbGroup
from clientpulse.cli.commands.editing import deleted, edited
from clientpulse.cli.commands.settling import fields as written
from clientpulse.records.changing import changes

Service = Annotated[str, typer.Argument(metavar="SERVICE", help="Part of its name, or its number.")]
WhichMention = Annotated[
    list[str],
    open_thing("Its number, from 'pulse service mention list', or its client and the service."),
]


class MentionGroup(VerbGroup):
    """A group whose command to note a mention is called like the group."""

    plain = True


app = group(
    """Note that a client heard of a service.

    \b
    Examples:
      pulse service mention acme payroll
      pulse service mention list acme
    """,
    MentionGroup,
)


@writing(app)
def add(work: Session, client: Client, service: Service, on: On = None) -> Answer:
    """Note that a client heard of a service; 'add' may be left out.

    \b
    Examples:
      pulse service mention acme payroll
      pulse service mention acme payroll --on "last fri"
    """
    day = work.happened_on(on)
    with work.unit_for(client) as (unit, found):
        view, mentioned = services.services.mention(unit, work.today, found, service, day)
    line = f"{mentioned.client} heard of {view.name}, {dates.long_date(mentioned.mentioned_on)}."
    fields = {
        "service": output.screens.services.record(view),
        "mention": output.screens.services.mention_record(mentioned),
    }
    return Answer(fields, [line])


@reading(app, "list")
def list_mentions(work: Session, client: OptionalClient = None) -> Shown[Any]:
    """List which client heard of which service and when, newest first.

    \b
    Examples:
      pulse service mention list
      pulse service mention list acme
    """
    view = work.listed(client, services.services.mentions)
    return Shown(output.screens.services.MENTIONS, view)


@writing(app)
def edit(work: Session, which: WhichMention, on: On = None) -> Answer:
    """Correct the day a client heard of a service.

    \b
    Examples:
      pulse service mention edit acme payroll --on "last fri"
    """
    day = work.happened_on(on)
    with work.unit_of_work() as unit:
        number = int(work.chosen_one(unit.reader, services.open_things.kinds.MENTION, which))
        before = services.lookup.numbered(unit.reader, records.ServiceMention, number)
        after = services.services.edit_mention(unit, work.today, before, day)
    fields = {"mention": output.screens.services.mention_record(after)}
    return edited(work, fields, output.messages.services.mention(after), changes(before, after))


@writing(app)
def delete(work: Session, which: WhichMention, dry_run: DryRun = False) -> Answer:
    """Delete mentions entered in error.

    \b
    Examples:
      pulse service mention delete acme payroll
      pulse service mention delete 4
    """
    with work.unit_of_work(dry_run=dry_run) as unit:
        refs = work.chosen(unit.reader, services.open_things.kinds.MENTION, which)
        gone = services.open_things.each.do(
            unit, refs, lambda ref: services.services.delete_mention(unit, int(ref))
        )
    fields = written("mention", map(output.screens.services.mention_record, gone))
    return deleted(fields, map(output.messages.services.mention, gone), dry_run=dry_run)
