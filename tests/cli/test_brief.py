"""The brief before a call: on one screen, and nothing in it that isn't so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine

from clientpulse.services.brief import mood_trend
from tests.conftest import Pulse, filled_once
from tests.processes import drawn

LINES_OF_A_SCREEN = 24


@pytest.fixture(autouse=True)
def _a_quarter_past_ten_in_rome() -> Iterator[None]:
    here = datetime(2026, 11, 20, 10, 15, tzinfo=ZoneInfo("Europe/Rome"))
    with time_machine.travel(here, tick=False):
        yield


@pytest.fixture
@filled_once
def acme(pulse: Pulse) -> None:
    """An ordinary client of whom everything is known."""
    pulse.today = "2026-11-20"  # a Friday
    pulse.ok(
        *("add", "Acme GmbH", "--key", "acme", "--since", "2026-10-01", "--meet", "monthly"),
        *("--contact", "Ann Field", "--phone", "+44 20 7946 0101", "--prefers", "call"),
        *("--note", "Likes figures on one page.", "--timezone", "America/New_York"),
        *("--hours", "mon-fri 9-17", "--length", "short", "--language", "de-AT"),
    )
    pulse.ok("contact", "edit", "acme", "ann", "--role", "owner", "--note", "runs marathons")
    pulse.ok("contact", "add", "acme", "Tom Reeve", "--role", "office", "--birthday=--11-22")
    for day, channel, note, mood in (
        ("10-05", "meeting", "Kick-off", "great"),
        ("10-20", "call", "Went through the open invoices", "good"),
        ("11-02", "video", "They worry about the rent", "bad"),
        ("11-16", "call", "Payroll question, settled on the phone", "neutral"),
    ):
        pulse.ok("log", "acme", note, "-d", f"2026-{day}", "-c", channel, "--mood", mood)
    pulse.ok("log", "acme", "Here are the notes", "-d", "2026-10-06", "--recap")
    pulse.ok("promise", "acme", "the tax estimate", "--by", "2026-11-18")
    pulse.ok("ask", "acme", "the payroll files")
    pulse.ok("mistake", "acme", "sent the wrong invoice")
    pulse.ok("mistake", "told", "1")
    pulse.ok("remind", "acme", "27 nov", "the trip to Rome", "--with", "Ann Field")
    pulse.ok("feedback", "acme", "Quick and clear", "--score", "9", "--on", "2026-11-09")
    pulse.ok("meeting", "book", "acme", "1 dec 10:00", "--place", "their office")
    pulse.ok("agenda", "acme", "add", "lease the van")


WHOLE = """\
Acme GmbH (acme): overdue

  People      Ann Field · owner · +44 20 7946 0101
              Tom Reeve · office
  They like   best by call · short messages · language de-AT
  There       Fri 04:15, outside their hours · mon-fri 09:00-17:00
  Cadence     meet monthly, update weekly · health HEALTH
  Note        Likes figures on one page.

  Last        Mon 16 Nov, call: Payroll question, settled on the phone · neutral
              Mon 2 Nov, video call: They worry about the rent · bad
              Tue 20 Oct, call: Went through the open invoices · good
  Mood        great, good, bad, neutral: falling
  We owe      the tax estimate · 2 days overdue #1
  They owe    the payroll files · no day set #2
  Went wrong  sent the wrong invoice · told Fri 20 Nov, not fixed yet #1
  Feedback    9 of 10, Mon 9 Nov: Quick and clear
  Ask after   Tom Reeve's birthday (Sun 22 Nov, in 2 days) #b2
              Ann Field: the trip to Rome (Fri 27 Nov, in 7 days) #r1
              Ann Field: runs marathons

  Agenda      Tue 1 Dec 10:00, their office (in 11 days): lease the van
  Due         soon: update due Mon 23 Nov; weekly updates
