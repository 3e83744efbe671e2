"""What a sync finds and nobody confirmed stays on one's own machine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from databases import NewDatabase
from practice import Machine, everything_in
from sqlalchemy import Engine

pytestmark = pytest.mark.thorough

LENA, STRANGER = "lena@acme.example", "stranger@elsewhere.example"


@pytest.fixture
def engine(new_database: NewDatabase) -> Engine:
    return new_database()


@pytest.fixture
def machine(engine: Engine, tmp_path: Path) -> Callable[[str], Machine]:
    """Make somebody's computer; the store is made from the first."""
    url = engine.url.render_as_string(hide_password=False).replace("+psycopg", "")

    def made(name: str, place: str = "") -> Machine:
        there = [*tmp_path.glob("machine-*")]
        one = Machine(tmp_path / f"machine-{place or name}", url, name)
        if not there:
            one.ok("store", "init", url)
            one.ok("add", "Acme", "--contact", "Lena", "--email", LENA, "--since", "2026-01-05")
        return one

    return made


@pytest.fixture
def sam(machine: Callable[[str], Machine]) -> Machine:
    return machine("sam")


@pytest.fixture
def kim(sam: Machine, machine: Callable[[str], Machine]) -> Machine:
    return machine("kim")


def test_nothing_of_strangers_and_no_subject_is_on_the_server(sam: Machine, engine: Engine) -> None:
    sam.gets(1, f"Lena <{LENA}>", subject="Rosebud")
    sam.gets(2, f"Mysterious <{STRANGER}>", subject="Rosebud")
    sam.gets(3, sam.address, to=STRANGER, subject="Rosebud")
    sam.plans(4, "20261119T090000", LENA, "unknown@acme.example", title="Rosebud")
    sam.plans(5, "20261219T090000", LENA, title="Rosebud")
    assert sam.ok("sync").err == ""
    there = everything_in(engine)
    assert LENA in there
    for hidden in (STRANGER, "Mysterious", "Rosebud", "Hideout", "x.example", "unknown@", "Guest"):
        assert hidden not in there, hidden
    channels = sorted(one["channel"] for one in sam.touchpoints())
    assert channels == ["email", "meeting"]
    assert sam.kept("SELECT count(*) FROM exchange") == [(3,)]
    assert sam.companion.stat().st_mode & 0o777 == 0o600
    # What is to be decided is found on this machine.
    assert STRANGER in sam.ok("review").out


def test_a_colleague_sees_nobody_to_decide_about(sam: Machine, kim: Machine) -> None:
    sam.gets(1, f"Mysterious <{STRANGER}>")
    sam.gets(2, sam.address, to=STRANGER)
    sam.ok("sync")
    assert STRANGER in sam.ok("review").out
    assert STRANGER not in kim.ok("review").out
    assert not kim.companion.exists()


def test_an_export_holds_of_what_was_read_only_what_its_own_machine_has(
    sam: Machine, kim: Machine, tmp_path: Path
) -> None:
    sam.gets(1, f"Lena <{LENA}>")
    sam.gets(2, f"Mysterious <{STRANGER}>")
    sam.ok("sync")
    for machine in (sam, kim):
        machine.ok("export", str(tmp_path / f"{machine.name}.json"))
    assert STRANGER in (tmp_path / "sam.json").read_text()
    theirs = (tmp_path / "kim.json").read_text()
    assert LENA in theirs
    assert "exchanges" not in theirs


def test_an_undone_sync_comes_again_with_the_next(sam: Machine) -> None:
    sam.gets(1, f"Lena <{LENA}>")
    sam.gets(2, f"Mysterious <{STRANGER}>")
    sam.ok("sync")
    sam.ok("undo", "--origin", "sync")
    assert sam.touchpoints() == []
    assert sam.kept("SELECT * FROM exchange") == sam.kept("SELECT * FROM source_state") == []
    sam.ok("redo", "--origin", "sync")
    assert len(sam.touchpoints()) == 1
    assert sam.kept("SELECT count(*) FROM exchange") == [(2,)]
    assert sam.ok("sync").out == "Nothing new.\n"
    sam.ok("undo", "--origin", "sync")
    assert "1 touchpoint" in sam.ok("sync").out
    assert len(sam.touchpoints()) == 1


