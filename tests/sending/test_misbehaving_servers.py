"""What servers for outgoing mail do that they shouldn't, and what may be said of the message."""

from __future__ import annotations

import base64
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from clientpulse.config.sending import Send, Server
from clientpulse.errors import ClientpulseError, ExitCode
from clientpulse.sending import posting, smtp, smtp_line
from clientpulse.sending.posting import MaybeSentError, NotSentError
from tests.sending.letters import ANN, BOB, LETTER, SAM
from tests.servers.certificates import certificate
from tests.servers.scripted import CLOSE, DRIP, GREETING, HANG, STARTED_TLS
from tests.servers.scripted_mail import END, SAID, ScriptedMail, serving_mail

SECRET = "s3cret-of-sam"
BIG = LETTER + b"x" * 70 * 20 + (b"x" * 70 + b"\r\n") * 200_000
"""More than what lies between two programs on its way."""

Files = tuple[Path, Path]


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp_line._Limited, "patience", 0.2)


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp, "QUIT_SECONDS", 0.1)


def failed(
    server: ScriptedMail | int,
    kind: type[ClientpulseError] = NotSentError,
    *to: str,
    message: bytes = LETTER,
    tls: str = "",
    **how: Any,
) -> ClientpulseError:
    """Send to a server, which fails; without TLS, for it is this computer."""
    port = server if isinstance(server, int) else server.port
    user = SAM if how.keys() & {"password_command", "token_command"} else None
    place = Server("127.0.0.1", port, tls == "implicit", user)
    with pytest.raises(kind) as raised:
        posting.send(Send(smtp=place, **how), message, SAM, to or (ANN,))
    error = raised.value
    assert isinstance(error, kind)
    assert error.exit_code == ExitCode.UNREACHABLE
    for line in (error.message, error.hint):
        assert line
        assert line.isprintable()
        assert len(line) < 500
        for form in (SECRET, base64.b64encode(SECRET.encode()).decode()[:-2]):
            assert form not in line
    return error


@contextmanager
def answering(**said: Any) -> Iterator[ScriptedMail]:
    plain = {"EHLO": b"250-mail.tests\r\n250 AUTH PLAIN LOGIN XOAUTH2\r\n"}
    names = {"end": END, "greeting": GREETING}
    with serving_mail({**plain, **{names.get(key, key): one for key, one in said.items()}}) as one:
        yield one


ENDLESS: list[Any] = [HANG, DRIP, [b"250-", HANG]]
NONSENSE: list[Any] = [
    b"\0\xff\x1b[2J\r\n",
    CLOSE,
    b"\r\n",
    b"no\r\n250 OK\r\n",
    b"999 what\r\n",
    b"250-one\r\n550 two\r\n",
    b"x" * 100_000,
    b"250-" + b"x" * 200_000 + b"\r\n",
    b"250-more\r\n" * 20_000,
]


@pytest.mark.parametrize(
    ("where", "said"),
    [
        *(("RCPT", one) for one in ENDLESS),
        *(("RCPT", one) for one in NONSENSE),
        *((one, CLOSE) for one in ("greeting", "EHLO", "MAIL", "DATA")),
        *((one, NONSENSE[0]) for one in ("greeting", "EHLO", "MAIL", "DATA")),
    ],
)
def test_before_the_message_has_ended_it_is_not_sent(
    monkeypatch: pytest.MonkeyPatch, where: str, said: Any
) -> None:
    if said in ENDLESS:
        monkeypatch.setattr(smtp_line._Limited, "patience", 0.2)
    with answering(**{where: said}) as server:
        failed(server)
    assert END not in server.lines


@pytest.mark.parametrize("said", [*ENDLESS, *NONSENSE, b"354 more\r\n"])
def test_without_an_answer_to_the_message_nobody_knows_whether_it_is_sent(
    monkeypatch: pytest.MonkeyPatch, said: Any
) -> None:
    if said in ENDLESS:
        monkeypatch.setattr(smtp, "TAKEN_SECONDS", 0.2)
    with answering(end=said) as server:
        error = failed(server, MaybeSentError)
    assert END in server.lines
    assert error.message.startswith("127.0.0.1 got the message and didn't ")
    assert error.hint == "it may have gone out: ask before you send it again"


