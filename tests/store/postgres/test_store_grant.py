"""``pulse store grant`` and ``revoke``: as those roles, through the program and in plain SQL."""

from __future__ import annotations

import psycopg
import pytest
from people import Practice

FORBIDDEN = psycopg.errors.InsufficientPrivilege
CLIENTS = "SELECT count(*) FROM clientpulse.client"

READS = ("due", "report", "show acme", "history", "search acme", "undo --list", "export all.json")
WRITES = ("log acme a call", "add Bolt", "client edit acme --place Rome")

CHANGES = [
    "CREATE TABLE clientpulse.more (id int)",
    "ALTER TABLE clientpulse.client ADD COLUMN more text",
    "ALTER TABLE clientpulse.client DISABLE TRIGGER ALL",
    "DROP TABLE clientpulse.journal_change",
    "TRUNCATE clientpulse.client CASCADE",
    "DROP SCHEMA clientpulse CASCADE",
    "UPDATE clientpulse.alembic_version SET version_num = '0001'",
    "DELETE FROM clientpulse.alembic_version",
    "CREATE FUNCTION clientpulse.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE TRIGGER t BEFORE INSERT ON clientpulse.client EXECUTE FUNCTION f()",
]
CHANGES_OF_ROWS = [
    "INSERT INTO clientpulse.service (uid, created_at, name) VALUES ('', now(), '')",
    "UPDATE clientpulse.client SET name = ''",
    "DELETE FROM clientpulse.journal_entry",
    "SELECT nextval('clientpulse.client_id_seq')",
    "CREATE TABLE clientpulse.more (id int)",
]


