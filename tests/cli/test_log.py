"""Writing down what happened."""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter

import pytest

from tests.conftest import Pulse, filled_once


@pytest.fixture(autouse=True)
@filled_once
def _acme(pulse: Pulse) -> None:
    pulse.ok("add", "Acme GmbH", "--meet", "quarterly", "--since", "2026-09-01")


def test_a_touchpoint_is_a_call_today_from_us_unless_told(pulse: Pulse) -> None:
    logged = pulse.ok("log", "acme", "Talked", "about", "the", "audit", "--json").json
    touchpoint = logged["touchpoint"]
    assert touchpoint | {"uid": "?", "by": "?"} == {
        "id": 1,
        "uid": "?",
        "by": "?",
        "client": "Acme GmbH",
        "key": "acme-gmbh",
        "on": "2026-11-21",
        "at": None,
        "last_at": None,
        "source": None,
        "channel": "call",
        "direction": "outbound",
        "note": "Talked about the audit",
        "mood": None,
        "minutes": None,
        "no_news": False,
        "with": [],
        "purpose": None,
        "agreed": [],
        "needs_answer": False,
        "recapped_on": None,
        "shared": None,
        "url": None,
    }
    assert logged["schema"] == "clientpulse.log/1"


def test_every_option_is_stored(pulse: Pulse) -> None:
    pulse.ok("contact", "add", "acme", "Ann Field")
    pulse.ok(
        "log", "acme", "Review", "-c", "meeting", "-d", "yesterday", "--at", "2pm",
        "--with", "ann", "--with", "Somebody Else", "--mood", "good", "--minutes", "45",
        "--no-news",
    )  # fmt: skip
    (item,) = pulse.ok("history", "--json").items
    assert (item["on"], item["at"], item["channel"]) == ("2026-11-20", "14:00", "meeting")
    assert item["with"] == ["Ann Field", "Somebody Else"]
    assert (item["mood"], item["minutes"], item["no_news"]) == (1, 45, True)


@pytest.mark.usefixtures("daily_rules_only")
def test_what_was_logged_is_echoed_with_its_weekday_and_what_is_due_next(pulse: Pulse) -> None:
    said = pulse.ok("log", "acme", "Hello", "-d", "mon").out
    assert "Logged: call with Acme GmbH, Mon 16 Nov 2026" in said
    assert "Next: meeting due Tue 1 Dec (in 10 days)." in said


@pytest.mark.usefixtures("daily_rules_only")
def test_next_lists_what_is_due_in_order_of_its_dates(pulse: Pulse) -> None:
    answer = pulse.ok("log", "acme", "--json").json
    assert answer["next"] == [
        {"rule": "meeting", "due_on": "2026-12-01"},
        {"rule": "update", "due_on": "2026-12-21"},
    ]


@pytest.mark.parametrize("day", ["tomorrow", "2026-11-22", "+1d", "in 2 weeks"])
def test_a_day_ahead_is_refused_with_the_way_to_book_it(pulse: Pulse, day: str) -> None:
    refused = pulse.fails(2, "log", "acme", "x", "-d", day)
    assert "pulse meeting book acme-gmbh" in refused.err
    assert pulse.ok("history", "--json").items == []


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("-2", -2), ("awful", -2), ("bad", -1), ("neutral", 0), ("+1", 1), ("GREAT", 2)],
)
def test_moods_are_numbers_or_names(pulse: Pulse, typed: str, stored: int) -> None:
    assert pulse.ok("log", "acme", "--mood", typed, "--json").json["touchpoint"]["mood"] == stored


