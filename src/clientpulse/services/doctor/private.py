"""What of a shared store is on this machine alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from clientpulse.errors import StoreError
from clientpulse.quoting import shell_word
from clientpulse.services.doctor.place import permissions
from clientpulse.store import queries
from clientpulse.store.server.companion import Companion
from clientpulse.views.doctor import ERROR, OK, Finding

if TYPE_CHECKING:
    from clientpulse.services.stores import ServerStore

CHECK = "private"


def findings(there: ServerStore) -> Iterator[Finding]:
    """Look at the file that holds what syncs found and nobody else sees."""
    companion = Companion(there.path)
    try:
        if not companion.exists():
            yield Finding(CHECK, OK, "nothing of the store is on this computer alone yet")
            return
        with closing(companion.open_reader_at_once()) as reader:
            queries.sources.kept(reader, "")
    except StoreError as error:
        file = shell_word(str(there.path), "FILE")
        anew = f"move it away, and the next sync reads everything anew: mv {file} {file}.damaged"
        yield Finding(CHECK, ERROR, error.message, anew)
        return
    what = "what your syncs found and isn't shared is on this computer alone"
    yield Finding(CHECK, OK, f"{what}: {there.path}")
    yield from (one for one in permissions(there.path) if one.level != OK)
