"""``pulse draft --resend``: letters that weren't sent, or not logged."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from clientpulse.sending.posting import MaybeSentError, NotSentError, RefusedError
from clientpulse.services.drafting.kept import held
from tests.cli.posted import Server, answer, kept, server
from tests.conftest import Outcome, Pulse, filled_once
from tests.hostile import assert_harmless

__all__ = ["answer", "kept", "server"]

Kept = Callable[[], list[dict[str, Any]]]


@pytest.fixture(autouse=True)
@filled_once
def _acme(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--contact", "Ann Field", "--email", "ann@acme.example")
    pulse.ok("add", "Beta", "--contact", "Bob", "--email", "bob@beta.example")


def leave(pulse: Pulse, server: Server, outcome: BaseException, client: str = "acme") -> None:
    """Have a letter that is left behind."""
    server.outcomes = [outcome]
    assert pulse("draft", "update", client, "--send", "--yes").code in {6, 130}


def lose(pulse: Pulse, server: Server) -> None:
    leave(pulse, server, MaybeSentError("the line went dead"))


def fail(pulse: Pulse, server: Server, client: str = "acme") -> None:
    leave(pulse, server, NotSentError("there is no server"), client)


def logged(pulse: Pulse) -> list[tuple[str, str]]:
    return [(one["key"], one["on"]) for one in pulse.ok("history", "--json").items]


def results(outcome: Outcome) -> list[tuple[str, str]]:
    return [(one["key"], one["result"]) for one in outcome.json["letters"]]


def test_where_nothing_waits_it_says_so(pulse: Pulse, server: Server) -> None:
    assert "No letters are waiting to be sent.\n" in pulse.ok("draft", "--resend").err
    assert pulse.ok("draft", "--resend", "--json").json["letters"] == []
    assert "No letters" in pulse.ok("draft", "--resend", "acme").err
    assert 'no client "nobody"' in pulse.fails(3, "draft", "--resend", "nobody").err


def test_what_failed_is_sent_and_logged_of_the_day_it_goes(
    pulse: Pulse, server: Server, kept: Kept
) -> None:
    fail(pulse, server)
    (letter,) = kept()
    before = datetime.now(UTC).replace(microsecond=0)
    said = pulse.ok("draft", "--resend", "--yes", today="2026-11-23")
    assert "Sent to ann@acme.example.\n" in said.err
    ((_, message),) = server.taken
    assert message["Message-ID"] == f"<{letter['message_id']}>"
    assert before <= message["Date"].datetime <= datetime.now(UTC)
    assert logged(pulse) == [("acme", "2026-11-23")]
    assert kept() == []


def test_without_a_yes_nothing_is_sent_where_nobody_can_be_asked(
    pulse: Pulse, server: Server, kept: Kept
) -> None:
    fail(pulse, server)
    said = pulse.ok("draft", "--resend")
    assert "Left: the update to Acme (not sent yet)\n" in said.err
    assert results(pulse.ok("draft", "--resend", "--json")) == [("acme", "left")]
    assert (server.taken, len(kept())) == ([], 1)


def test_what_may_be_out_never_goes_by_itself(pulse: Pulse, server: Server, kept: Kept) -> None:
    lose(pulse, server)
    fail(pulse, server, "beta")
    outcome = pulse.ok("draft", "--resend", "--yes", "--json")
    assert results(outcome) == [("acme", "left"), ("beta", "sent")]
    assert outcome.json["letters"][0]["reason"] == "it may have gone out"
    assert server.to == ["bob@beta.example"]
    assert [one["client"]["key"] for one in kept()] == ["acme"]


def test_of_a_client_alone(pulse: Pulse, server: Server) -> None:
    fail(pulse, server)
    fail(pulse, server, "beta")
    pulse.ok("draft", "--resend", "beta", "--yes")
    assert server.to == ["bob@beta.example"]
    pulse.fails(3, "draft", "--resend", "nobody", "--yes")


def test_it_went_out_is_logged_of_the_day_it_was_sent(
    pulse: Pulse, server: Server, kept: Kept, answer
) -> None:
    lose(pulse, server)
    answer("w")
    said = pulse.ok("draft", "--resend", today="2026-11-25")
    assert "It may have gone out on Sat 21 Nov at" in said.err
    assert (server.taken, kept()) == ([], [])
    assert logged(pulse) == [("acme", "2026-11-21")]


def test_it_is_sent_again_with_the_same_id(
    pulse: Pulse, server: Server, kept: Kept, answer
) -> None:
    lose(pulse, server)
    (letter,) = kept()
    answer("a")
    pulse.ok("draft", "--resend")
    assert server.taken[0][1]["Message-ID"] == f"<{letter['message_id']}>"
    assert logged(pulse) == [("acme", "2026-11-21")]
    assert kept() == []


@pytest.mark.parametrize(
    ("answers", "stays"),
    [(("l",), 1), (("",), 1), (("q",), 1), (("d", "n"), 1), (("x", "s", ""), 1), (("d", "y"), 0)],
)
@pytest.mark.parametrize("begin", [lose, fail])
def test_it_stays_unless_it_is_dropped(
    pulse: Pulse, server: Server, kept: Kept, answer, begin, answers, stays: int
) -> None:
    begin(pulse, server)
    answer(*answers)
    pulse.ok("draft", "--resend")
    assert len(kept()) == stays
    assert (server.taken, logged(pulse)) == ([], [])


def test_what_fails_again_stays(pulse: Pulse, server: Server, kept: Kept) -> None:
    fail(pulse, server)
    server.outcomes = [NotSentError("still no server")]
    outcome = pulse("draft", "--resend", "--yes")
    assert outcome.code == 6
    assert "error: still no server" in outcome.err
    assert [one["why"] for one in kept()] == ["still no server"]


def test_where_no_server_is_reached_the_others_wait(
    pulse: Pulse, server: Server, kept: Kept
) -> None:
    fail(pulse, server)
    fail(pulse, server, "beta")
    server.outcomes = [NotSentError("still no server")]
    outcome = pulse("draft", "--resend", "--yes", "--json")
    assert outcome.code == 6
    assert results(outcome) == [("acme", "failed"), ("beta", "left")]
    server.outcomes = [RefusedError("no such user")]
    assert results(pulse("draft", "--resend", "--yes", "--json")) == [
        ("acme", "failed"),
        ("beta", "sent"),
    ]
    assert len(kept()) == 1


def test_one_that_is_being_sent_is_left_alone(pulse: Pulse, server: Server) -> None:
    seen = []
    server.outcomes = [
        lambda: seen.append(pulse.ok("draft", "--resend", "--yes", "--json").json) or ()
    ]
    pulse.ok("draft", "update", "acme", "--send", "--yes")
    assert seen[0]["letters"][0]["reason"] == "it is being sent right now"
    assert len(server.taken) == 1


def test_one_that_was_logged_goes_silently(
    pulse: Pulse, server: Server, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    from clientpulse.services.drafting import kept as files

    with monkeypatch.context() as patch:
        patch.setattr(files, "drop", lambda _: None)
        pulse.ok("draft", "update", "acme", "--send", "--yes")
    assert len(kept()) == 1
    assert "No letters are waiting" in pulse.ok("draft", "--resend", "--yes").err
    assert (kept(), len(server.taken), len(logged(pulse))) == ([], 1, 1)


def test_one_that_is_out_is_logged_without_asking(
    pulse: Pulse, server: Server, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    from clientpulse.errors import StoreError
    from clientpulse.services.drafting import log as logging

    def locked(*_: object) -> None:
        raise StoreError("the store is locked")

    with monkeypatch.context() as patch:
        patch.setattr(logging, "log", locked)
        assert pulse("draft", "update", "acme", "--send", "--yes").code == 4
    assert [one["state"] for one in kept()] == ["sent"]
    assert results(pulse.ok("draft", "--resend", "--json")) == [("acme", "logged")]
    assert (kept(), len(server.taken), len(logged(pulse))) == ([], 1, 1)


@pytest.mark.parametrize(
    ("commands", "said"),
    [
        ([("client", "delete", "acme", "--yes")], "Acme isn't a client any more"),
        ([("client", "merge", "acme", "beta", "--yes")], "the address is Beta's now"),
        ([("archive", "acme")], "Acme is archived"),
        ([("mistake", "acme", "Wrong sum")], "They don't know of a mistake yet: Wrong sum"),
        ([("draft", "update", "acme", "--log")], "Another update went to them on Sat 21 Nov"),
    ],
)
def test_what_speaks_against_it_is_said_and_it_doesnt_go_by_itself(
    pulse: Pulse, server: Server, kept: Kept, commands: list[tuple[str, ...]], said: str
) -> None:
    fail(pulse, server)
    for one in commands:
        pulse.ok(*one)
    (letter,) = pulse.ok("draft", "--resend", "--yes", "--json").json["letters"]
    assert letter["result"] == "left"
    assert said in letter["reason"]
    assert (server.taken, len(kept())) == ([], 1)


def test_an_old_one_with_a_past_meeting_says_so(pulse: Pulse, server: Server, answer) -> None:
    pulse.ok("meeting", "book", "acme", "2026-11-24")
    fail(pulse, server)
    answer("y")
    said = pulse.ok("draft", "--resend", today="2026-11-30").err
    assert "It was written on Sat 21 Nov." in said
    assert "The meeting that it names, on Tue 24 Nov, is past." in said
    assert server.to == ["ann@acme.example"]


def test_an_apology_that_was_told_meanwhile_says_so(pulse: Pulse, server: Server) -> None:
    pulse.ok("mistake", "acme", "Wrong sum", "--fix", "A new one")
    server.outcomes = [NotSentError("there is no server")]
    pulse("draft", "apology", "acme", "--send", "--yes")
    pulse.ok("mistake", "told", "1")
    (letter,) = pulse.ok("draft", "--resend", "--yes", "--json").json["letters"]
    assert "They were told of that mistake" in letter["reason"]


def test_it_goes_to_the_address_that_was_corrected_meanwhile(pulse: Pulse, server: Server) -> None:
    fail(pulse, server)
    pulse.ok("contact", "edit", "acme", "Ann", "--email", "ann.field@acme.example")
    pulse.ok("draft", "--resend", "--yes")
    assert server.to == ["ann.field@acme.example"]


def test_what_may_be_out_keeps_the_address_it_went_to(pulse: Pulse, server: Server, answer) -> None:
    lose(pulse, server)
    pulse.ok("contact", "edit", "acme", "Ann", "--email", "ann.field@acme.example")
    answer("w")
    said = pulse.ok("draft", "--resend").err
    assert "update to Acme, ann@acme.example\n" in said


def test_the_merged_clients_letter_is_logged_with_the_other(
    pulse: Pulse, server: Server, answer
) -> None:
    fail(pulse, server)
    pulse.ok("client", "merge", "acme", "beta", "--yes")
    answer("y")
    pulse.ok("draft", "--resend")
    assert logged(pulse) == [("beta", "2026-11-21")]


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"format": 2}', "\x00", "[" * 200_000])
def test_a_file_that_is_no_letter_is_named_and_stays(
    pulse: Pulse, server: Server, content: str
) -> None:
    fail(pulse, server)
    file = pulse.store.parent / "drafts" / f"{pulse.store.name}.x.json"
    file.write_text(content)
    said = pulse.ok("draft", "--resend", "--yes")
    assert f"can't be read as a letter: {file}" in said.err
    assert server.to == ["ann@acme.example"]
    assert file.exists()


def test_letters_of_another_store_are_left(pulse: Pulse, server: Server) -> None:
    fail(pulse, server)
    other = pulse.store.with_name("other.db")
    pulse.ok("--db", str(other), "add", "Acme")
    assert (
        "No letters are waiting" in pulse.ok("--db", str(other), "draft", "--resend", "--yes").err
    )
    assert not server.taken


def test_letters_of_a_store_whose_name_goes_on_are_left(pulse: Pulse, server: Server) -> None:
    other = pulse.store.with_name(f"{pulse.store.name}.old")
    pulse.ok("--db", str(other), "add", "Acme", "--contact", "A", "--email", "a@acme.example")
    server.outcomes = [NotSentError("there is no server")]
    pulse("--db", str(other), "draft", "update", "acme", "--send", "--yes")
    assert "No letters are waiting" in pulse.ok("draft", "--resend", "--yes").err
    assert pulse.ok("--db", str(other), "draft", "--resend", "--yes").code == 0
    assert len(server.taken) == 1


HALF = "\ud800"


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("to", [["Ann", "ann@acme.example>\r\nRCPT TO:<eve@x.example"]]),
        ("to", [["Ann\r\nBcc: eve@x.example", "ann@acme.example"]]),
        ("to", [["Ann", 5]]),
        ("to", []),
        ("message_id", "a@b.example>\r\nBcc: eve@x.example\r\nX: <"),
        ("message_id", "a" * 1000 + "@b.example"),
        ("written_at", "2026-11-21T08:00:00"),
        ("at", "2026-11-21T08:00:00"),
        ("client", {"uid": [5], "key": "acme", "name": "Acme"}),
        ("client", {"uid": "5", "key": "acme", "name": 5}),
        ("html", 5),
        ("meeting_at", 5),
        ("contact_id", 2**70),
        ("contact_id", "1"),
        ("why", HALF),
        ("subject", HALF),
        ("settles.subject", HALF),
        ("settles.occasion", 5),
        ("settles.mistake", 2**70),
        ("settles.service", -1),
        ("settles.no_news", "yes"),
        ("settles.kind", ["update"]),
    ],
)
def test_a_letter_that_couldnt_be_sent_or_logged_as_it_stands_is_none(
    pulse: Pulse, server: Server, kept: Kept, place: str, value: Any
) -> None:
    fail(pulse, server, "beta")
    fail(pulse, server)
    (file,) = (
        one for one in (pulse.store.parent / "drafts").iterdir() if "Acme" in one.read_text()
    )
    plain = json.loads(file.read_text())
    above, _, name = place.rpartition(".")
    (plain[above] if above else plain)[name] = value
    file.write_text(json.dumps(plain))
    said = pulse.ok("draft", "--resend", "--yes")
    assert f"can't be read as a letter: {file}" in said.err
    assert server.to == ["bob@beta.example"]
    assert file.exists()


def test_what_another_client_has_by_now_isnt_settled(pulse: Pulse, server: Server, answer) -> None:
    """The numbers in a letter are those of the store it was written from; a backup has others."""
    for client in ("acme", "beta"):
        pulse.ok("mistake", client, "Wrong sum", "--fix", "A new one")
        pulse.ok("remind", client, "2026-11-21", "Promotion")
    server.outcomes = [NotSentError("there is no server")]
    pulse("draft", "apology", "acme", "--send", "--yes")
    (file,) = (pulse.store.parent / "drafts").glob("*.json")
    plain = json.loads(file.read_text())
    plain["settles"] |= {"mistake": 2, "occasion": "r2"}
    file.write_text(json.dumps(plain))
    answer("y")
    pulse.ok("draft", "--resend")
    assert logged(pulse) == [("acme", "2026-11-21")]
    assert {one["told_on"] for one in pulse.ok("mistake", "list", "--json").items} == {None}
    assert {one["done_on"] for one in pulse.ok("remind", "list", "--json").items} == {None}


def test_a_lock_that_was_given_up_meanwhile_holds_nothing(
    pulse: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three at once: the first is done just as the second opens its lock, then comes the third."""
    file, lock = pulse.store.with_name("a.json"), fcntl.flock

    def late(descriptor: int, how: int) -> None:
        monkeypatch.setattr(fcntl, "flock", lock)
        file.with_suffix(".lock").unlink()
        lock(descriptor, how)

    monkeypatch.setattr(fcntl, "flock", late)
    with held(file) as second, held(file) as third:
        assert (second, third) == (True, False)


