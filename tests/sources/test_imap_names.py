"""Names of folders, on the line and to people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientpulse.sources.mail.imap_answers import uids_of
from clientpulse.sources.mail.imap_names import Folder, chosen, decoded, encoded, sent_of

NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1)


@pytest.mark.parametrize(
    ("name", "wire"),
    [
        ("INBOX", b"INBOX"),
        ("R&D", b"R&-D"),
        ("Entwürfe", b"Entw&APw-rfe"),
        ("台北/日本語", b"&U,BTFw-/&ZeVnLIqe-"),
        ("&-", b"&--"),
        ("🗂", b"&2D3dwg-"),
    ],
)
def test_names_are_written_as_servers_write_them(name: str, wire: bytes) -> None:
    assert encoded(name) == wire
    assert decoded(wire) == name


@given(NAMES)
def test_a_name_survives_the_line(name: str) -> None:
    assert decoded(encoded(name)) == name
    assert encoded(name).isascii()


@given(st.binary(min_size=1))
def test_any_name_gives_some_text(wire: bytes) -> None:
    assert isinstance(decoded(wire), str)


def folder(name: str, delimiter: str = "/", *, is_sent: bool = False) -> Folder:
    return Folder(name, encoded(name), delimiter, is_sent)


@pytest.mark.parametrize(
    ("folders", "read"),
    [
        ([folder("INBOX"), folder("Sent"), folder("Out", is_sent=True)], ["INBOX", "Out"]),
        ([folder("Inbox"), folder("Work/Sent"), folder("Gesendet")], ["Inbox", "Gesendet"]),
        ([folder("INBOX", "."), folder("INBOX.Sent", ".")], ["INBOX", "INBOX.Sent"]),
        ([folder("INBOX"), folder("Presents")], ["INBOX"]),
        ([], ["INBOX"]),
    ],
)  # fmt: skip
def test_inbox_and_sent_mail_are_read_by_themselves(folders: list[Folder], read: list[str]) -> None:
    assert [one.name for one in chosen(folders, ())[0]] == read


@pytest.mark.parametrize(
    "typed", ["INBOX.Kunden.Süd", "INBOX/Kunden/Süd", "inbox.kunden.süd", "Kunden/Süd"]
)
def test_a_folder_is_found_by_any_way_to_write_its_name(typed: str) -> None:
    known = [folder("INBOX", "."), folder("INBOX.Kunden", "."), folder("INBOX.Kunden.Süd", ".")]
    found, missing = chosen(known, (typed, "none"))
    assert [one.name for one in found] == ["INBOX.Kunden.Süd"]
    assert missing == ["none"]
    assert sent_of(known) == []


@given(st.sets(st.integers(1, 200), min_size=1))
def test_a_set_of_uids_says_each_of_them_and_no_other(uids: set[int]) -> None:
    said = set()
    for part in uids_of(sorted(uids)).split(","):
        first, _, last = part.partition(":")
        said |= set(range(int(first), int(last or first) + 1))
    assert said == uids
