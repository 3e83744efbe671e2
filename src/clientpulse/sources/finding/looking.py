"""Looking for mailboxes, calendars and address books: nothing is changed, and nothing is run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from clientpulse.config.sources import NAME, Source
from clientpulse.sources.finding import folders, mbsync, thunderbird, vdirs
from clientpulse.sources.finding.offers import Looked, Places, covers, each_once, usual_name

_SAYS_NOTHING = re.compile("default|[0-9a-f-]{16,}")
"""What programs call something that nobody named."""


def look_around(home: Path, environment: Mapping[str, str], there: Iterable[Source] = ()) -> Looked:
    """Find what could be read.

    Args:
        there: The sources in the config, which aren't offered again.
    """
    places, looked = Places(home, environment), Looked()
    for program in (mbsync, vdirs, thunderbird, folders):
        program.look(places, looked)
    known = list(there)
    looked.offers = [
        one
        for one in each_once(looked.offers)
        if not any(covers(source, one.source) for source in known)
    ]
    names = {one.name for one in known}
    for place, one in enumerate(looked.offers):
        name = free_name(one.source, names)
        names.add(name)
        looked.offers[place] = replace(one, source=replace(one.source, name=name))
    return looked


def free_name(source: Source, taken: Iterable[str]) -> str:
    """Return a name for a source that no other one has, from the one it was found by."""
    plain = re.sub(r"[^a-z0-9_-]+", "-", source.name.casefold()).strip("-_")[:30]
    speaks = re.fullmatch(NAME, plain) and not _SAYS_NOTHING.fullmatch(plain)
    wanted = plain if speaks else usual_name(source.kind)
    names, number = set(taken), 1
    while (name := wanted if number == 1 else f"{wanted}-{number}") in names:
        number += 1
    return name