@pytest.mark.parametrize(
    "options",
    [
        ("--mood", "3"),
        ("--mood", "fine"),
        ("-c", "fax"),
        ("--minutes", "-1"),
        ("--minutes", "1441"),
        ("--at", "25:00"),
        ("-d", "2026-02-30"),
        ("-d", "10"),
        ("--next", "yesterday"),
        ("--with", " "),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_stored(
    pulse: Pulse, options: tuple[str, ...]
) -> None:
    pulse.fails(2, "log", "acme", "x", *options)
    assert pulse.ok("history", "--json").items == []
    assert pulse.ok("meeting", "list", "--json").items == []


def test_inbound_mail_does_not_stop_the_silence(pulse: Pulse) -> None:
    before = pulse.ok("due", "--json").items
    pulse.ok("log", "acme", "Thanks", "-c", "email", "--inbound")
    assert pulse.ok("due", "--json").items == before
    pulse.ok("log", "acme", "They rang", "--inbound")
    assert [item["rule"] for item in pulse.ok("due", "--json").items] == ["meeting"]


def test_a_meeting_closes_the_booked_one_of_its_day(pulse: Pulse) -> None:
    pulse.ok("meeting", "book", "acme", "2026-11-10", today="2026-11-01")
    pulse.ok("meeting", "book", "acme", "2026-11-20", today="2026-11-01")
    said = pulse.ok("log", "acme", "-c", "meeting", "-d", "2026-11-10").out
    assert "The meeting booked for Tue 10 Nov 2026 is held." in said
    states = {
        item["on"]: item["state"] for item in pulse.ok("meeting", "list", "--all", "--json").items
    }
    assert states == {"2026-11-10": "held", "2026-11-20": "booked"}


def test_a_meeting_without_a_booking_of_its_day_closes_the_latest_open_one_before(
    pulse: Pulse,
) -> None:
    for day in ("2026-11-03", "2026-11-18", "2026-12-01"):
        pulse.ok("meeting", "book", "acme", day, today="2026-11-01")
    pulse.ok("log", "acme", "-c", "meeting")
    booked = [item["on"] for item in pulse.ok("meeting", "list", "--json").items]
    assert booked == ["2026-11-03", "2026-12-01"]


def test_other_channels_close_no_meeting(pulse: Pulse) -> None:
    pulse.ok("meeting", "book", "acme", "today")
    pulse.ok("log", "acme", "-c", "video")
    assert len(pulse.ok("meeting", "list", "--json").items) == 1


def test_the_next_meeting_is_booked_in_the_same_breath_and_undone_with_it(pulse: Pulse) -> None:
    said = pulse.ok("log", "acme", "Review", "-c", "meeting", "--next", "12 jan 10:00").out
    assert "Booked: meeting with Acme GmbH, Tue 12 Jan 2027 10:00" in said
    undone = pulse.ok("undo").out
    assert "logged a meeting with Acme GmbH" in undone
    assert "booked the next one" in undone
    assert pulse.ok("meeting", "list", "--json").items == []
    assert pulse.ok("history", "--json").items == []


@pytest.mark.parametrize("typed", ["acme-gmbh", "ACME gmbh", "acme", "GmbH", "me-g", " acme "])
def test_a_client_is_found_by_any_unambiguous_part(pulse: Pulse, typed: str) -> None:
    assert pulse.ok("log", typed, "x", "--json").json["touchpoint"]["key"] == "acme-gmbh"


def test_a_client_that_fits_several_is_a_question(pulse: Pulse) -> None:
    pulse.ok("add", "Acme Ltd")
    refused = pulse.fails(3, "log", "acm", "x")
    assert "matches 2 clients" in refused.err
    assert "acme-gmbh (Acme GmbH), acme-ltd (Acme Ltd)" in refused.err


def test_an_exact_name_wins_over_a_longer_one(pulse: Pulse) -> None:
    pulse.ok("add", "Acme GmbH Berlin")
    assert pulse.ok("log", "acme gmbh", "--json").json["touchpoint"]["client"] == "Acme GmbH"


def test_a_mistyped_client_gets_the_nearest(pulse: Pulse) -> None:
    refused = pulse.fails(3, "log", "amce", "x")
    assert "did you mean acme-gmbh (Acme GmbH)?" in refused.err


def test_a_late_entry_restarts_the_clock_at_its_own_day(pulse: Pulse) -> None:
    pulse.ok("log", "acme", "typed late", "-d", "2026-11-02")
    items = pulse.ok("due", "--within", "3w", "--json").items
    update = next(item for item in items if item["rule"] == "update")
    assert (update["due_on"], update["last_on"]) == ("2026-12-02", "2026-11-02")


def test_an_attendee_that_fits_several_contacts_is_a_question(pulse: Pulse) -> None:
    pulse.ok("contact", "add", "acme", "Ann Field")
    pulse.ok("contact", "add", "acme", "Ann Marsh")
    refused = pulse.fails(3, "log", "acme", "--with", "ann")
    assert "matches 2 contacts" in refused.err


@pytest.fixture
@filled_once
def much_open(pulse: Pulse) -> None:
    """Acme, with whom there is something of each kind, and Beta with the same under 5 to 8."""
    for client in ("acme", "beta"):
        if client == "beta":
            pulse.ok("add", "Beta", "--since", "2026-09-01", "--meet", "quarterly")
        pulse.ok("contact", "add", client, "Ann", "--birthday=--11-24")
        pulse.ok("mistake", client, "Sent it twice", "--on", "2026-11-02")
        pulse.ok("mistake", client, "Wrong number", "--on", "2026-11-02")
        pulse.ok("mistake", "told", "4" if client == "beta" else "2", "--on", "2026-11-19")
        pulse.ok("promise", client, "the estimate", "--by", "2026-11-20", today="2026-11-03")
        pulse.ok("ask", client, "the papers", "--by", "2026-11-20", today="2026-11-03")
        pulse.ok("remind", client, "fri", "the fair")


SETTLED = ["--told", "1", "--fixed", "2", "--kept", "1", "--got", "2", "--remembered", "r1"]


def test_one_contact_settles_what_it_settled_in_one_breath(much_open: Pulse) -> None:
    said = much_open.ok("log", "acme", "All of it", *SETTLED, "--remembered", "b1").out
    assert said.splitlines()[:7] == [
        "Logged: call with Acme GmbH, Sat 21 Nov 2026 (number 1)",
        "Told, Sat 21 Nov 2026: mistake with Acme GmbH of Mon 2 Nov 2026: Sent it twice (number 1)",
        "Fixed, Sat 21 Nov 2026: mistake with Acme GmbH of Mon 2 Nov 2026: Wrong number (number 2)",
        "Kept, promised to Acme GmbH, Sat 21 Nov 2026 (1 day late): the estimate (number 1)",
        "Received, asked of Acme GmbH, Sat 21 Nov 2026 (1 day late): the papers (number 2)",
        "Done: Acme GmbH, Fri 27 Nov 2026: the fair (number 1)",
        "Greeted: Ann of Acme GmbH, birthday, Tue 24 Nov 2026 (b1)",
    ]


def test_what_was_settled_is_undone_with_the_contact(
    much_open: Pulse, dump: Callable[[], list[str]]
) -> None:
    before = dump()
    much_open.ok("log", "acme", *SETTLED, "--remembered", "b1", "--next", "12 jan")
    said = much_open.ok("undo").out
    assert said == (
        "Undone: logged a call with Acme GmbH on Sat 21 Nov 2026; told Acme GmbH of mistake 1;"
        " fixed mistake 2 with Acme GmbH; kept promise 1 to Acme GmbH; received ask 2 of Acme GmbH;"
        " marked a reminder of Acme GmbH done; greeted Ann of Acme GmbH on the birthday,"
        " and booked the next one\n"
    )
    assert dump() == before


def test_what_was_settled_is_named_in_the_json(much_open: Pulse) -> None:
    said = much_open.ok("log", "acme", *SETTLED, "--remembered", "b1", "--json").json
    assert said["settled"] == [
        {"kind": "told", "id": 1, "ref": None},
        {"kind": "fixed", "id": 2, "ref": None},
        {"kind": "kept", "id": 1, "ref": None},
        {"kind": "got", "id": 2, "ref": None},
        {"kind": "remembered", "id": 1, "ref": "r1"},
        {"kind": "remembered", "id": None, "ref": "b1"},
    ]
    assert much_open.ok("log", "beta", "--json").json["settled"] == []


def test_what_was_settled_is_so_on_the_day_of_the_contact(much_open: Pulse) -> None:
    much_open.ok("log", "acme", "-d", "2026-11-20", *SETTLED)
    told, fixed = sorted(
        much_open.ok("mistake", "list", "acme", "--all", "--json").items, key=itemgetter("id")
    )
    assert (told["told_on"], fixed["fixed_on"]) == ("2026-11-20", "2026-11-20")
    owed = much_open.ok("commitment", "list", "acme", "--all", "--json").items
    assert [one["done_on"] for one in owed] == ["2026-11-20"] * 2


def test_a_mistake_is_told_and_fixed_by_one_contact_and_naming_it_twice_is_once(
    much_open: Pulse,
) -> None:
    said = much_open.ok(
        *("log", "acme", "--fixed", "1", "--told", "1", "--told", "1"),
        *("--remembered", "1", "--remembered", "R1", "--json"),
    ).json
    assert [one["kind"] for one in said["settled"]] == ["told", "fixed", "remembered"]


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("--told", "3"), 3, "mistake 3 is one with Beta, not with Acme GmbH"),
        (("--fixed", "4"), 3, "see: pulse mistake list acme-gmbh"),
        (("--kept", "3"), 3, "promise 3 is one with Beta, not with Acme GmbH"),
        (("--got", "4"), 3, "ask 4 is one with Beta, not with Acme GmbH"),
        (("--remembered", "r2"), 3, "r2 belongs to Beta, not to Acme GmbH"),
        (("--remembered", "b2"), 3, "there is b1 (Ann's birthday), r1 (the fair)"),
        (("--told", "9"), 3, "there is no mistake 9"),
        (("--kept", "9"), 3, "there is no promise or ask 9"),
        (("--remembered", "b9"), 3, "there is no birthday b9"),
        (("--told", "2"), 3, "was told of mistake 2 already"),
        (("--fixed", "1"), 3, "wasn't told of mistake 1 yet"),
        (("--kept", "2"), 3, "say --got 2"),
        (("--got", "1"), 3, "say --kept 1"),
        (("--remembered", "x"), 3, "none of the reminders and birthdays with Acme GmbH matches"),
        (("--told", "x"), 3, "none of the untold mistakes with Acme GmbH matches"),
        (("--fixed", "x"), 3, "matches"),
        (("--told", ""), 2, "it doesn't say which one you mean"),
        (("--told", "1,9"), 3, "there is no mistake 9"),
        (("--told", "1", "-d", "2026-11-01"), 2, "can't have been told on Sun 1 Nov 2026"),
        (("--kept", "1", "-d", "2026-11-02"), 2, "can't be done on Mon 2 Nov 2026"),
        (("--told", "1", "-c", "email", "--inbound"), 2, "tells them nothing"),
        (("--remembered", "b1", "-c", "letter", "--inbound"), 2, "tells them nothing"),
    ],
)
def test_what_cant_be_settled_is_refused_and_nothing_is_written(
    much_open: Pulse,
    dump: Callable[[], list[str]],
    options: tuple[str, ...],
    code: int,
    said: str,
) -> None:
    before = dump()
    assert said in much_open.fails(code, "log", "acme", "x", *options).err
    assert dump() == before


