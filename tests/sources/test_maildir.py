"""Reading Maildirs, and leaving them as they are."""

import os
import time
from datetime import date
from pathlib import Path

import pytest
from written_mail import (
    WINDOW,
    deliver,
    everything_about,
    forbid,
    ids,
    ignored,
    let_settle,
    maildir,
    message,
    source,
)

from clientpulse.errors import SourceError
from clientpulse.sources.mail import files
from clientpulse.sources.mail.maildir import look, read


@pytest.fixture
def box(tmp_path: Path) -> Path:
    return maildir(tmp_path / "Mail")


def all_of(box: Path, *folders: str, states=None):
    return read(source("maildir", box, *folders), WINDOW, states or {}, ignored)


def test_messages_in_cur_and_new_are_read_and_those_in_tmp_are_not(box):
    deliver(box, message(1), 1)
    deliver(box, message(2), 2, to="new")
    deliver(box, message(3), 3, to="tmp")
    found = all_of(box)
    assert ids(found) == ["1", "2"]
    assert found.read == 2
    assert found.items[0].subject.startswith("Number")


def test_drafts_and_trashed_messages_are_not_read(box):
    for number, flags in enumerate(("S", "RS", "FRS", "", "DS", "ST", "D", "T")):
        deliver(box, message(number), number, f":2,{flags}")
    deliver(box, message(8), 8, ";2,T")
    assert ids(all_of(box)) == ["0", "1", "2", "3"]


def test_nothing_of_a_maildir_changes_when_it_is_read(box):
    for number in range(5):
        deliver(box, message(number), number, to="new" if number % 2 else "cur")
    deliver(box / ".Sent", message(9), 9)
    before = everything_about(box)
    found = all_of(box)
    look(source("maildir", box), WINDOW)
    all_of(box, states=found.states)
    assert len(found.items) == 6
    assert everything_about(box) == before


@pytest.mark.parametrize(
    ("folder", "is_sent"),
    [
        (".Sent", True),
        (".INBOX.Sent Items", True),
        (".Gesendete Objekte", True),
        ("[Gmail]/Sent Mail", True),
        (".Envoy&AOk-s", True),
        ("work/Sent/2026", True),
        (".inbox.directory/Gesendet", True),
        ("Inbox.sbd/Sent", True),
        ("INBOX", False),
        (".Presentations", False),
        (".Clients.Acme", False),
        ("client.x/INBOX", False),
    ],
)
def test_folders_are_found_at_any_place_and_sent_mail_by_its_name(tmp_path, folder, is_sent):
    deliver(tmp_path / folder, message())
    (found,) = all_of(tmp_path).items
    assert found.sent is is_sent


@pytest.mark.parametrize(
    "folder",
    [
        "Trash",
        ".Trash",
        ".INBOX.Junk",
        "[Gmail]/Spam",
        ".Drafts",
        ".Entw&APw-rfe",
        "Corbeille/2025",
    ],
)
def test_folders_of_what_was_thrown_away_or_never_sent_are_read_only_when_asked_for(box, folder):
    deliver(box / folder, message(1))
    deliver(box, message(2), 2)
    assert ids(all_of(box)) == ["2"]


def test_the_folders_that_are_asked_for_are_read_and_no_others(box):
    deliver(box / ".Trash", message(1))
    deliver(box / ".INBOX.Clients", message(2))
    deliver(box, message(3))
    assert ids(all_of(box, "Trash", "clients")) == ["1", "2"]
    assert ids(all_of(box, "INBOX.Clients", "INBOX")) == ["2", "3"]
    found = all_of(box, "INBOX", "Nowhere")
    assert (ids(found), found.remarks) == (["3"], ['there is no folder "Nowhere"'])
    with pytest.raises(SourceError, match='there is no folder "Nowhere"'):
        all_of(box, "Nowhere")


def test_a_message_in_two_folders_is_one_and_was_sent_if_it_lies_there(box):
    deliver(box / ".Archive", message(1))
    deliver(box / ".Sent", message(1))
    found = all_of(box)
    assert [one.sent for one in found.items] == [True]
    assert found.passed_over == {"duplicate": 1}


def test_an_unchanged_maildir_gives_nothing_and_no_state(box):
    deliver(box, message(1))
    let_settle(box)
    first = all_of(box)
    again = all_of(box, states=first.states)
    assert (again.items, again.read, again.states) == ([], 0, {})


