"""Others write while the screen is open."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest

from clientpulse.ui.app import Desk
from clientpulse.ui.door import Work
from clientpulse.ui.lines import Piece
from clientpulse.ui.morning import Morning
from clientpulse.ui.views import LayOut
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


def test_what_was_read_before_doesnt_come_after_what_was_read_since(
    practice: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, is_over, asked = threading.Event(), threading.Event(), list[str]()
    show = Desk.show_from_thread

    def detail(view: Morning, work: Work, key: str) -> LayOut:
        asked.append(key)
        said = f"read {len(asked)}"
        if len(asked) == 1:
            go_on.wait(60)
        return lambda _: [(Piece(said),)]

    def shown(desk: Desk, *found: Any) -> None:
        show(desk, *found)
        if go_on.is_set():
            is_over.set()

    async def use(living: Living) -> None:
        monkeypatch.setattr(Morning, "detail", detail)
        monkeypatch.setattr(Desk, "show_from_thread", shown)
        await living.press("ctrl+r", settle=False)
        await living.desk.until(lambda: len(asked) == 1)
        await living.press("ctrl+r")
        assert "read 2" in living.text
        go_on.set()
        await asyncio.to_thread(is_over.wait, 60)
        await living.settle()
        assert "read 2" in living.text

    live(use, db=practice.store, today=TODAY)
