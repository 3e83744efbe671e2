"""How a transaction that writes to a server begins: alone.

All of ours hold one lock from their start to their end. So READ COMMITTED will do: each
statement sees all that the one before us committed, nobody changes what we have read, and neither
a serialisation failure nor a deadlock among us is possible; there is nothing to try again. That
holds whatever level a role or a database has been given, because ours is named in BEGIN.
"""

from __future__ import annotations

import time

import psycopg

from clientpulse.errors import StoreError
from clientpulse.quoting import printable
from clientpulse.store.file.connection import lock_timeout
from clientpulse.store.server.address import ServerAddress
from clientpulse.store.server.connection import BRIEFLY, READING, SILENCE, WRITING, Patient
from clientpulse.store.server.failures import NOTHING_CHANGED

# "cpul", as in the header of a store's file; nobody else locks by this number.
LOCK = 0x6370756C

# What is acknowledged has to outlive the server. Who asks for more than that, as that a standby
# has it too, keeps it.
_KEPT = (
    "SELECT set_config('synchronous_commit', 'on', true)"
    " WHERE current_setting('synchronous_commit') = 'off'"
)

_HOLDER = f"""
SELECT who.usename, who.application_name
  FROM pg_locks held JOIN pg_stat_activity who ON who.pid = held.pid
 WHERE held.locktype = 'advisory' AND held.granted
   AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database())
   AND held.classid = 0 AND held.objid = {LOCK} AND held.objsubid = 1
 LIMIT 1
"""


def begin_writing(connection: Patient, address: ServerAddress, me: str | None = None) -> None:
    """Begin a transaction that writes, alone, and wait for whoever writes now.

    The server answers every few seconds, also that it isn't our turn yet; so a server that is gone
    isn't waited for as a colleague is.

    Args:
        me: What we call ourselves, for whoever has to wait for us.

    Raises:
        StoreError: Somebody else wrote for longer than we wait.
        psycopg.Error: The server was lost, or refuses it.
    """
    until = time.monotonic() + lock_timeout()
    slice_of = (connection.silence or SILENCE) / 2
    # A migration waits for readers as long as for writers.
    after = BRIEFLY if connection.silence else max(1, min(round(lock_timeout() * 1000), 2**31 - 1))
    while True:
        left = until - time.monotonic()
        patience = max(1, round(min(slice_of, left) * 1000))
        try:
            connection.execute(
                f"{WRITING}; {_KEPT}; SET LOCAL lock_timeout = {patience}; "
                f"SELECT pg_advisory_xact_lock({LOCK}); SET LOCAL lock_timeout = {after}; "
                f"SET LOCAL application_name = {_named(me)}"
            )
        except psycopg.errors.LockNotAvailable:
            connection.rollback()
            if left > slice_of:
                continue
            raise StoreError(
                f"{_holder(connection) or 'somebody else'} is writing to the {address.shown}",
                f"try again in a moment; {NOTHING_CHANGED}",
            ) from None
        return


def _named(me: str | None) -> str:
    """Spell what a program is called in the server's list of who is there, as a literal."""
    name = f"clientpulse ({me})" if me else "clientpulse"
    return "'" + "".join(one for one in name if one.isprintable()).replace("'", "''") + "'"


def _holder(connection: Patient) -> str:
    """Say who writes now; empty where nobody does any more, or the server doesn't say."""
    try:
        cursor = connection.execute(f"{READING}; {_HOLDER}")
        while cursor.nextset():
            pass
        row = cursor.fetchone()
        connection.rollback()
    except psycopg.Error:
        return ""
    if row is None or not row[0]:
        return ""
    user, program = (printable(str(one or "")) for one in row)
    return f"{user} ({program})" if program else user
