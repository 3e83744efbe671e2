"""``pulse draft --send``: a letter goes out, and is logged once it was taken."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
import typer

from clientpulse.cli.app.terminal import Terminal
from clientpulse.errors import StoreError
from clientpulse.sending.posting import MaybeSentError, NotSentError, Refused
from clientpulse.services import private_files
from clientpulse.services.drafting import log
from tests.cli.posted import Server, kept, server
from tests.conftest import Pulse, filled_once

__all__ = ["kept", "server"]


@pytest.fixture(autouse=True)
@filled_once
def _acme(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--contact", "Ann Field", "--email", "ann@acme.example, b@acme.example")


def touchpoints(pulse: Pulse) -> list[dict]:
    return pulse.ok("history", "--json").items


def test_it_is_sent_and_logged_and_settles_what_logging_does(pulse: Pulse, server: Server) -> None:
    pulse.ok("service", "add", "Audit", "We look at your books")
    said = pulse.ok("draft", "update", "acme", "--send", "--yes")
    ((to, message),) = server.taken
    assert to == ("ann@acme.example", "b@acme.example")
    assert message["From"] == "Sam Reed <sam@practice.example>"
    assert f"Subject: {message['Subject']}\n" in said.out
    assert "Sent to ann@acme.example, b@acme.example.\n" in said.err
    (logged,) = touchpoints(pulse)
    assert (logged["channel"], logged["direction"]) == ("email", "outbound")
    # Where others share the store, subjects aren't stored unless somebody says so.
    subject = None if pulse.server else message["Subject"]
    assert (logged["note"], logged["purpose"]) == (subject, "update")
    assert logged["no_news"] is True
    assert len(pulse.ok("service", "mention", "list", "--json").items) == 1


def test_one_undo_takes_the_record_back(pulse: Pulse, server: Server, dump) -> None:
    before = [line for line in dump() if "journal" not in line]
    pulse.ok("draft", "update", "acme", "--send", "--yes")
    assert "unsent" not in pulse.ok("undo").out
    assert [line for line in dump() if "journal" not in line] == before


def test_json_tells_what_became_of_it(pulse: Pulse, server: Server) -> None:
    server.outcomes = [(Refused("b@acme.example", "550 no such user"),)]
    outcome = pulse.ok("draft", "update", "acme", "--send", "--yes", "--json")
    answer = outcome.json
    assert answer["to"] == "ann@acme.example, b@acme.example"
    assert answer["refused"] == [{"address": "b@acme.example", "reason": "550 no such user"}]
    assert f"<{answer['message_id']}>" == server.taken[0][1]["Message-ID"]
    assert answer["logged"]["purpose"] == "update"
    assert "Refused: b@acme.example (550 no such user)\n" in outcome.err


def test_a_second_one_on_a_day_is_spoken_of_before_it_goes(
    pulse: Pulse, server: Server, kept
) -> None:
    send = ("draft", "update", "acme", "--send", "--yes")
    another = "Another update went to them today.\n"
    assert "Another" not in pulse.ok(*send).err
    said = pulse.ok(*send)
    assert said.err.index(another) < said.err.index("Sent to")
    assert "Another" not in pulse.ok("draft", "update", "acme").err
    assert "Another" not in pulse.ok("draft", "agenda", "acme", "--send", "--yes").err
    server.outcomes = [NotSentError("no", "later")]
    assert pulse(*send).code == 6
    assert "Another update to them is waiting: pulse draft --resend\n" in pulse.ok(*send).err


def test_names_are_shown_as_people_write_them(pulse: Pulse, server: Server) -> None:
    pulse.ok("add", "Zoo", "--contact", "Zoë Łukasik", "--email", "zoe@zoo.example")
    said = pulse.ok("draft", "update", "zoo", "--send", "--yes")
    assert "To: Zoë Łukasik <zoe@zoo.example>\n" in said.err


def test_undo_says_that_it_was_sent(pulse: Pulse, server: Server) -> None:
    pulse.ok("draft", "update", "acme", "--send", "--yes")
    assert "logged the update sent to Acme on" in pulse.ok("undo").out
    pulse.ok("draft", "update", "acme", "--log", "--yes")
    assert "logged the update written to Acme on" in pulse.ok("undo").out


def test_it_is_on_the_disk_before_its_first_byte_leaves(
    pulse: Pulse, server: Server, kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_disk: list[str] = []
    monkeypatch.setattr(
        private_files, "sync_folder", lambda _: on_disk.extend(one["state"] for one in kept())
    )
    server.outcomes = [lambda: on_disk.append("server")]
    pulse.ok("draft", "update", "acme", "--send", "--yes")
    assert list(dict.fromkeys(on_disk)) == ["sending", "server", "sent"]


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_nothing_goes_out_without_a_yes(
    pulse: Pulse, server: Server, kept, options: tuple[str, ...]
) -> None:
    pulse.fails(2, "draft", "update", "acme", "--send", *options)
    assert (server.taken, touchpoints(pulse), kept()) == ([], [], [])


@pytest.mark.parametrize(
    ("config_text", "missing"),
    [
        ("", "sending mail isn't set up"),
        ('[send]\ncommand = "msmtp -t"\n', "your name and address aren't set"),
        ('sender = "Sam <sam@practice.example>"\n', "sending mail isn't set up"),
    ],
)
def test_it_needs_a_way_and_a_sender(
    pulse: Pulse, server: Server, config: Path, config_text: str, missing: str
) -> None:
    config.write_text(config_text)
    err = pulse.fails(2, "draft", "update", "acme", "--send", "--yes").err
    assert missing in err
    assert "pulse config set" in err


def test_it_needs_an_address(pulse: Pulse, server: Server) -> None:
    pulse.ok("add", "Mute")
    err = pulse.fails(3, "draft", "update", "mute", "--send", "--yes").err
    assert "nothing is sent" in err
    assert "--log" not in err


@pytest.mark.parametrize("other", [("--open",), ("--eml", "x.eml")])
def test_it_goes_to_one_place(pulse: Pulse, server: Server, other: tuple[str, ...]) -> None:
    pulse.fails(2, "draft", "update", "acme", "--send", "--yes", *other)
    assert not server.taken


def test_that_it_is_logged_needs_no_saying(pulse: Pulse, server: Server) -> None:
    said = pulse.ok("draft", "update", "acme", "--send", "--log", "--yes")
    assert "--send logs it anyway" in said.err
    assert len(touchpoints(pulse)) == 1


def test_the_demo_sends_nothing(pulse: Pulse, server: Server) -> None:
    assert pulse("--demo", "draft", "greeting", "delta", "--send", "--yes").code == 2
    assert not server.taken


def test_a_letter_stands_in_its_file_while_it_is_sent(pulse: Pulse, server: Server, kept) -> None:
    seen = []

    def look() -> None:
        seen.extend(kept())
        folder = pulse.store.parent / "drafts"
        modes = {stat.S_IMODE(one.stat().st_mode) for one in folder.iterdir()}
        assert (modes, stat.S_IMODE(folder.stat().st_mode)) == ({0o600}, 0o700)

    server.outcomes = [look]
    pulse.ok("draft", "update", "acme", "--send", "--yes")
    (letter,) = seen
    assert letter["state"] == "sending"
    assert f"<{letter['message_id']}>" == server.taken[0][1]["Message-ID"]
    assert [*(pulse.store.parent / "drafts").iterdir()] == []


def test_what_nobody_took_is_kept_and_not_logged(pulse: Pulse, server: Server, kept) -> None:
    server.outcomes = [NotSentError("the server refused everybody", "look at the addresses")]
    err = pulse("draft", "update", "acme", "--send", "--yes")
    assert err.code == 6
    assert "hint: look at the addresses; the letter is kept: pulse draft --resend\n" in err.err
    assert touchpoints(pulse) == []
    (letter,) = kept()
    assert (letter["state"], letter["why"]) == ("failed", "the server refused everybody")


def test_what_may_be_out_is_said_so(pulse: Pulse, server: Server, kept) -> None:
    server.outcomes = [MaybeSentError("the line went dead")]
    outcome = pulse("draft", "update", "acme", "--send", "--yes")
    assert outcome.code == 6
    assert "hint: it may have gone out, and nothing is logged: pulse draft" in outcome.err
    assert touchpoints(pulse) == []
    assert [one["state"] for one in kept()] == ["sending"]


def test_an_interrupted_one_may_be_out(pulse: Pulse, server: Server, kept) -> None:
    server.outcomes = [KeyboardInterrupt()]
    outcome = pulse("draft", "update", "acme", "--send", "--yes")
    assert outcome.code == 130
    assert "The update to Acme: it may have gone out, and nothing is logged" in outcome.err
    assert [one["state"] for one in kept()] == ["sending"]


def test_what_is_out_and_cant_be_logged_is_kept_as_sent(pulse: Pulse, server: Server, kept) -> None:
    server.outcomes = [lambda: pulse.ok("client", "delete", "acme", "--yes") and None]
    outcome = pulse("draft", "update", "acme", "--send", "--yes")
    assert outcome.code == 3
    assert "the letter went out; to log it: pulse draft --resend" in outcome.err
    assert [one["state"] for one in kept()] == ["sent"]


def test_who_gives_up_waiting_for_the_store_is_told_that_it_went_out(
    pulse: Pulse, server: Server, kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(log, "log", interrupted)
    outcome = pulse("draft", "update", "acme", "--send", "--yes")
    assert outcome.code == 130
    assert "The letter went out; to log it: pulse draft --resend\n" in outcome.err
    assert [one["state"] for one in kept()] == ["sent"]


@pytest.mark.parametrize("error", [NotSentError("no server"), MaybeSentError("it went dead")])
def test_why_it_wasnt_sent_is_told_where_it_cant_be_written_down(
    pulse: Pulse, server: Server, kept, monkeypatch: pytest.MonkeyPatch, error: NotSentError
) -> None:
    def full() -> None:
        monkeypatch.setattr(private_files, "overwrite", no_space)
        raise error

    def no_space(*_: object) -> None:
        raise OSError(28, "No space left on device")

    server.outcomes = [full]
    outcome = pulse("draft", "update", "acme", "--send", "--yes")
    assert (outcome.code, f"error: {error.message}\n" in outcome.err) == (6, True)
    assert [one["state"] for one in kept()] == ["sending"]


def test_who_is_told_that_a_letter_is_out_isnt_told_to_try_again(
    pulse: Pulse, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise StoreError("there is no space left", "free some space and try again")

    monkeypatch.setattr(log, "log", full)
    outcome = pulse("draft", "update", "acme", "--send", "--yes")
    assert "hint: the letter went out; to log it: pulse draft --resend\n" in outcome.err


def test_where_nothing_can_be_kept_nothing_is_sent(pulse: Pulse, server: Server) -> None:
    (pulse.store.parent / "drafts").write_text("a file")
    assert pulse("draft", "update", "acme", "--send", "--yes").code == 4
    assert (server.taken, touchpoints(pulse)) == ([], [])


def test_an_apology_that_was_told_meanwhile_is_still_logged(pulse: Pulse, server: Server) -> None:
    pulse.ok("mistake", "acme", "Wrong sum", "--fix", "A new one")
    server.outcomes = [lambda: pulse.ok("mistake", "told", "1") and None]
    pulse.ok("draft", "apology", "acme", "--send", "--yes")
    assert [one["purpose"] for one in touchpoints(pulse)] == ["apology"]


@pytest.fixture
def typing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor in which somebody adds a line."""
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\necho "One more thing." >> "$1"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))


