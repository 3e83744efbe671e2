"""What is there to read: what was found, and what somebody adds to it."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from clientpulse import config, output, services, sources
from clientpulse.cli.app.keys import ask_key
from clientpulse.cli.commands.setup import signing_in
from clientpulse.cli.commands.setup.saying import refuse, say
from clientpulse.config.sources import Source
from clientpulse.errors import InputError, SourceError
from clientpulse.sources.finding.offers import Looked, Offer
from clientpulse.views.proposals import FoundSource

if TYPE_CHECKING:
    from clientpulse.cli.app.context import Session
    from clientpulse.services.syncing.running import Read

NOUNS = {
    "imap": "mailbox",
    "maildir": "mail",
    "mbox": "mail",
    "calendar": "calendar",
    "contacts": "address book",
}
FIRST = "Your e-mail address, or a file, folder or web address (Enter: none):"
MORE = "Anything else? A file or folder, a web or e-mail address (Enter: no):"


def look_around(work: Session) -> Looked:
    """Find what could be read and isn't in the config yet."""
    return sources.finding.looking.look_around(Path.home(), os.environ, work.settings.read_from)


def needs_no_answer(offers: Iterable[Offer], *, agreed: bool) -> list[Source]:
    """Return the sources that can be read without asking anything.

    Args:
        agreed: To servers, too: no command is run and no server asked before somebody said so.
    """
    found = []
    for one in offers:
        is_free = not signing_in.lacks_secret(one.source)
        if is_free and (agreed or one.source.path is not None):
            with contextlib.suppress(InputError):
                found.append(_checked(one.source))
    return found


def choose(work: Session, looked: Looked) -> list[Source]:
    """Ask about each source that was found, and for more; each is tried at once."""
    known = list(work.settings.read_from)
    chosen: list[Source] = []
    for one in known:
        say(work, f"Reading already: {one.name}, {NOUNS[one.kind]}")
    for offer in looked.offers:
        note = f" ({offer.note})" if offer.note else ""
        say(work, "", f"{_called(offer.source)}, {offer.seen}: {_place(offer.source)}{note}")
        if _yes("Read it?"):
            chosen += _tried(work, _renamed(offer.source, (*known, *chosen)))
    for remark in looked.remarks:
        say(work, "", remark)
    if not looked.offers and not known:
        say(work, "No mail, calendar or address book was found on this computer.")
    while typed := _typed(work, MORE if known or chosen or looked.offers else FIRST):
        try:
            source = _meant(typed)
        except InputError as error:
            refuse(error)
            continue
        chosen += _tried(work, _renamed(source, (*known, *chosen)))
    return chosen


def _typed(work: Session, question: str) -> str:
    return work.ask(f"\n{output.cells.fitted(question, sys.stderr)} ").strip()


def addresses(work: Session, suggested: Sequence[str]) -> tuple[str, ...]:
    """Ask which addresses are ours; Enter takes those that were found."""
    shown = f"Enter: {', '.join(suggested)}" if suggested else "several with commas"
    question = output.cells.fitted(output.safe.one_line(f"Your addresses ({shown})?"), sys.stderr)
    while typed := work.ask(f"\n{question} ").replace(",", " ").split():
        if all(map(sources.finding.typed.is_address, typed)):
            return tuple(typed)
        refuse(
            InputError("one of them isn't an e-mail address", "for example sam@practice.example")
        )
    return tuple(suggested)


def sender(work: Session, ours: Sequence[str], names: Counter[str], *, asks: bool) -> str:
    """Return our name and address for drafts, where the config has none."""
    if work.settings.sender is not None or not ours:
        return ""
    name = next((one for one, _ in names.most_common(1)), "")
    if asks:
        name = signing_in.line(work, "Your name, for drafts", name or None)
    written = f"{name} <{ours[0]}>" if name else ""
    try:
        config.values.sender(written)
    except config.values.WrongValueError:
        return ""
    return written


def found(
    known: Iterable[Source], looked: Looked, read: Sequence[Read] = ()
) -> tuple[FoundSource, ...]:
    """Return what there is to read, and what reading it gave."""
    gave = {one.source.name: one for one in read}
    offers = [*(Offer(one, "config") for one in known), *looked.offers]
    listed = {one.source.name for one in offers}
    offers += [Offer(one.source, "you") for one in read if one.source.name not in listed]
    return tuple(_found(one, gave.get(one.source.name)) for one in offers)


def _found(offer: Offer, read: Read | None) -> FoundSource:
    return FoundSource(
        offer.source.name,
        offer.source.kind,
        offer.source.place,
        offer.seen,
        offer.note,
        None if read is None or read.error else read.gathered.read,
        read.error.message if read and read.error else "",
    )


def _renamed(source: Source, there: Iterable[Source]) -> Source:
    """Give a source a free name; of several that were found, some may have been left out."""
    plain = replace(source, name=re.sub(r"-\d+$", "", source.name))
    taken = {one.name for one in there}
    return replace(source, name=sources.finding.looking.free_name(plain, taken))


def _place(source: Source) -> str:
    return config.places.at_home(source.path) if source.path else source.place


def _tried(work: Session, source: Source) -> list[Source]:
    """Ask how to sign in where that isn't known, and say what is there; nothing if that fails."""
    source = signing_in.completed(work, source)
    while (complete := _readable(work, source)) is None:
        is_here, unsigned = source.path, signing_in.lacks_secret(source)
        if is_here or unsigned or _asked("Try again? [y/N]", "ny") == "n":
            say(work, "It is left out.")
            return []
        source = signing_in.asked(work, source)
    return [complete]


def _readable(work: Session, source: Source) -> Source | None:
    """Return the source as the config would have it, once it was read; None if that fails."""
    if signing_in.lacks_secret(source):
        return None
    try:
        complete = _checked(source)
    except InputError as error:
        refuse(error)
        return None
    seen = services.syncing.configured.tried(complete, work.today)
    if seen.error is not None:
        refuse(SourceError(seen.error, seen.hint or ""))
        return None
    say(work, *(f"  {line}" for line in seen.seen))
    return complete


def _checked(source: Source) -> Source:
    """Return a source as the config would have it.

    Raises:
        InputError: It can't be one.
    """
    given = {path[-1]: value for path, value in config.adding.values_of(source, Path.home())}
    return services.syncing.configured.source_of(source.name, given)


def _meant(typed: str) -> Source:
    means = sources.finding.typed
    typed = re.sub(r"""^(["'])(.*)\1$""", r"\2", typed)  # as a file manager pastes a path
    if means.is_url(typed):
        kind = "contacts" if _asked("[c]alendar or [a]ddress book?", "ca") == "a" else "calendar"
        url = re.sub("^webcals?:", "https:", typed)
        return Source(sources.finding.offers.usual_name(kind), kind, url=url)
    if means.is_address(typed) and not Path(typed).exists():
        return means.mailbox(typed)
    return means.source_at(Path(typed).expanduser().absolute())


def _yes(question: str) -> bool:
    return _asked(f"{question} [Y/n]", "yn") != "n"


def _asked(question: str, keys: str) -> str:
    """Ask for one of some keys; Enter is the first."""
    while (key := ask_key(f"{question} ")) not in ["", *keys]:
        pass
    return key or keys[0]


def _called(source: Source) -> str:
    noun = NOUNS[source.kind]
    return f"{noun[:1].upper()}{noun[1:]}"