def test_a_rehearsal_leaves_nothing_on_the_machine(sam: Machine) -> None:
    sam.gets(1, f"Lena <{LENA}>")
    assert "1 touchpoint" in sam.ok("sync", "--dry-run").out
    assert not sam.companion.exists()
    assert sam.touchpoints() == []


def test_subjects_are_shared_where_somebody_says_so(sam: Machine, engine: Engine) -> None:
    sam.configure("share_subjects = true\n")
    sam.gets(1, f"Lena <{LENA}>", subject="Budget")
    sam.gets(2, f"Mysterious <{STRANGER}>", subject="Rosebud")
    sam.plans(3, "20261219T090000", LENA, "guest@acme.example", title="Review")
    sam.ok("sync")
    there = everything_in(engine)
    assert [one["note"] for one in sam.touchpoints()] == ["Budget"]
    assert "Review" in there
    assert "Hideout" in there
    assert "Rosebud" not in there
    assert STRANGER not in there


def test_what_two_read_is_one_touchpoint(sam: Machine, kim: Machine) -> None:
    for one in (sam, kim):
        one.gets(1, f"Lena <{LENA}>", to=sam.address, cc=kim.address)
        one.plans(2, "20261119T090000", LENA)
        one.plans(3, "20261219T090000", LENA)
        one.ok("sync")
    assert [one["channel"] for one in sam.touchpoints()] == ["email", "meeting"]
    assert len(sam.ok("meeting", "list", "--json").items) == 1


def test_what_a_colleagues_sync_brought_is_not_counted_again(sam: Machine, kim: Machine) -> None:
    for one in (sam, kim):
        one.gets(1, f"Lena <{LENA}>", to=f"{sam.address}, {kim.address}")
        one.gets(2, f"Lena <{LENA}>", "Thu, 19 Nov 2026 10:00:00 +0000")
    assert sam.ok("sync", "mail").out.startswith("mail  2 touchpoints\n")
    assert kim.ok("sync", "mail", "--dry-run").out.startswith("mail  nothing new (of 2; 2 known")
    (source,) = kim.ok("sync", "mail", "--json").json["sources"]
    assert (source["touchpoints"], source["skipped"]) == (0, {"known already": 2})
    # What is new in what a colleague's sync brought is counted.
    kim.gets(3, f"Lena <{LENA}>", "Thu, 19 Nov 2026 12:00:00 +0000")
    assert kim.ok("sync", "mail").out.startswith("mail  1 touchpoint (of 3; 2 duplicate)\n")


def test_a_message_that_only_a_colleague_got_later_that_day_waits(
    sam: Machine, kim: Machine
) -> None:
    sam.gets(1, f"Lena <{LENA}>", "Fri, 20 Nov 2026 09:00:00 +0000")
    sam.ok("sync")
    (one,) = sam.touchpoints()
    sam.ok("done", f"t{one['id']}")
    kim.gets(2, f"Lena <{LENA}>", "Fri, 20 Nov 2026 15:00:00 +0000")
    kim.ok("sync")
    (one,) = sam.touchpoints()
    assert (one["at"], one["last_at"], one["needs_answer"]) == ("09:00", "15:00", True)
    # Its times go on being the first and the last, whoever reads what is between.
    sam.gets(3, f"Lena <{LENA}>", "Fri, 20 Nov 2026 12:00:00 +0000")
    sam.ok("sync")
    (one,) = sam.touchpoints()
    assert (one["at"], one["last_at"]) == ("09:00", "15:00")


def test_a_message_waits_though_a_colleague_read_a_copy_of_it_first(
    sam: Machine, kim: Machine
) -> None:
    for one in (kim, sam):
        one.gets(1, f"Lena <{LENA}>", to=sam.address, cc=kim.address)
        one.ok("sync")
        assert [each["needs_answer"] for each in sam.touchpoints()] == [one is sam]


