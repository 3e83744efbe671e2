"""Writing a file that a person names, whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import TextIO, TypeVar

from clientpulse.errors import ConflictError, InputError, StoreError
from clientpulse.quoting import named
from clientpulse.store.file.checked_copy import discarded, draft_beside, put_in_place
from clientpulse.store.file.location import create_private

Written = TypeVar("Written")

# What tells that a file can't be made there, whatever there is to write.
NO_PLACE = frozenset(
    {errno.ENOENT, errno.ENOTDIR, errno.EACCES, errno.EPERM, errno.EROFS, errno.ELOOP}
)


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
