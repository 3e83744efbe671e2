"""The key ``d``: a letter, from its kind to the mail that arrives."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from textual.drivers.headless_driver import HeadlessDriver

from clientpulse.ui import letters
from clientpulse.ui.door import Ran
from tests import hostile
from tests.conftest import Pulse, filled_once
from tests.servers.mail_server import MailServer, receiving
from tests.ui.living import NARROW, Living, live

TODAY = "2026-11-27"
SECRET = "They are nearly broke"


@pytest.fixture
@filled_once
def practice(pulse: Pulse) -> None:
    """Acme waits for an update, Baltic for a recap, Cedar has no address."""
    pulse.today = TODAY
    add = ("--meet", "none", "--update", "monthly", "--since")
    pulse.ok(
        "add", "Acme GmbH", *add, "2026-09-07", "--contact", "Lena Voss",
        "--email", "lena@acme.example",
    )  # fmt: skip
    pulse.ok(
        "add", "Baltic", *add, "2026-09-21", "--contact", "Bo Berg", "--email", "bo@baltic.example"
    )
    pulse.ok("log", "baltic", SECRET, "-c", "meeting", "-d", "2026-11-20", "--agreed", "We go on")
    pulse.ok("add", "Cedar", *add, "2026-10-12")


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "config.toml"
    monkeypatch.setenv("CLIENTPULSE_CONFIG", str(path))
    path.write_text('sender = "Sam Reed <sam@practice.example>"\n')
    return path


@pytest.fixture
def server(config: Path) -> Iterator[MailServer]:
    """A server that takes mail, and that the config names."""
    with receiving() as server:
        config.write_text(f'{config.read_text()}[send]\nsmtp = "{server.address}"\npause = 0\n')
        yield server


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """An editor that does to the file what a line of the shell says."""
    monkeypatch.setattr(HeadlessDriver, "can_suspend", True, raising=False)

    def make(line: str) -> None:
        script = tmp_path / "editor"
        script.write_text(f"#!/bin/sh\n{line}\n")
        script.chmod(0o700)
        monkeypatch.setenv("EDITOR", str(script))

    return make


def at_the_desk(pulse: Pulse, use: object, **how: Any) -> None:
    live(use, db=pulse.db, today=TODAY, **how)  # type: ignore[arg-type]


def right(living: Living) -> str:
    """Return what stands in the letter's half of a wide screen, as one line."""
    return " ".join(" ".join(line[72:].strip(" │") for line in living.lines).split())


async def send(living: Living) -> None:
    """Send the letter that is shown, once the question is there."""
    await living.press("S")
    assert "Send it to " in living.text
    await living.press("y")


def kept(pulse: Pulse) -> dict[str, Any]:
    """What the drafts folder holds, by the beginning of the files' names."""
    folder = pulse.here.parent / "drafts"
    return {one.name: json.loads(one.read_text()) for one in folder.glob("*.json")}


def test_an_update_without_news_is_four_keys_and_a_question(
    practice: Pulse, server: MailServer
) -> None:
    async def use(living: Living) -> None:
        await living.press("d")
        assert "› 1  update: what is new" in living.text
        await living.press("enter", "enter")
        assert "To: lena@acme.example" in living.text
        assert "Subject: Your update for November" in living.text
        await living.press("S")
        assert "Send it to lena@acme.example?" in living.text
        assert not server.received
        await living.press("enter", "space", "S")
        assert not server.received
        await living.press("y")
        assert "$ pulse draft update acme-gmbh --send" in living.text
        assert "Sent to lena@acme.example." in living.text
        assert "2 clients to contact" in living.lines[0]

    at_the_desk(practice, use)
    [got] = server.received
    assert got.to == ("lena@acme.example",)
    [logged] = [one for one in practice("history", "--json").items if one["key"] == "acme-gmbh"]
    assert (logged["purpose"], logged["no_news"]) == ("update", True)
    assert kept(practice) == {}


def test_what_today_s_list_asks_for_is_the_first_kind(practice: Pulse) -> None:
    practice.ok("mistake", "add", "cedar", "Lost the file", "--fix", "a copy")

    async def use(living: Living) -> None:
        for key, kind in (("acme-gmbh", "update"), ("baltic", "recap"), ("cedar", "apology")):
            living.desk.view.list.go_to(key)
            await living.settle()
            await living.press("d")
            assert f"› 1  {kind}: " in living.text
            await living.press("escape")

    at_the_desk(practice, use)


