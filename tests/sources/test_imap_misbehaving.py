"""What servers do that they shouldn't, and how little comes of it."""

from __future__ import annotations

import base64
import json
import socket
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date
from pathlib import Path
from typing import Any

import pytest

from clientpulse.config.sources import Source
from clientpulse.errors import SourceError
from clientpulse.sources.gathered import Gathered, States, Window
from clientpulse.sources.mail import imap, imap_line
from tests.servers.certificates import authority, ca, certificate, signed
from tests.servers.scripted import CLOSE, DRIP, HANG, SAID, Scripted, message, serving

__all__ = ["ca", "signed"]

TODAY = date(2026, 11, 28)
WINDOW = Window(date(2025, 11, 28), date(2026, 11, 28), UTC, TODAY)
SECRET = "s3cret-of-sam"
HEADERS = (
    b"From: ada@client.example\r\nSubject: Letter\r\nDate: Fri, 27 Nov 2026 10:00:00 +0000\r\n\r\n"
)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imap_line, "READ_SECONDS", 0.5)
    monkeypatch.setattr(imap_line, "CONNECT_SECONDS", 2)


@pytest.fixture
def source(ca: Path) -> Source:
    return Source(
        *("mail", "imap"),
        host="127.0.0.1",
        user="sam",
        password_command=f"echo {SECRET}",
        ca_file=ca,
    )


def read(source: Source, server: Scripted | int, states: States | None = None) -> Gathered:
    port = server if isinstance(server, int) else server.port
    return imap.read(replace(source, port=port), WINDOW, states or {}, lambda done, total: None)


def refused(source: Source, server: Scripted | int) -> SourceError:
    with pytest.raises(SourceError) as failed:
        read(source, server)
    error = failed.value
    for line in (error.message, error.hint):
        assert line
        assert line.isprintable()
        assert SECRET not in line
        assert base64.b64encode(SECRET.encode()).decode()[:-2] not in line
    return error


@contextmanager
def answering(signed: tuple[Path, Path], **said: Any) -> Iterator[Scripted]:
    with serving({name.replace("_", " "): one for name, one in said.items()}, signed) as server:
        yield server


THREE = [message(uid, HEADERS) for uid in (1, 2, 3)]


def test_the_scripted_server_is_read_when_it_behaves(
    source: Source, signed: tuple[Path, Path]
) -> None:
    with answering(signed, UID_FETCH=[*THREE, b"{tag} OK\r\n"]) as server:
        gathered = read(source, server)
        assert len(gathered.items) == 3
        assert json.loads(gathered.states["INBOX"]) == {"validity": 7, "last": 3}
        assert read(source, server, gathered.states).states == {}
    commands = " ".join(server.lines).upper()
    assert "BODY.PEEK[HEADER.FIELDS" in commands
    for word in ("STORE", " SELECT", "BODY[", "RFC822", "EXPUNGE", "CLOSE"):
        assert word not in commands
    assert commands.count("EXAMINE") == 1


