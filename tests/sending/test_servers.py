"""Mail to servers that behave, and say no where they have to."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import pytest

from clientpulse.config.sending import Send, Server
from clientpulse.errors import SourceError
from clientpulse.sending import posting
from clientpulse.sending.posting import NotSentError, Refused
from tests.sending.letters import ANN, BOB, BODY, CEM, LETTER, SAM
from tests.servers.mail_server import PASSWORD, TOKEN, USER, MailServer, receiving

BY_PASSWORD = {"password_command": f"printf %s {shlex.quote(PASSWORD)}"}
BY_TOKEN = {"token_command": f"echo {shlex.quote(TOKEN)}"}
WAYS = {"PLAIN": BY_PASSWORD, "LOGIN": BY_PASSWORD, "XOAUTH2": BY_TOKEN}

Files = tuple[Path, Path]


def sent(server: MailServer, *to: str, message: bytes = LETTER, **how: Any) -> tuple[Refused, ...]:
    return posting.send(server.how(**how), message, SAM, to or (ANN,))


def refused(server: MailServer, *to: str, **how: Any) -> NotSentError:
    with pytest.raises(NotSentError) as failed:
        sent(server, *to, **how)
    error = failed.value
    for line in (error.message, error.hint):
        assert line
        assert line.isprintable()
        assert PASSWORD not in line
        assert TOKEN not in line
    assert server.received == []
    return error


def test_a_letter_arrives_as_it_was_written() -> None:
    with receiving() as server:
        assert sent(server, ANN, BOB, CEM) == ()
    (got,) = server.received
    assert (got.sender, got.to, got.raw) == (SAM, (ANN, BOB, CEM), LETTER)
    assert str(got.message["Subject"]) == "Your update für November"
    assert str(got.message.get_content()).replace("\r\n", "\n") == BODY


@pytest.mark.parametrize(
    "raw", [b"", b".\r\n", b"..\r\n.\r\n.x\r\n", b"\r\n\r\n", b"x\r\n" * 40_000]
)
def test_lines_of_dots_end_no_message(raw: bytes) -> None:
    whole = b"Subject: x\r\n\r\n" + raw
    with receiving() as server:
        sent(server, message=whole)
    assert server.received[0].raw == whole


@pytest.mark.parametrize("tls", ["implicit", "starttls"])
@pytest.mark.parametrize("way", WAYS)
def test_who_signs_in_sends_protected(ca: Path, signed: Files, tls: str, way: str) -> None:
    told: dict[str, Any] = {"files": signed, "tls": tls, "signs_in": True, "mechanisms": (way,)}
    with receiving(**told) as server:
        sent(server, ca_file=ca, **WAYS[way])
        assert posting.look(server.how(ca_file=ca, **WAYS[way])) == f"127.0.0.1:{server.port}"
    (got,) = server.received
    assert (got.user, got.protected, server.used) == (USER, True, [way, way])


def test_a_server_on_this_computer_needs_no_tls() -> None:
    with receiving(signs_in=True) as server:
        sent(server, **BY_PASSWORD)
    assert (server.received[0].user, server.received[0].protected) == (USER, False)


def test_tls_of_this_computer_is_used_where_it_is_offered(signed: Files) -> None:
    with receiving(files=signed, tls="starttls", signs_in=True) as server:
        sent(server, **BY_PASSWORD)
    assert server.received[0].protected


def test_of_three_addresses_the_one_that_is_refused_is_named_and_the_others_get_it() -> None:
    with receiving(refused={BOB: "550 5.1.1 no \x1b[31msuch\tuser"}) as server:
        assert sent(server, ANN, BOB, CEM) == (Refused(BOB, "550 5.1.1 no \\x1b[31msuch user"),)
    assert server.received[0].to == (ANN, CEM)


def test_where_everybody_is_refused_nothing_is_sent() -> None:
    told = {ANN: "550 5.1.1 no such user", BOB: "452 4.2.2 mailbox full"}
    with receiving(refused=told) as server:
        error = refused(server, ANN, BOB)
        assert error.message == (
            f"127.0.0.1 refused {ANN}: 550 5.1.1 no such user; {BOB}: 452 4.2.2 mailbox full"
        )
        assert error.hint == "try again later"
        assert refused(server, ANN).hint == "check the address"


@pytest.mark.parametrize("answer", ["554 5.7.1 spam", "451 4.3.0 later"])
def test_a_message_that_is_refused_after_its_end_is_not_sent(answer: str) -> None:
    with receiving(answer=answer) as server:
        assert refused(server).message == f"127.0.0.1 refused the message: {answer}"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("tls", ["implicit", "starttls"])
def test_with_a_wrong_secret_nothing_is_sent(ca: Path, signed: Files, tls: str, way: str) -> None:
    wrong = {next(iter(WAYS[way])): "echo wrong"}
    told: dict[str, Any] = {"files": signed, "tls": tls, "signs_in": True, "mechanisms": (way,)}
    with receiving(**told) as server:
        error = refused(server, ca_file=ca, **wrong)
    assert error.message.startswith(f"127.0.0.1 refused to let {USER} in: 535 ")
    assert next(iter(wrong)) in error.hint


def test_a_way_to_sign_in_that_isnt_offered_is_told(ca: Path, signed: Files) -> None:
    with receiving(files=signed, signs_in=True, mechanisms=("XOAUTH2",)) as server:
        error = refused(server, ca_file=ca, **BY_PASSWORD)
        assert error.message == "127.0.0.1 takes no passwords; for signing in it offers XOAUTH2"
        assert error.hint == "it may take token_command"
        server.mechanisms = ("PLAIN",)
        assert "takes no tokens" in refused(server, ca_file=ca, **BY_TOKEN).message
    assert server.used == []


def test_who_doesnt_sign_in_where_it_is_wanted_is_told() -> None:
    with receiving(signs_in=True) as server:
        nobody = Send(smtp=Server("127.0.0.1", server.port, implicit=False))
        with pytest.raises(NotSentError) as failed:
            posting.send(nobody, LETTER, SAM, (ANN,))
    error = failed.value
    assert server.received == []
    assert error.message == f"127.0.0.1 refused {SAM}: 530 5.7.0 Authentication required"


def test_a_certificate_that_nobody_vouches_for_is_refused(ca: Path, signed: Files) -> None:
    with receiving(files=signed, signs_in=True) as server:
        error = refused(server, **BY_PASSWORD)
    assert error.message.startswith("the certificate of 127.0.0.1 can't be trusted: ")
    assert "ca_file" in error.hint
    assert server.used == []


def test_who_is_named_without_a_way_to_sign_in_is_told_before_any_server_is_asked() -> None:
    with receiving(signs_in=True) as server:
        error = refused(server)
    assert error.message == f"[send] doesn't say how {USER} signs in"
    assert "password_command" in error.hint


def test_without_a_secret_no_server_is_asked() -> None:
    with receiving(signs_in=True) as server, pytest.raises(SourceError, match="password_command"):
        sent(server, password_command="exit 3")
    assert server.used == []


@pytest.mark.parametrize(
    "address",
    [
        "ann",
        "",
        "ann@x\r\nRCPT TO:<z@x>",
        "a b@x",
        "a@x>",
        "<a@x>",
        "a@x\n",
        "ä@x.example",
        "a,b@x",
    ],
)
def test_an_address_that_could_be_read_as_something_else_is_refused(address: str) -> None:
    with receiving() as server:
        assert "isn't an address" in refused(server, ANN, address).message
        with pytest.raises(NotSentError, match="isn't an address"):
            posting.send(server.how(), LETTER, address, [ANN])


def test_nobody_is_not_sent_to() -> None:
    with receiving() as server, pytest.raises(NotSentError, match="nobody"):
        posting.send(server.how(), LETTER, SAM, [])


@pytest.mark.parametrize("raw", [b"a\nb\r\n", b"a\rb\r\n", b"\xff\r\n", b"a\0\r\n"])
def test_what_isnt_written_as_mail_is_not_sent(raw: bytes) -> None:
    with receiving() as server, pytest.raises(NotSentError, match="written as mail"):
        sent(server, message=raw)
    assert server.received == []
