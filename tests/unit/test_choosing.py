"""Words choose what is open by a law: a text in full chooses itself, and nothing is guessed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from clientpulse.services.lookup import folded
from clientpulse.services.open_things.choosing import fitting
from clientpulse.services.open_things.thing import OpenThing

WORDS = st.sampled_from(["the", "report", "Report", "tax", "2025", "2026", "25", "Müller", "a"])
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=6)


def things(texts: list[str]) -> list[OpenThing]:
    day = "Fri 4 Dec 2026 2026-12-04"
    return [OpenThing(str(n), one, "promised, Fri 4 Dec", day) for n, one in enumerate(texts, 1)]


@given(TEXTS, st.data())
def test_a_text_in_full_chooses_all_that_have_it_and_no_others(
    texts: list[str], data: st.DataObject
) -> None:
    typed = data.draw(st.sampled_from(texts))
    found = fitting(things(texts), typed.upper().split())
    assert found
    assert {folded(one.what) for one in found} == {folded(typed)}


@given(TEXTS, st.lists(WORDS, min_size=1, max_size=3))
def test_whatever_is_chosen_has_every_word(texts: list[str], words: list[str]) -> None:
    for one in fitting(things(texts), words):
        known = folded(f"{one.what} {one.about} {one.day}")
        assert all(folded(word) in known for word in words)
        assert all(word in known.split() for word in words if word.isdecimal())


@given(TEXTS, st.lists(WORDS, min_size=1, max_size=3), WORDS)
def test_another_word_never_chooses_what_fewer_did_not_fit(
    texts: list[str], words: list[str], more: str
) -> None:
    every = {one.ref for one in things(texts) if fitting([one], words)}
    assert {one.ref for one in fitting(things(texts), [*words, more])} <= every


def test_days_are_named_in_full_or_in_short() -> None:
    [one] = things(["the report"])
    for words in ("fri", "friday", "4 dec", "december", "2026-12-04", "promised friday"):
        assert fitting([one], words.split()) == [one], words
    for words in ("friend", "decided", "5 dec", "prom", "20", "x"):
        assert not fitting([one], words.split()), words
