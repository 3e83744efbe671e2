"""Every worked example of docs/cadence.md comes out as it is written there."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from clientpulse.cadence.adherence import Ended, ended_after, kept, year_before
from clientpulse.cadence.advice import suggestion
from clientpulse.cadence.channel import Channel
from clientpulse.cadence.engine import items_for
from clientpulse.cadence.facts import Facts
from clientpulse.cadence.interval import Interval, parse_interval
from clientpulse.cadence.items import DueItem
from clientpulse.cadence.order import class_of, sort_key, urgency
from clientpulse.cadence.policy import Policy
from clientpulse.cadence.rule_book import RULE_BOOK
from clientpulse.cadence.rules.rhythm import lead_days
from clientpulse.services.facts.policy import deciding
from clientpulse.services.facts.reading import written_streak
from clientpulse.store.queries.facts import Running
from tests.docs.documentation import page, tables

PAGE = page("cadence.md")
POLICY = Policy()
WORKED = re.findall(r"```facts\n(.*?)\n```.*?\n(\| on this day .*?)(?=\n\n|\Z)", PAGE, re.DOTALL)
KEPT = re.findall(r"```kept\n(.*?)\n```\n\n(\| opened .*?)(?=\n\n|\Z)", PAGE, re.DOTALL)
DAYS = ("on this day", "rule", "due on", "act by", "status", "days late")


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _interval(text: str) -> Interval:
    parsed = parse_interval(text)
    assert parsed is not None
    return parsed


def _or_none(text: str) -> str | None:
    return None if text == "-" else text


def test_every_example_of_the_page_is_read_here() -> None:
    assert len(WORKED) == PAGE.count("```facts")
    assert len(KEPT) == PAGE.count("```kept")
    headings = re.findall(r"^\| ([^|]+) \|.*\n\|---", PAGE, re.MULTILINE)
    assert headings.count("on this day") == len(WORKED)
    assert headings.count("opened") == len(KEPT)
    others = ["meetings at least", "meet", "agreed updates", "from", "meet", "status", "class"]
    others += ["client", "latest touchpoints"]
    assert [one for one in headings if one not in {"on this day", "opened"}] == others


def test_updates_follow_from_meetings() -> None:
    (rows,) = tables(PAGE, "meet", "update")
    for meet, update in rows:
        found = POLICY.update_interval_for(parse_interval(meet))
        assert str(found or "none") == update, meet


def test_the_most_frequent_of_what_was_agreed_and_the_check_ins_is_in_force() -> None:
    (rows,) = tables(PAGE, "agreed updates", "check-ins of running projects", "updates go out")
    for agreed, checkins, goes_out in rows:
        update = parse_interval(agreed)
        running = [Running("Site", date(2026, 11, 2), one) for one in checkins.split(", ")]
        decides = deciding(running, update)
        assert str(update if decides is None else decides.every) == goes_out


def test_intervals_are_added() -> None:
    (rows,) = tables(PAGE, "from", "interval", "gives")
    for start, interval, end in rows:
        assert _interval(interval).after(_day(start)) == _day(end), (start, interval)


def test_meetings_come_up_ahead() -> None:
    (rows,) = tables(PAGE, "meet", "comes up this many days ahead")
    for meet, days in rows:
        assert lead_days(_interval(meet)) == int(days), meet


@pytest.mark.parametrize(("known", "table"), WORKED)
def test_a_worked_example_comes_out(known: str, table: str) -> None:
    (rows,) = tables(f"{table}\n", *DAYS)
    for on, rule, due_on, act_by, status, late in rows:
        today = _day(on)
        items = [
            item for item in items_for(_facts(known, today), POLICY, today) if item.rule == rule
        ]
        if status == "nothing":
            assert items == [], on
            continue
        (item,) = items
        found = (item.due_on, item.act_by, item.status, item.days_overdue)
        assert found == (_day(due_on), _day(act_by), status, int(late)), on


def _facts(known: str, today: date) -> Facts:
    said = _said(known)
    contact_on, _, channel = said.get("last contact", "").partition(" by ")
    booked = _day(said["booked"]) if "booked" in said else None
    return Facts(
        key="acme",
        name="Acme",
        started_on=_day(said["since"]),
        cadence=POLICY.cadence(
            parse_interval(said.get("meet", "none")),
            parse_interval(said.get("update", "none")),
            "update" not in said,
        ),
        last_meeting_on=_day(said["last meeting"]) if "last meeting" in said else None,
        last_reach_on=_day(contact_on) if contact_on else None,
        last_reach_channel=channel or None,
        next_meeting_on=booked if booked and booked >= today else None,
        unlogged_meetings_on=(booked,) if booked and booked < today else (),
        snoozed_until=_day(said["snoozed until"]) if "snoozed until" in said else None,
    )


def _said(known: str) -> dict[str, str]:
    names = "meet|update|since|last meeting|last contact|booked|snoozed until|contacts|today"
    found = [re.fullmatch(f"({names}) (.+)", part) for part in known.split(", ")]
    assert all(found), known
    return {one[1]: one[2] for one in found if one}


def test_the_order_is_as_shown() -> None:
    (rows,) = tables(PAGE, "client", "rule", "interval", "status", "days late", "urgency", "class")
    items = [_item(*row[:5]) for row in rows]
    other_way_round = [*items]
    other_way_round.reverse()
    assert sorted(other_way_round, key=sort_key) == items
    assert [f"{urgency(item):.1f}" for item in items] == [row[5] for row in rows]
    assert [str(class_of(item)) for item in items] == [row[6] for row in rows]


def test_the_classes_are_as_said() -> None:
    (rows,) = tables(PAGE, "class", "what", "within the class")
    said = {rule: int(row[0]) for row in rows for rule in re.findall(r"`(\w+)`", row[1])}
    statuses = {"due": said.pop("due"), "soon": said.pop("soon")}
    assert said == {one.name: one.overdue_class for one in RULE_BOOK if not one.status}
    for status, class_ in statuses.items():
        assert class_of(_item("Acme", "update", "1m", status, "0")) == class_


def _item(client: str, rule: str, interval: str, status: str, late: str) -> DueItem:
    due_on = date.fromordinal(_day("2026-11-21").toordinal() - int(late))
    return DueItem(
        key=client.lower(),
        client=client,
        rule=rule,
        status=status,
        due_on=due_on,
        act_by=due_on,
        days_overdue=int(late),
        interval=None if interval == "-" else _interval(interval),
        last_on=None,
        last_channel=None,
        since=None,
        written_streak=0,
        prefers=None,
    )


def test_suggestions_are_as_shown() -> None:
    (rows,) = tables(PAGE, "latest touchpoints", "prefers", "suggestion")
    for touchpoints, prefers, wanted in rows:
        channels = [Channel(one).value for one in touchpoints.split(", ")]
        known: dict[str, Any] = {
            "written_streak": written_streak(channels),
            "prefers": _or_none(prefers),
        }
        item = _item("Acme", "update", "1m", "due", "0")
        fields = {name: getattr(item, name) for name in DueItem.__dataclass_fields__}
        assert suggestion(DueItem(**{**fields, **known})) == wanted, touchpoints


@pytest.mark.parametrize(("known", "table"), KEPT)
def test_kept_intervals_are_counted_as_shown(known: str, table: str) -> None:
    (rows,) = tables(f"{table}\n", "opened", "due", "ended", "verdict")
    said = _said(known)
    openings = [_day(said["since"]), *map(_day, said["contacts"].split())]
    assert sorted({_day(row[0]) for row in rows}) == openings
    for opened, due, *_ in rows:
        assert _day(due) in {_interval(said["update"]).after(_day(opened), n) for n in (1, 2, 3)}
    shown = {Ended(_day(row[2]), row[3] == "kept") for row in rows if row[3] != "open"}
    assert set(_ended(said)) == shown


def test_the_share_is_as_said() -> None:
    share = kept(_ended(_said(KEPT[0][0]))).percent
    assert f"Two of three were kept: {share} %." in PAGE


def _ended(said: dict[str, str]) -> list[Ended]:
    contacts = [_day(one) for one in said["contacts"].split()]
    cadence = POLICY.cadence(None, _interval(said["update"]), True)
    facts = Facts(key="acme", name="Acme", started_on=_day(said["since"]), cadence=cadence)
    today = _day(said["today"])
    return ended_after(year_before(today), facts, (), contacts, POLICY, today)
