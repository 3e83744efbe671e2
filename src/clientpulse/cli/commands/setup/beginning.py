"""What setup knows before anybody is asked who is a client: sources, addresses, a year's record."""

from __future__ import annotations

import dataclasses
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from clientpulse import config, output, services
from clientpulse.cli import app as frame
from clientpulse.cli.commands.setup import discovering
from clientpulse.cli.commands.setup.saying import say
from clientpulse.cli.commands.sync import gathered
from clientpulse.config.sources import Source
from clientpulse.sources.addresses import normal
from clientpulse.views.proposals import ProposalsView
from clientpulse.views.syncing import SyncedView

if TYPE_CHECKING:
    from clientpulse.cli.app.config_file import ConfigFile
    from clientpulse.cli.app.context import Session
    from clientpulse.config.settings import Settings
    from clientpulse.services.syncing.running import Read


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is known.

    Attributes:
        settings: With the new sources, and our addresses.
        new: The sources that the config doesn't have yet.
        sender: Our name and address, where the config doesn't have it and somebody said it.
    """

    settings: Settings
    new: tuple[Source, ...]
    sender: str
    read: list[Read]
    view: ProposalsView


def begin(work: Session, *, asks: bool, agreed: bool) -> Beginning:
    """Find the sources, read twelve months of them, and propose who might be a client.

    Args:
        agreed: Without being asked, to all that can be read.

    Raises:
        InputError: The config file can only be changed by hand.
    """
    looked = discovering.look_around(work)
    if asks:
        new = discovering.choose(work, looked)
    else:
        new = discovering.needs_no_answer(looked.offers, agreed=agreed)
    settings = _with(work.settings, new, looked.addresses)
    # Nobody is to answer for nothing: whether the file can be changed is known before.
    config_text(work, Beginning(settings, tuple(new), "", [], ProposalsView(work.today, ())))
    read = _gathered(work, settings, asks=asks)
    with work.reader() as reader:
        proposing = services.proposing.from_sources
        named = services.syncing.ours.addresses(reader, settings)
        ours = _most_used(proposing.known_by(reader, named, read).ours, read)
        if asks and any(one.source.is_mail for one in read):
            ours = discovering.addresses(work, ours)
        known = proposing.known_by(reader, ours, read)
        found = proposing.from_sources(reader, known, read, work.policy(reader), work.today)
    sender = discovering.sender(work, ours, _own_names(ours, read), asks=asks)
    sources = discovering.found(work.settings.read_from, looked, read)
    view = ProposalsView(work.today, tuple(found), sources, ours)
    me = dataclasses.replace(settings.me, addresses=ours)
    return Beginning(dataclasses.replace(settings, me=me), tuple(new), sender, read, view)


def config_text(work: Session, begun: Beginning) -> tuple[ConfigFile, str]:
    """Return the config file, and what it is to hold."""
    file = frame.config_file.ConfigFile.read(work.config_path)
    values = [value for one in begun.new for value in config.adding.values_of(one, Path.home())]
    if begun.settings.me != work.settings.me:
        values.insert(0, (("me", "addresses"), list(begun.settings.me.addresses)))
    if begun.sender:
        values.insert(0, (("sender",), begun.sender))
    return file, config.adding.with_values(file.text, values)


def _gathered(work: Session, settings: Settings, *, asks: bool) -> list[Read]:
    work.working_long()
    if asks and settings.read_from:
        say(work, "", "Reading the last twelve months ...")
    read = gathered(work, settings.read_from, again=True)
    failed = services.syncing.running.unwritten([one for one in read if one.error])
    for line in output.messages.syncing.remarks(SyncedView(failed)):
        sys.stderr.write(f"{output.safe.one_line(line)}\n")
    return read


def _with(settings: Settings, new: Sequence[Source], addresses: Iterable[str]) -> Settings:
    ours = tuple(dict.fromkeys((*settings.me.addresses, *addresses)))
    return dataclasses.replace(
        settings,
        read_from=(*settings.read_from, *new),
        me=dataclasses.replace(settings.me, addresses=ours),
    )


def _most_used(addresses: Iterable[str], read: Sequence[Read]) -> tuple[str, ...]:
    used = Counter(address for address, _ in _senders(read))
    return tuple(sorted(addresses, key=lambda one: (-used[one], one)))


def _own_names(ours: Sequence[str], read: Sequence[Read]) -> Counter[str]:
    return Counter(name for address, name in _senders(read) if address in ours and name)


def _senders(read: Iterable[Read]) -> Iterable[tuple[str, str]]:
    for one in read:
        for message in one.gathered.items if one.source.is_mail else ():
            if message.sent and message.sender:
                yield normal(message.sender.address), message.sender.name