def test_a_greeting_is_for_the_day_that_is_due(practice: Pulse) -> None:
    add = ("add", "Delta", "--meet", "none", "--update", "none", "--last", TODAY)
    practice.ok(*add, "--contact", "Di", "--email", "di@delta.example")
    practice.ok("contact", "edit", "delta", "di", "--birthday=27 nov")
    practice.ok("remind", "add", "delta", "2026-11-29", "the move")

    async def use(living: Living) -> None:
        living.desk.view.list.go_to("delta")
        await living.press("d")
        assert "› 1  greeting: " in living.text
        await living.press("enter")
        assert "› 1  Di's birthday" in living.text
        assert "2  the move" in living.text
        await living.press("2")
        assert "Your reminder of Sun 29 Nov 2026, for you alone: the move" in right(living)

    at_the_desk(practice, use)


def test_the_note_stands_beside_the_letter_and_never_in_it(
    practice: Pulse, server: MailServer
) -> None:
    async def use(living: Living) -> None:
        living.desk.view.list.go_to("baltic")
        await living.press("d", "enter")
        letter, _, beside = living.text.partition("For you alone, not part of the letter:")
        assert "- We go on" in letter
        assert f"for you alone: {SECRET}" in " ".join(beside.split())
        await living.press("y")
        assert SECRET not in living.desk.clipboard
        await living.press("e")
        assert SECRET not in living.desk.screen.query_one("#editor").text
        await living.press("ctrl+s")
        await send(living)

    at_the_desk(practice, use)
    [got] = server.received
    assert "We go on" in got.message.get_content()
    assert SECRET.encode() not in got.raw
    assert practice("history", "baltic", "--json").items[0]["purpose"] == "recap"


def test_what_is_changed_in_place_is_what_arrives(practice: Pulse, server: MailServer) -> None:
    async def use(living: Living) -> None:
        await living.press("d", "enter", "enter", "e", "escape")
        # Nothing was typed, so nothing is kept, and the letter is there still.
        assert "An update to Acme GmbH" in living.text
        await living.press("e", "X", "backspace")
        assert kept(practice) == {}
        await living.type("So: ")
        await living.press("ctrl+s")
        assert "An update to Acme GmbH (changed)" in living.text
        assert "So: Dear Lena" in living.text
        await send(living)
        assert "$ pulse draft update acme-gmbh --text - --send" in living.text

    at_the_desk(practice, use)
    [got] = server.received
    assert got.message.get_content().startswith("So: Dear Lena,")
    # What was written by hand is news for all we know.
    assert practice("history", "acme-gmbh", "--json").items[0]["no_news"] is False
    assert kept(practice) == {}


def test_the_editor_of_the_terminal_changes_it(
    practice: Pulse, server: MailServer, editor: Callable[[str], None]
) -> None:
    editor('sed -i "s/^Subject: .*/Subject: By hand/" "$1"')

    async def use(living: Living) -> None:
        await living.press("d", "enter", "enter", "E")
        assert "Subject: By hand" in living.text
        editor('echo half > "$1"; exit 3')
        await living.press("E")
        assert "failed with code 3" in living.text
        assert "Subject: By hand" in living.text
        editor('echo "no letter" > "$1"')
        await living.press("E")
        # It isn't lost: what is no letter yet can be made one.
        assert "it doesn't begin with a subject" in living.text
        assert living.desk.screen.query_one("#editor").text == "no letter\n"
        await living.press("escape")

    at_the_desk(practice, use)
    assert not server.received
    [(name, one)] = kept(practice).items()
    assert (name, one["values"]["text"]) == ("ui-draft update-acme-gmbh.json", "no letter\n")


def test_what_is_half_typed_is_offered_again_and_gone_once_it_is_logged(practice: Pulse) -> None:
    async def leave(living: Living) -> None:
        await living.press("d", "enter")
        await living.type("The audit is done")
        await living.press("enter", "e")
        await living.type("Hi! ")
        # Whoever is killed now has it back.

    at_the_desk(practice, leave)
    assert len(kept(practice)) == 2

    async def use(living: Living) -> None:
        await living.press("d")
        assert "› 1  update: as you left it" in living.text
        await living.press("enter")
        assert "Hi! Dear Lena" in living.desk.screen.query_one("#editor").text
        await living.press("ctrl+s")
        assert "Hi! Dear Lena" in living.text
        assert "Subject: The audit is done" in living.text
        await living.press("escape", "d", "enter")
        assert "An update to Acme GmbH (changed)" in living.text
        await living.press("L")
        assert (
            "pulse draft update acme-gmbh --news 'The audit is done' --text - --log" in living.text
        )
        assert "Logged: " in living.text
        await living.press("d")
        assert "as you left it" not in living.text

    at_the_desk(practice, use)
    assert kept(practice) == {}
    [logged] = practice("history", "acme-gmbh", "--json").items
    assert (logged["purpose"], logged["no_news"]) == ("update", False)


