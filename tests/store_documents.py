"""Made-up exports of whole stores, with hostile texts and something in every list."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from hypothesis import strategies as st

from clientpulse.cadence.rule_book import RULE_BOOK
from tests.hostile import naughty

WRITTEN = ("email", "message", "letter")
PURPOSES = (
    "update", "agenda", "recap", "feedback", "chase", "apology", "follow-up", "greeting",
)  # fmt: skip
CHANNELS = ["meeting", "call", "video", "visit", "email", "message", "letter"]

nasty = [
    "=1+1", "+49 1", "-2", "@x", "'=1", "''@", "\t=1", "\rx", " lead", "trail ", 'say "hi"', "a,b",
    "a;b", "two\nlines", "cr\r\nlf", "\x1b[31m", "\u202eevil", "\u2028", "Zo\u00eb", "Zoe\u0308",
    "株式会社", "👩‍👩‍👧", "[/red]", "None", "null", "0", "NaN", "\ufeffbom", "\x85next", "%s{}",
]  # fmt: skip
nasty += [one for one in naughty() if one.strip() and len(one) <= 200]
plain = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
texts = st.one_of(st.sampled_from(nasty), plain).filter(lambda one: "\0" not in one and one.strip())
words = texts.filter(lambda one: len(one) <= 60)
tags = words.filter(lambda one: ";" not in one and one == one.strip())
agreed = texts.map(lambda one: " ".join(one.split())).filter(bool)
maybe = st.none() | texts
maybe_words = st.none() | words
dates = st.dates(min_value=date(1990, 1, 1)).map(str)
moments = st.datetimes(
    min_value=datetime(1990, 1, 1)  # noqa: DTZ001
).map(lambda moment: f"{moment:%Y-%m-%dT%H:%M:%S}+00:00")
times = st.none() | st.times().map(lambda one: f"{one:%H:%M}")
intervals = st.builds(
    lambda count, unit: f"{count}{unit}", st.integers(1, 999), st.sampled_from("dwmy")
)
uids = st.uuids().map(str)
maybe_dates = st.none() | dates
trait_keys = st.sampled_from(["communication", "shared-knowledge", "bad-manners", "gone-by-now"])
weights = st.lists(
    st.fixed_dictionaries({"trait": trait_keys, "weight": st.integers(0, 10)}),
    max_size=3,
    unique_by=lambda one: one["trait"],
)


def records(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    """A list of a few records that have these fields beside a uid and a moment."""
    one = st.fixed_dictionaries({"uid": uids, **fields, "created_at": moments, "by": maybe_words})
    return st.lists(one, max_size=2)


def in_order(*days: str | None) -> list[str | None]:
    """Put days in order and leave the missing ones where they are."""
    rising = iter(sorted(day for day in days if day is not None))
    return [None if day is None else next(rising) for day in days]


@st.composite
def promises(draw: st.DrawFn) -> list[dict[str, Any]]:
    found = draw(
        records(
            owed_by=st.sampled_from(["us", "client"]),
            what=texts,
            made_on=dates,
            due_on=maybe_dates,
            done_on=maybe_dates,
            dropped_on=st.none(),
        )
    )
    for one in found:
        one["made_on"], one["done_on"] = in_order(one["made_on"], one["done_on"])
        if one["done_on"] is None and draw(st.booleans()):
            one["dropped_on"] = one["made_on"]
    return found


@st.composite
def mishaps(draw: st.DrawFn) -> list[dict[str, Any]]:
    found = draw(
        records(
            what=texts, why=maybe, fix=maybe, prevent=maybe, offer=maybe, happened_on=maybe_dates,
            entered_on=dates, told_on=maybe_dates, fix_by=maybe_dates, fixed_on=maybe_dates,
        )
    )  # fmt: skip
    for one in found:
        began = "entered_on" if one["happened_on"] is None else "happened_on"
        if one["told_on"] is None:
            one["fixed_on"] = None
        names = (began, "told_on", "fixed_on")
        one.update(zip(names, in_order(*(one[name] for name in names)), strict=True))
        if one["fix_by"] is not None:
            one[began] = min(one[began], one["fix_by"])
    return found


@st.composite
def traits_of(draw: st.DrawFn, owner: str) -> list[dict[str, Any]]:
    found = draw(records(key=st.none(), name=texts, good=st.booleans()))
    for number, one in enumerate(found):
        one["key"] = f"trait-{owner}-{number}"
    return found


@st.composite
def spans(draw: st.DrawFn) -> list[dict[str, Any]]:
    found = draw(
        records(kind=st.sampled_from(["pause", "snooze"]), **{"from": dates, "to": maybe_dates})
    )
    for one in found:
        if one["to"] is not None and one["to"] <= one["from"]:
            one["to"] = None
    return found


@st.composite
def relations(
    draw: st.DrawFn, number: int, services: list[dict[str, Any]], touchpoints: list[dict[str, Any]]
) -> dict[str, Any]:
    """What a client carries of the relationship layer."""
    projects = draw(
        records(
            name=texts,
            started_on=dates,
            finished_on=maybe_dates,
            checkin=st.none() | intervals,
            asked_on=maybe_dates,
        )
    )
    for one in projects:
        one["started_on"], one["finished_on"] = in_order(one["started_on"], one["finished_on"])
    of_a_project = st.sampled_from([None, *(one["uid"] for one in projects)])
    of_a_touchpoint = st.sampled_from([None, *(one["uid"] for one in touchpoints)])
    answers = st.dictionaries(trait_keys, st.sampled_from(["yes", "partly", "no"]), max_size=3)
    checkups = st.fixed_dictionaries(
        {
            "uid": uids,
            "on": dates,
            "score": st.floats(0, 100),
            "answers": answers,
            "created_at": moments,
            "by": maybe_words,
        }
    )
    mentions: list[dict[str, Any]] = []
    if services:
        heard = st.sampled_from([one["uid"] for one in services])
        mentions = draw(records(service=heard, on=dates, touchpoint=of_a_touchpoint))
    return {
        "projects": projects,
        "commitments": draw(promises()),
        "mistakes": draw(mishaps()),
        "reminders": draw(
            records(
                on=dates, what=texts, yearly=st.booleans(), done_on=maybe_dates, **{"with": maybe}
            )
        ),
        "feedback": draw(
            records(
                on=dates, what=texts, score=st.none() | st.integers(0, 10), project=of_a_project
            )
        ),
        "agenda_points": draw(records(what=texts, added_on=dates, covered_on=maybe_dates)),
        "checkups": draw(st.lists(checkups, max_size=2, unique_by=lambda one: one["on"])),
        "mentions": mentions,
        "traits": draw(traits_of(str(number))),
        "trait_weights": draw(weights),
        "rests": draw(spans()),
        "rules": draw(
            st.lists(
                st.fixed_dictionaries(
                    {
                        "rule": st.sampled_from([one.name for one in RULE_BOOK if one.adjustable]),
                        "interval": st.just("none") | intervals,
                    }
                ),
                max_size=3,
                unique_by=lambda one: one["rule"],
            )
        ),
    }


@st.composite
def clients(draw: st.DrawFn, number: int, services: list[dict[str, Any]]) -> dict[str, Any]:
    touchpoints = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "uid": uids,
                    "on": dates,
                    "at": times,
                    "channel": st.sampled_from(CHANNELS),
                    "direction": st.sampled_from(["outbound", "inbound"]),
                    "note": maybe,
                    "mood": st.none() | st.integers(-2, 2),
                    "minutes": st.none() | st.integers(0, 1440),
                    "no_news": st.booleans(),
                    "purpose": st.none(),
                    "agreed": st.lists(agreed, max_size=2),
                    "needs_answer": st.booleans(),
                    "recapped_on": maybe_dates,
                    "shared": st.none() | texts,
                    "url": st.none() | texts,
                    "last_at": times,
                    "source": st.sampled_from([None, "mail"]),
                    "with": st.lists(texts, max_size=2),
                    "created_at": moments,
                    "by": maybe_words,
                }
            ),
            max_size=3,
        )
    )
    for one in touchpoints:
        if one["channel"] in WRITTEN and one["direction"] == "outbound":
            one["purpose"] = draw(st.sampled_from([None, *PURPOSES]))
    meetings = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "uid": uids,
                    "on": dates,
                    "at": times,
                    "place": maybe,
                    "agenda": maybe,
                    "state": st.sampled_from(["booked", "held", "cancelled"]),
                    "touchpoint": st.none(),
                    "source": st.sampled_from([None, "diary"]),
                    "created_at": moments,
                    "by": maybe_words,
                }
            ),
            max_size=2,
        )
    )
    if touchpoints and meetings:
        meetings[0] |= {"state": "held", "touchpoint": touchpoints[-1]["uid"]}
    people = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "uid": uids,
                    "name": texts,
                    "role": maybe,
                    "email": maybe,
                    "phone": maybe,
                    "birthday": st.none() | st.just("--02-29") | dates,
                    "note": maybe,
                    "primary": st.just(False),
                    "greeted_on": maybe_dates,
                    "created_at": moments,
                    "by": maybe_words,
                }
            ),
            max_size=2,
        )
    )
    if people:
        people[-1]["primary"] = True
    own_tags = draw(st.lists(tags, max_size=3, unique_by=str.casefold))
    paused = draw(st.none() | dates)
    return {
        "uid": draw(uids),
        "key": f"k{number}",
        "name": draw(texts),
        "meeting": draw(st.none() | intervals),
        "update": draw(st.none() | st.just("none") | intervals),
        "started_on": draw(dates),
        "prefers": draw(st.none() | st.sampled_from(CHANNELS)),
        "owner": draw(st.none() | words),
        "note": draw(maybe),
        # The store gives them in the order of their code points, which is also UTF-8's.
        "tags": sorted(own_tags),
        "archived_on": draw(st.none() | dates),
        "paused_on": paused,
        "paused_until": None if paused is None else draw(st.none() | dates),
        "snoozed_until": draw(st.none() | dates),
        "snooze_reason": draw(maybe),
        "timezone": draw(st.sampled_from([None, "Europe/Rome", "America/Port-au-Prince"])),
        "hours": draw(st.sampled_from([None, "mon-fri 09:00-17:00", "sat 10:00-12:00"])),
        "length": draw(st.sampled_from([None, "short", "long"])),
        "language": draw(st.sampled_from([None, "it", "de-AT", "zh-Hant-TW"])),
        "asked_from": draw(maybe_dates),
        "clock_on": draw(maybe_dates),
        "place": draw(maybe),
        "address": draw(st.sampled_from([None, "formal", "familiar"])),
        "created_at": draw(moments),
        "by": draw(maybe_words),
        "contacts": people,
        "meetings": meetings,
        "touchpoints": touchpoints,
        **draw(relations(number, services, touchpoints)),
    }


@st.composite
def stores(draw: st.DrawFn) -> dict[str, Any]:
    count = draw(st.integers(0, 3))
    services = st.fixed_dictionaries(
        {"uid": uids, "name": texts, "sentence": texts, "created_at": moments, "by": maybe_words}
    )
    ours = draw(st.lists(services, max_size=2, unique_by=lambda one: one["name"]))
    away = draw(records(**{"from": dates, "to": dates, "owner": maybe_words}))
    for one in away:
        one["from"], one["to"] = in_order(one["from"], one["to"])
    everyone = [draw(clients(number, ours)) for number in range(count)]
    return {
        "schema": "clientpulse.export/1",
        "today": "2026-11-21",
        "services": ours,
        "traits": draw(traits_of("all")),
        "trait_weights": draw(weights),
        "away": away,
        "clients": everyone,
        **draw(remembered_of(everyone)),
    }


hashes = st.text("0123456789abcdef", min_size=32, max_size=32)


@st.composite
def imports_of(draw: st.DrawFn, everyone: list[dict[str, Any]], salt: str) -> dict[str, Any]:
    """What is remembered of imports: of some of those who are there, and of others."""
    people = [one for client in everyone for one in client["contacts"]]
    targets = [("client", None), ("contact", None)]
    targets += [("client", one["uid"]) for one in everyone]
    targets += [("contact", one["uid"]) for one in people]
    wanted = draw(st.lists(st.tuples(words, st.sampled_from(targets), hashes), max_size=4))
    marks = [
        {"source": source, "kind": kind, "mark": mark, "client": None, "contact": None, kind: uid}
        for source, (kind, uid), mark in dict.fromkeys(wanted)
    ]
    return {"imports": {"salt": salt, "marks": marks}} if marks else {}


@st.composite
def remembered_of(draw: st.DrawFn, everyone: list[dict[str, Any]]) -> dict[str, Any]:
    salt = draw(hashes)
    imports, sources = draw(imports_of(everyone, salt)), draw(sources_of(everyone, salt))
    # There is a salt wherever anything is remembered of imports.
    if sources and sources["sources"]["forgotten"] and not imports:
        imports = {"imports": {"salt": salt, "marks": []}}
    if sources and not imports:
        sources["sources"]["salt"] = None
    return imports | sources


@st.composite
def sources_of(draw: st.DrawFn, everyone: list[dict[str, Any]], salt: str) -> dict[str, Any]:
    """What is known of mailboxes, calendars and address books."""
    touchpoints = [None, *(one["uid"] for client in everyone for one in client["touchpoints"])]
    people = [None, *(one["uid"] for client in everyone for one in client["contacts"])]
    exchanges = st.fixed_dictionaries(
        {
            "source": words,
            "message": words,
            "address": words,
            "name": maybe,
            "on": dates,
            "at": times,
            "direction": st.sampled_from(["inbound", "outbound"]),
            "told": st.booleans(),
            "subject": maybe,
            "touchpoint": st.sampled_from(touchpoints),
        }
    )
    cards = st.fixed_dictionaries(
        {
            "source": words,
            "card": words,
            "contact": st.sampled_from(people),
            **dict.fromkeys(("name", "company", "addresses", "phones"), maybe),
            "vanished_on": maybe_dates,
        }
    )
    kinds = st.sampled_from(["message", "event", "person", "address", "pair"])
    marks = st.fixed_dictionaries({"kind": kinds, "mark": hashes})
    found = {
        "exchanges": draw(unique(exchanges, "message", "address")),
        "events": draw(events_of(everyone)),
        "cards": draw(unique(cards, "source", "card")),
        "forgotten": draw(unique(marks, "kind", "mark")),
    }
    return {"sources": {"salt": salt, **found}} if any(found.values()) else {}


@st.composite
def events_of(draw: st.DrawFn, everyone: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if not everyone:
        return []
    client = draw(st.sampled_from(everyone))
    meetings = [None, *(one["uid"] for one in client["meetings"])]
    event = {
        "source": words,
        "event": words,
        "recurrence": st.just("") | words,
        "client": st.just(client["uid"]),
        "on": dates,
        "at": times,
        "cancelled": st.booleans(),
        "meeting": st.sampled_from(meetings),
        "touchpoint": st.none(),
    }
    one = st.fixed_dictionaries(event)
    return draw(unique(one, "source", "event", "recurrence"))


def unique(
    one: st.SearchStrategy[dict[str, Any]], *keys: str
) -> st.SearchStrategy[list[dict[str, Any]]]:
    """A list of a few, no two of which share all of some values."""
    return st.lists(one, max_size=2, unique_by=lambda row: tuple(row[key] for key in keys))
