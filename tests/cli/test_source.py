"""Sources in the config: listed, tried, added, removed."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Pulse

MESSAGE = b"""From: Ada <ada@acme.example>
To: sam@practice.example
Subject: The audit
Message-ID: <1@acme.example>
Date: Thu, 19 Nov 2026 10:00:00 +0000

A body.
"""


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "settings" / "config.toml"
    monkeypatch.setenv("CLIENTPULSE_CONFIG", str(file))
    return file


@pytest.fixture
def mail(tmp_path: Path) -> Path:
    folder = tmp_path / "Mail"
    for name in ("cur", "new", "tmp"):
        (folder / name).mkdir(parents=True)
    (folder / "new" / "1.a.b").write_bytes(MESSAGE)
    return folder


def sources(config: Path) -> dict[str, Any]:
    return tomllib.loads(config.read_text(encoding="utf-8")).get("sources", {})


def test_without_sources_the_list_says_how_to_begin(pulse: Pulse, config: Path) -> None:
    assert "pulse setup" in pulse.ok("source").out
    assert "pulse setup" in pulse.ok("source", "test").out
    assert pulse.ok("source", "test", "--json").items == []
    assert not config.exists()
    assert "pulse source add" in pulse.fails(3, "source", "remove", "mail").err


def test_a_source_is_tried_and_then_added(pulse: Pulse, config: Path, mail: Path) -> None:
    config.parent.mkdir()
    config.write_text('# mine\nsoon = "2w"\n', encoding="utf-8")
    out = pulse.ok("source", "add", "mail", "--kind", "maildir", "--path", str(mail)).out
    assert out.startswith(f"Added mail: maildir, {mail}\n")
    assert out.endswith("Read it: pulse sync mail\n")
    assert len(out.splitlines()) > 2
    assert sources(config) == {"mail": {"kind": "maildir", "path": str(mail)}}
    assert config.read_text(encoding="utf-8").startswith('# mine\nsoon = "2w"\n')
    assert (
        "there is a source"
        in pulse.fails(3, "source", "add", "mail", "--kind", "maildir", "--path", str(mail)).err
    )


def test_a_path_means_the_same_wherever_it_is_read(
    pulse: Pulse, config: Path, mail: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(mail.parent)
    pulse.ok("source", "add", "mail", "--kind", "maildir", "--path", "Mail")
    assert sources(config)["mail"]["path"] == str(mail)
    (Path.home() / "Mail").mkdir()
    pulse.ok("source", "add", "two", "--kind", "maildir", "--path", "~/Mail", "--no-test")
    assert sources(config)["two"]["path"] == "~/Mail"
    assert "maildir  ~/Mail " in pulse.ok("source", "list", "two").out
    assert pulse.ok("source", "list", "two", "--json").items[0]["place"] == str(
        Path.home() / "Mail"
    )


def test_what_cannot_be_read_is_added_only_on_demand(
    pulse: Pulse, config: Path, tmp_path: Path
) -> None:
    typed = ("source", "add", "mail", "--kind", "maildir", "--path", str(tmp_path / "none"))
    assert pulse.fails(6, *typed).err.endswith("to add it anyway: --no-test\n")
    assert not config.exists()
    answer = pulse.ok(*typed, "--no-test", "--json").json["source"]
    assert (answer["name"], answer["kind"], answer["seen"]) == ("mail", "maildir", [])


MAILBOX = ("--kind", "imap", "--host", "imap.practice.example", "--user", "sam", "--no-test")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("x",), "needs a kind"),
        (("x", "--kind", "pop3"), "kind"),
        (("x", "--kind", "maildir"), "needs path"),
        (("a b", "--kind", "maildir", "--path", "/"), "can't have the name"),
        (("x", *MAILBOX), "how to sign in"),
        (("x", *MAILBOX, "--password", "s3cret"), "a password never stands in the config"),
        (("x", *MAILBOX, "--password-command", "echo s3cret"), "would hold the secret itself"),
        (("x", *MAILBOX, "--token-command", "/usr/bin/printf s3cret"), "would hold the secret"),
        (("x", *MAILBOX, "--password-command", "p", "--token-command", "t"), "two ways"),
        (("x", *MAILBOX, "--password-command", "p", "--tls", "none"), "tls"),
        (("x", *MAILBOX, "--password-command", "p", "--port", "0"), "port"),
        (("x", *MAILBOX, "--password-command", "p", "--host", "imap.a.example:993"), "host can't"),
        (("x", "--kind", "calendar", "--url", "https://sam:s3cret@dav.example/"), "url"),
        (("x", "--kind", "calendar", "--path", "a", "--include", "lunch"), "include"),
    ],
)
def test_what_makes_no_source_is_refused_and_no_secret_is_kept(
    pulse: Pulse, config: Path, typed: tuple[str, ...], said: str
) -> None:
    error = pulse.fails(2, "source", "add", *typed).err
    assert said in error
    assert not config.exists()
    if "https" not in str(typed):
        assert "s3cret" not in error


def test_all_that_a_mailbox_needs_can_be_typed(pulse: Pulse, config: Path) -> None:
    more = ("--port", "1143", "--tls", "starttls", "--folder", "INBOX", "--folder", "Sent")
    command = ("--password-command", "pass show mail | head -n 1", "--ca-file", "/ca.pem")
    pulse.ok("source", "add", "mail", *MAILBOX, *more, *command)
    assert sources(config)["mail"] == {
        "kind": "imap",
        "host": "imap.practice.example",
        "port": 1143,
        "user": "sam",
        "tls": "starttls",
        "password_command": "pass show mail | head -n 1",
        "folders": ["INBOX", "Sent"],
        "ca_file": "/ca.pem",
    }


def test_a_test_says_of_each_source_what_is_there_or_what_is_wrong(
    pulse: Pulse, config: Path, mail: Path
) -> None:
    pulse.ok("source", "add", "mail", "--kind", "maildir", "--path", str(mail))
    pulse.ok("source", "add", "gone", "--kind", "maildir", "--path", "/no/such", "--no-test")
    outcome = pulse("source", "test")
    assert outcome.code == 6
    assert outcome.err == ""
    lines = outcome.out.splitlines()
    assert lines[0] == f"mail: maildir, {mail}"
    assert lines[-3] == "gone: maildir, /no/such"
    assert lines[-2].startswith("  error: ")
    assert lines[-1].startswith("  hint: ")
    assert pulse.ok("source", "test", "mail").out.splitlines() == lines[:-3]

    found = pulse("source", "test", "--json").json["items"]
    assert [bool(one["error"]) for one in found] == [False, True]
    assert found[0]["seen"] == [line.strip() for line in lines[1:-3]]
    assert "there is mail, gone" in pulse.fails(3, "source", "test", "meil").err
    assert not pulse.store.exists()


def test_the_list_says_what_the_store_knows_of_each(pulse: Pulse, config: Path, mail: Path) -> None:
    pulse.ok("add", "Acme", "--contact", "Ada", "--email", "ada@acme.example")
    pulse.ok("source", "add", "mail", "--kind", "maildir", "--path", str(mail))
    (one,) = pulse.ok("source", "list", "--json").items
    assert (one["kept"], one["newest_on"], one["news_at"]) == (0, None, None)
    pulse.ok("sync")
    (one,) = pulse.ok("source", "--json").items
    assert (one["kept"], one["newest_on"]) == (1, "2026-11-19")
    assert one["news_at"] is not None
    pulse.ok("undo", "--origin", "sync")
    (one,) = pulse.ok("source", "--json").items
    assert (one["kept"], one["news_at"]) == (0, None)


def test_what_was_read_of_a_removed_source_stays(pulse: Pulse, config: Path, mail: Path) -> None:
    pulse.ok("add", "Acme", "--contact", "Ada", "--email", "ada@acme.example")
    pulse.ok("source", "add", "mail", "--kind", "maildir", "--path", str(mail))
    pulse.ok("source", "add", "other", "--kind", "maildir", "--path", str(mail), "--no-test")
    pulse.ok("sync", "mail")
    assert "stays" in pulse.ok("source", "remove", "mail").out
    assert list(sources(config)) == ["other"]
    assert pulse.ok("history", "--json").items
    assert pulse.ok("source", "remove", "other").out == "Removed other from the config\n"
    assert sources(config) == {}


def test_doctor_looks_at_the_sources_without_a_network(
    pulse: Pulse, config: Path, mail: Path
) -> None:
    def found() -> list[tuple[str, str]]:
        items = pulse("doctor", "--json").json["items"]
        return [(one["level"], one["message"]) for one in items if one["check"] == "sources"]

    assert found() == []
    pulse.ok("add", "Acme", "--contact", "Ada", "--email", "ada@acme.example")
    pulse.ok("source", "add", "mail", "--kind", "maildir", "--path", str(mail))
    pulse.ok("source", "add", "far", *MAILBOX, "--password-command", "false")
    pulse.ok("source", "add", "gone", "--kind", "calendar", "--path", "/no/such", "--no-test")
    assert found() == [
        ("ok", f"mail: maildir, {mail}; nothing was read of it yet"),
        ("ok", "far: imap, sam at imap.practice.example; nothing was read of it yet"),
        ("warning", "the path of gone isn't there: /no/such"),
    ]
    pulse.ok("sync", "mail")
    ((level, message), *_) = found()
    assert level == "ok"
    assert message.startswith(f"mail: maildir, {mail}; 1 message known, the newest of Thu 19 Nov,")
    if os.geteuid():
        mail.chmod(0)
        assert found()[0] == ("warning", f"the path of mail can't be read: {mail}")
        mail.chmod(0o700)


def test_an_address_that_is_secret_itself_is_shown_nowhere(pulse: Pulse, config: Path) -> None:
    secret = "https://calendar.example/private-s3cret/basic.ics?key=s3cret"
    pulse.ok("source", "add", "diary", "--kind", "calendar", "--url", secret, "--no-test")
    pulse.ok("add", "Acme")
    for line in (["source"], ["source", "--json"], ["doctor"], ["config"]):
        said = pulse(*line).out
        assert "diary" in said
        assert "s3cret" not in said
    assert pulse.ok("source", "--json").items[0]["place"] == "https://calendar.example/..."
    known = "https://dav.example/sam/"
    command = ("--user", "sam", "--password-command", "false", "--no-test")
    pulse.ok("source", "add", "dav", "--kind", "contacts", "--url", known, *command)
    assert pulse.ok("source", "list", "dav", "--json").items[0]["place"] == known


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("https://calendar.example?key=s3cret", "https://calendar.example/..."),
        ("https://calendar.example#s3cret", "https://calendar.example/..."),
        ("https://calendar.example/?key=s3cret", "https://calendar.example/..."),
        ("https://calendar.example/", "https://calendar.example/"),
    ],
)
def test_of_an_address_without_a_user_the_server_alone_is_shown(
    pulse: Pulse, config: Path, url: str, place: str
) -> None:
    pulse.ok("source", "add", "diary", "--kind", "calendar", "--url", url, "--no-test")
    assert pulse.ok("source", "--json").items[0]["place"] == place


def test_what_follows_a_question_mark_is_shown_nowhere(pulse: Pulse, config: Path) -> None:
    url = "https://dav.example/sam/?key=s3cret"
    more = ("--user", "sam", "--password-command", "pass show dav")
    pulse.ok("source", "add", "dav", "--kind", "calendar", "--url", url, *more, "--no-test")
    assert pulse.ok("source", "--json").items[0]["place"] == "https://dav.example/sam/?..."


@pytest.mark.parametrize("begins", ["ftp://dav.example", "https://dav.example:99999", "https:"])
def test_a_wrong_address_isnt_repeated(pulse: Pulse, config: Path, begins: str) -> None:
    found = pulse.fails(
        2, "source", "add", "diary", "--kind", "calendar", "--url", f"{begins}/s3cret"
    )
    assert "https://" in found.err
    assert "s3cret" not in found.err
