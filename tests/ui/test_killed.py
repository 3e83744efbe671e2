"""Killed at any moment: what was confirmed is stored once, what was half typed is offered again."""

from __future__ import annotations

import random
import re
import signal
from pathlib import Path

import pytest

from clientpulse.services.lines import half_typed
from clientpulse.ui.acts import LOG
from tests.processes import in_process
from tests.ui.stored import rows
from tests.ui.terminal import DAY, KEYS, NOW, Terminal, in_terminal

ROUNDS = 30
NOTES = 3
NOTE = re.compile(r"note \d+-\d of this morning")


def typed(number: int) -> str:
    """Return what is typed in a round: a few notes, and the beginning of one more."""
    whole = "".join(f"lnote {number}-{one} of this morning\rj" for one in range(NOTES))
    return f"{whole}lnote {number}-9 of this mor"


def seen(terminal: Terminal) -> tuple[str, str]:
    """Return the note that was confirmed last, and what stands in the form."""
    done = re.search(r"\$ pulse log \S+ '(note .*?)'", terminal.text)
    form = re.search(r"^note +(?!what was said)(.*?)$", terminal.text, re.MULTILINE)
    is_logged = done and "Logged: " in terminal.text
    return done[1] if done and is_logged else "", form[1].strip() if form else ""


@pytest.mark.timeout(900)
def test_whatever_was_confirmed_is_stored_once(demo: Path) -> None:
    chance = random.Random(7)
    drafts = demo.parent / "drafts"
    long = 0.0
    confirmed: set[str] = set()
    offered = half = late = 0
    for number in range(ROUNDS):
        with in_terminal("--db", str(demo), "--today", NOW, "ui", size=(110, 40)) as terminal:
            terminal.until("q quit")
            for act, client in half_typed.all_kept(drafts):
                # What was half typed when it was killed is there again, by the same key.
                kept = half_typed.kept(drafts, act, client)["note"]
                terminal.type(f"/{client}\r")
                terminal.until(lambda client=client: f"({client})" in terminal.text)
                terminal.type("l")
                terminal.until(lambda kept=kept: seen(terminal)[1] == kept.strip())
                assert "(what you typed before)" in terminal.text
                terminal.type(KEYS["end"] + "\x15" + KEYS["escape"] + KEYS["escape"])
                offered += 1
            terminal.until(lambda: not half_typed.all_kept(drafts))
            terminal.until(lambda: "Enter stores it" not in terminal.text)
            terminal.type(typed(number))
            if not number:
                long = terminal.until(f"note {number}-9 of this mor")
            else:
                terminal.look_on(chance.uniform(0, 1.2 * long))
            terminal.tell(signal.SIGKILL)
            assert terminal.ends() == -signal.SIGKILL
            last, form = seen(terminal)
        confirmed |= {f"note {number}-{one} of this morning" for one in range(NOTES)
                      if last >= f"note {number}-{one}"}  # fmt: skip
        stored = NOTE.findall("\n".join(rows(demo, "touchpoint")))
        assert len(stored) == len(set(stored)), "stored twice"
        assert confirmed <= set(stored)
        assert in_process(demo, "doctor", today=DAY).code == 0
        kept = [
            half_typed.kept(drafts, *one).get("note", "") for one in half_typed.all_kept(drafts)
        ]
        if form and form not in stored and form != LOG.fields[0].hint:
            half += 1
            # The key that was pressed last may be on the screen and not yet in the file.
            assert any(one.startswith(form[:-1]) for one in kept), (form, kept)
        late += any(one in stored for one in kept)
    print(f"{long:.2f} s, {len(confirmed)} confirmed, {half} half typed, {offered} offered, {late}")
    assert confirmed
    assert half
    assert offered
