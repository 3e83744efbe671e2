"""Text that breaks programs, in a digest: as text, as a page, as a notice."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest

from clientpulse.cadence.policy import Policy
from clientpulse.letters.message import address_of
from clientpulse.output import links
from clientpulse.output.html import building
from clientpulse.output.html import digest as page
from clientpulse.output.messages.digest import notice
from clientpulse.output.screens.digest import subject
from clientpulse.sending import desktop
from clientpulse.services.digest.gathering import dialled, digest
from clientpulse.store.database import Store
from clientpulse.store.selection import Selection
from clientpulse.views.digest import DigestView, Person
from tests.conftest import TODAY
from tests.hostile import assert_harmless, generated, naughty
from tests.hostile_store import fill
from tests.html_pages import ADDRESS, Parsed, assert_nothing_got_through
from tests.processes import in_process


def views(path: Path) -> Iterator[DigestView]:
    today = date.fromisoformat(TODAY)
    for day in (today, date(2027, 3, 1)):
        now = datetime(day.year, day.month, day.day, 8).astimezone()
        with closing(Store(path).open_reader()) as reader:
            yield digest(reader, now, day, Policy(), Selection(), limit=10_000)


@pytest.fixture(scope="module", params=["typed", "by another program"])
def hostile(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, thorough: bool
) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "clients.db"
    foreign = request.param != "typed"
    fill(path, 600 if thorough else 60, foreign_keys=foreign, start=900 if foreign else 0)
    return path


def test_no_tag_no_attribute_and_no_address_gets_through(hostile: Path) -> None:
    seen = 0
    for view in views(hostile):
        parsed = assert_nothing_got_through(page.write(view))
        shown = " ".join(parsed.texts)
        for one in view.items:
            assert building.one_line(one.row.first.client) in shown
        seen += len(view.items)
    assert seen


def test_the_text_and_the_notice_are_harmless(hostile: Path) -> None:
    assert_harmless(in_process(hostile, "digest", "--limit", "10000").out)
    for view in views(hostile):
        assert_harmless(subject(view))
        for full in (False, True):
            assert_harmless(notice(view, full=full))
        assert "\n" not in notice(view, full=True)


def test_every_text_is_only_text_in_an_element_and_in_an_attribute() -> None:
    for text in [*naughty(), *generated(500)]:
        written = building.element("p", text, style=text, link=None).text
        parsed = Parsed(written)
        assert [tag for tag, _ in parsed.elements] == ["p"]
        assert "".join(parsed.texts) == html.unescape(building.escaped(text))
        assert "".join(parsed.texts) == building.one_line(text)
        (((_, attributes)),) = parsed.elements
        assert attributes == {"style": building.one_line(text)}


def test_whatever_is_stored_as_an_address_or_a_number_leads_nowhere_else() -> None:
    texts = [*naughty(), *generated(500), "javascript:alert(1)//123456@x.de", "a?cc=b@x.de"]
    for text in texts:
        number, address = dialled(text), address_of(text)
        assert number is None or re.fullmatch(r"\+?[0-9]{3,20}", number)
        person = Person(text, address, number, text)
        for link in links.of(person):
            assert ADDRESS.fullmatch(link.address), text
            assert link.address.isascii()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("+44 (0)20 7946 0101", "+442079460101"),
        ("0049 30 123456", "+4930123456"),
        ("030/12 34-56 (office)", "030123456"),
        ("+49 30 1234 ext. 12", "+49301234"),
        ("tel:030123456", "030123456"),
        ("\uff10\uff13\uff10 123456", "030123456"),
        ("112", "112"),
        ("none", None),
        ("1", None),
        ("9" * 40, None),
        ("javascript:alert(1)", None),
    ],
)
def test_a_number_is_dialled_in_digits(typed: str, expected: str | None) -> None:
    assert dialled(typed) == expected


@pytest.mark.parametrize("number", ["", "+", "12a", "1;x", "٣٣٣", "1\n"])
def test_no_link_dials_anything_but_digits(number: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(number)}$"):
        links.tel(number)


@pytest.mark.parametrize(
    ("name", "attributes"),
    [("script", {}), ("img", {}), ("p", {"onclick": "x"}), ("p", {"href": "x"}), ("meta", {})],
)
def test_a_page_has_no_other_elements_and_attributes(name: str, attributes: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=name):
        building.element(name, "text", **attributes)


def test_a_style_ends_nowhere_but_at_its_end() -> None:
    with pytest.raises(ValueError, match="script"):
        building.page("x", "</style><script>", building.element("body"))


def test_notify_send_gets_the_texts_as_arguments_and_no_markup(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ran: list[list[str]] = []

    class Done:
        returncode = 0

    monkeypatch.setattr(desktop.sys, "platform", "linux")
    monkeypatch.setattr(desktop.subprocess, "run", lambda line, **_: (ran.append(line), Done())[1])
    for text in [*naughty(), "<b>x</b> & \\n", "--urgency=critical"]:
        desktop.notify(text, text)
        *begin, end, title, body = ran.pop()
        assert begin[0] == "notify-send"
        assert end == "--"
        assert not title.startswith("-")
        assert not re.search(r"[<>]|&(?!amp;|lt;|gt;)", body)
        assert html.unescape(body).replace("\\\\", "\\").strip() == text.strip() or "&" in text
    monkeypatch.setattr(desktop.sys, "platform", "darwin")
    for text in naughty():
        desktop.notify(text, text, None)
        *begin, title, body = ran.pop()
        assert begin[0] == "osascript"
        assert begin[1::2] == ["-e", "-e", "-e"]
        assert (title.strip(), body.strip()) == (text.strip(), text.strip())
        assert text not in "".join(begin[2::2]) or len(text) < 3 or text in "end run"
