"""Addresses and numbers are compared by whom they reach."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientpulse.services.importing.reached import (
    address_form,
    addresses,
    is_same_number,
    numbers,
    phone_form,
    with_more,
)


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("+1 212-555-0101", "+12125550101"),
        ("\u202a+1 212\u2011555\u20110101\u202c", "+12125550101"),
        ("+44 (0)20 7946 0001 (work)", "+442079460001"),
        ("0044 20/7946.0001", "+442079460001"),
        ("＋44 ２０ 7946 0001", "+442079460001"),
        ("tel:+44-20-7946-0001", "+442079460001"),
        ("Office: +44 20 7946 0001", "+442079460001"),
        ("+44 20 7946 0001 mobile", "+442079460001"),
        ("(0)20 7946 0001", "02079460001"),
        ("(020) 7946 0001", "02079460001"),
        ("٠٢٠ ٧٩٤٦ ٠٠٠١", "02079460001"),
        ("०२० ७९४६ ०००१", "02079460001"),
        ("020 7946 0001 ext. 12", "02079460001x12"),
        ("020 7946 0001;ext=12", "02079460001x12"),
        ("020 7946 0001 (ext 12) (work, old)", "02079460001x12"),
        ("030 123456 Durchwahl 12", "030123456x12"),
        ("020 7946 0001 x12", "02079460001x12"),
        ("1-800-FLOWERS", "1800flowers"),
        ("1-800-FLEX 5", "1800flex5"),
        ("112", "112"),
        ("n/a", ""),
        ("(+)", ""),
        ("", ""),
    ],
)
def test_a_number_is_what_is_dialled(written: str, form: str) -> None:
    assert phone_form(written) == form


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("+44 20 7946 0001", "020 7946 0001", True),
        ("+44 20 7946 0001", "44 20 7946 0001", True),
        ("+1 212 555 0101", "(212) 555-0101", True),
        ("+1 212 555 0101", "1 212 555 0101", True),
        ("+44 20 7946 0001 x1", "020 7946 0001 x1", True),
        ("+44 20 7946 0001 x1", "020 7946 0001", False),
        ("+44 20 7946 0001", "+49 20 7946 0001", False),
        ("+44 20 7946 0001", "0001", False),
        ("+49 2079460001", "2079460001", False),
    ],
)
def test_the_country_may_be_left_out(one: str, other: str, same: bool) -> None:
    assert is_same_number(phone_form(one), phone_form(other)) is same
    assert is_same_number(phone_form(other), phone_form(one)) is same


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("Ann@Field.Example", "ann@field.example"),
        ("ann@field.example (work)", "ann@field.example"),
        ("\u202aann@field.example\u200b", "ann@field.example"),
        ("Ann Field <ann@field.example>", "ann@field.example"),
        ("mailto:ann@field.example", "ann@field.example"),
        ("ann＠field.example", "ann@field.example"),
        ("ann@Größl.example", "ann@xn--grssl-kua.example"),
        ("Ann.Field+news@GoogleMail.com", "annfield@gmail.com"),
        ("ann.field+news@field.example", "ann.field+news@field.example"),
        ("ann@..", "ann@"),
        ("nobody", "nobody"),
    ],
)
def test_an_address_is_where_the_mail_goes(written: str, form: str) -> None:
    assert address_form(written) == form


def test_a_list_is_read_one_by_one_and_what_stands_for_nothing_is_left_out() -> None:
    listed = "a@x.example (work, old), B@x.example; c@x.example\nd@x.example e@x.example, none"
    assert addresses(listed) == {f"{one}@x.example" for one in "abcde"}
    assert numbers("+1 212 555 0101 (home, old); 020 7946 0001;ext=5, 000 000, none") == {
        "+12125550101",
        "02079460001x5",
    }
    assert addresses(None) == numbers(None) == frozenset()


@pytest.mark.parametrize(
    ("kept", "more", "together"),
    [
        ("a@x.example", "A@x.example (work)", "a@x.example"),
        ("a@x.example", "b@x.example (home)", "a@x.example, b@x.example (home)"),
        ("+44 20 7946 0001 (work)", "\u202a020 7946 0001", "+44 20 7946 0001 (work)"),
        ("+44 20 7946 0001", "+44 20 7946 0001 x2", "+44 20 7946 0001, +44 20 7946 0001 x2"),
        ("1 (a, b)", "2 (c; d)", "1 (a, b), 2 (c; d)"),
        ("ask Ann", "Ask  Ann, 1", "ask Ann, 1"),
        (" 1 ,  2 ", "2", " 1 ,  2 "),
        (None, " 1 ;1; 2", "1, 2"),
        (None, None, None),
        (None, " , ", None),
    ],
)
def test_what_is_new_is_added_and_what_is_there_stays_as_it_is_written(
    kept: str | None, more: str | None, together: str | None
) -> None:
    assert with_more(kept, more) == together


LISTS = st.lists(
    st.sampled_from(
        [
            "a@x.example",
            "A@X.example (work)",
            "+44 20 7946 0001",
            "020 7946 0001 (home)",
            "none",
            "7",
        ]
    ),
    max_size=4,
).map(", ".join)


@settings(max_examples=100)
@given(LISTS, LISTS)
def test_adding_twice_adds_once(kept: str, more: str) -> None:
    once = with_more(kept, more)
    assert with_more(once, more) == once
    assert with_more(once, kept) == once
