"""The keys of the screen: those of the config work, and are what is shown."""

from __future__ import annotations

import pytest

from clientpulse.config import keys, own_keys
from clientpulse.ui.app import Desk
from tests.conftest import Pulse, filled_once
from tests.ui.living import Living, live

TODAY = "2026-11-27"


@pytest.fixture
@filled_once
def practice(pulse: Pulse) -> None:
    """Two clients who wait."""
    pulse.today = TODAY
    for name in ("Acme GmbH", "Baltic Shipping"):
        pulse("add", name, "--meet", "none", "--update", "monthly", "--since", "2026-09-07")


def at_the_desk(pulse: Pulse, use: object, **own: str) -> Desk:
    return live(use, db=pulse.store, today=TODAY, own_keys=own_keys.check(own))  # type: ignore[arg-type]


def test_another_key_does_it_and_the_usual_one_nothing(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("l")
        assert "Log a conversation" not in living.text
        await living.press("L")
        assert "Log a conversation with Acme GmbH" in living.text

    at_the_desk(practice, use, log="L")


def test_two_keys_are_swapped(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("s")
        assert "Log a conversation with Acme GmbH" in living.text
        await living.press("escape", "l")
        assert "Snooze Acme GmbH" in living.text

    at_the_desk(practice, use, log="s", snooze="l")


def test_the_cursor_moves_by_other_keys_and_their_old_ones_are_free(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("f")
        assert living.selected == "baltic-shipping"
        await living.press("z")
        assert living.selected == "acme-gmbh"
        await living.press("down", "k")
        assert living.selected == "acme-gmbh"
        await living.press("j")
        assert "Log a conversation with Acme GmbH" in living.text
        await living.press("escape", "h")
        assert living.desk.view.page.has_focus

    at_the_desk(practice, use, down="f", up="z", log="j", open="h")


@pytest.mark.parametrize(
    ("written", "pressed"),
    [("F5", "f5"), ("Space", "space"), ("Ctrl-T", "ctrl+t"), ("←", "left"), (",", "comma"),
     ("Alt-x", "alt+x"), ("é", "é"), ("PgDn", "pagedown")],
)  # fmt: skip
def test_keys_of_every_kind_are_pressed_as_they_are_written(
    practice: Pulse, written: str, pressed: str
) -> None:
    async def use(living: Living) -> None:
        await living.press(pressed)
        assert "Snooze Acme GmbH" in living.text

    more = {"PgDn": {"page_down": "z"}, "←": {"earlier": "z"}}.get(written, {})
    at_the_desk(practice, use, snooze=written, **more)


def test_what_is_fixed_still_works_beside_a_key_of_ones_own(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        for back in ("escape", "h"):
            await living.press("enter")
            assert living.desk.view.page.has_focus
            await living.press(back)
            assert living.desk.view.list.has_focus

    at_the_desk(practice, use, back="h", open="f")


def test_the_footer_and_the_help_show_the_keys_in_force(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        assert "L log " in living.lines[-1]
        assert "Q quit" in living.lines[-1]
        await living.resize(140, 80)
        await living.press("question_mark")
        shown = [line.split() for line in living.lines]
        assert ["L", "log", "log", "a", "conversation"] in shown
        assert ["Q", "Ctrl-X", "quit", "quit"] in shown
        assert ["h", "Esc", "back"] in [line[:3] for line in shown]

    at_the_desk(practice, use, log="L", quit="Q, Ctrl-X", back="h")


def test_the_help_shows_every_key_at_every_width(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("question_mark")
        for width in (30, 60, 140):
            await living.resize(width, 24)
            page = living.desk.screen.query_one(".reading")
            text = "\n".join("".join(piece.text for piece in line) for line in page.lines)  # type: ignore[attr-defined]
            for one in keys.KEYS:
                assert keys.shown(one.keys) in text
                assert one.name in text
            widths = {sum(len(piece.text) for piece in line) for line in page.lines}  # type: ignore[attr-defined]
            assert max(widths) <= width

    at_the_desk(practice, use)
