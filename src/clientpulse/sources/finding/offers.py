"""What was found, and where things may be."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from clientpulse.config.sources import ADDRESS, Source

LONGEST_FILE = 1_000_000
"""No settings file is longer."""

A_FOLDER = "a folder"

SECRET_IN_FILE = "a password stands in its settings; it isn't copied"


@dataclass(frozen=True, slots=True)
class Offer:
    """A source that could be read.

    Attributes:
        source: It may lack how to sign in.
        seen: Where it was found: ``mbsync``, `A_FOLDER`.
        note: What is to be known about it; empty where nothing is.
    """

    source: Source
    seen: str
    note: str = ""


@dataclass(slots=True)
class Looked:
    """What is on this computer.

    Attributes:
        addresses: What seem to be ours.
        remarks: What was found and can't be read, a line each.
    """

    offers: list[Offer] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def add_address(self, text: str) -> None:
        """Note an address of ours, where it is one."""
        if re.fullmatch(ADDRESS, text) and text not in self.addresses:
            self.addresses.append(text)


@dataclass(frozen=True, slots=True)
class Places:
    """Where somebody's files are."""

    home: Path
    environment: Mapping[str, str]

    @property
    def settings(self) -> Path:
        """Where programs have their settings."""
        return self._place("XDG_CONFIG_HOME", ".config")

    @property
    def data(self) -> Path:
        """Where programs have their data."""
        return self._place("XDG_DATA_HOME", ".local/share")

    def path(self, typed: str) -> Path | None:
        """Return the path that a settings file means; None where it can't be known."""

        def value(found: re.Match[str]) -> str:
            return self.environment.get(found[1] or found[2], "")

        text = re.sub(r"\$(?:(\w+)|\{(\w+)\})", value, typed.strip())
        if text == "~" or text.startswith("~/"):
            text = f"{self.home}{text[1:]}"
        if not text or "\0" in text or text.startswith("~") or not text.isprintable():
            return None
        return Path(os.path.normpath(self.home / text))

    def _place(self, variable: str, usual: str) -> Path:
        named = self.environment.get(variable, "")
        return Path(named) if named.startswith("/") else self.home / usual


def text_of(path: Path) -> str:
    """Return what stands in a settings file; nothing where it can't be read."""
    try:
        with path.open("rb") as file:
            return file.read(LONGEST_FILE).decode("utf-8-sig", errors="replace")
    except OSError:
        return ""


def inside(folder: Path) -> list[Path]:
    """Return what is in a folder, sorted; nothing where that can't be known."""
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def is_folder(path: Path) -> bool:
    """Tell whether a folder can be found there."""
    return os.path.isdir(path)  # noqa: PTH112  Path.is_dir fails where a name is too long


def usual_name(kind: str) -> str:
    """Return what a source is called that has no better name."""
    return {"calendar": "diary", "contacts": "people"}.get(kind, "mail")


def each_once(offers: Iterable[Offer]) -> Iterator[Offer]:
    """Leave out what was found before, or lies inside a folder of the same kind that was.

    So is a folder that nobody named, around one that somebody did.
    """
    taken: list[Source] = []
    for one in offers:
        source = one.source
        around = one.seen == A_FOLDER and any(covers(source, before) for before in taken)
        if not around and not any(covers(before, source) for before in taken):
            taken.append(source)
            yield one


def covers(one: Source, other: Source) -> bool:
    """Tell whether reading one source reads all of another."""
    if one.path and other.path:
        ends, folder = os.path.realpath(other.path), os.path.realpath(one.path)
        return one.is_mail == other.is_mail and (
            ends == folder or (one.kind == other.kind and ends.startswith(f"{folder}{os.sep}"))
        )
    if one.kind != other.kind:
        return False
    same_place = (one.url, one.host, one.user) == (other.url, other.host, other.user)
    return one.path == other.path is None and same_place
