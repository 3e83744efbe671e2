"""What a role may do in a store on a server, by what it may, and what to type to end that."""

from __future__ import annotations

from collections.abc import Iterator

from clientpulse.quoting import printable, shell_word
from clientpulse.store.dialect import NAMESPACE
from clientpulse.store.server.connection import Patient
from clientpulse.store.server.survey import Survey, identifier

MEMBER, READER = "pulse_member", "pulse_reader"
"""The roles by which members and readers have their rights."""

# What each membership allows, and that a grantor takes back but their own, is new in release 16.
MEMBERSHIPS = """
SELECT g.oid, g.rolname AS name, by.rolname AS by, u.rolname AS whose,
       coalesce((to_jsonb(m)->>'inherit_option')::bool, u.rolinherit) AS inherits,
       coalesce((to_jsonb(m)->>'set_option')::bool, true) AS sets,
       to_jsonb(m) ? 'set_option' AS is_grantors
  FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
  JOIN pg_roles u ON u.oid = m.member LEFT JOIN pg_roles by ON by.oid = m.grantor
"""
_READS, _WRITES = (
    f"has_schema_privilege({{0}}, '{NAMESPACE}', 'USAGE')"
    f" AND has_table_privilege({{0}}, '{NAMESPACE}.client', '{right}')"
    for right in ("SELECT", "INSERT")
)
_MAY = f"SELECT {_READS}, {_WRITES}".format("%(role)s")
_THROUGH = f"""
SELECT name, CASE WHEN is_grantors THEN by END, {_READS}, {_WRITES},
       EXISTS (SELECT 1 FROM pg_roles o
                WHERE o.rolname = ANY(%s) AND pg_has_role(x.oid, o.oid, 'USAGE'))
  FROM ({MEMBERSHIPS}) x WHERE whose = %s AND inherits ORDER BY 1, 2
""".format("x.oid")
_IS_SUPERUSER = "SELECT rolsuper FROM pg_roles WHERE rolname = %s"


def may(raw: Patient, role: str) -> tuple[bool, bool]:
    """Ask the server whether a role may read the store, and whether it may write."""
    ((reads, writes),) = raw.execute(_MAY, {"role": role}).fetchall()
    return bool(reads), bool(writes)


def still(raw: Patient, there: Survey, role: str, *, reading: bool = True) -> Iterator[str]:
    """Say what a role can still do, by what, and what ends that.

    Args:
        reading: Whether it isn't to read either.
    """
    reads, writes = may(raw, role)
    if not (writes or (reading and reads)):
        return
    explained = False
    for may_write, why in _ways(raw, there, role):
        if may_write or reading:
            explained = explained or may_write or not writes
            yield _can(role, may_write, why)
    if not explained:
        line = f"REVOKE ALL ON ALL TABLES IN SCHEMA {NAMESPACE} FROM {identifier(role)}, PUBLIC;"
        why = (
            f"it, or everybody, was given rights directly. The store's owner types in psql: {line}"
        )
        yield _can(role, writes, why)


def _can(role: str, may_write: bool, why: str) -> str:
    return f"{printable(role)} can still {'read and write' if may_write else 'read'}: {why}"


def _ways(raw: Patient, there: Survey, role: str) -> Iterator[tuple[bool, str]]:
    """Find by what a role has rights, and whether it may write by it."""
    ((is_superuser,),) = raw.execute(_IS_SUPERUSER, (role,)).fetchall()
    if is_superuser:
        line = f"ALTER ROLE {identifier(role)} NOSUPERUSER;"
        yield True, f"it is a superuser. Another superuser types in psql: {line}"
    if role == there.owner:
        yield True, "it owns the store."
    for group, by, reads, writes, is_let_in in raw.execute(
        _THROUGH, ([MEMBER, READER], role)
    ).fetchall():
        if not (reads or writes):
            continue
        line = taking_out(group, role, by)
        name = printable(group)
        if group in (MEMBER, READER):
            giver = printable(by or "somebody else")
            yield writes, f"{giver} put it into {group}, and has to take it out in psql: {line}"
        elif group == there.owner:
            yield writes, f"it is in {name}, which owns the store. To take it out, in psql: {line}"
        elif is_let_in:
            whole = f"pulse store revoke {shell_word(group, 'ROLE')}"
            yield writes, f"it is in {name}. To shut out all of {name}: {whole}; it alone: {line}"
        else:
            yield writes, f"it is in {name}. To take it out, in psql: {line}"


def taking_out(group: str, role: str, by: str | None) -> str:
    """Return the statement that takes a role out of another.

    Args:
        by: Who put it there, where only in their name it can be taken out.
    """
    name = group if group in (MEMBER, READER) else identifier(group)
    return f"REVOKE {name} FROM {identifier(role)}{f' GRANTED BY {identifier(by)}' if by else ''};"
