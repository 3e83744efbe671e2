"""An address book: a file of cards, a folder of them, or a CardDAV collection."""

from __future__ import annotations

import importlib
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from clientpulse.cadence.wording import counted
from clientpulse.config.sources import Source
from clientpulse.errors import SourceError
from clientpulse.quoting import named
from clientpulse.sources.contacts.cards import card_of
from clientpulse.sources.gathered import Card, Gathered, Progress, States, Window
from clientpulse.vcards.lines import Buffered
from clientpulse.vcards.reading import read_cards

PART = "cards"
"""What the only part of a file or folder is called; a server names its own."""

_MOST_REMARKS = 20
_ENDINGS = (".vcf", ".vcard")
_Known = dict[str, tuple[int, int, list[str]]]
"""By file, when it was changed, how long it is, and the UIDs in it."""


def read(source: Source, window: Window, states: States, progress: Progress) -> Gathered:
    """Read the cards that may be new, and say which are gone.

    Raises:
        SourceError: There is no such file or folder, or it can't be read.
    """
    if source.path is None:
        return _from_server(source, window, states)
    gathered = Gathered()
    known = _known(states)
    files = _files(source.path, gathered)
    now: _Known = {}
    for number, (name, path) in enumerate(files.items()):
        progress(number, len(files))
        if (read_now := _read_file(name, path, known.get(name), gathered)) is not None:
            now[name] = read_now
    # Without a single card it is no address book: a disk isn't mounted, a file is half written.
    if not any(uids for _, _, uids in now.values()):
        return gathered
    before = {uid for _, _, uids in known.values() for uid in uids}
    gathered.gone = before.difference(*(uids for _, _, uids in now.values()))
    gathered.whole = not known
    if now != known:
        gathered.states[PART] = json.dumps(now)
    return gathered


def look(source: Source, window: Window) -> list[str]:
    """Say what there is: ``412 people and 31 companies``."""
    if source.path is None:
        said: list[str] = _server().look(source, "contacts", window)
        return said
    found = read(source, window, {}, lambda *_: None)
    companies = sum(one.is_company for one in found.items)
    people = len(found.items) - companies
    there = counted(people, "person", "people")
    if companies:
        there += f" and {counted(companies, 'company', 'companies')}"
    return [there, *found.remarks]


def take_cards(stream: Buffered, called: str, gathered: Gathered) -> Iterator[Card]:
    """Return the cards of a file, and count what gives nothing."""
    for one in read_cards(stream):
        gathered.read += 1
        card = card_of(one)
        if card is not None:
            if one.wrong_birthday and len(gathered.remarks) < _MOST_REMARKS:
                gathered.remarks.append(f"{called}: the birthday of {named(card.name)} isn't one")
            yield card
        elif one.is_list:
            gathered.passed_over["list"] += 1
        else:
            gathered.passed_over["has died" if one.has_died else "no name"] += 1


def _read_file(
    name: str, path: Path, known: tuple[int, int, list[str]] | None, gathered: Gathered
) -> tuple[int, int, list[str]] | None:
    """Read a file that isn't as it was; return how it is."""
    try:
        with path.open("rb") as stream:
            status = os.fstat(stream.fileno())
            if known is not None and known[:2] == (status.st_mtime_ns, status.st_size):
                return known
            cards = list(take_cards(stream, path.name, gathered))
    except OSError as error:
        gathered.remarks.append(f"{path.name} can't be read: {error.strerror or error}")
        # What can't be read today isn't gone.
        return known and (0, 0, known[2])
    gathered.items += cards
    return status.st_mtime_ns, status.st_size, [one.uid for one in cards]


def _files(path: Path, gathered: Gathered) -> dict[str, Path]:
    """Return the files of an address book, each by what it is called in there."""
    try:
        if not path.is_dir():
            path.stat()
            return {path.name: path}
    except OSError as error:
        reason = "isn't there" if isinstance(error, FileNotFoundError) else error.strerror
        raise SourceError(f"{path} {reason}", "check its path") from None
    found: dict[str, Path] = {}

    def say(error: OSError) -> None:
        if error.filename == str(path):
            raise SourceError(f"{path} can't be read: {error.strerror}", "check its permissions")
        gathered.remarks.append(f"{error.filename} can't be read: {error.strerror}")

    for folder, folders, names in os.walk(path, onerror=say):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for name in sorted(names):
            if name.lower().endswith(_ENDINGS) and not name.startswith("."):
                one = Path(folder, name)
                found[str(one.relative_to(path))] = one
    return found


def _known(states: States) -> _Known:
    try:
        said = json.loads(states.get(PART, "{}"))
        return {name: (changed, size, uids) for name, (changed, size, uids) in said.items()}
    except (ValueError, AttributeError):
        return {}


def _from_server(source: Source, window: Window, states: States) -> Gathered:
    collected = _server().read(source, "contacts", window, states)
    gathered = Gathered(whole=collected.whole, states=collected.states)
    for text in collected.texts:
        with io.BufferedReader(io.BytesIO(text)) as stream:
            gathered.items += take_cards(stream, source.name, gathered)
    return gathered


def _server() -> Any:
    """Return what speaks to servers; with it come http and ssl."""
    return importlib.import_module("clientpulse.sources.dav")
