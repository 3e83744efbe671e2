"""``pulse client edit``: by options, or in an editor."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Unpack

import typer

from clientpulse import dates, output, records, services
from clientpulse.cli import app as frame
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import Client
from clientpulse.cli.app.shapes import Answer
from clientpulse.cli.commands.client.fields import ClientFields, read_contact, read_fields
from clientpulse.cli.commands.client.form import changed_fields, form_of
from clientpulse.errors import InputError

if TYPE_CHECKING:
    from clientpulse.services.lookup import Found
    from clientpulse.services.stores import UnitOfWork


def edit(
    work: Session,
    client: Client,
    name: Annotated[str | None, typer.Option(metavar="NAME", help="Another name.")] = None,
    **typed: Unpack[ClientFields],
) -> Answer:
    """Change a client's details; without options in your editor.

    \b
    Examples:
      pulse client edit acme --meet monthly --prefers call
      pulse client edit acme --update rule       back to what follows from the meetings
      pulse client edit acme                     opens $EDITOR

    An empty value clears a field: --owner "". The tags given with --tag replace all others.
    """
    given: dict[str, Any] = {**typed} if name is None else {"name": name, **typed}
    if "tags" in given:
        given["tags"] = [one for one in given["tags"] if one]
    edited = _store(work, client, given) if given else _edit_as_text(work, client)
    if edited is None:
        return Answer({"client": None}, ["Nothing was changed."])
    with work.reader() as reader:
        own, silence = (
            services.facts.policy.own_rules(reader, edited.id),
            work.silence(reader, edited.id),
        )
    cadence = services.facts.policy.cadence_of(
        work.settings.policy, edited.meeting_interval, edited.update_interval, own
    )
    lines = [
        f"Edited: {edited.name} (key {edited.key}), since {dates.long_date(edited.started_on)}",
        output.messages.clients.why_this_cadence(cadence, edited.update_interval),
        *output.messages.clients.hours_without_a_place(edited),
        *silence,
    ]
    return Answer({"client": output.screens.clients.record(edited)}, lines)


def _store(work: Session, client: str | Found, given: dict[str, Any]) -> records.Client:
    """Store what was given, and return the client.

    Args:
        client: As typed, or the one that was found before the editor was opened.
        given: New values as typed, by field; tags take the place of those it has.
    """
    changes = read_fields(work, given)
    tags = changes.pop("tags", None)
    with work.unit_of_work() as unit:
        found = (
            services.lookup.client(unit.reader, client)
            if isinstance(client, str)
            else services.lookup.same(unit.reader, client)
        )
        edited = services.clients.editing.edit(unit, work.today, found, changes, tags)
        _edit_contact(unit, work.today, edited, read_contact(given))
        unit.describe(f"edited {edited.name}")
        return edited


def _edit_contact(
    unit: UnitOfWork, today: date, view: records.Client, changes: dict[str, Any]
) -> None:
    """Change the primary contact, or add one."""
    if not changes:
        return
    primary = services.clients.contacts.primary(unit.reader, view.id)
    if primary is not None:
        services.clients.contacts.edit(unit, today, primary, changes)
    elif any(changes.values()):
        whose = services.lookup.Found(view.id, view.key, view.name).whose
        changes["name"] = changes.get("name") or view.name
        services.clients.contacts.add(unit, records.Contact(**whose, **changes))


def _edit_as_text(work: Session, client: str) -> records.Client | None:
    """Let a person edit the client as text; None when nothing was changed.

    Raises:
        InputError: There is no terminal to edit in, or the text can't be read; it is kept.
    """
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not work.may_ask and (work.options.no_input or not named):
        raise InputError(
            "nothing to change, and no terminal to edit in", "give for example --meet or --note"
        )
    with work.reader_for(client) as (reader, found):
        view = services.clients.listing.read(reader, found.id)
        primary = services.clients.contacts.primary(reader, found.id)
    form = form_of(view, primary)
    edited = frame.editor.edit_text(form, ".toml")
    if edited is None:
        return None
    with frame.editor.kept_on_failure(edited, ".toml", work.store.path.parent / "drafts"):
        changed = changed_fields(form, edited)
        return _store(work, found, changed) if changed else None
