"""What was sent from here isn't read a second time, and its answers find their client."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from clientpulse.sending.posting import MaybeSentError
from tests.cli.mail_home import maildir
from tests.cli.posted import CONFIG, Server, kept, server
from tests.conftest import Pulse

__all__ = ["kept", "server"]

NUMBERS = itertools.count(1)
ME, STRANGER = "sam@practice.example", "anns.helper@elsewhere.example"


@pytest.fixture
def mailbox(
    pulse: Pulse,
    server: Server,
    config: Path,
    tmp_path: Path,
    living_in: Callable[[str], None],
) -> Path:
    """A mailbox that is read, of somebody who has a client."""
    living_in("UTC")
    folder = tmp_path / "Mail"
    maildir(folder)
    maildir(folder / ".Sent")
    config.write_text(f'{CONFIG}[sources.mail]\nkind = "maildir"\npath = "{folder}"\n')
    pulse.ok("add", "Acme", "--contact", "Ann Field", "--email", "ann@acme.example")
    pulse.ok("add", "Beta", "--contact", "Bob", "--email", "bob@beta.example")
    return folder


def deliver(folder: Path, message: EmailMessage) -> None:
    (folder / "cur" / f"{next(NUMBERS)}.made:2,S").write_bytes(bytes(message))


def copy_of(server: Server) -> EmailMessage:
    """Return what was sent, as if it had been today, for it tells when it really was."""
    (_, message) = server.taken[0]
    message.replace_header("Date", "Sat, 21 Nov 2026 10:00:00 +0000")
    return message


def mail(message_id: str, sender: str, to: str, **headers: str) -> EmailMessage:
    written = EmailMessage()
    written["Message-ID"], written["From"], written["To"] = message_id, sender, to
    usual = {"Date": "Sat, 21 Nov 2026 10:00:00 +0000", "Subject": "Plan"}
    for name, value in {**usual, **headers}.items():
        written[name.replace("_", "-")] = value
    written.set_content("x")
    return written


def reply(folder: Path, sender: str = STRANGER, **headers: str) -> None:
    late = "Sat, 21 Nov 2026 23:30:00 +0000"
    deliver(folder, mail("<reply@elsewhere.example>", sender, ME, Date=late, **headers))


def history(pulse: Pulse) -> list[tuple[str, str, str]]:
    items = pulse.ok("history", "--json").items
    return sorted((one["key"], one["direction"], one["purpose"]) for one in items)


SENT = ("acme", "outbound", "update")
ANSWERED = ("acme", "inbound", None)


def send(pulse: Pulse, server: Server) -> str:
    """Send a letter, and return its id in brackets."""
    pulse.ok("draft", "update", "acme", "--send", "--yes")
    return str(server.taken[-1][1]["Message-ID"])


def test_what_was_sent_isnt_logged_twice(pulse: Pulse, server: Server, mailbox: Path) -> None:
    send(pulse, server)
    deliver(mailbox / ".Sent", copy_of(server))
    (source,) = pulse.ok("sync", "--json").json["sources"]
    assert (source["touchpoints"], source["skipped"]) == (0, {"duplicate": 1})
    assert history(pulse) == [SENT]


def test_what_was_undone_is_read_like_any_other(
    pulse: Pulse, server: Server, mailbox: Path
) -> None:
    send(pulse, server)
    pulse.ok("undo")
    deliver(mailbox / ".Sent", copy_of(server))
    pulse.ok("sync")
    assert history(pulse) == [("acme", "outbound", None)]


@pytest.mark.parametrize(
    ("header", "value"),
    [("In_Reply_To", "{}"), ("References", "<first@x.example>\n {} <later@x.example>")],
)
def test_an_answer_of_a_stranger_is_their_clients(
    pulse: Pulse, server: Server, mailbox: Path, header: str, value: str
) -> None:
    sent = send(pulse, server)
    reply(mailbox, **{header: value.format(sent).replace("\n", "")})
    pulse.ok("sync")
    assert {one[:2] for one in history(pulse)} == {ANSWERED[:2], SENT[:2]}


def test_an_answer_to_what_was_read_in_the_same_breath_is_found(
    pulse: Pulse, server: Server, mailbox: Path
) -> None:
    mine = mail("<mine@practice.example>", ME, "ann@acme.example")
    reply(mailbox, In_Reply_To="<mine@practice.example>")
    deliver(mailbox / ".Sent", mine)
    pulse.ok("sync")
    assert [one[:2] for one in history(pulse)] == [("acme", "inbound"), ("acme", "outbound")]


def test_automatic_mail_stays_passed_over(pulse: Pulse, server: Server, mailbox: Path) -> None:
    reply(mailbox, In_Reply_To=send(pulse, server), Auto_Submitted="auto-replied")
    pulse.ok("sync")
    assert history(pulse) == [SENT]


def test_a_colleague_who_answers_is_no_client(pulse: Pulse, server: Server, mailbox: Path) -> None:
    reply(mailbox, "kim@practice.example", In_Reply_To=send(pulse, server))
    pulse.ok("sync")
    assert history(pulse) == [SENT]


def test_who_is_known_counts_for_their_own_client(
    pulse: Pulse, server: Server, mailbox: Path
) -> None:
    reply(mailbox, "bob@beta.example", In_Reply_To=send(pulse, server))
    pulse.ok("sync")
    assert [one[:2] for one in history(pulse)] == [("acme", "outbound"), ("beta", "inbound")]


def test_an_answer_to_what_somebody_else_wrote_tells_nothing(
    pulse: Pulse, server: Server, mailbox: Path
) -> None:
    theirs = mail("<theirs@acme.example>", "ann@acme.example", ME)
    deliver(mailbox, theirs)
    pulse.ok("sync")
    reply(mailbox, In_Reply_To="<theirs@acme.example>")
    pulse.ok("sync")
    assert [one[:2] for one in history(pulse)] == [("acme", "inbound")]
    assert len(pulse.ok("history", "--json").items) == 1


def test_what_went_to_two_clients_tells_nothing(
    pulse: Pulse, server: Server, mailbox: Path
) -> None:
    mine = mail("<both@practice.example>", ME, "ann@acme.example, bob@beta.example")
    deliver(mailbox / ".Sent", mine)
    reply(mailbox, In_Reply_To="<both@practice.example>")
    pulse.ok("sync")
    assert [one[1] for one in history(pulse)] == ["outbound", "outbound"]


def test_what_a_sync_finds_went_out_and_settles_without_asking(
    pulse: Pulse, server: Server, mailbox: Path, kept
) -> None:
    pulse.ok("mistake", "acme", "Wrong sum", "--fix", "A new one")
    server.outcomes = [MaybeSentError("the line went dead")]
    assert pulse("draft", "apology", "acme", "--send", "--yes").code == 6
    (letter,) = kept()
    mine = mail(f"<{letter['message_id']}>", ME, "ann@acme.example", Subject=letter["subject"])
    deliver(mailbox / ".Sent", mine)
    pulse.ok("sync", today="2026-11-22")
    said = pulse.ok("draft", "--resend", today="2026-11-22").err
    assert "The apology to Acme went out:" in said
    assert history(pulse) == [("acme", "outbound", "apology")]
    (mistake,) = pulse.ok("mistake", "list", "--all", "--json").items
    assert mistake["told_on"] == "2026-11-21"
    assert (server.taken, kept()) == ([], [])
