"""The sources that are configured: what the store has of each, and whether each answers."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from clientpulse.config import sources as config_sources
from clientpulse.config.sources import Source
from clientpulse.config.values import WrongValueError
from clientpulse.errors import InputError, NotFoundError, SourceError
from clientpulse.quoting import quoted
from clientpulse.services.syncing.running import window
from clientpulse.sources import reading
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.views.listed import Listed
from clientpulse.views.sources import SourceLine, Tried

_PRINTERS = frozenset({"echo", "printf"})
"""What would print a secret that stands in the config itself."""


def listed(reader: Reader, today: date, sources: Iterable[Source]) -> Listed[SourceLine]:
    """List sources, and what the store has of each."""
    return Listed(today, tuple(line(reader, one) for one in sources))


def line(reader: Reader, source: Source) -> SourceLine:
    """Say what the store has of a source."""
    kept, newest_on = queries.sources.kept(reader, source.name)
    news_at = queries.sources.news_at(reader, source.name)
    return SourceLine(source.name, source.kind, source.place, kept, newest_on, news_at)


def tried(source: Source, today: date) -> Tried:
    """Look whether a source can be read, and what is in it."""
    what = source.name, source.kind, source.place
    try:
        return Tried(*what, tuple(reading.look(source, window(today))))
    except SourceError as error:
        return Tried(*what, error=error.message, hint=error.hint or None)


def chosen(sources: Sequence[Source], names: Iterable[str]) -> list[Source]:
    """Return the sources of some names; all of them where none is named.

    Raises:
        NotFoundError: There is none of a name.
    """
    known = {one.name: one for one in sources}
    for name in names:
        if name not in known:
            there = f"there is {', '.join(known)}" if known else "add one: pulse source add"
            raise NotFoundError(f"there is no source {quoted(name)}", there)
    return [known[name] for name in dict.fromkeys(names or known)]


def source_of(name: str, given: Mapping[str, Any]) -> Source:
    """Make a source of what somebody says of it.

    Raises:
        InputError: It can't be one.
    """
    for setting in ("password_command", "token_command"):
        if _program(given.get(setting) or "") in _PRINTERS:
            raise InputError(
                f"{setting} would hold the secret itself",
                "keep it in a password manager, and name what prints it: 'pass show mail'",
            )
    try:
        (source,) = config_sources.check({name: dict(given)})
    except WrongValueError as wrong:
        raise InputError(f"source {wrong}", wrong.hint) from wrong
    return source


def _program(command: str) -> str:
    try:
        words = shlex.split(command)
    except ValueError:
        return ""
    return words[0].rpartition("/")[2] if words else ""