@pytest.mark.parametrize("uid_last", [True, False])
def test_servers_say_what_belongs_to_a_message_in_any_order(
    source: Source, signed: tuple[Path, Path], uid_last: bool
) -> None:
    text, other = (
        b"{%d}\r\n%s" % (len(headers), headers)
        for headers in (HEADERS, HEADERS.replace(b"Letter", b"Other"))
    )
    arrived = b'INTERNALDATE "27-Nov-2026 10:00:00 +0000"'
    answer = [
        b"* 1 FETCH (BODY[HEADER.FIELDS (FROM)] %s %s UID 1)\r\n" % (text, arrived),
        b"* 2 FETCH (FLAGS (\\Seen))\r\n",
        b"* 2 FETCH (FLAGS () UID 2 BODY[HEADER.FIELDS (FROM)] %s %s)\r\n" % (other, arrived),
        b"* 4 EXISTS\r\n",
        b'* 3 FETCH (UID 3 %s BODY[HEADER.FIELDS (FROM)] "")\r\n' % arrived,
        b"* 9 FETCH (UID 900 BODY[HEADER.FIELDS (FROM)] %s)\r\n" % text,
        b"{tag} OK\r\n",
    ]
    with answering(signed, UID_FETCH=answer if uid_last else answer[::-1][1:] + answer[-1:]) as one:
        gathered = read(source, one)
    assert (len(gathered.items), gathered.passed_over["unreadable"]) == (2, 1)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"greeting": b"* BYE too many of you\r\n"}, "too many of you"),
        ({"greeting": CLOSE}, "ended the connection"),
        ({"greeting": b"220 smtp.example ESMTP\r\n"}, "doesn't answer as a mail server"),
        ({"greeting": b"\x00\xff" * 500 + b"\r\n"}, "doesn't answer as a mail server"),
        ({"CAPABILITY": CLOSE}, "ended the connection"),
        ({"LIST": [b"* BYE going down\r\n", CLOSE]}, "going down"),
        ({"LIST": HANG}, "didn't answer in time"),
        ({"LIST": b"{tag} NO not you\r\n"}, "refused: not you"),
        ({"LIST": b"{tag} BAD what\r\n"}, "doesn't answer as a mail server does"),
        ({"STATUS": b"{tag} NO [NOPERM] not this one\r\n"}, "not this one"),
        ({"EXAMINE": b"{tag} NO closed\r\n"}, "closed"),
        ({"EXAMINE": [b"* 3 EX", CLOSE]}, "ended the connection"),
        ({"UID SEARCH": [b"* SEARCH " + b"1 " * 600_000, b"\r\n"]}, "as a mail server does"),
        ({"UID FETCH": b"* 1 FETCH (UID 1 BODY[] {1000000000}\r\nFrom: a@b"}, "sends more"),
        ({"UID FETCH": [b"* 1 FETCH (UID 1 BODY[] {900}\r\nFrom: a", CLOSE]}, "ended the conn"),
        ({"UID FETCH": [b"* 1 FETCH (UID 1 BODY[] {900}\r\nFrom: a", HANG]}, "in time"),
        ({"UID FETCH": [b"* 1 FETCH (" + b"FLAGS () " * 1_000 + b")\r\n"] * 9_000}, "sends more"),
        ({"UID FETCH": b"{tag} BAD what\r\n"}, "doesn't answer as a mail server does"),
    ],
)  # fmt: skip
def test_a_server_that_misbehaves_is_one_line(
    source: Source, signed: tuple[Path, Path], said: dict[str, Any], message: str
) -> None:
    with serving(said, signed) as server:
        assert message in refused(source, server).message


def test_a_flood_of_short_lines_is_too_much_long_before_it_fills_the_memory(
    source: Source, signed: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap_line, "MOST", 1_000_000)
    flood = [b"* 1 FETCH (UID 1)\r\n" * 100] * 100
    with answering(signed, UID_FETCH=[*flood, b"{tag} OK\r\n"]) as server:
        assert "sends more" in refused(source, server).message


def test_a_server_that_never_comes_to_an_end_is_left(
    source: Source, signed: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap_line, "ANSWER_SECONDS", 0.3)
    with answering(signed, LIST=[b"* LIST ", DRIP]) as server:
        assert "in time" in refused(source, server).message