def test_a_maildir_that_changed_this_very_moment_is_looked_at_once_more(box):
    deliver(box, message(1))
    first = all_of(box)
    again = all_of(box, states=first.states)
    assert set(again.states) == {"."}


@pytest.mark.parametrize(("ahead", "expected"), [(0, ["1", "2"]), (2 * 3_600, [])])
def test_of_a_changed_maildir_what_changed_since_the_last_time_is_read(
    box, monkeypatch, ahead, expected
):
    deliver(box, message(1), 1)
    let_settle(box)
    now = time.time()
    monkeypatch.setattr("clientpulse.sources.mail.maildir.time.time", lambda: now + ahead)
    first = all_of(box)
    deliver(box, message(2), 2)
    again = all_of(box, states=first.states)
    assert (ids(first), ids(again)) == (["1"], expected)


def test_more_is_read_when_more_is_wanted(box):
    deliver(box, message(1, day="27 Nov 2024"), 1)
    let_settle(box)
    first = all_of(box)
    assert first.passed_over == {"older": 1}
    wider = WINDOW._replace(since=date(2024, 1, 1))
    assert ids(read(source("maildir", box), wider, first.states, ignored)) == ["1"]


@pytest.mark.parametrize(
    "state", ["", "{", "[]", "{}", '{"times": 1, "scan": "x", "since": 3}', "null"]
)
def test_a_state_that_is_nonsense_is_none(box, state):
    deliver(box, message(1))
    assert ids(all_of(box, states={".": state})) == ["1"]


def test_the_files_time_stands_in_for_a_date_that_cannot_be(box):
    for number, day in enumerate(("1 Jan 1970", "1 Jan 2099", "30 Nov 2026", "29 Nov 2026")):
        path = deliver(box, message(number, day=day), number)
        os.utime(path, (1_795_000_000,) * 2)
    found = {one.id[0]: one.on for one in all_of(box).items}
    fallback = date(2026, 11, 18)
    assert found == {"0": fallback, "1": fallback, "2": fallback, "3": date(2026, 11, 29)}


def test_neither_date_nor_time_is_unreadable(box):
    path = deliver(box, message(1, day="1 Jan 2099"))
    os.utime(path, (4_100_000_000,) * 2)
    assert all_of(box).passed_over == {"unreadable": 1}


def test_old_messages_are_passed_over_without_opening_them(box, monkeypatch):
    path = deliver(box, message(1, day="27 Nov 2019"))
    path = path.rename(path.with_name("1574861400.M1P1.host:2,S"))
    os.utime(path, (1_574_861_400,) * 2)
    monkeypatch.setattr(files, "opened", None)
    assert all_of(box).passed_over == {"older": 1}


@pytest.mark.parametrize("name", ["1574861400.M1P1.host:2,S", "copied:2,S"])
def test_a_file_whose_times_contradict_each_other_is_read(box, name):
    path = deliver(box, message(1))
    path = path.rename(path.with_name(name))
    assert ids(all_of(box)) == ["1"]


def test_a_message_that_is_renamed_meanwhile_is_found_again_and_one_that_is_gone_is_not_missed(
    box, monkeypatch
):
    deliver(box, message(1), 1, to="new")
    deliver(box, message(2), 2, to="new")
    real = files.opened

    def opened(path: str) -> int:
        at = Path(path)
        if at.parent.name == "new" and at.exists():
            if "M1P" in at.name:
                at.rename(box / "cur" / f"{at.name}:2,S")
            else:
                at.unlink()
        return real(path)

    monkeypatch.setattr(files, "opened", opened)
    found = all_of(box)
    assert (ids(found), found.remarks, found.passed_over) == (["1"], [], {})


