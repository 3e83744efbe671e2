"""Initials: what a lock screen and a shared calendar show of a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientpulse.output.initials import MOST, NOBODY, initials
from tests.hostile import assert_harmless, generated, naughty


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Acme GmbH", "AG"),
        ("acme", "A"),
        ("  North  Harbour ", "NH"),
        ("Müller-Lüdenscheidt & Söhne", "MS"),
        ("Bank of Far Away", "BOF"),
        ("3M", "3"),
        ("élan", "É"),
        ("e\u0301lan vital", "ÉV"),
        ("ßtraße", "S"),
        ("(Acme) [GmbH]", "AG"),
        ("中文公司", "中"),
        ("A B", "A"),
        ("X", NOBODY),
        ("ﬁ", "F"),
        ("", NOBODY),
        ("***", NOBODY),
        ("👩\u200d👧", NOBODY),
    ],
)
def test_initials_are_the_first_letters_of_the_words(name: str, expected: str) -> None:
    assert initials(name) == expected


@given(st.text())
def test_no_more_than_some_letters_come_through_and_never_the_name(name: str) -> None:
    found = initials(name)
    assert 1 <= len(found) <= MOST
    assert found == NOBODY or found.isalnum()
    assert found == NOBODY or found.casefold() != "".join(name.split()).casefold()


def test_hostile_names_have_harmless_initials() -> None:
    for name in [*naughty(), *generated(300)]:
        assert_harmless(initials(name))