def test_of_several_things_none_is_settled_where_one_cant_be(
    much_open: Pulse, dump: Callable[[], list[str]]
) -> None:
    before = dump()
    much_open.fails(3, "log", "acme", "x", "--told", "1", "--kept", "1", "--remembered", "r2")
    assert dump() == before
    assert "logged" not in much_open.ok("undo", "--list").out


def test_what_they_sent_or_said_settles_too(much_open: Pulse) -> None:
    much_open.ok("log", "acme", "-c", "email", "--inbound", "--got", "2", "--kept", "1")
    much_open.ok("log", "acme", "They rang", "--inbound", "--told", "1")


def test_what_is_still_open_is_said_with_its_command(much_open: Pulse) -> None:
    said = much_open.ok("log", "acme", "Talked", today="2026-11-24").out.splitlines()
    assert said == [
        "Logged: call with Acme GmbH, Tue 24 Nov 2026 (number 1)",
        "Not told yet: Sent it twice. Once they know: pulse mistake told 1"
        "; or write: pulse draft apology acme-gmbh",
        "To fix: Wrong number. Once it is fixed: pulse mistake fixed 2",
        "Promised by Fri 20 Nov: the estimate. Once it is kept: pulse done 1",
        "They owe you since Fri 20 Nov: the papers. Once it is here: pulse done 2",
        "1 more: pulse brief acme-gmbh",
        "Next: reminder due Fri 27 Nov (in 3 days).",
    ]


