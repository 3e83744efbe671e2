"""A store on a server: whoever runs it backs it up, by the server's own programs."""

from __future__ import annotations

from pathlib import Path

from clientpulse import output
from clientpulse.cli.app.context import Session
from clientpulse.errors import InputError

WHOSE = "clientpulse makes no backups of a store on a server"


def refuse_backup(work: Session, target: Path | None = None) -> None:
    """Say what to type instead of ``pulse backup``, where the store is on a server.

    Raises:
        InputError: It is.
    """
    if work.store.is_shared:
        line = output.messages.servers.dump(
            work.store.location, work.today, None if target is None else str(target)
        )
        raise InputError(f"{WHOSE}: {work.store.place}", f"type instead: {line}")


def refuse_restore(work: Session, file: str | None = None) -> None:
    """Say what to type instead of ``pulse restore``, where the store is on a server.

    Raises:
        InputError: It is.
    """
    if work.store.is_shared:
        line = output.messages.servers.bring_back(work.store.location, file)
        raise InputError(
            f"{WHOSE}, and restores none: {work.store.place}",
            f"what pg_dump wrote its owner brings back, for everybody: {line}",
        )
