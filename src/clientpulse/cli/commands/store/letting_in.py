"""``pulse store grant`` and ``revoke``: who may use a store on a server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from clientpulse import output, services
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import DryRun
from clientpulse.cli.app.shapes import Answer
from clientpulse.cli.commands.store.served import on_a_server
from clientpulse.errors import ExitCode

if TYPE_CHECKING:
    from clientpulse.store.server.granting import Granted

Role = Annotated[str, typer.Argument(metavar="ROLE", help="As whom somebody signs in: kim.")]


def grant(
    work: Session,
    role: Role,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="They may read, and write nothing.")
    ] = False,
    dry_run: DryRun = False,
) -> Answer:
    """Let somebody use the store on a server.

    \b
    Examples:
      pulse store grant kim
      pulse store grant auditor --read-only
      pulse store grant kim --dry-run      the statements, to run them elsewhere

    The server knows ROLE already; its rights come from the roles pulse_member and pulse_reader,
    which are made where they are missing. Each statement that is run is shown.
    """
    there = on_a_server(work)
    done = services.serving.letting_in.grant(there, role, read_only=read_only, dry_run=dry_run)
    return _answer("grant", done, dry_run=dry_run)


def revoke(work: Session, role: Role, dry_run: DryRun = False) -> Answer:
    """Shut somebody out of the store on a server.

    \b
    Examples:
      pulse store revoke kim
      pulse store revoke kim --dry-run

    Where they can still read or write, by another role for one, it says by what, and what to type;
    the exit code is 3 then.
    What they wrote stays, and so do their clients: 'pulse client list --owner kim' lists those.
    Their role stays, too: whoever runs the server drops it.
    """
    done = services.serving.letting_in.revoke(on_a_server(work), role, dry_run=dry_run)
    return _answer("revoke", done, dry_run=dry_run)


def _answer(noun: str, done: Granted, *, dry_run: bool) -> Answer:
    fields = {"role": done.role, "group": done.group, "statements": list(done.statements)}
    said = output.messages.servers
    if noun == "revoke":
        fields["may"] = done.may
    if done.may:
        lines = [*said.still_allowed(done.remarks, done.statements)]
    elif dry_run:
        lines = list(done.statements)
    else:
        lines = [*said.allowed(done.role, done.group, done.statements), *done.remarks]
    return Answer(
        {noun: fields, "remarks": list(done.remarks), "dry_run": dry_run},
        lines,
        ExitCode.CONFLICT if done.may else ExitCode.DONE,
    )
