"""``pulse client edit``: by options, or in an editor."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, Unpack

import typer

from clientpulse import output, records, services
from clientpulse.cli import app as frame
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import Client
from clientpulse.cli.app.shapes import Answer
from clientpulse.cli.commands.client.fields import (
    OF_CONTACT,
    ClientFields,
    read_contact,
    read_fields,
)
from clientpulse.cli.commands.client.form import changed_fields, form_of
from clientpulse.cli.commands.editing import changes, edited
from clientpulse.errors import InputError

if TYPE_CHECKING:
    from clientpulse.records.changing import Change
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
    stored = _store(work, client, given) if given else _edit_as_text(work, client)
    if stored is None:
        return Answer({"client": None, "changed": []}, ["Nothing was changed."])
    with work.reader() as reader:
        own = services.facts.policy.own_rules(reader, stored.after.id)
        silence = work.silence(reader, stored.after.id)
    then, now = (
        services.facts.policy.cadence_of(
            work.settings.policy, one.meeting_interval, one.update_interval, own
        )
        for one in (stored.before, stored.after)
    )
    said = output.messages.clients
    fields = {"client": output.screens.clients.record(stored.after)}
    what = f"{stored.after.name} (key {stored.after.key})"
    lines = [*said.hours_without_a_place(stored.after), *silence]
    follows = said.update_follows(then, now, stored.after.update_interval)
    return edited(work, fields, what, stored.changed, lines, follows=follows)


class _Stored(NamedTuple):
    """A client as it was and is, and what changed of it and its primary contact."""

    before: records.Client
    after: records.Client
    changed: list[Change]


def _store(work: Session, client: str | Found, given: dict[str, Any]) -> _Stored:
    """Store what was given.

    Args:
        client: As typed, or the one that was found before the editor was opened.
        given: New values as typed, by field; tags take the place of those it has.
    """
    wanted = read_fields(work, given)
    tags = wanted.pop("tags", None)
    with work.unit_of_work() as unit:
        found = (
            services.lookup.client(unit.reader, client)
            if isinstance(client, str)
            else services.lookup.same(unit.reader, client)
        )
        before = services.clients.listing.read(unit.reader, found.id)
        after = services.clients.editing.edit(unit, work.today, found, wanted, tags)
        of_contact = _edit_contact(unit, work.today, after, read_contact(given))
        unit.describe(f"edited {after.name}")
        return _Stored(before, after, [*changes(before, after), *of_contact])


def _edit_contact(
    unit: UnitOfWork, today: date, view: records.Client, wanted: dict[str, Any]
) -> Iterator[Change]:
    """Change the primary contact, or add one; give what changed."""
    primary = services.clients.contacts.primary(unit.reader, view.id)
    whose = services.lookup.Found(view.id, view.key, view.name).whose
    before = primary or records.Contact(**whose, name="")
    if primary is not None and wanted:
        after = services.clients.contacts.edit(unit, today, primary, wanted)
    elif any(wanted.values()):
        new = {**wanted, "name": wanted.get("name") or view.name}
        after = services.clients.contacts.add(unit, records.Contact(**whose, **new))
    else:
        return
    for one in changes(before, after):
        if one.attribute in OF_CONTACT.values():
            yield one._replace(word="contact" if one.attribute == "name" else one.word)


def _edit_as_text(work: Session, client: str) -> _Stored | None:
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
    typed = frame.editor.edit_text(form, ".toml")
    if typed is None:
        return None
    with frame.editor.kept_on_failure(typed, ".toml", work.store.path.parent / "drafts"):
        changed = changed_fields(form, typed)
        return _store(work, found, changed) if changed else None
