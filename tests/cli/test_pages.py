"""The report, a client, and what a client may see, as pages."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest

from tests.conftest import Pulse, filled_once
from tests.html_pages import Parsed
from tests.processes import drawn


@pytest.fixture(autouse=True)
@filled_once
def _clients(pulse: Pulse) -> None:
    pulse.ok(
        *(
            "add",
            "Acme",
            "--since",
            "2026-01-05",
            "--contact",
            "Ann Field",
            "--note",
            "sours easily",
        ),
        *("--email", "ann@acme.example", "--phone", "+44 20 7946 0101", "--tag", "retail"),
    )
    pulse.ok("add", "Birch", "--since", "2026-11-01")
    pulse.ok(
        *("log", "acme", "They grumble", "-c", "meeting", "-d", "2026-09-01", "--mood", "bad"),
        *("--agreed", "We file by the tenth"),
    )
    pulse.ok("log", "acme", "grumbling again", "-c", "email", "-d", "2026-09-03", "--inbound")
    pulse.ok("promise", "acme", "the tax estimate", "--by", "2026-11-18")
    pulse.ok("ask", "acme", "the receipts")
    pulse.ok("mistake", "add", "acme", "booked twice")
    pulse.ok(
        "meeting",
        "book",
        "acme",
        "2026-12-03",
        "10:00",
        "--place",
        "the office",
        "--agenda",
        "fees",
    )
    pulse.ok("service", "add", "Payroll", "Month by month.")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Take what is opened in the browser."""
    found: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda address: (found.append(address), True)[1])
    return found


def text(written: str) -> str:
    return re.sub(r"\s+", " ", " ".join(Parsed(written).texts))


def test_the_report_is_a_page_in_a_file_that_only_the_user_can_read(
    pulse: Pulse, tmp_path: Path, opened: list[str]
) -> None:
    file = tmp_path / "all.html"
    assert pulse.ok("report", "--html", str(file)).out == f"Wrote {file}\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    said = text(file.read_text())
    for word in (
        "2 clients: 1 due, 1 on track",
        "Who waits for you: 1 client",
        "Tell them, and how you'll fix it",
        "ann@acme.example +44 20 7946 0101",
        "you promised the tax estimate",
        "We owe (1)",
        "the receipts",
    ):
        assert word in said
    assert opened == []


def test_only_the_clients_that_were_asked_for_are_in_the_report(pulse: Pulse) -> None:
    for asked, there, elsewhere in (
        (("@retail",), "Acme", "Birch"),
        (("birch",), "Birch", "Acme"),
        (("--status", "on_track"), "Birch", "Acme"),
    ):
        said = text(pulse.ok("report", *asked, "--html", "-").out)
        assert there in said
        assert elsewhere not in said
        assert ("the receipts" in said) == (there == "Acme")
        assert "This page shows 1 of 2 clients." in said
        assert "All clients" not in said


def test_nobody_waits_is_said_of_the_clients_that_are_shown(pulse: Pulse) -> None:
    said = text(pulse.ok("report", "birch", "--html", "-").out)
    assert "None of these clients waits for you today." in said
    pulse.ok("client", "archive", "acme")
    said = text(pulse.ok("report", "--html", "-").out)
    assert "Nobody waits for you today." in said
    assert "All clients" in said
    assert "This page shows" not in said


def test_a_page_loads_nothing_and_may_run_nothing(pulse: Pulse) -> None:
    for command in (("report",), ("show", "acme"), ("show", "acme", "--for-client")):
        written = pulse.ok(*command, "--html", "-").out
        assert "default-src 'none'; style-src 'sha256-" in written
        assert not re.search(r"<script|<link|<img|src=|url\(|@import| style=| on[a-z]+=", written)
        assert set(re.findall(r'href="([a-z]+):', written)) <= {"mailto", "tel"}


def test_every_picture_has_a_name_a_description_and_its_numbers_in_a_table(pulse: Pulse) -> None:
    for command in (("report",), ("show", "acme"), ("show", "acme", "--for-client")):
        written = pulse.ok(*command, "--html", "-").out
        pictures = re.findall(r"<svg.*?</svg>", written, re.DOTALL)
        assert pictures
        names = [re.findall(r'aria-labelledby="(\S+)"', one) for one in pictures]
        assert len({tuple(one) for one in names}) == len(pictures)
        for one in pictures:
            assert re.search(r'<title id="\S+-t">.+</title><desc id="\S+-d">.+</desc>', one)
        shown = [one for one in pictures if 'class="weeks"' not in one]
        assert len(re.findall("<summary>As a table: ", written)) >= len(shown)


