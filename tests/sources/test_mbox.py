"""Reading mbox files, whatever program wrote them."""

import mailbox
import os
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from written_mail import WINDOW, everything_about, forbid, ids, ignored, message, source

from clientpulse.errors import SourceError
from clientpulse.sources.mail import mbox_messages
from clientpulse.sources.mail.mbox import look, read

LINE = b"From anna@acme.example Fri Nov 27 14:30:00 2026\n"


def box(path: Path, *raw: bytes, line: bytes = LINE) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(line + one + b"\n" for one in raw))
    return path


def all_of(path: Path, *folders: str, states=None):
    return read(source("mbox", path, *folders), WINDOW, states or {}, ignored)


def add(path: Path, *raw: bytes) -> None:
    with path.open("ab") as file:
        file.write(b"".join(LINE + one + b"\n" for one in raw))


@pytest.mark.parametrize(
    "line",
    [
        LINE,
        b"From - Fri Nov 27 14:30:00 2026\r\n",
        b"From \n",
        b"From 1234567890@xxx Fri Nov 27 13:30:00 +0000 2026\n",
        b"From MAILER-DAEMON Fri, 27 Nov 2026 14:30\n",
        b"From anna bell@acme.example  Fri Nov 27 14:30 CET 2026 remote from acme\n",
    ],
)
def test_messages_begin_at_every_programs_line(tmp_path, line):
    path = box(tmp_path / "Inbox", message(1), message(2), message(3), line=line)
    found = all_of(path)
    assert (ids(found), found.read) == (["1", "2", "3"], 3)


def test_lines_of_text_begin_no_message(tmp_path):
    text = (
        b"\n\n>From him: x\nFrom: nobody@b.c\nFrom here on\nit is text\n\nFrom now on we meet:\n"
        b"\nFrom my phone\n\nSubject: x\nFrom then on\nNote: it is text\nFrom \n"
    )
    found = all_of(box(tmp_path / "Inbox", message(1) + text, message(2)))
    assert (ids(found), found.read) == (["1", "2"], 2)


def test_what_python_writes_is_read_with_lines_of_windows_and_without(tmp_path):
    path = tmp_path / "written"
    written = mailbox.mbox(path)
    for number in range(20):
        written.add(message(number) + b"\nFrom the top\n")
    written.close()
    assert len(all_of(path).items) == 20
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert len(all_of(path).items) == 20


@pytest.mark.parametrize("block", [1, 7, 100, 1_000, 3_000])
def test_messages_are_found_wherever_a_block_ends(tmp_path, monkeypatch, block):
    monkeypatch.setattr(mbox_messages, "BLOCK", block)
    raw = [message(number, f"X-Filler: {'x' * number * 50}") for number in range(30)]
    path = box(tmp_path / "Inbox", *raw)
    found = all_of(path)
    assert len(found.items) == 30
    assert {one.subject for one in found.items} == {f"Number {number}" for number in range(30)}


def test_only_headers_are_read(tmp_path):
    path = box(tmp_path / "Inbox", message(1) + b"\nBcc: x@y.z\nPrecedence: bulk\n")
    (found,) = all_of(path).items
    assert (found.cc, found.automatic) == ((), "")


def test_what_thunderbird_deleted_and_has_not_compacted_is_no_message(tmp_path):
    path = box(
        tmp_path / "Inbox",
        message(1, "X-Mozilla-Status: 0009"),
        message(2, "X-Mozilla-Status: 0001"),
        message(3, "X-Mozilla-Status: nonsense"),
        message(4, "X-Status: D"),
    )
    assert ids(all_of(path)) == ["2", "3"]


def test_a_folder_of_thunderbird_is_read_with_what_lies_below(tmp_path):
    local = tmp_path / "Local Folders"
    box(local / "Inbox", message(1))
    box(local / "Sent", message(2))
    box(local / "Inbox.sbd" / "Clients", message(3))
    box(local / "Inbox.sbd" / "Clients.sbd" / "Acme", message(4))
    box(local / "Trash", message(5))
    box(local / "Drafts", message(6))
    (local / "Inbox.msf").write_text("// <!-- <mdb:mork:z v=1.4/> -->")
    (local / "msgFilterRules.dat").write_text('version="9"')
    (local / "Templates").touch()
    found = all_of(local)
    assert ids(found) == ["1", "2", "3", "4"]
    assert {one.id[0] for one in found.items if one.sent} == {"2"}
    assert ids(all_of(local, "Inbox/Clients/Acme", "trash")) == ["4", "5"]
    assert look(source("mbox", local), WINDOW) == [
        "Inbox: 1 message, newest Fri 27 Nov",
        "Inbox/Clients: 1 message, newest Fri 27 Nov",
        "Inbox/Clients/Acme: 1 message, newest Fri 27 Nov",
        "Sent: 1 message, newest Fri 27 Nov",
    ]