def test_what_is_still_open_is_whole_in_the_json(much_open: Pulse) -> None:
    said = much_open.ok("log", "acme", "--json", today="2026-11-24").json["open"]
    assert [(one["rule"], one["id"], one["ref"], one["command"]) for one in said] == [
        ("own_up", 1, None, "pulse mistake told 1"),
        ("make_good", 2, None, "pulse mistake fixed 2"),
        ("promise", 1, None, "pulse done 1"),
        ("chase", 2, None, "pulse done 2"),
        ("moment", None, "b1", "pulse remind done b1"),
    ]
    assert said[0]["what"] == "Sent it twice"


def test_each_command_of_what_is_still_open_settles_it(much_open: Pulse) -> None:
    for count in (4, 3, 2, 1, 0):
        found = much_open.ok("log", "acme", "--json").json["open"]
        assert len(found) == count
        if found:
            much_open.ok(*found[0]["command"].split()[1:])
            if found[0]["rule"] == "own_up":
                much_open.ok("mistake", "fixed", "1")


def test_what_is_to_remember_is_named_on_its_day_and_settled_by_its_command(pulse: Pulse) -> None:
    pulse.ok("contact", "add", "acme", "Ann", "--birthday=--11-21")
    pulse.ok("remind", "acme", "today", "the fair", "--with", "ann")
    said = pulse.ok("log", "acme", "x").out
    assert "Today: the fair (Ann): pulse remind done r1\n" in said
    assert (
        "Ann's birthday is today: pulse remind done b1"
        "; or write: pulse draft greeting acme-gmbh --for b1 --log\n"
    ) in said
    pulse.ok("remind", "done", "b1")
    assert "Ann's" not in pulse.ok("log", "acme", "x").out


