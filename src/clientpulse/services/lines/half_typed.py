"""What somebody was typing on the screen when it ended: kept in a file each, and offered again."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

from clientpulse.services.private_files import make_folder
from clientpulse.store.file.location import create_private

Values = Mapping[str, str]
BEGINNING = "ui-"


def keep(folder: Path, act: str, key: str, values: Values) -> None:
    """Keep what is in the fields of an act with a client; nothing where they are empty.

    It is there whenever the program is killed. It isn't forced onto the disk: that would take
    longer than a key may, and a power cut costs a sentence.

    Raises:
        OSError: It can't be written.
        StoreError: Its folder can't be made.
    """
    file = _file(folder, act, key)
    if not any(one.strip() for one in values.values()):
        file.unlink(missing_ok=True)
        return
    make_folder(folder)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    create_private(draft)
    draft.write_text(json.dumps({"act": act, "client": key, "values": dict(values)}), "utf-8")
    draft.replace(file)


def kept(folder: Path, act: str, key: str) -> Values:
    """Return what is kept of an act with a client; nothing where it can't be read."""
    with contextlib.suppress(OSError, ValueError, LookupError, TypeError):
        found = json.loads(_file(folder, act, key).read_text("utf-8"))
        if (found["act"], found["client"]) == (act, key):
            return {str(name): str(value) for name, value in found["values"].items()}
    return {}


def forget(folder: Path, act: str, key: str) -> None:
    """Forget it: it is stored now."""
    with contextlib.suppress(OSError):
        _file(folder, act, key).unlink(missing_ok=True)


def all_kept(folder: Path) -> list[tuple[str, str]]:
    """Return of which acts with which clients something is kept: ``("log", "acme")``."""
    found = []
    with contextlib.suppress(OSError):
        for file in sorted(folder.glob(f"{BEGINNING}*.json")):
            with contextlib.suppress(OSError, ValueError, LookupError, TypeError):
                one = json.loads(file.read_text("utf-8"))
                found.append((str(one["act"]), str(one["client"])))
    return found


def _file(folder: Path, act: str, key: str) -> Path:
    # A key may be an address, in which anything may stand.
    return folder / f"{BEGINNING}{act}-{key.replace('/', '_')}.json"