@pytest.fixture
def begun(practice: Practice, tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> Practice:
    monkeypatch.chdir(str(tmp_path))
    practice.begin()
    return practice


@pytest.fixture
def member(begun: Practice) -> str:
    kim = begun.role("kim")
    begun.ok("store", "grant", kim)
    return kim


@pytest.fixture
def reader(begun: Practice) -> str:
    ann = begun.role('Ann "the reader"')
    begun.ok("store", "grant", ann, "--read-only")
    return ann


def test_a_member_reads_and_writes_all_there_is(begun: Practice, member: str) -> None:
    for line in (*READS, "log acme a call", "undo", "redo", "client delete acme --forget --yes"):
        assert begun(*line.split(), user=member).code == 0, line
    begun.ok("import", "all.json", user=member)  # in bulk, so that keys are taken by the sequences
    begun.ok("add", "Bolt", user=member)


def test_a_member_can_not_change_the_schema(begun: Practice, member: str) -> None:
    for statement in CHANGES:
        with pytest.raises(FORBIDDEN):
            begun.sql(statement, user=member)
    # This is but a warning.
    begun.sql("GRANT SELECT ON clientpulse.client TO PUBLIC", user=member)
    given = "SELECT has_table_privilege('public', 'clientpulse.client', 'SELECT')"
    assert begun.sql(given) == [(False,)]


def test_a_member_does_not_run_the_store(begun: Practice, member: str) -> None:
    begun.ok("store", "grant", "postgres")

    for command in ("grant", "revoke"):
        said = begun("store", command, "postgres", user=member)
        assert (said.code, said.out) == (4, "")
        assert "who owns the store" in said.err


def test_a_reader_reads(begun: Practice, reader: str) -> None:
    for line in READS:
        assert begun(*line.split(), user=reader).code == 0, line


def test_a_reader_writes_nothing_and_is_told_so(begun: Practice, reader: str) -> None:
    for line in WRITES:
        said = begun(*line.split(), user=reader)
        assert (said.code, said.out) == (4, ""), line
        error, hint = said.err.splitlines()
        assert "doesn't allow you" in error
        assert "pulse_member" in hint
    assert begun.sql(CLIENTS) == [(1,)]


def test_a_reader_writes_nothing_in_plain_sql(begun: Practice, reader: str) -> None:
    for statement in CHANGES_OF_ROWS:
        with pytest.raises(FORBIDDEN):
            begun.sql(statement, user=reader)


def test_a_stranger_reads_nothing(begun: Practice) -> None:
    stranger = begun.role("stranger")

    for line in ("due", "log acme a call"):
        said = begun(*line.split(), user=stranger)
        assert said.code == 4
        assert "Acme" not in said.out + said.err
    assert "pulse_member" in begun("due", user=stranger).err
    with pytest.raises(FORBIDDEN):
        begun.sql(CLIENTS, user=stranger)


def test_it_says_what_it_ran(begun: Practice) -> None:
    kim = begun.role("kim")

    said = begun.ok("store", "grant", kim, "--json").json["grant"]

    assert (said["role"], said["group"]) == (kim, "pulse_member")
    assert said["statements"][-1] == f'GRANT pulse_member TO "{kim}";'
    text = begun.ok("store", "grant", kim).out
    assert f'  GRANT pulse_member TO "{kim}";' in text.splitlines()


def test_a_rehearsal_changes_nothing_and_can_be_typed_elsewhere(begun: Practice) -> None:
    kim = begun.role("kim")

    said = begun.ok("store", "grant", kim, "--dry-run")

    assert begun("due", user=kim).code == 4
    for line in said.out.splitlines():
        begun.sql(line)
    begun.ok("log", "acme", user=kim)


def test_who_may_make_no_roles_gets_the_lines_to_type(practice: Practice) -> None:
    owner, kim = practice.role("owner", "LOGIN CREATEDB"), practice.role("kim")
    assert practice.plainly("store", "init", practice.url(owner)).code == 0

    said = practice("store", "grant", kim, user=owner)

    assert said.code == 4
    lines = [one.strip() for one in said.err.splitlines() if one.startswith("  ")]
    assert practice("due", user=kim).code == 4
    for line in lines:
        practice.sql(line)
    practice.ok("due", user=kim)


def test_reading_only_takes_away_the_right_to_write(begun: Practice, member: str) -> None:
    begun.ok("store", "grant", member, "--read-only")

    assert begun("log", "acme", user=member).code == 4
    begun.ok("due", user=member)
    begun.ok("store", "grant", member)
    begun.ok("log", "acme", user=member)


def test_who_can_still_write_is_named(begun: Practice) -> None:
    boss = begun.role("boss", "LOGIN SUPERUSER")

    said = begun.ok("store", "grant", boss, "--read-only")

    assert f"{boss} can still read and write: it is a superuser" in said.out


@pytest.mark.parametrize("before", ["", "GRANT pulse_member TO {}"])
def test_a_role_that_inherits_nothing_is_let_in(before: str, begun: Practice) -> None:
    kim = begun.role("kim", "LOGIN NOINHERIT")
    begun.ok("store", "grant", begun.role("lee"))
    if before:
        begun.sql(before.format(f'"{kim}"'))
        assert begun("due", user=kim).code == 4

    said = begun.ok("store", "grant", kim)

    if begun("due", user=kim).code:
        assert f'ALTER ROLE "{kim}" INHERIT;' in said.out
    assert begun.sql("SHOW server_version_num") < [("160000",)] or begun("due", user=kim).code == 0


def test_another_store_on_the_server_is_named(begun: Practice, member: str) -> None:
    other = begun.beside()
    other.begin()

    said = other.ok("store", "grant", member)

    assert "also let into" in said.out
    assert begun.database in said.out


@pytest.mark.parametrize("read_only", [True, False])
def test_who_leaves_is_shut_out(read_only: bool, begun: Practice) -> None:
    kim = begun.role("kim")
    begun.ok("store", "grant", kim, *["--read-only"] * read_only)
    begun.ok("due", user=kim)

    rehearsed = begun.ok("store", "revoke", kim, "--dry-run").out
    begun.ok("due", user=kim)
    said = begun.ok("store", "revoke", kim)

    assert rehearsed.strip() in said.out
    assert begun("due", user=kim).code == 4
    with pytest.raises(FORBIDDEN):
        begun.sql(CLIENTS, user=kim)
    again = begun("store", "revoke", kim)
    assert (again.code, again.out) == (3, "")


def not_shut_out(begun: Practice, role: str, by: str = "postgres", may: str = "write") -> str:
    """Revoke in vain; return why it was."""
    said = begun("store", "revoke", role, "--json", user=by)
    assert (said.code, said.json["revoke"]["may"]) == (3, may)
    (why,) = said.json["remarks"]
    text = begun("store", "revoke", role, user=by)
    assert (text.code, text.out.splitlines()[0]) == (3, why)
    assert "may no longer" not in text.out
    can = "read and write" if may == "write" else "read"
    assert why.startswith(f"{role} can still {can}: ")
    return str(why)


def shut_out_by(begun: Practice, why: str, role: str) -> None:
    """Type the line that an answer ends with."""
    begun.sql(why[why.rindex(": ") + 2 :])
    assert begun("due", user=role).code == 4


def test_who_was_let_in_by_somebody_else_is_not_said_to_be_out(practice: Practice) -> None:
    sam, lee = practice.role("sam", "LOGIN CREATEDB CREATEROLE"), practice.role("lee")
    assert practice.plainly("store", "init", practice.url(sam)).code == 0
    practice.ok("add", "Acme", user=sam)
    practice.ok("store", "grant", practice.role("kim"))
    practice.sql(f'GRANT pulse_member TO "{lee}"; GRANT pulse_member TO "{sam}" WITH ADMIN TRUE')
    practice.ok("store", "grant", lee, user=sam)
    practice.ok("log", "acme", user=lee)

    first = practice("store", "revoke", lee, user=sam)
    why = not_shut_out(practice, lee, by=sam)

    assert f'  REVOKE pulse_member FROM "{lee}";' in first.out.splitlines()
    assert "postgres put it into pulse_member" in why
    practice.ok("log", "acme", user=lee)
    shut_out_by(practice, why, lee)


def test_who_runs_the_server_takes_back_what_another_gave(practice: Practice) -> None:
    sam, lee = practice.role("sam", "LOGIN CREATEDB CREATEROLE"), practice.role("lee")
    assert practice.plainly("store", "init", practice.url(sam)).code == 0
    practice.ok("store", "grant", practice.role("kim"))
    practice.sql(f'GRANT pulse_member TO "{sam}" WITH ADMIN TRUE')
    practice.ok("store", "grant", lee, user=sam)

    practice.ok("store", "revoke", lee)

    assert practice("due", user=lee).code == 4


@pytest.mark.parametrize("may", ["read", "write"])
def test_who_is_in_by_a_group_is_told_which(may: str, begun: Practice) -> None:
    office = begun.role("office", "NOLOGIN")
    ned = begun.role("ned", f'LOGIN IN ROLE "{office}"')
    begun.ok("store", "grant", office, *["--read-only"] * (may == "read"))

    why = not_shut_out(begun, ned, may=may)

    assert f"pulse store revoke '{office}'" in why
    begun.ok("due", user=ned)
    shut_out_by(begun, why, ned)


def test_the_owner_is_not_shut_out(begun: Practice) -> None:
    begun.sql("REVOKE pulse_member FROM postgres")
    boss = begun.role("boss")
    begun.sql(f'ALTER SCHEMA clientpulse OWNER TO "{boss}"')
    begun.sql(f'ALTER TABLE clientpulse.client OWNER TO "{boss}"')

    assert "it owns the store" in not_shut_out(begun, boss)


def test_who_runs_the_server_is_not_shut_out(begun: Practice) -> None:
    boss = begun.role("boss", "LOGIN SUPERUSER")
    begun.ok("store", "grant", boss)

    shut_out_by(begun, not_shut_out(begun, boss), boss)


def test_rights_of_ones_own_are_named(begun: Practice) -> None:
    kim = begun.role("kim")
    begun.sql(f'GRANT USAGE ON SCHEMA clientpulse TO "{kim}"')
    begun.sql(f'GRANT SELECT ON ALL TABLES IN SCHEMA clientpulse TO "{kim}"')

    shut_out_by(begun, not_shut_out(begun, kim, may="read"), kim)


@pytest.mark.parametrize("command", ["grant", "revoke"])
def test_roles_that_can_not_be_let_in_are_refused(command: str, begun: Practice) -> None:
    kim = begun.role("kim")
    for role, word in (
        ("nobody at all", "has no role"),
        (kim.upper(), "capitals count"),
        ("pulse_member", "what others are let in by"),
        ("public", "has no role"),
        ('"; DROP TABLE clientpulse.client; --', "has no role"),
    ):
        said = begun("store", command, "--", role)
        assert (said.code, said.out) == (3, "")
        assert word in said.err
    assert begun.sql(CLIENTS) == [(1,)]


def test_a_hostile_name_of_a_role_is_but_a_name(begun: Practice) -> None:
    role = begun.role('x"; DROP TABLE clientpulse.client CASCADE; --')

    begun.ok("store", "grant", role)

    assert begun.sql(CLIENTS) == [(1,)]
    begun.ok("log", "acme", user=role)


def test_nobody_else_is_let_in_where_the_database_is_closed(begun: Practice) -> None:
    begun.sql(f"REVOKE CONNECT ON DATABASE {begun.database} FROM PUBLIC")
    kim = begun.role("kim")
    assert begun("due", user=kim).code == 4

    begun.ok("store", "grant", kim)

    begun.ok("due", user=kim)


def test_without_a_store_nobody_is_let_in(practice: Practice) -> None:
    practice.make_database()

    said = practice("store", "grant", "postgres")

    assert said.code == 4
    assert "pulse store init" in said.err


def test_a_file_has_no_roles(practice: Practice) -> None:
    said = practice.plainly("--db", "clients.db", "store", "grant", "kim")

    assert said.code == 2
    assert "is a file" in said.err