def test_who_leaves_a_letter_while_it_is_logged_isnt_offered_it_again(
    practice: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def use(living: Living) -> None:
        await living.press("d", "enter", "enter", "e", "down", "down")
        await living.type("Hi! ")
        await living.press("ctrl+s")
        run, go_on = living.desk.door.run, threading.Event()

        def waiting(line: Sequence[str], *, yes: bool = False, typed: str = "") -> Ran:
            assert go_on.wait(60)
            return run(line, yes=yes, typed=typed)

        living.desk.door.run = waiting  # type: ignore[method-assign]
        monkeypatch.setattr(letters, "LONGEST_WAIT", 0.01)
        await living.press("L", "escape", settle=False)
        go_on.set()
        await living.settle()
        assert "Logged: " in living.text

    at_the_desk(practice, use)
    assert kept(practice) == {}


def test_what_was_changed_can_be_thrown_away_after_a_question(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("d", "enter", "enter", "B")
        assert "Throw away" not in living.text
        await living.press("e", "X", "ctrl+s", "B", "n")
        assert "XDear Lena" in living.text
        await living.press("B", "y")
        assert "XDear Lena" not in living.text

    at_the_desk(practice, use)
    assert kept(practice) == {}


def test_without_an_address_it_says_so_and_isn_t_sent(practice: Pulse, server: MailServer) -> None:
    async def use(living: Living) -> None:
        living.desk.view.list.go_to("cedar")
        await living.press("d", "enter", "enter")
        assert "To: nobody yet" in living.text
        assert "pulse contact add cedar" in " ".join(living.text.split())
        await living.press("S")
        assert "so nothing is sent" in right(living)
        await living.press("y", "L")
        assert "so nothing is logged" in right(living)

    at_the_desk(practice, use)
    assert not server.received
    assert practice("history", "cedar", "--json").items == []


def test_an_address_that_is_refused_is_said_and_the_letter_is_kept_once(
    practice: Pulse, server: MailServer
) -> None:
    server.refused["lena@acme.example"] = "550 5.1.1 no such user"

    async def use(living: Living) -> None:
        await living.press("d", "enter", "enter", "e", "X", "ctrl+s")
        await send(living)
        said = " ".join(living.text.split())
        assert "no such user" in said
        assert "the letter is kept: pulse draft --resend" in said
        assert "d on Acme GmbH: send it again, log it or drop it." in said
        assert "3 clients to contact" in living.lines[0]
        await living.press("d")
        assert "› 1  update that couldn't be sent: Your update" in living.text
        assert "as you left it" not in living.text
        ran: list[list[str]] = []
        living.desk.run_in_terminal = lambda line: ran.append([*line])  # type: ignore[method-assign]
        await living.press("enter")
        # The terminal goes through it, with all that is to be asked.
        assert ran == [["draft", "--resend", "acme-gmbh"]]

    at_the_desk(practice, use)
    assert not server.received
    [one] = kept(practice).values()
    assert (one["state"], one["body"][:5]) == ("failed", "XDear")


def test_one_of_two_addresses_that_is_refused_is_said(practice: Pulse, server: MailServer) -> None:
    practice.ok(
        "contact", "edit", "acme-gmbh", "lena", "--email", "lena@acme.example, b@acme.example"
    )
    server.refused["b@acme.example"] = "550 5.1.1 no such user"

    async def use(living: Living) -> None:
        await living.press("d", "enter", "enter")
        await send(living)
        assert "Refused: b@acme.example (550 5.1.1 no such user)" in living.text
        assert "Sent to lena@acme.example." in living.text

    at_the_desk(practice, use)


def test_where_sending_isn_t_set_up_it_says_what_to_do(practice: Pulse, config: Path) -> None:
    async def use(living: Living) -> None:
        await living.press("d", "enter", "enter", "S")
        said = right(living)
        assert "error: sending mail isn't set up" in said
        assert "pulse config set send.smtp smtps://YOU@HOST" in said
        assert "An update to Acme GmbH" in living.text

    at_the_desk(practice, use)


def test_nothing_is_sent_from_the_demo(server: MailServer) -> None:
    async def use(living: Living) -> None:
        await living.press("d", "enter", "enter", "S")
        assert "nothing is sent from the demo" in " ".join(living.text.split())

    live(use, demo=True, today="2026-11-29")
    assert not server.received


def test_over_a_mistake_nothing_is_written_as_if_all_were_well(practice: Pulse) -> None:
    practice.ok("mistake", "add", "acme-gmbh", "Sent it twice", "--fix", "a refund")

    async def use(living: Living) -> None:
        await living.press("d")
        assert "› 1  apology: " in living.text
        await living.press("2")
        assert "They don't know of a mistake yet: Sent it twice" in living.text
        await living.press("enter")
        assert "An apology to Acme GmbH" in living.text
        assert "Questions to expect:" in living.text
        await living.press("escape", "d", "2", "2", "enter")
        assert "An update to Acme GmbH" in living.text
        letter, _, beside = living.text.partition("For you alone")
        assert "Sent it twice" in beside
        assert "Subject: " in letter

    at_the_desk(practice, use)


def test_an_apology_settles_the_mistake_that_it_was_written_about(
    practice: Pulse, server: MailServer
) -> None:
    for what in ("Sent it twice", "Lost the key"):
        practice.ok("mistake", "add", "acme-gmbh", what, "--fix", "a refund")

    async def use(living: Living) -> None:
        await living.press("d", "enter")
        assert "What is the apology about?" in living.text
        await living.press("enter")
        assert "Sent it twice" in living.text
        # Somebody else tells them meanwhile.
        practice.ok("mistake", "told", "1")
        await living.press("S")
        assert "Send it to lena@acme.example?" in living.text
        await living.press("n", "escape")

    at_the_desk(practice, use)
    assert not server.received


def test_that_the_letter_would_be_another_by_now_is_said_before_it_goes(
    practice: Pulse, server: MailServer
) -> None:
    async def use(living: Living) -> None:
        await living.press("d", "enter", "enter")
        practice.ok("meeting", "book", "acme-gmbh", "2026-12-04", "10:00")
        await living.press("S")
        assert "What it is based on has changed" in living.text
        await living.press("y")

    at_the_desk(practice, use)
    # What was seen is what goes.
    assert "4 December" not in server.received[0].message.get_content()


def test_that_they_had_one_today_is_said_before_it_goes(
    practice: Pulse, server: MailServer
) -> None:
    practice.ok("draft", "update", "acme-gmbh", "--log", "--yes", today="2026-11-26")
    practice.ok("draft", "update", "baltic", "--log", "--yes")

    async def use(living: Living) -> None:
        living.desk.view.list.go_to("baltic")
        await living.press("d", "2", "enter", "S")
        assert "Another update went to them today." in living.text

    at_the_desk(practice, use)
    assert not server.received


@pytest.fixture
def slow(config: Path, tmp_path: Path) -> Path:
    """A program that takes a letter once a file is there."""
    go, script = tmp_path / "go", tmp_path / "send"
    script.write_text(
        f"#!/bin/sh\nwhile [ ! -e {go} ]; do sleep 0.05; done\ncat > {tmp_path}/mail\n"
    )
    script.chmod(0o700)
    config.write_text(f'{config.read_text()}[send]\ncommand = "{script}"\n')
    return go


def test_the_list_is_used_while_a_letter_is_on_its_way(practice: Pulse, slow: Path) -> None:
    async def use(living: Living) -> None:
        await living.press("d", "enter", "enter", "S")
        await living._press("y")
        await living._pilot.pause(0.1)
        assert "Sending to lena@acme.example ..." in living.text
        for key in ("j", "l", "h", "i", "enter"):
            await living._press(key)
        for _ in range(100):
            await living._pilot.pause(0.05)
            if "Logged: call with Baltic" in living.text:
                break
        assert "Logged: call with Baltic" in living.text
        await living._press("q")
        await living._pilot.pause(0.1)
        assert "Sending to lena@acme.example, then quitting." in living.text
        assert living.desk.is_running
        slow.touch()
        await living.settle()

    desk = at_the_desk(practice, use)
    assert desk is None
    assert "Subject: Your update" in (slow.parent / "mail").read_text()
    assert practice("history", "acme-gmbh", "--json").items[0]["purpose"] == "update"
    assert kept(practice) == {}


def test_whoever_leaves_all_the_same_has_the_letter_sent_and_logged(
    practice: Pulse, slow: Path
) -> None:
    async def use(living: Living) -> None:
        await living.press("d", "enter", "enter", "S")
        for key in ("y", "q", "q"):
            await living._press(key)

    at_the_desk(practice, use)
    slow.touch()
    for _ in range(200):
        items = practice("history", "acme-gmbh", "--json").items
        if items:
            break
        time.sleep(0.05)
    assert items[0]["purpose"] == "update"


def test_quick_hands_open_the_letter_they_mean(practice: Pulse, server: MailServer) -> None:
    async def use(living: Living) -> None:
        await living.type_ahead("d enter N e w s enter e X ctrl+s S")
        assert "Send it to lena@acme.example?" in living.text
        await living.press("n")
        assert "Subject: News" in living.text
        assert "XDear Lena" in living.text
        await living.press("escape")
        # Nobody has read a question that isn't there yet.
        await living.type_ahead("d enter S y")
        assert "Sent to" not in living.text

    at_the_desk(practice, use)
    assert not server.received


def test_a_letter_has_the_whole_of_a_narrow_screen(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("d", "enter", "enter")
        assert living.lines[0].strip().startswith("An update to Acme GmbH")
        await living.resize(140, 40)
        assert "clients to contact" in living.lines[0]

    at_the_desk(practice, use, size=NARROW)


EVIL = "[/red]\x1b[2J\u202eA\x9b5m\u2066\x07[link=x]"


def test_hostile_texts_stay_harmless_in_a_letter_and_beside_it(
    practice: Pulse, server: MailServer
) -> None:
    add = ("add", f"Evil {EVIL}", "--key", "evil", "--meet", "none", "--update", "none")
    practice.ok(*add, "--contact", f"Eve {EVIL}", "--email", "eve@evil.example")
    practice.ok("log", "evil", f"note {EVIL}", "-c", "meeting", "--agreed", f"agreed {EVIL}")
    practice.ok("mistake", "add", "evil", f"what {EVIL}", "--fix", f"fix {EVIL}")
    practice.ok("remind", "add", "evil", TODAY, f"day {EVIL}")

    def is_harmless(living: Living) -> None:
        assert not hostile.FORBIDDEN.search("".join(living.lines))

    async def use(living: Living) -> None:
        living.desk.view.list.go_to("evil")
        await living.settle()
        for keys in ("d 1", "d 2 1 enter", "d 3", "d 8"):
            await living.press(*keys.split())
            is_harmless(living)
            if "Letter" in type(living.desk.screen).__name__:
                await living.press("e")
                is_harmless(living)
                # What was there is there still, whatever is shown in its place.
                await living.press("X", "ctrl+s", "S")
                is_harmless(living)
                await living.press("n", "escape")
            await living.press("escape", "escape", "escape")
        assert living.desk.is_running

    at_the_desk(practice, use)
    assert not server.received


def test_the_keys_below_a_letter_can_be_clicked(practice: Pulse, config: Path) -> None:
    async def use(living: Living) -> None:
        await living.press("d", "enter", "enter")
        for word in ("edit", "takes it", "copy", "send", "back"):
            found = [(f"{line} ".find(f" {word} "), at) for at, line in enumerate(living.lines)]
            column, at = next(one for one in found if one[0] >= 0)
            await living.click(column + 2, at)
        assert len(living.desk.screen_stack) == 1
        assert "Dear Lena" in living.desk.clipboard

    at_the_desk(practice, use)


def test_a_letter_that_is_typed_as_a_command_is_shown_before_it_is_sent(
    practice: Pulse, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[list[str]] = []

    async def use(living: Living) -> None:
        # The terminal shows it, and asks.
        monkeypatch.setattr(living.desk, "run_in_terminal", lambda line: ran.append([*line]))
        await living.press("colon")
        await living.type("draft update acme-gmbh --send")
        await living.press("enter")

    at_the_desk(practice, use)
    assert ran == [["draft", "update", "acme-gmbh", "--send"]]
    assert not server.received


def test_what_was_being_sent_when_all_ended_is_spoken_of(practice: Pulse) -> None:
    text = "Subject: x\n\nDear Lena\n"
    values = {"text": text, "options": "", "state": "sending"}
    folder = practice.here.parent / "drafts"
    folder.mkdir(parents=True, exist_ok=True)
    one = {"act": "draft update", "client": "acme-gmbh", "values": values}
    (folder / "ui-draft update-acme-gmbh.json").write_text(json.dumps(one))

    async def use(living: Living) -> None:
        await living.press("d", "enter")
        assert "look at the history before you send it again" in right(living)

    at_the_desk(practice, use)


def test_a_program_for_mail_that_isn_t_there_is_said(
    practice: Pulse, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def use(living: Living) -> None:
        await living.press("d", "enter", "enter")
        monkeypatch.setenv("PATH", "")
        await living.press("M")
        assert "isn't installed" in living.text

    at_the_desk(practice, use)