def test_what_was_answered_waits_no_more_whoever_else_reads_it(sam: Machine, kim: Machine) -> None:
    sam.gets(1, f"Lena <{LENA}>")
    sam.ok("sync")
    (one,) = sam.touchpoints()
    sam.ok("done", f"t{one['id']}")
    kim.gets(1, f"Lena <{LENA}>", to=sam.address + ", " + kim.address)
    kim.ok("sync")
    assert [one["needs_answer"] for one in sam.touchpoints()] == [False]


def test_what_a_colleague_deleted_stays_away(sam: Machine, kim: Machine) -> None:
    sam.gets(1, f"Lena <{LENA}>")
    sam.plans(2, "20261219T090000", LENA)
    sam.ok("sync")
    (one,) = kim.touchpoints()
    kim.ok("touchpoint", "delete", str(one["id"]))
    (meeting,) = kim.ok("meeting", "list", "--json").items
    kim.ok("meeting", "delete", str(meeting["id"]))
    sam.ok("sync")
    sam.ok("sync", "--since", "2026-01-01")
    assert sam.touchpoints() == []
    assert sam.ok("meeting", "list", "--json").items == []
    assert sam.kept("SELECT * FROM exchange") == sam.kept("SELECT * FROM diary_entry") == []


def test_what_was_taken_back_on_another_machine_comes_again(
    sam: Machine, machine: Callable[[str, str], Machine]
) -> None:
    laptop = machine("sam", "laptop")
    sam.gets(1, f"Lena <{LENA}>")
    sam.plans(2, "20261219T090000", LENA)
    sam.ok("sync")
    laptop.ok("undo", "--origin", "sync")
    assert sam.touchpoints() == []
    sam.ok("sync")
    assert len(sam.touchpoints()) == 1
    sam.ok("sync")
    assert len(sam.ok("meeting", "list", "--json").items) == 1


def test_what_a_colleague_forgets_is_forgotten_here(sam: Machine, kim: Machine) -> None:
    sam.gets(1, f"Lena <{LENA}>")
    sam.plans(2, "20261219T090000", LENA)
    sam.ok("sync")
    kim.ok("client", "delete", "acme", "--forget", "--yes")
    sam.ok("sync")
    assert sam.kept("SELECT * FROM exchange") == sam.kept("SELECT * FROM diary_entry") == []
    assert sam.ok("review").out == "Nothing to decide\n"


@pytest.mark.parametrize("changed", [False, True])
def test_what_a_colleague_forgets_cannot_be_brought_back_here(
    sam: Machine, kim: Machine, tmp_path: Path, *, changed: bool
) -> None:
    sam.gets(1, f"Lena <{LENA}>", subject="Rosebud")
    sam.plans(2, "20261219T090000", LENA)
    sam.ok("sync")
    if changed:  # the journal holds the rows as they were
        sam.ok("undo", "--origin", "sync")
        sam.ok("redo", "--origin", "sync")
        sam.ok("undo", "--origin", "sync")
    kim.ok("client", "delete", "acme", "--forget", "--yes")
    sam.ok("sync")
    kept = sam.companion.read_bytes()
    for hidden in (b"Rosebud", LENA.encode(), b"1@x.example"):
        assert hidden not in kept, hidden
    sam("undo", "--origin", "sync")
    sam.ok("export", str(tmp_path / "sam.json"))
    assert LENA not in (tmp_path / "sam.json").read_text()


def test_what_was_deleted_before_goes_from_the_journal_when_a_colleague_forgets(
    sam: Machine, kim: Machine
) -> None:
    sam.gets(1, f"Lena <{LENA}>", subject="Rosebud")
    sam.ok("sync")
    kim.ok("client", "delete", "acme", "--yes")
    sam.ok("sync")
    assert b"Rosebud" in sam.companion.read_bytes()
    kim.ok("add", "Other", "--since", "2026-01-05")
    kim.ok("client", "delete", "other", "--forget", "--yes")
    assert sam.ok("sync").out == "Nothing new.\n"
    assert b"Rosebud" not in sam.companion.read_bytes()
    assert LENA.encode() not in sam.companion.read_bytes()


