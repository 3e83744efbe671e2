"""``pulse setup``."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientpulse import config, output, services
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.shapes import Answer, Shown, writing
from clientpulse.cli.commands.setup import walking
from clientpulse.cli.commands.setup.beginning import Beginning, begin, config_text
from clientpulse.cli.commands.sync import say_waiting
from clientpulse.errors import InputError
from clientpulse.views.syncing import SyncedView

if TYPE_CHECKING:
    from clientpulse.records import Client
    from clientpulse.services.proposing.accepting import Decided
    from clientpulse.services.stores import UnitOfWork
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

    With --json it asks nothing, lists what it found and the proposals, and changes nothing. Of new
    sources only those on this computer are read then.
    """
    if not (json or yes or work.may_ask):
        raise InputError(
            "setup asks, and there is nobody to answer",
            "run it at a terminal; 'pulse setup --json' lists what it finds, --yes takes it",
        )
    asks = not (json or yes)
    try:
        begun = begin(work, asks=asks, agreed=yes)
        if json and not yes:
            return Shown(output.screens.proposals.SCREEN, begun.view)
        likely = tuple(one for one in begun.view.items if one.likely)
        view = replace(begun.view, items=likely)
        who = output.phrases.counted(len(likely), "possible client")
        heading = f"{who}, those you are most in touch with first. One key each:"
        said = walking.walk(work, view, heading) if asks else walking.as_proposed(likely)
    except (typer.Abort, KeyboardInterrupt):
        sys.stderr.write(f"\n{output.messages.setup.NOTHING}" if asks else "")
        raise
    if not said and (likely or not begun.new):
        why = output.messages.setup.nothing(begun.view, stopped=bool(likely))
        return Answer({"clients": [], "sources": []}, [*why])
    return _written(work, begun, said)


def _written(work: Session, begun: Beginning, said: Decided) -> Answer:
    """Write all of it down, and say what is due now."""
    file, text = config_text(work, begun)
    # First the file: where it can't be written nothing was stored either.
    unfinished = file.write(text)
    added, outcomes = _store(work, begun, said)
    done = [one.name for one in outcomes if not one.error]
    services.syncing.last_read.note(work.store.path, done, work.today)
    synced = SyncedView(outcomes)
    with work.reader() as reader:
        policy = work.policy(reader)
        due = services.portfolio.listed.count(reader, work.today, policy, work.scope(reader))
    path = config.places.at_home(work.config_path)
    has_timer = services.timer.record.file_of(work.store.path).exists()
    lines = output.messages.setup.done(
        added, said, synced, due, path, begun.view, has_timer=has_timer
    )
    return Answer(
        {
            "clients": list(map(output.screens.clients.record, added)),
            "sources": output.messages.syncing.record(synced)["sources"],
        },
        [*unfinished, *lines],
    )


def _store(work: Session, begun: Beginning, said: Decided) -> tuple[list[Client], list[Outcome]]:
    def write(unit: UnitOfWork) -> tuple[list[Client], list[Outcome]]:
        added = services.proposing.accepting.accept(unit, work.today, said, work.me)
        outcomes, _ = services.syncing.running.write_down(
            unit, begun.settings, work.today, begun.read
        )
        unit.describe(f"set up {output.phrases.counted(len(added), 'client')}")
        return added, outcomes

    if not work.store.exists():
        return work.write_even_first(write)
    work.back_up_before("setup")
    with services.locking.alone(work.store.path, say_waiting):
        return work.write_even_first(write)
