"""Fetching calendars and cards from a server: what has changed, or all there is."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from clientpulse.cadence.wording import counted
from clientpulse.config.sources import Source
from clientpulse.sources.dav import collection, places, web_file
from clientpulse.sources.dav.http import USUAL, Client, Limits
from clientpulse.sources.gathered import States, Window

PART = ""
"""All of a source is one part: what is on a server is read whole, or its news are."""

DRIFT = timedelta(days=7)
"""How far a window may move on before what has come into it is looked for."""


@dataclass(frozen=True, slots=True)
class Collected:
    """What a server gave.

    Attributes:
        texts: Calendars or cards, as they are written in files.
        whole: These are all that there is, of a calendar in the window.
        gone: Something is known to have been deleted since; then they are whole.
        states: How far it was read; empty where nothing has changed.
    """

    texts: list[bytes] = field(default_factory=list)
    whole: bool = False
    gone: bool = False
    states: dict[str, str] = field(default_factory=dict)


def read(
    source: Source, kind: str, window: Window, states: States, limits: Limits = USUAL
) -> Collected:
    """Fetch what is new since the states, or everything.

    Args:
        kind: ``calendar`` or ``contacts``.

    Raises:
        SourceError: The server can't be reached, refuses, or answers nonsense.
    """
    before = _before(source, kind, window, states)
    with Client(source, limits) as client:
        url = source.url or ""
        found = None
        if not _looks_like_a_file(url):
            found = places.find(client, before.get("home") or url, kind)
        if found is None:
            texts, told = web_file.fetch(client, url, kind, before)
            return _collected(source, kind, window, Collected(texts, whole=True), told, before)
        home, there = found
        return _read_places(client, kind, window, source, home, there, before)


def look(source: Source, kind: str, limits: Limits = USUAL) -> list[str]:
    """Say what is there, a line each: ``Work: 412 events``.

    Raises:
        SourceError: As `read`.
    """
    with Client(source, limits) as client:
        url = source.url or ""
        found = None if _looks_like_a_file(url) else places.find(client, url, kind)
        if found is None:
            (text,), _ = web_file.fetch(client, url, kind, {})
            return [_line(web_file.name_of(url, kind), web_file.count(text, kind), kind)]
        return [_line(one.name, collection.count(client, one), kind) for one in found[1]]


def _read_places(
    client: Client,
    kind: str,
    window: Window,
    source: Source,
    home: str,
    there: list[places.Place],
    before: dict[str, Any],
) -> Collected:
    marks = {one.url: one.mark or collection.mark(client, one) for one in there}
    known: dict[str, str] = before.get("marks", {})
    gone = bool(known.keys() - marks.keys())
    texts: list[bytes] = []
    if known and known.keys() == marks.keys():
        for one in there:
            if marks[one.url] == known[one.url]:
                continue
            news = collection.news(client, one, kind, known[one.url])
            if news is None or news.gone:
                gone = news is not None
                break
            texts += news.texts
            marks[one.url] = news.token
        else:
            told = {"home": home, "marks": marks}
            return _collected(source, kind, window, Collected(texts), told, before)
    texts = [text for one in there for text in collection.everything(client, one, kind, window)]
    told = {"home": home, "marks": marks}
    return _collected(source, kind, window, Collected(texts, whole=True, gone=gone), told, {})


def _collected(
    source: Source,
    kind: str,
    window: Window,
    found: Collected,
    told: dict[str, Any],
    before: dict[str, Any],
) -> Collected:
    if all(before.get(name) == value for name, value in told.items()):
        return Collected()
    days = {"since": before.get("since") or str(window.since)}
    days["until"] = before.get("until") or str(window.until)
    if found.whole:
        days = {"since": str(window.since), "until": str(window.until)}
    state = {"source": _fingerprint(source, kind), **days, **told}
    return Collected(found.texts, found.whole, found.gone, {PART: json.dumps(state)})


def _before(source: Source, kind: str, window: Window, states: States) -> dict[str, Any]:
    """Return how far it was read; nothing where that no longer fits what is to be read."""
    try:
        before = json.loads(states.get(PART, "{}"))
        if before.get("source") != _fingerprint(source, kind):
            return {}
        if kind == "calendar" and not (
            date.fromisoformat(before["since"]) <= window.since
            and date.fromisoformat(before["until"]) >= window.until - DRIFT
        ):
            return {}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}
    return dict(before)


def _fingerprint(source: Source, kind: str) -> str:
    """Tell one address from another; as a hash, for an address can be a secret."""
    return sha256(f"{kind} {source.user or ''} {source.url}".encode()).hexdigest()[:16]


def _looks_like_a_file(url: str) -> bool:
    parts = urlsplit(url)
    return bool(parts.query) or parts.path.lower().endswith((".ics", ".vcf", ".ical", ".icalendar"))


def _line(name: str, count: int, kind: str) -> str:
    return f"{name}: {counted(count, 'event' if kind == 'calendar' else 'card')}"