@pytest.mark.parametrize("options", [("--send",), ("--news", "x"), ("--log",), ("acme",)])
def test_it_takes_nothing_about_a_new_letter(pulse: Pulse, options: tuple[str, ...]) -> None:
    pulse.fails(2, "draft", "update", "--resend", *options)


@pytest.mark.parametrize("options", [(), ("update",)])
def test_kind_and_client_are_needed_without_it(pulse: Pulse, options: tuple[str, ...]) -> None:
    assert "missing argument" in pulse.fails(2, "draft", *options).err


def test_todays_list_says_that_letters_wait(pulse: Pulse, server: Server) -> None:
    said = "not sent, or not logged. To go through"
    assert said not in pulse.ok("due").out
    fail(pulse, server)
    assert f"1 letter {said} it: pulse draft --resend\n" in pulse.ok("due").out
    fail(pulse, server, "beta")
    assert f"2 letters {said} them: pulse draft --resend\n" in pulse.ok("due", "--short").out
    pulse.ok("draft", "--resend", "--yes")
    assert said not in pulse.ok("due").out


def test_a_hostile_letter_is_shown_harmless(pulse: Pulse, server: Server, answer) -> None:
    name = "\x1b[5m\u202eEvil\x07"
    pulse.ok("client", "edit", "acme", "--name", name)
    server.outcomes = [NotSentError("there is no server")]
    pulse("draft", "update", "acme", "--news", f"{name} {{7}}", "--send", "--yes")
    assert_harmless(pulse.ok("draft", "--resend").err)
    assert_harmless(pulse.ok("due").out)
    answer("s", "d", "y")
    outcome = pulse.ok("draft", "--resend")
    assert_harmless(outcome.out + outcome.err)


