"""Who may read and write a store on a server: two roles, and whoever is in them.

A member may read and write all tables, and nothing else: the schema and its version are changed by
its owner alone. The roles are the server's, not the database's, so a role that was let into one
store is let into all stores on that server whose owner has granted them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg

from clientpulse.errors import ConflictError, NotFoundError, StoreError
from clientpulse.quoting import named, printable, shell_word
from clientpulse.store.dialect import NAMESPACE
from clientpulse.store.server import rights, survey
from clientpulse.store.server.address import ServerAddress
from clientpulse.store.server.administering import administering
from clientpulse.store.server.connection import Patient
from clientpulse.store.server.rights import MEMBER, MEMBERSHIPS, READER
from clientpulse.store.server.survey import Survey, identifier

_SPOKEN_OF = "SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)"
_ALIKE = "SELECT rolname FROM pg_roles WHERE lower(rolname) = lower(%s) ORDER BY 1 LIMIT 1"
# Who made our roles is in them only to let others in: that isn't taken away.
_IN = f"""
SELECT name, CASE WHEN is_grantors AND by <> current_user THEN by END
  FROM ({MEMBERSHIPS}) x WHERE whose = %s AND name = ANY(%s) AND (inherits OR sets)
   AND (NOT is_grantors OR %s OR pg_has_role(by, 'USAGE')) ORDER BY 1, 2
"""
_INHERITS_NOT = f"""
SELECT current_setting('server_version_num')::int >= 160000
       AND (NOT rolinherit OR EXISTS (SELECT 1 FROM ({MEMBERSHIPS}) x
             WHERE whose = rolname AND name = %s AND sets AND NOT inherits))
  FROM pg_roles WHERE rolname = %s
"""
_ANYBODY_CONNECTS = "SELECT has_database_privilege('public', current_database(), 'CONNECT')"
# In other databases of the server that give something to our roles.
_ELSEWHERE = """
SELECT DISTINCT datname FROM pg_shdepend d JOIN pg_database b ON b.oid = d.dbid
 WHERE d.refclassid = 'pg_authid'::regclass AND d.deptype = 'a'
   AND d.refobjid IN (SELECT oid FROM pg_roles WHERE rolname = ANY(%s))
   AND datname <> current_database() ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class Granted:
    """What became of it.

    Attributes:
        group: Which of our roles they are in now; None of somebody who was shut out.
        statements: What was run, or would be.
        remarks: What isn't as one would think.
        may: What somebody who was to be shut out still may: ``read`` or ``write``. Why is in the
            remarks.
    """

    role: str
    group: str | None
    statements: tuple[str, ...]
    remarks: tuple[str, ...] = ()
    may: str | None = None


def grant(
    address: ServerAddress, role: str, *, read_only: bool = False, dry_run: bool = False
) -> Granted:
    """Let a role of the server use the store.

    Args:
        read_only: It may read; what it could write before it can't any more.

    Raises:
        NotFoundError: There is no such role.
        StoreError: We may not; what to type instead is said, and nothing was changed.
    """
    group = READER if read_only else MEMBER
    with _asked(address, role) as (raw, there):
        leaving = _leaving(raw, role, group, whoever=dry_run)
        wanted = [*_roles(raw), *_rights(raw, there), *leaving, _joining(raw, role, group)]
        if dry_run:
            return Granted(role, group, tuple(wanted))
        survey.check_owner(there, address, "let others in")
        _run(raw, wanted, address)
        return Granted(role, group, tuple(wanted), tuple(_doubts(raw, there, role, group)))


def revoke(address: ServerAddress, role: str, *, dry_run: bool = False) -> Granted:
    """Shut a role out of the store, as far as we can.

    Raises:
        NotFoundError: There is no such role.
        ConflictError: It wasn't let in.
        StoreError: We may not; nothing was changed.
    """
    with _asked(address, role) as (raw, there):
        wanted = tuple(_leaving(raw, role, None, whoever=dry_run))
        if dry_run and wanted:
            return Granted(role, None, wanted)
        if not dry_run:
            survey.check_owner(there, address, "shut others out")
            _run(raw, wanted, address)
        still = tuple(rights.still(raw, there, role))
        if not (wanted or still):
            raise ConflictError(
                f"{named(role)} is in neither {MEMBER} nor {READER}",
                "so there is nothing to take away from it; nothing was changed",
            )
        reads, writes = rights.may(raw, role)
        return Granted(role, None, wanted, still, "write" if writes else "read" if reads else None)


