"""Small cases worked out on paper from the text of the rules; both engines have to say so.

Each is one client on one Friday. What is expected is the rule's one item, as ``due_on status``
with the touchpoint that it is counted from, where the rule names one; None for no item.
"""

from datetime import date, timedelta

import pytest
import reference
from product import Product

TODAY = date(2026, 11, 20)  # a Friday


def day(text):
    """Return a day of this year, ``11-19``, or a whole one."""
    return date.fromisoformat(text if len(text) > 5 else f"2026-{text}")


def days(facts):
    """Return facts with their texts of ``on``, ``*_on`` and the like as days."""
    return {
        name: day(value) if value and f"_{name}".endswith(("_on", "_until", "_from")) else value
        for name, value in facts.items()
    }


def touchpoint(on, channel="email", direction="outbound", **more):
    return days({"on": on, "channel": channel, "direction": direction, **more})


def theirs(on, at=None, channel="email", needs_answer=True):
    return touchpoint(on, channel, "inbound", at=at, needs_answer=needs_answer)


def ours(on, at=None):
    return touchpoint(on, at=at)


def call(on, direction="outbound", **more):
    return touchpoint(on, "call", direction, **more)


def met(on, recapped_on=None):
    return touchpoint(on, "meeting", recapped_on=recapped_on)


def letter(on, purpose="chase"):
    return touchpoint(on, purpose=purpose)


def chase_call(on):
    return call(on, purpose="chase")


def happened(*touchpoints, **facts):
    return {"touchpoints": list(touchpoints), **days(facts)}


def owed(*due_ons, **facts):
    made = [
        {"owed_by": "client", "what": "x", "due_on": day(on), "done_on": None, "dropped_on": None}
        for on in due_ons
    ]
    return lambda *touchpoints: happened(*touchpoints, commitments=made, **facts)


def born(*birthdays, **facts):
    """Return people, each by birthday and the occasion that they were greeted for."""
    made = [
        {"born": on, "greeted_on": day(greeted) if greeted else None} for on, greeted in birthdays
    ]
    return lambda *touchpoints: happened(*touchpoints, birthdays=made, **facts)


def project(started_on, finished_on=None, checkin=None, asked_on=None):
    facts = {"started_on": started_on, "finished_on": finished_on, "asked_on": asked_on}
    return days(facts) | {"name": "x", "checkin": checkin}


def finished(finished_on, asked_on=None):
    return project("2026-01-05", finished_on, asked_on=asked_on)


def projects(*made, heard=(), **facts):
    """Return projects, and what was said by day: about one, by its place, or about none."""
    made = [one | {"name": f"project {n}"} for n, one in enumerate(made)]
    feedback = [{"on": day(on), "project": about} for on, about in heard]
    return lambda *touchpoints: happened(*touchpoints, projects=made, feedback=feedback, **facts)