def test_nothing_is_said_of_what_is_not_open_or_not_yet_due(pulse: Pulse) -> None:
    pulse.ok("promise", "acme", "the estimate", "--by", "mon")
    pulse.ok("promise", "acme", "the plan")
    pulse.ok("ask", "acme", "the papers", "--by", "today")
    pulse.ok("remind", "acme", "mon", "the fair")
    assert pulse.ok("log", "acme", "x", "--json").json["open"] == []
    pulse.today = "2026-11-22"
    assert "pulse done 3" in pulse.ok("log", "acme", "x").out
    assert "pulse done 1" not in pulse.ok("log", "acme", "x").out


def test_a_promise_for_a_day_without_work_is_named_on_the_workday_before(pulse: Pulse) -> None:
    pulse.today = "2026-11-20"
    pulse.ok("promise", "acme", "the estimate", "--by", "2026-11-22")
    assert "Promised by Sun 22 Nov: the estimate." in pulse.ok("log", "acme", "x").out


def test_of_two_untold_mistakes_the_letter_for_the_second_names_it(pulse: Pulse) -> None:
    pulse.ok("mistake", "acme", "one")
    pulse.ok("mistake", "acme", "two")
    said = pulse.ok("log", "acme", "x").out
    assert "; or write: pulse draft apology acme-gmbh\n" in said
    assert "; or write: pulse draft apology acme-gmbh --mistake 2\n" in said


