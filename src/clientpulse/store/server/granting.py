"""Who may read and write a store on a server: two roles, and whoever is in them.

A member may read and write all tables, and nothing else: the schema and its version are changed by
its owner alone. The roles are the server's, not the database's, so a role that was let into one
store is let into all stores on that server whose owner has granted them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg

from clientpulse.errors import ConflictError, NotFoundError, StoreError
from clientpulse.quoting import named, printable, shell_word
from clientpulse.store.dialect import NAMESPACE
from clientpulse.store.server import survey
from clientpulse.store.server.address import ServerAddress
from clientpulse.store.server.administering import administering
from clientpulse.store.server.connection import Patient
from clientpulse.store.server.survey import Survey, identifier

MEMBER, READER = "pulse_member", "pulse_reader"

_SPOKEN_OF = "SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)"
_ALIKE = "SELECT rolname FROM pg_roles WHERE lower(rolname) = lower(%s) ORDER BY 1 LIMIT 1"
_IN = """
SELECT g.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
  JOIN pg_roles u ON u.oid = m.member WHERE u.rolname = %s AND g.rolname = ANY(%s)
"""
_ANYBODY_CONNECTS = "SELECT has_database_privilege('public', current_database(), 'CONNECT')"
_MAY = f"""
SELECT has_schema_privilege(%(role)s, '{NAMESPACE}', 'USAGE')
         AND has_table_privilege(%(role)s, '{NAMESPACE}.client', 'SELECT'),
       has_schema_privilege(%(role)s, '{NAMESPACE}', 'USAGE')
         AND has_table_privilege(%(role)s, '{NAMESPACE}.client', 'INSERT')
"""
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
    """

    role: str
    group: str | None
    statements: tuple[str, ...]
    remarks: tuple[str, ...] = ()


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
        wanted = [*_roles(raw), *_rights(raw, there), *_leaving(raw, role, group)]
        wanted.append(f"GRANT {group} TO {identifier(role)};")
        if dry_run:
            return Granted(role, group, tuple(wanted))
        survey.check_owner(there, address, "let others in")
        _run(raw, wanted, address)
        return Granted(role, group, tuple(wanted), tuple(_doubts(raw, role, group)))


def revoke(address: ServerAddress, role: str, *, dry_run: bool = False) -> Granted:
    """Shut a role out of the store.

    Raises:
        NotFoundError: There is no such role.
        ConflictError: It wasn't let in.
        StoreError: We may not; nothing was changed.
    """
    with _asked(address, role) as (raw, there):
        wanted = list(_leaving(raw, role, None))
        if not wanted:
            raise ConflictError(
                f"{named(role)} is in neither {MEMBER} nor {READER}",
                "so there is nothing to take away from it; nothing was changed",
            )
        if dry_run:
            return Granted(role, None, tuple(wanted))
        survey.check_owner(there, address, "shut others out")
        _run(raw, wanted, address)
        return Granted(role, None, tuple(wanted), tuple(_doubts(raw, role, None)))


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


def _leaving(raw: Patient, role: str, group: str | None) -> Iterator[str]:
    """Take a role out of what it isn't to be in: who may only read must not be a member too."""
    found = raw.execute(_IN, (role, [one for one in (MEMBER, READER) if one != group]))
    for (one,) in sorted(found.fetchall()):
        yield f"REVOKE {one} FROM {identifier(role)};"


def _run(raw: Patient, statements: list[str], address: ServerAddress) -> None:
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


def _doubts(raw: Patient, role: str, group: str | None) -> Iterator[str]:
    """Look whether it came out as meant: a role may have rights from elsewhere, or none at all."""
    reads, writes = raw.execute(_MAY, {"role": role}).fetchone() or (False, False)
    who = printable(role)
    if group is not None and not reads:
        yield (
            f"{who} still can't use the store, as the role doesn't inherit:"
            f" ALTER ROLE {identifier(role)} INHERIT;"
        )
    elif writes and group != MEMBER:
        yield f"{who} can still write: it owns the store, runs the server, or is in such a role."
    elif reads and group is None:
        yield f"{who} can still read: by another role that it is in, or by PUBLIC."
    others = [printable(str(one)) for (one,) in raw.execute(_ELSEWHERE, ([MEMBER, READER],))]
    if others and group is not None:
        yield (
            f"{MEMBER} and {READER} are also let into {', '.join(others)} on this server, and"
            f" {who} with them."
        )