def test_what_is_no_message_stops_nobody(box):
    deliver(box, message(1), 1)
    deliver(box, b"", 2)
    deliver(box, b"\x00" * 100_000, 3)
    deliver(box, b"x" * 1_000_000, 4)
    (box / "cur" / "a folder").mkdir()
    os.mkfifo(box / "cur" / "a pipe")
    (box / "cur" / "lost").symlink_to("/nowhere/at/all")
    (box / ".git" / "cur-not").mkdir(parents=True)
    (box / "loop").symlink_to(box)
    found = all_of(box)
    assert ids(found) == ["1"]
    assert found.passed_over["unreadable"] == 4
    assert found.remarks == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_one_remark(box):
    for number in range(3):
        deliver(box, message(number), number).chmod(0)
    deliver(box, message(9), 9)
    found = all_of(box)
    assert ids(found) == ["9"]
    assert found.remarks == ["INBOX: Permission denied, 3 messages"]


def test_a_header_that_does_not_end_is_read_up_to_its_limit(box):
    deliver(box, message(1).partition(b"\n\n")[0] + b"\nX-Filler: " + b"x" * 10_000_000)
    deliver(box, message(2, "X-Filler: " + "y" * 100_000, "Precedence: bulk"), 2)
    found = all_of(box)
    assert [one.automatic for one in sorted(found.items, key=lambda one: one.id)] == [
        "",
        "newsletter",
    ]


@pytest.mark.parametrize(
    ("make", "said", "hint"),
    [
        (lambda path: None, "there is no folder", "check its path"),
        (
            lambda path: path.write_bytes(b"From x"),
            "is a file, and a Maildir is a folder",
            '"mbox"',
        ),
        (lambda path: path.mkdir(), "there is no Maildir in", "cur, new and tmp"),
    ],
)
def test_what_is_no_maildir_is_said_with_what_to_do(tmp_path, make, said, hint):
    path = tmp_path / "Mail"
    make(path)
    with pytest.raises(SourceError) as refused:
        all_of(path)
    assert said in refused.value.message
    assert hint in refused.value.hint


def test_what_is_there_is_said_folder_by_folder(box):
    for number in range(1_204):
        deliver(box, message(number), number)
    deliver(box / ".Sent", message(5_000, day="3 Mar 2025"), 1)
    maildir(box / ".Clients.Acme")
    assert look(source("maildir", box), WINDOW) == [
        "INBOX: 1,204 messages, newest Fri 27 Nov",
        "Clients/Acme: 0 messages",
        "Sent: 1 message, newest Mon 3 Mar 2025",
    ]


def test_the_newest_message_is_known_in_a_copy_whose_times_are_those_of_copying(box):
    for number, day in enumerate(("2 Nov 2026", "26 Nov 2026", "3 Mar 2025", "4 Nov 2026")):
        path = box / "cur" / f"{1_700_000_000 + (number == 1)}.M{number}P1.host:2,S"
        path.write_bytes(message(number, day=day))
    for number in range(40):
        path = box / "cur" / f"{1_600_000_000 + number}.M{number}P2.host:2,S"
        path.write_bytes(message(100 + number, day="3 Feb 2024"))
        os.utime(path, (1_800_000_000, 1_800_000_000))
    (said,) = look(source("maildir", box), WINDOW)
    assert said == "INBOX: 44 messages, newest Thu 26 Nov"


def test_progress_is_told(box):
    for number in range(1_000):
        deliver(box, message(number), number)
    told = []
    read(source("maildir", box), WINDOW, {}, lambda done, of: told.append((done, of)))
    assert told == [(500, 1_000), (1_000, 1_000), (1_000, 1_000)]


def test_a_folder_that_may_not_be_read_is_said_and_the_rest_is_read(box, monkeypatch):
    deliver(box, message(1))
    deliver(box / ".Closed", message(2))
    forbid(monkeypatch, "scandir", ".Closed")
    found = all_of(box)
    assert ids(found) == ["1"]
    assert found.remarks == [f"{box}/.Closed can't be read: Permission denied"]
    with pytest.raises(SourceError, match="can't be read: Permission denied"):
        all_of(box / ".Closed")


def test_a_folder_whose_name_is_no_text_is_read_and_its_state_can_be_kept(tmp_path):
    folder = tmp_path / "Mail" / os.fsdecode(b".Kunden \xfc\xff")
    deliver(folder, message(1), 1)
    found = all_of(tmp_path / "Mail")
    assert ids(found) == ["1"]
    assert [part.encode() for part in found.states] == [rb".Kunden \xfc\xff"]
    let_settle(tmp_path / "Mail")
    again = all_of(tmp_path / "Mail", states=all_of(tmp_path / "Mail").states)
    assert not again.states
