"""How a store on a server is: what ``pulse doctor`` asks it, and nothing is changed."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import psycopg

from clientpulse.store.dialect import NAMESPACE
from clientpulse.store.server import connection as opening
from clientpulse.store.server import survey
from clientpulse.store.server.address import ServerAddress
from clientpulse.store.server.connection import Patient
from clientpulse.store.server.failures import translate
from clientpulse.store.server.survey import Survey

_CLOCK = "SELECT extract(epoch FROM clock_timestamp())::float8"
_TLS = "SELECT ssl, version, cipher FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
_SUPERUSER = "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
_READS = f"SELECT has_schema_privilege('{NAMESPACE}', 'USAGE')"
_MAY = f"""
SELECT has_table_privilege('{NAMESPACE}.client', 'SELECT'),
       has_table_privilege('{NAMESPACE}.client', 'INSERT')
         AND has_table_privilege('{NAMESPACE}.journal_entry', 'INSERT'),
       has_schema_privilege('public', '{NAMESPACE}', 'USAGE')
         AND has_table_privilege('public', '{NAMESPACE}.client', 'SELECT')
"""
_CONTENT = f"""
SELECT (SELECT count(*) FROM {NAMESPACE}.client), (SELECT count(*) FROM {NAMESPACE}.touchpoint),
       (SELECT sum(pg_total_relation_size(oid))::int8 FROM pg_class
         WHERE relnamespace = '{NAMESPACE}'::regnamespace AND relkind = 'r')
"""
# Times of others are shown to those alone who may look after the server.
_OLDEST = """
SELECT pid, usename, extract(epoch FROM clock_timestamp() - xact_start)::float8
  FROM pg_stat_activity
 WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL
 ORDER BY xact_start LIMIT 1
"""
_SEES_ALL = "SELECT pg_has_role('pg_read_all_stats', 'USAGE')"
_OTHERS = """
SELECT usename, count(*) FROM pg_stat_activity
 WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename IS NOT NULL
 GROUP BY usename ORDER BY usename
"""
_LAST = f"""
SELECT ran_at, coalesce(by, db_user), command FROM {NAMESPACE}.journal_entry
 ORDER BY id DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Oldest:
    """The transaction that has been open for longest."""

    pid: int
    user: str
    age: timedelta

    @property
    def ending(self) -> str:
        """The statement that ends it, and the connection with it."""
        return f"SELECT pg_terminate_backend({self.pid});"


@dataclass(frozen=True, slots=True)
class LastWrite:
    """The last command that wrote."""

    at: datetime
    by: str
    command: str


@dataclass(frozen=True, slots=True)
class Rights:
    """What we may do, and everybody else."""

    is_superuser: bool
    reads: bool
    writes: bool
    everybody_reads: bool


@dataclass(frozen=True, slots=True)
class Examined:
    """How a store on a server is.

    Attributes:
        ahead: How far the server's clock is before ours.
        encryption: ``TLSv1.3, TLS_AES_256_GCM_SHA384``; empty where nothing encrypts.
        content: How many clients and touchpoints there are, and how many bytes they take.
        sees_all: Whether ``oldest`` is of all who are connected, and not of our own.
        others: Who else is connected to the database, and how often.
    """

    there: Survey
    ahead: timedelta
    encryption: str
    rights: Rights
    sees_all: bool
    oldest: Oldest | None
    others: tuple[tuple[str, int], ...]
    content: tuple[int, int, int] | None = None
    last: LastWrite | None = None


def examine(address: ServerAddress) -> Examined:
    """Ask a server how a store on it is.

    Raises:
        StoreError: It can't be reached, or doesn't let us in.
    """
    try:
        with closing(opening.connect(address)) as connection:
            connection.execute(opening.READING)
            return _examined(connection)
    except psycopg.Error as error:
        raise translate(error, address) from error


def _examined(connection: Patient) -> Examined:
    ahead = _ahead(connection)
    encryption = _encryption(connection)
    ((is_superuser,),) = connection.execute(_SUPERUSER).fetchall() or ((False,),)
    ((sees_all,),) = connection.execute(_SEES_ALL).fetchall()
    oldest = connection.execute(_OLDEST).fetchone()
    others = connection.execute(_OTHERS).fetchall()
    there, rights = _rights(connection, is_superuser=bool(is_superuser))
    content = last = None
    if there.has_store and rights.reads:
        clients, touchpoints, size = connection.execute(_CONTENT).fetchone() or (0, 0, 0)
        content = int(clients), int(touchpoints), int(size or 0)
        last = _last(connection)
    return Examined(
        there,
        ahead,
        encryption,
        rights,
        bool(sees_all),
        None if oldest is None else Oldest(oldest[0], str(oldest[1]), timedelta(seconds=oldest[2])),
        tuple((str(user), int(times)) for user, times in others),
        content,
        last,
    )


def _encryption(connection: Patient) -> str:
    """Say what encrypts the connection at our end; what ends it before the server isn't known."""
    if not connection.pgconn.ssl_in_use:
        return ""
    ((encrypted, version, cipher),) = connection.execute(_TLS).fetchall() or ((False, "", ""),)
    return f"{version}, {cipher}" if encrypted else "TLS"


def _ahead(connection: Patient) -> timedelta:
    """Compare the clocks, by the middle of the time that the answer took."""
    before = time.time()
    ((theirs,),) = connection.execute(_CLOCK).fetchall()
    return timedelta(seconds=float(theirs) - (before + time.time()) / 2)


def _rights(connection: Patient, *, is_superuser: bool) -> tuple[Survey, Rights]:
    there = survey.take(connection, revision=False)
    nothing = Rights(is_superuser, reads=False, writes=False, everybody_reads=False)
    if not there.has_store:
        return there, nothing
    ((enters,),) = connection.execute(_READS).fetchall()
    if not enters:
        return there, nothing
    ((reads, writes, everybody),) = connection.execute(_MAY).fetchall()
    rights = Rights(is_superuser, bool(reads), bool(writes), bool(everybody))
    return (survey.take(connection) if reads else there), rights


def _last(connection: Patient) -> LastWrite | None:
    row = connection.execute(_LAST).fetchone()
    if row is None:
        return None
    at, by, command = row
    moment = at if isinstance(at, datetime) else datetime.fromisoformat(str(at))
    return LastWrite(moment.astimezone(UTC), str(by or ""), str(command))