CASES = {
    "answer": {
        "yesterday's": (happened(theirs("11-19")), "11-20 due 11-19 email"),
        "today's": (happened(theirs("11-20")), "11-23 soon 11-20 email"),
        "tomorrow's": (happened(theirs("11-21")), None),
        "of Wednesday": (happened(theirs("11-18")), "11-19 overdue 11-18 email"),
        "of Friday: Monday": (happened(theirs("11-13")), "11-16 overdue 11-13 email"),
        "30 days old": (happened(theirs("10-21")), "10-22 overdue 10-21 email"),
        "31 days old": (happened(theirs("10-20")), None),
        "an older one doesn't hide it": (
            happened(theirs("10-20"), theirs("11-17")),
            "11-18 overdue 11-17 email",
        ),
        "the oldest, whatever was entered first": (
            happened(theirs("11-17"), theirs("11-10", channel="letter")),
            "11-11 overdue 11-10 letter",
        ),
        "the one of the morning, entered after": (
            happened(theirs("11-17", channel="letter", at="16:45"), theirs("11-17", at="09:00")),
            "11-18 overdue 11-17 email",
        ),
        "no reply needed": (happened(theirs("11-17", needs_answer=False)), None),
        "nor does such a one end it": (
            happened(theirs("11-16"), theirs("11-18", needs_answer=False)),
            "11-17 overdue 11-16 email",
        ),
        "answered the day after": (happened(theirs("11-17"), ours("11-18")), None),
        "answered late, entered before": (happened(ours("11-18"), theirs("11-17")), None),
        "written the day before": (
            happened(theirs("11-17"), ours("11-16")),
            "11-18 overdue 11-17 email",
        ),
        "a call from them ends it": (happened(theirs("11-17"), call("11-18", "inbound")), None),
        "between two": (
            happened(theirs("11-10"), ours("11-11"), theirs("11-12")),
            "11-13 overdue 11-12 email",
        ),
        "will be answered tomorrow": (
            happened(theirs("11-17"), ours("11-21")),
            "11-18 overdue 11-17 email",
        ),
        "on one day, entered after": (happened(theirs("11-17"), ours("11-17")), None),
        "on one day, entered before": (
            happened(ours("11-17"), theirs("11-17")),
            "11-18 overdue 11-17 email",
        ),
        "on one day, earlier by time": (
            happened(theirs("11-17", "16:45"), ours("11-17", "09:00")),
            "11-18 overdue 11-17 email",
        ),
        "on one day, later by time": (
            happened(ours("11-17", "16:45"), theirs("11-17", "09:00")),
            None,
        ),
        "ours without a time, entered after": (
            happened(theirs("11-17", "16:45"), ours("11-17")),
            None,
        ),
        "theirs without a time, entered after": (
            happened(ours("11-17", "16:45"), theirs("11-17")),
            "11-18 overdue 11-17 email",
        ),
        "at the same time, entered after": (
            happened(theirs("11-17", "09:00"), ours("11-17", "09:00")),
            None,
        ),
        "snoozed": (
            happened(theirs("11-17"), snoozed_until="12-01"),
            "11-18 overdue 11-17 email",
        ),
        "paused": (happened(theirs("11-17"), paused_on="11-18"), None),
        "archived": (happened(theirs("11-17"), archived_on="11-18"), None),
        "off": (happened(theirs("11-17"), rules={"answer": "none"}), None),
    },
    "recap": {
        "met on Wednesday": (happened(met("11-18")), "11-19 overdue 11-18 -"),
        "met today": (happened(met("11-20")), "11-23 soon 11-20 -"),
        "called": (happened(call("11-18")), None),
        "recapped on the day": (happened(met("11-18", "11-18")), None),
        "recapped today": (happened(met("11-18", "11-20")), None),
        "recapped tomorrow": (happened(met("11-18", "11-21")), "11-19 overdue 11-18 -"),
        "the second of two": (
            happened(met("11-10", "11-11"), met("11-17")),
            "11-18 overdue 11-17 -",
        ),
        "the first of two": (
            happened(met("11-10"), met("11-17", "11-18")),
            "11-11 overdue 11-10 -",
        ),
        "both: the first": (happened(met("11-17"), met("11-10")), "11-11 overdue 11-10 -"),
        "a letter marks nothing by itself": (
            happened(met("11-17"), letter("11-18", "recap")),
            "11-18 overdue 11-17 -",
        ),
        "due 30 days ago": (happened(met("10-20")), "10-21 overdue 10-20 -"),
        "due 31 days ago": (happened(met("10-19")), None),
        "due 31 days ago, and a later one": (
            happened(met("10-19"), met("11-17")),
            "11-18 overdue 11-17 -",
        ),
        "on the day since when it is asked": (
            happened(met("11-10"), asked_from="11-10"),
            "11-11 overdue 11-10 -",
        ),
        "before": (happened(met("11-10"), asked_from="11-11"), None),
        "before the start": (happened(met("11-10"), started_on="11-11"), None),
        "before the clock's start": (
            happened(met("11-10"), clock_on="11-16"),
            "11-11 overdue 11-10 -",
        ),
        "within three days": (happened(met("11-18"), rules={"recap": "3d"}), "11-21 soon 11-18 -"),
    },
    "chase": {
        "owed today": (owed("11-20")(), "11-21 soon"),
        "owed yesterday": (owed("11-19")(), "11-20 due"),
        "owed for long": (owed("11-10")(), "11-11 overdue"),
        "a letter on the day itself is none": (owed("11-10")(letter("11-10")), "11-11 overdue"),
        "a letter": (owed("11-10")(letter("11-11")), "11-14 overdue"),
        "a letter tomorrow": (owed("11-10")(letter("11-21")), "11-11 overdue"),
        "three letters": (
            owed("11-10")(letter("11-11"), letter("11-14"), letter("11-17")),
            "11-20 due",
        ),
        "the fourth letter moves nothing": (
            owed("11-10")(letter("11-11"), letter("11-12"), letter("11-13"), letter("11-16")),
            "11-16 overdue",
        ),
        "a call after three letters does": (
            owed("11-10")(letter("11-11"), letter("11-12"), letter("11-13"), chase_call("11-18")),
            "11-21 soon",
        ),
        "the third letter does, after a call": (
            owed("11-10")(
                *(letter("11-11"), letter("11-12"), chase_call("11-13")),
                *(letter("11-14"), letter("11-16")),
            ),
            "11-17 overdue",
        ),
        "entered in another order": (
            owed("11-10")(letter("11-16"), letter("11-13"), letter("11-12"), letter("11-11")),
            "11-16 overdue",
        ),
        "a talk": (owed("11-10")(call("11-12")), "11-15 overdue"),
        "a talk that they began": (owed("11-10")(call("11-12", "inbound")), "11-15 overdue"),
        "a talk on the day": (owed("11-10")(call("11-10")), "11-13 overdue"),
        "a talk the day before": (owed("11-10")(call("11-09")), "11-11 overdue"),
        "a talk tomorrow": (owed("11-10")(call("11-21")), "11-11 overdue"),
        "a letter of another kind is none": (
            owed("11-10")(letter("11-12", "update")),
            "11-11 overdue",
        ),
        "a talk after a letter": (owed("11-10")(letter("11-11"), call("11-12")), "11-15 overdue"),
        "a talk after four letters: a new start": (
            owed("11-10")(*(letter(f"11-{n}") for n in (11, 12, 13, 14)), call("11-15")),
            "11-18 overdue",
        ),
        "and three more": (
            owed("11-10")(
                *(letter(f"11-{n}") for n in (11, 12, 13, 14)),
                call("11-15"),
                *(letter(f"11-{n}") for n in (16, 17, 18, 19)),
            ),
            "11-21 soon",
        ),
        "entered after the talk of its day: it counts": (
            owed("11-10")(call("11-12"), *(letter(f"11-{n}") for n in (12, 13, 14, 15))),
            "11-17 overdue",
        ),
        "entered before: it doesn't": (
            owed("11-10")(
                letter("11-12"), call("11-12"), *(letter(f"11-{n}") for n in (13, 14, 15))
            ),
            "11-18 overdue",
        ),
        "one series for two things": (
            owed("11-18", "11-10")(letter("11-11")),
            "11-14 overdue",
        ),
        "every week with them": (
            owed("11-10", rules={"chase": "1w"})(letter("11-11")),
            "11-18 overdue",
        ),
        "every week after a talk": (
            owed("11-10", rules={"chase": "1w"})(call("11-11")),
            "11-18 overdue",
        ),
    },
    "moment": {
        "today": (born(("1979-11-20", None))(), "11-20 due"),
        "on Saturday: on Friday": (born(("--11-21", None))(), "11-21 due"),
        "a week ago": (born(("--11-13", None))(), "11-13 overdue"),
        "eight days ago": (born(("--11-12", None))(), None),
        "greeted": (born(("--11-20", "11-20"))(), None),
        "greeted last year": (born(("--11-20", "2025-11-20"))(), "11-20 due"),
        "greeted for a day before": (born(("--11-20", "11-19"))(), "11-20 due"),
        "greeted for a day after": (born(("--11-20", "11-21"))(), None),
        "ahead": (born(("--12-10", None))(), "12-10 soon"),
        "greeted early": (born(("--12-10", "12-10"))(), None),
        "greeted a week ago": (born(("--11-13", "11-13"))(), None),
        "another was greeted": (
            born(("--11-18", None), ("--11-18", "11-18"))(),
            "11-18 overdue",
        ),
        "a call on the day is no greeting": (
            born(("--11-18", None))(call("11-18")),
            "11-18 overdue",
        ),
        "nor is a letter by itself": (
            born(("--11-18", None))(letter("11-18", "greeting")),
            "11-18 overdue",
        ),
    },
    "project_feedback": {
        "it runs": (projects(finished(None))(), None),
        "ends tomorrow": (projects(finished("11-21"))(), None),
        "nobody asked": (projects(finished("11-10"))(), "11-17 overdue"),
        "asked": (projects(finished("11-10", "11-12"))(), "12-10 soon"),
        "asked on the day it was finished": (projects(finished("11-10", "11-10"))(), "12-10 soon"),
        "asked before it was finished": (projects(finished("11-10", "11-09"))(), "11-17 overdue"),
        "asked tomorrow": (projects(finished("11-10", "11-21"))(), "11-17 overdue"),
        "they said": (projects(finished("11-10"), heard=[("11-12", 0)])(), "12-10 soon"),
        "they said in general": (
            projects(finished("11-10"), heard=[("11-12", None)])(),
            "12-10 soon",
        ),
        "asked in general": (
            projects(finished("11-10"))(letter("11-12", "feedback")),
            "12-10 soon",
        ),
        "they said about another": (
            projects(finished("11-10"), finished(None), heard=[("11-12", 1)])(),
            "11-17 overdue",
        ),
        "asked about another": (
            projects(finished("11-10"), finished(None, "11-12"))(letter("11-12", "feedback")),
            "11-17 overdue",
        ),
        "the second question": (projects(finished("10-20", "11-12"))(), "11-20 due"),
        "a week before it": (projects(finished("10-20", "11-13"))(), None),
        "of another it doesn't count": (
            projects(finished("10-20", "10-27"), finished(None, "11-16"))(),
            "11-20 due",
        ),
    },
    "feedback": {
        "after half a year": (happened(started_on="05-15"), "11-15 overdue - -"),
        "a project's counts": (
            projects(finished(None), started_on="05-15", heard=[("05-20", 0)])(),
            "11-20 due 05-20 -",
        ),
        "a question about one counts": (
            projects(finished(None, "05-20"), started_on="05-15")(letter("05-20", "feedback")),
            "11-20 due 05-20 -",
        ),
    },
    "update": {
        "of the client": (
            happened(ours("11-12"), update_interval="1w"),
            "11-19 overdue 11-12 email",
        ),
        "a project's, over a longer one": (
            projects(project("11-02", checkin="1w"), update_interval="1m")(ours("11-12")),
            "11-19 overdue 11-12 email",
        ),
        "over no updates": (
            projects(project("11-02", checkin="1w"), update_interval="none")(ours("11-12")),
            "11-19 overdue 11-12 email",
        ),
        "without a cadence": (
            projects(project("11-02", checkin="1w"))(ours("11-12")),
            "11-19 overdue 11-12 email",
        ),
        "over what follows from the meetings": (
            projects(project("11-02", checkin="3d"), meeting_interval="1m")(ours("11-18")),
            "11-21 due 11-18 email",
        ),
        "not over a shorter one": (
            projects(project("11-16", checkin="1w"), update_interval="5d")(ours("11-12")),
            "11-17 overdue 11-12 email",
        ),
        "nor over an equal one": (
            projects(project("11-16", checkin="7d"), update_interval="1w")(ours("11-12")),
            "11-19 overdue 11-12 email",
        ),
        "30 days are less than a month": (
            projects(project("11-16", checkin="30d"), update_interval="1m")(ours("10-25")),
            "12-16 soon - -",
        ),
        "counted from its start": (
            projects(project("11-11", checkin="1w"), update_interval="1m")(ours("11-10")),
            "11-18 overdue - -",
        ),
        "or from a word on that day": (
            projects(project("11-11", checkin="1w"), update_interval="1m")(ours("11-11")),
            "11-18 overdue 11-11 email",
        ),
        "starts today": (
            projects(project("11-20", checkin="1w"), update_interval="1m")(ours("11-10")),
            "11-27 soon - -",
        ),
        "starts tomorrow": (
            projects(project("11-21", checkin="1w"), update_interval="1m")(ours("11-10")),
            "12-10 soon 11-10 email",
        ),
        "finished today": (
            projects(project("11-02", "11-20", checkin="1w"), update_interval="1m")(ours("11-10")),
            "12-10 soon 11-10 email",
        ),
        "ends tomorrow": (
            projects(project("11-02", "11-21", checkin="1w"), update_interval="1m")(ours("11-10")),
            "11-17 overdue 11-10 email",
        ),
        "the shortest of several": (
            projects(project("11-02", checkin="1w"), project("11-16", checkin="3d"))(),
            "11-19 overdue - -",
        ),
        "of equal ones the first to start": (
            projects(project("11-16", checkin="1w"), project("11-11", checkin="7d"))(),
            "11-18 overdue - -",
        ),
        "from the clock's start": (
            happened(ours("11-05"), update_interval="1w", clock_on="11-10"),
            "11-17 overdue - -",
        ),
        "a word on that day": (
            happened(ours("11-10"), update_interval="1w", clock_on="11-10"),
            "11-17 overdue 11-10 email",
        ),
        "a word after it": (
            happened(ours("11-11"), update_interval="1w", clock_on="11-10"),
            "11-18 overdue 11-11 email",
        ),
        "a clock older than the start": (
            happened(update_interval="1w", clock_on="11-03", started_on="11-16"),
            "11-10 overdue - -",
        ),
        "a project is newer than the clock": (
            projects(project("11-11", checkin="1w"), clock_on="11-10")(),
            "11-18 overdue - -",
        ),
        "the clock is newer than a project": (
            projects(project("11-11", checkin="1w"), clock_on="11-12")(),
            "11-19 overdue - -",
        ),
    },
    "meeting": {
        "from the clock's start": (
            happened(met("10-05", "10-05"), meeting_interval="1m", clock_on="10-19"),
            "11-19 overdue - -",
        ),
        "met after it": (
            happened(met("10-20", "10-20"), meeting_interval="1m", clock_on="10-19"),
            "11-20 due 10-20 meeting",
        ),
    },
}
COUNTED_FROM = ("answer", "recap", "feedback", "update", "meeting")