def test_a_chase_doesnt_name_what_it_chased(much_open: Pulse) -> None:
    said = much_open.ok("log", "acme", "x", "-c", "email", "--chase", "--json").json["open"]
    assert [one["rule"] for one in said] == ["own_up", "make_good", "promise"]


def test_a_rule_that_is_off_names_nothing_and_a_pause_hides_nothing(much_open: Pulse) -> None:
    much_open.ok("client", "rules", "acme", "promise=none", "chase=none")
    much_open.ok("client", "pause", "acme")
    said = much_open.ok("log", "acme", "x", "--json").json["open"]
    assert [one["rule"] for one in said] == ["own_up", "make_good"]
    assert "pulse mistake told 1" in much_open.ok("log", "acme", "x").out


def test_what_is_still_open_is_told_once(much_open: Pulse) -> None:
    said = much_open.ok("log", "acme", "x").out
    assert said.count("Sent it twice") == said.count("the estimate") == 1
    assert "Late:" not in said


def test_hostile_texts_are_harmless_in_what_is_open_and_settled(pulse: Pulse) -> None:
    bad = "\x1b[31m[red]\u202egnp\n\x9b"
    pulse.ok("mistake", "acme", bad)
    pulse.ok("promise", "acme", bad, "--by", "today")
    pulse.ok("ask", "acme", bad, "--by", "yesterday")
    pulse.ok("remind", "acme", "today", bad, "--with", bad)
    said = pulse.ok("log", "acme", "x").out
    said += pulse.ok("log", "acme", "x", "--told", "1", "--kept", "1", "--remembered", "1").out
    assert "pulse done 2" in said
    assert not any(character in said for character in "\x1b\u202e\x9b")
    assert all(line.startswith(STARTS) for line in said.splitlines())


STARTS = (
    *("Logged: ", "Not told yet: ", "To fix: ", "Promised by today: ", "They owe you since "),
    *("Today: ", "1 more: ", "Told, ", "Kept, ", "Done: ", "Next: "),
)


LEFT = [
    "Still told: Sent it twice. If they don't know after all: pulse mistake edit 1 --told none",
    "Still fixed: Wrong number. If it isn't after all: pulse mistake edit 2 --fixed none",
    "Still kept: the estimate. If it isn't after all: pulse commitment edit 1 --open",
    "Still received: the papers. If it isn't here after all: pulse commitment edit 2 --open",
    "Still greeted: Ann's birthday. If they weren't after all: pulse remind edit b1 --open",
    "Still done: the fair. If it isn't after all: pulse remind edit r1 --open",
]

GONE = [("delete", "1"), ("edit", "1", "--inbound", "-c", "email")]


@pytest.mark.parametrize("gone", [*GONE, ("delete", "1", "--dry-run")], ids=" ".join)
@pytest.mark.parametrize("day", ["2026-11-20", "2026-11-21"])
def test_what_a_contact_settled_is_named_when_it_is_gone_and_its_command_opens_it(
    much_open: Pulse, gone: tuple[str, ...], day: str
) -> None:
    much_open.ok("log", "acme", "-d", day, *SETTLED, "--remembered", "b1")
    much_open.ok("log", "acme", "-d", "2026-11-19")
    much_open.ok("log", "beta", "-d", day)
    said = [one for one in much_open.ok("touchpoint", *gone).out.splitlines()[1:] if one[0] != " "]
    assert said == LEFT
    for line in said:
        much_open.ok(*line.partition("pulse ")[2].split())
    opened = much_open.ok("log", "acme", "--json", today="2026-11-27").json["open"]
    assert [one["command"] for one in opened] == [
        *("pulse mistake told 1", "pulse mistake fixed 2", "pulse done 1", "pulse done 2"),
        *("pulse remind done b1", "pulse remind done r1"),
    ]


