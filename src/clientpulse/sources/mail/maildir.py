"""Maildirs: a file a message, read where it lies, and left as it was.

A folder that didn't change since it was read costs the question when it did. In one that did,
the files that are read again are those that came or were renamed since: by their ctime, which
delivery and renaming set and no program can.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections import Counter
from collections.abc import Collection
from contextlib import suppress
from datetime import date, timedelta
from heapq import nlargest
from typing import Any, NamedTuple

from clientpulse.config.sources import Source
from clientpulse.sources.gathered import Gathered, Message, Progress, States, Window
from clientpulse.sources.mail import files
from clientpulse.sources.mail.headers import read_headers
from clientpulse.sources.mail.maildirs import Folder, chosen
from clientpulse.sources.mail.pile import Pile, summary

_FLAGS = re.compile(r"[:;!]2,([A-Za-z]*)$")
_STAMP = re.compile(r"(\d{9,10})\.")
_UNSETTLED = 2.0
"""For how many seconds after a change the next one can bear the same time."""
_SLACK = 3600.0
"""By how many seconds the clocks of this computer and of a file server may differ."""
_LAST = 20
"""Among so many of the last files is the newest message."""
_STEP = 500
_TRIES = 3


def read(source: Source, window: Window, states: States, progress: Progress) -> Gathered:
    """Read what is new in a Maildir, or in a folder of Maildirs."""
    pile = Pile(window)
    began = time.time()
    news = [
        news
        for folder in chosen(source, pile.found.remarks)
        if (news := _news(folder, states.get(folder.part), window, began, pile))
    ]
    total = sum(len(one.names) for one in news)
    for one in news:
        _take(one, pile, progress, total)
        pile.found.states[one.folder.part] = one.state
    return pile.gathered()


def look(source: Source, window: Window) -> list[str]:
    """Say what is in each folder."""
    pile = Pile(window)
    found = []
    for folder in chosen(source, pile.found.remarks):
        paths = _names(folder).values()
        found.append(summary(folder.name, len(paths), _newest(paths, pile), pile.latest))
    return found + pile.found.remarks


class _News(NamedTuple):
    """The files of a folder that are to be read, and how far it is read then."""

    folder: Folder
    names: dict[str, str]
    state: str


def _news(
    folder: Folder, state: str | None, window: Window, began: float, pile: Pile
) -> _News | None:
    """Return what is to be read of a folder; None where it is as it was."""
    # Asked for before the names are read: what comes in between is then seen the next time.
    times = [_time(place, "st_mtime_ns") or 0 for place in folder.places]
    last = _Last.of(state, window.since)
    if last.times == times:
        return None
    try:
        names = _names(folder)
        if last.scan:
            since = last.scan - _SLACK
            names = {
                one: path
                for one, path in names.items()
                if (_time(path, "st_ctime") or began) >= since
            }
    except OSError as error:
        pile.found.remarks.append(f"{folder.name} can't be read: {error.strerror}")
        return None
    settled = all(one / 1e9 < began - _UNSETTLED for one in times)
    return _News(folder, names, _Last(times if settled else [], began, window.since).kept())


class _Last(NamedTuple):
    """How far a folder was read."""

    times: list[int]
    scan: float
    since: date

    @classmethod
    def of(cls, state: str | None, since: date) -> _Last:
        """Read it back; as never read where it isn't known, or more is wanted now."""
        try:
            kept = json.loads(state or "{}")
            last = cls(kept["times"], float(kept["scan"]), date.fromisoformat(kept["since"]))
        except (ValueError, KeyError, TypeError):
            return cls([], 0, since)
        return last if last.since <= since else cls([], 0, since)

    def kept(self) -> str:
        """Return it as it is kept."""
        return json.dumps(
            {"times": self.times, "scan": round(self.scan, 3), "since": self.since.isoformat()}
        )


def _names(folder: Folder) -> dict[str, str]:
    """Return by the part of its name that stays the path of every message that is read.

    What is moved from new to cur meanwhile is found in one of them.
    """
    found = {}
    for place in folder.places:
        try:
            names = os.listdir(place)
        except FileNotFoundError:
            continue
        for name in names:
            if name[0] == ".":
                continue
            flags = _FLAGS.search(name)
            if flags and ("T" in flags[1] or "D" in flags[1]):
                continue
            found[name[: flags.start()] if flags else name] = f"{place}/{name}"
    return found


def _take(news: _News, pile: Pile, progress: Progress, total: int) -> None:
    names = news.names
    oldest = time.mktime((pile.since - timedelta(days=3)).timetuple())
    failed: Counter[str] = Counter()
    for _ in range(_TRIES):
        moved = []
        for name, path in names.items():
            try:
                if _is_old(name, path, oldest):
                    pile.put_older()
                else:
                    pile.put(_message(path, pile, is_sent=news.folder.is_sent))
            except FileNotFoundError:
                moved.append(name)
            except IsADirectoryError:
                pass
            except OSError as error:
                failed[error.strerror or str(error)] += 1
            if pile.found.read % _STEP == 0:
                progress(pile.found.read, total)
        if not moved:
            break
        # Mail programs rename what somebody reads.
        now = _names(news.folder)
        names = {one: now[one] for one in moved if one in now}
    for reason, count in failed.items():
        pile.fail(f"{news.folder.name}: {reason}", count)
    progress(pile.found.read, total)


def _is_old(name: str, path: str, oldest: float) -> bool:
    """Tell whether a message lies there since before the window, by its name and by its time."""
    stamp = _STAMP.match(name)
    if stamp is None or int(stamp[1]) >= oldest:
        return False
    written = os.stat(path).st_mtime
    return files.FIRST_TIME < written < oldest


def _message(path: str, pile: Pile, *, is_sent: bool) -> Message | None:
    handle = files.opened(path)
    try:
        raw = files.header(handle)
        return read_headers(raw, pile.zone, sent=is_sent, until=pile.latest) or read_headers(
            raw, pile.zone, sent=is_sent, until=pile.latest, arrived=files.changed(handle)
        )
    finally:
        os.close(handle)


def _newest(paths: Collection[str], pile: Pile) -> date | None:
    """Return the newest day of the messages that came last, by their files' times or names.

    In a copy of a Maildir the times may be those of copying.
    """
    days = []
    for path in {*nlargest(_LAST, paths, _written), *nlargest(_LAST, paths, _stamped)}:
        with suppress(OSError):
            message = _message(path, pile, is_sent=False)
            days += [message.on] if message else []
    return max(days, default=None)


def _stamped(path: str) -> int:
    stamp = _STAMP.match(path.rpartition("/")[2])
    return int(stamp[1]) if stamp else 0


def _written(path: str) -> float:
    return _time(path, "st_mtime") or 0.0


def _time(path: str, which: str) -> Any:
    """Return a time of a file or folder; None where it isn't there any more."""
    try:
        return getattr(os.stat(path), which)
    except OSError:
        return None
