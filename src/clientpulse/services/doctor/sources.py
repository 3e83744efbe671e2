"""Whether the sources in the config can be read, as far as that shows without a network."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

from clientpulse.cadence.wording import counted, weekday_date
from clientpulse.config.sources import Source
from clientpulse.errors import StoreError
from clientpulse.quoting import shell_word
from clientpulse.services.syncing import configured
from clientpulse.views.doctor import OK, WARNING, Finding
from clientpulse.views.sources import SourceLine

if TYPE_CHECKING:
    from clientpulse.services.stores import AnyStore

CHECK = "sources"


def findings(there: AnyStore, sources: Sequence[Source], today: date) -> Iterator[Finding]:
    """Look at each source: what it needs on this computer, and what was read of it."""
    known = _known(there, sources)
    for one in sources:
        problem = next(_problems(one), None)
        if problem is not None:
            yield problem
        elif one.name in known:
            yield _read_so_far(known[one.name], today)


def _known(there: AnyStore, sources: Sequence[Source]) -> dict[str, SourceLine]:
    """Return what the store has of each source; nothing where it can't be read as it is."""
    if not sources:
        return {}
    try:
        with closing(there.open_reader_as_it_is()) as reader:
            return {one.name: configured.line(reader, one) for one in sources}
    except StoreError:
        return {}


def _problems(source: Source) -> Iterator[Finding]:
    for setting in ("path", "ca_file"):
        path = getattr(source, setting)
        if path is None or os.access(path, os.R_OK):
            continue
        why = "can't be read" if os.path.lexists(path) else "isn't there"
        yield Finding(
            CHECK,
            WARNING,
            f"the {setting} of {source.name} {why}: {path}",
            "correct it: pulse config edit; or leave it out:"
            f" pulse source remove {shell_word(source.name)}",
        )


def _read_so_far(one: SourceLine, today: date) -> Finding:
    what = f"{one.name}: {one.kind}, {one.place}"
    if one.news_at is None and not one.kept:
        hint = f"read it: pulse sync {shell_word(one.name)}"
        return Finding(CHECK, OK, f"{what}; nothing was read of it yet", hint)
    kept = {"calendar": "event", "contacts": "card"}.get(one.kind, "message")
    parts = [f"{counted(one.kept, kept)} known"]
    if one.newest_on is not None:
        parts.append(f"the newest of {weekday_date(one.newest_on, today)}")
    if one.news_at is not None:
        parts.append(f"last news {weekday_date(one.news_at.astimezone().date(), today)}")
    return Finding(CHECK, OK, f"{what}; {', '.join(parts)}")