def test_a_server_that_says_nothing_at_all_is_left(
    source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap_line, "CONNECT_SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert "in time" in refused(source, silent.getsockname()[1]).message


def test_a_server_that_is_not_there_is_said(source: Source) -> None:
    with socket.create_server(("127.0.0.1", 0)) as there:
        port = there.getsockname()[1]
    assert f"takes no connections at port {port}" in refused(source, port).message


def test_a_host_that_has_no_address_is_said(
    source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*of: Any, **more: Any) -> Any:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    error = refused(replace(source, host="imap.invalid"), 993)
    assert error.message == "there is no server imap.invalid to be found"


def test_a_long_header_is_cut_and_the_others_are_read(
    source: Source, signed: tuple[Path, Path]
) -> None:
    long = HEADERS[:-2] + b"To: " + b"ada@client.example,\r\n " * 500_000 + b"\r\n\r\n"
    answer = [message(1, HEADERS), message(2, long), message(3, HEADERS), b"{tag} OK\r\n"]
    with answering(signed, UID_FETCH=answer) as server:
        tracemalloc.start()
        gathered = read(source, server)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert [one.subject for one in gathered.items] == ["Letter"] * 3
    assert len(gathered.items[1].to) >= 1_000
    assert peak < 20_000_000  # without the 11 MB that the server here sends


def test_what_was_read_before_the_line_broke_is_given_and_the_state_says_so(
    source: Source, signed: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap, "BATCH", 2)

    def fetch(line: str) -> Any:
        return [*THREE[:2], b"{tag} OK\r\n"] if " 1:2 " in line else [THREE[2][:40], CLOSE]

    with answering(signed, UID_FETCH=fetch) as server:
        gathered = read(source, server)
        assert len(gathered.items) == gathered.read == 2
        assert json.loads(gathered.states["INBOX"]) == {"validity": 7, "last": 2}
        (remark,) = gathered.remarks
        assert remark.startswith("the rest comes with the next sync: 127.0.0.1 ended the conn")

    with answering(signed, UID_FETCH=[THREE[2], b"{tag} OK\r\n"]) as server:
        rest = read(source, server, gathered.states)
        assert len(rest.items) == 1
        assert json.loads(rest.states["INBOX"])["last"] == 3
    assert any("UID 3:* SINCE" in line for line in server.lines)


def test_a_folder_that_cannot_be_opened_leaves_the_others(
    source: Source, signed: tuple[Path, Path]
) -> None:
    said = {
        "LIST": b'* LIST () "/" INBOX\r\n* LIST (\\Sent) "/" Out\r\n{tag} OK\r\n',
        "EXAMINE": lambda line: b"{tag} NO locked\r\n" if "INBOX" in line else SAID["EXAMINE"],
        "UID FETCH": [*THREE, b"{tag} OK\r\n"],
    }
    with serving(said, signed) as server:
        gathered = read(source, server)
    assert gathered.remarks == ['"INBOX" can\'t be read: locked']
    assert set(gathered.states) == {"Out"}
    assert all(one.sent for one in gathered.items)


@pytest.mark.parametrize(
    ("names", "days", "said"),
    [
        ("DNS:elsewhere.example", 2, "IP address mismatch"),
        ("IP:127.0.0.1", 0, "has expired"),
    ],
)
def test_a_certificate_that_is_not_right_is_refused(
    source: Source, ca: Path, names: str, days: int, said: str
) -> None:
    name = said.replace(" ", "-")
    with serving({}, certificate(ca.parent, name, names, days)) as server:
        error = refused(source, server)
    assert error.message.startswith("the certificate of 127.0.0.1 can't be trusted: ")
    assert said in error.message
    assert server.lines == []


def test_a_certificate_that_nobody_vouches_for_is_refused(
    source: Source, signed: tuple[Path, Path], tmp_path: Path
) -> None:
    for other in (None, authority(tmp_path)):
        with serving({}, signed) as server:
            error = refused(replace(source, ca_file=other), server)
        assert "can't be trusted" in error.message
        assert "ca_file" in error.hint
        assert server.lines == []


@pytest.mark.parametrize("content", [None, "no certificate"])
def test_a_ca_file_that_cannot_be_used_is_named(
    source: Source, tmp_path: Path, content: str | None
) -> None:
    file = tmp_path / "ca.pem"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    error = refused(replace(source, ca_file=file), 993)
    assert error.message.startswith("the ca_file of mail can't be read")


def test_nothing_is_sent_to_a_server_without_tls(source: Source) -> None:
    with serving({}) as server:
        assert "doesn't speak TLS" in refused(source, server).message
    assert not any(SECRET in line or "LOGIN" in line.upper() for line in server.lines)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"CAPABILITY": b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n{tag} OK\r\n"}, "doesn't offer"),
        ({"STARTTLS": b"{tag} NO not today\r\n"}, "doesn't answer as"),
        ({"STARTTLS": [b"{tag} OK\r\n* OK injected\r\n", CLOSE]}, "127.0.0.1"),
        ({"greeting": b"* PREAUTH come in\r\n"}, "doesn't answer as a mail server does"),
    ],
)
def test_no_password_is_sent_before_starttls(
    source: Source, said: dict[str, Any], message: str
) -> None:
    with serving(said, tls="starttls") as server:
        assert message in refused(replace(source, tls="starttls"), server).message
    assert not any("AUTHENTICATE" in line or "LOGIN" in line for line in server.lines)


def test_starttls_protects_all_that_follows(source: Source, signed: tuple[Path, Path]) -> None:
    said = {"UID FETCH": [*THREE, b"{tag} OK\r\n"]}
    with serving(said, signed, "starttls") as server:
        assert len(read(replace(source, tls="starttls"), server).items) == 3
    commands = [line.partition(" ")[2].partition(" ")[0] for line in server.lines]
    assert commands[:4] == ["CAPABILITY", "STARTTLS", "CAPABILITY", "AUTHENTICATE"]


def challenge(line: str) -> str:
    return base64.b64decode(line).decode()


