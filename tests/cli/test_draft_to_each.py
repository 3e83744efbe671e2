"""``pulse draft KIND @TAG --send``: one by one, each its own letter and its own record."""

from __future__ import annotations

import pytest

from clientpulse.cli.app.terminal import Terminal
from clientpulse.cli.commands.draft import to_each
from clientpulse.sending.posting import MaybeSentError, NotSentError, RefusedError
from tests.cli.posted import Server, answer, kept, server
from tests.conftest import Pulse, filled_once

__all__ = ["answer", "kept", "server"]

NAMES = ("Acme", "Beta", "Cobalt")
SEND = ("draft", "update", "@retail", "--send")


@pytest.fixture(autouse=True)
@filled_once
def _three(pulse: Pulse) -> None:
    for name in NAMES:
        address = f"{name.lower()}@x.example"
        pulse.ok("add", name, "--tag", "retail", "--contact", name, "--email", address)
    pulse.ok("add", "Mute", "--tag", "retail", "--contact", "Max")


def logged(pulse: Pulse) -> list[str]:
    return sorted(one["key"] for one in pulse.ok("history", "--json").items)


def states(kept) -> list[tuple[str, str]]:
    return sorted((one["client"]["key"], one["state"]) for one in kept())


def test_each_gets_their_own(pulse: Pulse, server: Server, kept) -> None:
    said = pulse.ok(*SEND, "--yes").err
    assert [to for to, _ in server.taken] == [(f"{one.lower()}@x.example",) for one in NAMES]
    assert [message["To"].addresses[0].display_name for _, message in server.taken] == [*NAMES]
    assert len({message["Message-ID"] for _, message in server.taken}) == 3
    assert logged(pulse) == ["acme", "beta", "cobalt"]
    assert "Left out: Mute (no address)\n" in said
    assert "Sent and logged: 3 letters.\n" in said
    assert kept() == []


def test_who_would_get_several_is_named(pulse: Pulse, server: Server) -> None:
    pulse.ok("contact", "edit", "cobalt", "Cobalt", "--email", "Acme@x.example, cobalt@x.example")
    said = pulse.ok(*SEND, "--yes").err
    assert "acme@x.example gets 2 letters: Acme, Cobalt\n" in said
    assert said.count("gets") == 1


def test_each_record_is_taken_back_by_itself(pulse: Pulse, server: Server) -> None:
    pulse.ok(*SEND, "--yes")
    pulse.ok("undo")
    assert logged(pulse) == ["acme", "beta"]


def test_who_got_one_today_gets_no_second(pulse: Pulse, server: Server) -> None:
    pulse.ok("draft", "update", "beta", "--send", "--yes")
    server.taken.clear()
    said = pulse.ok(*SEND, "--yes").err
    assert server.to == ["acme@x.example", "cobalt@x.example"]
    assert "Left out: Beta (got one today)\n" in said
    server.taken.clear()
    assert "got one today" in pulse(*SEND, "--yes").err
    assert not server.taken


def test_one_that_is_refused_doesnt_stop_the_others(pulse: Pulse, server: Server, kept) -> None:
    server.outcomes = [(), RefusedError("no such user")]
    outcome = pulse(*SEND, "--yes")
    assert outcome.code == 6
    assert "error: Beta: no such user\n" in outcome.err
    assert server.to == ["acme@x.example", "cobalt@x.example"]
    assert states(kept) == [("beta", "failed")]


@pytest.mark.parametrize(
    ("error", "state", "said"),
    [
        (NotSentError("no server"), "failed", "Kept, because it couldn't be sent: Beta"),
        (MaybeSentError("gone"), "sending", "May have gone out, and not logged: Beta"),
        (KeyboardInterrupt(), "sending", "May have gone out, and not logged: Beta"),
    ],
)
def test_what_stops_it_leaves_the_rest_waiting(
    pulse: Pulse, server: Server, kept, error: BaseException, state: str, said: str
) -> None:
    server.outcomes = [(), error]
    outcome = pulse(*SEND, "--yes")
    assert outcome.code in {6, 130}
    told = f"{said}\nNot sent yet: Cobalt\nTo go on: pulse draft --resend\n"
    assert told in outcome.err
    assert states(kept) == [("beta", state), ("cobalt", "waiting")]
    assert logged(pulse) == ["acme"]
    # Once more: nobody gets a second one.
    assert "one is waiting: pulse draft --resend" in pulse(*SEND, "--yes").err
    assert server.to == ["acme@x.example"]
    pulse.ok("draft", "--resend", "--yes")
    assert "cobalt@x.example" in server.to
    assert ("beta@x.example" in server.to) == (state == "failed")


def test_all_are_written_down_before_the_first_goes(pulse: Pulse, server: Server, kept) -> None:
    seen = []
    server.outcomes = [lambda: seen.extend(states(kept))]
    pulse.ok(*SEND, "--yes")
    assert seen == [("acme", "sending"), ("beta", "waiting"), ("cobalt", "waiting")]


