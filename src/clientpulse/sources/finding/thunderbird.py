"""Mail that Thunderbird has on this computer, and who we are there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from clientpulse.config.sources import Source
from clientpulse.sources.finding.folders import is_maildir
from clientpulse.sources.finding.offers import Looked, Offer, Places, inside, is_folder, text_of
from clientpulse.sources.finding.settings_files import sections

PLACES = (
    ".thunderbird",
    ".mozilla-thunderbird",
    "snap/thunderbird/common/.thunderbird",
    ".var/app/org.mozilla.Thunderbird/.thunderbird",
    ".var/app/eu.betterbird.Betterbird/.thunderbird",
    "Library/Thunderbird",
)
BOOKS = "Thunderbird's address books can't be read; export them there as vCard"

_PREFERENCE = re.compile(r'user_pref\("mail\.identity\.\w+\.useremail",\s*("[^"\\]*")\);')


def look(places: Places, looked: Looked) -> None:
    """Offer the mail of every account in every profile."""
    for profile in _profiles(places.home):
        for one in _PREFERENCE.findall(text_of(profile / "prefs.js")):
            looked.add_address(json.loads(one))
        for kind in ("ImapMail", "Mail"):
            for account in filter(is_folder, inside(profile / kind)):
                looked.offers += _mail(account)
        if (profile / "abook.sqlite").is_file() and BOOKS not in looked.remarks:
            looked.remarks.append(BOOKS)


def _profiles(home: Path) -> Iterator[Path]:
    for place in (home / one for one in PLACES):
        for section in sections(text_of(place / "profiles.ini")):
            path = section.values.get("Path", "")
            if path and "\0" not in path:
                yield place / path if section.values.get("IsRelative", "1") == "1" else Path(path)


def _mail(account: Path) -> Iterator[Offer]:
    """Offer an account that holds mail: in files, or in one folder a folder."""
    found = inside(account)
    if any(is_maildir(one) for one in found):
        yield Offer(Source(account.name, "maildir", path=account), "Thunderbird")
    elif any(_is_mbox(one) for one in found):
        yield Offer(Source(account.name, "mbox", path=account), "Thunderbird")


def _is_mbox(path: Path) -> bool:
    """Tell whether mail is in a file: beside each of Thunderbird's there is an index."""
    try:
        index = path.with_name(f"{path.name}.msf")
        return path.is_file() and path.stat().st_size > 0 and index.is_file()
    except OSError:
        return False
