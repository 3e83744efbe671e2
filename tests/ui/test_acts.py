"""Each key that does something with a client: what is typed, the command of it, what is stored."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from typing import Any

import pytest
from textual import events

from clientpulse.ui import acts, frame, settling
from clientpulse.ui.door import Ran
from tests.conftest import Pulse, filled_once
from tests.ui.living import Living, live

TODAY = "2026-11-27"


@pytest.fixture
@filled_once
def acme(pulse: Pulse) -> None:
    """A client who waits for an update, with something open of each kind."""
    pulse.today = TODAY
    pulse("add", "Acme GmbH", "--key", "acme", "--meet", "none", "--update", "monthly",
          "--since", "2026-09-07")  # fmt: skip
    pulse("promise", "acme", "the estimate", "--by", "2026-12-10")
    pulse("ask", "acme", "the payroll files")
    pulse("mistake", "acme", "Sent the invoice twice")
    pulse("remind", "acme", "2026-11-27", "the talk")


def at_the_desk(pulse: Pulse, use: object, **how: object) -> None:
    live(use, db=pulse.store, today=TODAY, **how)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("keys", "command", "answer"),
    [
        ("s:in 2 weeks|tab:on holiday", "pulse snooze acme 'in 2 weeks' --reason 'on holiday'",
         "snoozed until"),
        ("p:the forecast|tab:fri", "pulse promise acme 'the forecast' --by fri", "Fri 4 Dec"),
        ("a:their ledger", "pulse ask acme 'their ledger'", "their ledger"),
        ("m:Lost a file|tab:haste|tab:a copy", "pulse mistake add acme 'Lost a file' --why haste"
         " --fix 'a copy'", "Lost a file"),
        ("r:next fri|tab:the trip", "pulse remind add acme 'next fri' 'the trip'", "the trip"),
        ("g:the budget", "pulse agenda acme add 'the budget'", "the budget"),
        ("b:fri 14:00|tab:their office|tab:the year",
         "pulse meeting book acme 'fri 14:00' --place 'their office' --agenda 'the year'",
         "Fri 4 Dec"),
        ("l:Went through it|tab:vid|tab:good|tab:yesterday|tab:|tab:a new plan; a call",
         "pulse log acme 'Went through it' -c video -m good -d yesterday"
         " --agreed 'a new plan' --agreed 'a call'", "Thu 26 Nov"),
    ],
)  # fmt: skip
def test_a_key_fills_in_a_command(acme: Pulse, keys: str, command: str, answer: str) -> None:
    async def use(living: Living) -> None:
        for number, part in enumerate(keys.split("|")):
            key, _, text = part.partition(":")
            await living.press(key)
            await living.type(text)
            if not number:
                assert "Acme GmbH" in living.text
        await living.press("ctrl+s")
        assert f"$ {command}" in " ".join(living.text.split())
        assert answer in living.text

    at_the_desk(acme, use, size=(200, 50))


def test_a_note_that_looks_like_an_option_is_a_note(acme: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("l")
        await living.type("-2 was their mood")
        await living.press("enter")
        assert "Logged: call" in living.text

    at_the_desk(acme, use)
    assert "-2 was their mood" in acme("history", "--json").out


@pytest.mark.parametrize("act", [one for one in acts.ACTS if any(f.needed for f in one.fields)])
def test_what_is_needed_is_asked_for(acme: Pulse, act: acts.Act) -> None:
    async def use(living: Living) -> None:
        await living.desk.action_do(act.name)
        await living.press("enter")
        missing = next(one.name for one in act.fields if one.needed)
        assert f"still to fill in: {missing}" in living.text

    at_the_desk(acme, use)


@pytest.mark.parametrize(
    ("what", "command"),
    [
        ("the estimate", "pulse done 1"),
        ("the payroll files", "pulse done 2"),
        ("told: Sent the invoice twice", "pulse mistake told 1"),
        ("the talk", "pulse remind done r1"),
    ],
)
def test_what_is_open_is_done_by_its_number(acme: Pulse, what: str, command: str) -> None:
    async def use(living: Living) -> None:
        await living.press("x")
        choices = [one.partition("│")[2] for one in living.lines]
        (line,) = [one for one in choices if what in one]
        number = next(one for one in line.split() if one.isdigit())
        await living.press(number)
        assert f"$ {command}" in living.text
        await living.press("u")
        assert "Undone" in living.text

    at_the_desk(acme, use)


def test_what_is_half_typed_is_offered_again_and_gone_once_it_is_stored(acme: Pulse) -> None:
    async def begin(living: Living) -> None:
        await living.press("l")
        await living.type("They think of mov")

    async def go_on(living: Living) -> None:
        assert "Half typed: log acme" in living.text
        await living.press("l")
        assert "They think of mov" in living.text
        await living.press("end")
        await living.type("ing")
        await living.press("enter")

    async def again(living: Living) -> None:
        assert "Half typed" not in living.text
        await living.press("l")
        assert "They think" not in living.lines[-6:]

    for use in (begin, go_on, again):
        at_the_desk(acme, use)
    assert "They think of moving" in acme("history", "--json").out


def test_a_form_that_is_left_keeps_what_was_typed(acme: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("p")
        await living.type("a plan")
        await living.press("escape")
        assert "Kept for later" in living.text
        await living.press("p")
        assert "a plan" in living.text
        await living.type("another")  # what was kept is marked, and typed over
        assert "another" in living.text
        assert "a plan" not in living.text

    at_the_desk(acme, use)


def test_typing_on_at_once_after_sending_goes_to_the_list(acme: Pulse) -> None:
    acme("add", "Baltic", "--meet", "none", "--update", "monthly", "--since", "2026-09-21")
    acme("add", "Cedar", "--meet", "none", "--update", "monthly", "--since", "2026-10-12")

    async def use(living: Living) -> None:
        await living.press("j", "l", "h", "i", "enter", "j", "l", "h", "o", "enter")
        assert living.desk.fault is None

    at_the_desk(acme, use)
    logged = acme("history", "--json").out
    assert '"note": "hi"' in logged
    assert '"note": "ho"' in logged


def test_who_quits_at_once_has_stored_what_was_sent(acme: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("l", "h", "i", "enter", "q")
        assert living.desk.return_code == 0

    at_the_desk(acme, use)
    assert '"note": "hi"' in acme("history", "--json").out
    at_the_desk(acme, not_half_typed)


async def not_half_typed(living: Living) -> None:
    assert "Half typed" not in living.text


def test_who_quits_at_once_sees_what_was_refused(acme: Pulse) -> None:
    async def use(living: Living) -> None:
        run, may_end = living.desk.door.run, threading.Event()

        def slowly(line: Sequence[str], *, yes: bool = False) -> Ran:
            assert may_end.wait(60)
            return run(line, yes=yes)

        living.desk.door.run = slowly  # type: ignore[method-assign]
        await living.press("l", "h", "i", "tab", "x", settle=False)
        await living.press("enter", "q", settle=False)
        assert "Storing what you sent" in living.text
        may_end.set()
        await living.settle()
        assert living.desk.return_code is None
        assert '"x" isn\'t a channel' in living.text
        await living.press("escape", "q")

    at_the_desk(acme, use)


def test_all_is_typed_ahead_at_once(acme: Pulse) -> None:
    acme("add", "Baltic", "--meet", "none", "--update", "monthly", "--since", "2026-09-21")
    acme("add", "Cedar", "--meet", "none", "--update", "monthly", "--since", "2026-10-12")

    async def use(living: Living) -> None:
        await living.type_ahead("j l h i tab e m enter j p a b c enter colon h e l p escape u q")
        assert living.desk.return_code == 0

    at_the_desk(acme, use)
    assert '"channel": "email"' in acme("history", "baltic", "--json").out
    assert '"items": []' in acme("commitment", "list", "cedar", "--json").out  # undone
    assert acme("redo").out.startswith("Redone: wrote down promise")


def test_a_question_is_answered_with_y_and_anything_else_changes_nothing(acme: Pulse) -> None:
    async def use(living: Living) -> None:
        for answer in ("n", "escape"):
            await living.press("colon")
            await living.type("client delete acme")
            await living.press("enter")
            assert "Delete Acme GmbH" in living.text
            await living.press(answer)
            assert living.selected == "acme"
        await living.press("colon", "up", "enter", "y")
        assert "Deleted Acme GmbH" in living.text
        assert living.selected is None
        await living.press("u")
        assert living.selected == "acme"

    at_the_desk(acme, use)


def test_a_long_answer_has_a_page_of_its_own(acme: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("colon")
        await living.type("pulse config")
        await living.press("enter")
        assert "pulse config   Esc goes back" in living.lines[0]
        await living.press("escape")
        assert "clients to contact" in living.lines[0] or "client to contact" in living.lines[0]

    at_the_desk(acme, use)


def test_a_click_moves_the_cursor_and_a_second_opens(acme: Pulse) -> None:
    acme("add", "Baltic", "--meet", "none", "--update", "monthly", "--since", "2026-09-21")

    async def use(living: Living) -> None:
        await living.click(5, 2)
        assert living.selected == "baltic"
        await living.click(5, 1)
        assert living.selected == "acme"
        await living.click(*living.where("l log"))
        assert "Log a conversation with Acme GmbH" in living.text

    at_the_desk(acme, use)


def test_what_no_command_can_hold_is_left_out_of_what_is_pasted(acme: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("colon")
        living.desk.post_message(events.Paste("search \0 estimate"))
        await living.settle()
        await living.press("enter")
        assert "$ pulse search estimate" in living.text

    at_the_desk(acme, use)


def test_the_number_of_what_is_done_is_typed_ahead(
    acme: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = settling.what_may_be_done

    def slowly(*about: Any) -> Any:
        time.sleep(0.2)
        return read(*about)

    monkeypatch.setattr(settling, "what_may_be_done", slowly)

    async def use(living: Living) -> None:
        await living.type_ahead("x 2")
        assert "$ pulse done" in living.text

    at_the_desk(acme, use)


def test_what_is_typed_by_now_answers_nothing_that_comes_late(
    acme: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, go_on = settling.what_may_be_done, threading.Event()

    def slowly(*about: Any) -> Any:
        assert go_on.wait(60)
        return read(*about)

    monkeypatch.setattr(settling, "what_may_be_done", slowly)
    monkeypatch.setattr(frame, "LONGEST_WAIT", 0.01)

    async def use(living: Living) -> None:
        await living.press("x", "p", settle=False)
        go_on.set()
        await living.type("2 reports")
        await living.press("enter")
        assert "$ pulse promise acme '2 reports'" in living.text

    at_the_desk(acme, use)


def test_a_form_that_is_opened_while_its_last_is_stored_begins_empty(
    acme: Pulse,
) -> None:
    async def use(living: Living) -> None:
        run, go_on = living.desk.door.run, threading.Event()

        def waiting(line: Sequence[str], *, yes: bool = False, typed: str = "") -> Ran:
            go_on.wait(60)
            return run(line, yes=yes, typed=typed)

        living.desk.door.run = waiting  # type: ignore[method-assign]
        await living.press("l", *"one", "tab", *"email", "enter", "l", settle=False)
        await living.press(*"two", settle=False)
        go_on.set()
        await living.settle()
        assert "what you typed before" not in living.text
        await living.press("escape")
        await living.press("l")
        assert "(what you typed before)" in living.text
        await living.press("enter")

    at_the_desk(acme, use)
    said = [
        (one["note"], one["channel"]) for one in acme("history", "acme", "--json").json["items"]
    ]
    assert said == [("two", "call"), ("one", "email")]
