"""View 5: what sources brought up, decided with a key each."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.brought_up import ANN, TAX, of_every_kind, refs
from tests.conftest import Pulse
from tests.hostile import assert_harmless
from tests.ui.living import NARROW, Living, live

TODAY = "2026-11-21"


@pytest.fixture
def waiting(pulse: Pulse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pulse:
    """What can be decided, of every kind."""
    config = tmp_path / "config.toml"
    monkeypatch.setenv("CLIENTPULSE_CONFIG", str(config))
    of_every_kind(pulse, tmp_path, config)
    return pulse


def at_the_desk(pulse: Pulse, use: object, **how: object) -> None:
    live(use, db=pulse.store, today=TODAY, **how)  # type: ignore[arg-type]


def to_decide(living: Living) -> list[str]:
    return [row.key.partition(" ")[2] for row in living.desk.view.list.rows if not row.head]


def test_it_has_three_parts_and_all_that_is_known_beside_them(waiting: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("5")
        assert "To decide: 2 correspondents, 2 perhaps twice, 1 gone" in living.lines[0]
        heads = [row.key for row in living.desk.view.rows if row.head]
        assert heads == ["New correspondents", "Perhaps one", "Gone from an address book"]
        # Of a correspondent: who, how often, since when, and the cadence that is proposed.
        for known in ("Ann Field · ann@kestrel-partners.example", "about every 9 days", "Since"):
            assert known in living.text
        assert "c a client   e change it   i a person at   N never   n not now" in living.text
        await living.press("j", "j")
        # Of two clients: both, whole.
        for known in ("Perhaps one: their names are alike", "Acme (acme)", "Acme GmbH (acme-gmbh)"):
            assert known in living.text
        assert "= one and the same   ! two   n not now" in living.text
        await living.press("j")
        for known in ("the same address", "Dee Field", "D. Field", "Acme (acme)", "Bold (bold)"):
            assert known in living.text
        await living.press("j")
        assert "Cy Twist (Acme) isn't in people any more" in living.text
        assert "Acme (acme)" in living.text

    at_the_desk(waiting, use)


@pytest.mark.parametrize(
    ("downs", "key", "line", "gone"),
    [
        (0, "c", f"review --client {ANN[1]}", ANN[1]),
        (1, "N", f"review --never {TAX[1]}", TAX[1]),
        (2, "equals_sign", "review --same acme=acme-gmbh", "acme=acme-gmbh"),
        (2, "exclamation_mark", "review --apart acme=acme-gmbh", "acme=acme-gmbh"),
        (3, "equals_sign", "review --same 1=2", "1=2"),
        (3, "exclamation_mark", "review --apart 1=2", "1=2"),
        (4, "K", "review --keep 3", "3"),
        (4, "R", "review --remove 3", "3"),
    ],
)
def test_each_key_decides_leaves_the_list_and_is_taken_back(
    waiting: Pulse, downs: int, key: str, line: str, gone: str
) -> None:
    before = refs(waiting)

    async def use(living: Living) -> None:
        await living.press("5", *["j"] * downs, key)
        assert f"$ pulse {line}" in living.text
        assert sorted(to_decide(living)) == sorted(one for one in before if one != gone)
        await living.press("u")
        assert "Undone" in living.text
        assert to_decide(living) == before

    at_the_desk(waiting, use)
    assert refs(waiting) == before


def test_a_person_at_a_client_is_asked_for_with_one_field(waiting: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("5", "i")
        await living.type("bo")
        assert f"pulse review --person {ANN[1]}=bold" in living.text
        await living.press("enter")
        assert "1 person added, 10 touchpoints" in living.text
        assert living.selected == f"Proposal {TAX[1]}"

    at_the_desk(waiting, use)
    people = waiting.ok("contact", "list", "bold", "--json").items
    assert [one["name"] for one in people] == ["D. Field", "Ann Field"]


def test_a_client_that_isnt_clear_is_asked_for_again(waiting: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("5", "i")
        await living.type("ac")
        await living.press("enter")
        assert "matches 2 clients" in living.text
        await living.type("me-")
        await living.press("enter")
        assert "1 person added" in living.text

    at_the_desk(waiting, use)


def test_name_and_cadence_can_be_changed_before(waiting: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("5", "e")
        assert "Take as a client: Kestrel Partners" in living.text
        await living.press("tab")
        await living.type("quarterly")
        assert f"pulse review --client {ANN[1]} --meet quarterly" in living.text
        await living.press("enter")
        assert "1 client added" in living.text

    at_the_desk(waiting, use)
    (kestrel,) = [
        one for one in waiting.ok("client", "list", "--json").items if "kes" in one["key"]
    ]
    assert kestrel["meeting_interval"] == "3m"


def test_not_now_goes_on_and_a_key_of_another_part_says_so(waiting: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("5", "n")
        assert living.selected == f"Proposal {TAX[1]}"
        await living.press("K")
        assert "That key is for these: gone from an address book." in living.text
        await living.press("l")
        assert "They aren't a client yet." in living.text
        await living.press("n", "n", "l")
        assert "Log a conversation with Acme" in living.text

    at_the_desk(waiting, use)
    assert len(refs(waiting)) == 5


def test_quick_hands_decide_one_after_the_other(waiting: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("5", "N", "c", "exclamation_mark", "equals_sign", "K")
        assert "Nothing to decide" in living.lines[0]
        assert "show up here after 'pulse sync'" in living.text

    at_the_desk(waiting, use)
    assert refs(waiting) == []
    assert {"desk-revenue", "revenue"} & {
        one["key"] for one in waiting.ok("client", "list", "--json").items
    }


def test_what_somebody_else_decided_is_refused_and_leaves(waiting: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("5")
        waiting.ok("review", "--never", ANN[1])
        await living.press("c")
        assert "nobody with the address" in living.text
        assert living.selected == f"Proposal {TAX[1]}"

    at_the_desk(waiting, use)


def test_with_nothing_to_decide_one_line_says_how_things_get_there(pulse: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("5")
        assert "Nothing to decide" in living.lines[0]
        assert "pulse sync" in living.text
        await living.press("c", "i", "e", "N", "equals_sign", "n", "K", "l")
        assert living.desk.fault is None

    at_the_desk(pulse, use, size=NARROW)


def test_hostile_names_are_shown_harmless(pulse: Pulse) -> None:
    bad = "\x1b]0;title\x07\x9b5m[bold]\u202e"
    for key, client in (("acme", f"Acme {bad}"), ("acme-gmbh", f"Acme {bad} GmbH")):
        pulse.ok("add", client, "--key", key)

    async def use(living: Living) -> None:
        await living.press("5")
        assert living.selected == "Double acme=acme-gmbh"
        assert_harmless(living.text)
        await living.press("equals_sign")
        assert_harmless(living.text)

    at_the_desk(pulse, use)


def test_the_filter_leaves_a_heading_where_something_is_below_it(waiting: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("5", "slash")
        await living.type("twist")
        assert to_decide(living) == ["3"]
        assert "Gone from an address book" in living.text
        assert "New correspondents" not in living.text

    at_the_desk(waiting, use)
