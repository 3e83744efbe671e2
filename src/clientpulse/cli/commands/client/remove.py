"""``pulse client archive``, ``restore``, ``delete`` and ``merge``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientpulse import dates, output, records, services
from clientpulse.cli.app.completion import client_keys
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.many import Act, do_many
from clientpulse.cli.app.parameters import Client, DryRun, OfOption, Who, Yes
from clientpulse.cli.app.shapes import Answer
from clientpulse.quoting import shell_word

if TYPE_CHECKING:
    from clientpulse.services.lookup import Found
    from clientpulse.services.stores import Reader

SecondClient = Annotated[
    str,
    typer.Argument(metavar="INTO", help="The client to merge into.", autocompletion=client_keys),
]


def archive(
    work: Session, client: Who, of: OfOption = None, yes: Yes = False, dry_run: DryRun = False
) -> Answer:
    """Archive a client: nothing is due any more, its history stays.

    \b
    Examples:
      pulse client archive acme
      pulse client archive @retail --dry-run
    """
    if dry_run or of is not None or services.lookup.is_tag(client):
        act = Act(
            lambda unit, one: services.clients.resting.archive(unit, work.today, one),
            verb="archive",
            past="archived",
        )
        return do_many(work, client, act, of, yes=yes, dry_run=dry_run)
    with work.unit_for(client) as (unit, found):
        view = services.clients.resting.archive(unit, work.today, found)
    line = f"{view.name} is archived. To bring it back: pulse client restore {shell_word(view.key)}"
    return Answer({"client": output.screens.clients.record(view)}, [line])


def restore(
    work: Session, client: Who, of: OfOption = None, yes: Yes = False, dry_run: DryRun = False
) -> Answer:
    """Bring an archived client back; with @TAG every archived one with that tag.

    \b
    Examples:
      pulse client restore acme
    """
    if dry_run or of is not None or services.lookup.is_tag(client):
        act = Act(
            services.clients.resting.unarchive,
            verb="bring back",
            past="brought back",
            how="from the archive",
            archived=True,
        )
        return do_many(work, client, act, of, yes=yes, dry_run=dry_run)
    with work.unit_for(client) as (unit, found):
        view = services.clients.resting.unarchive(unit, found)
        lines = [f"{view.name} is back.", *work.silence(unit.reader, view.id)]
    return Answer({"client": output.screens.clients.record(view)}, lines)


def delete(
    work: Session,
    client: Client,
    forget: Annotated[
        bool,
        typer.Option("--forget", help="For good: out of the journal too, so undo can't help."),
    ] = False,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> Answer:
    """Delete a client and everything about it.

    \b
    Examples:
      pulse client delete acme
      pulse client delete acme --forget

    It asks first and makes a backup, and 'pulse undo' brings the client back. To keep the history
    and only stop the reminders, archive the client instead. With --forget nothing of it stays in
    the store's file, and no letter that waits to be sent: nothing that was written so far can be
    undone then, no backup is made, and the backups that still hold the client are named.
    """
    with work.reader_for(client) as (reader, found):
        then = services.meanwhile.seen(reader)
        before = services.clients.listing.read(reader, found.id)
        number = services.touchpoints.count(reader, found.id)
    record = output.screens.clients.record(before)
    held = output.phrases.counted(number, "touchpoint")
    what = f"{found.name} ({found.key}) with {held} and everything else"
    if dry_run:
        for_good = " for good" if forget else ""
        return Answer({"client": record, "dry_run": True}, [f"Would delete {what}{for_good}."])
    if forget:
        for_good = "It can't be undone, nor can anything that was written before."
        work.confirm(f"Delete {what}, and forget it? {for_good}", yes)
        return _forget(work, found, before, what, None if yes else then)
    work.confirm(f"Delete {what}?", yes)
    work.back_up_before("delete")
    with work.unit_of_work() as unit:
        still = _as_asked(work, unit.reader, found, None if yes else then)
        services.clients.removing.delete(unit, still)
    line = f"Deleted {what}. 'pulse undo' brings it back."
    return Answer({"client": record, "dry_run": False}, [line])


def _as_asked(work: Session, reader: Reader, found: Found, then: int | None) -> Found:
    """Find a client again that somebody was asked about, as it was then.

    Args:
        then: When; None where nobody was asked.

    Raises:
        ConflictError: It is gone, or somebody wrote something of it meanwhile.
    """
    still = services.lookup.same(reader, found)
    if then is not None:
        services.meanwhile.refuse_changed(reader, still, then)
    return still


def _forget(
    work: Session, found: Found, before: records.Client, what: str, then: int | None
) -> Answer:
    drafting = services.drafting
    with work.reader() as reader:
        letters = drafting.addressing.letters_to(reader, before, work.store.path)
    with drafting.kept.all_held(letters):
        with work.unit_of_work(journalled=False) as unit:
            services.clients.removing.forget(unit, _as_asked(work, unit.reader, found, then))
        for letter in letters:
            drafting.kept.drop(letter)
    work.store.scrub()
    backups = services.backups.holding(work.store.path, before.uid)
    lines = [f"Deleted {what}, and forgot it."]
    if letters:
        kept = output.phrases.counted(len(letters), "letter")
        lines.append(f"{kept} to them, not sent or not logged, went with it.")
    if backups:
        files = " ".join(shell_word(str(one), "FILE") for one in backups)
        hold, them = ("holds", "it") if len(backups) == 1 else ("hold", "them")
        these = output.phrases.counted(len(backups), "backup")
        lines.append(f"{these} still {hold} this client; to delete {them}: rm {files}")
    if work.store.is_shared:
        lines.append(output.messages.servers.FORGET)
    lines.append("Exports and copies that you made elsewhere aren't touched.")
    answer = {"client": output.screens.clients.record(before), "dry_run": False}
    answer |= {"backups": [str(one) for one in backups], "letters": len(letters)}
    return Answer(answer, lines)


def merge(
    work: Session, client: Client, into: SecondClient, yes: Yes = False, dry_run: DryRun = False
) -> Answer:
    """Merge one client into another, and delete the emptied one.

    \b
    Examples:
      pulse client merge acme-2 acme

    It asks first. Where both have a value, the second client's stays, and so do its rules; it
    rests only where both did. --dry-run says what comes of it, 'pulse undo' undoes it.
    """
    with work.reader() as reader:
        then = services.meanwhile.seen(reader)
        source, target = services.lookup.two_clients(reader, client, into)
        number = services.touchpoints.count(reader, source.id)
    moved = f"{source.name} ({source.key}) with {output.phrases.counted(number, 'touchpoint')}"
    what = f"{moved} into {target.name} ({target.key})"
    if dry_run or not yes:
        would_be, lines = _merge(work, source, target, dry_run=True)
        if dry_run:
            return Answer({"client": would_be, "dry_run": True}, [f"Would merge {what}.", *lines])
        work.confirm(f"{' '.join(lines)} Merge {what}?", yes)
    work.back_up_before("merge")
    now_is, lines = _merge(work, source, target, then=None if yes else then)
    lines = [f"Merged {what}. 'pulse undo' takes it back.", *lines]
    return Answer({"client": now_is, "dry_run": False}, lines)


def _merge(
    work: Session, source: Found, target: Found, *, then: int | None = None, dry_run: bool = False
) -> tuple[dict[str, Any], list[str]]:
    """Merge two clients, or find out what would come of it; return the client, and what to say."""
    with work.unit_of_work(dry_run=dry_run) as unit:
        merged = services.clients.merging.merge(
            unit,
            work.today,
            _as_asked(work, unit.reader, source, then),
            _as_asked(work, unit.reader, target, then),
        )
    policy = work.settings.policy
    old, into, client = (
        services.clients.states.state_of(one, rules, work.today, policy)
        for one, rules in (
            (merged.source, merged.rules_gone),
            (merged.target, merged.rules),
            (merged.client, merged.rules),
        )
    )
    view = merged.client
    cadence = services.facts.policy.cadence_of(
        policy, view.meeting_interval, view.update_interval, merged.rules
    )
    since = dates.long_date(view.started_on)
    return output.screens.clients.record(view), [
        f"{view.name}: {output.phrases.cadence(cadence)}, since {since}.",
        *output.messages.states.merged((old, into), client),
    ]
