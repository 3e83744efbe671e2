"""``pulse client``: the clients themselves."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

import typer

from clientpulse import dates, output, services
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.many import Act, do_many
from clientpulse.cli.app.parameters import (
    Client,
    DryRun,
    OfOption,
    OptionalWho,
    OwnerOption,
    TagOption,
    Who,
    Yes,
)
from clientpulse.cli.app.shapes import Answer, Shown, group, reading, writing
from clientpulse.cli.commands.client.edit import edit
from clientpulse.cli.commands.client.remove import archive, delete, merge, restore
from clientpulse.cli.commands.client.rules import rules
from clientpulse.quoting import shell_word

app = group(
    """List, edit, pause, archive, delete or merge clients.

    \b
    Examples:
      pulse client list
      pulse client edit acme --meet monthly
    """,
)


@reading(app, "list")
def list_clients(
    work: Session,
    who: OptionalWho = None,
    tag: TagOption = None,
    owner: OwnerOption = None,
    archived: Annotated[
        bool, typer.Option("--archived", help="List archived clients instead.")
    ] = False,
) -> Shown[Any]:
    """List clients with their keys.

    \b
    Examples:
      pulse client list
      pulse client list @retail --json
    """
    with work.reader() as reader:
        wanted = services.lookup.scope(reader, who, tag, owner, archived=archived)
        view = services.clients.listing.everyone(reader, work.today, work.settings.policy, wanted)
        if not (view.items or archived) and services.clients.listing.all_archived(reader):
            view = replace(view, remarks=output.screens.first_steps.ALL_ARCHIVED)
    return Shown(output.screens.clients.SCREEN, view)


@reading(app, "tags")
def list_tags(work: Session) -> Shown[Any]:
    """List the tags that clients have, and what new clients get by them.

    \b
    Examples:
      pulse client tags
    """
    with work.reader() as reader:
        view = services.clients.tags.listed(reader, work.today, work.settings.tag_defaults)
    return Shown(output.screens.tags.SCREEN, view)


writing(app)(edit)


@writing(app)
def rename(
    work: Session,
    client: Client,
    name: Annotated[list[str], typer.Argument(metavar="NAME", help="The new name.")],
) -> Answer:
    """Rename a client; its key stays.

    \b
    Examples:
      pulse client rename acme Acme Holding AG
    """
    with work.unit_for(client) as (unit, found):
        view = services.clients.editing.rename(unit, work.today, found, " ".join(name))
        silence = work.silence(unit.reader, found.id)
    line = f"Renamed: {found.name} is now {view.name} (key {view.key})"
    return Answer({"client": output.screens.clients.record(view)}, [line, *silence])


@writing(app)
def pause(
    work: Session,
    client: Who,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="When it resumes by itself.")
    ] = None,
    of: OfOption = None,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> Answer:
    """Pause a client for a while: nothing about it is due.

    \b
    Examples:
      pulse client pause acme --until "1 feb"
      pulse client pause @retail --dry-run
    """
    day = None if until is None else work.day(until, dates.Prefer.FUTURE)
    if dry_run or of is not None or services.lookup.is_tag(client):
        act = Act(
            lambda unit, one: services.clients.resting.pause_unless(unit, work.today, one, day),
            verb="pause",
            past="paused",
            how=f"until {dates.long_date(day)}" if day else "",
        )
        return do_many(work, client, act, of, yes=yes, dry_run=dry_run)
    with work.unit_for(client) as (unit, found):
        view = services.clients.resting.pause(unit, work.today, found, day)
        state = replace(work.state(unit.reader, found.id), paused=False)
    end = dates.long_date(day) if day else f"you type: pulse client resume {shell_word(view.key)}"
    lines = [f"{view.name} is paused until {end}", *output.messages.states.silence(state)]
    return Answer({"client": output.screens.clients.record(view)}, lines)


@writing(app)
def resume(
    work: Session, client: Who, of: OfOption = None, yes: Yes = False, dry_run: DryRun = False
) -> Answer:
    """Resume a paused client.

    \b
    Examples:
      pulse client resume acme
    """
    if dry_run or of is not None or services.lookup.is_tag(client):
        act = Act(
            lambda unit, one: services.clients.resting.resume(unit, work.today, one),
            verb="resume",
            past="resumed",
        )
        return do_many(work, client, act, of, yes=yes, dry_run=dry_run)
    with work.unit_for(client) as (unit, found):
        view = services.clients.resting.resume(unit, work.today, found)
        still = work.silence(unit.reader, found.id)
    lines = (
        [f"The pause of {view.name} is over.", *still]
        if still
        else [f"{view.name} is active again."]
    )
    return Answer({"client": output.screens.clients.record(view)}, lines)


reading(app)(rules)
writing(app)(archive)
writing(app)(restore)
writing(app)(delete)
writing(app)(merge)
