"""What there is in a database on a server: its release, and whose the store is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from psycopg import sql

from clientpulse.errors import StoreError
from clientpulse.quoting import printable, shell_word
from clientpulse.store.dialect import NAMESPACE
from clientpulse.store.schema import KNOWN_VERSIONS
from clientpulse.store.server.address import ServerAddress
from clientpulse.store.server.connection import Patient

OLDEST = 15

_SERVER = """
SELECT current_setting('server_version'), current_setting('server_version_num')::int / 10000,
       current_database(), current_user
"""
_NAMESPACE = """
SELECT pg_get_userbyid(nspowner), pg_has_role(nspowner, 'USAGE')
  FROM pg_namespace WHERE nspname = %s
"""
# Sequences and indexes go with their tables.
_THINGS = """
SELECT relname FROM pg_class
 WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = %s)
   AND relkind IN ('r', 'v', 'm', 'f', 'p') ORDER BY relname
"""
_OURS = frozenset({"alembic_version", "client", "journal_entry"})


@dataclass(frozen=True, slots=True)
class Survey:
    """What there is in a database, as far as it can be seen without any rights to the store.

    Attributes:
        release: The server's, as it calls itself: ``17.2 (Debian 17.2-1)``.
        major: The number before the point.
        user: Whom the server knows us as.
        owner: Whose the schema is; None where there is none.
        is_owner: Whether we own it, or may act for who does.
        things: The tables in it, whoever made them.
        revision: The version of the store in it; None where there is no store, or where it isn't
            known yet.
    """

    release: str
    major: int
    database: str
    user: str
    owner: str | None
    is_owner: bool
    things: tuple[str, ...]
    revision: str | None = None

    @property
    def has_store(self) -> bool:
        """Whether there is a store, of this release or another."""
        return {*self.things} >= _OURS and (
            self.revision is None or self.revision in KNOWN_VERSIONS or self.revision.isdecimal()
        )


def identifier(name: str) -> str:
    """Return a name of a role or a database as it stands in a statement."""
    return sql.Identifier(name).as_string(None)


def take(connection: Patient, *, revision: bool = True) -> Survey:
    """Look what there is, inside the caller's transaction.

    Args:
        revision: Also look of which version the store is, which a stranger may not.
    """
    ((release, major, database, user),) = connection.execute(_SERVER).fetchall()
    row = connection.execute(_NAMESPACE, (NAMESPACE,)).fetchone()
    owner, is_owner = row or (None, False)
    things = tuple(str(one) for (one,) in connection.execute(_THINGS, (NAMESPACE,)).fetchall())
    there = Survey(release, major, database, user, owner, is_owner, things)
    if not (revision and {*things} >= _OURS):
        return there
    stamped = connection.execute(f"SELECT version_num FROM {NAMESPACE}.alembic_version")
    (found,) = stamped.fetchone() or ("",)
    return replace(there, revision=str(found))


def check_server(there: Survey, address: ServerAddress) -> None:
    """Refuse a server that a store can't be on.

    Raises:
        StoreError: It is too old.
    """
    if there.major < OLDEST:
        raise StoreError(
            f"the server of the {address.shown} is PostgreSQL {there.release}",
            f"clientpulse needs PostgreSQL {OLDEST} or newer; nothing was changed",
        )


def check_store(there: Survey, address: ServerAddress) -> None:
    """Refuse a database without a store.

    Raises:
        StoreError: There is none, or something else in its place.
    """
    if there.has_store:
        return
    if there.things:
        raise foreign(there, address)
    raise StoreError(
        f"there is no clientpulse store in the {address.shown}",
        f"make one: pulse store init {shell_word(address.url, 'URL')}",
    )


def check_owner(there: Survey, address: ServerAddress, act: str) -> None:
    """Refuse somebody who doesn't own the store.

    Args:
        act: What only its owner can do: ``upgrade it``.

    Raises:
        StoreError: They don't.
    """
    if not there.is_owner:
        owner = printable(there.owner or "")
        raise StoreError(
            f"only {owner} can {act}, who owns the store in the {address.shown};"
            f" you are {printable(there.user)}",
            f"sign in as {owner}, or ask them; nothing was changed",
        )


def foreign(there: Survey, address: ServerAddress) -> StoreError:
    """Return the refusal of a schema of our name that somebody else has filled."""
    some = ", ".join(printable(one) for one in there.things[:3])
    more = f" and {len(there.things) - 3} more" if len(there.things) > 3 else ""
    return StoreError(
        f"the schema {NAMESPACE} in the {address.shown} isn't ours; it holds {some}{more}",
        "name another database; the schema was left as it was",
    )