@pytest.mark.usefixtures("typing")
def test_what_was_edited_is_what_goes_out(pulse: Pulse, server: Server) -> None:
    pulse.ok("draft", "update", "acme", "--edit", "--send", "--yes")
    assert "One more thing." in server.taken[0][1].get_content()
    assert touchpoints(pulse)[0]["no_news"] is False


@pytest.mark.usefixtures("typing")
def test_what_was_typed_is_kept_after_a_no(
    pulse: Pulse, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Terminal, "may_ask", True)
    monkeypatch.setattr(typer, "confirm", lambda *_, **__: False)
    outcome = pulse("draft", "update", "acme", "--edit", "--send")
    assert outcome.code == 3
    (typed,) = (pulse.store.parent / "drafts").iterdir()
    assert f"what you typed is kept in {typed}" in outcome.err
    assert (server.taken, touchpoints(pulse)) == ([], [])


def test_where_one_may_be_out_none_goes_by_itself(pulse: Pulse, server: Server, kept) -> None:
    """As of a script that tries again."""
    server.outcomes = [MaybeSentError("the line went dead")]
    pulse("draft", "update", "acme", "--send", "--yes")
    said = pulse.fails(3, "draft", "update", "acme", "--send", "--yes").err
    assert "another update to Acme may have gone out, so nothing was sent" in said
    assert "settle that one first: pulse draft --resend acme" in said
    assert (server.taken, len(kept())) == ([], 1)
    pulse.ok("draft", "feedback", "acme", "--send", "--yes")


def test_of_two_at_once_one_goes(pulse: Pulse, server: Server) -> None:
    def meanwhile() -> None:
        assert pulse("draft", "update", "acme", "--send", "--yes").code == 3

    server.outcomes = [meanwhile]
    pulse.ok("draft", "update", "acme", "--send", "--yes")
    assert len(server.taken) == 1
