"""Walking through setup: a real process on a real terminal, one key at a time."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
from pathlib import Path

import pytest

from tests.answering import COLOURS, OF_ITS_OWN_TERMINAL, PATIENCE
from tests.cli.mail_home import message
from tests.conftest import Pulse
from tests.hostile import assert_harmless
from tests.processes import environment, until_it_waits

ENTER, CONTROL_C, END = "\n", "\x03", "\x04"
QUESTIONS = (b"? ", b"]: ", b"[Y/n] ", b"[y/N] ", b"no): ", b"none): ")
TAKEN = (ENTER, ENTER, ENTER, ENTER, ENTER)
"""Both sources, no more of them, our address and our name."""


def setup(store: Path, *keys: str, columns: int = 80) -> tuple[int, str]:
    """Answer each question of setup in its turn, with a key or with a line."""
    outer, inner = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", OF_ITS_OWN_TERMINAL, "setup"],
        env=environment(store, TERM="xterm", COLUMNS=str(columns)),
        stdin=inner,
        stdout=inner,
        stderr=inner,
        start_new_session=True,
    )
    os.close(inner)
    waiting, said = list(keys), b""
    while True:
        if not select.select([outer], [], [], PATIENCE)[0]:
            process.kill()
            raise AssertionError(f"nothing comes any more behind {said!r}")
        try:
            some = os.read(outer, 65_536)
        except OSError:
            break
        said += some
        if some and said.endswith(QUESTIONS):
            until_it_waits(process.pid)
            os.write(outer, (waiting.pop(0) if waiting else END).encode())
    os.close(outer)
    code = process.wait(60)
    assert not waiting, (waiting, said)
    return code, COLOURS.sub("", said.decode().replace("\r\n", "\n"))


def clients(pulse: Pulse) -> dict[str, tuple[str | None, str | None]]:
    return {
        one["client"]: (one["meeting_interval"], one["update_interval"])
        for one in pulse.ok("client", "list", "--json").items
    }


def test_one_key_each_makes_a_portfolio(pulse: Pulse, home: Path, config: Path) -> None:
    code, said = setup(pulse.store, *TAKEN, ENTER, "n", "l")

    assert code == 0, said
    assert "1 of 3: Kestrel Partners\n" in said
    assert "So far   you meet about every 3 months, you write about every 2 weeks\n" in said
    assert "Cadence  meet quarterly, update monthly (follows from the meetings)\n" in said
    assert "Added: 1 client.\n" in said
    assert said.rstrip().endswith(": pulse due")
    assert clients(pulse) == {"Kestrel Partners": ("3m", None)}
    assert 'sender = "Sam Reed <sam@practice.example>"' in config.read_text()
    likely = [one["name"] for one in pulse.ok("setup", "--json").items if one["likely"]]
    assert likely == ["Cy Twist"]


def test_name_and_cadence_can_be_changed(pulse: Pulse, home: Path) -> None:
    edit = ("e", "Kestrel Ltd\n", "nonsense\n", "6w\n", "none\n")
    code, said = setup(pulse.store, *TAKEN, *edit, "c", "q")

    assert code == 0, said
    assert '"nonsense" isn\'t a meeting interval' in said
    assert clients(pulse) == {"Kestrel Ltd": ("6w", "none")}


def test_a_person_goes_to_a_client_that_was_just_accepted(pulse: Pulse, home: Path) -> None:
    code, said = setup(pulse.store, *TAKEN, "c", "p", "nobody\n", "kestrel\n", "a")

    assert code == 0, said
    assert "hint: name one you have, or one just accepted\n" in said
    assert set(clients(pulse)) == {"Kestrel Partners", "Cy Twist"}
    people = pulse.ok("contact", "list", "kestrel-partners", "--json").items
    assert {one["name"] for one in people} == {"Ann Field", "Bob Stone"}


def test_undo_goes_back_and_all_takes_the_rest(pulse: Pulse, home: Path) -> None:
    code, said = setup(pulse.store, *TAKEN, "n", "u", "?", "x", "a")

    assert code == 0, said
    assert said.count("1 of 3: Kestrel Partners") == 2
    assert len(clients(pulse)) == 3


@pytest.mark.parametrize("key", [CONTROL_C, END, "q"])
@pytest.mark.parametrize("before", [(), TAKEN[:2], TAKEN], ids=["at once", "half", "at the walk"])
def test_whoever_stops_before_the_end_has_stored_nothing(
    pulse: Pulse,
    home: Path,
    config: Path,
    before: tuple[str, ...],
    key: str,
) -> None:
    if key == "q" and before != TAKEN:
        pytest.skip("only the walk knows it")

    code, said = setup(pulse.store, *before, key)

    assert code == (0 if key == "q" else 130), said
    assert said.endswith("Nothing was stored.\n")
    assert "Traceback" not in said
    assert not pulse.store.exists()
    assert not config.exists() or not config.read_text()


def test_what_is_left_out_is_not_read(pulse: Pulse, home: Path, config: Path) -> None:
    code, said = setup(pulse.store, ENTER, "n", ENTER, ENTER, ENTER, "a")

    assert code == 0, said
    assert "sources.work" not in config.read_text()
    assert clients(pulse)["Kestrel Partners"] == (None, "2w")


def test_a_place_can_be_typed(pulse: Pulse, home: Path, config: Path, tmp_path: Path) -> None:
    book = tmp_path / "book"
    book.mkdir()
    (book / "1.vcf").write_text(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:1\r\nFN:Cyril Twist\r\nORG:Twist & Co\r\n"
        "EMAIL:cy.twist@gmail.com\r\nEND:VCARD\r\n"
    )
    more = (f"{tmp_path}/none\n", f"'{book}'\n", ENTER)
    code, said = setup(pulse.store, ENTER, ENTER, *more, ENTER, ENTER, "a")

    assert code == 0, said
    assert "[sources.people]" in config.read_text()
    assert "Twist & Co" in clients(pulse)


def test_a_mailbox_without_a_command_is_left_out(pulse: Pulse, home: Path, config: Path) -> None:
    more = ("sam@practice.example\n", "gmail\n", ENTER, ENTER, ENTER)
    code, said = setup(pulse.store, ENTER, ENTER, *more, ENTER, ENTER, "a")

    assert code == 0, said
    assert "app password" in said
    assert "It is left out." in said
    assert "imap" not in config.read_text()


def test_a_server_that_fails_can_be_corrected(pulse: Pulse, home: Path, config: Path) -> None:
    first = ("sam@practice.example\n", "localhost:1\n", ENTER, "false\n")
    again = ("y", "localhost:2\n", "sam\n", ENTER, ENTER, ENTER)
    code, said = setup(pulse.store, ENTER, ENTER, *first, *again, ENTER, ENTER, "a")

    assert code == 0, said
    assert said.count("(false) failed with exit code 1\n") == 2
    assert "(Enter: localhost:1)? localhost:2" in said
    assert "(Enter: false)?" in said
    assert "It is left out." in said
    assert "imap" not in config.read_text()


def test_without_anything_to_read_it_says_how_to_begin_by_hand(pulse: Pulse) -> None:
    code, said = setup(pulse.store, ENTER)

    assert code == 0, said
    assert "No mail, calendar or address book was found on this computer.\n" in said
    assert "There was nothing to read. Nothing was stored.\n" in said
    assert 'pulse add "Acme GmbH"' in said


def test_a_mailbox_without_mail_makes_no_client(pulse: Pulse, config: Path) -> None:
    for name in ("cur", "new", "tmp"):
        (Path.home() / "Maildir" / name).mkdir(parents=True)
    code, said = setup(pulse.store, ENTER, ENTER, ENTER)

    assert code == 0, said
    assert "No client was added.\n" in said
    assert "pulse undo" not in said
    assert 'pulse add "Acme GmbH"' in said
    assert "[sources.mail]" in config.read_text()


def test_whoever_stops_in_the_middle_hears_how_many_are_left(pulse: Pulse, home: Path) -> None:
    code, said = setup(pulse.store, *TAKEN, "c", "q")

    assert code == 0, said
    assert "Added: 1 client.\n" in said
    assert "2 not decided yet: pulse setup\n" in said


def test_again_it_says_that_nobody_is_new(pulse: Pulse, home: Path) -> None:
    pulse.ok("setup", "--yes")
    code, said = setup(pulse.store, ENTER, ENTER)

    assert code == 0, said
    assert "Nobody new to propose. Nothing was stored.\n" in said


@pytest.mark.parametrize("columns", [60, 80])
def test_hostile_names_do_no_harm(pulse: Pulse, home: Path, columns: int) -> None:
    evil = ("\x1b]0;owned\x07 [red]x[/red] \u202eevil", "evil@h.example")
    for ago in range(2, 350, 3):
        message(home / "Maildir/.Sent", ago, ("Sam", "sam@practice.example"), evil)
        message(home / "Maildir", ago, evil, ("Sam", "sam@practice.example"))
    code, said = setup(pulse.store, *TAKEN, ENTER, "q", columns=columns)

    assert code == 0, said
    assert_harmless(said)
    assert len(clients(pulse)) == 1