def test_what_is_out_and_has_no_client_any_more_stays_until_it_is_dropped(
    pulse: Pulse, server: Server, kept: Kept, answer
) -> None:
    server.outcomes = [lambda: pulse.ok("client", "delete", "acme", "--yes") and ()]
    assert pulse("draft", "update", "acme", "--send", "--yes").code == 3
    (letter,) = pulse.ok("draft", "--resend", "--yes", "--json").json["letters"]
    assert (letter["result"], "nowhere to log it" in letter["reason"]) == ("left", True)
    answer("d", "y")
    assert "It went out, and can't be logged" in pulse.ok("draft", "--resend").err
    assert (kept(), len(server.taken)) == ([], 1)


def test_a_forgotten_clients_letters_go(pulse: Pulse, server: Server, kept: Kept) -> None:
    lose(pulse, server)
    fail(pulse, server, "beta")
    files = (pulse.store.parent / "drafts").glob("*.json")
    first = min(files, key=lambda one: one.stat().st_mtime_ns)
    first.with_name(f".{first.name}.4242").write_text("what a kill has left")
    done = pulse.ok("client", "delete", "acme", "--forget", "--yes")
    assert "1 letter to them, not sent or not logged, went with it." in done.out
    assert [one["client"]["key"] for one in kept()] == ["beta"]
    assert not list(first.parent.glob(f"*{first.name}*"))