def clients_of(cases):
    return [
        reference.client(f"c{number:02}", facts.get("started_on", day("2025-01-06")), name=name)
        | facts
        for number, (name, (facts, _)) in enumerate(cases.items())
    ]


def short(on):
    return "-" if on is None else on.removeprefix("2026-")


def said(rule, item):
    words = [short(item["due_on"]), item["status"]]
    if rule in COUNTED_FROM:
        words += [short(item["last_on"]), item["last_channel"] or "-"]
    return " ".join(words)


@pytest.mark.parametrize("engine", ["product", "naive"])
@pytest.mark.parametrize("rule", CASES)
def test_worked_out_on_paper(rule, engine, tmp_path, monkeypatch):
    cases = CASES[rule]
    clients = clients_of(cases)
    if engine == "product":
        items = Product(tmp_path, clients, None, monkeypatch).answer(TODAY, "due", "--within", "1m")
    else:
        items = reference.due(clients, reference.POLICY, TODAY, "1m")
    found = {
        name: [said(rule, i) for i in items if (i["client"], i["rule"]) == (name, rule)]
        for name in cases
    }
    assert found == {
        name: [] if expected is None else [expected] for name, (_, expected) in cases.items()
    }


# name: facts, then of the report: the update interval, where it is from, kept, counted, capped_by
REPORTS = {
    # Due on 8, 15 November and not before the clock's start.
    "kept counts from the clock's start": (
        happened(call("10-05"), update_interval="1w", clock_on="11-01"),
        ("1w", "client", 0, 2, None),
    ),
    "and from what came after it": (
        happened(call("11-08"), update_interval="1w", clock_on="11-01"),
        ("1w", "client", 1, 2, None),
    ),
    # A mood of 2 and seven weeks kept and two missed: 35 * 7 / 9 + 20 of 55.
    "so does the silence": (
        happened(
            *(call((day("11-05") - timedelta(weeks=n)).isoformat(), mood=2) for n in range(7)),
            update_interval="1w",
            clock_on="09-17",
        ),
        ("1w", "client", 7, 9, "silence"),
    ),
    "which starts anew with the clock": (
        happened(
            call("11-05", mood=2),
            update_interval="1w",
            clock_on="11-12",
            checkups=[{"on": day("11-05"), "score": 100}],
        ),
        ("1w", "client", 0, 1, None),
    ),
    # 1 October and 1 November: a check-in isn't agreed for good.
    "kept knows no check-ins": (
        projects(project("10-01", checkin="1w"), started_on="09-01", update_interval="1m")(),
        ("1w", "project", 0, 2, None),
    ),
    "nor does the silence": (
        projects(project("10-01", checkin="1w"), started_on="10-30")(call("10-30", mood=2)),
        ("1w", "project", 0, 0, None),
    ),
    "over a rule": (
        projects(project("10-01", checkin="3d"), meeting_interval="1m", started_on="11-19")(),
        ("3d", "project", 0, 0, None),
    ),
    "not over a rule": (
        projects(project("10-01", checkin="1w"), meeting_interval="1m", started_on="11-19")(),
        ("1w", "rule", 0, 0, None),
    ),
    "over none": (
        projects(project("10-01", checkin="1w"), update_interval="none")(),
        ("1w", "project", 0, 0, None),
    ),
    "over: as agreed": (
        projects(project("10-01", "11-20", checkin="1w"), update_interval="none")(),
        (None, None, 0, 0, None),
    ),
}


@pytest.mark.parametrize("engine", ["product", "naive"])
def test_reports_worked_out_on_paper(engine, tmp_path, monkeypatch):
    clients = clients_of(REPORTS)
    if engine == "product":
        items = Product(tmp_path, clients, None, monkeypatch).answer(TODAY, "report")
    else:
        items = reference.report(clients, reference.POLICY, TODAY).values()
    fields = ("update_interval", "update_from", "kept", "counted")
    found = {
        item["client"]: (*(item[f] for f in fields), item["health"] and item["health"]["capped_by"])
        for item in items
    }
    assert found == {name: expected for name, (_, expected) in REPORTS.items()}
