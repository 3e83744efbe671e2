"""Mail on an IMAP server: headers alone, in folders that are opened for looking only."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from clientpulse.config.sources import Source
from clientpulse.errors import SourceError
from clientpulse.quoting import named
from clientpulse.sources.gathered import Gathered, Progress, States, Window
from clientpulse.sources.mail import imap_names
from clientpulse.sources.mail.dates import moment
from clientpulse.sources.mail.headers import HEADERS, read_headers
from clientpulse.sources.mail.imap_answers import Fetched, fetched, number_of, uids_of
from clientpulse.sources.mail.imap_failures import Refused
from clientpulse.sources.mail.imap_line import Line, signed_in
from clientpulse.sources.mail.imap_names import Folder
from clientpulse.sources.mail.pile import Pile, summary

BATCH = 500
"""How many messages are asked for at once."""

_ITEMS = f"(UID INTERNALDATE BODY.PEEK[HEADER.FIELDS ({' '.join(HEADERS).upper()})])"
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905  as one reads them
_OTHERS_SHOWN = 8
_LATEST = 100
"""Among so many of the last messages is the newest one."""


class _State(NamedTuple):
    """How far a folder was read.

    Attributes:
        validity: Its UIDVALIDITY; with another one, UIDs mean other messages.
        last: No message with a UID up to this one is still to be read.
    """

    validity: int | None
    last: int

    def text(self) -> str:
        """Write it as it is kept."""
        return json.dumps(self._asdict())


def read(source: Source, window: Window, states: States, progress: Progress) -> Gathered:
    """Read what is new in the folders of a server.

    Where the line breaks, what was read until then is given, and the states say how far that is.

    Raises:
        SourceError: Nothing could be read.
    """
    pile = Pile(window)
    try:
        with signed_in(source) as line:
            _Reading(line, states, pile, progress).of(source)
    except SourceError as error:
        if not pile.found.states:
            raise
        pile.found.remarks.append(f"the rest comes with the next sync: {error.message}")
    return pile.gathered()


def look(source: Source, window: Window) -> list[str]:
    """Say how much is in the folders of a server.

    Raises:
        SourceError: They can't be read.
    """
    with signed_in(source) as line:
        known = _known(line)
        chosen, missing = imap_names.chosen(known, source.folders)
        if missing:
            raise _no_folder(source, missing[0], known)
        lines = [_look(line, folder, window) for folder in chosen]
    if not source.folders and not imap_names.sent_of(known):
        lines.append("No folder of sent mail was found; name both in folders")
    if others := [one for one in known if one not in chosen]:
        lines.append(f"Not read: {_names(others)}")
    return lines


def _known(line: Line) -> list[Folder]:
    """Return all folders; the mark of that of sent mail has to be asked for (RFC 6154)."""
    marked = line.can("SPECIAL-USE", "LIST-EXTENDED")
    return imap_names.listed(line.ask("list", '""', "* RETURN (SPECIAL-USE)" if marked else "*"))


def _no_folder(source: Source, name: str, known: Sequence[Folder]) -> SourceError:
    return SourceError(
        f"{source.host} has no folder {named(name)}", f"put others into folders: {_names(known)}"
    )


def _names(folders: Sequence[Folder]) -> str:
    names = [named(one.name) for one in folders]
    more = len(names) - _OTHERS_SHOWN
    return ", ".join(names[:_OTHERS_SHOWN]) + (f" and {more} more" if more > 0 else "")


class _Reading:
    """One reading of a source; what it gives is on the pile as soon as it is read."""

    def __init__(self, line: Line, states: States, pile: Pile, progress: Progress) -> None:
        self._line = line
        self._states = states
        self._pile = pile
        self._progress = progress

    def of(self, source: Source) -> None:
        """Read what is new.

        Raises:
            SourceError: No folder can be read.
        """
        known = _known(self._line)
        chosen, missing = imap_names.chosen(known, source.folders)
        if not chosen:
            raise _no_folder(source, missing[0], known)
        remarks = self._pile.found.remarks
        remarks += [f"{source.host} has no folder {named(one)}" for one in missing]
        sent = imap_names.sent_of(known)
        refused = [one for one in chosen if not self._is_read(one, is_sent=one in sent)]
        if refused == chosen:
            raise SourceError(remarks[-1], "look at the account with another program")

    def _is_read(self, folder: Folder, *, is_sent: bool) -> bool:
        try:
            if self._has_news(folder):
                self._read(folder, is_sent=is_sent)
        except Refused as error:
            self._pile.found.remarks.append(f"{named(folder.name)} can't be read: {error}")
            return False
        return True

    def _has_news(self, folder: Folder) -> bool:
        answer = self._line.ask("status", folder.quoted, "(UIDVALIDITY UIDNEXT)")
        known = _state(self._states.get(folder.name))
        return known != _State(
            number_of("UIDVALIDITY", answer), (number_of("UIDNEXT", answer) or 0) - 1
        )

    def _read(self, folder: Folder, *, is_sent: bool) -> None:
        self._line.ask("select", folder.quoted, readonly=True)
        validity, following = self._line.said("UIDVALIDITY"), self._line.said("UIDNEXT")
        known = _state(self._states.get(folder.name))
        last = known.last if known is not None and known.validity == validity else 0
        wanted = [one for one in _found(self._line, last, self._pile.since) if one > last]
        gathered = self._pile.found
        total = gathered.read + len(wanted)
        for start in range(0, len(wanted), BATCH):
            batch = wanted[start : start + BATCH]
            for message in fetched(self._line.ask("uid", "FETCH", uids_of(batch), _ITEMS), batch):
                self._take(message, is_sent=is_sent)
            last = batch[-1]
            gathered.states[folder.name] = _State(validity, last).text()
            self._progress(gathered.read, total)
        last = max(last, (following or 1) - 1)
        gathered.states[folder.name] = _State(validity, last).text()

    def _take(self, one: Fetched, *, is_sent: bool) -> None:
        pile = self._pile
        arrived = moment(one.arrived, pile.zone)
        pile.put(
            read_headers(one.headers, pile.zone, sent=is_sent, arrived=arrived, until=pile.latest)
        )


def _state(text: str | None) -> _State | None:
    """Read a state; one that can't be read is none, so that all is read again."""
    try:
        said = json.loads(text or "")
        return _State(said["validity"], int(said["last"]))
    except (ValueError, TypeError, KeyError):
        return None


def _found(line: Line, last: int, since: date) -> list[int]:
    """Return the UIDs of what came since a day, and after what was read, the oldest first."""
    # The server has its own zone, and a message may have come later than it says it was written.
    day = since - timedelta(days=1)
    written = f"{day.day}-{_MONTHS[day.month - 1]}-{day.year}"
    answer = line.ask("uid", "SEARCH", f"UID {last + 1}:*", "SINCE", written)
    return sorted({int(one) for said in answer for one in said.split() if one.isdigit()})


def _look(line: Line, folder: Folder, window: Window) -> str:
    (said,) = line.ask("select", folder.quoted, readonly=True)
    count = int(said)
    if not count:
        return f"{folder.name}: no messages"
    answer = line.ask("fetch", f"{max(1, count - _LATEST)}:*", "(INTERNALDATE)")
    found = [moment(one, window.zone) for one in answer if isinstance(one, bytes)]
    newest = max((one.date() for one in found if one is not None), default=None)
    return summary(folder.name, count, newest, window.today)
