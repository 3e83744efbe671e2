"""The JSON shapes that scripts depend on: fields, order, null for what isn't known."""

from __future__ import annotations

import json

import pytest

from clientpulse.output.records import FIELDS
from tests.conftest import Pulse

LISTS = {
    "due": ("due",),
    "report": ("report",),
    "history": ("history",),
    "client-list": ("client", "list"),
    "contact-list": ("contact", "list"),
    "meeting-list": ("meeting", "list"),
    "doctor": ("doctor",),
    "config": ("config",),
}


@pytest.fixture
def filled(pulse: Pulse) -> Pulse:
    pulse.ok("add", "Zoë & Co", "--contact", "Zoë", "--since", "2026-06-01", "--tag", "a")
    pulse.ok("log", "zoe", "Hé \x1b[31m", "-d", "2026-11-01", "-c", "meeting", "--with", "Zoë")
    pulse.ok("meeting", "book", "zoe", "2026-12-01")
    return pulse


@pytest.mark.parametrize("screen", LISTS)
def test_a_list_is_one_object_with_its_schema_and_all_fields_in_order(
    filled: Pulse, screen: str
) -> None:
    answer = filled(*LISTS[screen], "--json").json
    assert list(answer) == ["schema", "today", "items"]
    assert answer["schema"] == f"clientpulse.{screen}/1"
    assert answer["items"] or screen == "due"
    for item in answer["items"]:
        assert tuple(item) == FIELDS[screen]


@pytest.mark.parametrize("screen", LISTS)
def test_json_is_ascii_and_format_json_says_the_same(filled: Pulse, screen: str) -> None:
    short = filled(*LISTS[screen], "--json").out
    assert short.isascii()
    assert "\x1b" not in short
    assert filled(*LISTS[screen], "--format", "json").out == short


@pytest.mark.parametrize("screen", [one for one in LISTS if one not in {"doctor", "config"}])
def test_lists_of_an_empty_store_are_empty(pulse: Pulse, screen: str) -> None:
    assert pulse.ok(*LISTS[screen], "--json").items == []
    csv = pulse.ok(*LISTS[screen], "--format", "csv").out
    assert csv == ",".join(FIELDS[screen]) + "\n"


def test_show_has_the_reports_fields_and_its_own(filled: Pulse) -> None:
    shown = filled.ok("show", "zoe", "--json").json
    (reported,) = filled.ok("report", "--json").items
    assert shown["schema"] == "clientpulse.show/1"
    assert {field: shown[field] for field in FIELDS["report"]} == reported
    assert tuple(shown["contacts"][0]) == FIELDS["contact-list"]
    assert tuple(shown["meetings"][0]) == FIELDS["meeting-list"]
    assert tuple(shown["touchpoints"][0]) == FIELDS["history"]
    assert all(tuple(item) == FIELDS["due"] for item in shown["due"])


def test_report_items_say_where_the_update_interval_comes_from(pulse: Pulse) -> None:
    pulse.ok("add", "Rule", "--meet", "quarterly")
    pulse.ok("add", "Own", "--meet", "quarterly", "--update", "10d")
    pulse.ok("add", "Unwanted", "--meet", "quarterly", "--update", "none")
    pulse.ok("add", "Weekly", "--meet", "weekly")
    found = {
        item["client"]: (item["meeting_interval"], item["update_interval"], item["update_from"])
        for item in pulse.ok("report", "--json").items
    }
    assert found == {
        "Rule": ("3m", "1m", "rule"),
        "Own": ("3m", "10d", "client"),
        "Unwanted": ("3m", None, None),
        "Weekly": ("1w", None, None),
    }


def test_touchpoints_by_week_count_every_touchpoint_the_last_span_ending_today(
    pulse: Pulse,
) -> None:
    pulse.ok("add", "Acme", "--since", "2026-01-01")
    for day in ("2026-11-21", "2026-11-15", "2026-11-14", "2026-08-30", "2026-08-29"):
        pulse.ok("log", "acme", "-d", day, "-c", "email", "--inbound")
    (item,) = pulse.ok("report", "--json").items
    assert item["touchpoints_by_week"] == [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2]
    assert (item["last_reach_on"], item["last_channel"]) == (None, None)


WRITES = [
    (("client", "rename", "acme", "Acme AG"), "client"),
    (("client", "edit", "acme", "--meet", "monthly"), "client"),
    (("client", "pause", "acme"), "client"),
    (("client", "archive", "acme"), "client"),
    (("client", "delete", "acme", "--yes"), "client"),
    (("snooze", "acme", "in", "2", "weeks"), "client"),
    (("contact", "add", "acme", "Ann"), "contact"),
    (("contact", "edit", "acme", "1", "--role", "CFO"), "contact"),
    (("contact", "remove", "acme", "1"), "contact"),
    (("meeting", "book", "acme", "next", "fri", "9:00"), "meeting"),
    (("meeting", "move", "1", "2027-01-05"), "meeting"),
    (("meeting", "edit", "1", "--place", "here"), "meeting"),
    (("meeting", "cancel", "1"), "meeting"),
    (("touchpoint", "edit", "1", "--note", "x"), "touchpoint"),
    (("touchpoint", "delete", "1"), "touchpoint"),
    (("log", "acme", "x"), "touchpoint"),
    (("add", "Another"), "client"),
]


@pytest.mark.parametrize(("command", "noun"), WRITES, ids=str)
def test_writing_commands_answer_with_what_they_wrote(
    pulse: Pulse, command: tuple[str, ...], noun: str
) -> None:
    pulse.ok("add", "Acme", "--contact", "Carl")
    pulse.ok("log", "acme", "Hello")
    pulse.ok("meeting", "book", "acme", "2026-12-01")
    outcome = pulse.ok(*command, "--json")
    answer = json.loads(outcome.out)
    words = [word for word in command[:2] if command[0] in {"client", "contact", "meeting"}]
    assert answer["schema"].startswith(f"clientpulse.{'-'.join(words) or command[0]}")
    assert isinstance(answer[noun]["id"], int)
    assert len(answer[noun]["uid"]) == 36
    assert outcome.err == ""
