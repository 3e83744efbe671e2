"""``pulse sync`` of a calendar and an address book on a server: the same as from a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Pulse
from tests.sources.dav_server import PASSWORD, USER, Served, radicale

LENA = "lena@acme.example"


@pytest.fixture
def server(tmp_path: Path, config: Path, pulse: Pulse) -> Iterator[Served]:
    folder = tmp_path / "server"
    folder.mkdir()
    with radicale(folder) as served:
        served.calendar("sam/work/", "Work")
        served.book("sam/people/", "People")
        login = f'url = "{served.url}"\nuser = "{USER}"\npassword_command = "echo {PASSWORD}"\n'
        config.write_text(
            '[me]\naddresses = ["sam@practice.example"]\n'
            f'[sources.diary]\nkind = "calendar"\n{login}'
            f'[sources.people]\nkind = "contacts"\n{login}'
        )
        pulse.ok("add", "Acme", "--contact", "Lena Voss", "--email", LENA, "--since", "2026-01-05")
        yield served


def book(server: Served, uid: str, day: str) -> None:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//tests//EN", "BEGIN:VEVENT", f"UID:{uid}"]
    lines += ["DTSTAMP:20260101T000000Z", f"DTSTART:{day}T100000", f"DTEND:{day}T110000"]
    lines += ["SUMMARY:Review", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:sam@practice.example"]
    lines += [f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{LENA}", "END:VEVENT", "END:VCALENDAR", ""]
    server.put(f"sam/work/{uid}.ics", "\r\n".join(lines))


def enter(server: Served, uid: str, email: str, phone: str) -> None:
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"UID:{uid}", "FN:Lena Voss", "N:Voss;Lena;;;"]
    lines += [f"EMAIL:{email}", f"TEL:{phone}", "END:VCARD", ""]
    server.put(f"sam/people/{uid}.vcf", "\r\n".join(lines), kind="text/vcard")


def meetings(pulse: Pulse) -> list[tuple[Any, ...]]:
    found = pulse.ok("meeting", "list", "--all", "--json").items
    return sorted((one["on"], one["at"], one["state"]) for one in found)


def test_a_diary_on_a_server_is_followed(pulse: Pulse, server: Served) -> None:
    book(server, "past", "20261104")
    book(server, "one", "20261201")
    book(server, "two", "20261202")
    pulse.ok("sync")
    assert meetings(pulse) == [("2026-12-01", "10:00", "booked"), ("2026-12-02", "10:00", "booked")]
    assert [one["on"] for one in pulse.ok("history", "--json").items] == ["2026-11-04"]
    book(server, "one", "20261208")
    book(server, "three", "20261210")
    server.delete("sam/work/two.ics")
    pulse.ok("sync")
    assert meetings(pulse) == [
        ("2026-12-02", "10:00", "cancelled"),
        ("2026-12-08", "10:00", "booked"),
        ("2026-12-10", "10:00", "booked"),
    ]


def test_a_card_on_a_server_fills_what_is_not_known(pulse: Pulse, server: Served) -> None:
    enter(server, "lena", LENA, "+49 30 5550101")
    pulse.ok("sync")
    (contact,) = pulse.ok("contact", "list", "acme", "--json").items
    assert contact["phone"] == "+49 30 5550101"


def test_when_nothing_has_changed_nothing_is_written(pulse: Pulse, server: Served) -> None:
    book(server, "one", "20261201")
    enter(server, "lena", LENA, "+49 30 5550101")
    pulse.ok("sync")
    before = pulse.store.read_bytes(), meetings(pulse)
    server.asked.clear()
    pulse.ok("sync")
    assert (pulse.store.read_bytes(), meetings(pulse)) == before
    assert {one.split()[0] for one in server.asked} == {"PROPFIND"}


def test_one_server_that_does_not_answer_keeps_nothing_from_the_others(
    pulse: Pulse, server: Served, config: Path
) -> None:
    enter(server, "lena", LENA, "+49 30 5550101")
    text = config.read_text()
    config.write_text(text.replace(f'url = "{server.url}"', 'url = "http://127.0.0.1:9/"', 1))
    said = pulse("sync")
    assert said.code == 6
    assert "nothing answers at port 9 of 127.0.0.1" in said.err
    assert PASSWORD not in said.out + said.err
    (contact,) = pulse.ok("contact", "list", "acme", "--json").items
    assert contact["phone"] == "+49 30 5550101"
    config.write_text(text)
    book(server, "one", "20261201")
    pulse.ok("sync")
    assert len(meetings(pulse)) == 1
    assert PASSWORD.encode() not in pulse.store.read_bytes()


def test_a_source_on_a_server_can_be_tried(pulse: Pulse, server: Served) -> None:
    book(server, "one", "20261201")
    said = pulse.ok("source", "test", "diary").out
    assert "Work: 1 event" in said
    server.delete("sam/work/")
    said = pulse("source", "test", "diary")
    assert said.code == 6
    assert "127.0.0.1 has no calendar at that address" in said.out
    assert "hint: write the address of a calendar in url" in said.out
