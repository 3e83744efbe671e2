"""``pulse client edit``: by options, or in an editor."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, Unpack

import typer

from clientpulse import output, records, services
from clientpulse.cli import app as frame
from clientpulse.cli.app.completion import tags
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import DryRun, OfOption, Who, Yes
from clientpulse.cli.app.shapes import Answer
from clientpulse.cli.commands.client.fields import (
    OF_CONTACT,
    ClientFields,
    read_contact,
)
from clientpulse.cli.commands.client.form import changed_fields, clashes, form_of, retagged
from clientpulse.cli.commands.client.wanted import Wanted, edit_many
from clientpulse.cli.commands.editing import edited
from clientpulse.errors import InputError
from clientpulse.records.changing import changes
from clientpulse.services.clients.tags import Retagging

if TYPE_CHECKING:
    from clientpulse.cadence.policy import RuleIntervals
    from clientpulse.records.changing import Change
    from clientpulse.services.lookup import Found
    from clientpulse.services.stores import Reader


def edit(
    work: Session,
    client: Who,
    name: Annotated[str | None, typer.Option(metavar="NAME", help="Another name.")] = None,
    add_tag: Annotated[
        list[str] | None,
        typer.Option("--add-tag", metavar="TAG", help="A tag to add; repeat for several."),
    ] = None,
    remove_tag: Annotated[
        list[str] | None,
        typer.Option(
            "--remove-tag",
            metavar="TAG",
            help="A tag to remove; repeat for several.",
            autocompletion=tags,
        ),
    ] = None,
    defaults: Annotated[
        bool,
        typer.Option("--defaults", help="Apply the [defaults.TAG] of the config."),
    ] = False,
    of: OfOption = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    **typed: Unpack[ClientFields],
) -> Answer:
    """Change a client's details; without options in your editor.

    \b
    Examples:
      pulse client edit acme --meet monthly --prefers call
      pulse client edit acme --update rule       back to what follows from the meetings
      pulse client edit acme --add-tag key --remove-tag retail
      pulse client edit @retail --meet monthly --dry-run
      pulse client edit @retail --defaults --dry-run
      pulse client edit acme --owner kim         hand it over; none: everybody's
      pulse client edit acme                     opens $EDITOR

    An empty value clears a field: --owner "". The tags given with --tag replace all others.
    Clients get the defaults of their tags when they are added; --defaults is for those that are
    there already. A value that you type wins.
    """
    given: dict[str, Any] = {**typed} if name is None else {"name": name, **typed}
    replacing = [one for one in given.pop("tags") if one] if "tags" in given else None
    retagging = Retagging(replacing, add_tag or (), remove_tag or ())
    wanted = Wanted(given, retagging, work.settings.tag_defaults if defaults else None)
    if of is not None or services.lookup.is_tag(client):
        return edit_many(work, client, wanted, of, yes=yes, dry_run=dry_run)
    if dry_run and wanted.is_empty:
        raise InputError("nothing to change", "say what you would, for example --meet monthly")
    if wanted.is_empty:
        stored = _edit_as_text(work, client)
    else:
        stored = _store(work, client, wanted, dry_run=dry_run)
    if stored is None:
        return Answer({"client": None, "changed": []}, ["Nothing was changed."])
    return _answer(work, stored, dry_run=dry_run)


def _answer(work: Session, stored: _Stored, *, dry_run: bool) -> Answer:
    then, now = (
        services.facts.policy.cadence_of(
            work.settings.policy, one.meeting_interval, one.update_interval, own
        )
        for one, own in ((stored.before, stored.rules), (stored.after, stored.rules_now))
    )
    said = output.messages.clients
    fields: dict[str, Any] = {"client": output.screens.clients.record(stored.after)}
    what = f"{stored.after.name} (key {stored.after.key})"
    follows = [
        *output.messages.many.rule_changes(stored.rules, stored.rules_now),
        *said.update_follows(then, now, stored.after.update_interval),
    ]
    lines = [*stored.remarks, *said.hours_without_a_place(stored.after)]
    if dry_run:
        fields["dry_run"] = True
        lines += ["Nothing was changed."] if stored.before != stored.after or follows else []
    else:
        with work.reader() as reader:
            lines += work.silence(reader, stored.after.id)
    verb = "Would edit" if dry_run else "Edited"
    return edited(work, fields, what, stored.changed, lines, follows=follows, verb=verb)


class _Stored(NamedTuple):
    """A client as it was and is, and what changed of it and its primary contact.

    Attributes:
        rules: Its own intervals by rule, as they were; ``rules_now`` as they are.
        remarks: What had no effect.
    """

    before: records.Client
    after: records.Client
    rules: RuleIntervals
    rules_now: RuleIntervals
    changed: list[Change]
    remarks: Sequence[str]


def _store(
    work: Session,
    client: str | Found,
    wanted: Wanted,
    *,
    dry_run: bool = False,
    check: Callable[[Reader, Found], None] | None = None,
) -> _Stored:
    """Store what is wanted.

    Args:
        client: As typed, or the one that was found before the editor was opened.
        check: Raises where it can't be stored any more.
    """
    edit_it = wanted.read(work)
    own_rules = services.facts.policy.own_rules
    with work.unit_of_work(dry_run=dry_run) as unit:
        found = (
            services.lookup.client(unit.reader, client)
            if isinstance(client, str)
            else services.lookup.same(unit.reader, client)
        )
        if check is not None:
            check(unit.reader, found)
        before = services.clients.listing.read(unit.reader, found.id)
        rules = own_rules(unit.reader, found.id)
        remarks = edit_it(unit, found)
        after = services.clients.listing.read(unit.reader, found.id)
        contact = services.clients.contacts.edit_primary(
            unit, work.today, services.lookup.Found.of(after), read_contact(wanted.given)
        )
        unit.describe(f"edited {after.name}")
        return _Stored(
            *(before, after, rules, own_rules(unit.reader, found.id)),
            [*changes(before, after), *_of_contact(*contact)],
            remarks,
        )


def _of_contact(before: records.Contact, after: records.Contact) -> Iterator[Change]:
    """Give what changed of the primary contact, in the words of this command."""
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
        then = services.meanwhile.seen(reader)
        form, person = _form(reader, found)
    typed = frame.editor.edit_text(form, ".toml")
    if typed is None:
        return None

    def check(reader: Reader, found: Found) -> None:
        now, person_now = _form(reader, found)
        refused = clashes(form, typed, now, other_person=person_now != person)
        if refused:
            raise services.meanwhile.overtaken(reader, found, then, refused)

    with frame.editor.kept_on_failure(typed, ".toml", work.drafts_folder):
        changed = changed_fields(form, typed)
        tags = changed.pop("tags", None)
        retagging = Retagging() if tags is None else retagged(form, tags)
        wanted = Wanted(changed, retagging)
        return None if wanted.is_empty else _store(work, found, wanted, check=check)


def _form(reader: Reader, found: Found) -> tuple[str, int | None]:
    """Return the client as a text to edit, and the number of its primary contact."""
    view = services.clients.listing.read(reader, found.id)
    contact = services.clients.contacts.primary(reader, found.id)
    return form_of(view, contact), None if contact is None else contact.id
