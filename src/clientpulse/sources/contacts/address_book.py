"""An address book: a file of cards, a folder of them, or a CardDAV collection."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

from clientpulse.cadence.wording import counted
from clientpulse.config.sources import Source
from clientpulse.quoting import named
from clientpulse.sources import dav, vdir
from clientpulse.sources.contacts.cards import card_of
from clientpulse.sources.gathered import Card, Gathered, Progress, States, Window
from clientpulse.vcards.lines import Buffered
from clientpulse.vcards.reading import read_cards

PART = "cards"
"""What the only part of a file or folder is called; a server names its own."""

_MOST_REMARKS = 20
_ENDINGS = (".vcf", ".vcard")
_Seen = tuple[str, list[str]]
"""Of a file, how it looked, and the UIDs in it."""


def read(source: Source, window: Window, states: States, progress: Progress) -> Gathered:
    """Read the cards that may be new, and say which are gone.

    Raises:
        SourceError: There is no such file or folder, or it can't be read.
    """
    if source.path is None:
        return _from_server(source, window, states)
    known = _known(states)
    files, missing = vdir.of(source.path, _ENDINGS)
    gathered = Gathered(remarks=missing)
    # What is in a folder that can't be read today isn't gone.
    now = known.copy() if missing else {}
    unread = len(missing)
    for number, one in enumerate(files):
        progress(number, len(files))
        if (read_now := _read_file(one, known.get(one.name), gathered)) is not None:
            now[one.name] = read_now
        else:
            unread += 1
    # Without a single card it is no address book: a disk isn't mounted, a file is half written.
    if not any(uids for _, uids in now.values()):
        return gathered
    before = {uid for _, uids in known.values() for uid in uids}
    gathered.gone = before.difference(*(uids for _, uids in now.values()))
    gathered.whole = not (known or unread)
    if now != known:
        gathered.states[PART] = json.dumps(now)
    return gathered


def look(source: Source, window: Window) -> list[str]:
    """Say what there is: ``412 people and 31 companies``."""
    if source.path is None:
        return dav.look(source, "contacts")
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


def _read_file(one: vdir.Found, known: _Seen | None, gathered: Gathered) -> _Seen | None:
    """Read a file that isn't as it was; return how it is."""
    if known is not None and known[0] == one.looks:
        return known
    try:
        with one.path.open("rb") as stream:
            cards = list(take_cards(stream, one.name, gathered))
    except OSError as error:
        gathered.remarks.append(f"{one.name} can't be read: {error.strerror or error}")
        # What can't be read today isn't gone.
        return known and ("", known[1])
    gathered.items += cards
    return one.looks, [card.uid for card in cards]


def _known(states: States) -> dict[str, _Seen]:
    try:
        said = json.loads(states.get(PART, "{}"))
        return {name: (looks, uids) for name, (looks, uids) in said.items()}
    except (ValueError, AttributeError):
        return {}


def _from_server(source: Source, window: Window, states: States) -> Gathered:
    collected = dav.read(source, "contacts", window, states)
    gathered = Gathered(whole=collected.whole, states=collected.states)
    for text in collected.texts:
        with io.BufferedReader(io.BytesIO(text)) as stream:
            gathered.items += take_cards(stream, source.name, gathered)
    return gathered
