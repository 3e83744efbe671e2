"""The file that a feed is: what it holds, and writing it anew."""

from __future__ import annotations

import stat
from pathlib import Path

from clientpulse.errors import InputError
from clientpulse.feeds import held
from clientpulse.feeds.held import NOTHING, Held, NotOursError
from clientpulse.quoting import named
from clientpulse.services.exporting.replacing import replace_file

# Of a feed of ten thousand events, each with much to say, that would be a kilobyte an event.
_LARGEST = 10_000_000


def read(path: Path, kind: str | None) -> Held:
    """Read what the file holds; nothing where there is none.

    Args:
        kind: Which feed it is to be; None for any.

    Raises:
        NotOursError: It isn't to be replaced unasked.
        InputError: It can't be read.
    """
    try:
        if not path.exists():
            return NOTHING
        with path.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name makes no sense"
        raise InputError(
            f"{named(str(path))} can't be read: {reason}", "name another file"
        ) from None
    if len(data) > _LARGEST:
        raise NotOursError("is larger than any feed")
    found = held.read(data)
    if kind is not None and found.asked is not None and found.asked.kind != kind:
        raise NotOursError(f"is a feed of another kind ({found.asked.kind})")
    return found


def write(path: Path, text: str) -> bool:
    """Write the file whole or not at all, with the permissions that it has.

    Returns:
        Whether anything has changed; if not, the file wasn't touched.
    """
    exists = path.exists()
    if exists and path.read_bytes() == text.encode():
        return False
    mode = stat.S_IMODE(path.stat().st_mode) if exists else None
    replace_file(path, lambda stream: stream.write(text), overwrite=exists, mode=mode)
    return True
