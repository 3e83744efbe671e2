"""Today's list on the command line; what the rules say is tested with the engine."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.conftest import Pulse, filled_once


@pytest.fixture(autouse=True)
@filled_once
def _portfolio(pulse: Pulse) -> None:
    pulse.ok("add", "Silent Ltd", "--meet", "monthly", "--since", "2026-10-21", "--tag", "Retail")
    pulse.ok("add", "Fresh AG", "--meet", "quarterly", "--since", "2026-11-20", "--owner", "Kim")
    pulse.ok("add", "Soon Co", "--update", "2w", "--meet", "none", "--since", "2026-11-14")
    pulse.ok("log", "fresh", "Hello")


def rules(pulse: Pulse, *options: str) -> list[tuple[str, str, str]]:
    items = pulse.ok("due", "--json", *options).items
    return [(item["key"], item["rule"], item["status"]) for item in items]


def test_the_list_has_one_item_a_rule_and_its_contract_fields(pulse: Pulse) -> None:
    answer = pulse.ok("due", "--json").json
    assert (answer["schema"], answer["today"]) == ("clientpulse.due/1", "2026-11-21")
    assert answer["items"][0] == {
        "client": "Silent Ltd",
        "key": "silent-ltd",
        "rule": "update",
        "status": "overdue",
        "due_on": "2026-10-28",
        "act_by": "2026-10-28",
        "days_overdue": 24,
        "interval": "1w",
        "last_on": None,
        "last_channel": None,
        "reason": "not contacted since the start (Wed 21 Oct); weekly updates",
        "suggestion": "send a short update",
        "class": 4,
        "ref": None,
        "owner": None,
    }
    assert rules(pulse) == [("silent-ltd", "update", "overdue"), ("silent-ltd", "meeting", "due")]


def test_pulse_alone_is_due(pulse: Pulse) -> None:
    assert pulse.ok().out == pulse.ok("due").out


@pytest.mark.parametrize(
    ("arguments", "same"),
    [
        (("--",), ("due",)),
        (("--no-color",), ("due",)),
        (("--no-color", "--"), ("due",)),
        (("--tag", "none"), ("due", "--tag", "none")),
        (("--no-color", "--within", "2w"), ("due", "--within", "2w")),
    ],
)
def test_what_names_no_command_is_due(
    pulse: Pulse, arguments: tuple[str, ...], same: tuple[str, ...]
) -> None:
    assert pulse.ok(*arguments).out == pulse.ok(*same).out


@pytest.mark.parametrize("option", ["--db", "--today"])
def test_a_global_option_without_its_value_is_refused(pulse: Pulse, option: str) -> None:
    assert "requires an argument" in pulse.fails(2, option).err


def test_within_adds_what_is_soon_and_says_how_far_ahead_soon_is(pulse: Pulse) -> None:
    assert ("soon-co", "update", "soon") not in rules(pulse, "--within", "5d")
    assert ("soon-co", "update", "soon") in rules(pulse, "--within", "6d")
    pulse.fails(2, "due", "--within", "none")
    pulse.fails(2, "due", "--within", "soon")


@pytest.mark.parametrize(
    "options", [("--client", "silent"), ("--tag", "retail"), ("--tag", "RETAIL")]
)
def test_the_list_can_be_narrowed(pulse: Pulse, options: tuple[str, str]) -> None:
    assert {key for key, _, _ in rules(pulse, *options)} == {"silent-ltd"}


def test_an_owner_is_matched_in_any_case(pulse: Pulse) -> None:
    assert rules(pulse, "--owner", "kim") == []
    assert len(rules(pulse, "--owner", "KIM", "--within", "1m")) == 1


def test_owners_and_tags_beyond_ascii_are_matched_in_any_case(pulse: Pulse) -> None:
    pulse.ok("add", "Far", "--since", "2026-01-01", "--owner", "Özil", "--tag", "Ärzte")
    assert {key for key, _, _ in rules(pulse, "--owner", "özil")} == {"far"}
    assert {key for key, _, _ in rules(pulse, "--tag", "ÄRZTE")} == {"far"}
    assert rules(pulse, "--tag", "nobody's") == []
    listed = pulse.ok("client", "list", "--tag", "ärzte", "--json").items
    assert [item["tags"] for item in listed] == [["Ärzte"]]


def test_check_tells_a_script_by_its_exit_code(pulse: Pulse) -> None:
    assert pulse("due", "--check").code == 10
    assert pulse("due", "--check", "--client", "fresh").code == 0
    assert pulse("due", "--check", "--json", "--client", "silent").code == 10
    soon = pulse("due", "--check", "--client", "fresh", "--within", "3m", "--json")
    assert {item["status"] for item in soon.items} == {"soon"}
    assert soon.code == 0


def test_the_limit_counts_clients_in_a_table_and_items_in_data(pulse: Pulse) -> None:
    for number in range(3):
        pulse.ok("add", f"More {number}", "--meet", "monthly", "--since", "2026-10-01")
    said = pulse.ok("due", "--limit", "1").out
    assert "and 3 more clients: pulse due --all" in said
    assert len(pulse.ok("due", "--limit", "1", "--json").items) == 1
    assert len(pulse.ok("due", "--all", "--json").items) == 8
    pulse.fails(2, "due", "--limit", "0")
    pulse.fails(2, "due", "--limit", "1", "--all")


def test_a_row_says_all_its_reasons_and_the_command_to_type(pulse: Pulse) -> None:
    (row,) = [line for line in pulse.ok("due").out.splitlines() if "Silent" in line]
    assert "not contacted since the start (Wed 21 Oct); weekly updates; meeting due today" in row
    assert row.endswith("pulse log silent-ltd -c email")


def test_a_free_day_is_said_kindly_and_names_the_next_date(pulse: Pulse) -> None:
    said = pulse.ok("due", "--client", "fresh").out
    assert "Nobody is waiting to hear from you today." in said
    assert "Next: Fresh AG on Mon 21 Dec (in 4 weeks): update due Mon 21 Dec" in said


def test_clients_without_a_cadence_are_no_free_day(pulse: Pulse) -> None:
    pulse.ok("add", "Loose", "--meet", "none", "--tag", "loose")
    assert "no cadence is agreed" in pulse.ok("due", "--tag", "loose").out


def test_a_snooze_hides_contacts_but_not_appointments(pulse: Pulse) -> None:
    pulse.ok("snooze", "silent", "in", "2", "weeks", "--reason", "on holiday")
    assert rules(pulse) == []
    pulse.ok("meeting", "book", "silent", "today")
    assert rules(pulse) == [("silent-ltd", "appointment", "today")]
    pulse.ok("snooze", "silent", "--clear")
    assert ("silent-ltd", "update", "overdue") in rules(pulse)


def test_a_snooze_ends_on_its_day(pulse: Pulse) -> None:
    pulse.ok("snooze", "silent", "2026-11-25")
    assert pulse.ok("due", "--json", "--client", "silent", today="2026-11-24").items == []
    assert pulse.ok("due", "--json", "--client", "silent", today="2026-11-25").items != []


def test_pause_hides_everything_until_resumed(pulse: Pulse) -> None:
    pulse.ok("meeting", "book", "silent", "today")
    pulse.ok("client", "pause", "silent")
    assert rules(pulse) == []
    assert "1 client is paused or snoozed" in pulse.ok("due", "--client", "silent").out
    pulse.ok("client", "resume", "silent")
    assert len(rules(pulse)) == 2


def test_global_options_may_stand_behind_the_command(pulse: Pulse) -> None:
    inside = pulse.ok("due", "--json", "--today", "2027-01-01").json
    assert inside["today"] == "2027-01-01"
    outside = pulse.ok("due", "--json", today="2027-01-01").json
    assert inside == outside


@pytest.mark.parametrize(
    "arguments",
    [("due", "--format", "xml"), ("due", "--json", "--format", "csv"), ("due", "--nope"), ("deu",)],
)
def test_wrong_usage_is_told_in_two_lines(pulse: Pulse, arguments: tuple[str, ...]) -> None:
    pulse.fails(2, *arguments)


def test_a_mistyped_command_gets_the_nearest(pulse: Pulse) -> None:
    assert "did you mean 'pulse due'?" in pulse.fails(2, "deu").err
    assert "did you mean 'pulse client merge'?" in pulse.fails(2, "client", "merg").err


def test_csv_has_the_json_fields_as_columns(pulse: Pulse) -> None:
    lines = pulse.ok("due", "--format", "csv").out.splitlines()
    assert lines[0].split(",")[:4] == ["client", "key", "rule", "status"]
    assert lines[1].startswith("Silent Ltd,silent-ltd,update,overdue,2026-10-28")
    empty = pulse.ok("due", "--format", "csv", "--client", "fresh").out.splitlines()
    assert empty == lines[:1]


def test_markdown_is_a_table(pulse: Pulse) -> None:
    lines = pulse.ok("due", "--format", "markdown").out.splitlines()
    assert lines[0] == "## Sat 21 Nov 2026: 1 client to contact, 1 overdue"
    assert lines[2].startswith("| Status | When | Client |")
    assert lines[4].startswith("| overdue | 3 weeks late | Silent Ltd |")


def test_who_does_not_fit_is_no_free_day(pulse: Pulse) -> None:
    assert "No client matches." in pulse.ok("due", "--tag", "nosuch").out
    assert "No client matches." in pulse.ok("due", "--client", "fresh", "--tag", "retail").out


def test_history_echoes_its_days_and_refuses_them_the_wrong_way_round(pulse: Pulse) -> None:
    said = pulse.ok("history", "--since", "mon", "--until", "fri").out
    assert "since Mon 16 Nov 2026 until Fri 20 Nov 2026" in said
    pulse.fails(2, "history", "--since", "fri", "--until", "mon")


def test_a_client_or_a_tag_behind_the_command_shows_those_alone(pulse: Pulse) -> None:
    for command in ("due", "report"):
        keys = {item["key"] for item in pulse.ok(command, "@retail", "--json").items}
        assert keys == {"silent-ltd"}, command
        named = {item["key"] for item in pulse.ok(command, "silent", "--json").items}
        assert named == keys, command


def test_a_tag_has_to_be_known_and_there_is_one(pulse: Pulse) -> None:
    nobody = pulse.fails(3, "due", "@key")
    assert nobody.err == 'error: no client has the tag "key"\nhint: there is @Retail\n'
    pulse.ok("client", "edit", "silent", "--add-tag", "big fish", "--add-tag", "@ten")
    hint = "hint: there is @@ten, @Retail, '@big fish'"
    assert hint in pulse.fails(3, "due", "@key").err
    assert pulse.ok("due", "@ten", "--json").items
    pulse.ok("add", "@home")
    assert 'hint: "@Home" is the client home\n' in pulse.fails(3, "due", "@Home").err
    assert pulse.fails(2, "due", "@").err.startswith("error: there is no tag after the @\n")
    assert pulse.fails(2, "due", "@retail", "--tag", "x").err.startswith("error:")
    assert pulse.fails(2, "due", "silent", "--client", "fresh").err.startswith("error:")


def test_what_an_empty_store_says_leads_to_a_first_line(pulse: Pulse, tmp_path: Path) -> None:
    pulse.store = tmp_path / "new" / "clients.db"
    page = pulse.ok("due").out
    typed = [one.split("   ")[0] for one in re.findall(r"^  pulse (.*)$", page, re.MULTILINE)]
    for line in typed:
        last = pulse.ok(*shlex.split(line))
    assert typed[-1] == "due"
    assert "overdue" in last.out
    assert "Beta" in last.out
