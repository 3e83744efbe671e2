"""What can't be seen tells nothing apart; letters of every script do, and stand in keys."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientpulse.comparing import folded, searchable, visible
from clientpulse.services import text
from clientpulse.services.clients.keys import key_from

UNSEEN = "\xad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u202e\u2060\u2066\u2069\ufeff"
SCRIPTS = {
    "バート商会": "バート商会",
    "ﾊﾞｰﾄ": "バート",
    "ハ\u3099ート": "バート",
    "青空 プロジェクト": "青空-プロジェクト",
    "שָׁלוֹם בע״מ": "שָׁלוֹם-בע-מ",
    "شركة محمّد": "شركة-محمّد",
    "می\u200cخواهم": "میخواهم",
    "हिन्दी कंपनी": "हिन्दी-कंपनी",
    "ভারত": "ভারত",
    "தமிழ்": "தமிழ்",
    "ร้านกาแฟ": "ร้านกาแฟ",
    "ร้านน้ำ": "ร้านน้ำ",
    "ນ້ຳ": "ນ້ຳ",
    "ကုမ္ပဏီ": "ကုမ္ပဏီ",
    "ខ្មែរ": "ខ្មែរ",
    "한국 회사": "한국-회사",
    "Чайковский Ёлка": "чайковский-ёлка",
    "Ελλάδα": "ελλάδα",
    "ქართული": "ქართული",
    "Հայաստան": "հայաստան",
    "አማርኛ": "አማርኛ",
    "Żabka & Synowie": "zabka-synowie",
    "Đặng Văn Łódź": "dang-van-lodz",
    "Straße İstanbul": "strasse-istanbul",
    "Ac\u00adme\u200b GmbH": "acme-gmbh",
    "👩\u200d👧 Family 1\ufe0f\u20e3": "family-1",
    "\u200b": "client",
    "★": "client",
}


@pytest.mark.parametrize(("name", "key"), SCRIPTS.items())
def test_a_key_keeps_the_letters_of_every_script_and_latin_ones_without_accents(
    name: str, key: str
) -> None:
    key = unicodedata.normalize("NFC", key)
    assert key_from(name) == key
    assert text.key(key) == key_from(key) == key


def test_every_mark_on_a_letter_may_stand_in_a_key_and_none_begins_one() -> None:
    every = [chr(code) for code in range(0x300, 0x11000)]
    marks = [one for one in every if unicodedata.category(one) in ("Mn", "Mc")]
    assert len(marks) > 1000
    assert [one for one in marks if not text.is_key(f"a{one}")] == []
    assert [one for one in marks if text.is_key(one)] == []


@pytest.mark.parametrize(
    "typed", ["", "-a", ".a", "a b", "a/b", "a\u200bb", "a\u202eb", "a'b", "a$"]
)
def test_a_key_holds_nothing_else(typed: str) -> None:
    assert not text.is_key(typed)


def test_what_a_key_is_made_of_is_a_key() -> None:
    made = (key_from(f"a{chr(code)}b") for code in range(0x3400))
    assert all(map(text.is_key, made))


@pytest.mark.parametrize("char", UNSEEN)
def test_what_nobody_sees_makes_no_other_name(char: str) -> None:
    assert folded(f"Ac{char}me{char} GmbH{char}") == folded("acme gmbh")
    assert visible(f"Ac{char}me") == "Acme"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("👩\u200d👧 Care", "👩👧 Care"),
        ("❤\ufe0f\u200d🔥", "❤🔥"),
        ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "🏴"),
        ("\u200b", "\u200e"),
        ("バート", "ハート"),
        ("Й", "И"),
    ],
)
def test_what_means_something_makes_another_name(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@settings(max_examples=200)
@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(UNSEEN), max_size=12))
def test_comparing_changes_nothing_twice(typed: str) -> None:
    assert visible(visible(typed)) == visible(typed)
    assert folded(folded(typed)) == folded(typed)
    assert folded(unicodedata.normalize("NFD", typed)) == folded(typed) or not visible(typed)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Müller", "muller"),
        ("Mu\u0308ller", "muller"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("Łódź İstanbul", "lodz istanbul"),
        ("ﬁne ｆｕｌｌ", "fine full"),
        (" two \n  lines\t", "two lines"),
        ("soft\xadhy\u200bphen", "softhyphen"),
        ("\u200b \ufeff", ""),
        ("Чайковский", "чайковский"),
        ("за\u0301мок", "замок"),
        ("ﾊﾞｰﾄ", "バート"),
    ],
)
def test_neither_accents_nor_case_matter_in_a_search(text: str, form: str) -> None:
    assert searchable(text) == form


@given(st.text())
def test_how_a_letter_is_put_together_does_not_matter_in_a_search(text: str) -> None:
    assert searchable(unicodedata.normalize("NFD", text)) == searchable(text)
