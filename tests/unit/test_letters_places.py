"""A place as somebody typed it for themselves, and whose it is for the reader."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientpulse.letters.places import ONLINE, OURS, PHONE, THEIRS, parse


@pytest.mark.parametrize(
    ("typed", "at", "more"),
    [
        ("their office", THEIRS, None),
        ("  Their   OFFICE. ", THEIRS, None),
        ("client’s office", THEIRS, None),
        ("their office, 2nd floor", THEIRS, "2nd floor"),
        ("Their office (room 4)", THEIRS, "room 4"),
        ("their office - room 4", THEIRS, "room 4"),
        ("bei uns", OURS, None),
        ("our office: the small room", OURS, "the small room"),
        ("their office in Leeds", THEIRS, "in Leeds"),
        ("presso la loro sede", THEIRS, None),
        ("hun kantoor, 2e verdieping", THEIRS, "2e verdieping"),
        ("w siedzibie klienta", THEIRS, None),
        ("à notre cabinet", OURS, None),
        ("phone", PHONE, None),
        ("+44 20 7946 0000", PHONE, "+44 20 7946 0000"),
        ("0351/12 34 56", PHONE, "0351/12 34 56"),
        ("Telefontermin", PHONE, None),
        ("phone +39 035 12", PHONE, "+39 035 12"),
        ("Telefon (035) 12", PHONE, "(035) 12"),
        ("call, I ring them", PHONE, "I ring them"),
        ("online", ONLINE, None),
        ("zoom", ONLINE, "Zoom"),
        ("on Teams", ONLINE, "Teams"),
        ("Teams call", ONLINE, "Teams"),
        ("über Zoom", ONLINE, "Zoom"),
        ("video call on Zoom", ONLINE, "Zoom"),
        ("videollamada por Zoom", ONLINE, "Zoom"),
        ("visio Teams", ONLINE, "Teams"),
        ("Teams-Besprechung", ONLINE, "Teams"),
        ("Zoom https://zoom.us/j/1", ONLINE, "Zoom, https://zoom.us/j/1"),
        ("Zoom: https://zoom.us/j/1", ONLINE, "Zoom, https://zoom.us/j/1"),
        ("https://zoom.us/j/1", ONLINE, "https://zoom.us/j/1"),
        ("Via Roma 5", None, None),
        ("12 High Street in Leeds", None, None),
        ("1 0", None, None),
        ("Via Roma 5, Bergamo", None, None),
        ("Café Central (upstairs)", None, None),
        ("Phoneshop, Leeds", None, None),
        ("Call Lane 3", None, None),
        ("", None, None),
    ],
)
def test_a_place_is_told_from_what_else_was_typed(
    typed: str, at: str | None, more: str | None
) -> None:
    assert parse(typed) == (at, more)


@given(st.text())
def test_more_is_said_only_where_the_place_is_known(typed: str) -> None:
    place = parse(typed)
    assert place.at is not None or place.more is None
    assert place.more is None or place.more