def renew(raw: Patient) -> None:
    """Give our roles what they may do again, after an upgrade has made new tables."""
    missing = [one.split()[2] for one in _roles(raw)]
    for one in _rights(raw, survey.take(raw)):
        if not one.removesuffix(";").endswith(tuple(missing)):
            raw.execute(one)


@contextmanager
def _asked(address: ServerAddress, role: str) -> Iterator[tuple[Patient, Survey]]:
    """Open the transaction in which a role is let in or shut out, once it is known to be there."""
    with administering(address) as (_, raw):
        there = survey.take(raw, revision=False)
        survey.check_server(there, address)
        survey.check_store(there, address)
        if role in (MEMBER, READER) or not raw.execute(_SPOKEN_OF, ([role],)).fetchone():
            raise _nobody(raw, role, address)
        yield raw, there


def _nobody(raw: Patient, role: str, address: ServerAddress) -> NotFoundError:
    if role in (MEMBER, READER):
        return NotFoundError(
            f"{role} is what others are let in by", "name the role that somebody signs in as"
        )
    alike = raw.execute(_ALIKE, (role,)).fetchone()
    if alike:
        hint = f"there is {named(alike[0])}: capitals count"
    else:
        hint = f"whoever runs the server makes it: createuser --pwprompt {shell_word(role, 'ROLE')}"
    return NotFoundError(f"the server of the {address.shown} has no role {named(role)}", hint)


def _roles(raw: Patient) -> Iterator[str]:
    known = {str(one) for (one,) in raw.execute(_SPOKEN_OF, ([MEMBER, READER],)).fetchall()}
    for one in (MEMBER, READER):
        if one not in known:
            yield f"CREATE ROLE {one} NOLOGIN;"


def _rights(raw: Patient, there: Survey) -> Iterator[str]:
    """Say what our roles may do; each statement ends with the role."""
    anybody = (raw.execute(_ANYBODY_CONNECTS).fetchone() or (False,))[0]
    for one, tables, keys in (
        (MEMBER, "SELECT, INSERT, UPDATE, DELETE", "USAGE, SELECT, UPDATE"),
        (READER, "SELECT", "SELECT"),
    ):
        if not anybody:
            yield f"GRANT CONNECT ON DATABASE {identifier(there.database)} TO {one};"
        yield f"GRANT USAGE ON SCHEMA {NAMESPACE} TO {one};"
        yield f"GRANT {tables} ON ALL TABLES IN SCHEMA {NAMESPACE} TO {one};"
        yield f"GRANT {keys} ON ALL SEQUENCES IN SCHEMA {NAMESPACE} TO {one};"
    # Which version it is only an upgrade changes.
    yield f"REVOKE INSERT, UPDATE, DELETE ON {NAMESPACE}.alembic_version FROM {MEMBER};"


def _joining(raw: Patient, role: str, group: str) -> str:
    """Put a role into a group, so that it has the group's rights without asking for them."""
    ((inherits_not,),) = raw.execute(_INHERITS_NOT, (group, role)).fetchall()
    return f"GRANT {group} TO {identifier(role)}{' WITH INHERIT TRUE' * bool(inherits_not)};"


def _leaving(raw: Patient, role: str, group: str | None, *, whoever: bool) -> Iterator[str]:
    """Take a role out of what it isn't to be in: who may only read must not be a member too.

    Args:
        whoever: Also where only somebody else may do it, who put it there.
    """
    others = [one for one in (MEMBER, READER) if one != group]
    for one, by in raw.execute(_IN, (role, others, whoever)).fetchall():
        yield rights.taking_out(one, role, by)


def _run(raw: Patient, statements: Sequence[str], address: ServerAddress) -> None:
    try:
        for one in statements:
            raw.execute(one)
    except psycopg.errors.InsufficientPrivilege as error:
        raise StoreError(
            f"you may not do this at the {address.shown}:"
            f" {printable(error.diag.message_primary or '')}",
            "have whoever runs the server type these lines in psql; nothing was changed",
            [f"  {one}" for one in statements],
        ) from error


def _doubts(raw: Patient, there: Survey, role: str, group: str) -> Iterator[str]:
    """Look whether it came out as meant: a role may have rights from elsewhere, or none at all."""
    who = printable(role)
    if not rights.may(raw, role)[0]:
        yield (
            f"{who} still can't use the store, as the role doesn't inherit:"
            f" ALTER ROLE {identifier(role)} INHERIT;"
        )
    if group != MEMBER:
        yield from rights.still(raw, there, role, reading=False)
    others = [printable(str(one)) for (one,) in raw.execute(_ELSEWHERE, ([MEMBER, READER],))]
    if others:
        yield (
            f"{MEMBER} and {READER} are also let into {', '.join(others)} on this server, and"
            f" {who} with them."
        )
