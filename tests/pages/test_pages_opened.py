"""Our pages in a browser: sound in both themes, on a phone and on paper, whatever is stored."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from itertools import cycle
from pathlib import Path
from uuid import uuid4

import pytest

from clientpulse.output.html import building
from clientpulse.records import Client, Commitment, Contact, Touchpoint
from clientpulse.store.database import Store
from tests.conftest import TODAY
from tests.golden import shown
from tests.hostile import storable
from tests.hostile_store import Filled, fill
from tests.pages.browser import Opener
from tests.pages.naughty import naughty
from tests.pages.smuggled import assert_stopped, serving, smuggled
from tests.pages.sound import assert_only_text, assert_sound
from tests.processes import in_process

ON = date.fromisoformat(TODAY)
MOST_BYTES = 1_000_000


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    shown.store_at(path)
    return shown.pages(path)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    texts = cycle(filter(storable, naughty()))
    return fill(tmp_path_factory.mktemp("hostile") / "clients.db", 60, texts=texts)


def page(store: Path, *command: str) -> str:
    done = in_process(store, *command, "--html", "-")
    assert done.code == 0, done.err
    return done.out


@pytest.mark.parametrize("name", shown.PAGES)
def test_a_page_is_sound(opened: Opener, pages: dict[str, str], name: str) -> None:
    assert_sound(opened, pages[name])


@pytest.mark.parametrize("name", shown.PAGES)
def test_nothing_is_cut_in_two_on_paper(opened: Opener, pages: dict[str, str], name: str) -> None:
    here = opened(pages[name])
    rows = [row for row in here.rows() if row]
    cards = [one.splitlines() for one in here.page.locator(".card, figure").all_inner_texts()]
    with here.on_paper():
        assert len(here.page.locator("tr:visible, .card, figure").all()) >= 5
    # What is folded up isn't printed.
    folded = set(here.page.locator("details tr").all_inner_texts())
    printed = [
        row for row in rows if " ".join(row) not in {" ".join(one.split()) for one in folded}
    ]
    assert here.pdf().cut(printed + [_printed(one) for one in cards]) == []


def test_a_long_address_and_a_long_name_stay_within_the_page(
    opened: Opener, tmp_path: Path
) -> None:
    name = f"Donau{'dampfschifffahrt' * 6} mbH"
    address = f"{'maximiliane.alexandra.' * 2}hohenstein@{'donaudampfschifffahrt' * 2}.example"
    store = tmp_path / "clients.db"
    line = ("add", name, "--key", "long", "--since", "2025-01-05", "--contact", "Max von und zu")
    done = in_process(store, *line, "--email", address, "--phone", "+43 1 5550101")
    assert done.code == 0, done.err
    for command in (("report",), ("show", "long"), ("show", "long", "--for-client")):
        assert_sound(opened, page(store, *command))


SIZES = """names => Array.from(document.querySelectorAll(names))
.map(one => parseFloat(getComputedStyle(one).fontSize))"""


def test_on_paper_nothing_small_is_larger_than_the_text(
    opened: Opener, pages: dict[str, str]
) -> None:
    here = opened(pages["report"])
    with here.on_paper():
        (text,) = here.page.evaluate(SIZES, "body")
        assert max(here.page.evaluate(SIZES, ".why, .card li, .card .quiet")) < text
        assert len(set(here.page.evaluate(SIZES, ".wide th, .wide td:not(.status)"))) == 1


def test_what_is_said_last_on_a_card_is_smaller_than_the_reasons(
    opened: Opener, pages: dict[str, str]
) -> None:
    here = opened(pages["report"])
    reasons = here.page.evaluate(SIZES, ".card .why")
    assert max(here.page.evaluate(SIZES, ".card .quiet")) < min(reasons)


def test_what_stands_alone_takes_the_whole_width(opened: Opener, tmp_path: Path) -> None:
    store = tmp_path / "clients.db"
    in_process(store, "add", "Acme", "--since", "2026-11-01")
    in_process(store, "promise", "acme", "the budget")
    here = opened(page(store, "show", "acme", "--for-client"))
    widths = [one.bounding_box()["width"] for one in here.page.locator("section, .sheet").all()]
    assert len(widths) > 2
    assert len(set(widths)) == 1


def _printed(card: list[str]) -> list[str]:
    return [one for one in card if one.strip() and not one.startswith("As a table")]


def test_keys_reach_whatever_can_be_followed_or_opened(
    opened: Opener, pages: dict[str, str]
) -> None:
    here = opened(pages["report"])
    reached = here.tab_order()
    links = here.page.locator("a").all_inner_texts()
    opens = here.page.locator("summary").all_inner_texts()
    assert len(links) > 15
    assert len(opens) == 4
    assert [one for one in reached if one in {*links, *opens}] == [*links, *opens]


def test_what_is_read_out_has_its_headings_and_says_who_waits(
    opened: Opener, pages: dict[str, str]
) -> None:
    read = opened(pages["report"]).snapshot()
    for heading in ("Who waits for you: 10 clients, 7 overdue", "How it went", "All clients"):
        assert f'heading "{heading}"' in read
    assert 'img "Intervals kept, month by month"' in read
    assert 'rowheader "Kestrel Logistics"' in read


def test_hostile_texts_are_only_text(opened: Opener, hostile: Filled) -> None:
    written = page(hostile.path, "report")
    assert_sound(opened, written)
    names = [row["client"] for row in in_process(hostile.path, "report", "--json").json["items"]]
    assert_only_text(opened(written), map(building.one_line, names))
    for key in hostile.keys[::30]:
        assert_sound(opened, page(hostile.path, "show", key))
        assert_sound(opened, page(hostile.path, "show", key, "--for-client"))


def test_a_text_that_got_through_would_do_nothing(
    opened: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path / "clients.db")
    with serving() as server:
        markup = [*smuggled(server).values()]
        with store.unit_of_work("add") as unit:
            for number, one in enumerate(markup):
                unit.insert(Client(key=f"c{number}", name=one, started_on=ON))
        monkeypatch.setattr(building, "escaped", lambda text: text)
        assert_stopped(opened, server, page(store.path, "report"), *markup)
        assert_stopped(opened, server, page(store.path, "show", "c1"), markup[1])
        assert_stopped(opened, server, page(store.path, "show", "c1", "--for-client"), markup[1])


@pytest.fixture(scope="module")
def five_hundred(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a store of 500 clients, each with a year of touchpoints; the first has ten thousand."""
    store = Store(tmp_path_factory.mktemp("many") / "clients.db")
    ids = range(1, 501)
    stored = {"created_at": datetime(2026, 1, 1, tzinfo=UTC)}
    whose = [{"id": one, "client_id": one, **stored} for one in ids]
    how = {"channel": "call", "direction": "outbound", "reaching": True, "no_news": False}
    talked = (
        {
            **stored,
            **how,
            "client_id": one,
            "occurred_on": ON - timedelta(days=(turn * 11 + one) % 700),
            "note": f"talked about {turn}",
            "agreed": "as before",
        }
        for one in ids
        for turn in range(10_000 if one == 1 else 30)
    )
    with store.unit_of_work("add", journalled=False) as unit:
        for record, rows in {
            Client: [
                {
                    "id": one,
                    "key": f"client-{one}",
                    "name": f"Client {one} and Partners Limited",
                    "started_on": ON - timedelta(days=800),
                    "meeting_interval": "3m",
                    **stored,
                }
                for one in ids
            ],
            Contact: [
                {**one, "name": "Ann Field", "email": "ann@x.example", "phone": "020 7946 0101"}
                for one in whose
            ],
            Commitment: [
                {**one, "owed_by": "us", "what": f"papers {one['id']}", "made_on": ON, "due_on": ON}
                for one in whose
            ],
            Touchpoint: [{"id": number, **one} for number, one in enumerate(talked, 1)],
        }.items():
            unit.insert_many(record, [{"uid": str(uuid4()), **one} for one in rows])
    return store.path


def test_a_page_of_five_hundred_clients_is_small_and_prints_whole(
    opened: Opener, five_hundred: Path
) -> None:
    written = page(five_hundred, "report")
    assert len(written.encode()) < MOST_BYTES
    here = opened(written)
    assert here.axe() == []
    rows = [row for row in here.rows() if row and row[0].startswith("Client ")]
    assert len({row[0] for row in rows}) == 500
    assert here.pdf().cut(rows) == []


@pytest.mark.parametrize("more", [(), ("--for-client",)])
def test_a_client_with_ten_thousand_touchpoints_has_a_page_as_well(
    opened: Opener, five_hundred: Path, more: tuple[str, ...]
) -> None:
    written = page(five_hundred, "show", "client-1", *more)
    assert len(written.encode()) < MOST_BYTES / 10
    assert re.search("Last 50 of 10,000 touchpoints|and [0-9,]+ more contacts", written)
    assert_sound(opened, written)