def test_a_token_signs_in_with_xoauth2(source: Source, signed: tuple[Path, Path]) -> None:
    source = replace(source, password_command=None, token_command=f"echo {SECRET}")
    with answering(signed, UID_FETCH=[*THREE, b"{tag} OK\r\n"]) as server:
        assert len(read(source, server).items) == 3
    place = next(n for n, line in enumerate(server.lines) if "AUTHENTICATE XOAUTH2" in line)
    assert challenge(server.lines[place + 1]) == f"user=sam\1auth=Bearer {SECRET}\1\1"


def test_a_token_that_is_refused_is_said_with_what_to_check(
    source: Source, signed: tuple[Path, Path]
) -> None:
    source = replace(source, password_command=None, token_command=f"echo {SECRET}")
    why = base64.b64encode(b'{"status":"400","schemes":"Bearer"}')

    def answer(line: str) -> Any:
        return b"+ " + why + b"\r\n" if line else b"{tag} NO [AUTHENTICATIONFAILED] Invalid\r\n"

    with serving({"": answer}, signed) as server:
        error = refused(source, server)
    assert error.message == "127.0.0.1 refused to let sam in: [AUTHENTICATIONFAILED] Invalid"
    assert "token_command" in error.hint


def test_a_server_that_repeats_the_password_is_not_quoted(
    source: Source, signed: tuple[Path, Path]
) -> None:
    with serving({"": f"{{tag}} NO not {SECRET}\r\n".encode()}, signed) as server:
        assert refused(source, server).message == "127.0.0.1 refused to let sam in"


@pytest.mark.parametrize("command", ["password_command", "token_command"])
@pytest.mark.parametrize("ends", [False, True], ids=["refuses", "ends"])
def test_a_server_that_repeats_what_it_was_sent_is_not_quoted(
    source: Source, signed: tuple[Path, Path], command: str, ends: bool
) -> None:
    source = replace(source, **{"password_command": None, command: f"echo {SECRET}"})

    def answer(line: str) -> Any:
        said = line.encode()
        return (
            [b"* BYE what is " + said + b"\r\n", CLOSE] if ends else b"{tag} NO " + said + b"\r\n"
        )

    with serving({"": answer}, signed) as server:
        error = refused(source, server)
    assert not any(line in f"{error.message}{error.hint}" for line in server.lines)


def test_a_server_that_repeats_what_was_quoted_is_not_quoted(
    source: Source, signed: tuple[Path, Path]
) -> None:
    plain = replace(source, password_command="printf '%s' 'my\"s3cret'")
    with serving(
        {
            "CAPABILITY": b"* CAPABILITY IMAP4rev1\r\n{tag} OK\r\n",
            "LOGIN": lambda line: b"{tag} NO what is " + line.encode() + b"\r\n",
        },
        signed,
    ) as server:
        assert refused(plain, server).message == "127.0.0.1 refused to let sam in"


def test_a_server_that_knows_login_alone_gets_it_quoted(
    source: Source, signed: tuple[Path, Path]
) -> None:
    source = replace(source, password_command="printf 'a \"b\\\\c'")
    capability = b"* CAPABILITY IMAP4rev1\r\n{tag} OK\r\n"
    with answering(signed, CAPABILITY=capability, UID_FETCH=[*THREE, b"{tag} OK\r\n"]) as server:
        assert len(read(source, server).items) == 3
    login = next(line for line in server.lines if "LOGIN" in line)
    assert login.endswith('LOGIN sam "a \\"b\\\\c"')


def test_folders_with_odd_names_are_asked_for_as_they_were_named(
    source: Source, signed: tuple[Path, Path]
) -> None:
    listed = [
        b'* LIST (\\HasNoChildren) NIL inbox\r\n* LIST (\\Noselect \\Sent) "/" Nothing\r\n',
        b'* LIST (\\Sent) "\\\\" {8}\r\nOut"\\&AN\r\n* LIST () "/" {3}\r\na\nb\r\n',
        b"* LIST nonsense\r\n{tag} OK\r\n",
    ]
    with answering(signed, LIST=listed, UID_FETCH=[*THREE, b"{tag} OK\r\n"]) as server:
        gathered = read(source, server)
    assert set(gathered.states) == {"inbox", 'Out"\\&AN'}
    opened = [line.split(" ", 2)[2] for line in server.lines if "EXAMINE" in line]
    assert opened == ['"inbox"', '"Out\\"\\\\&AN"']
