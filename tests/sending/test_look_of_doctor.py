"""What doctor says of sending."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from clientpulse.config.loading import load
from clientpulse.services.doctor import sending
from clientpulse.views.doctor import OK, WARNING, Finding
from tests.servers.mail_server import PASSWORD, USER, receiving

ANN = 'sender = "Ann Field <ann@field.example>"\n'


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def found(config: Path, text: str) -> list[Finding]:
    config.write_text(text, encoding="utf-8")
    return list(sending.findings(load(config)))


def test_without_send_there_is_nothing_to_say(config: Path) -> None:
    assert found(config, "") == []
    assert found(config, ANN) == []


def test_a_program_is_looked_for(config: Path) -> None:
    assert found(config, f'{ANN}[send]\ncommand = "/bin/sh -t"\n') == [
        Finding("sending", OK, "the program is there: /bin/sh")
    ]
    (one,) = found(config, f'{ANN}[send]\ncommand = "no-such-mailer -t"\n')
    assert (one.level, one.message) == (
        WARNING,
        "mail can't be sent: there is no program no-such-mailer to send mail with",
    )
    assert one.hint


def test_a_server_is_asked_to_let_us_in_and_gets_nothing(
    config: Path, ca: Path, signed: tuple[Path, Path]
) -> None:
    with receiving(files=signed, signs_in=True) as server:
        secret = config.with_name("secret")
        secret.write_text(PASSWORD, encoding="utf-8")
        text = (
            f"{ANN}[send]\nsmtp = '{server.address}'\nca_file = '{ca}'\n"
            f"password_command = '''cat {shlex.quote(str(secret))}'''\n"
        )
        assert found(config, text) == [
            Finding("sending", OK, f"mail can be sent: 127.0.0.1:{server.port}")
        ]
        secret.write_text("wrong", encoding="utf-8")
        (one,) = found(config, text)
        assert one.level == WARNING
        assert one.message.startswith(
            f"mail can't be sent: 127.0.0.1 refused to let {USER} in: 535 "
        )
        secret.unlink()
        (one,) = found(config, text)
        assert one.message.startswith("mail can't be sent: the password_command of [send] (cat)")
    assert server.used == ["PLAIN", "PLAIN"]
    assert server.received == []


def test_who_hasnt_said_whom_mail_is_from_is_told(config: Path) -> None:
    assert [one.message for one in found(config, '[send]\ncommand = "/bin/sh"\n')] == [
        "your name and address aren't set",
        "the program is there: /bin/sh",
    ]