def test_a_letter_of_a_client_that_was_merged_is_forgotten_with_the_other(
    pulse: Pulse, server: Server, kept: Kept
) -> None:
    fail(pulse, server)
    pulse.ok("client", "merge", "acme", "beta", "--yes")
    assert pulse.ok("client", "delete", "beta", "--forget", "--yes", "--json").json["letters"] == 1
    assert not kept()


def test_nobody_is_forgotten_while_a_letter_to_them_is_sent(
    pulse: Pulse, server: Server, kept: Kept
) -> None:
    def forget() -> None:
        tried = pulse("client", "delete", "acme", "--forget", "--yes")
        assert (tried.code, "is being sent right now" in tried.err) == (3, True)

    server.outcomes = [forget]
    pulse.ok("draft", "update", "acme", "--send", "--yes")
    assert logged(pulse) == [("acme", "2026-11-21")]


def test_the_doctor_names_letters_and_what_is_none(pulse: Pulse, server: Server) -> None:
    fail(pulse, server)
    broken = pulse.store.parent / "drafts" / f"{pulse.store.name}.broken.json"
    broken.write_text("{}")
    found = [one for one in pulse("doctor", "--json").json["items"] if one["check"] == "letters"]
    assert [(one["level"], one["message"]) for one in found] == [
        ("warning", "1 letter not sent, or not logged"),
        ("warning", f"this can't be read as a letter: {broken}"),
    ]


