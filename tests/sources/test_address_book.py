"""Address books on this computer: a file, a folder of files, and what has changed there."""

from __future__ import annotations

import os
from datetime import UTC, date
from pathlib import Path

import pytest

from clientpulse.config.sources import Source
from clientpulse.errors import SourceError
from clientpulse.sources.contacts import address_book
from clientpulse.sources.dav import collecting
from clientpulse.sources.dav.collecting import Collected
from clientpulse.sources.gathered import Gathered, Window

TODAY = date(2026, 11, 28)
WINDOW = Window(date(2025, 11, 28), date(2026, 11, 28), UTC, TODAY)


def card(name: str, *lines: str, uid: str = "") -> str:
    said = [f"FN:{name}", *lines, *([f"UID:{uid}"] if uid else [])]
    return "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", *said, "END:VCARD", ""])


def read(path: Path, states: dict[str, str] | None = None) -> Gathered:
    source = Source("people", "contacts", path=path)
    return address_book.read(source, WINDOW, states or {}, lambda *_: None)


def test_a_file_gives_its_cards_and_then_nothing_until_it_changes(tmp_path: Path) -> None:
    book = tmp_path / "people.vcf"
    book.write_text(card("Ann Field", "EMAIL:Ann+news@Field.example", uid="1") + card("Bo Marsh"))
    first = read(book)
    assert [one.name for one in first.items] == ["Ann Field", "Bo Marsh"]
    assert first.items[0].addresses == ("ann@field.example",)
    assert (first.read, first.whole, first.gone) == (2, True, set())

    again = read(book, first.states)
    assert (again.items, again.read, again.gone, again.states) == ([], 0, set(), {})

    book.write_text(card("Bo Marsh") + card("Cy Dale", uid="3"))
    third = read(book, first.states)
    assert [one.name for one in third.items] == ["Bo Marsh", "Cy Dale"]
    assert third.gone == {"1"}
    assert not third.whole


def test_of_a_folder_only_the_files_are_read_that_changed(tmp_path: Path) -> None:
    (tmp_path / "work" / "clients").mkdir(parents=True)
    ann, bo = tmp_path / "work" / "ann.vcf", tmp_path / "work" / "clients" / "bo.VCF"
    ann.write_text(card("Ann Field", uid="1"))
    bo.write_text(card("Bo Marsh", uid="2"))
    (tmp_path / "work" / ".hidden.vcf").write_text(card("Nobody", uid="9"))
    (tmp_path / "notes.txt").write_text(card("Nobody", uid="9"))
    first = read(tmp_path)
    assert {one.uid for one in first.items} == {"1", "2"}

    ann.write_text(card("Ann Field-Stone", uid="1"))
    second = read(tmp_path, first.states)
    assert [one.name for one in second.items] == ["Ann Field-Stone"]
    assert second.gone == set()

    # One that was only moved isn't gone.
    bo.rename(tmp_path / "bo.vcf")
    ann.unlink()
    third = read(tmp_path, second.states)
    assert third.gone == {"1"}
    assert [one.uid for one in third.items] == ["2"]


@pytest.mark.parametrize("left", ["an empty folder", "an empty file", "half a file"])
def test_an_address_book_without_anybody_has_lost_nobody(tmp_path: Path, left: str) -> None:
    book = tmp_path / "book"
    if left == "an empty folder":
        book.mkdir()
        (book / "ann.vcf").write_text(card("Ann Field", uid="1"))
        first = read(book)
        (book / "ann.vcf").unlink()
    else:
        book.write_text(card("Ann Field", uid="1"))
        first = read(book)
        book.write_text("" if left == "an empty file" else "BEGIN:VC")
    second = read(book, first.states)
    assert (second.items, second.gone, second.whole, second.states) == ([], set(), False, {})


def test_what_is_not_there_is_said_in_a_line(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="there is no") as raised:
        read(tmp_path / "nowhere.vcf")
    assert raised.value.hint == "check its path"


