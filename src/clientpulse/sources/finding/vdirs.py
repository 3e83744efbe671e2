"""Calendars and address books of vdirsyncer, khal and khard: folders with a file an item."""

from __future__ import annotations

import glob
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from clientpulse.config.sources import Source
from clientpulse.sources.finding.offers import (
    SECRET_IN_FILE,
    Looked,
    Offer,
    Places,
    inside,
    is_folder,
    text_of,
)
from clientpulse.sources.finding.settings_files import (
    Section,
    command,
    from_json,
    sections,
    unquoted,
)

KINDS = {".ics": "calendar", ".vcf": "contacts"}
MOST_FOLDERS = 50


def look(places: Places, looked: Looked) -> None:
    """Offer what the settings of the three name."""
    looked.offers += _of_vdirsyncer(places)
    for name, heading, ending in (
        ("khal/config", "calendars", ".ics"),
        ("khard/khard.conf", "addressbooks", ".vcf"),
    ):
        for section in sections(text_of(places.settings / name)):
            if len(section.path) == 2 and section.path[0] == heading and "path" in section.values:
                program = name.partition("/")[0]
                looked.offers += _matching(places, section, ending, program)


def collections(folder: Path, ending: str) -> list[Path]:
    """Return the folders of a vdir that hold items: itself, or those below it."""
    found = [one for one in inside(folder) if is_folder(one) and not one.name.startswith(".")]
    below = [one for one in found if _holds(one, ending)]
    return [folder] if _holds(folder, ending) else below[:MOST_FOLDERS]


def _matching(places: Places, section: Section, ending: str, seen: str) -> Iterator[Offer]:
    """Offer the folders that a path with ``*`` means, or the only one."""
    path = places.path(unquoted(section.values["path"]))
    if path is None:
        return
    found = islice(glob.iglob(str(path), recursive=True), MOST_FOLDERS)  # noqa: PTH207
    for one in sorted(map(Path, found)):
        for folder in collections(one, ending) if is_folder(one) else []:
            name = section.path[1] if folder == path else folder.name
            yield Offer(Source(name, KINDS[ending], path=folder), seen)


def _of_vdirsyncer(places: Places) -> list[Offer]:
    named = places.environment.get("VDIRSYNCER_CONFIG", "")
    files = [places.path(named)] if named else []
    files += [places.settings / "vdirsyncer/config", places.home / ".vdirsyncer/config"]
    text = next(filter(None, (text_of(one) for one in files if one)), "")
    stores = [
        (one.path[0].partition(" ")[2].strip(), {k: from_json(v) for k, v in one.values.items()})
        for one in sections(text)
        if one.path and one.path[0].startswith("storage ")
    ]
    here = [offer for name, store in stores for offer in _copies(places, name, store)]
    kinds = {one.source.kind for one in here}
    servers = (offer for name, store in stores for offer in _server(name, store))
    return [*here, *(one for one in servers if one.source.kind not in kinds)]


def _copies(places: Places, name: str, store: dict[str, object]) -> Iterator[Offer]:
    if store.get("type") not in ("filesystem", "singlefile"):
        return
    path = places.path(str(store.get("path", "")))
    ending = str(store.get("fileext", "")) or (path.suffix if path else "")
    if path is None or ending not in KINDS:
        return
    if path.is_file():
        yield Offer(Source(name, KINDS[ending], path=path), "vdirsyncer")
    for one in collections(path, ending):
        yield Offer(
            Source(name if one == path else one.name, KINDS[ending], path=one), "vdirsyncer"
        )


def _server(name: str, store: dict[str, object]) -> Iterator[Offer]:
    kind = {"caldav": "calendar", "carddav": "contacts"}.get(str(store.get("type")))
    url, user = store.get("url"), store.get("username")
    if kind is None or not isinstance(url, str) or not re.match(r"https?://[^/\s@]+(/|$)", url):
        return
    yield Offer(
        Source(
            name,
            kind,
            url=url,
            user=user if isinstance(user, str) else None,
            password_command=command(store.get("password.fetch")),
        ),
        "vdirsyncer",
        SECRET_IN_FILE if "password" in store else "",
    )


def _holds(folder: Path, ending: str) -> bool:
    return any(one.suffix == ending for one in inside(folder))
