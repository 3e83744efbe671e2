"""``pulse client rules``: which rules remind you of one client, and how often."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from clientpulse import output, services
from clientpulse.cli.app.completion import assignments, clients_and_tags
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.many import Act, do_many
from clientpulse.cli.app.parameters import DryRun, OfOption, Yes
from clientpulse.cli.app.shapes import Answer, Shown
from clientpulse.errors import InputError

LIST = "list"


def rules(
    work: Session,
    form: str,
    client: Annotated[
        str | None,
        typer.Argument(
            metavar="CLIENT|@TAG",
            help=(
                "A client, or @TAG to change those of every active one with that tag; without"
                " one, or with the word list, all rules that differ from the usual are listed."
            ),
            autocompletion=clients_and_tags,
            show_default=False,
        ),
    ] = None,
    assigned: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="RULE=INTERVAL",
            help="An interval, none for off, default for the usual one.",
            autocompletion=assignments,
        ),
    ] = None,
    of: OfOption = None,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> Shown[Any] | Answer:
    """Show a client's rules, or give it intervals of its own.

    \b
    Examples:
      pulse client rules acme
      pulse client rules acme checkup=1y feedback=none
      pulse client rules acme checkup=default
      pulse client rules @retail feedback=none --dry-run
      pulse client rules list

    How often you meet and send updates is agreed with the client: pulse client edit acme --meet
    """
    services.clients.bulk.check_of_a_tag(client, of)
    # A client that is called list gets rules like any other, and 'pulse show list' names them.
    if client is None or (client.lower() == LIST and not assigned):
        with work.reader() as reader:
            listed = services.client_rules.listed(reader, work.today, work.settings)
        return Shown(output.screens.client_rules.LIST, listed)
    many = services.lookup.is_tag(client)
    if not assigned:
        if many:
            raise InputError(
                "there is one list of rules for each client",
                "name a client, or say what to change: pulse client rules @TAG feedback=none",
            )
        with work.reader_for(client) as (reader, found):
            view = services.client_rules.rules(reader, work.today, work.settings, found)
        return Shown(output.screens.client_rules.SCREEN, view)
    if form not in {"table", "json"}:
        raise InputError(
            "--format is for the list", "leave it out, or see the rules: pulse client rules CLIENT"
        )
    wanted = services.client_rules.read_assignments(assigned)
    if many or dry_run:
        act = Act(
            lambda unit, one: services.client_rules.assign(unit, one, wanted),
            verb="set rules of",
            past="set rules of",
            how=f"({', '.join(f'{rule} {every}' for rule, every in wanted.items())})",
            explained=True,
        )
        return do_many(work, client, act, of, yes=yes, dry_run=dry_run)
    with work.unit_for(client) as (unit, found):
        before = services.client_rules.rules(unit.reader, work.today, work.settings, found)
        services.client_rules.assign(unit, found, wanted)
        view = services.client_rules.rules(unit.reader, work.today, work.settings, found)
    said = output.messages.client_rules
    pairs = [pair for pair in zip(before.items, view.items, strict=True) if pair[1].rule in wanted]
    written = {
        "rules": [output.screens.client_rules.record(row) for row in view.items],
        "changed": said.changed(pairs),
    }
    return Answer(written, [said.assigned(found.name, pairs)])
