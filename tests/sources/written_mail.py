"""Messages as files, and what reading a mailbox is called with."""

import errno
import os
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from clientpulse.config.sources import Source
from clientpulse.sources.gathered import Gathered, Window

WINDOW = Window(
    since=date(2025, 11, 28),
    until=date(2027, 11, 28),
    zone=ZoneInfo("Europe/Berlin"),
    today=date(2026, 11, 28),
)


def message(number: int = 1, *more: str, day: str = "27 Nov 2026", who: str = "anna") -> bytes:
    lines = [
        f"From: {who}@acme.example",
        "To: sam@practice.example",
        f"Subject: Number {number}",
        f"Date: {day} 14:30:00 +0100",
        f"Message-ID: <{number}@acme.example>",
        *more,
    ]
    return "\n".join([*lines, "", "The body.", ""]).encode()


def maildir(path: Path) -> Path:
    for part in ("cur", "new", "tmp"):
        (path / part).mkdir(parents=True, exist_ok=True)
    return path


def deliver(folder: Path, raw: bytes, number: int = 1, info: str = ":2,S", to: str = "cur") -> Path:
    maildir(folder)
    path = folder / to / f"1795786200.M{number}P1.host{info if to == 'cur' else ''}"
    path.write_bytes(raw)
    return path


def let_settle(folder: Path) -> None:
    """Let a Maildir's last change be long ago, as far as its folders' times say."""
    for place in folder.rglob("*"):
        if place.name in {"cur", "new"}:
            os.utime(place, (1_795_000_000 + len(list(place.iterdir())),) * 2)


def source(kind: str, path: Path, *folders: str) -> Source:
    return Source("mail", kind, path=path, folders=folders)


def ignored(done: int, of: int) -> None:
    pass


def ids(found: Gathered) -> list[str]:
    return sorted(one.id.partition("@")[0] for one in found.items)


def everything_about(root: Path) -> list[tuple]:
    """Names, times of change, sizes and contents of all there is below a folder."""
    return sorted(_about(one) for one in [root, *root.rglob("*")])


def _about(path: Path) -> tuple:
    told = path.lstat()
    content = path.read_bytes() if path.is_file() else b""
    return str(path), told.st_mtime_ns, told.st_ctime_ns, told.st_size, told.st_mode, content


def forbid(monkeypatch, function: str, ending: str) -> None:
    """Refuse what ends so, as the system does to all but its administrator."""
    real = getattr(os, function)

    def refusing(path, *more):
        if str(path).endswith(ending):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return real(path, *more)

    monkeypatch.setattr(os, function, refusing)