def test_where_letters_cant_be_seen_nobody_says_that_there_are_none(
    pulse: Pulse, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = os.listdir

    def refused(folder: str | Path = ".") -> list[str]:
        if Path(folder) == pulse.store.parent / "drafts":
            raise PermissionError(13, "Permission denied")
        return listed(folder)

    fail(pulse, server)
    monkeypatch.setattr("os.listdir", refused)
    said = "the letters that are kept can't be read (Permission denied)"
    assert said in pulse.fails(4, "draft", "--resend").err
    assert said in pulse.fails(4, "draft", "update", "acme", "--send", "--yes").err
    assert said in pulse.fails(4, "client", "delete", "acme", "--forget", "--yes").err
    assert said in " ".join(pulse("doctor").out.split())
    assert "--resend" not in pulse.ok("due").out
    assert server.taken == []


def test_a_pipe_among_the_letters_keeps_nobody_waiting(pulse: Pulse, server: Server) -> None:
    fail(pulse, server)
    pipe = pulse.store.parent / "drafts" / f"{pulse.store.name}.pipe.json"
    os.mkfifo(pipe)
    said = pulse.ok("draft", "--resend", "--yes").err
    assert f"Left, because it can't be read as a letter: {pipe}\n" in said
    assert server.to == ["ann@acme.example"]


def test_letters_are_the_same_by_whatever_name_their_store_is_opened(
    pulse: Pulse, server: Server, tmp_path: Path
) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(pulse.store)
    assert pulse("--db", str(link), "draft", "update", "acme", "--send", "--yes").code == 0
    server.outcomes = [NotSentError("there is no server")]
    assert pulse("--db", str(link), "draft", "greeting", "acme", "--send", "--yes").code == 6
    assert "1 letter not sent" in pulse.ok("due").out
    pulse.ok("draft", "--resend", "--yes")
    assert len(server.taken) == 2
