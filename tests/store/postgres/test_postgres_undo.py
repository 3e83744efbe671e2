"""Undo among colleagues: one's own last command, and nothing that others built on."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from colleagues import Colleague, Hire, practice
from databases import NewDatabase
from sqlalchemy import Engine, event

from clientpulse.store import journal


@pytest.fixture
def hire(new_database: NewDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hire:
    return practice(new_database, tmp_path, monkeypatch)


@pytest.fixture
def sam(hire: Hire) -> Colleague:
    sam = hire("sam")
    sam("add", "Acme", "--meet", "monthly")
    sam("add", "Other")
    return sam


@pytest.fixture
def kim(hire: Hire, sam: Colleague) -> Colleague:
    return hire("kim")


def summaries(colleague: Colleague, *more: str, what: str = "items") -> list[str]:
    answer = colleague("undo", "--list", *more, "--json").json
    return [f"{one['by']}: {one['summary'].partition(' on ')[0]}" for one in answer[what]]


def test_each_takes_back_their_own_last_command(sam: Colleague, kim: Colleague) -> None:
    sam("log", "acme", "Hello")
    kim("log", "other", "Good morning")
    assert sam("undo").out == f"Undone: {CALL} Acme {TODAY}\n"
    assert kim("undo").out == f"Undone: {CALL} Other {TODAY}\n"
    assert sam("redo").out == f"Redone: {CALL} Acme {TODAY}\n"
    assert "nothing is left of yours" not in kim("redo").err
    kim("undo")
    err = kim("undo", code=3).err
    assert err.startswith("error: nothing is left of yours to undo\n")
    assert "pulse redo" in err


def test_somebody_who_wrote_nothing_is_told_how_to_see_what_others_did(
    sam: Colleague, kim: Colleague
) -> None:
    assert kim("undo", code=3).err == (
        "error: nothing is left of yours to undo\n"
        "hint: what others wrote: pulse undo --list --owner all\n"
    )


def test_the_list_is_ones_own_unless_somebody_else_is_named(sam: Colleague, kim: Colleague) -> None:
    kim("log", "acme", "Hello")
    assert summaries(kim) == ["kim: logged a call with Acme"]
    assert summaries(kim, "--owner", "sam") == ["sam: added Other", "sam: added Acme"]
    assert summaries(sam, "--owner", "all") == [
        "kim: logged a call with Acme",
        "sam: added Other",
        "sam: added Acme",
    ]
    first = sam("undo", "--list", "--owner", "all").out.splitlines()[0]
    assert first.endswith(f"  kim: {CALL} Acme {TODAY}")
    assert "kim" not in kim("undo", "--list").out
    answer = sam("undo", "--list", "--json").json
    assert {one["db_user"] for one in answer["items"]} == {"postgres"}


def test_another_machine_may_spell_ones_name_in_another_case(hire: Hire, sam: Colleague) -> None:
    for desk, laptop in ((sam, hire("Sam")), (hire("jürgen"), hire("JÜRGEN"))):
        desk("log", "acme", "Hello")
        assert summaries(laptop)[0] == f"{desk.name}: logged a call with Acme"
        assert summaries(laptop, "--owner", laptop.name)[0].startswith(f"{desk.name}: ")
        assert laptop("undo").out == f"Undone: {CALL} Acme {TODAY}\n"
        assert summaries(laptop, what="redo") == [f"{desk.name}: logged a call with Acme"]
        assert laptop("redo").out == f"Redone: {CALL} Acme {TODAY}\n"
        laptop("undo")
        laptop("log", "other", "Something else")
        desk("redo", code=3)
        assert desk("undo").out == f"Undone: {CALL} Other {TODAY}\n"


def test_ones_other_machine_built_on_it_oneself(hire: Hire, sam: Colleague) -> None:
    hire("Sam")("log", "acme", "Hello")
    sam("undo")
    assert sam("undo").out == "Undone: added Other\n"


def test_undo_takes_no_owner(sam: Colleague) -> None:
    assert "pulse undo --list --owner NAME" in sam("undo", "--owner", "kim", code=2).err


CALL, TODAY = "logged a call with", "on Sat 21 Nov 2026"
WHEN = r"on \w{3} \d+ \w{3} \d{4} at \d\d:\d\d"


def test_what_somebody_built_on_is_refused_and_says_who_what_and_when(
    sam: Colleague, kim: Colleague
) -> None:
    sam("add", "Third")
    kim("log", "third", "Hello")
    err = sam("undo", code=3).err
    assert re.fullmatch(
        rf"error: 'added Third' can't be undone: {WHEN} kim {CALL} Third {TODAY},"
        r" and that builds on it or changed the same\n"
        r"hint: change it by hand; what they wrote since: pulse undo --list --owner kim\n",
        err,
    )
    kim("undo")
    sam("undo")
    assert len(sam("client", "list", "--json").items) == 2


def test_a_row_that_somebody_changed_since_is_refused(sam: Colleague, kim: Colleague) -> None:
    sam("client", "edit", "acme", "--note", "mine")
    kim("client", "edit", "acme", "--meet", "quarterly")
    assert re.search(rf"{WHEN} kim edited Acme,", sam("undo", code=3).err)
    kim("undo")
    sam("undo")


def test_a_colleagues_command_ends_redo_only_where_it_has_to_do_with_it(
    sam: Colleague, kim: Colleague
) -> None:
    sam("client", "edit", "acme", "--note", "mine")
    sam("undo")
    kim("client", "edit", "other", "--note", "theirs")
    sam("redo")
    sam("undo")
    kim("client", "edit", "acme", "--note", "theirs")
    err = sam("redo", code=3).err
    assert "nothing to redo" in err
    assert "until something else is typed, or a colleague changes the same\n" in err
    assert kim("client", "list", "--json").items[0]["note"] == "theirs"


def test_what_builds_on_what_a_colleague_took_back_isnt_redone_before_it(
    sam: Colleague, kim: Colleague
) -> None:
    sam("add", "Third")
    kim("log", "third", "Hello")
    kim("undo")
    sam("undo")
    err = kim("redo", code=3).err
    assert re.search(rf"{WHEN} sam added Third; it builds on that, which was undone", err)
    assert "ask sam" in err
    sam("redo")
    kim("redo")


def test_a_busy_colleague_pushes_out_nobodys_undo(
    sam: Colleague, kim: Colleague, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "KEPT_ENTRIES", 3)
    monkeypatch.setattr(journal, "KEPT_WITH_SYNCS", 3)
    for number in range(5):
        kim("log", "acme", str(number))
    assert len(summaries(kim)) == 5
    assert sam("undo").out == "Undone: added Other\n"


def test_a_journal_of_many_forgets_its_oldest_in_the_end(
    sam: Colleague, kim: Colleague, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "KEPT_OF_SEVERAL", 3)
    for number in range(5):
        kim("log", "acme", str(number))
    assert summaries(kim, "--owner", "all") == ["kim: logged a call with Acme"] * 3


def test_only_ones_own_undone_rows_count_for_what_is_kept_for_redo(
    sam: Colleague, kim: Colleague, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "KEPT_ROWS", 3)
    for colleague in (sam, kim):
        for number in range(2):
            colleague(
                "client", "edit", "acme" if colleague is sam else "other", "--note", str(number)
            )
    for colleague in (sam, kim, sam, kim):
        colleague("undo")
    assert len(summaries(sam, what="redo")) == len(summaries(kim, what="redo")) == 2


def test_what_has_too_many_rows_for_redo_ends_that_of_colleagues_only_where_it_matters(
    sam: Colleague, kim: Colleague, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam("add", "Third")
    kim("log", "third", "Hello")
    kim("undo")
    kim("log", "other", "Hello")
    kim("undo")
    monkeypatch.setattr(journal, "KEPT_ROWS", 0)
    sam("undo")
    assert summaries(sam, what="redo") == []
    assert summaries(kim, what="redo") == ["kim: logged a call with Other"]


@pytest.mark.thorough
@pytest.mark.parametrize("later", [0, 1, 40])
def test_undo_and_redo_take_as_many_statements_however_much_colleagues_wrote(
    sam: Colleague, kim: Colleague, later: int
) -> None:
    sam("client", "edit", "acme", "--note", "mine")
    for number in range(later):
        kim("log", "other", str(number))
    counted: list[str] = []

    def count(*asked: Any) -> None:
        counted.append(asked[2])

    event.listen(Engine, "before_cursor_execute", count)
    try:
        sam("undo")
        undone = len(counted)
        sam("redo")
    finally:
        event.remove(Engine, "before_cursor_execute", count)
    assert undone <= 20
    assert len(counted) - undone <= 20
