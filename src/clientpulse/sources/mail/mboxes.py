"""Which mbox files there are at a place, and which of them are read."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from clientpulse.config.sources import Source
from clientpulse.errors import SourceError
from clientpulse.quoting import printable
from clientpulse.sources.mail import files, folders

_DEPTH = 6
_BLANK = b"\xef\xbb\xbf\r\n"
_MESSAGE = re.compile(rb"From [^\n]{0,500}\n(>?From [^\n]{0,300}\n)?[!-9;-~]{1,76}[ \t]{0,9}:")
_LOOKS = (
    (rb"PK\x03\x04", " but a zip file", "unpack it first"),
    (rb"\x1f\x8b", " but a gzip file", "unpack it first"),
    (
        rb"!BDN",
        " but a data file of Outlook",
        "import it with Thunderbird, or read mail by IMAP",
    ),
    (rb"\s*<", " but a web page", "export the mail as mbox"),
    (
        rb"[!-9;-~]{1,76}:[ \t]",
        " but a single message",
        "put messages into a Maildir, or export a folder",
    ),
)
_OTHERWISE = ("", "an mbox begins with From and a blank")


class Box(NamedTuple):
    """An mbox file.

    Attributes:
        part: Where it is below the source's path, ``.`` for that itself.
        name: As people know it: ``Inbox``, ``Inbox/Clients``.
    """

    part: str
    name: str
    path: str
    is_sent: bool


def chosen(source: Source, remarks: list[str]) -> list[Box]:
    """Return the mbox files of a source that are read.

    Args:
        remarks: Told of folders that are asked for and aren't there.

    Raises:
        SourceError: There is none.
    """
    path = source.path or Path()
    if not path.exists():
        raise SourceError(
            f"there is no file or folder {printable(str(path))}",
            "check its path",
        )
    if not path.is_dir():
        if not path.is_file():
            raise SourceError(
                f"{printable(str(path))} is neither a file nor a folder",
                "correct its path: pulse config edit",
            )
        return [_only(path)]
    found = [
        _box(path, one)
        for one in _below(str(path), "", remarks)
        if _is_mbox(f"{path}/{one}", remarks)
    ]
    if not found:
        if remarks:
            raise SourceError(f"{remarks[0]}", "check whose it is")
        raise SourceError(
            f"there is no mbox file in {printable(str(path))}",
            'name the folder that has Inbox and Sent in it; for a Maildir write kind = "maildir"',
        )
    return folders.wanted(source, found, remarks)


def begins(handle: int) -> int | None:
    """Return where in an open file its first message begins; None where it is no mbox."""
    start = os.pread(handle, 1_024, 0)
    inner = start.lstrip(_BLANK)
    return len(start) - len(inner) if inner.startswith(b"From ") or not inner else None


def _only(path: Path) -> Box:
    try:
        handle = files.opened(str(path))
    except OSError as error:
        raise SourceError(
            f"{printable(str(path))} can't be read: {error.strerror}",
            "check whose it is, and its path",
        ) from error
    try:
        if begins(handle) is None:
            start = os.pread(handle, 1_024, 0).lstrip(_BLANK)
            known = ((look, hint) for form, look, hint in _LOOKS if re.match(form, start))
            look, hint = next(known, _OTHERWISE)
            raise SourceError(f"{printable(str(path))} is no mbox{look}", hint)
    finally:
        os.close(handle)
    return Box(".", _name(path.name), str(path), folders.is_sent(_name(path.name)))


def _below(root: str, part: str, remarks: list[str]) -> Iterator[str]:
    """Give the files at a place and below it, but for those of Maildirs."""
    place = f"{root}/{part}" if part else root
    try:
        with os.scandir(place) as entries:
            found = sorted(entries, key=lambda one: one.name)
    except OSError as error:
        remarks.append(f"{printable(place)} can't be read: {error.strerror}")
        return
    names = {one.name for one in found}
    for one in found:
        inner = f"{part}/{one.name}" if part else one.name
        if one.name.startswith(".") or ("cur" in names and one.name in {"cur", "new", "tmp"}):
            continue
        if one.is_file():
            yield inner
        elif inner.count("/") < _DEPTH and one.is_dir(follow_symlinks=False):
            yield from _below(root, inner, remarks)


def _is_mbox(path: str, remarks: list[str]) -> bool:
    try:
        handle = files.opened(path)
    except OSError as error:
        remarks.append(f"{printable(path)} can't be read: {error.strerror}")
        return False
    try:
        # A text can begin with From, too.
        return _MESSAGE.match(os.pread(handle, 1_024, 0).lstrip(_BLANK)) is not None
    except OSError:
        return False
    finally:
        os.close(handle)


def _box(path: Path, part: str) -> Box:
    name = _name(part)
    return Box(folders.part_of(part), name, f"{path}/{part}", folders.is_sent(name))


def _name(part: str) -> str:
    """Return what a folder is called: ``Inbox.sbd/Clients`` is how Thunderbird writes one below."""
    steps = [re.sub(r"(?i)\.(sbd|mbox|mbx)$", "", one) for one in part.split("/")]
    if len(steps) > 1 and steps[-1] == "mbox":
        steps.pop()
    return "/".join(folders.readable(one) for one in steps)
