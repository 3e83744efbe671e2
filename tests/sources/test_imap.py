"""Mail from a real server."""

from __future__ import annotations

import imaplib
import json
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from clientpulse.cadence.wording import weekday_date
from clientpulse.config.sources import Source
from clientpulse.errors import SourceError
from clientpulse.sources import reading
from clientpulse.sources.gathered import Gathered, States, Window
from clientpulse.sources.mail import imap
from tests.servers.dovecot import PASSWORD, Dovecot

TODAY = date(2026, 11, 28)
WINDOW = Window(date(2025, 11, 28), date(2026, 11, 28), UTC, TODAY)
SENT = "Gesendet &- gut"


def message(number: int, on: str = "Fri, 27 Nov 2026 10:00:00 +0000", **more: str) -> bytes:
    fields = {
        "From": f"Ada <ada{number}@client.example>",
        "To": "sam@practice.example",
        "Subject": f"Letter {number}",
        "Message-ID": f"<{number}@client.example>",
        "Date": on,
        **more,
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"{head}\r\nA body that nobody reads.\r\n".encode()


def read(source: Source, states: States | None = None) -> Gathered:
    return reading.read(source, WINDOW, states or {}, lambda done, total: None)


def subjects(gathered: Gathered) -> list[str]:
    return [one.subject for one in gathered.items]


@contextmanager
def another_program(server: Dovecot, source: Source) -> Iterator[imaplib.IMAP4_SSL]:
    context = ssl.create_default_context(cafile=server.authority)
    with imaplib.IMAP4_SSL("127.0.0.1", server.ports["implicit"], ssl_context=context) as other:
        other.authenticate("PLAIN", lambda _: f"\0{source.user}\0{PASSWORD}".encode())
        yield other


@pytest.mark.parametrize("tls", ["implicit", "starttls"])
def test_messages_are_read_once(mail_server: Dovecot, tls: str) -> None:
    source = mail_server.source(tls)
    mail_server.deliver(source, [message(1), message(2)])
    mail_server.deliver(source, [message(3, To="ada@client.example")], SENT)

    first = read(source)
    assert sorted(subjects(first)) == ["Letter 1", "Letter 2", "Letter 3"]
    assert [one.sent for one in first.items] == [False, False, True]
    assert first.read == 3
    assert set(first.states) == {"INBOX", "Gesendet & gut"}
    assert not first.remarks

    again = read(source, first.states)
    assert (again.items, again.states, again.read) == ([], {}, 0)

    mail_server.deliver(source, [message(4)])
    news = read(source, first.states)
    assert subjects(news) == ["Letter 4"]
    assert set(news.states) == {"INBOX"}


def test_reading_leaves_all_flags_as_they_are(mail_server: Dovecot) -> None:
    source = mail_server.source()
    mail_server.deliver(source, [message(one) for one in range(3)])
    with another_program(mail_server, source) as other:
        other.select("INBOX")
        other.store("2", "+FLAGS", "(\\Seen \\Answered)")
    mail_server.deliver(source, [message(9)])

    def seen() -> Any:
        with another_program(mail_server, source) as other:
            other.select("INBOX", readonly=True)
            recent = other.response("RECENT")
            return recent, other.fetch("1:*", "(UID FLAGS)"), other.response("UIDVALIDITY")

    before = seen()
    assert before[0][1] == [b"1"]
    assert len(read(source).items) == 4
    reading.look(source, WINDOW)
    assert seen() == before
    log = (mail_server.folder / "log").read_text(encoding="utf-8")
    ours = [line for line in log.splitlines() if f"imap({source.user})" in line]
    assert any("hdr_count=" in line for line in ours)
    assert all("body_count=0 body_bytes=0" in line for line in ours if "Disconnected" in line)


def test_what_is_older_than_the_window_stays_on_the_server(mail_server: Dovecot) -> None:
    source = mail_server.source()
    mail_server.deliver(source, [message(1), message(2, "Thu, 27 Nov 2025 10:00:00 +0000")])
    with another_program(mail_server, source) as other:
        long_ago = datetime(2024, 5, 1, tzinfo=UTC)
        other.append("INBOX", "", imaplib.Time2Internaldate(long_ago), message(3))
    gathered = read(source)
    # The first was delivered in the window and written before it, the other one isn't looked at.
    assert subjects(gathered) == ["Letter 1"]
    assert gathered.passed_over == {"older": 1}
    assert gathered.read == 2


def test_a_folder_with_another_validity_is_read_again(mail_server: Dovecot) -> None:
    source = mail_server.source()
    mail_server.deliver(source, [message(1), message(2)])
    first = read(source)
    state = json.loads(first.states["INBOX"])
    changed = {**first.states, "INBOX": json.dumps({**state, "validity": state["validity"] - 1})}
    again = read(source, changed)
    assert subjects(again) == ["Letter 1", "Letter 2"]
    assert again.states["INBOX"] == first.states["INBOX"]
    assert [one.id for one in again.items] == [one.id for one in first.items]


@pytest.mark.parametrize("state", ["", "no JSON", "[]", '{"validity": 3}', '{"last": "x"}'])
def test_a_state_that_makes_no_sense_is_none(mail_server: Dovecot, state: str) -> None:
    source = mail_server.source()
    mail_server.deliver(source, [message(1)])
    assert subjects(read(source, {"INBOX": state})) == ["Letter 1"]


def test_the_folders_that_are_named_are_read(mail_server: Dovecot) -> None:
    source = mail_server.source(folders=("Клиенты/Ärzte", "gesendet & gut", "No such one"))
    with another_program(mail_server, source) as other:
        other.create(imap.imap_names.Folder("", imap.imap_names.encoded("Клиенты.Ärzte")).quoted)
    mail_server.deliver(source, [message(1)])
    mail_server.deliver(source, [message(2)], "&BBoEOwQ4BDUEPQRCBEs-.&AMQ-rzte")
    mail_server.deliver(source, [message(3)], SENT)
    gathered = read(source)
    assert subjects(gathered) == ["Letter 2", "Letter 3"]
    assert set(gathered.states) == {"Клиенты.Ärzte", "Gesendet & gut"}
    assert gathered.remarks == ['127.0.0.1 has no folder "No such one"']
    with pytest.raises(SourceError, match="No such one") as refused:
        reading.look(source, WINDOW)
    assert '"INBOX"' in refused.value.hint
    with pytest.raises(SourceError, match="None either"):
        read(replace(source, folders=("None either",)))


def test_a_look_says_what_is_there(mail_server: Dovecot) -> None:
    source = mail_server.source()
    today = datetime.now().astimezone().date()
    mail_server.deliver(source, [message(one) for one in range(3)])
    with another_program(mail_server, source) as other:
        other.create("Kunden")
        arrived = datetime(2024, 5, 1, tzinfo=UTC)
        other.append("INBOX", "", imaplib.Time2Internaldate(arrived), message(8))
    assert reading.look(source, WINDOW) == [
        f"INBOX: 4 messages, newest {weekday_date(today, WINDOW.until)}",
        "Gesendet & gut: no messages",
        'Not read: "Kunden"',
    ]


def test_a_wrong_password_is_said_with_what_to_check(mail_server: Dovecot) -> None:
    source = mail_server.source(password_command="echo wrong-pass")
    with pytest.raises(SourceError) as refused:
        read(source)
    assert "refused to let" in refused.value.message
    assert "Authentication failed" in refused.value.message
    assert "app password" in refused.value.hint
    assert "wrong-pass" not in f"{refused.value.message}{refused.value.hint}"


def test_many_messages_come_in_batches_in_their_order(
    mail_server: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap, "BATCH", 50)
    source = mail_server.source()
    mail_server.deliver(source, (message(one) for one in range(101)))
    with another_program(mail_server, source) as other:
        other.select("INBOX")
        other.store("2,50:52", "+FLAGS", "\\Deleted")
        other.expunge()
    told: list[Sequence[int]] = []
    gathered = reading.read(source, WINDOW, {}, lambda *done: told.append(done))
    assert len(set(subjects(gathered))) == gathered.read == 97
    assert told == [(50, 97), (97, 97)]
    assert json.loads(gathered.states["INBOX"])["last"] == 101


def test_a_message_in_two_folders_is_one_and_ours_where_it_lies_in_the_sent_mail(
    mail_server: Dovecot,
) -> None:
    source = mail_server.source(folders=("INBOX", "Gesendet & gut"))
    mail_server.deliver(source, [message(1), message(2)])
    mail_server.deliver(source, [message(2)], SENT)
    gathered = read(source)
    assert {one.subject: one.sent for one in gathered.items} == {
        "Letter 1": False,
        "Letter 2": True,
    }
    assert gathered.passed_over == {"duplicate": 1}
