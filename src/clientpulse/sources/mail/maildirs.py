"""Which Maildirs there are at a place, and which of them are read."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from clientpulse.config.sources import Source
from clientpulse.errors import SourceError
from clientpulse.quoting import printable
from clientpulse.sources.mail import folders

_PARTS = frozenset(("cur", "new", "tmp"))
_DEPTH = 6


class Folder(NamedTuple):
    """A Maildir.

    Attributes:
        part: Where it is below the source's path, ``.`` for that itself.
        name: As people know it: ``INBOX``, ``Clients/Acme``.
        places: The folders that messages lie in. First the one that they are moved from.
    """

    part: str
    name: str
    places: tuple[str, str]
    is_sent: bool


def chosen(source: Source, remarks: list[str]) -> list[Folder]:
    """Return the Maildirs of a source that are read.

    Args:
        remarks: Told of folders that are asked for and aren't there.

    Raises:
        SourceError: There is none.
    """
    path = source.path or Path()
    if not path.is_dir():
        raise _not_there(path)
    found = [_folder(path, one) for one in _below(str(path), "", set(), remarks)]
    if not found:
        if remarks:
            raise SourceError(f"{remarks[0]}", "check whose folder it is")
        raise SourceError(
            f"there is no Maildir in {printable(str(path))}",
            'a Maildir has folders cur, new and tmp; for Thunderbird\'s files write kind = "mbox"',
        )
    return folders.wanted(source, found, remarks)


def _not_there(path: Path) -> SourceError:
    if path.exists():
        return SourceError(
            f"{printable(str(path))} is a file, and a Maildir is a folder",
            'if it is of Thunderbird or Takeout, write kind = "mbox"',
        )
    return SourceError(
        f"there is no folder {printable(str(path))}",
        "check its path",
    )


def _below(root: str, part: str, seen: set[tuple[int, int]], remarks: list[str]) -> Iterator[str]:
    """Give the Maildirs at a place and below it, each once, however links lead there."""
    place = f"{root}/{part}" if part else root
    try:
        about = os.stat(place)
        if (about.st_dev, about.st_ino) in seen:
            return
        seen.add((about.st_dev, about.st_ino))
        with os.scandir(place) as entries:
            names = sorted(one.name for one in entries if one.is_dir())
    except FileNotFoundError:
        return
    except OSError as error:
        remarks.append(f"{printable(place)} can't be read: {error.strerror}")
        return
    if "cur" in names:
        yield part
    elif part.rpartition("/")[2].startswith(".") and not part.endswith(".directory"):
        return
    if part.count("/") < _DEPTH:
        for name in names:
            if name not in _PARTS:
                yield from _below(root, f"{part}/{name}" if part else name, seen, remarks)


def _folder(path: Path, part: str) -> Folder:
    name = _name(part)
    place = f"{path}/{part}" if part else str(path)
    sent = folders.is_sent(name if part else path.name)
    return Folder(folders.part_of(part) or ".", name, (f"{place}/new", f"{place}/cur"), sent)


def _name(part: str) -> str:
    """Return what a folder is called.

    ``.INBOX.Clients`` is how Maildir++ writes one below, ``.inbox.directory/Clients`` KMail, and
    ``Inbox.sbd/Clients`` Thunderbird.
    """
    steps = []
    for step in part.split("/"):
        plain = re.sub(r"^\.(.+)\.directory$|\.sbd$", r"\1", step)
        below = plain.startswith(".")
        steps += [one for one in plain.split(".") if one] if below else [plain]
    name = "/".join(folders.readable(one) for one in steps)
    return name or "INBOX"
