"""Naughty texts are shown as they are, and do what they are there for where they get through."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from clientpulse.output.html.building import escaped, one_line
from tests.hostile import storable
from tests.pages.browser import Opener
from tests.pages.naughty import COUNT, KINDS, by_kind, naughty
from tests.pages.sample import DRAWING, page
from tests.pages.smuggled import Server, done, serving
from tests.pages.sound import assert_only_text, assert_sound


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as started:
        yield started


def rows(texts: list[str]) -> list[tuple[str, str, str]]:
    return [(str(number), "due", one) for number, one in enumerate(texts)]


def written(texts: list[str], policy: str | None = None) -> str:
    """Write a page with texts of which some can't be written as they are."""
    whole = page(rows=rows(texts), escaped=True, policy=policy)
    return whole.encode("utf-8", "replace").decode()


def test_there_are_so_many_and_each_is_another_one() -> None:
    assert len(naughty()) == len(set(naughty())) == COUNT == 515
    assert all(by_kind()[kind] for kind in KINDS)
    assert 450 < sum(map(storable, naughty())) < 515


def test_a_page_of_all_of_them_is_sound(opened: Opener) -> None:
    shown = page(rows=rows([escaped(one) for one in naughty()]), escaped=True)
    assert_sound(opened, shown)
    assert_only_text(opened(shown), map(one_line, naughty()))


def everywhere(texts: list[str]) -> str:
    """Write texts wherever a page has text: each as a name, a description, and an attribute."""
    drawings = []
    for number, one in enumerate(map(escaped, texts)):
        drawing = DRAWING.replace('"t1"', f'"t{number}"').replace('"d1"', f'"d{number}"')
        for old in ("Kept in twelve months", "It rose from 60 to 80 of 100."):
            drawing = drawing.replace(old, one)
        drawings.append(drawing.replace("80 of 100</text>", f"{one}</text>"))
    named = "".join(f'<p title="{one}">{one}</p>' for one in map(escaped, texts))
    whole = page(named, drawing="\n".join(drawings))
    return whole.replace("<title>Report", f"<title>{' | '.join(map(escaped, texts))}")


@pytest.mark.parametrize("kind", KINDS)
def test_they_are_only_text_wherever_they_stand(kind: str, opened: Opener) -> None:
    texts = by_kind()[kind]
    shown = [one_line(one) for one in texts]
    here = opened(everywhere(list(texts)))
    assert_only_text(here, shown)
    for place in ("svg > title", "svg > desc", "svg > text", "p[title]"):
        assert here.page.locator(place).all_text_contents() == shown
    titles = "[...document.querySelectorAll('p[title]')].map(one => one.title)"
    assert here.page.evaluate(titles) == shown
    assert here.page.locator("head > title").text_content() == " | ".join(shown)


@pytest.mark.parametrize("kind", ["markup", "drawings", "declarations", "changing shape"])
def test_they_run_where_nothing_stops_them_and_a_policy_does(
    kind: str, opened: Opener, server: Server
) -> None:
    # Some hide what stands behind them: few at a time.
    texts = [f"<p>{one}" for one in by_kind()[kind]]
    some = [texts[at : at + 4] for at in range(0, len(texts), 4)]
    assert any("ran" in done(opened, server, written(few, policy="")) for few in some)
    for few in some:
        assert done(opened, server, written(few)) == []
