"""``pulse client edit``: by options, or in an editor."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientpulse import dates, output, records, services
from clientpulse.cli import app as frame
from clientpulse.cli.app.completion import channels
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import Client, Hours, Language, Length, Timezone
from clientpulse.cli.app.shapes import Answer
from clientpulse.cli.commands.client.form import changed_fields, form_of
from clientpulse.errors import InputError

if TYPE_CHECKING:
    from clientpulse.services.lookup import Found
    from clientpulse.services.stores import UnitOfWork


def edit(
    work: Session,
    client: Client,
    name: Annotated[str | None, typer.Option(metavar="NAME", help="Another name.")] = None,
    meet: Annotated[
        str | None, typer.Option(metavar="INTERVAL", help="How often you meet, or none.")
    ] = None,
    update: Annotated[
        str | None,
        typer.Option(
            metavar="INTERVAL",
            help="How often an update goes out; none; rule to follow the meetings.",
        ),
    ] = None,
    key: Annotated[str | None, typer.Option(metavar="KEY", help="Another short name.")] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="When the cadence starts.")
    ] = None,
    contact: Annotated[
        str | None, typer.Option(metavar="NAME", help="The primary contact's name.")
    ] = None,
    email: Annotated[str | None, typer.Option(metavar="ADDRESS", help="Their e-mail.")] = None,
    phone: Annotated[str | None, typer.Option(metavar="NUMBER", help="Their phone.")] = None,
    prefers: Annotated[
        str | None,
        typer.Option(
            metavar="CHANNEL", help="How they like to talk; '' for none.", autocompletion=channels
        ),
    ] = None,
    tag: Annotated[
        list[str] | None,
        typer.Option(
            "--tag", metavar="TAG", help="The tags, replacing all others; repeat for several."
        ),
    ] = None,
    owner: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who looks after them; '' for nobody.")
    ] = None,
    timezone: Timezone = None,
    hours: Hours = None,
    length: Length = None,
    language: Language = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="The note; '' for none.")] = None,
) -> Answer:
    """Change a client's details; without options in your editor.

    \b
    Examples:
      pulse client edit acme --meet monthly --prefers call
      pulse client edit acme --update rule       back to what follows from the meetings
      pulse client edit acme                     opens $EDITOR
    """
    typed: dict[str, str | None] = {
        "name": name,
        "key": key,
        "meet": meet,
        "update": update,
        "since": since,
        "contact": contact,
        "email": email,
        "phone": phone,
        "prefers": prefers,
        "owner": owner,
        "timezone": timezone,
        "hours": hours,
        "length": length,
        "language": language,
        "note": note,
    }
    given = {field: value for field, value in typed.items() if value is not None}
    tags = None if tag is None else [one for one in tag if one]
    as_text = not given and tags is None
    edited = _edit_as_text(work, client) if as_text else _store(work, client, given, tags)
    if edited is None:
        return Answer({"client": None}, ["Nothing was changed."])
    view, stored_tags = edited
    cadence = services.facts.policy.cadence_of(
        work.settings.policy, view.meeting_interval, view.update_interval
    )
    lines = [
        f"Edited: {view.name} (key {view.key}), since {work.long_date(view.started_on)}",
        output.messages.clients.why_this_cadence(cadence, view.update_interval),
        *output.messages.clients.hours_without_a_place(view),
    ]
    return Answer(output.messages.clients.client(view, stored_tags), lines)


def _store(
    work: Session, client: str | Found, given: dict[str, str], tags: list[str] | None
) -> tuple[records.Client, tuple[str, ...]]:
    """Store what was given, and return the client and its tags.

    Args:
        work: What the command works with.
        client: As typed, or the one that was found before the editor was opened.
        given: New values as typed, by field.
        tags: Its tags, in place of those it has; None leaves them.
    """
    changes = read_fields(work, given)
    with work.unit_of_work() as unit:
        found = (
            services.lookup.client(unit.reader, client)
            if isinstance(client, str)
            else services.lookup.same(unit.reader, client)
        )
        view = services.clients.editing.edit(unit, found, changes, tags)
        _edit_contact(unit, view, given)
        unit.describe(f"edited {view.name}")
        return view, services.clients.listing.tags_of(unit.reader, found.id)


def read_fields(work: Session, given: dict[str, str]) -> dict[str, Any]:
    """Read what was typed for a client's own fields; texts stay as typed, the service checks them.

    Raises:
        InputError: A value can't be read.
    """
    readers: dict[str, tuple[str, Any]] = {
        "name": ("name", str),
        "key": ("key", str),
        "meet": ("meeting_interval", lambda value: services.text.interval(value, "meeting")),
        "update": ("update_interval", services.text.update_interval),
        "since": ("started_on", lambda value: work.day(value, dates.Prefer.PAST)),
        "prefers": (
            "prefers",
            lambda value: services.text.channel(value) if value.strip() else None,
        ),
        "owner": ("owner", lambda value: value or None),
        "timezone": ("timezone", str),
        "hours": ("hours", str),
        "length": ("message_length", str),
        "language": ("language", str),
        "note": ("note", str),
    }
    return {
        readers[field][0]: readers[field][1](value)
        for field, value in given.items()
        if field in readers
    }


def _edit_contact(unit: UnitOfWork, view: records.Client, given: dict[str, str]) -> None:
    """Change the primary contact, or add one."""
    changes: dict[str, Any] = {
        column: given[field]
        for field, column in (("contact", "name"), ("email", "email"), ("phone", "phone"))
        if field in given
    }
    if not changes:
        return
    primary = services.clients.contacts.primary(unit.reader, view.id)
    if primary is not None:
        services.clients.contacts.edit(unit, primary, changes)
    elif any(changes.values()):
        whose = services.lookup.Found(view.id, view.key, view.name).whose
        changes["name"] = changes.get("name") or view.name
        services.clients.contacts.add(unit, records.Contact(**whose, **changes))


def _edit_as_text(work: Session, client: str) -> tuple[records.Client, tuple[str, ...]] | None:
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
        tags = services.clients.listing.tags_of(reader, found.id)
        primary = services.clients.contacts.primary(reader, found.id)
    form = form_of(view, tags, primary)
    edited = frame.editor.edit_text(form, ".toml")
    if edited is None:
        return None
    with frame.editor.kept_on_failure(edited, ".toml", work.store.path.parent / "drafts"):
        changed = changed_fields(form, edited)
        return None if changed is None else _store(work, found, *changed)
