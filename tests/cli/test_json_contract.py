"""The JSON shapes that scripts depend on: fields, order, null for what isn't known.

The fields stand here in full, and none of them is read from the program: changing one there has to
fail here.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Pulse

SAMPLES = Path(__file__).parents[1] / "samples"

DUE = [
    *("client", "key", "rule", "status", "due_on", "act_by", "days_overdue", "interval"),
    *("last_on", "last_channel", "reason", "suggestion", "class", "ref"),
]
LISTED = [*DUE, "owner"]
REPORT = [
    *("client", "key", "status", "meeting_interval", "update_interval", "update_from"),
    *("last_meeting_on", "next_meeting_on", "last_reach_on", "last_channel", "next_rule"),
    *("next_due_on", "kept", "counted", "touchpoints_by_week", "tags", "owner", "started_on"),
    *("snoozed_until", "health", "rules_off"),
]
SHOW = [
    *REPORT,
    *("prefers", "note", "snooze_reason", "paused_on", "paused_until", "archived_on"),
    *("timezone", "hours", "length", "language", "place", "address", "local_time", "open_now"),
    *("contacts", "meetings", "touchpoints", "due"),
]
TOUCHPOINT = [
    *("id", "uid", "client", "key", "on", "at", "channel", "direction", "note", "mood"),
    *("minutes", "no_news", "with", "purpose", "agreed", "needs_answer", "recapped_on"),
    *("shared", "url", "last_at", "source", "by"),
]
CLIENT = [
    *("id", "uid", "client", "key", "meeting_interval", "update_interval", "started_on"),
    *("prefers", "owner", "note", "tags", "archived_on", "paused_on", "paused_until"),
    *("snoozed_until", "snooze_reason", "timezone", "hours", "length", "language"),
    *("place", "address", "by"),
]
CONTACT = [
    *("id", "uid", "client", "key", "name", "role", "email", "phone", "birthday", "note"),
    *("primary", "greeted_on", "by"),
]
MEETING = [
    *("id", "uid", "client", "key", "on", "at", "place", "agenda", "state", "touchpoint_id"),
    *("source", "by"),
]
CHECKUP = ["id", "uid", "client", "key", "on", "score", "answers", "by"]
TRAIT = ["key", "name", "good", "built_in", "weight", "client"]
RULE = ["rule", "on", "interval", "from"]
REMINDER = ["id", "uid", "client", "key", "on", "what", "yearly", "with", "done_on", "ref", "by"]
FEEDBACK = ["id", "uid", "client", "key", "on", "what", "score", "project", "by"]
PROJECT = [
    "id",
    "uid",
    "client",
    "key",
    "name",
    "started_on",
    "finished_on",
    *("checkin", "asked_on", "by"),
]
SERVICE = ["id", "uid", "name", "sentence", "by"]
MENTION = ["id", "uid", "client", "key", "on", "by"]
AWAY = ["id", "uid", "from", "to", "owner", "by"]
COMMITMENT = [
    *("id", "uid", "client", "key", "owed_by", "what", "made_on", "due_on", "done_on"),
    *("dropped_on", "by"),
]
MISTAKE = [
    *("id", "uid", "client", "key", "what", "why", "fix", "prevent", "offer", "happened_on"),
    *("entered_on", "told_on", "fix_by", "fixed_on", "by"),
]
POINT = ["id", "uid", "client", "key", "number", "what", "added_on", "by"]
DIAL = [
    *("client", "key", "contact", "phone", "local_time", "open_now", "last_voice_on"),
    *("last_note", "ask_after", "open", "reason"),
]
DIGEST = [
    *("client", "key", "status", "days_overdue", "reasons", "suggestion", "say", "command"),
    *("last_on", "last_channel", "local_time", "open_now", "opens_at", "contact", "email"),
    "phone",
]
AGENDA = ["kind", "text", "number", "id", "due_on"]
BRIEF = [
    *("client", "key", "status", "meeting_interval", "update_interval", "update_from"),
    *("prefers", "timezone", "hours", "length", "language", "address", "local_time"),
    *("open_now", "note"),
    *("contacts", "touchpoints", "moods", "mood_trend", "promises", "asks", "mistakes"),
    *("ask_after", "feedback", "health", "meeting", "agenda", "due"),
]
JOURNAL = ["id", "command", "summary", "ran_at", "origin", "by", "db_user"]
BACKUP = ["path", "bytes", "clients", "touchpoints"]
IMPORT = [
    *("file", "format", "kind", "dry_run"),
    *("created", "updated", "skipped", "left", "refused", "counts"),
    *("unknown_columns", "messages", "messages_left_out", "items", "coming_up"),
    *("from_tags", "without_cadence", "without_owner"),
]
TALLY = ["created", "updated", "skipped", "left", "refused"]

LISTS = {
    "due": ("due",),
    "digest": ("digest",),
    "report": ("report",),
    "history": ("history",),
    "search": ("search", "he"),
    "client-list": ("client", "list"),
    "client-tags": ("client", "tags"),
    "contact-list": ("contact", "list"),
    "meeting-list": ("meeting", "list"),
    "commitment-list": ("commitment", "list"),
    "mistake-list": ("mistake", "list"),
    "doctor": ("doctor",),
    "config": ("config",),
    "remind-list": ("remind", "list"),
    "feedback-list": ("feedback", "list"),
    "project-list": ("project", "list"),
    "service-list": ("service", "list"),
    "service-heard": ("service", "heard", "1"),
    "service-mention-list": ("service", "mention", "list"),
    "away-list": ("away",),
    "trait-list": ("trait", "list"),
    "checkup-list": ("checkup", "list", "zoe"),
    "checkup-due": ("checkup",),
    "feedback-due": ("feedback",),
    "agenda-list": ("agenda",),
    "nearby": ("nearby", "bergamo"),
    "share-list": ("share",),
    "source-list": ("source", "list"),
    "nearby-places": ("nearby",),
    "client-rules": ("client", "rules", "zoe"),
    "client-rules-list": ("client", "rules", "list"),
    "snooze-list": ("snooze", "list"),
    "backup-list": ("backup", "list"),
    "dial": ("dial", "--today", "2026-11-20 10:00"),
    "template-list": ("template", "list"),
}

# These say something about a store that holds nothing, or are about one client.
NEVER_EMPTY = {
    "doctor",
    "config",
    "template-list",
    "service-heard",
    "trait-list",
    "checkup-list",
    "nearby",
    "client-rules",
}

ITEMS = {
    "due": LISTED,
    "digest": DIGEST,
    "report": REPORT,
    "history": TOUCHPOINT,
    "search": [
        *("noun", "id", "ref", "client", "key", "archived", "on", "field", "excerpt", "matches"),
    ],
    "client-list": CLIENT,
    "client-tags": ["tag", "clients", "archived", "defaults"],
    "contact-list": CONTACT,
    "meeting-list": MEETING,
    "commitment-list": COMMITMENT,
    "mistake-list": MISTAKE,
    "doctor": ["check", "level", "message", "hint"],
    "template-list": ["kind", "language", "own", "path", "holds", "html"],
    "config": ["name", "value", "source", "description"],
    "remind-list": [*REMINDER[:-1], "next_on", "birthday", "by"],
    "feedback-list": FEEDBACK,
    "project-list": PROJECT,
    "service-list": [*SERVICE[:-1], "mentioned_on", "clients", "by"],
    "service-heard": [*MENTION[:-1], "service", "by"],
    "service-mention-list": [*MENTION[:-1], "service", "by"],
    "away-list": [*AWAY[:-1], "workdays", "by"],
    "trait-list": TRAIT,
    "checkup-list": CHECKUP,
    "checkup-due": DUE,
    "feedback-due": DUE,
    "agenda-list": ["client", "key", "on", "at", "points"],
    "nearby": [
        *("client", "key", "place", "status", "rule", "due_on", "reason"),
        *("met_on", "met_channel", "booked_on", "contact", "phone", "email"),
    ],
    "nearby-places": ["place", "clients"],
    "source-list": ["name", "kind", "place", "kept", "newest_on", "news_at"],
    "share-list": ["id", "uid", "client", "key", "on", "channel", "shared", "url", "by"],
    "client-rules": RULE,
    "backup-list": [
        *("number", "path", "made_at", "why", "bytes", "clients", "touchpoints", "last_on"),
        "problem",
    ],
    "client-rules-list": ["client", "key", *RULE, "usual_on", "usual_interval"],
    "snooze-list": ["client", "key", "snoozed_until", "snooze_reason", "since"],
    "dial": DIAL,
}


def fill(pulse: Pulse) -> None:
    pulse.ok("add", "Zoë & Co", "--contact", "Zoë", "--since", "2026-06-01", "--tag", "a")
    pulse.ok("log", "zoe", "Hé \x1b[31m", "-d", "2026-11-01", "-c", "meeting", "--with", "Zoë")
    pulse.ok("meeting", "book", "zoe", "2026-12-01")
    pulse.ok("promise", "zoe", "Hé \x1b[31m", "--by", "fri")
    pulse.ok("mistake", "zoe", "Hé \x1b[31m")
    pulse.ok("checkup", "zoe", "--set", "communication=yes")
    pulse.ok("remind", "zoe", "fri", "Hé \x1b[31m", "--yearly")
    pulse.ok("contact", "edit", "zoe", "1", "--birthday=--02-29", "--phone", "1")
    pulse.ok("project", "start", "zoe", "Hé \x1b[31m")
    pulse.ok("feedback", "zoe", "Hé \x1b[31m", "--project", "1")
    pulse.ok("service", "add", "Hé \x1b[31m", "Hé \x1b[31m")
    pulse.ok("service", "mention", "zoe", "1")
    pulse.ok("away", "24 dec", "2 jan")
    pulse.ok("share", "zoe", "Hé \x1b[31m", "-d", "2026-06-02")
    pulse.ok("add", "Late", "--since", "2026-01-01", "--place", "Bergamo")
    pulse.ok("add", "Asleep")
    pulse.ok("snooze", "asleep", "fri", "--reason", "Hé \x1b[31m")
    pulse.ok("client", "rules", "asleep", "feedback=none")
    if not pulse.server:
        pulse.ok("backup")


@pytest.fixture
def filled(pulse: Pulse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pulse:
    pulse.begin_with(fill)
    monkeypatch.setenv("CLIENTPULSE_CONFIG", str(with_a_mailbox(tmp_path)))
    return pulse


def with_a_mailbox(folder: Path) -> Path:
    """Write a config file with a Maildir in which nothing is."""
    for name in ("cur", "new", "tmp"):
        (folder / "Mail" / name).mkdir(parents=True)
    file = folder / "config.toml"
    where = folder / "Mail"
    file.write_text(f'[sources.mail]\nkind = "maildir"\npath = "{where}"\n', encoding="utf-8")
    return file


IN_A_FILE = {"backup-list"}


def screens(names: Iterable[str]) -> list[Any]:
    """Give each of these screens a test, and only a store in a file those that are about it."""
    return [
        pytest.param(one, marks=[pytest.mark.in_a_file] if one in IN_A_FILE else [])
        for one in names
    ]


BESIDE_ITEMS = {
    "due": ["away", "away_colleagues", "dial_at"],
    "digest": ["subject", "more", "away_colleagues", "remarks", "sent_to", "notified"],
    "search": ["total"],
    "template-list": ["folder", "names", "unused"],
}


@pytest.mark.parametrize("screen", screens(LISTS))
def test_a_list_is_one_object_with_its_schema_and_all_fields_in_order(
    filled: Pulse, screen: str
) -> None:
    answer = filled(*LISTS[screen], "--json").json
    assert list(answer) == ["schema", "today", "items", *BESIDE_ITEMS.get(screen, ())]
    assert answer["schema"] == f"clientpulse.{screen}/1"
    assert answer["items"]
    for item in answer["items"]:
        assert list(item) == ITEMS[screen]


@pytest.mark.parametrize("screen", screens(LISTS))
def test_json_is_ascii_and_format_json_says_the_same(filled: Pulse, screen: str) -> None:
    short = filled(*LISTS[screen], "--json").out
    assert short.isascii()
    assert "\x1b" not in short
    assert filled(*LISTS[screen], "--format", "json").out == short


@pytest.mark.parametrize("screen", screens(one for one in LISTS if one not in NEVER_EMPTY))
def test_lists_of_an_empty_store_are_empty(pulse: Pulse, screen: str) -> None:
    assert pulse.ok(*LISTS[screen], "--json").items == []
    csv = pulse.ok(*LISTS[screen], "--format", "csv").out
    assert csv == ",".join(ITEMS[screen]) + "\n"


def test_show_has_the_reports_fields_and_its_own(filled: Pulse) -> None:
    shown = filled.ok("show", "zoe", "--json", today="2026-12-03").json
    reported, *_ = filled.ok("report", "--sort", "name", "--json", today="2026-12-03").items[::-1]
    assert list(shown) == ["schema", "today", *SHOW]
    assert shown["schema"] == "clientpulse.show/1"
    assert {field: shown[field] for field in REPORT} == reported
    for group, fields in (
        ("contacts", CONTACT),
        ("meetings", MEETING),
        ("touchpoints", TOUCHPOINT),
        ("due", DUE),
    ):
        assert shown[group], group
        assert all(list(item) == fields for item in shown[group]), group


def test_an_agenda_has_its_meeting_and_its_items(filled: Pulse) -> None:
    filled.ok("ask", "zoe", "the files", "--by", "2026-11-19")
    filled.ok("agenda", "zoe", "add", "Hé \x1b[31m")
    out = filled.ok("agenda", "zoe", "--json").out
    assert out.isascii()
    said = filled.ok("agenda", "zoe", "--format", "json").json
    assert list(said) == ["schema", "today", "meeting", "items"]
    assert said["schema"] == "clientpulse.agenda/1"
    assert list(said["meeting"]) == MEETING
    assert all(list(item) == AGENDA for item in said["items"])
    kinds = [item["kind"] for item in said["items"]]
    assert kinds == ["point", "promise", "ask", "mistake", "questions", "sore_spots"]
    point = {"kind": "point", "text": "Hé \x1b[31m", "number": 1, "id": 1, "due_on": None}
    assert said["items"][0] == point
    assert filled.ok("agenda", "late", "--json").json["meeting"] is None


def test_a_brief_has_all_its_fields(filled: Pulse) -> None:
    filled.ok("ask", "zoe", "the files")
    filled.ok("log", "zoe", "x", "--mood", "good")
    said = filled.ok("brief", "zoe", "--json").json
    assert list(said) == ["schema", "today", *BRIEF]
    assert said["schema"] == "clientpulse.brief/1"
    for group, fields in (
        ("contacts", CONTACT),
        ("touchpoints", TOUCHPOINT),
        ("promises", COMMITMENT),
        ("asks", COMMITMENT),
        ("mistakes", MISTAKE),
        ("ask_after", ["what", "on", "person", "birthday", "ref"]),
        ("agenda", AGENDA),
        ("due", DUE),
    ):
        assert said[group], group
        assert all(list(item) == fields for item in said[group]), group
    assert list(said["feedback"]) == FEEDBACK
    assert list(said["meeting"]) == MEETING
    assert list(said["health"]) == ["score", "band", "change", "parts", "capped_by"]
    late = filled.ok("brief", "late", "--json").json
    assert {field for field, value in late.items() if value is None} == {
        *("prefers", "timezone", "hours", "length", "language", "address", "local_time"),
        *("open_now", "note"),
        *("mood_trend", "feedback", "meeting"),
    }
    assert [late[group] for group in ("contacts", "touchpoints", "moods", "promises")] == [[]] * 4


def test_what_isnt_known_is_null_or_an_empty_list(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--meet", "none")
    pulse.ok("client", "rules", "acme", "feedback=none", "checkup=none")
    (reported,) = pulse.ok("report", "--json").items
    empty = {field for field, value in reported.items() if value is None}
    assert empty == {
        *("meeting_interval", "update_interval", "update_from", "last_meeting_on"),
        *("next_meeting_on", "last_reach_on", "last_channel", "next_rule", "next_due_on"),
        *("owner", "snoozed_until", "health"),
    }
    assert reported["tags"] == []
    assert (reported["kept"], reported["counted"]) == (0, 0)
    assert reported["touchpoints_by_week"] == [0] * 12
    logged = pulse.ok("log", "acme", "--json").json
    unknown = {field for field, value in logged["touchpoint"].items() if value is None}
    assert unknown - {"by"} == {
        *("at", "note", "mood", "minutes", "purpose", "recapped_on", "shared", "url"),
        *("last_at", "source"),
    }
    assert (logged["touchpoint"]["with"], logged["next"], logged["meeting"]) == ([], [], None)


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


# What a command answers beside "schema" and "today": the fields of each noun, in order; a list of
# lists for a list of items.
Answer = dict[str, Any]
ONE_CLIENT: Answer = {"client": CLIENT}
ONE_CONTACT: Answer = {"contact": CONTACT}
ONE_MEETING: Answer = {"meeting": MEETING}
REHEARSABLE: Answer = {"client": CLIENT, "dry_run": None}
ONE_COMMITMENT: Answer = {"commitment": COMMITMENT}
ONE_MISTAKE: Answer = {"mistake": MISTAKE}
SETTLED = ["kind", "id", "ref"]
OPEN = ["rule", "id", "ref", "what", "command"]
LEFT_BEHIND: Answer = {"touchpoint": TOUCHPOINT, "left": [[*SETTLED, "command"]]}
CONTACT_TOO: Answer = {"touchpoint": TOUCHPOINT, "open": [OPEN]}
NO_CONTACT: Answer = {"touchpoint": None, "open": None}
DELETED: Answer = {"dry_run": None}
CHANGED: Answer = {"changed": [["field", "before", "after"]]}
LOGGED: Answer = {
    "touchpoint": TOUCHPOINT,
    "next": [["rule", "due_on"]],
    "meeting": MEETING,
    "settled": [SETTLED],
    "open": [OPEN],
}

SOURCE = ["name", "kind", "read", "touchpoints", "meetings", "people", "skipped", "error"]

TESTED = ["name", "kind", "place", "seen", "error", "hint"]

TIMER = ["scheduler", "places", "times", "steps", "feeds", "program", "since"]

WRITES: list[tuple[str, str, Answer]] = [
    ("add Another", "add", ONE_CLIENT),
    ("log acme x -c meeting --next 2027-01-01 --told 1", "log", LOGGED),
    ("log acme x --remembered r1", "log", {**LOGGED, "meeting": None}),
    ("snooze acme in 2 weeks", "snooze", ONE_CLIENT),
    ("snooze resting --clear", "snooze", ONE_CLIENT),
    ("config set soon 2w", "config-set", {"setting": ["name", "value", "before"]}),
    ("config unset soon", "config-unset", {"setting": ["name", "value", "before"]}),
    ("share acme x", "share", {name: LOGGED[name] for name in ("touchpoint", "next", "open")}),
    ("share edit acme --url http://x.example", "share-edit", {**LEFT_BEHIND, **CHANGED}),
    ("share delete acme", "share-delete", {**LEFT_BEHIND, **DELETED}),
    ("sync mail", "sync", {"sources": [SOURCE], "late": 0, "dry_run": None}),
    ("source test mail", "source-test", {"items": [TESTED]}),
    ("source add more --kind maildir --path Mail", "source-add", {"source": TESTED}),
    ("source remove mail", "source-remove", {"source": TESTED}),
    ("timer install --dry-run", "timer-install", {"timer": TIMER, "dry_run": None}),
    ("timer install", "timer-install", {"timer": TIMER, "dry_run": None}),
    ("undo", "undo", {"undone": JOURNAL}),
    ("undo --list --limit 99", "undo", {"items": [JOURNAL], "redo": [JOURNAL], "more": False}),
    ("redo", "redo", {"redone": JOURNAL}),
    ("client edit acme --meet monthly", "client-edit", {**ONE_CLIENT, **CHANGED}),
    ("client rename acme Better", "client-rename", ONE_CLIENT),
    ("client pause acme", "client-pause", ONE_CLIENT),
    ("client resume resting", "client-resume", ONE_CLIENT),
    ("client archive acme", "client-archive", ONE_CLIENT),
    ("client restore former", "client-restore", ONE_CLIENT),
    ("client delete acme --yes", "client-delete", REHEARSABLE),
    ("client delete acme --dry-run", "client-delete", REHEARSABLE),
    ("client merge acme resting --yes", "client-merge", REHEARSABLE),
    ("client merge acme resting --dry-run", "client-merge", REHEARSABLE),
    ("contact add acme Ann", "contact-add", ONE_CONTACT),
    ("contact edit acme carl --role CFO", "contact-edit", {**ONE_CONTACT, **CHANGED}),
    ("contact delete acme carl", "contact-delete", {**ONE_CONTACT, **DELETED}),
    ("contact remove acme carl", "contact-remove", {**ONE_CONTACT, **DELETED}),
    ("meeting book acme next fri 9:00", "meeting-book", ONE_MEETING),
    ("meeting move 1 2027-01-05", "meeting-move", {**ONE_MEETING, **CHANGED}),
    ("meeting edit 1 --place here", "meeting-edit", {**ONE_MEETING, **CHANGED}),
    ("meeting cancel 1", "meeting-cancel", ONE_MEETING),
    ("meeting delete 1", "meeting-delete", {**ONE_MEETING, **DELETED}),
    ("touchpoint edit 1 --inbound -c email", "touchpoint-edit", {**LEFT_BEHIND, **CHANGED}),
    ("touchpoint delete 1", "touchpoint-delete", {**LEFT_BEHIND, **DELETED}),
    ("checkup acme --set communication=yes", "checkup", {"checkup": CHECKUP}),
    ("checkup edit acme --set communication=yes", "checkup-edit", {"checkup": CHECKUP}),
    ("checkup delete checked", "checkup-delete", {"checkup": CHECKUP, **DELETED}),
    ("trait add pays on time", "trait-add", {"trait": TRAIT}),
    ("trait weigh communication 3", "trait-weigh", {"trait": TRAIT}),
    ("trait edit neat --bad", "trait-edit", {"trait": TRAIT, **CHANGED}),
    ("trait delete neat", "trait-delete", {"trait": TRAIT, **DELETED}),
    ("trait remove neat", "trait-remove", {"trait": TRAIT, **DELETED}),
    ("client rules acme checkup=1y", "client-rules", {"rules": [RULE], **CHANGED}),
    ("remind acme fri x --with carl", "remind-add", {"reminder": REMINDER}),
    ("remind edit 1 --yearly", "remind-edit", {"reminder": REMINDER, **CHANGED}),
    ("remind edit b1 --open", "remind-edit", {"reminder": REMINDER, **CHANGED}),
    ("remind done 1", "remind-done", {"reminder": REMINDER, **NO_CONTACT}),
    ("remind done b1 -c call", "remind-done", {"reminder": REMINDER, **CONTACT_TOO}),
    ("remind delete 1", "remind-delete", {"reminder": REMINDER, **DELETED}),
    ("feedback edit acme --what y", "feedback-edit", {"feedback": FEEDBACK, **CHANGED}),
    ("feedback delete acme", "feedback-delete", {"feedback": FEEDBACK, **DELETED}),
    ("feedback acme x --score 0 --project site", "feedback-add", {"feedback": FEEDBACK}),
    ("project start acme App", "project-start", {"project": PROJECT}),
    ("project edit 1 --checkin weekly", "project-edit", {"project": PROJECT, **CHANGED}),
    ("project finish acme site", "project-finish", {"project": PROJECT}),
    ("project delete 1", "project-delete", {"project": PROJECT, **DELETED}),
    ("service add Tax We do taxes", "service-add", {"service": SERVICE}),
    ("service edit payroll --name Wages", "service-edit", {"service": SERVICE, **CHANGED}),
    (
        "service mention acme payroll",
        "service-mention",
        {"service": SERVICE, "mention": MENTION},
    ),
    (
        "service mention edit 1 --on yesterday",
        "service-mention-edit",
        {"mention": MENTION, **CHANGED},
    ),
    ("service mention delete 1", "service-mention-delete", {"mention": MENTION, **DELETED}),
    ("service delete payroll --yes", "service-delete", {"service": SERVICE, **DELETED}),
    ("service remove payroll --yes", "service-remove", {"service": SERVICE, **DELETED}),
    ("service remove payroll --dry-run", "service-remove", {"service": SERVICE, "dry_run": None}),
    ("away mon fri", "away-add", {"away": AWAY}),
    ("away edit 1 24 dec to 3 jan", "away-edit", {"away": AWAY, **CHANGED}),
    ("away delete 1", "away-delete", {"away": AWAY, **DELETED}),
    ("away cancel 1", "away-cancel", {"away": AWAY}),
    ("away cancel 1 --dry-run", "away-cancel", {"away": AWAY}),
    ("promise acme the estimate --by fri", "promise", ONE_COMMITMENT),
    ("ask acme the files", "ask", ONE_COMMITMENT),
    ("done 1", "done", {**ONE_COMMITMENT, **NO_CONTACT}),
    ("done 1 -c email", "done", {**ONE_COMMITMENT, **CONTACT_TOO}),
    ("commitment edit 1 --by none", "commitment-edit", {**ONE_COMMITMENT, **CHANGED}),
    ("commitment drop 1", "commitment-drop", ONE_COMMITMENT),
    ("commitment delete 1", "commitment-delete", {**ONE_COMMITMENT, **DELETED}),
    ("mistake acme sent twice --why haste", "mistake-add", ONE_MISTAKE),
    ("mistake add acme sent twice", "mistake-add", ONE_MISTAKE),
    ("mistake told 1", "mistake-told", {**ONE_MISTAKE, **NO_CONTACT}),
    ("mistake told 1 -c call", "mistake-told", {**ONE_MISTAKE, **CONTACT_TOO}),
    ("mistake fixed 2", "mistake-fixed", {**ONE_MISTAKE, **NO_CONTACT}),
    ("mistake fixed 2 -c call", "mistake-fixed", {**ONE_MISTAKE, **CONTACT_TOO}),
    ("mistake edit 1 --fix x", "mistake-edit", {**ONE_MISTAKE, **CHANGED}),
    ("mistake delete 1", "mistake-delete", {**ONE_MISTAKE, **DELETED}),
    ("agenda acme add the van", "agenda-add", {"point": POINT}),
    ("agenda acme edit 1 the bus", "agenda-edit", {"point": POINT, **CHANGED}),
    ("agenda acme delete 1", "agenda-delete", {"point": POINT}),
    ("agenda acme drop 1", "agenda-drop", {"point": POINT}),
    (
        "template delete update",
        "template-delete",
        {"template": ["kind", "language", "path", "kept"], **DELETED},
    ),
    ("backup", "backup", {"backup": BACKUP}),
    ("backup copy.db", "backup", {"backup": BACKUP}),
    ("restore kept.db --yes", "restore", {"restore": [*BACKUP, "previous"]}),
    ("restore kept.db --dry-run", "restore", {"restore": [*BACKUP, "previous"]}),
    (
        "export all.json",
        "export",
        {"export": ["file", "kind", "clients", "touchpoints"]},
    ),
    ("feed due.ics", "feed", {"feed": ["file", "kind", "events", "changed"]}),
    ("import clients.csv", "import", {"import": IMPORT}),
    ("import clients.csv --dry-run", "import", {"import": IMPORT}),
]


def work(pulse: Pulse) -> None:
    pulse.ok("add", "Former")
    pulse.ok("client", "archive", "former")
    pulse.ok("add", "Resting")
    pulse.ok("client", "pause", "resting")
    pulse.ok("snooze", "resting", "in", "2", "weeks")
    pulse.ok("add", "Checked")
    pulse.ok("checkup", "checked", "--set", "communication=yes")
    pulse.ok("backup", str(pulse.store.parent / "kept.db"))
    pulse.ok("add", "Acme", "--contact", "Carl")
    pulse.ok("contact", "edit", "acme", "carl", "--birthday=--12-02")
    pulse.ok("log", "acme", "Hello")
    pulse.ok("meeting", "book", "acme", "2026-12-01")
    pulse.ok("promise", "acme", "x", "--by", "2026-12-01")
    pulse.ok("mistake", "acme", "x")
    pulse.ok("mistake", "acme", "y")
    pulse.ok("mistake", "told", "2")
    pulse.ok("trait", "add", "neat")
    pulse.ok("remind", "acme", "3 dec", "the talk")
    pulse.ok("project", "start", "acme", "Site")
    pulse.ok("service", "add", "Payroll", "We run your payroll.")
    pulse.ok("service", "mention", "acme", "payroll")
    pulse.ok("feedback", "acme", "x")
    pulse.ok("away", "24 dec", "2 jan")
    pulse.ok("agenda", "acme", "add", "x")
    pulse.ok("share", "acme", "a guide", "-d", "2026-11-02")
    pulse.ok("agenda", "acme", "add", "taken back")
    pulse.ok("undo")


@pytest.fixture
def working(pulse: Pulse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pulse:
    """A store on which each of the commands above can be run, in a folder with their files."""
    monkeypatch.chdir(tmp_path)
    for name in ("clients.csv", "touchpoints.csv", "store.json"):
        Path(name).write_bytes((SAMPLES / name).read_bytes())
    pulse.begin_with(work)
    monkeypatch.setenv("CLIENTPULSE_CONFIG", str(with_a_mailbox(tmp_path)))
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "update.j2").write_text("Subject: Hello\n\nHello")
    shutil.copy(pulse.store.with_name("kept.db"), "kept.db")
    return pulse


@pytest.mark.parametrize(("line", "schema", "answer"), WRITES, ids=[one[0] for one in WRITES])
def test_writing_commands_answer_with_what_they_wrote(
    working: Pulse, line: str, schema: str, answer: Answer
) -> None:
    outcome = working.ok(*line.split(), "--json")
    assert outcome.out.isascii()
    said = outcome.json
    assert list(said) == ["schema", "today", *answer]
    assert said["schema"] == f"clientpulse.{schema}/1"
    assert said["today"] == "2026-11-21"
    for noun, fields in answer.items():
        if noun == "dry_run":
            assert said[noun] is ("--dry-run" in line)
        elif fields is None or isinstance(fields, int):
            assert said[noun] == fields
        elif isinstance(fields[0], list):
            assert said[noun] or noun == "changed" or "share" in schema
            assert all(list(one) == fields[0] for one in said[noun])
        else:
            assert list(said[noun]) == fields
            if fields in (CLIENT, CONTACT, MEETING, TOUCHPOINT, COMMITMENT, MISTAKE):
                assert isinstance(said[noun]["id"], int)
                assert len(said[noun]["uid"]) == 36


def test_every_command_that_answers_with_json_is_held_to_the_contract() -> None:
    import typer

    from clientpulse.cli import root

    def answering(command: Any, path: tuple[str, ...] = ()) -> set[str]:
        options = {word for one in command.params for word in one.opts}
        found = {"-".join(path)} if "--json" in options else set()
        if hasattr(command, "list_commands"):
            for name in command.list_commands(None):
                plain = getattr(command, "plain", False) and name == command.default
                words = path if plain else (*path, name)
                found |= answering(command.get_command(None, name), words)
        return found

    held = {schema for _, schema, _ in WRITES} | {*LISTS} | {"show", "agenda", "brief", "draft"}
    # These are words behind the client, and no commands of their own.
    held -= {"agenda-add", "agenda-edit", "agenda-delete", "agenda-drop"}
    held -= {"agenda-list", "nearby-places"}  # without a client or a place
    held.add("touchpoint-list")  # what history shows
    held |= {"timer-run", "timer-status", "timer-remove"}  # see test_timer
    held |= {"outbox-list", "outbox-deliver", "outbox-edit", "outbox-delete"}  # see test_outbox
    held |= {f"store-{one}" for one in ("init", "migrate", "copy", "grant", "revoke")}  # a server
    held |= {"setup", "review"}  # they need something to read: see test_setup, test_review
    held -= {"snooze-list", "client-rules-list", "backup-list"}  # words, too
    assert answering(typer.main.get_command(root)) == held


@pytest.mark.parametrize(
    ("file", "kind", "form", "nouns"),
    [
        ("clients.csv", "clients", "clientpulse CSV", ["clients", "contacts"]),
        ("touchpoints.csv", "touchpoints", "clientpulse CSV", ["touchpoints", "meetings"]),
        (
            "store.json",
            "store",
            "clientpulse JSON",
            [
                *("clients", "contacts", "meetings", "touchpoints", "services", "traits"),
                *("trait_weights", "away", "projects", "commitments", "mistakes", "reminders"),
                *("feedback", "agenda_points", "checkups", "mentions", "rules", "rests"),
            ],
        ),
    ],
)
def test_an_import_counts_each_noun_and_what_the_file_is_about(
    working: Pulse, file: str, kind: str, form: str, nouns: list[str]
) -> None:
    if kind == "touchpoints":
        working.ok("import", "clients.csv")
    said = working.ok("import", file, "--json").json["import"]
    assert (said["file"], said["kind"], said["format"]) == (file, kind, form)
    assert list(said["counts"]) == nouns
    assert all(list(tally) == TALLY for tally in said["counts"].values())
    about = nouns if kind == "store" else nouns[:1]
    for what in TALLY:
        assert said[what] == sum(said["counts"][noun][what] for noun in about)
    assert said["created"]


def test_an_import_tells_what_it_left_out_by_line(working: Pulse) -> None:
    Path("some.csv").write_text("name,shoe size\nZed,41\n,42\n")
    said = working.ok("import", "some.csv", "--json").json["import"]
    assert said["unknown_columns"] == ["shoe size"]
    assert said["messages"] == [{"line": 3, "message": "no name"}]
    assert (said["created"], said["refused"], said["messages_left_out"]) == (1, 1, 0)