@pytest.mark.parametrize("gone", GONE, ids=" ".join)
def test_nothing_is_left_behind_where_another_contact_of_that_day_reached_them(
    much_open: Pulse, gone: tuple[str, ...]
) -> None:
    much_open.ok("log", "acme", *SETTLED)
    much_open.ok("log", "acme", "-c", "email", "--inbound")
    assert len(much_open.ok("touchpoint", *gone, "--json").json["left"]) == 5
    much_open.ok("undo")
    much_open.ok("log", "acme", "-c", "email")
    assert not any("Still" in one for one in much_open.ok("touchpoint", *gone).out.splitlines())
    much_open.ok("undo")
    assert much_open.ok("touchpoint", *gone, "--json").json["left"] == []


def test_what_reached_them_or_never_did_leaves_only_what_it_can_have_settled(
    much_open: Pulse,
) -> None:
    much_open.ok("log", "acme", *SETTLED)
    for change in (("--note", "x"), ("-c", "email"), ("-c", "call", "--inbound")):
        assert much_open.ok("touchpoint", "edit", "1", *change, "--json").json["left"] == []
    much_open.ok("touchpoint", "edit", "1", "-c", "email")
    much_open.ok("log", "acme", "-c", "email", "--inbound")
    much_open.ok("touchpoint", "delete", "1")
    # Whatever came from them can't have told them of anything, nor greeted them.
    left = much_open.ok("touchpoint", "delete", "2", "--json").json["left"]
    assert [one["kind"] for one in left] == ["fixed", "kept", "got"]


def test_what_was_fixed_since_is_opened_by_one_command_too(much_open: Pulse) -> None:
    much_open.ok("log", "acme", "--told", "1", "-d", "2026-11-20")
    much_open.ok("mistake", "fixed", "1")
    (line,) = much_open.ok("touchpoint", "delete", "1").out.splitlines()[1:]
    assert line.endswith(": pulse mistake edit 1 --told none --fixed none")
    much_open.ok(*line.partition("pulse ")[2].split())
    assert "pulse mistake told 1" in much_open.ok("log", "acme").out


def test_of_what_comes_each_year_only_what_is_near_is_left_behind(pulse: Pulse) -> None:
    pulse.ok("remind", "acme", "2020-11-14", "a start", "--yearly", today="2026-11-10")
    pulse.ok("remind", "acme", "2020-03-01", "long ago", "--yearly")
    pulse.ok("log", "acme", "--remembered", "r1")
    (line,) = pulse.ok("touchpoint", "delete", "1").out.splitlines()[1:]
    assert "a start" in line
    assert "Sat 14 Nov" in pulse.ok("remind", "edit", "r1", "--open").out
    (one, _) = pulse.ok("remind", "list", "--json").items
    assert (one["ref"], one["next_on"]) == ("r1", "2026-11-14")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("mistake", "told", "1"), "Told, Sat 21 Nov 2026: "),
        (("mistake", "fixed", "2"), "Fixed, Sat 21 Nov 2026: "),
        (("done", "1"), "Kept, promised to "),
        (("done", "2"), "Received, asked of "),
        (("remind", "done", "b1"), "Greeted: "),
    ],
    ids=" ".join,
)
def test_a_contact_that_is_logged_with_what_it_settled_names_what_is_open_as_log_does(
    much_open: Pulse, words: tuple[str, ...], said: str
) -> None:
    answer = much_open.ok(*words, "-c", "call").out
    assert answer.startswith(said)
    much_open.ok("undo")
    assert "Logged: " not in much_open.ok(*words).out
    logged = much_open.ok("log", "acme").out
    assert "pulse " in logged
    assert answer.endswith(logged.partition("\n")[2])
