"""What ``[send]`` may say."""

from __future__ import annotations

from pathlib import Path

import pytest

from clientpulse.config.sending import Send, Server, check
from clientpulse.config.values import WrongValueError

OFFICE = Server("mail.example", 465, True, "sam@practice.example")
PASSWORD = {"password_command": "pass show mail"}


def test_a_command_gets_its_words_as_a_shell_would_cut_them() -> None:
    send = check({"command": "msmtp -a 'the office' -t"})
    assert send is not None
    assert send.command == ("msmtp", "-a", "the office", "-t")


@pytest.mark.parametrize(
    ("smtp", "server"),
    [
        ("smtps://sam@mail.example", Server("mail.example", 465, True, "sam")),
        ("smtp://sam@mail.example", Server("mail.example", 587, False, "sam")),
        ("smtps://sam@mail.example:4650/", Server("mail.example", 4650, True, "sam")),
        ("smtps://sam@practice.example@mail.example", OFFICE),
        ("smtps://sam%40practice.example@mail.example", OFFICE),
        ("smtp://sam@[::1]:2525", Server("::1", 2525, False, "sam")),
    ],
)
def test_a_server_is_an_address(smtp: str, server: Server) -> None:
    send = check({"smtp": smtp, **PASSWORD})
    assert send is not None
    assert send.smtp == server


def test_a_server_on_this_computer_may_know_us_without_a_name() -> None:
    send = check({"smtp": "smtp://localhost:2525", "ca_file": "/ca.pem", "pause": 0})
    assert send is not None
    assert send == Send(smtp=Server("localhost", 2525, False), ca_file=Path("/ca.pem"), pause=0)
    assert send.smtp is not None
    assert send.smtp.is_here


@pytest.mark.parametrize(
    ("table", "message", "hint"),
    [
        ([], "", ""),
        ({"pause": -1}, "pause ", "0 to 600"),
        ({"command": "a", "smtp": "smtp://localhost"}, "has both a command and smtp", "unset"),
        ({"smtp": "smtps://a.example", **PASSWORD}, "doesn't say who signs in", "sam@"),
        ({"smtp": "smtps://sam:geheim@a.example"}, "smtp can't have a password in it", "never in"),
        ({"smtp": "https://a.example"}, "smtp isn't the address of a mail server", "smtps://"),
        ({"smtp": "smtp://a.example:99999"}, "smtp isn't the address of a mail server", "smtps://"),
        ({"command": "msmtp 't"}, "command has a quote that isn't closed", "close it"),
        ({"command": ""}, "command ", "msmtp -t"),
        ({"command": "a", "pause": -1}, "pause ", "0 to 600"),
        ({"command": "a", "pause": True}, "pause ", "0 to 600"),
        ({"command": "a", "password": "geheim"}, 'can\'t have "password"', "never in a file"),
        ({"command": "a", "pasue": 1}, 'has no "pasue"', "command, smtp"),
        ({"smtp": "smtp://a@b.example", **PASSWORD, "token_command": "t"}, "has two ways", "keep"),
    ],
)
def test_what_cannot_be_used_is_refused(table: object, message: str, hint: str) -> None:
    with pytest.raises(WrongValueError) as wrong:
        check(table)
    assert message in str(wrong.value)
    assert hint in wrong.value.hint
    assert "geheim" not in f"{wrong.value}{wrong.value.hint}"


@pytest.mark.parametrize("table", [{"pause": 1}, PASSWORD, {"token_command": "t"}, {}])
def test_one_that_doesnt_say_how_yet_is_none(table: object) -> None:
    assert check(table) is None


def lacks_a_secret(table: object) -> bool:
    send = check(table)
    assert send is not None
    return send.lacks_a_secret


def test_who_is_named_and_cant_sign_in_yet_is_known() -> None:
    assert lacks_a_secret({"smtp": "smtps://sam@a.example"})
    assert not lacks_a_secret({"smtp": "smtps://sam@a.example", **PASSWORD})
    assert not lacks_a_secret({"smtp": "smtp://localhost"})
    assert not lacks_a_secret({"command": "msmtp -t"})
