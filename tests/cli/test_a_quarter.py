"""A quarter with the demo's portfolio, day by day: do what the list says, and all goes well."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from clientpulse.cadence.policy import Policy
from clientpulse.services.demo.telling import tell
from clientpulse.store.database import Store
from tests.conftest import Pulse

pytestmark = [pytest.mark.thorough, pytest.mark.timeout(900)]

START = date(2026, 10, 5)
END = date(2027, 1, 8)

WELL = {
    **dict.fromkeys(("communication", "shared-knowledge", "expectations"), "yes"),
    **dict.fromkeys(("opinions-shared", "positive-attitude"), "yes"),
    **dict.fromkeys(("poor-communication", "opinions-withheld", "knowledge-kept"), "no"),
    **dict.fromkeys(("bad-manners", "debates-without-solution", "no-planning"), "no"),
    **dict.fromkeys(("negative-attitude", "no-data-shared"), "no"),
}

Item = dict[str, Any]


class Diligent:
    """Somebody who does each day what the list says, for all clients but one perhaps."""

    def __init__(self, pulse: Pulse, neglected: str | None = None) -> None:
        self.pulse = pulse
        self.neglected = neglected
        self.done: set[str] = set()
        self._do: dict[str, Callable[[Item], None]] = {
            "appointment": self._meet,
            "outcome": self._meet,
            "meeting": self._book,
            "update": self._update,
            "own_up": self._own_up,
            "make_good": self._make_good,
            "look_back": self._call,
            "promise": self._keep_word,
            "chase": self._chase,
            "recap": lambda item: self._draft("recap", item),
            "moment": self._moment,
            "feedback": self._feedback,
            "project_feedback": self._project_feedback,
            "checkup": self._check_up,
        }

    def work_through(self, day: date) -> None:
        """Do all that is due on a day."""
        self.pulse.today = day.isoformat()
        for item in self.pulse.ok("due", "--json").items:
            if item["key"] != self.neglected and self._still_due(item):
                self._do[item["rule"]](item)
                self.done.add(item["rule"])

    def _still_due(self, item: Item) -> bool:
        """One thing done may have settled another: a meeting is an update as well."""
        left = self.pulse.ok("due", "--json", "--client", item["key"]).items
        return any((one["rule"], one["due_on"]) == (item["rule"], item["due_on"]) for one in left)

    def _draft(self, kind: str, item: Item, *options: str) -> None:
        drafted = self.pulse.ok("draft", kind, item["key"], "--log", *options).out
        assert drafted.startswith("Subject: ")
        assert len(drafted.splitlines()) > 3

    def _meet(self, item: Item) -> None:
        on = item["due_on"]
        said = ("went", "through", "the", "numbers", "-c", "meeting", "-d", on, "--mood", "good")
        self.pulse.ok("log", item["key"], *said, "--agreed", "the next steps")

    def _book(self, item: Item) -> None:
        today = date.fromisoformat(self.pulse.today)
        on = max(today, date.fromisoformat(item["act_by"])) + timedelta(days=3)
        while on.weekday() > 4:
            on += timedelta(days=1)
        self.pulse.ok("meeting", "book", item["key"], on.isoformat(), "10:00")

    def _update(self, item: Item) -> None:
        if "call" in item["suggestion"]:
            self._call(item)
        else:
            news = ("--news", "The figures are in.") if len(item["key"]) % 2 else ()
            self._draft("update", item, *news)

    def _call(self, item: Item) -> None:
        self.pulse.ok("log", item["key"], "all", "is", "well", "--mood", "great")

    def _own_up(self, item: Item) -> None:
        self._draft("apology", item)

    def _make_good(self, item: Item) -> None:
        for one in self.pulse.ok("mistake", "list", item["key"], "--json").items:
            if one["fixed_on"] is None:
                self.pulse.ok("mistake", "fixed", str(one["id"]))

    def _keep_word(self, item: Item) -> None:
        for one in self._open(item, "us"):
            if one["due_on"] == item["due_on"]:
                self.pulse.ok("done", str(one["id"]))

    def _chase(self, item: Item) -> None:
        chased = self.pulse.ok("history", item["key"], "--json").items
        self._draft("chase", item)
        if sum(one["purpose"] == "chase" for one in chased) % 2:  # they answer the second one
            for one in self._open(item, "client"):
                self.pulse.ok("done", str(one["id"]))

    def _open(self, item: Item, owed_by: str) -> list[Item]:
        found = self.pulse.ok("commitment", "list", item["key"], "--json").items
        return [one for one in found if one["owed_by"] == owed_by]

    def _moment(self, item: Item) -> None:
        reminders = self.pulse.ok("remind", "list", item["key"], "--json").items
        mine = [one for one in reminders if one["on"] == item["due_on"] and one["id"]]
        if not mine:
            self._draft("greeting", item)
        for one in mine:
            self.pulse.ok("remind", "done", str(one["id"]))

    def _feedback(self, item: Item) -> None:
        self._draft("feedback", item)
        self.pulse.ok("feedback", item["key"], "glad", "to", "work", "with", "us", "--score", "9")

    def _project_feedback(self, item: Item) -> None:
        finished = self.pulse.ok("project", "list", item["key"], "--json").items
        for one in finished:
            if one["finished_on"]:
                self.pulse.ok("feedback", item["key"], "it", "holds", "--project", str(one["name"]))

    def _check_up(self, item: Item) -> None:
        answers = [f"--set={trait}={answer}" for trait, answer in WELL.items()]
        self.pulse.ok("checkup", item["key"], *answers)


def workdays(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        if day.weekday() < 5:
            yield day
        day += timedelta(days=1)


def live_through(pulse: Pulse, neglected: str | None = None) -> Diligent:
    """Live through the quarter, with something happening besides what the list says."""
    with Store(pulse.store).unit_of_work("demo") as unit:
        tell(unit, START, Policy())
    person = Diligent(pulse, neglected)
    for day in workdays(START, END):
        if day == date(2026, 11, 3):
            pulse.today = day.isoformat()
            pulse.ok("mistake", "mistral", "a wrong delivery", "--fix", "a new one is on its way")
            pulse.ok("promise", "mistral", "the new price list", "--by", "2026-11-20")
            pulse.ok("project", "start", "orchard", "Budget for the gym")
        if day == date(2026, 11, 24):
            pulse.today = day.isoformat()
            pulse.ok("project", "finish", "orchard", "gym")
            pulse.ok("ask", "orchard", "the enrolment figures", "--by", "2026-11-27")
        person.work_through(day)
    return person


def reported(pulse: Pulse) -> dict[str, Item]:
    return {one["key"]: one for one in pulse.ok("report", "--json").items}


def test_who_does_what_the_list_says_keeps_every_client_and_all_are_well(pulse: Pulse) -> None:
    person = live_through(pulse)

    assert pulse.ok("due", "--json").items == []
    report = reported(pulse)
    for key, one in report.items():
        assert one["status"] in {"soon", "on_track", "no_cadence"}, key
        assert one["health"] is None or one["health"]["band"] == "good", (key, one["health"])
    # With whom nothing is agreed and of whom nothing is asked there is nothing to measure.
    assert [key for key, one in report.items() if one["health"] is None] == ["cedar-legal"]
    assert person.done == set(person._do)


def test_whoever_is_left_out_is_at_risk_and_nobody_else(pulse: Pulse) -> None:
    neglected = "orchard-lane"  # an old client: no good year makes up for a silence
    live_through(pulse, neglected)

    report = reported(pulse)
    assert report[neglected]["health"]["band"] == "at risk", report[neglected]["health"]
    assert {one["key"] for one in pulse.ok("due", "--json").items} == {neglected}
    others = {key: one["health"] for key, one in report.items() if key != neglected}
    assert {one["band"] for one in others.values() if one is not None} == {"good"}
