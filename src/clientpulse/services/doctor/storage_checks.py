"""Where a file lives: synchronised folders, network drives, and what interrupted commands left."""

from __future__ import annotations

import os
import platform
import re
from pathlib import Path

from clientpulse.errors import StoreError
from clientpulse.store.backups.belonging import was_ours
from clientpulse.store.file.connection import check_file
from clientpulse.store.file.failures import NotAStoreError

MOUNTS = Path("/proc/self/mountinfo")

_SERVICES = (
    ("dropbox", "Dropbox"),
    ("onedrive", "OneDrive"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("icloud", "iCloud"),
    ("com~apple~clouddocs", "iCloud"),
    ("mobile documents", "iCloud"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("syncthing", "Syncthing"),
)
_MARKERS = ((".stfolder", "Syncthing"), (".dropbox", "Dropbox"), (".owncloudsync.log", "ownCloud"))

_NETWORK = frozenset(
    {"9p", "afs", "ceph", "davfs", "glusterfs", "lustre", "ncpfs"}
    | {"fuse.ceph", "fuse.davfs", "fuse.gcsfuse", "fuse.glusterfs", "fuse.gvfsd-fuse"}
    | {"fuse.rclone", "fuse.s3fs", "fuse.sshfs"}
)
_NETWORK_STARTS = ("nfs", "cifs", "smb")

# What services add to the name of the version that lost, before its ending.
_CONFLICT = re.compile(
    r"\ ?\([^()]*\b(?:conflict|conflicted|conflit|conflitto|konflikt|conflicto)\b[^()]*\)"
    r"|\.sync-conflict-[0-9]{8}-[0-9]{6}.*"
    r"|_conflict-[0-9]{8}-[0-9]{6}"
    r"|-(?:DESKTOP|LAPTOP|WIN)-[0-9A-Z]+"
    rf"|-{re.escape(platform.node().partition('.')[0])}",
    re.IGNORECASE,
)
# Others just count. Elsewhere than in their folders that may be anything.
_COUNTED = re.compile(r" \([0-9]+\)| [0-9]+")

_ESCAPE = re.compile(r"\\([0-7]{3})")


def syncing_service(path: Path) -> str | None:
    """Return the service that synchronises a file's folder, as its path or a marker gives away.

    Args:
        path: The file, there or not; links are followed.
    """
    real = Path(os.path.realpath(path))
    for folder in (*path.parents, *real.parents):
        name = folder.name.lower()
        for beginning, service in _SERVICES:
            # Companies and accounts add their names: OneDrive - Company, Dropbox (Personal).
            if re.match(rf"{re.escape(beginning)}(?![a-z])", name):
                return service
        if folder.parent.match("Library/CloudStorage"):
            return folder.name.partition("-")[0]
    for folder in real.parents:
        for marker, service in _MARKERS:
            # The client's own settings live in ~/.dropbox; that isn't a synchronised folder.
            if (folder / marker).exists() and folder != Path.home():
                return service
    return None


def network_file_system(folder: Path, mounts: str | None = None) -> str | None:
    """Return the kind of network file system a folder is on, or None when it is on none.

    Args:
        folder: A folder that exists.
        mounts: What the system says is mounted, in the form of ``/proc/self/mountinfo``; None to
            ask it. Where it can't be asked nothing is found.
    """
    if mounts is None:
        try:
            mounts = MOUNTS.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return None
    real = Path(os.path.realpath(folder))
    longest, kind = -1, ""
    for line in mounts.splitlines():
        fields, _, rest = line.partition(" - ")
        words = fields.split(" ")
        if len(words) < 5 or not rest:
            continue
        point = Path(_ESCAPE.sub(lambda match: chr(int(match[1], 8)), words[4]))
        # Of two at the same point the later one lies on top.
        if (real == point or point in real.parents) and len(point.parts) >= longest:
            longest, kind = len(point.parts), rest.split(" ")[0]
    return kind if kind in _NETWORK or kind.startswith(_NETWORK_STARTS) else None


def names_of(path: Path) -> tuple[Path, ...]:
    """Return a file's name, and where that is a link, the name of what it leads to."""
    if not path.is_symlink():
        return (path,)
    real = Path(os.path.realpath(path))
    return (path, path.with_name(real.name) if real.parent == path.parent.resolve() else real)


def conflicted_copies(path: Path, *, synced: bool) -> list[Path]:
    """Return what a synchronising service put beside a file when two machines had changed it.

    Args:
        path: The file, there or not.
        synced: Whether its folder is known to be synchronised.
    """
    found = []
    for real in names_of(path):
        try:
            beside = sorted(real.parent.iterdir())
        except OSError:
            continue
        for one in beside:
            if not (one.name.startswith(real.stem) and one.name.endswith(real.suffix)):
                continue
            added = one.name.removeprefix(real.stem).removesuffix(real.suffix)
            if _CONFLICT.fullmatch(added) or (synced and _COUNTED.fullmatch(added)):
                found.append(one)
    return found


def left_over(path: Path) -> list[Path]:
    """Return the drafts and journals that interrupted commands left beside a file."""
    drafts = re.compile(r"\.clientpulse-[0-9]+-[0-9a-f]+\.new")
    journals = {f"{path.name}-journal", f"{path.name}-wal"}
    try:
        names = sorted(path.parent.iterdir())
    except OSError:
        return []
    return [one for one in names if one.name in journals or drafts.fullmatch(one.name)]


def is_no_store(path: Path) -> bool:
    """Tell whether something else is in the store's place; what can't be read may be one."""
    try:
        return check_file(path) and not was_ours(path)
    except NotAStoreError:
        return not was_ours(path)
    except StoreError:
        return path.is_dir()


def nearest_folder(path: Path) -> Path:
    """Return the folder of a file that may not be there yet, or what there is above it."""
    folder = path.parent
    while not os.path.lexists(folder) and folder != folder.parent:
        folder = folder.parent
    return folder
