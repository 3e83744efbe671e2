"""Days off of one, of colleagues and of everybody, and standing in for whoever is away."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clientpulse.sending import desktop
from tests.conftest import Pulse, filled_once
from tests.processes import drawn

FRIDAY = "2026-12-04"


def clients(pulse: Pulse) -> None:
    pulse.today = "2026-11-30"
    for name, owner in (("Acme", "sam"), ("Beta", "Kim"), ("Gamma", "none"), ("Lund", "Jürgen")):
        pulse.ok("add", name, "--since", "2026-08-03", "--meet", "1m", "--owner", owner)


@pytest.fixture(autouse=True)
@filled_once
def _shared(pulse: Pulse) -> None:
    clients(pulse)


@pytest.fixture(autouse=True)
def who(config: Path) -> Callable[[str], None]:
    """Say who looks at it; Sam, until another is named."""

    def is_called(name: str) -> None:
        config.write_text(f'[me]\nowner = "{name}"\n')

    is_called("sam")
    return is_called


def spans(pulse: Pulse, *words: str) -> list[tuple[str, str | None]]:
    return [(one["from"][5:], one["owner"]) for one in pulse.ok("away", *words, "--json").items]


def test_new_days_off_are_mine_or_whosever_is_said(pulse: Pulse) -> None:
    pulse.ok("away", "7", "dec")
    pulse.ok("away", "add", "8", "dec", "--owner", "kim")
    pulse.ok("away", "add", "9", "dec", "--owner", "ALL")
    assert spans(pulse) == [("12-07", "sam"), ("12-09", None)]
    assert spans(pulse, "--owner", "all") == [("12-07", "sam"), ("12-08", "kim"), ("12-09", None)]
    assert spans(pulse, "list", "--owner", "KIM") == [("12-08", "kim")]
    assert spans(pulse, "list", "--owner", "none") == [("12-09", None)]
    assert "the owner is empty" in pulse.fails(2, "away", "add", "1 jan", "--owner", "").err
    assert "60" in pulse.fails(2, "away", "add", "1 jan", "--owner", "x" * 61).err


def test_whose_they_are_may_be_said_before_the_days(pulse: Pulse) -> None:
    pulse.ok("away", "--owner", "kim", "7", "dec")
    pulse.ok("away", "--owner=kim", "8", "dec")
    assert spans(pulse, "--owner", "kim") == [("12-07", "kim"), ("12-08", "kim")]
    assert spans(pulse, "--all", "--owner", "kim") == [("12-07", "kim"), ("12-08", "kim")]


def test_a_list_says_whose_they_are_where_any_are_not_mine(pulse: Pulse) -> None:
    pulse.ok("away", "7", "dec")
    assert "Whose" not in pulse.ok("away").out
    assert "kim" in pulse.ok("away", "add", "8", "dec", "--owner", "kim").out
    assert "Whose" not in pulse.ok("away").out
    said = drawn(pulse.store, "--today", pulse.today, "away", "list", "--owner", "all")
    assert "Whose" in said
    assert "kim" in said
    rows = csv.DictReader(
        io.StringIO(pulse.ok("away", "list", "--owner", "all", "--format", "csv").out)
    )
    assert [row["owner"] for row in rows] == ["sam", "kim"]


def test_days_may_overlap_with_those_of_others(pulse: Pulse) -> None:
    pulse.ok("away", "add", "7", "dec", "to", "9", "dec", "--owner", "kim")
    pulse.ok("away", "add", "8", "dec", "--owner", "all")
    pulse.ok("away", "add", "8", "dec")
    assert "you are away" in pulse.fails(3, "away", "add", "8", "dec").err
    assert "kim is away" in pulse.fails(3, "away", "add", "8", "dec", "--owner", "KIM").err
    assert "everybody is away" in pulse.fails(3, "away", "add", "8", "dec", "--owner", "all").err


def test_days_of_others_are_edited_and_cancelled_by_their_number_and_named(pulse: Pulse) -> None:
    pulse.ok("away", "add", "7", "dec", "--owner", "kim")
    pulse.ok("away", "add", "9", "dec")
    assert "kim, Tue 8 Dec" in pulse.ok("away", "edit", "1", "8", "dec").out
    said = pulse.ok("away", "cancel").out
    assert "kim" not in said
    assert "Wed 9 Dec" in said
    assert "no days off are coming up" in pulse.fails(3, "away", "cancel").err
    assert "kim, Tue 8 Dec" in pulse.ok("away", "cancel", "1").out
    pulse.ok("undo")
    assert spans(pulse, "--owner", "all") == [("12-08", "kim")]


@pytest.mark.parametrize(
    ("owner", "moved"), [("sam", True), ("SAM", True), ("all", True), ("kim", False)]
)
@pytest.mark.parametrize("screen", ["due", "digest", "show acme"])
def test_work_moves_to_before_my_days_and_everybodys(
    pulse: Pulse, screen: str, owner: str, moved: bool
) -> None:
    pulse.ok("add", "New", "--since", "2026-11-23", "--update", "2w", "--meet", "none")
    pulse.ok("away", "add", "1 dec", "to", "11 dec", "--owner", owner)
    keys = {one["key"] for one in pulse.ok("due", "--json").items}
    assert ("new" in keys) == moved
    if screen == "digest":
        assert ("new" in {one["key"] for one in pulse.ok("digest", "--json").items}) == moved


def test_who_did_not_say_who_they_are_has_everybodys_days_off_alone(
    pulse: Pulse, config: Path
) -> None:
    pulse.ok("away", "add", "30 nov", "to", "4 dec", "--owner", "kim")
    config.write_text("")
    said = pulse.ok("due", "--json").json
    assert said["away"] is None
    assert said["away_colleagues"] == []
    pulse.ok("away", "30 nov to 4 dec")
    assert pulse.ok("due", "--json").json["away"]["to"] == FRIDAY


def away(pulse: Pulse, *words: str) -> Any:
    return pulse.ok("due", *words, "--json").json["away_colleagues"]


def test_a_colleague_who_is_away_and_has_work_is_named(pulse: Pulse) -> None:
    pulse.ok("away", "add", "2026-11-26", "to", "4 dec", "--owner", "kim")
    pulse.ok("away", "add", "1 dec", "to", "4 dec", "--owner", "jürgen")
    pulse.ok("away", "add", "30 nov", "--owner", "nobody's colleague")
    line = "Kim is away until Fri 4 Dec, with 1 client to contact: pulse due --owner Kim"
    said = pulse.ok("due").out
    assert said.count("is away") == 1
    assert line in said
    assert line in pulse.ok("due", "--short").out
    assert "2 clients to contact" in said
    assert away(pulse) == [{"owner": "Kim", "until": FRIDAY, "clients": 1}]
    assert pulse.ok("due", "--count").out == "2\n"
    assert {one["key"] for one in pulse.ok("due", "--json").items} == {"acme", "gamma"}


def test_the_digest_says_of_a_colleague_who_is_away_what_due_says(pulse: Pulse) -> None:
    pulse.ok("away", "add", "30 nov", "to", "4 dec", "--owner", "kim")
    line = "Kim is away until Fri 4 Dec, with 1 client to contact: pulse due --owner Kim"
    for form in ((), ("--html",), ("--format", "markdown")):
        assert " ".join(pulse.ok("digest", *form).out.split()).count(line) == 1, form
    said = pulse.ok("digest", "--json").json
    assert said["remarks"] == [line]
    assert said["away_colleagues"] == away(pulse)
    assert [one["key"] for one in said["items"]] == ["acme", "gamma"]


def test_a_colleague_to_stand_in_for_is_worth_a_digest_on_a_workday(
    pulse: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[str, str]] = []
    monkeypatch.setattr(desktop, "notify", lambda title, text, _: shown.append((title, text)))
    pulse.ok("away", "add", "30 nov", "to", "6 dec", "--owner", "kim")
    pulse.ok("digest", "--notify")
    line = "Kim is away until Sun 6 Dec, with 1 client to contact: pulse due --owner Kim"
    assert shown.pop()[1] == f"A update, G update\n{line}"
    for key in ("acme", "gamma"):
        pulse.ok("client", "pause", key)
    standing_in = "1 colleague is away, with 1 client to contact"
    assert line in " ".join(pulse.ok("digest").out.split())
    assert pulse.ok("digest", "--json").json["subject"] == f"Mon 30 Nov: {standing_in}"
    sent = pulse.ok("digest", "--notify").out
    assert sent == f"Shown on the desktop: {standing_in}.\n"
    assert shown.pop() == (f"Mon 30 Nov: {standing_in}", line)
    assert pulse.ok("digest", "--notify", today="2026-12-05").out == ""
    pulse.ok("client", "pause", "beta")
    assert pulse.ok("digest", "--notify").out == ""
    assert pulse.ok("digest", "--json").json["subject"] is None
    assert not shown


@pytest.mark.parametrize(("on", "named"), [("2026-12-04", True), ("2026-12-07", False)])
def test_they_are_named_until_their_last_day(pulse: Pulse, on: str, named: bool) -> None:
    pulse.ok("away", "add", "30 nov", "to", "1 dec", "--owner", "kim")
    pulse.ok("away", "add", "2 dec", "to", "4 dec", "--owner", "Kim")
    assert away(pulse)[0]["until"] == FRIDAY
    assert bool(pulse.ok("due", "--json", today=on).json["away_colleagues"]) == named


def test_who_is_away_without_anything_due_is_not_named(pulse: Pulse) -> None:
    pulse.ok("client", "pause", "beta")
    pulse.ok("away", "add", "30 nov", "--owner", "kim")
    assert "is away" not in pulse.ok("due").out
    assert away(pulse) == []


def test_a_colleagues_list_while_they_are_away_shows_what_came_up(pulse: Pulse) -> None:
    pulse.ok("away", "add", "30 nov", "to", "4 dec", "--owner", "kim")
    pulse.ok("away", "add", "30 nov", "--owner", "jürgen")
    said = pulse.ok("due", "--owner", "kim").out
    assert "Beta" in said
    assert "Kim is away until Fri 4 Dec." in said
    assert "Jürgen" not in said
    assert "this can wait" not in said
    assert away(pulse, "--owner", "kim") == [{"owner": "Kim", "until": FRIDAY, "clients": 1}]
    pulse.ok("client", "pause", "beta")
    said = pulse.ok("due", "--owner", "kim").out
    assert "Nobody is waiting to hear from Kim today." in said
    assert "Kim is away until Fri 4 Dec." in said


def test_while_i_am_away_myself_it_says_so(pulse: Pulse, who: Callable[[str], None]) -> None:
    pulse.ok("away", "add", "30 nov", "to", "4 dec", "--owner", "kim")
    who("KIM")
    said = pulse.ok("due").out
    assert "You are away until Fri 4 Dec; this can wait." in said
    assert "Kim is away" not in said


def test_a_meeting_on_a_day_off_is_not_said_to_wait(pulse: Pulse) -> None:
    pulse.ok("away", "30 nov", "to", "4 dec")
    assert "You are away until Fri 4 Dec; this can wait." in pulse.ok("due").out
    pulse.ok("meeting", "book", "acme", "2026-12-01 10:00")
    assert "You are away until Fri 4 Dec.\n" in pulse.ok("due", today="2026-12-01").out


def test_a_tag_or_a_filter_says_of_colleagues_what_it_is_about(pulse: Pulse) -> None:
    pulse.ok("client", "edit", "acme", "--tag", "retail")
    pulse.ok("away", "add", "30 nov", "--owner", "kim")
    assert away(pulse, "@retail") == []
    assert away(pulse, "acme") == []
    assert away(pulse, "--owner", "all") == []
