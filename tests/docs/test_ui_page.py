"""The page about the screen has its keys, its views and its themes."""

from __future__ import annotations

import re

from clientpulse.config import keys
from clientpulse.config.own_keys import check
from clientpulse.config.values import THEMES
from tests.docs.documentation import page, section, tables

TEXT = page("ui.md")


def shown(name: str) -> str:
    """Return the first key of what is done, as it is shown."""
    return keys.shown(keys.BY_NAME[name].keys).split(" ")[0]


NAMES = {shown(one.name): one.name for one in keys.KEYS if one.views != keys.LETTER}


def test_it_is_a_page() -> None:
    assert len(TEXT.splitlines()) < 120


def test_every_key_is_on_the_page() -> None:
    said = set(re.findall(r"`([^`\n]+)`", TEXT))
    assert {shown(one.name) for one in keys.KEYS} <= said


def test_every_key_in_the_table_of_keys_is_one() -> None:
    (rows,) = tables(TEXT, "key", "does")
    for pressed, _ in rows:
        for key in re.findall(r"`([^`]+)`", pressed):
            assert key in NAMES
            assert not keys.BY_NAME[NAMES[key]].views


def test_each_view_has_its_number_and_its_keys() -> None:
    (rows,) = tables(TEXT, "key", "view")
    views = {one.strip("`"): said for one, said in rows}
    numbers = [one for one in keys.KEYS if one.keys.isdigit() and one.keys != "0"]
    assert list(views) == [one.keys for one in numbers]
    for view in numbers:
        its = {shown(one.name) for one in keys.KEYS if view.name in one.views}
        said = set(re.findall(r"`([^`]+)`", views[view.keys]))
        if "(#what-sources-brought-up)" in views[view.keys]:
            (decided,) = tables(TEXT, "key", "decides", "option")
            said |= {key.strip("`") for key, _, _ in decided}
        assert its <= said
        assert {one for one in said - its if keys.BY_NAME[NAMES[one]].views} == set()


def test_the_keys_and_themes_that_are_named_can_be_set() -> None:
    text = section(TEXT, "As you like it")
    rows = dict(re.findall(r'^    (\w+) = "(.+)"$', text, re.MULTILINE))
    assert len(rows) == 2
    check(rows)
    for theme in THEMES:
        assert f"`{theme}`" in text or f'"{theme}"' in text