def test_all_of_that_holds_over_tls(
    monkeypatch: pytest.MonkeyPatch, ca: Path, signed: Files
) -> None:
    def refusing(said: Any, kind: type[ClientpulseError], **told: Any) -> str:
        with serving_mail(said, signed) as server:
            return failed(server, kind, tls="implicit", ca_file=ca, **told).message

    assert refusing({END: CLOSE}, MaybeSentError).startswith("127.0.0.1 got the message")
    monkeypatch.setattr(smtp, "TAKEN_SECONDS", 0.2)
    assert refusing({END: HANG}, MaybeSentError).endswith("didn't answer in time")
    assert refusing({"RCPT": CLOSE}, NotSentError) == "127.0.0.1 ended the connection"
    cut = {"DATA": [SAID["DATA"], CLOSE]}
    assert refusing(cut, NotSentError, message=BIG) == "127.0.0.1 ended the connection"


def test_a_line_that_breaks_within_the_message_has_sent_nothing() -> None:
    with answering(DATA=[SAID["DATA"], CLOSE]) as server:
        error = failed(server, message=BIG)
    assert error.message == "127.0.0.1 ended the connection"
    assert error.hint == "try again later"


@pytest.mark.usefixtures("impatient")
def test_a_server_that_stops_reading_the_message_has_sent_nothing() -> None:
    with answering(DATA=[SAID["DATA"], HANG]) as server:
        error = failed(server, message=BIG)
    assert error.message == "127.0.0.1 didn't answer in time"


@pytest.mark.parametrize("said", [CLOSE, HANG, b"500 what?\r\n", b"\0\r\n", b"x" * 100_000])
def test_how_it_says_goodbye_doesnt_matter(said: Any) -> None:
    with answering(QUIT=said) as server:
        how = Send(smtp=Server("127.0.0.1", server.port, implicit=False))
        assert posting.send(how, LETTER, SAM, [ANN]) == ()


def test_a_late_greeting_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp_line, "CONNECT_SECONDS", 0.05)

    def late(line: str) -> bytes:
        time.sleep(0.2)
        return b"220-wait\r\n220 now\r\n"

    with answering(greeting=late) as server:
        how = Send(smtp=Server("127.0.0.1", server.port, implicit=False))
        assert posting.send(how, LETTER, SAM, [ANN]) == ()


@pytest.mark.usefixtures("impatient")
def test_a_greeting_that_never_comes_is_told() -> None:
    with answering(greeting=HANG) as server:
        assert failed(server).message == "127.0.0.1 didn't answer in time"


def test_all_of_it_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp_line, "WHOLE_SECONDS", 0.3)
    with answering(MAIL=DRIP) as server:
        assert failed(server).message == "127.0.0.1 didn't answer in time"


def test_a_server_that_is_closing_refuses_everybody() -> None:
    answers = iter([b"250 OK\r\n", [b"421 closing\r\n", CLOSE]])
    with answering(RCPT=lambda line: next(answers)) as server:
        error = failed(server, NotSentError, ANN, BOB)
    assert error.message == f"127.0.0.1 refused {BOB}: 421 closing"


def test_a_greeting_that_refuses_is_repeated() -> None:
    with answering(greeting=b"554-go\r\n554 away \x07\r\n") as server:
        assert failed(server).message == "127.0.0.1 lets nobody in: 554 go away \\x07"


def test_a_port_where_nobody_is() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert failed(port).message == f"127.0.0.1 takes no connections at port {port}"


