"""What somebody means who names a mailbox, calendar or address book."""

from __future__ import annotations

import re
from pathlib import Path

from clientpulse.config.sources import ADDRESS, Source
from clientpulse.errors import InputError
from clientpulse.quoting import printable
from clientpulse.sources.finding.folders import holds_maildirs
from clientpulse.sources.finding.offers import inside, is_folder, usual_name
from clientpulse.sources.finding.providers import provider_of
from clientpulse.sources.finding.vdirs import KINDS, collections

WHAT_WILL_DO = "type a file or folder, an https address, or an e-mail address"

STARTTLS_PORT = 143


def is_address(typed: str) -> bool:
    """Tell whether an e-mail address was typed, whose mailbox is meant."""
    return bool(re.fullmatch(ADDRESS, typed)) and "/" not in typed


def is_url(typed: str) -> bool:
    """Tell whether a web address was typed."""
    return bool(re.match(r"(https?|webcals?)://", typed))


def server(typed: str) -> tuple[str, int | None]:
    """Return the host and port of ``imap.practice.example:993``."""
    found = re.fullmatch(r"([^\s:]+):(\d{1,5})", typed)
    return (found[1], int(found[2])) if found else (typed, None)


def mailbox(address: str) -> Source:
    """Return what is known of the mailbox of an address: for most providers the server, too."""
    provider = provider_of(address)
    host = provider.host if provider else f"imap.{address.rpartition('@')[2]}"
    return Source("mail", "imap", host=host, user=address)


def source_at(path: Path) -> Source:
    """Return what a file or folder is.

    Raises:
        InputError: There is none, or it is nothing that can be read.
    """
    kind = _kind(path)
    return Source(usual_name(kind), kind, path=path)


def _kind(path: Path) -> str:
    if is_folder(path):
        if holds_maildirs(path):
            return "maildir"
        for ending, kind in KINDS.items():
            if collections(path, ending):
                return kind
        if any(one.suffix == ".msf" for one in inside(path)):
            return "mbox"
        message = f"{printable(str(path))} holds no mail, no calendar and no address book"
        raise InputError(message, WHAT_WILL_DO)
    try:
        with path.open("rb") as file:
            beginning = file.read(200)
    except (OSError, ValueError):
        raise InputError(f"there is no {printable(str(path))} to read", WHAT_WILL_DO) from None
    if path.suffix.lower() in KINDS:
        return KINDS[path.suffix.lower()]
    upper = beginning.lstrip(b"\xef\xbb\xbf \r\n").upper()
    for mark, kind in ((b"BEGIN:VCALENDAR", "calendar"), (b"BEGIN:VCARD", "contacts")):
        if upper.startswith(mark):
            return kind
    if beginning.startswith(b"From "):
        return "mbox"
    raise InputError(
        f"{printable(str(path))} isn't mail, a calendar or an address book", WHAT_WILL_DO
    )
