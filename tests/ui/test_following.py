"""Others write while the screen is open."""

from __future__ import annotations

import pytest

from tests.conftest import Pulse, filled_once
from tests.ui.living import Living, live

TODAY = "2026-11-27"


@pytest.fixture
@filled_once
def practice(pulse: Pulse) -> None:
    """Three clients who wait."""
    pulse.today = TODAY
    for name, since in (("Acme", "09-07"), ("Baltic", "09-21"), ("Cedar", "10-12")):
        pulse("add", name, "--meet", "none", "--update", "monthly", "--since", f"2026-{since}")


def test_the_list_follows_and_the_cursor_stays_on_its_client(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("j", "j")
        assert living.selected == "cedar"
        living.elsewhere("log", "acme", "rang")
        await living.until("2 clients to contact")
        assert living.selected == "cedar"
        living.elsewhere("undo")
        await living.until("3 clients to contact")
        assert living.selected == "cedar"
        assert [row.key for row in living.desk.view.list.rows] == ["acme", "baltic", "cedar"]

    live(use, db=practice.store, today=TODAY)


def test_what_is_half_typed_stays_and_what_others_wrote_of_the_client_is_said(
    practice: Pulse,
) -> None:
    async def use(living: Living) -> None:
        await living.press("l")
        await living.type("They think of")
        living.elsewhere("log", "baltic", "rang")
        await living.until("2 clients to contact")
        assert "logged a call with Acme" not in living.text
        living.elsewhere("log", "acme", "rang first")
        await living.until("logged a call with Acme")
        assert "They think of" in living.text
        await living.type(" moving")
        await living.press("enter")
        assert "Logged: call with Acme" in living.text

    live(use, db=practice.store, today=TODAY)


def test_a_client_who_was_deleted_meanwhile_is_said_and_the_note_stays(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("l")
        await living.type("hello")
        living.elsewhere("client", "delete", "acme", "--yes")
        await living.until("2 clients to contact")
        await living.press("enter")
        assert 'error: there is no client "acme"' in living.text
        assert "hello" in living.text

    live(use, db=practice.store, today=TODAY)


def test_a_store_that_goes_away_is_said_and_waited_for(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        away = practice.store.with_suffix(".away")
        practice.store.rename(away)
        await living.until("isn't there any more")
        assert "3 clients to contact" in living.lines[0]
        await living.press("l", "h", "i", "enter")
        assert "error: the store isn't there any more" in living.text
        assert not practice.store.exists()
        away.rename(practice.store)
        await living.press("enter")
        await living.until("Logged: call with Acme")
        await living.until("2 clients to contact")
        assert "isn't there any more" not in living.text

    live(use, db=practice.store, today=TODAY)