def test_one_that_was_sent_elsewhere_meanwhile_isnt_sent_again(
    pulse: Pulse, server: Server, kept
) -> None:
    server.outcomes = [lambda: pulse.ok("draft", "--resend", "--yes") and ()]
    pulse.ok(*SEND, "--yes")
    assert sorted(server.to) == [f"{one.lower()}@x.example" for one in NAMES]
    assert logged(pulse) == ["acme", "beta", "cobalt"]


def test_one_that_may_be_out_meanwhile_isnt_sent(pulse: Pulse, server: Server, kept) -> None:
    server.outcomes = [
        lambda: pulse("draft", "--resend", "beta", "--yes") and (),
        MaybeSentError("gone"),
    ]
    pulse.ok(*SEND, "--yes")
    assert server.to == ["acme@x.example", "cobalt@x.example"]
    assert states(kept) == [("beta", "sending")]


def test_too_many_are_refused(
    pulse: Pulse, server: Server, monkeypatch: pytest.MonkeyPatch, kept
) -> None:
    monkeypatch.setattr(to_each, "MOST", 2)
    err = pulse.fails(2, *SEND, "--yes").err
    assert "3 letters are too many at once: 2 at most" in err
    assert (server.taken, kept()) == ([], [])


def test_it_pauses_between_two(
    pulse: Pulse, server: Server, config, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(to_each.time, "sleep", pauses.append)
    config.write_text(config.read_text().replace("pause = 0", "pause = 7"))
    pulse.ok(*SEND, "--yes")
    assert pauses == [7, 7]


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_nothing_goes_out_without_a_yes(pulse: Pulse, server: Server, kept, options) -> None:
    pulse.fails(2, *SEND, *options)
    assert (server.taken, kept()) == ([], [])


@pytest.mark.parametrize("answers", [("n",), ("",), ("v", "x", "n")])
def test_a_no_sends_nothing(pulse: Pulse, server: Server, kept, answer, answers) -> None:
    answer(*answers)
    outcome = pulse(*SEND)
    assert outcome.code == 3
    assert outcome.out.count("Subject:") == (4 if "v" in answers else 1)
    assert (server.taken, kept()) == ([], [])


def test_a_yes_sends_them_all(pulse: Pulse, server: Server, answer) -> None:
    answer("y")
    said = pulse.ok(*SEND).err
    assert "  Beta: beta@x.example\n" in said
    assert len(server.taken) == 3


def test_json_names_them_all(pulse: Pulse, server: Server) -> None:
    server.outcomes = [(), NotSentError("no server")]
    answer = pulse(*SEND, "--yes", "--json").json
    assert [one["key"] for one in answer["sent"]] == ["acme"]
    assert [(one["key"], one["reason"]) for one in answer["failed"]] == [("beta", "no server")]
    assert [one["key"] for one in answer["waiting"]] == ["cobalt"]
    assert [(one["key"], one["reason"]) for one in answer["left"]] == [("mute", "no address")]


def test_two_runs_at_once_send_each_letter_once(
    pulse: Pulse, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second run has begun before, and gets its yes only now."""

    def ask_late(*_: object) -> str:
        pulse.ok("draft", "update", "beta", "--send", "--yes")
        server.outcomes = [NotSentError("there is no server")]
        pulse("draft", "update", "acme", "--send", "--yes")
        return "y"

    monkeypatch.setattr(Terminal, "may_ask", True)
    monkeypatch.setattr(Terminal, "ask", ask_late)
    said = pulse.ok(*SEND).err
    assert server.to == ["beta@x.example", "cobalt@x.example"]
    assert "Left out: Acme (one is waiting: pulse draft --resend)\n" in said
    assert "Left out: Beta (got one today)\n" in said
    assert "Sent and logged: 1 letter.\n" in said


def test_where_nobody_is_left_after_the_yes_nothing_is_sent(
    pulse: Pulse, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask_late(*_: object) -> str:
        pulse.ok(*SEND, "--yes")
        return "y"

    monkeypatch.setattr(Terminal, "may_ask", True)
    monkeypatch.setattr(Terminal, "ask", ask_late)
    assert "nobody gets a letter" in pulse.fails(3, *SEND).err
    assert len(server.taken) == 3


def test_of_an_interrupted_one_is_said_what_is_known(pulse: Pulse, server: Server) -> None:
    server.outcomes = [(), KeyboardInterrupt()]
    said = pulse(*SEND, "--yes").err
    left = "May have gone out, and not logged: Beta\nNot sent yet: Cobalt\n"
    assert f"Sent and logged: 1 letter.\n{left}" in said


def test_one_that_is_out_and_not_logged_is_said_so(
    pulse: Pulse, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("clientpulse.services.drafting.log.log", interrupted)
    said = pulse(*SEND, "--yes").err
    assert "Sent, and not logged yet: Acme\nNot sent yet: Beta, Cobalt\n" in said