"""


def whole(pulse: Pulse) -> str:
    health = pulse.ok("brief", "acme", "--json").json["health"]
    assert health["change"] is None
    return WHOLE.replace("HEALTH", f"{health['score']} {health['band']}")


def test_everything_that_helps_in_a_call_is_there(acme: Pulse) -> None:
    assert acme.ok("brief", "acme").out == whole(acme)


def test_even_a_client_with_everything_fits_a_screen_and_nothing_is_cut(
    acme: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = drawn(acme.store, "brief", "acme", "--today", "2026-11-20").splitlines()
    assert all(len(line) <= 80 for line in lines)
    assert len(lines) <= LINES_OF_A_SCREEN
    # The same words as in a pipe, without its margin.
    in_a_pipe = [line.removeprefix("  ") for line in whole(acme).splitlines()]
    assert lines[0] == "Acme GmbH (acme)  overdue"
    assert [line.rstrip() for line in lines[1:]] == in_a_pipe[1:]


def test_what_is_due_is_told_once(acme: Pulse) -> None:
    acme.ok("client", "edit", "acme", "--update", "none")
    said = acme.ok("brief", "acme").out
    assert said.count("tax estimate") == 1
    assert said.endswith("  Due         nothing beyond the above\n")
    rules = [item["rule"] for item in acme.ok("brief", "acme", "--json").json["due"]]
    assert rules[0] == "promise"


def test_of_a_new_client_it_says_what_little_is_known(pulse: Pulse) -> None:
    pulse.ok("add", "Fresh", "--since", "2026-11-18", "--meet", "none", "--update", "none")
    assert pulse.ok("brief", "fresh").out == (
        "Fresh (fresh): no cadence\n"
        "\n"
        "  Cadence  no cadence\n"
        "\n"
        "  Last     no contact since the start (Wed 18 Nov)\n"
        "\n"
        "  Agenda   no meeting booked\n"
        "  Due      nothing now; next: first check-up due Thu 18 Feb 2027\n"
    )


@pytest.mark.parametrize(
    ("moods", "trend"),
    [
        ((), None),
        ((1,), None),
        ((1, 1), "steady"),
        ((0, 1), "rising"),
        ((1, 0), "falling"),
        ((1, 2, 1, 2, 2), "rising"),
        ((2, 2, 2, 1, 2), "steady"),
        ((-2, 2, 0), "steady"),
        ((0, 0, 1, 0, 0), "steady"),
        ((0, 1, 0, 1, 1), "rising"),
    ],
)
def test_the_trend_holds_the_last_mood_against_those_before(
    moods: tuple[int, ...], trend: str | None
) -> None:
    assert mood_trend(moods) == trend


def test_moods_are_the_last_five_the_oldest_first_and_none_of_tomorrow(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--since", "2026-01-01")
    for day, mood in enumerate((2, -2, -1, 0, 1, 2, -2), 1):
        pulse.ok("log", "acme", "-d", f"2026-10-0{day}", f"--mood={mood}")
    said = pulse.ok("brief", "acme", "--json", today="2026-10-06").json
    assert said["moods"] == [-2, -1, 0, 1, 2]
    assert said["mood_trend"] == "rising"
    assert len(said["touchpoints"]) == 3
    assert said["touchpoints"][0]["on"] == "2026-10-06"


@pytest.mark.parametrize(("today", "mentioned"), [("2027-02-20", True), ("2027-02-21", False)])
def test_a_mistake_is_mentioned_for_three_months_after_it_was_made_good(
    pulse: Pulse, today: str, mentioned: bool
) -> None:
    pulse.ok("add", "Acme")
    pulse.ok("mistake", "acme", "wrong invoice", today="2026-11-20")
    pulse.ok("mistake", "told", "1", today="2026-11-20")
    assert pulse.ok("brief", "acme", "--json", today="2028-01-01").json["mistakes"]
    pulse.ok("mistake", "fixed", "1", today="2026-11-20")
    assert bool(pulse.ok("brief", "acme", "--json", today=today).json["mistakes"]) is mentioned
    assert ("· fixed Fri 20 Nov" in pulse.ok("brief", "acme", today=today).out) is mentioned


@pytest.mark.parametrize(
    ("today", "asked"),
    [
        ("2026-11-20", []),
        ("2026-11-21", ["birthday"]),
        ("2026-12-05", ["birthday", "the trip"]),
        ("2026-12-12", ["birthday", "the trip"]),
        ("2026-12-13", ["the trip"]),
    ],
)
def test_moments_around_now_are_asked_after_and_others_are_not(
    pulse: Pulse, today: str, asked: list[str]
) -> None:
    pulse.ok("add", "Acme", "--contact", "Ann")
    pulse.ok("contact", "edit", "acme", "ann", "--birthday=1979-12-05")
    pulse.ok("remind", "acme", "19 dec", "the trip")
    found = pulse.ok("brief", "acme", "--json", today=today).json["ask_after"]
    assert [one["what"] for one in found] == asked
    assert all(one["birthday"] is (one["what"] == "birthday") for one in found)


def test_where_there_is_more_than_fits_it_says_where_the_rest_is(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--contact", "Ann")
    for number in range(4):
        pulse.ok("contact", "add", "acme", f"Person {number}")
        pulse.ok("promise", "acme", f"promise {number}")
    said = pulse.ok("brief", "acme").out
    assert "and 2 more: pulse show acme" in said
    assert "and 1 more: pulse commitment list acme" in said
    given = pulse.ok("brief", "acme", "--json").json
    assert (len(given["contacts"]), len(given["promises"])) == (5, 4)


def test_a_long_note_is_shortened_at_a_word_and_whole_in_json(pulse: Pulse) -> None:
    long = " ".join(["word"] * 300)
    pulse.ok("add", "Acme", "--note", long)
    pulse.ok("log", "acme", long)
    said = pulse.ok("brief", "acme").out
    assert all(line.endswith("word…") for line in said.splitlines() if "word" in line)
    assert said.count("…") == 2
    given = pulse.ok("brief", "acme", "--json").json
    assert (given["note"], given["touchpoints"][0]["note"]) == (long, long)


def test_who_came_is_in_the_json(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--contact", "Ann")
    pulse.ok("log", "acme", "x", "--with", "ann", "--with", "Bob")
    assert pulse.ok("brief", "acme", "--json").json["touchpoints"][0]["with"] == ["Ann", "Bob"]


@pytest.mark.parametrize(
    ("hours", "open_now", "words"),
    [
        ("fri 04:15-17:00", True, "Fri 04:15, a good time to call"),
        ("fri 04:16-17:00", False, "Fri 04:15, outside their hours"),
        ("fri 00:00-04:15", False, "Fri 04:15, outside their hours"),
        ("", None, "Fri 04:15"),
    ],
)
def test_it_says_what_time_it_is_there_and_whether_they_are_at_work(
    pulse: Pulse, hours: str, open_now: bool | None, words: str
) -> None:
    pulse.ok("add", "Acme", "--timezone", "America/New_York", "--hours", hours)
    said = pulse.ok("brief", "acme", "--json", today="2026-11-20").json
    assert (said["local_time"], said["open_now"]) == ("Fri 04:15", open_now)
    assert words in pulse.ok("brief", "acme", today="2026-11-20").out


@pytest.mark.parametrize(
    ("hours", "open_now", "words"),
    [("fri 10:15-17:00", True, "a good time to call"), ("fri 9-10", False, "outside their hours")],
)
def test_hours_without_a_timezone_are_hours_of_our_own_clock(
    pulse: Pulse, hours: str, open_now: bool, words: str
) -> None:
    stored = pulse.ok("add", "Acme", "--hours", hours, "--json").json["client"]["hours"]
    said = pulse.ok("brief", "acme", "--json", today="2026-11-20").json
    assert (said["local_time"], said["open_now"]) == (None, open_now)
    assert f"  There    {words} · {stored}\n" in pulse.ok("brief", "acme", today="2026-11-20").out


def test_every_format_has_it(acme: Pulse) -> None:
    csv = acme.ok("brief", "acme", "--format", "csv").out.splitlines()
    assert csv[0] == "section,label,value"
    assert "Client,We owe,the tax estimate · 2 days overdue #1" in csv
    markdown = acme.ok("brief", "acme", "--format", "markdown").out
    assert markdown.startswith("## Acme GmbH (acme): overdue\n")
    assert "- **They owe** the payroll files · no day set \\#2\n" in markdown


def test_an_archived_client_can_be_read_up_on(pulse: Pulse) -> None:
    pulse.ok("add", "Acme")
    pulse.ok("client", "archive", "acme")
    assert pulse.ok("brief", "acme").out.startswith("Acme (acme): archived\n")
    assert pulse.ok("brief", "acme", "--json").json["due"] == []


def test_a_client_that_isnt_there_is_said(pulse: Pulse) -> None:
    pulse.fails(3, "brief", "nobody")
    assert not Path(pulse.store).exists()
