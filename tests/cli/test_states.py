"""Archived, paused, snoozed, turned off: always said, and out of the lists."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import TODAY, Pulse

SAID = {
    "archived": "Acme is archived: due stays silent. To bring it back: pulse client restore acme",
    "paused": "Acme is paused: due stays silent. To end it: pulse client resume acme",
    "paused till": "Acme is paused until Fri 4 Dec 2026: due stays silent.",
    "snoozed": "Acme is snoozed until Fri 4 Dec 2026: updates, meetings and the like stay silent.",
}

REST = {
    "archived": ("client", "archive", "acme"),
    "paused": ("client", "pause", "acme"),
    "paused till": ("client", "pause", "acme", "--until", "2026-12-04"),
    "snoozed": ("snooze", "acme", "2026-12-04"),
}

WRITING = [
    ("log", "acme", "hello"),
    ("promise", "acme", "figures", "--by", "2026-12-01"),
    ("ask", "acme", "papers", "--by", "2026-12-01"),
    ("commitment", "edit", "1", "--by", "2026-12-02"),
    ("mistake", "add", "acme", "Sent it twice"),
    ("mistake", "told", "1"),
    ("mistake", "fixed", "2"),
    ("mistake", "told", "1", "-c", "call"),
    ("mistake", "fixed", "2", "-c", "call"),
    ("done", "1", "-c", "email"),
    ("remind", "done", "1", "-c", "call"),
    ("remind", "acme", "2026-12-01", "the", "talk"),
    ("remind", "edit", "1", "--what", "their talk"),
    ("meeting", "book", "acme", "2026-12-03"),
    ("meeting", "move", "1", "2026-12-05"),
    ("project", "start", "acme", "Shop"),
    ("project", "edit", "1", "--checkin", "3d"),
    ("project", "finish", "acme", "site"),
    ("feedback", "acme", "Fine"),
    ("client", "edit", "acme", "--owner", "sam"),
    ("client", "rules", "acme", "feedback=1y"),
    ("done", "1"),
    ("done", "1", "-c", "email"),
    ("done", "t1"),
    ("commitment", "drop", "1"),
    ("contact", "add", "acme", "Bob"),
    ("contact", "edit", "acme", "ann", "--role", "CFO"),
    ("contact", "remove", "acme", "ann"),
    ("agenda", "acme", "add", "the fair"),
    ("agenda", "acme", "drop", "1"),
    ("checkup", "acme", "--set", "communication=yes"),
    ("service", "mention", "acme", "payroll"),
    ("touchpoint", "edit", "1", "--note", "the offer"),
    ("touchpoint", "delete", "1"),
]


@pytest.fixture
def acme(pulse: Pulse) -> Pulse:
    """A client with something of everything."""
    pulse.begin_with(_filled)
    return pulse


def _filled(pulse: Pulse) -> None:
    for words in (
        ("add", "Acme", "--meet", "quarterly", "--since", "2026-01-05"),
        ("promise", "acme", "the estimate", "--by", "2026-11-27"),
        ("mistake", "acme", "Lost the file"),
        ("mistake", "acme", "Lost it again"),
        ("mistake", "told", "2"),
        ("remind", "acme", "2026-11-30", "the fair"),
        ("meeting", "book", "acme", "2026-12-01"),
        ("project", "start", "acme", "Site"),
        ("contact", "add", "acme", "Ann"),
        ("log", "acme", "-c", "email", "--inbound", "-d", "2026-11-20"),
        ("agenda", "acme", "add", "the offer"),
        ("service", "add", "Payroll", "We run it."),
    ):
        pulse.ok(*words)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        *zip(cycle(SAID), WRITING, strict=False),
        *((state, WRITING[0]) for state in list(SAID)[1:]),
    ],
)
def test_whoever_writes_about_a_resting_client_is_told(
    acme: Pulse, words: tuple[str, ...], state: str
) -> None:
    assert "silent" not in acme.ok(*words).out
    acme.ok("undo")
    acme.ok(*REST[state])
    said = acme.ok(*words).out
    assert SAID[state] in said
    assert said.count("silent") == 1


def test_a_dry_run_and_a_new_name_say_so_too_and_another_client_isnt_spoken_of(
    acme: Pulse,
) -> None:
    acme.ok("add", "Other")
    acme.ok("client", "archive", "acme")
    assert SAID["archived"] in acme.ok("commitment", "drop", "1", "--dry-run").out
    assert "Acme AG is archived" in acme.ok("client", "rename", "acme", "Acme AG").out
    assert "silent" not in acme.ok("contact", "add", "other", "Bob").out
    assert "silent" not in acme.ok("service", "edit", "payroll", "--sentence", "We run it all.").out
    assert "silent" not in acme.ok("undo").out
    assert "silent" not in acme.ok("client", "archive", "other").out


@pytest.mark.parametrize("state", SAID)
@pytest.mark.parametrize("log", [(), ("--log",), ("--log", "--json")], ids=" ".join)
def test_whoever_drafts_a_letter_to_a_resting_client_is_told_once(
    acme: Pulse, log: tuple[str, ...], state: str
) -> None:
    acme.ok("contact", "edit", "acme", "ann", "--email", "ann@acme.example")
    acme.ok(*REST[state])
    said = acme.ok("draft", "greeting", "acme", *log)
    assert said.err.count(SAID[state]) == 1
    assert "silent" not in said.out


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("update", ("log", "acme", "hello")),
        ("promise", ("promise", "acme", "figures", "--by", "2026-12-01")),
        ("chase", ("ask", "acme", "papers", "--by", "2026-12-01")),
        ("own_up", ("mistake", "add", "acme", "Sent it twice")),
        ("make_good", ("mistake", "told", "1")),
        ("look_back", ("mistake", "fixed", "2")),
        ("make_good", ("mistake", "told", "1", "-c", "call")),
        ("look_back", ("mistake", "fixed", "2", "-c", "call")),
        ("update", ("done", "1", "-c", "email")),
        ("recap", ("log", "acme", "-c", "meeting")),
        ("update", ("project", "start", "acme", "Shop", "--checkin", "3d")),
        ("update", ("project", "edit", "1", "--checkin", "3d")),
        ("moment", ("remind", "acme", "2026-12-01", "the", "talk")),
        ("outcome", ("meeting", "book", "acme", "2026-12-03")),
        ("project_feedback", ("project", "finish", "acme", "site")),
    ],
)
def test_a_rule_that_is_off_is_named_where_it_would_have_reminded(
    acme: Pulse, config: Path, rule: str, words: tuple[str, ...]
) -> None:
    acme.ok("client", "rules", "acme", f"{rule}=none")
    assert (
        f"Turned off for Acme: {rule}. To turn it on: pulse client rules acme {rule}=default"
        in (acme.ok(*words).out)
    )
    acme.ok("undo")
    acme.ok("undo")
    assert "Turned off" not in acme.ok(*words).out
    acme.ok("undo")
    config.write_text(f'[rules]\n{rule} = "none"\n')

    usual = rule in ("update", "recap") and words[0] != "project"
    assert (f"Turned off for all clients: {rule}." in acme.ok(*words).out) == (not usual)


OFF = ["own_up=none", "make_good=none", "promise=none", "chase=none", "recap=none", "answer=none",
       "moment=none", "feedback=none", "checkup=none", "outcome=none"]  # fmt: skip


def test_the_rules_that_are_off_are_named_by_what_is_open(acme: Pulse) -> None:
    acme.ok("mistake", "fixed", "2")
    acme.ok("client", "rules", "acme", *OFF)
    said = acme.ok("log", "acme", "hi").out
    assert (
        "Turned off for Acme: own_up. To turn it on: pulse client rules acme own_up=default\n"
        in said
    )
    acme.today = "2026-11-27"  # the promise is due by then, and nothing else
    acme.ok("remind", "done", "1", today="2026-11-30")
    acme.ok("log", "acme", "-c", "meeting")
    said = acme.ok("log", "acme", "hi", today="2026-11-30").out
    assert (
        "Turned off for Acme: own_up, promise, recap. To turn them on:"
        " pulse client rules acme own_up=default promise=default recap=default\n" in said
    )
    assert "Lost the file" not in said
    back = said.partition("pulse client rules ")[2].split()
    acme.ok("client", "rules", *back)
    said = acme.ok("log", "acme", "hi", today="2026-11-30").out
    assert "Turned off" not in said
    assert "pulse mistake told 1" in said


def test_an_answer_that_nobody_asks_for_is_said_where_one_waits(acme: Pulse, config: Path) -> None:
    inbound = ("log", "acme", "Asks", "-c", "email", "--inbound")
    acme.ok("client", "rules", "acme", "answer=none", "update=none")
    # What they wrote asks for no update either way.
    assert "Turned off" not in acme.ok(*inbound, "--no-reply").out
    said = acme.ok(*inbound).out
    assert "Turned off for Acme: answer." in said
    assert "wait for an answer" not in said
    assert "Turned off for Acme: update." in acme.ok("log", "acme", "answered").out
    acme.ok("client", "rules", "acme", "answer=default")
    config.write_text('[rules]\nanswer = "none"\n')
    assert "Turned off for all clients: answer." in acme.ok(*inbound).out


def test_a_draft_that_is_logged_says_what_log_says(acme: Pulse) -> None:
    acme.ok("contact", "add", "acme", "Ann", "--email", "a@acme.example", "--primary")
    acme.ok("client", "rules", "acme", "own_up=none", "update=none")
    said = acme.ok("draft", "feedback", "acme", "--log").err
    assert "Turned off for Acme: update, own_up. To turn them on: " in said


def test_a_check_in_that_never_comes_is_not_promised(acme: Pulse) -> None:
    assert "they hear from you" in acme.ok("project", "start", "acme", "A", "--checkin", "3d").out
    acme.ok("client", "rules", "acme", "update=none")
    said = acme.ok("project", "start", "acme", "B", "--checkin", "3d").out
    assert "hear from you" not in said
    assert "Turned off for Acme: update." in said
    assert "Turned off" not in acme.ok("project", "start", "acme", "C").out
    assert "Turned off" not in acme.ok("project", "edit", "1", "--name", "D").out


def test_one_command_turns_on_all_that_is_off(acme: Pulse) -> None:
    acme.ok("client", "rules", "acme", "meeting=none", "update=none")
    said = acme.ok("log", "acme", "hello").out
    turn_on = "pulse client rules acme meeting=default update=default"
    assert f"Turned off for Acme: meeting, update. To turn them on: {turn_on}\n" in said
    acme.ok(*turn_on.split()[1:])
    assert "Turned off" not in acme.ok("log", "acme", "hello").out


@pytest.mark.parametrize(
    "command",
    [REST["archived"], REST["paused"], ("client", "rules", "acme", "look_back=none")],
)
def test_no_call_is_announced_that_wont_come(acme: Pulse, command: tuple[str, ...]) -> None:
    assert "will remind you" in acme.ok("mistake", "fixed", "2").out
    acme.ok("undo")
    acme.ok(*command)
    assert "will remind you" not in acme.ok("mistake", "fixed", "2").out


def test_who_is_brought_back_may_still_rest(acme: Pulse) -> None:
    acme.ok("client", "pause", "acme")
    acme.ok("client", "archive", "acme")
    assert SAID["paused"] in acme.ok("client", "restore", "acme").out
    acme.ok("undo")
    resumed = acme.ok("client", "resume", "acme").out
    assert "active" not in resumed
    assert SAID["archived"] in resumed
    assert "silent" not in acme.ok("client", "restore", "acme").out
    acme.ok("snooze", "acme", "2026-12-04")
    acme.ok("client", "pause", "acme")
    assert SAID["snoozed"] in acme.ok("client", "resume", "acme").out


def test_a_snooze_or_a_pause_of_an_archived_client_says_that_it_is(acme: Pulse) -> None:
    acme.ok("client", "archive", "acme")
    for words in (REST["snoozed"], ("snooze", "acme", "--clear"), REST["paused"]):
        assert SAID["archived"] in acme.ok(*words).out


@pytest.mark.parametrize("words", [("Acme",), ("ACME",), ("Acme Two", "--key", "acme")])
def test_adding_one_that_is_archived_says_so(acme: Pulse, words: tuple[str, ...]) -> None:
    assert "archived" not in acme.fails(3, "add", *words).err
    acme.ok("client", "archive", "acme")
    refused = acme.fails(3, "add", *words).err
    assert "there is one already, archived: Acme (acme)" in refused
    assert "pulse client restore acme" in refused


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("name\nAcme\nOther\n", "c.csv"),
        ("client,on\nacme,2026-11-20\nother,2026-11-20\n", "t.csv"),
    ],
)
def test_an_import_says_which_of_its_clients_are_archived(
    acme: Pulse, write: Callable[..., str], content: str, name: str
) -> None:
    acme.ok("add", "Other")
    acme.ok("add", "Third")
    path = write(content, name)
    acme.ok("client", "archive", "third")
    assert "archived" not in acme.ok("import", path).out
    acme.ok("client", "archive", "acme")
    said = acme.ok("import", path).out
    assert (
        "1 of them is archived: due stays silent. To bring one back: pulse client restore acme"
        in said
    )
    acme.ok("client", "archive", "other")
    assert "2 of them are archived" in acme.ok("import", path).out


@pytest.mark.parametrize("content", ["name\nAcme\nOther\n", "client,on\nacme,2026-11-20\n"])
@pytest.mark.parametrize(
    ("begin", "said", "over"),
    [
        (
            ("client", "pause", "acme"),
            "1 of them is paused: due stays silent. To resume one: pulse client resume acme",
            None,
        ),
        (
            ("client", "pause", "acme", "--until", "2026-11-24"),
            "1 of them is paused: due stays silent.",
            "2026-11-24",
        ),
        (
            ("snooze", "acme", "2026-11-24"),
            "1 of them is snoozed: updates, meetings and the like stay silent."
            " To end one: pulse snooze acme --clear",
            "2026-11-24",
        ),
    ],
)
def test_an_import_says_which_of_its_clients_rest(
    acme: Pulse,
    write: Callable[..., str],
    content: str,
    begin: tuple[str, ...],
    said: str,
    over: str | None,
) -> None:
    acme.ok("add", "Third")
    acme.ok("client", "pause", "third")
    acme.ok(*begin)
    path = write(content)
    assert said in acme.ok("import", path, today="2026-11-23").out
    assert "silent" in acme.ok("import", path, "--dry-run", today="2026-11-23").out
    if over:
        assert "silent" not in acme.ok("import", path, today=over).out
    acme.ok("client", "archive", "acme")
    only = acme.ok("import", path, today="2026-11-23").out
    assert ("archived" in only, "paused" in only, "snoozed" in only) == (True, False, False)


LISTS = ["commitment", "mistake", "remind", "meeting", "project", "contact"]


@pytest.mark.parametrize("noun", LISTS)
def test_lists_leave_out_what_is_open_with_archived_clients(acme: Pulse, noun: str) -> None:
    acme.ok("add", "Other")
    everything = acme.ok(noun, "list", "--json").items
    assert everything
    acme.ok("client", "archive", "acme")
    assert acme.ok(noun, "list", "--json").items == []
    assert acme.ok(noun, "list", "--archived", "--json").items == everything
    assert acme.ok(noun, "list", "acme", "--json").items == everything
    assert (
        "is archived: due stays silent" in acme.ok(noun, "list", "acme", "--format", "markdown").out
    )
    assert "silent" not in acme.ok(noun, "list", "other", "--format", "markdown").out
    if noun not in {"project", "contact"}:
        assert acme.ok(noun, "list", "--all", "--json").items == []


def test_the_agenda_says_that_a_client_is_archived(acme: Pulse) -> None:
    assert "archived" not in acme.ok("agenda", "acme", "--format", "markdown").out
    acme.ok("client", "archive", "acme")
    assert "archived" in acme.ok("agenda", "acme", "--format", "markdown").out


@pytest.mark.parametrize("words", [("due",), ("report",), ("dial",), ("client", "list")])
def test_with_archived_clients_only_nobody_is_asked_to_add_the_first_one(
    acme: Pulse, words: tuple[str, ...]
) -> None:
    acme.ok("client", "archive", "acme")
    said = acme.ok(*words, "--format", "markdown").out + acme.ok(*words).out
    assert said.count("All your clients are archived: pulse client list --archived") == 2
    assert "pulse add" not in said
    acme.ok("client", "restore", "acme")
    assert "archived" not in acme.ok(*words).out


def test_show_and_report_name_what_is_turned_off(acme: Pulse, config: Path) -> None:
    config.write_text('[rules]\ncheckup = "none"\nrecap = "none"\n')
    acme.ok("client", "rules", "acme", "feedback=none", "recap=3d")
    shown = acme.ok("show", "acme", "--format", "markdown").out
    assert "feedback (for this client)" in shown
    assert "checkup (for all clients)" in shown
    for report in (acme.ok("report").out, acme.ok("report", "--format", "markdown").out):
        assert "Turned off for all clients: recap, checkup" in report
        assert "Turned off for single clients: Acme (feedback)" in report
    (row,) = acme.ok("report", "--json").items
    assert row["rules_off"] == ["feedback"]
    config.write_text("")
    acme.ok("client", "rules", "acme", "feedback=default")
    assert "Turned off" not in acme.ok("report").out + acme.ok("show", "acme").out


def test_a_snooze_shows_in_the_report_beside_what_it_doesnt_hide(acme: Pulse) -> None:
    acme.ok("snooze", "acme", "2027-03-01")
    assert "| today, snoozed |" in acme.ok("report", "--format", "markdown", today="2026-12-01").out
    assert "snoozed" not in acme.ok("report", today="2027-03-01").out


def report(pulse: Pulse) -> list[dict[str, Any]]:
    return pulse.ok("report", "--sort", "name", "--json").items


@pytest.mark.parametrize("for_all", [False, True])
def test_updates_that_are_turned_off_count_nothing(
    pulse: Pulse, config: Path, for_all: bool
) -> None:
    """Silence that nobody is reminded of is no fault in the figures."""
    pulse.ok("add", "Acme", "--meet", "quarterly", "--since", "2026-01-05")
    pulse.ok("add", "Other", "--meet", "none", "--update", "monthly", "--since", "2026-01-05")
    assert [row["counted"] for row in report(pulse)] == [13, 10]
    if for_all:
        config.write_text('[rules]\nupdate = "none"\n')
    else:
        for key in ("acme", "other"):
            pulse.ok("client", "rules", key, "update=none")
    row, updates_only = report(pulse)
    assert (row["update_interval"], row["update_from"]) == (None, None)
    assert (row["meeting_interval"], row["kept"], row["counted"]) == ("3m", 0, 3)
    assert (updates_only["counted"], updates_only["health"]) == (0, None)
    assert "no cadence is agreed" not in pulse.ok("due", "--json").out + pulse.ok("due").out
    words = "meet quarterly, no updates (turned off)"
    for command in (("show", "acme"), ("client", "list"), ("report",), ("brief", "acme")):
        assert words in pulse.ok(*command, "--format", "markdown").out, command
    said = pulse.ok("client", "edit", "acme", "--meet", "monthly").out.splitlines()
    assert said[1] == "  meet: quarterly → monthly; no updates (turned off)"


def test_a_turned_off_rule_says_nothing_where_there_is_nothing_to_turn_off(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--meet", "weekly")
    pulse.ok("client", "rules", "acme", "update=none")
    assert "turned off" not in pulse.ok("client", "list").out
    assert TODAY in pulse.ok("client", "list", "--json").out
