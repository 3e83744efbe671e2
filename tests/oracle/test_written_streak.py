"""After three written ones in a row an update is suggested as a call, whatever is preferred."""

from datetime import date

import portfolios
import pytest
import reference
from product import Product

TODAY = date(2026, 11, 20)
START = date(2026, 10, 1)
WORDS = "the last three were written"

MAIL = ("email", "outbound")
MESSAGE = ("message", "outbound")
LETTER = ("letter", "outbound")
MAIL_IN = ("email", "inbound")
CALL = ("call", "outbound")
CALL_IN = ("call", "inbound")
MEETING = ("meeting", "outbound")

# What happened, one a day from START on unless a day of October is given; the streak.
STREAKS = {
    "nothing": ([], 0),
    "one": ([MAIL], 1),
    "two": ([MAIL, MAIL], 2),
    "three": ([MAIL, MAIL, MAIL], 3),
    "four": ([MAIL, MAIL, MAIL, MAIL], 4),
    "of every written channel": ([MAIL, MESSAGE, LETTER], 3),
    "three after a call": ([CALL, MAIL, MAIL, MAIL], 3),
    "two after a call, many before": ([MAIL, MAIL, MAIL, MAIL, CALL, MAIL, MAIL], 2),
    "a call after three": ([MAIL, MAIL, MAIL, CALL], 0),
    "their call counts as ours": ([MAIL, MAIL, MAIL, CALL_IN], 0),
    "a meeting": ([MAIL, MAIL, MEETING, MAIL], 1),
    "a video call": ([MAIL, MAIL, ("video", "inbound"), MAIL], 1),
    "a visit": ([MAIL, MAIL, ("visit", "outbound"), MAIL], 1),
    "their mail doesn't count": ([MAIL, MAIL, MAIL_IN, MAIL_IN], 2),
    "their mail doesn't interrupt": ([MAIL, MAIL_IN, MAIL, MAIL_IN, MAIL], 3),
    "three on one day": ([(1, MAIL), (1, MAIL), (1, LETTER)], 3),
    "a call on the day of the last, logged after it": ([MAIL, MAIL, (9, MAIL), (9, CALL)], 0),
    "a call on the day of the last, logged before it": ([MAIL, MAIL, (9, CALL), (9, MAIL)], 1),
    "a call of an earlier day, logged late": ([(5, MAIL), (6, MAIL), (7, MAIL), (4, CALL)], 3),
    "a call between, logged late": ([(5, MAIL), (6, MAIL), (8, MAIL), (7, CALL)], 1),
    "mail before the start": ([(date(2026, 9, 1), MAIL), MAIL, MAIL], 3),
    "mail after today": ([MAIL, MAIL, (date(2026, 11, 21), MAIL)], 2),
    "a call after today": ([MAIL, MAIL, MAIL, (date(2026, 11, 21), CALL)], 3),
}


def touchpoints(happened):
    made = []
    for number, one in enumerate(happened, 1):
        on, (channel, direction) = (number, one) if isinstance(one[0], str) else one
        day = on if isinstance(on, date) else START.replace(day=on)
        made.append({"on": day, "channel": channel, "direction": direction})
    return made


def clients(prefers):
    return [
        reference.client(
            f"c{number:02}",
            START,
            name=name,
            meeting_interval="1w",
            update_interval="1w",
            prefers=prefers,
            touchpoints=touchpoints(happened),
        )
        for number, (name, (happened, _)) in enumerate(STREAKS.items())
    ]


def test_the_naive_engine_counts_the_same_streaks():
    counted = {c["name"]: reference.written_streak(c, TODAY) for c in clients(None)}
    assert counted == {name: streak for name, (_, streak) in STREAKS.items()}


@pytest.mark.parametrize("prefers", [None, *reference.VOICE, *reference.WRITTEN])
def test_three_written_in_a_row_suggest_a_call(prefers, tmp_path, monkeypatch):
    product = Product(tmp_path, clients(prefers), None, monkeypatch)
    suggested = {
        rule: {
            i["client"]: i["suggestion"] for i in product.answer(TODAY, "due") if i["rule"] == rule
        }
        for rule in ("update", "meeting")
    }

    usual = suggested["update"]["nothing"]
    assert WORDS not in usual
    for name, (_, streak) in STREAKS.items():
        suggestion = suggested["update"][name]
        if streak >= 3:
            assert suggestion.startswith("call"), name
            assert WORDS in suggestion, name
        else:
            assert suggestion == usual, name
    assert not [s for s in suggested["meeting"].values() if WORDS in s]


def test_every_preferred_channel_is_suggested_in_its_own_words(tmp_path, monkeypatch):
    channels = reference.VOICE + reference.WRITTEN
    made = [
        reference.client(channel, START, update_interval="1w", prefers=channel)
        for channel in channels
    ]
    items = Product(tmp_path, made, None, monkeypatch).answer(TODAY, "due")
    assert len({i["suggestion"] for i in items}) == len(channels)


@pytest.mark.parametrize("seed", [102, 103, 104])
def test_made_up_portfolios_suggest_a_call_just_then(seed, tmp_path, monkeypatch):
    made, policy, todays, _ = portfolios.portfolio(seed, 200)
    product = Product(tmp_path, made, policy, monkeypatch)
    called = listed = 0
    for today in todays:
        items = [i for i in product.answer(today, "due") if i["rule"] == "update"]
        said = {i["key"] for i in items if WORDS in i["suggestion"]}
        streaks = {c["key"]: reference.written_streak(c, today) for c in made}
        assert said == {i["key"] for i in items if streaks[i["key"]] >= 3}
        called, listed = called + len(said), listed + len(items)
    assert 0 < called < listed