@pytest.mark.parametrize("read_before", [True, False])
def test_who_is_on_a_disk_that_isnt_there_today_isnt_gone(
    tmp_path: Path, read_before: bool
) -> None:
    book, disk = tmp_path / "book", tmp_path / "disk"
    book.mkdir()
    disk.mkdir()
    (book / "ann.vcf").write_text(card("Ann Field", uid="1"))
    (disk / "bo.vcf").write_text(card("Bo Marsh", uid="2"))
    (book / "bo.vcf").symlink_to(disk / "bo.vcf")
    states = read(book).states if read_before else {}
    disk.rename(tmp_path / "unmounted")
    found = read(book, states)
    assert (found.gone, found.whole) == (set(), False)
    assert found.remarks == ["bo.vcf can't be read: No such file or directory"]


def test_a_pipe_in_a_folder_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "ann.vcf").write_text(card("Ann Field", uid="1"))
    os.mkfifo(tmp_path / "bo.vcf")
    assert [one.name for one in read(tmp_path).items] == ["Ann Field"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_costs_nothing_but_a_remark(tmp_path: Path) -> None:
    (tmp_path / "ann.vcf").write_text(card("Ann Field", uid="1"))
    (tmp_path / "bo.vcf").write_text(card("Bo Marsh", uid="2"))
    first = read(tmp_path)
    (tmp_path / "bo.vcf").chmod(0)
    (tmp_path / "bo.vcf").touch()
    second = read(tmp_path, first.states)
    assert second.gone == set()
    third = read(tmp_path)
    assert [one.name for one in third.items] == ["Ann Field"]
    assert third.remarks == ["bo.vcf can't be read: Permission denied"]


@pytest.mark.parametrize("whole", [True, False])
def test_a_server_gives_cards_as_a_file_does(monkeypatch: pytest.MonkeyPatch, whole: bool) -> None:
    texts = [card("Ann Field", uid="1").encode(), card("Bo Marsh", uid="2").encode()]
    collected = Collected(texts, whole=whole, states={"": "{}"})
    monkeypatch.setattr(collecting, "read", lambda *_: collected)
    source = Source("people", "contacts", url="https://dav.example/ann/")
    found = address_book.read(source, WINDOW, {}, lambda *_: None)
    assert [one.uid for one in found.items] == ["1", "2"]
    assert (found.whole, found.gone, found.states) == (whole, set(), {"": "{}"})


def test_groups_and_the_dead_are_counted_and_passed_over(tmp_path: Path) -> None:
    book = tmp_path / "people.vcf"
    book.write_text(
        card("Friends", "X-ADDRESSBOOKSERVER-KIND:group")
        + card("Old Man", "DEATHDATE:20200101")
        + card("")
        + card("Ann Field", "BDAY:soon")
    )
    found = read(book)
    assert [one.name for one in found.items] == ["Ann Field"]
    assert dict(found.passed_over) == {"list": 1, "has died": 1, "no name": 1}
    assert found.remarks == ['people.vcf: the birthday of "Ann Field" isn\'t one']


def test_a_look_says_who_is_there(tmp_path: Path) -> None:
    book = tmp_path / "people.vcf"
    book.write_text(card("Ann Field") + card("Field Ltd", "ORG:Field Ltd") + card("Bo"))
    source = Source("people", "contacts", path=book)
    assert address_book.look(source, WINDOW) == ["2 people and 1 company"]


def test_nobody_waits_for_a_pipe(tmp_path: Path) -> None:
    (tmp_path / "ann.vcf").write_text(card("Ann Field", uid="1"))
    os.mkfifo(tmp_path / "pipe.vcf")
    found = read(tmp_path)
    assert [one.name for one in found.items] == ["Ann Field"]
    with pytest.raises(SourceError, match="neither a file nor a folder"):
        read(tmp_path / "pipe.vcf")


def test_a_card_that_became_a_pipe_is_gone(tmp_path: Path) -> None:
    for name in ("ann", "bo"):
        (tmp_path / f"{name}.vcf").write_text(card(name, uid=name))
    first = read(tmp_path)
    (tmp_path / "bo.vcf").unlink()
    os.mkfifo(tmp_path / "bo.vcf")
    assert read(tmp_path, first.states).gone == {"bo"}