def test_a_forgotten_client_leaves_nothing_on_the_machine(sam: Machine) -> None:
    sam.gets(1, f"Lena <{LENA}>", subject="Rosebud")
    sam.ok("sync")
    assert b"Rosebud" in sam.companion.read_bytes()
    sam.ok("client", "delete", "acme", "--forget", "--yes")
    for hidden in (b"Rosebud", LENA.encode()):
        assert hidden not in sam.companion.read_bytes()


def test_a_meeting_stays_booked_where_only_one_of_two_declines(sam: Machine, kim: Machine) -> None:
    for one in (sam, kim):
        one.plans(1, "20261219T090000", LENA, sam.address, kim.address)
        one.ok("sync")
    invitation = sam.folder / "diary" / "1.ics"
    accepted = invitation.read_text()
    declined = accepted.replace(f"ACCEPTED:mailto:{sam.address}", f"DECLINED:mailto:{sam.address}")
    assert declined != accepted
    invitation.write_text(declined)
    sam.ok("sync")
    (meeting,) = kim.ok("meeting", "list", "--json").items
    assert meeting["state"] == "booked"
    # Kim, whose sync didn't bring it, has it no more; then it is cancelled for all.
    (kim.folder / "diary" / "1.ics").unlink()
    kim.plans(2, "20261220T090000", LENA)
    kim.ok("sync")
    assert len(kim.ok("meeting", "list", "--json").items) == 2
    invitation.write_text(accepted.replace("SUMMARY", "STATUS:CANCELLED\r\nSUMMARY"))
    sam.ok("sync")
    assert [one["on"] for one in kim.ok("meeting", "list", "--json").items] == ["2026-12-20"]


def test_the_doctor_names_what_is_on_this_machine_alone(sam: Machine) -> None:
    def said() -> dict[str, str]:
        found = sam("doctor", "--json").items
        (one,) = (each for each in found if each["check"] == "private")
        return one

    assert said()["level"] == "ok"
    sam.gets(1, f"Mysterious <{STRANGER}>")
    sam.ok("sync")
    assert str(sam.companion) in said()["message"]
    sam.companion.chmod(0o644)
    levels = [one["level"] for one in sam("doctor", "--json").items if one["check"] != "private"]
    assert "warning" in levels
    sam.companion.write_bytes(b"broken")
    assert said()["level"] == "error"
    # Nothing is lost with it: moved away as the doctor says, it is read anew.
    sam.companion.rename(sam.companion.with_suffix(".damaged"))
    sam.ok("sync")
    assert sam.kept("SELECT address FROM exchange") == [(STRANGER,)]


def test_an_export_brings_what_was_read_to_the_machine_that_imports_it(
    sam: Machine, engine: Engine, tmp_path: Path
) -> None:
    sam.gets(1, f"Mysterious <{STRANGER}>")
    sam.gets(2, sam.address, to=STRANGER)
    sam.ok("sync")
    sam.ok("export", str(tmp_path / "all.json"))
    sam.companion.unlink()
    assert STRANGER not in sam.ok("review").out
    sam.ok("import", str(tmp_path / "all.json"))
    assert STRANGER in sam.ok("review").out
    assert STRANGER not in everything_in(engine)


def test_after_the_server_went_back_to_a_backup_mail_comes_again(
    sam: Machine, engine: Engine
) -> None:
    sam.gets(1, f"Lena <{LENA}>")
    sam.plans(2, "20261219T090000", LENA)
    sam.ok("sync")
    with engine.begin() as server:
        server.exec_driver_sql("DELETE FROM clientpulse.folded_text WHERE client_id IS NOT NULL")
        for table in ("touchpoint", "meeting", "journal_entry"):
            server.exec_driver_sql(f"DELETE FROM clientpulse.{table}")
            server.exec_driver_sql(f"SELECT setval('clientpulse.{table}_id_seq', 1, false)")
    sam.ok("sync")
    assert len(sam.touchpoints()) == 1
    sam.ok("sync")
    assert len(sam.ok("meeting", "list", "--json").items) == 1