def test_labels_of_gmail_are_folders(tmp_path):
    labels = (
        "Inbox,Opened",
        "Sent,Opened",
        "Trash",
        "Spam",
        '"Drafts"',
        "=?utf-8?Q?Entw=C3=BCrfe?=",
    )
    raw = [message(number, f"X-Gmail-Labels: {one}") for number, one in enumerate(labels)]
    found = all_of(box(tmp_path / "All mail Including Spam and Trash.mbox", *raw))
    assert {one.id[0]: one.sent for one in found.items} == {"0": False, "1": True}


def test_apples_exports_are_called_as_their_folder(tmp_path):
    box(tmp_path / "Sent Messages.mbox" / "mbox", message(1))
    box(tmp_path / "Junk.mbox" / "mbox", message(2))
    found = all_of(tmp_path)
    assert [(one.id[0], one.sent) for one in found.items] == [("1", True)]


def test_nothing_changes_where_it_is_read(tmp_path):
    path = box(tmp_path / "Inbox", message(1), message(2))
    before = everything_about(tmp_path)
    found = all_of(path)
    look(source("mbox", path), WINDOW)
    all_of(path, states=found.states)
    assert everything_about(tmp_path) == before


@pytest.mark.skipif(not hasattr(os, "O_NOATIME"), reason="only Linux can leave that time alone")
def test_new_mail_is_still_new_to_programs_that_tell_it_by_when_the_file_was_read(tmp_path):
    path = box(tmp_path / "Inbox", message(1))
    os.utime(path, (1_795_000_000, 1_795_000_500))
    all_of(path)
    assert path.stat().st_atime == 1_795_000_000


def test_an_unchanged_file_is_not_read_again(tmp_path):
    path = box(tmp_path / "Inbox", message(1), message(2))
    first = all_of(path)
    again = all_of(path, states=first.states)
    assert (again.read, again.items, again.states) == (0, [], {})


def test_a_file_that_has_grown_is_read_on_from_its_last_message(tmp_path):
    path = box(tmp_path / "Inbox", message(1), message(2))
    first = all_of(path)
    add(path, message(3), message(4))
    again = all_of(path, states=first.states)
    assert ids(again) == ["2", "3", "4"]
    assert all_of(path, states=again.states).read == 0


def test_a_message_that_was_still_being_written_is_read_when_it_is_whole(tmp_path):
    path = box(tmp_path / "Inbox", message(1))
    whole = message(2, "Precedence: bulk")
    with path.open("ab") as file:
        file.write(LINE + whole[:80])
    first = all_of(path)
    with path.open("ab") as file:
        file.write(whole[80:])
    again = all_of(path, states=first.states)
    assert {one.id[0]: one.automatic for one in again.items} == {"2": "newsletter"}


def test_a_compacted_file_is_read_again_whole(tmp_path):
    path = box(tmp_path / "Inbox", *(message(number) for number in range(6)))
    first = all_of(path)
    box(path, *(message(number) for number in range(3, 9)))
    os.utime(path, (1_795_000_000,) * 2)
    assert ids(all_of(path, states=first.states)) == ["3", "4", "5", "6", "7", "8"]
    box(path, message(3))
    assert ids(all_of(path, states=first.states)) == ["3"]


@pytest.mark.parametrize(
    "state", ["", "{", "[]", "3", '{"size": 1}', '{"since": 4}', '{"other": 1}']
)
def test_a_state_that_is_nonsense_is_none(tmp_path, state):
    path = box(tmp_path / "Inbox", message(1), message(2))
    assert ids(all_of(path, states={".": state})) == ["1", "2"]


