"""``pulse add``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Unpack

import typer

from clientpulse import output, records, services
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.shapes import Answer, writing
from clientpulse.cli.commands.client.fields import ClientFields, read_contact, read_fields

if TYPE_CHECKING:
    from clientpulse.cadence.items import DueItem
    from clientpulse.services.stores import UnitOfWork


@writing()
def add(
    work: Session,
    name: Annotated[list[str], typer.Argument(metavar="NAME", help="The client's name.")],
    **typed: Unpack[ClientFields],
) -> Answer:
    """Add a client.

    \b
    Examples:
      pulse add "Acme GmbH" --meet quarterly
      pulse add "Greenfield Dairy" --meet monthly --contact "Ann Field" --email ann@field.example
      pulse add Bianchi --meet 6w --update 10d --prefers call --tag retail

    How often you meet decides how often an update goes out between the meetings: quarterly
    meetings, monthly updates; monthly meetings, weekly updates. An --update of your own wins. The
    cadence starts today unless --since gives another day.
    """
    default = work.settings.default_meeting
    fields: dict[str, Any] = {
        "key": "",
        "started_on": work.today,
        "meeting_interval": None if default is None else str(default),
        **read_fields(work, typed),
    }
    new = records.Client(name=" ".join(name), **fields)
    said = read_contact(typed)
    person = records.Contact(**{"name": "", **said}) if any(said.values()) else None

    def write(unit: UnitOfWork) -> tuple[records.Client, tuple[DueItem, ...]]:
        added = services.clients.editing.add(unit, new, person)
        return added, work.next_items(unit.reader, added.id)

    added, items = work.write_even_first(write)
    cadence = services.facts.policy.cadence_of(
        work.settings.policy, added.meeting_interval, added.update_interval
    )
    return Answer(
        {"client": output.screens.clients.record(added)},
        output.messages.clients.added(
            added, cadence, items, work.today, defaulted="meet" not in typed
        ),
    )