def test_a_name_that_nobody_has(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(host: str, *rest: Any, **named: Any) -> Any:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(NotSentError, match=r"^there is no server mail\.example to be found"):
        posting.send(Send(smtp=Server("mail.example", 587, False)), LETTER, SAM, [ANN])


@pytest.mark.parametrize("host", ["a" * 70 + ".invalid", "ä" * 70 + ".example", "a..b"])
def test_a_name_that_nobody_can_have(host: str) -> None:
    with pytest.raises(NotSentError, match="there is no server"):
        posting.send(Send(smtp=Server(host, 587, True)), LETTER, SAM, [ANN])


@pytest.mark.parametrize("where", [STARTED_TLS, "EHLO", GREETING])
def test_a_stripped_starttls_is_refused_before_anything_is_said(
    monkeypatch: pytest.MonkeyPatch, ca: Path, signed: Files, where: str
) -> None:
    monkeypatch.setattr(Server, "is_here", False)
    stripped: dict[str, Any] = {
        STARTED_TLS: {STARTED_TLS: b"454 not now\r\n"},
        "EHLO": {"EHLO": b"250-mail.tests\r\n250 AUTH PLAIN\r\n"},
        GREETING: {GREETING: b"220 ready\r\n", "EHLO": b"502 what?\r\n", "": b"250 hello\r\n"},
    }
    with serving_mail(stripped[where], signed, "starttls") as server:
        error = failed(server, ca_file=ca, password_command=f"echo {SECRET}")
    said = {one.partition(" ")[0].upper() for one in server.lines}
    assert said <= {"EHLO", "HELO", "STARTTLS", "QUIT"}
    if where != STARTED_TLS:
        assert error.message == (
            "127.0.0.1 doesn't offer STARTTLS, and mail is never sent unprotected"
        )


def test_what_was_said_before_tls_counts_for_nothing(ca: Path, signed: Files) -> None:
    injected = {STARTED_TLS: b"220 go\r\n250-mail.tests\r\n250 AUTH LOGIN\r\n250 OK\r\n"}
    with serving_mail(injected, signed, "starttls") as server:
        how = Send(
            smtp=Server("127.0.0.1", server.port, implicit=False, user=SAM),
            ca_file=ca,
            password_command=f"echo {SECRET}",
        )
        posting.send(how, LETTER, SAM, [ANN])
    assert server.protected[0].startswith("ehlo")
    assert server.protected[1].startswith("AUTH PLAIN")
    assert [one for one in server.lines if one not in server.protected] == ["STARTTLS"]


@pytest.mark.parametrize("tls", ["implicit", "starttls"])
def test_a_certificate_of_somebody_else_is_refused(
    monkeypatch: pytest.MonkeyPatch, ca: Path, tls: str
) -> None:
    monkeypatch.setattr(Server, "is_here", False)
    wrong = certificate(ca.parent, "wrong", "DNS:elsewhere.example")
    with serving_mail({}, wrong, tls) as server:
        error = failed(server, tls=tls, ca_file=ca, password_command=f"echo {SECRET}")
    assert error.message.startswith("the certificate of 127.0.0.1 can't be trusted: ")
    assert not [one for one in server.lines if one.startswith(("AUTH", "MAIL"))]


def test_tls_where_there_is_none_is_told() -> None:
    with answering() as server:
        error = failed(server, tls="implicit")
    assert error.message == f"127.0.0.1 doesn't speak TLS at port {server.port}"
    assert "smtp://" in error.hint


REPEATED = [
    SECRET,
    base64.b64encode(SECRET.encode()).decode(),
    base64.b64encode(f"\0{SAM}\0{SECRET}".encode()).decode(),
    base64.b64encode(f"user={SAM}\x01auth=Bearer {SECRET}\x01\x01".encode()).decode(),
]


@pytest.mark.parametrize("repeated", REPEATED)
def test_a_secret_that_a_server_repeats_is_shown_nowhere(repeated: str) -> None:
    said = f"550 {'x' * 190} no, {repeated} is wrong\r\n".encode()
    for where in ("AUTH", "MAIL", "RCPT", "DATA", "end"):
        with answering(**{where: said}) as server:
            error = failed(server, password_command=f"echo {SECRET}")
        assert error.message.endswith(": 550")


def test_a_secret_with_two_blanks_is_found_too() -> None:
    with answering(AUTH=b"535 s3  cret\r\n") as server:
        error = failed(server, password_command="echo 's3  cret'")
    assert error.message.endswith(": 535")


@pytest.mark.parametrize("way", ["PLAIN", "LOGIN", "XOAUTH2"])
@pytest.mark.parametrize("said", [CLOSE, b"334 %%%\r\n"])
def test_signing_in_comes_to_an_end(way: str, said: Any) -> None:
    told: dict[str, Any] = {"EHLO": f"250-tests\r\n250 AUTH {way}\r\n".encode(), "": said}
    setting = "token_command" if way == "XOAUTH2" else "password_command"
    with answering(AUTH=said, **told) as server:
        failed(server, **{setting: f"echo {SECRET}"})
    assert not [one for one in server.lines if one.startswith("MAIL")]


@pytest.mark.parametrize(
    "said", [b"x" * 100_000, b"250-" + b"x" * 100_000 + b"\r\n", b"250-more\r\n" * 20_000]
)
def test_an_answer_without_end_is_not_read_to_its_end(said: bytes) -> None:
    with answering(MAIL=[said, HANG]) as server:
        error = failed(server)
    assert error.message == "127.0.0.1 doesn't answer as a mail server does"


def test_we_say_nothing_of_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getfqdn", lambda name="": "laptop-of-sam.lan")
    with answering() as server:
        how = Send(smtp=Server("127.0.0.1", server.port, implicit=False))
        posting.send(how, LETTER, SAM, [ANN])
    assert server.lines[0] == "ehlo [127.0.0.1]"