def test_a_clients_page_says_what_the_screen_says(pulse: Pulse) -> None:
    said = text(pulse.ok("show", "acme", "--html", "-").out)
    for word in ("sours easily", "grumbling again", "mood bad", "booked twice", "the tax estimate"):
        assert word in said
    assert "fees" in said


def test_what_a_client_may_see_holds_nothing_else(pulse: Pulse) -> None:
    said = text(pulse.ok("show", "acme", "--html", "-", "--for-client").out)
    for word in (
        "Acme: where we stand",
        "Thu 3 Dec 2026 10:00 the office",
        "We file by the tenth",
        "the tax estimate",
        "the receipts",
        "Payroll Month by month.",
        "Thu 3 Sep 2026: e-mail from you",
        "Tue 1 Sep 2026: meeting",
    ):
        assert word in said
    hidden = "grumbl|sour|mood|bad|booked twice|health|overdue|fees|Birch|mistake|owe|late|retail"
    assert not re.search(hidden, said, re.IGNORECASE)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("their office", "your office"),
        ("bei uns, 2. Stock", "our office, 2. Stock"),
        ("Zoom", "Zoom"),
        ("1 High Street", "1 High Street"),
    ],
)
def test_a_place_is_named_as_the_client_does(pulse: Pulse, typed: str, shown: str) -> None:
    pulse.ok("meeting", "book", "birch", "2026-12-04", "--place", typed)
    said = text(pulse.ok("show", "birch", "--html", "-", "--for-client").out)
    assert f"Fri 4 Dec 2026 {shown} " in said


def test_who_wrote_is_said_of_both_sides(pulse: Pulse) -> None:
    pulse.ok("log", "birch", "hello", "-c", "letter", "-d", "2026-11-05")
    said = text(pulse.ok("show", "birch", "--html", "-", "--for-client").out)
    assert "Thu 5 Nov 2026: letter from us" in said


def test_what_the_client_may_see_is_to_be_read_first(pulse: Pulse, tmp_path: Path) -> None:
    file = str(tmp_path / "x.html")
    assert (
        "Read it before you show it" in pulse.ok("show", "acme", "--html", file, "--for-client").out
    )
    assert "Read it" not in pulse.ok("show", "acme", "--html", file).out


def test_a_client_page_names_who_sends_it(pulse: Pulse) -> None:
    pulse.ok("config", "set", "sender", "Sam Reed <sam@practice.example>")
    said = text(pulse.ok("show", "acme", "--html", "-", "--for-client").out)
    assert "Sat 21 Nov 2026, from Sam Reed" in said


def test_nothing_that_is_still_ahead_counts_as_contact(pulse: Pulse) -> None:
    said = text(
        pulse.ok("--today", "2026-08-01", "show", "acme", "--html", "-", "--for-client").out
    )
    assert "We haven't been in touch in this time." in said
    assert "We file" not in said


def test_a_client_with_nothing_has_a_page(pulse: Pulse) -> None:
    assert "Birch" in pulse.ok("show", "birch", "--html", "-").out
    said = text(pulse.ok("show", "birch", "--html", "-", "--for-client").out)
    assert "None is booked yet." in said
    assert "Nothing is open on either side." in said


def test_no_chart_is_drawn_of_twelve_weeks_without_a_touchpoint(pulse: Pulse) -> None:
    said = text(pulse.ok("show", "birch", "--html", "-").out)
    assert "No touchpoint in the last twelve weeks." in said
    assert "As a table: touchpoints by week" not in said


@pytest.mark.parametrize("day", ["2026-11-01", "2026-11-15", "2026-11-16", "2026-10-31"])
def test_twelve_months_have_twelve_names(pulse: Pulse, day: str) -> None:
    written = pulse.ok("--today", day, "show", "acme", "--html", "-", "--for-client").out
    names = re.findall(r'class="label"[^>]*>(\w+)<', written)
    assert len(set(names)) == len(names) == 12


