"""Mail, calendars and address books in the folders where they mostly are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from clientpulse.config.sources import Source
from clientpulse.sources.finding.offers import A_FOLDER, Looked, Offer, Places, inside, is_folder
from clientpulse.sources.finding.vdirs import KINDS, collections

MAIL = ("Maildir", "Mail", "mail", ".mail", ".maildir", ".Mail")
VDIRS = {
    ".ics": (".calendars", ".calendar", "calendars", ".local/share/vdirsyncer/calendars"),
    ".vcf": (".contacts", "contacts", ".local/share/contacts", ".local/share/vdirsyncer/contacts"),
}


def look(places: Places, looked: Looked) -> None:
    """Offer those that hold something."""
    looked.offers += _mail(places)
    looked.offers += _vdirs(places)


def is_maildir(folder: Path) -> bool:
    """Tell whether a folder is a Maildir; Thunderbird makes them without ``new``."""
    return is_folder(folder / "cur") and any(is_folder(folder / one) for one in ("new", "tmp"))


def holds_maildirs(folder: Path, depth: int = 2) -> bool:
    """Tell whether a folder is a Maildir, or has some in it."""
    if is_maildir(folder):
        return True
    below = inside(folder) if depth else []
    return any(is_folder(one) and holds_maildirs(one, depth - 1) for one in below)


def _mail(places: Places) -> Iterator[Offer]:
    named = places.path(places.environment.get("MAILDIR", ""))
    usual = [places.home / one for one in MAIL]
    usual += [places.data / "mail", places.data / "evolution/mail/local"]
    for one in [*([named] if named else []), *usual]:
        if is_folder(one) and holds_maildirs(one):
            yield Offer(Source("mail", "maildir", path=one), A_FOLDER)


def _vdirs(places: Places) -> Iterator[Offer]:
    for ending, names in VDIRS.items():
        for name in names:
            for one in collections(places.home / name, ending):
                yield Offer(Source(one.name.strip("."), KINDS[ending], path=one), A_FOLDER)
    calendar = places.data / "evolution/calendar/system/calendar.ics"
    if calendar.is_file():
        yield Offer(Source("diary", "calendar", path=calendar), "Evolution")
