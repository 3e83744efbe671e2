"""``pulse add``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, Unpack

import typer

from clientpulse import output, records, services
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import ChannelOption
from clientpulse.cli.app.shapes import Answer, writing
from clientpulse.cli.commands.client.fields import ClientFields, read_contact, read_fields
from clientpulse.errors import InputError

if TYPE_CHECKING:
    from clientpulse.cadence.items import DueItem
    from clientpulse.services.lookup import Found
    from clientpulse.services.stores import UnitOfWork


@writing()
def add(
    work: Session,
    name: Annotated[list[str], typer.Argument(metavar="NAME", help="The client's name.")],
    last: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="When they last heard from you; default: not known."),
    ] = None,
    channel: ChannelOption = None,
    **typed: Unpack[ClientFields],
) -> Answer:
    """Add a client.

    \b
    Examples:
      pulse add "Acme GmbH" --meet quarterly
      pulse add "Greenfield Dairy" --meet monthly --contact "Ann Field" --email ann@field.example
      pulse add Bianchi --meet 6w --update 10d --prefers call --tag retail
      pulse add "Harbour Foods" --last "3 weeks ago" -c call

    How often you meet decides how often an update goes out between the meetings: quarterly
    meetings, monthly updates; monthly meetings, weekly updates. An --update of your own wins. The
    cadence starts today unless --since gives another day, or --last the day on which they last
    heard from you, by e-mail unless -c says how. Where [me] owner is set in the config, you are
    its owner unless --owner or a tag's default names another; --owner none leaves it to everybody.
    """
    contact = _last_contact(work, last, channel)
    default = work.settings.default_meeting
    own = read_fields(work, typed)
    from_tags = services.clients.defaults.of_tags(
        work.settings.tag_defaults, own.get("tags", ()), own
    )
    fields: dict[str, Any] = {
        "key": "",
        "started_on": work.today if contact is None else contact.occurred_on,
        "asked_from": None if contact is None else work.today,
        "meeting_interval": None if default is None else str(default),
        "owner": work.me,
        **from_tags.values,
        **own,
    }
    new = records.Client(name=" ".join(name), **fields)
    said = read_contact(typed)
    person = records.Contact(**{"name": "", **said}) if any(said.values()) else None

    def write(
        unit: UnitOfWork,
    ) -> tuple[records.Client, records.Touchpoint | None, tuple[DueItem, ...], list[Found]]:
        alike = services.lookup.named_alike(unit.reader, new.name)
        added = services.clients.editing.add(unit, new, person, from_tags.rules)
        logged = None
        if contact is not None:
            whose = services.lookup.Found.of(added).whose
            logged, _ = services.touchpoints.log(unit, work.today, replace(contact, **whose))
            unit.describe(f"added {added.name}")
        return added, logged, work.next_items(unit.reader, added.id), alike

    added, logged, items, alike = work.write_even_first(write)
    cadence = services.facts.policy.cadence_of(
        work.settings.policy,
        added.meeting_interval,
        added.update_interval,
        services.facts.policy.intervals(from_tags.rules),
    )
    written = {"client": output.screens.clients.record(added)}
    if logged is not None:
        written["touchpoint"] = output.screens.history.record(logged)
    messages = output.messages.clients
    lines = messages.added(
        added,
        cadence,
        items,
        work.today,
        defaulted="meet" not in typed,
        by_tags=from_tags,
        last=logged,
        me=work.me,
    )
    return Answer(written, [*lines, *messages.named_alike([one.name for one in alike])])


def _last_contact(work: Session, on: str | None, channel: str | None) -> records.Touchpoint | None:
    """Return how a client last heard from us, as typed."""
    if on is None:
        if channel is not None:
            raise InputError(
                "-c says how they last heard from you, so it needs --last with the day",
                "add it, or say with --prefers how they like to talk",
            )
        return None
    day = work.happened_on(on)
    services.text.refuse_future(
        day, work.today, "they can't have heard from you then", "give the day it was"
    )
    how = services.text.channel("email" if channel is None else channel)
    return records.Touchpoint(occurred_on=day, channel=how, direction="outbound")