def test_an_empty_store_has_a_page_that_says_how_to_begin(pulse: Pulse, tmp_path: Path) -> None:
    said = text(pulse.ok("--db", str(tmp_path / "none.db"), "report", "--html", "-").out)
    assert "pulse add" in said
    assert not (tmp_path / "none.db").exists()


def test_a_page_of_ours_is_replaced_and_no_other_file(pulse: Pulse, tmp_path: Path) -> None:
    file = tmp_path / "all.html"
    for _ in range(2):
        pulse.ok("report", "--html", str(file))
    file.write_text("<p>dear diary</p>")
    refused = pulse("report", "--html", str(file))
    assert (refused.code, file.read_text()) == (3, "<p>dear diary</p>")
    assert "isn't a page of ours" in refused.err


def test_what_is_no_name_of_a_page_is_refused(pulse: Pulse, tmp_path: Path) -> None:
    for name in ("acme", "clients.db", "report.pdf"):
        refused = pulse("report", "--html", str(tmp_path / name))
        assert refused.code == 2
        assert "isn't the name of a page" in refused.err
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_place_that_cant_be_written_is_one_error(pulse: Pulse, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "no" / "x.html", tmp_path / "file" / "x.html", tmp_path / "d.html"):
        if place.name == "d.html":
            place.mkdir()
        refused = pulse("report", "--html", str(place))
        assert refused.code == 2
        assert refused.err.count("\n") == 2


@pytest.mark.parametrize(
    "line",
    [
        ("report", "--html", "x.html", "--json"),
        ("report", "--html", "--format", "csv"),
        ("report", "--html", "-", "--open"),
        ("show", "acme", "--html", "x.html", "--json"),
        ("show", "acme", "--for-client"),
        ("show", "acme", "--for-client", "--html", "-", "--limit", "3"),
    ],
)
def test_what_contradicts_a_page_is_refused(pulse: Pulse, line: tuple[str, ...]) -> None:
    assert pulse(*line).code == 2


def test_without_a_file_it_goes_to_the_pipe_or_to_the_browser(
    pulse: Pulse, opened: list[str]
) -> None:
    written = pulse.ok("report", "--html").out
    assert written.startswith("<!DOCTYPE html>")
    assert opened == []
    for line, name in (
        (("report", "--open"), "report"),
        (("show", "acme", "--html", "--open"), "client"),
        (("show", "acme", "--open", "--for-client"), "for-client"),
    ):
        pulse.ok(*line)
        file = Path(opened.pop().removeprefix("file://"))
        assert file.parts[-2:] == ("pages", f"{name}.html")
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
        file.unlink()


@pytest.mark.in_a_file
def test_at_a_terminal_a_page_without_a_file_is_opened(pulse: Pulse, opened: list[str]) -> None:
    assert "Wrote" in drawn(pulse.file, "report", "--html")
    assert opened == [(pulse.file.parent / "pages" / "report.html").as_uri()]


def test_where_there_is_no_browser_it_says_so(
    pulse: Pulse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webbrowser.open", lambda address: False)
    said = pulse.ok("report", "--html", str(tmp_path / "x.html"), "--open").out
    assert "No browser was found here" in said


def test_a_long_history_is_cut_and_says_so(pulse: Pulse) -> None:
    for day in range(1, 13):
        pulse.ok("log", "birch", f"call {day}", "-d", f"2026-11-{day:02}")
    said = text(pulse.ok("show", "birch", "--html", "-", "--limit", "5").out)
    assert "Last 5 of 12 touchpoints" in said
    assert "call 8" in said
    assert "call 7" not in said


def test_a_client_sees_this_month_and_eleven_before_it_as_a_calendar_has_them(
    pulse: Pulse,
) -> None:
    pulse.ok("log", "birch", "-d", "2025-11-30", "-c", "visit")
    pulse.ok("log", "birch", "-d", "2025-12-01", "-c", "video")
    pulse.ok("log", "birch", "-d", "2026-07-31", "-c", "call")
    said = text(pulse.ok("show", "birch", "--html", "-", "--for-client").out)
    assert "In touch since December 2025" in said
    assert "Mon 1 Dec 2025: video call" in said
    assert "December 2025 1 January 2026 0" in said
    assert "July 2026 1 August 2026 0" in said
    assert "visit" not in said
