"""``pulse setup``."""

from __future__ import annotations

import dataclasses
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientpulse import config as configuration
from clientpulse import output, services
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.shapes import Answer, Shown, writing
from clientpulse.cli.commands.setup import discovering, walking
from clientpulse.cli.commands.setup.saying import say
from clientpulse.cli.commands.sync import gathered
from clientpulse.errors import InputError
from clientpulse.views.proposals import ProposalsView
from clientpulse.views.syncing import SyncedView

if TYPE_CHECKING:
    from clientpulse.config.settings import Settings
    from clientpulse.config.sources import Source
    from clientpulse.records import Client
    from clientpulse.services.proposing.accepting import Decided
    from clientpulse.services.stores import UnitOfWork
    from clientpulse.services.syncing.running import Read
    from clientpulse.views.syncing import Outcome


@writing()
def setup(
    work: Session,
    *,
    json: bool,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Take all that is found, and all that is proposed.")
    ] = False,
) -> Answer | Shown[Any]:
    """Find mail, calendar and address book, and propose your clients.

    \b
    Examples:
      pulse setup
      pulse setup --json
      pulse setup --yes

    Begin with what you have. It looks for Maildirs, Thunderbird, mbsync, vdirsyncer, khal and
    khard, asks for the rest, and reads the last twelve months: of mail the headers alone. Then it
    proposes clients, each with how often you really met and wrote, and you say to each with one
    key what it is. Nothing is stored before the end, and 'pulse undo' takes all of it back. Run
    again, it only proposes who is new.

    With --json it asks nothing, lists what it found and the proposals, and changes nothing.
    """
    if not (json or yes or work.may_ask):
        raise InputError(
            "setup asks, and there is nobody to answer",
            "run it at a terminal; 'pulse setup --json' lists what it finds, --yes takes it",
        )
    asks = not (json or yes)
    looked = discovering.look_around(work)
    new = discovering.choose(work, looked) if asks else discovering.needs_no_answer(looked.offers)
    settings = _with_sources(work.settings, new, looked.addresses)
    _settings_text(work, settings, new)
    read, view = _read(work, settings, new, looked, asks=asks)
    if json and not yes:
        return Shown(output.screens.proposals.SCREEN, view)
    return _finish(
        work, dataclasses.replace(settings, me=view.addresses), new, read, view, asks=asks
    )


def _finish(
    work: Session,
    settings: Settings,
    new: Sequence[Source],
    read: Sequence[Read],
    view: ProposalsView,
    *,
    asks: bool,
) -> Answer:
    """Ask who is a client, and write all of it down."""
    likely = dataclasses.replace(view, items=tuple(one for one in view.items if one.likely))
    said = walking.walk(work, likely) if asks else walking.as_proposed(likely.items)
    if not said and (likely.items or not new):
        return Answer({"clients": [], "sources": []}, ["Nothing was stored."])
    text = _settings_text(work, settings, new)
    added, outcomes = _write(work, settings, said, read)
    if text is not None:
        services.private_files.overwrite(Path(os.path.realpath(work.config_path)), text)
    synced = SyncedView(outcomes, 0)
    with work.reader() as reader:
        due = services.portfolio.listed.count(
            reader, work.today, work.policy(reader), services.lookup.scope(reader)
        )
    return Answer(
        {
            "clients": list(map(output.screens.clients.record, added)),
            "sources": output.messages.syncing.record(synced)["sources"],
        },
        output.messages.setup.done(
            added, said, synced, due, str(work.config_path), len(view.items) - len(likely.items)
        ),
    )


def _read(
    work: Session, settings: Settings, new: Sequence[Source], looked: Any, *, asks: bool
) -> tuple[list[Read], ProposalsView]:
    """Read twelve months of all sources, and propose who might be a client."""
    proposing = services.proposing.from_sources
    work.working_long()
    chosen = settings.read_from
    if asks and chosen:
        say(work, "", "Reading the last twelve months ...")
    read = gathered(work, chosen, again=True)
    _say_failures(read)
    with work.reader() as reader:
        known = proposing.known_by(reader, services.syncing.ours.named(settings, chosen), read)
        ours = tuple(sorted(known.ours))
        if asks and any(one.source.is_mail for one in read):
            ours = discovering.addresses(work, ours)
            known = proposing.known_by(reader, ours, read)
        found = proposing.from_sources(reader, known, read, work.policy(reader), work.today)
    sources = discovering.found(work.settings.read_from, looked, read)
    return read, ProposalsView(work.today, tuple(found), sources, ours)


def _write(
    work: Session, settings: Settings, said: Decided, read: Sequence[Read]
) -> tuple[list[Client], list[Outcome]]:
    def write(unit: UnitOfWork) -> tuple[list[Client], list[Outcome]]:
        added = services.proposing.accepting.accept(unit, work.today, said)
        outcomes, _ = services.syncing.running.write_down(unit, settings, work.today, read)
        unit.describe(f"set up {output.phrases.counted(len(added), 'client')}")
        return added, outcomes

    work.back_up_before("setup")
    return work.write_even_first(write)


def _with_sources(settings: Settings, new: Sequence[Source], addresses: Sequence[str]) -> Settings:
    return dataclasses.replace(
        settings,
        read_from=(*settings.read_from, *new),
        me=tuple(dict.fromkeys((*settings.me, *addresses))),
    )


def _settings_text(work: Session, settings: Settings, new: Sequence[Source]) -> str | None:
    """Return the config file's new text; None where nothing changes.

    Raises:
        InputError: The file can only be changed by hand.
    """
    file = Path(os.path.realpath(work.config_path))
    content = configuration.loading.content(file) or b""
    text = configuration.loading.decoded(file, content)
    values = [value for one in new for value in configuration.adding.values_of(one, Path.home())]
    if tuple(settings.me) != tuple(work.settings.me):
        values.insert(0, (("me", "addresses"), list(settings.me)))
    changed = configuration.adding.with_values(text, values)
    return None if changed == text else changed


def _say_failures(read: Sequence[Read]) -> None:
    outcomes = services.syncing.running.unwritten([one for one in read if one.error])
    for line in output.messages.syncing.remarks(SyncedView(outcomes, 0)):
        sys.stderr.write(f"{output.safe.one_line(line)}\n")
