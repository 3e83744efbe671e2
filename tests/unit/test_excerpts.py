"""What was found in a folded text is shown in the original."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientpulse.comparing import searchable
from clientpulse.services.searching.excerpts import LONGEST, Letters, excerpt, places


def found(text: str, *words: str) -> list[str]:
    return [text[start:end] for start, end in places(text, words)]


@pytest.mark.parametrize(
    ("text", "word", "shown"),
    [
        ("Frau Müller rief an", "muller", "Müller"),
        ("Frau Mu\u0308ller rief an", "muller", "Mu\u0308ller"),
        ("In der Hauptstraße 7", "strasse", "straße"),
        ("die Straße", "as", "aß"),
        ("soft\xadhyphen", "th", "t\xadh"),
        ("half\n  year", "half year", "half\n  year"),
        ("GRANT", "grant", "GRANT"),
        ("ﬁne", "i", "ﬁ"),
        ("ﾊﾞｰﾄ", "バ", "ﾊﾞ"),
        ("100% [x] a_b", "% [x] a_", "% [x] a_"),
    ],
)
def test_a_match_is_shown_as_it_was_written(text: str, word: str, shown: str) -> None:
    assert found(text, word) == [shown]


def test_matches_of_several_words_come_in_the_order_of_the_text_and_overlaps_are_one() -> None:
    assert found("a grant for granting", "grant", "ting", "a gr") == ["a grant", "granting"]


@given(st.text(st.characters(max_codepoint=0x24F, exclude_categories=["Cs"]), max_size=40))
def test_letter_by_letter_a_text_folds_as_it_does_whole(text: str) -> None:
    assert Letters.of(text).plain.strip() == searchable(text)


@given(st.text(max_size=300), st.data())
def test_an_excerpt_holds_the_first_match_and_is_part_of_the_text(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    spots = [(start, end)] if end > start else []
    pieces = excerpt(text, spots)
    whole = "".join(one for one, _ in pieces)
    assert whole.removeprefix("…").removesuffix("…") in text or text.startswith("…")
    if spots:
        assert [one for one, is_found in pieces if is_found] == [text[start:end]]
    assert len(whole) <= max(LONGEST, end - start + LONGEST) + 2
