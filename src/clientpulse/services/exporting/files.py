"""Writing the store to a file: whole as JSON, clients or touchpoints as CSV, people as vCard."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TextIO, TypeVar

from clientpulse.column_maps import TOUCHPOINT_COLUMNS
from clientpulse.errors import ConflictError, InputError, StoreError
from clientpulse.quoting import named
from clientpulse.records.record import exported
from clientpulse.services.exporting import people
from clientpulse.services.exporting.store import Exported, document
from clientpulse.store import queries
from clientpulse.store.file.checked_copy import discarded, draft_beside, put_in_place
from clientpulse.store.file.location import create_private
from clientpulse.store.reader import Reader
from clientpulse.transfer.clientpulse_csv import write_csv
from clientpulse.transfer.store_json import write_store_json
from clientpulse.vcards.writing import write_card

Written = TypeVar("Written")

# What tells that a file can't be made there, whatever there is to write.
NO_PLACE = frozenset(
    {errno.ENOENT, errno.ENOTDIR, errno.EACCES, errno.EPERM, errno.EROFS, errno.ELOOP}
)


def export(reader: Reader, today: date, kind: str, stream: TextIO) -> Exported:
    """Write the store, or a part of it.

    Args:
        kind: `store` for everything as JSON; `clients` or `touchpoints` as CSV; `contacts` as
            vCard.
        stream: Takes text; line ends have to stay as they are.
    """
    count = Exported()
    if kind == "store":
        write_store_json(stream, document(reader, today, count))
    elif kind == "contacts":
        for card in people.cards(reader):
            count.contacts += 1
            write_card(stream, card)
    else:
        rows = _client_rows if kind == "clients" else _touchpoint_rows
        write_csv(stream, kind, rows(reader, count))
    return count


def replace_file(
    path: Path,
    write: Callable[[TextIO], Written],
    *,
    overwrite: bool,
    mode: int | None = None,
) -> Written:
    """Write a file that only the user can read, whole or not at all.

    Args:
        mode: The permissions that it is to have instead.

    Returns:
        What the writer returned.

    Raises:
        ConflictError: Another program has created it meanwhile.
        StoreError: There is no space left, or the disk fails.
    """
    # Path.resolve fails on a link that leads in a circle, in some releases of Python.
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        raise InputError(f"the link leads in a circle: {path}", "name another file")
    draft = draft_beside(target)
    try:
        with discarded(draft):
            create_private(draft)
            with draft.open("w", encoding="utf-8", newline="") as stream:
                written = write(stream)
                stream.flush()
                os.fsync(stream.fileno())
            if mode is not None:
                draft.chmod(mode)
            put_in_place(draft, target, overwrite=overwrite)
    except FileExistsError:
        raise ConflictError(f"there is a file {path} by now", "use --yes to replace it") from None
    except OSError as error:
        reason = error.strerror or str(error)
        if error.errno in NO_PLACE:
            raise InputError(
                f"the file can't be created ({reason}): {path}", "name one in another folder"
            ) from None
        raise StoreError(
            f"the file can't be written ({reason}): {named(str(path))}", "nothing was left behind"
        ) from None
    return written


def _client_rows(reader: Reader, count: Exported) -> Iterator[Mapping[str, object]]:
    primary = {one.client_id: one for one in reversed(queries.contacts.select(reader))}
    for client in queries.clients.everyone(reader):
        count.clients += 1
        row = exported(client) | {
            # Written out where an empty cell would mean the default, or leave what is there.
            "meeting": client.meeting_interval or "none",
            "update": client.update_interval or "rule",
            "since": client.started_on,
            "tags": ";".join(client.tags),
        }
        if person := primary.get(client.id):
            row |= {"contact": person.name, "email": person.email, "phone": person.phone}
        yield row


def _touchpoint_rows(reader: Reader, count: Exported) -> Iterator[Mapping[str, object]]:
    for touchpoint in queries.export.all_touchpoints(reader):
        count.touchpoints += 1
        yield dict(zip(TOUCHPOINT_COLUMNS, touchpoint, strict=True))