def test_the_line_before_it_stands_in_for_a_date_that_cannot_be(tmp_path):
    path = box(tmp_path / "Inbox", message(1, day="1 Jan 1970"), message(2, day="1 Jan 2099"))
    assert {str(one.on) for one in all_of(path).items} == {"2026-11-27"}
    path = box(tmp_path / "Other", message(1, day="1 Jan 1970"), line=b"From - \n")
    assert all_of(path).passed_over == {"unreadable": 1}


@pytest.mark.parametrize(
    ("content", "said", "hint"),
    [
        (b"PK\x03\x04abc", "is no mbox but a zip file", "unpack"),
        (b"\x1f\x8b\x08", "is no mbox but a gzip file", "unpack"),
        (b"!BDN\x00", "is no mbox but a data file of Outlook", "IMAP"),
        (b"<html>", "is no mbox but a web page", "export"),
        (message(1), "is no mbox but a single message", "Maildir"),
        (b"\x00" * 100, "Inbox is no mbox", "begins with From"),
    ],
)
def test_what_is_no_mbox_is_said_with_what_it_looks_like(tmp_path, content, said, hint):
    path = tmp_path / "Inbox"
    path.write_bytes(content)
    with pytest.raises(SourceError) as refused:
        all_of(path)
    assert said in refused.value.message
    assert hint in refused.value.hint


def test_a_folder_without_any_and_a_path_that_leads_nowhere_are_refused(tmp_path):
    (tmp_path / "notes.txt").write_text("From here\n\non")
    with pytest.raises(SourceError, match="there is no mbox file in"):
        all_of(tmp_path)
    with pytest.raises(SourceError, match="there is no file or folder"):
        all_of(tmp_path / "nowhere")


@pytest.mark.parametrize("closed", ["Closed", "Closed.sbd"])
def test_what_may_not_be_read_is_said_and_the_rest_is_read(tmp_path, monkeypatch, closed):
    box(tmp_path / "Inbox", message(1))
    box(tmp_path / closed / "Inner" if closed.endswith("sbd") else tmp_path / closed, message(2))
    forbid(monkeypatch, "scandir" if closed.endswith("sbd") else "open", closed)
    found = all_of(tmp_path)
    assert ids(found) == ["1"]
    assert found.remarks == [f"{tmp_path}/{closed} can't be read: Permission denied"]
    with pytest.raises(SourceError, match="can't be read: Permission denied"):
        all_of(tmp_path / closed)


def test_an_empty_file_has_no_messages_and_may_be_filled_later(tmp_path):
    path = tmp_path / "Inbox"
    path.touch()
    first = all_of(path)
    assert (first.items, first.read) == ([], 0)
    add(path, message(1))
    assert ids(all_of(path, states=first.states)) == ["1"]


@pytest.mark.parametrize("content", [b"From ", LINE + message(1)])
def test_one_line_without_end_needs_no_memory(tmp_path, content):
    path = tmp_path / "Inbox"
    with path.open("wb") as file:
        file.write(content)
        file.truncate(200_000_000)
    tracemalloc.start()
    try:
        all_of(path)
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_progress_is_told_in_bytes_of_all_files(tmp_path):
    sizes = [box(tmp_path / name, message(1)).stat().st_size for name in ("Inbox", "Sent")]
    told = []
    read(source("mbox", tmp_path), WINDOW, {}, lambda done, of: told.append((done, of)))
    assert told[-1] == (sum(sizes), sum(sizes))
    assert told == sorted(told)


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from([b"From ", b"\n", b"\r\n", b"a@b.c", b"Subject: x", LINE, b"\x00"]))
)
def test_any_bytes_behind_the_first_line_are_gone_through(tmp_path_factory, parts):
    path = tmp_path_factory.getbasetemp() / "any.mbox"
    path.write_bytes(LINE + b"".join(parts))
    found = all_of(path)
    assert found.read >= len(found.items)
    assert all_of(path, states=found.states).read == 0


def test_a_pipe_is_no_mbox(tmp_path):
    os.mkfifo(tmp_path / "Inbox")
    with pytest.raises(SourceError, match="neither a file nor a folder"):
        all_of(tmp_path / "Inbox")


def test_a_file_whose_name_is_no_text_is_read_and_its_state_can_be_kept(tmp_path):
    (tmp_path / os.fsdecode(b"Kunden \xfc")).write_bytes(b"From x\n" + message(1))
    found = all_of(tmp_path)
    assert ids(found) == ["1"]
    assert [part.encode() for part in found.states] == [rb"Kunden \xfc"]
