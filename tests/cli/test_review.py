"""``pulse review``: what sources brought up is decided with a key each, and taken back whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from clientpulse.cli.app.context import Session
from clientpulse.cli.app.terminal import Terminal
from clientpulse.cli.commands.review import walking
from clientpulse.cli.commands.setup import walking as proposals
from tests.brought_up import ANN, TAX, address_book_in, correspond, mailbox_in
from tests.conftest import Outcome, Pulse

Walk = Callable[[str], Outcome]


@pytest.fixture
def mailbox(tmp_path: Path, config: Path) -> Path:
    """A mailbox that is read, empty as yet."""
    return mailbox_in(tmp_path, config)


@pytest.fixture
def walk(pulse: Pulse, monkeypatch: pytest.MonkeyPatch) -> Walk:
    """Run it at a terminal, with the keys that are hit there."""

    def at_a_terminal(keys: str) -> Outcome:
        left = iter(keys)
        monkeypatch.setattr(walking, "ask_key", lambda prompt: next(left))
        monkeypatch.setattr(proposals, "ask_key", lambda prompt: next(left))
        monkeypatch.setattr(Session, "may_ask", property(lambda work: True))
        monkeypatch.setattr(Terminal, "is_on_a_screen", staticmethod(lambda form: form == "table"))
        found = pulse("review")
        assert list(left) == []
        return found

    return at_a_terminal


def kinds(pulse: Pulse) -> list[tuple[str, str]]:
    return [(one["kind"], one["name"]) for one in pulse.ok("review", "--json").items]


def test_nothing_to_decide_is_said(pulse: Pulse) -> None:
    assert pulse.ok("review").out == "Nothing to decide\n"


def test_correspondents_come_by_what_we_wrote_to_them(pulse: Pulse, mailbox: Path) -> None:
    pulse.ok("add", "Acme")
    correspond(mailbox, TAX, range(20, 140, 30))
    correspond(mailbox, ANN, range(5, 100, 9))
    pulse.ok("sync")
    tax, ann = ("correspondent", "Revenue"), ("correspondent", "Kestrel Partners")
    assert kinds(pulse) == [ann, tax]
    one = pulse.ok("review", "--json").items[0]
    assert one["people"] == [{"name": "Ann Field", "email": "ann@kestrel-partners.example"}]
    assert one["proposal"]["writing_days"] == 9
    assert "about every 9 days" in pulse.ok("review").out
    rows = pulse.ok("review", "--format", "csv").out
    assert "Ann Field ann@kestrel-partners.example" in rows
    assert not {"{", "None", "True"} & set(re.findall(r"\{|\w+", rows))


def test_a_new_client_has_its_earlier_mail_at_once(pulse: Pulse, mailbox: Path, walk: Walk) -> None:
    pulse.ok("add", "Acme")
    correspond(mailbox, ANN, [5, 14, 23, 32, 41])
    pulse.ok("sync")
    said = walk("c").out
    assert "1 client added, 10 touchpoints from earlier mail." in said
    history = pulse.ok("history", "kestrel", "--json").items
    assert {one["source"] for one in history} == {"mail"}
    assert kinds(pulse) == []
    pulse.ok("undo")
    assert [name for _, name in kinds(pulse)] == ["Kestrel Partners"]
    assert pulse("show", "kestrel").code == 3


def test_a_person_at_a_client_brings_the_mail_to_it(
    pulse: Pulse, mailbox: Path, walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    pulse.ok("add", "Acme")
    correspond(mailbox, ANN, [5, 14, 23, 32, 41])
    pulse.ok("sync")
    monkeypatch.setattr(Terminal, "ask", lambda work, prompt: "acme")
    assert "1 person added, 10 touchpoints" in walk("p").out
    assert len(pulse.ok("history", "acme", "--json").items) == 10


def test_who_is_no_client_is_never_asked_about_again_and_leaves_nothing(
    pulse: Pulse, mailbox: Path, walk: Walk
) -> None:
    pulse.ok("add", "Acme")
    correspond(mailbox, TAX, range(20, 140, 30))
    pulse.ok("sync")
    assert f"Not asked about again: {TAX[1]}" in walk("n").out
    correspond(mailbox, TAX, [1])
    pulse.ok("sync")
    assert kinds(pulse) == []
    assert b"revenue.example" not in pulse.ok("export", "-").out.encode()


def test_never_needs_no_terminal(pulse: Pulse, mailbox: Path) -> None:
    pulse.ok("add", "Acme")
    correspond(mailbox, TAX, range(20, 140, 30))
    pulse.ok("sync")
    pulse.ok("review", "--never", "Desk+x@revenue.example")
    assert kinds(pulse) == []
    pulse.ok("undo")
    assert len(kinds(pulse)) == 1
    pulse.fails(2, "review", "--never", "tax office")


def test_of_who_is_never_a_client_the_store_keeps_no_card(
    pulse: Pulse, mailbox: Path, tmp_path: Path, config: Path
) -> None:
    book = tmp_path / "people"
    book.mkdir()
    people = f'[sources.people]\nkind = "contacts"\npath = "{book}"\n'
    config.write_text(f"{config.read_text()}\n{people}")
    card = (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:1\r\nFN:Tax Desk\r\nORG:Acme and Sons\r\n"
        "EMAIL:desk@revenue.example\r\nTEL:+39 333 1234567\r\nEND:VCARD\r\n"
    )
    pulse.ok("add", "Acme")
    correspond(mailbox, TAX, range(20, 140, 30))
    pulse.ok("sync", "mail")
    (book / "1.vcf").write_text(card)
    pulse.ok("sync")
    assert "1234567" in pulse.ok("export", "-").out
    pulse.ok("review", "--never", "desk@revenue.example")
    kept = pulse.ok("export", "-").out
    (book / "1.vcf").write_text(card.replace("FN:Tax Desk", "FN:Tax Desk\r\nNOTE:x"))
    pulse.ok("add", "Beta")
    pulse.ok("sync")
    for said in (kept, pulse.ok("export", "-").out):
        assert not {one for one in ("1234567", "Tax Desk", "Acme and Sons") if one in said}
    assert kinds(pulse) == []


def test_later_changes_nothing_and_quitting_keeps_what_was_said(
    pulse: Pulse, mailbox: Path, walk: Walk
) -> None:
    pulse.ok("add", "Acme")
    correspond(mailbox, TAX, range(20, 140, 30))
    correspond(mailbox, ANN, range(5, 100, 9))
    pulse.ok("sync")
    before = kinds(pulse)
    assert walk("ll").out.endswith("Nothing was changed.\n")
    assert kinds(pulse) == before
    walk("nq")
    assert [name for _, name in kinds(pulse)] == ["Revenue"]


def test_two_people_who_are_one_are_joined_and_two_who_arent_stay_so(
    pulse: Pulse, walk: Walk
) -> None:
    for client, person, phone in (("Acme", "Ann Field", "1"), ("Bold", "A. Field", "2")):
        pulse.ok("add", client, "--contact", person, "--email", ANN[1], "--phone", phone * 7)
    assert kinds(pulse) == [("double", "Ann Field")]
    walk("d")
    assert kinds(pulse) == []
    pulse.ok("undo")
    assert "1 pair joined." in walk("s").out
    (ann,) = pulse.ok("contact", "list", "--json").items
    assert (ann["client"], ann["phone"]) == ("Acme", "1111111, 2222222")


def test_who_vanished_from_the_address_book_is_kept_or_deleted(
    pulse: Pulse, walk: Walk, tmp_path: Path, config: Path
) -> None:
    book = address_book_in(tmp_path, config, "Ann Field", "Bo Berg")
    pulse.ok("add", "Acme")
    pulse.ok("sync")
    (book / "1.vcf").unlink()
    pulse.ok("sync")
    assert kinds(pulse) == [("vanished", "Ann Field")]
    assert "Ann Field (1, Acme)" in pulse.ok("review").out
    walk("k")
    assert kinds(pulse) == []
    pulse.ok("undo")
    assert "1 person deleted." in walk("r").out
    assert [one["name"] for one in pulse.ok("contact", "list", "--json").items] == ["Bo Berg"]
