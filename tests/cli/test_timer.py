"""``pulse timer``: what is installed, with programs that stand in for the computer's own."""

from __future__ import annotations

import os
import plistlib
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from clientpulse.cli.commands.timer import steps
from clientpulse.services.locking import alone
from clientpulse.services.timer import calling, cron, record, trouble
from clientpulse.views.timer import LastRun, Outcome
from tests.conftest import PROGRAMS, Pulse, filled_once
from tests.processes import PULSE, environment

MINE = "# mine\nMAILTO=me\n5 4 * * * true 50\\%\n"
NOTES = """#!/bin/sh
echo "$(basename "$0") $*" >> "$HOME/asked.txt"
{more}
"""


@pytest.fixture(autouse=True)
@filled_once
def _filled(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--meet", "monthly")


@pytest.fixture(autouse=True)
def _a_cron_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cron, "is_running", lambda: True)
    monkeypatch.delenv("TZ", raising=False)


@pytest.fixture
def home() -> Path:
    return Path(os.environ["HOME"])


@pytest.fixture
def crontab(home: Path) -> Path:
    """What the crontab holds."""
    return home / "crontab.txt"


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Put another program in the place of one of the computer's, which notes what it is asked."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")

    def put(name: str, more: str = "") -> None:
        (folder / name).write_text(NOTES.format(more=more))
        (folder / name).chmod(0o755)

    return put


def asked(home: Path) -> list[str]:
    return (home / "asked.txt").read_text().splitlines()


def units(home: Path) -> tuple[Path, Path]:
    folder = home / ".config" / "systemd" / "user"
    return folder / "clientpulse.service", folder / "clientpulse.timer"


def test_without_a_manager_for_the_user_cron_takes_it_and_says_why(
    pulse: Pulse, crontab: Path
) -> None:
    crontab.write_text(MINE)
    said = pulse.ok("timer", "install").out
    assert said.startswith("Each day at 8:00: digest\nWritten to your crontab\n")
    assert "cron runs it: systemd doesn't run for your user here (Failed to connect" in said
    assert said.endswith("to undo this: pulse timer remove\n")
    text = crontab.read_text()
    assert text.startswith(f"{MINE}# begin clientpulse\n")
    assert text.endswith("timer run --scheduled\n# end clientpulse\n")
    assert "\n0 8-23 * * * env PATH=" in text
    assert f"--db {pulse.store} timer run" in text
    pulse.ok("timer", "remove")
    assert crontab.read_text() == MINE


def test_installing_again_changes_what_is_named_and_leaves_one_job(
    pulse: Pulse, crontab: Path, tmp_path: Path
) -> None:
    crontab.write_text(MINE)
    pulse.ok("timer", "install", "--feed", str(tmp_path / "due.ics"))
    crontab.write_text(crontab.read_text() + "# behind\n")
    pulse.ok("timer", "install", "--at", "13:30,7:05")
    text = crontab.read_text()
    assert text.count("# begin clientpulse") == 1
    assert text.startswith(MINE)
    assert text.endswith("# end clientpulse\n# behind\n")
    assert "\n5 7-23 * * * " in text
    assert "\n30 13-23 * * * " in text
    installed = pulse.ok("timer", "status", "--json").json["installed"]
    assert installed["times"] == ["07:05", "13:30"]
    assert installed["steps"] == ["digest", "feed"]
    assert installed["feeds"] == [str(tmp_path / "due.ics")]


def test_systemd_gets_units_that_are_removed_again(
    pulse: Pulse, home: Path, crontab: Path, stand_in: Callable[..., None]
) -> None:
    pulse.ok("timer", "install", "--with", "cron")
    stand_in("systemctl")
    pulse.ok("timer", "install", "--with", "systemd", "--at", "6:45")
    assert not crontab.exists()
    service, timer = units(home)
    assert "OnCalendar=*-*-* 06:45:00\nPersistent=true\n" in timer.read_text()
    assert f'"--db" "{pulse.store}" "timer" "run" "--scheduled"' in service.read_text()
    assert asked(home)[-3:] == [
        "systemctl --user daemon-reload",
        "systemctl --user enable clientpulse.timer",
        "systemctl --user restart clientpulse.timer",
    ]
    assert pulse.ok("timer", "status", "--json").json["problems"] == []
    pulse.ok("timer", "remove")
    assert not [*service.parent.iterdir()]
    assert asked(home)[-2:] == [
        "systemctl --user disable --now clientpulse.timer",
        "systemctl --user daemon-reload",
    ]


def test_units_that_are_stopped_are_told(pulse: Pulse, stand_in: Callable[..., None]) -> None:
    stand_in("systemctl")
    pulse.ok("timer", "install")
    stand_in("systemctl", '[ "$2" = is-active ] && { echo inactive; exit 3; }; exit 0')
    (problem,) = pulse.ok("timer", "status", "--json").json["problems"]
    assert problem["what"] == "systemd has the timer, but it is stopped"
    assert pulse.ok("timer", "status", "--json").json["next_at"] is None
    # Who can't be asked has stopped nothing.
    stand_in("systemctl", 'echo "Failed to connect to bus" >&2; exit 1')
    assert pulse.ok("timer", "status", "--json").json["problems"] == []


def test_where_systemd_refuses_all_is_as_it_was(
    pulse: Pulse, home: Path, stand_in: Callable[..., None]
) -> None:
    stand_in("systemctl")
    pulse.ok("timer", "install")
    before = [one.read_text() for one in units(home)]
    stand_in("systemctl", '[ "$2" = enable ] && { echo "Access denied" >&2; exit 1; }; exit 0')
    err = pulse.fails(6, "timer", "install", "--at", "9:00").err
    assert "systemctl refuses: Access denied" in err
    assert [one.read_text() for one in units(home)] == before
    assert pulse.ok("timer", "status", "--json").json["installed"]["times"] == ["08:00"]


def test_a_scheduler_that_never_answers_isnt_waited_for(
    pulse: Pulse, stand_in: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calling, "SECONDS", 0.2)
    stand_in("systemctl", "sleep 60")
    assert "cron runs it: systemctl --user show-environment hasn't answered" in (
        pulse.ok("timer", "install").out
    )
    stand_in("crontab", "sleep 60")
    assert "crontab -l hasn't answered" in pulse.fails(6, "timer", "install").err


def test_units_of_somebody_else_stay(
    pulse: Pulse, home: Path, stand_in: Callable[..., None]
) -> None:
    stand_in("systemctl")
    service, _ = units(home)
    service.parent.mkdir(parents=True)
    service.write_text("[Service]\nExecStart=/bin/true\n")
    assert str(service) in pulse.fails(3, "timer", "install").err
    assert pulse.ok("timer", "remove").out == "No timer was installed\n"
    assert service.read_text() == "[Service]\nExecStart=/bin/true\n"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd isn't here")
@pytest.mark.parametrize("name", ["plain", '100% of $it\'s "odd" \\ \u4e2d'])
def test_systemd_itself_finds_nothing_wrong_with_the_units(
    pulse: Pulse, home: Path, stand_in: Callable[..., None], tmp_path: Path, name: str
) -> None:
    stand_in("systemctl")
    pulse.store = shutil.copy(pulse.store, tmp_path / name)
    pulse.ok("timer", "install", "--at", "8:00", "--at", "13:30")
    done = subprocess.run(
        ["systemd-analyze", "--user", "verify", *map(str, units(home))],
        env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    for line in units(home)[1].read_text().splitlines():
        if line.startswith("OnCalendar="):
            subprocess.run(
                ["systemd-analyze", "calendar", line.partition("=")[2]],
                check=True,
                capture_output=True,
                timeout=60,
            )


def test_launchd_gets_an_agent(
    pulse: Pulse, home: Path, stand_in: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in("launchctl")
    stand_in("systemctl")
    pulse.ok("timer", "install", "--with", "systemd")
    monkeypatch.setattr(sys, "platform", "darwin")
    pulse.ok("timer", "install", "--with", "launchd", "--at", "8:00", "--at", "13:30")
    agent = home / "Library" / "LaunchAgents" / "clientpulse.timer.plist"
    found = plistlib.loads(agent.read_bytes())
    assert found["ProgramArguments"][-5:] == [
        "--db",
        str(pulse.store),
        "timer",
        "run",
        "--scheduled",
    ]
    assert found["StartCalendarInterval"] == [
        {"Hour": 8, "Minute": 0},
        {"Hour": 13, "Minute": 30},
    ]
    domain = f"gui/{os.getuid()}"
    assert [one for one in asked(home) if one.startswith("launchctl")] == [
        f"launchctl bootout {domain}/clientpulse.timer",
        f"launchctl bootstrap {domain} {agent}",
    ]
    assert not units(home)[0].exists()
    pulse.ok("timer", "remove")
    assert not agent.exists()
    assert asked(home)[-1] == f"launchctl bootout {domain}/clientpulse.timer"


def test_a_crontab_that_cant_be_read_isnt_taken_for_an_empty_one(
    pulse: Pulse, stand_in: Callable[..., None], home: Path
) -> None:
    stand_in("crontab", 'echo "you are not allowed to use this program" >&2; exit 1')
    assert "you are not allowed" in pulse.fails(6, "timer", "install").err
    assert set(asked(home)) == {"crontab -l"}


def test_half_a_block_is_left_to_the_person(pulse: Pulse, crontab: Path) -> None:
    crontab.write_text(f"{MINE}# begin clientpulse\n1 1 * * * true\n")
    assert "without the other" in pulse.fails(3, "timer", "install").err
    assert crontab.read_text() == f"{MINE}# begin clientpulse\n1 1 * * * true\n"


def test_bytes_that_arent_text_stay_in_the_crontab(pulse: Pulse, crontab: Path) -> None:
    crontab.write_bytes(b"# caf\xe9\r\n1 1 * * * true\n")
    pulse.ok("timer", "install")
    assert crontab.read_bytes().startswith(b"# caf\xe9\r\n1 1 * * * true\n# begin")
    pulse.ok("timer", "remove")
    assert crontab.read_bytes() == b"# caf\xe9\r\n1 1 * * * true\n"


def test_a_rehearsal_shows_all_and_writes_nothing(pulse: Pulse, crontab: Path) -> None:
    said = pulse.ok("timer", "install", "--dry-run").out
    assert said.startswith("Would be written to your crontab:\n# begin clientpulse\n")
    assert not crontab.exists()
    assert not record.file_of(pulse.store).exists()


def test_nothing_of_the_environment_but_places_is_written(
    pulse: Pulse, crontab: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMTP_PASSWORD", "hunter2")
    monkeypatch.setenv("CLIENTPULSE_TODAY", "2026-11-21")
    monkeypatch.setenv("GNUPGHOME", "/home/sam/keys")
    pulse.ok("timer", "install")
    text = crontab.read_text() + record.file_of(pulse.store).read_text()
    assert "GNUPGHOME=/home/sam/keys" in text
    assert "hunter2" not in text
    assert "CLIENTPULSE_TODAY" not in text


def test_what_is_noted_is_for_the_user_alone(pulse: Pulse) -> None:
    pulse.ok("timer", "install")
    assert stat.S_IMODE(record.file_of(pulse.store).stat().st_mode) == 0o600


def test_the_timer_of_another_store_is_named(pulse: Pulse, tmp_path: Path) -> None:
    pulse.ok("timer", "install")
    mine, other = pulse.store, tmp_path / "other.db"
    pulse.store = shutil.copy(mine, other)
    assert str(mine) in pulse.fails(3, "timer", "remove").err
    assert f"It takes the place of the timer for {mine}.\n" in pulse.ok("timer", "install").out
    pulse.store = mine
    (problem,) = pulse.ok("timer", "status", "--json").json["problems"]
    assert problem["what"] == f"The timer is now for another store: {other}"


@pytest.mark.parametrize("at", ["24:00", "8", "08:00:30", "", "8:00,", "noon-ish"])
def test_what_isnt_a_time_of_day_is_refused(pulse: Pulse, at: str) -> None:
    assert "isn't a time of day" in pulse.fails(2, "timer", "install", "--at", at).err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--run", "sync,backup"], '"backup" isn\'t a step of the timer'),
        (["--run", ","], "nothing would be run"),
        (["--run", "sync"], "no mailbox, calendar or address book is set up yet"),
        (["--run", "digest,feed"], "feed needs a file to write"),
        (["--run", "digest", "--feed", "due.ics"], "--feed names a file that nothing writes"),
        (["--feed", "due.txt"], "isn't the name of a calendar"),
        (["--with", "anacron"], '"anacron" isn\'t a scheduler'),
        (["--demo"], "thrown away"),
    ],
)
def test_what_could_only_fail_each_morning_is_refused(
    pulse: Pulse, crontab: Path, options: list[str], said: str
) -> None:
    assert said in pulse.fails(2, "timer", "install", *options).err
    assert not crontab.exists()


def test_without_a_store_there_is_nothing_to_run(pulse: Pulse, tmp_path: Path) -> None:
    pulse.store = tmp_path / "none.db"
    assert "nothing is stored yet" in pulse.fails(3, "timer", "install").err
    assert pulse("timer", "run").code == 3
    assert not [*tmp_path.glob("none*")]


def test_removing_needs_no_folder_of_the_store(
    pulse: Pulse, crontab: Path, stand_in: Callable[..., None], tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    pulse.store = folder / "pulse.db"
    assert pulse.ok("timer", "remove").out == "No timer was installed\n"
    pulse.ok("add", "Acme")
    pulse.ok("timer", "install", "--with", "cron")
    shutil.rmtree(folder)
    assert pulse.ok("timer", "remove").out == "Removed from your crontab\n"
    assert not crontab.exists() or "clientpulse" not in crontab.read_text()


def test_where_there_is_no_scheduler_at_all_it_says_so(
    pulse: Pulse, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    err = pulse.fails(6, "timer", "install").err
    assert "no systemd here; there is no launchd here; there is no cron here" in err
    assert "there is no cron here" in pulse.fails(6, "timer", "install", "--with", "cron").err
    assert pulse.ok("timer", "remove").out == "No timer was installed\n"


def test_no_timer_is_said_with_an_exit_code(pulse: Pulse) -> None:
    shown = pulse("timer", "status")
    assert (shown.code, shown.err) == (3, "")
    assert shown.out.startswith("No timer is installed\n")
    assert pulse("timer", "status", "--json").json["installed"] is None


def test_a_program_that_wont_last_is_warned_of(
    pulse: Pulse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pulse"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "argv", [str(program)])
    said = pulse.ok("timer", "install").out
    assert f"in a folder that is emptied sooner or later: {program}." in said
    program.unlink()
    (problem,) = pulse.ok("timer", "status", "--json").json["problems"]
    assert problem["what"] == f"The program that the timer starts is gone: {program}"


def test_what_is_wrong_is_said_in_todays_list_and_by_doctor(pulse: Pulse, crontab: Path) -> None:
    pulse.ok("timer", "install", today="2026-11-20 12:00")
    assert "timer" not in pulse.ok("due", today="2026-11-21 9:00").out.lower()
    late = pulse.ok("due", today="2026-11-23 9:00").out
    assert late.endswith("The timer hasn't run yet. More: pulse timer status\n")
    ran_on(pulse, "2026-11-21 08:00")
    late = pulse.ok("due", today="2026-11-23 9:00").out
    assert late.endswith(
        "The timer hasn't run since Sat 21 Nov at 8:00. More: pulse timer status\n"
    )
    ran_on(pulse, "2026-11-23 08:00", Outcome("digest", "mail.example can't be reached"))
    late = pulse.ok("due", today="2026-11-23 9:00").out
    assert late.endswith(
        "The digest wasn't sent today at 8:00: mail.example can't be reached."
        " More: pulse timer status\n"
    )
    assert "The digest wasn't sent today" in pulse("doctor", today="2026-11-23 9:00").out
    ran_on(pulse, "2026-11-23 08:00")
    assert "timer" not in pulse.ok("due", today="2026-11-23 9:00").out
    crontab.write_text(MINE)
    said = pulse("doctor", today="2026-11-23 9:00").out
    assert "The timer is gone from your crontab" in said


def ran_on(pulse: Pulse, day: str, *outcomes: Outcome, ended: bool = True) -> None:
    at = datetime.fromisoformat(day).astimezone(UTC)
    ended_at = at + timedelta(seconds=5) if ended else None
    record.note(pulse.store, last=LastRun(at, ended_at, outcomes))


def test_a_run_that_was_cut_off_is_told(pulse: Pulse) -> None:
    pulse.ok("timer", "install", today="2026-11-20 12:00")
    ran_on(pulse, "2026-11-21 08:00", ended=False)
    assert "cut off" not in pulse.ok("due", today="2026-11-21 8:10").out
    assert "not at its end yet" in pulse.ok("timer", "status", today="2026-11-21 8:10").out
    with alone(pulse.store, lambda: None, trouble.RUNNING):
        # The computer slept in between.
        assert "cut off" not in pulse.ok("due", today="2026-11-21 9:00").out
    assert (
        "The timer's run today at 8:00 was cut off." in pulse.ok("due", today="2026-11-21 9:00").out
    )
    assert "not at its end" not in pulse.ok("timer", "status", today="2026-11-21 9:00").out


def test_a_timer_whose_store_was_moved_away_is_told(pulse: Pulse) -> None:
    pulse.ok("timer", "install")
    before = pulse.store
    pulse.store = before.rename(before.with_name("moved.db"))
    (problem,) = pulse("timer", "status", "--json").json["problems"]
    assert problem["what"] == f"The store of the timer is gone: {before}"
    assert "The store of the timer is gone" in pulse("doctor").out
    pulse.ok("timer", "install")
    assert pulse.ok("timer", "status", "--json").json["problems"] == []


def test_a_clock_that_was_ahead_stops_no_run_and_is_told(
    pulse: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "_digest", lambda *_: True)
    pulse.ok("timer", "install", today="2026-11-20 12:00")
    pulse.ok("timer", "run", "--scheduled", today="2027-06-28 8:00")
    said = pulse.ok("due", today="2026-11-23 7:00").out
    assert said.endswith(
        "The timer was last heard of on Mon 28 Jun 2027 at 8:00, by a clock that was wrong."
        " More: pulse timer status\n"
    )
    pulse.ok("timer", "run", "--scheduled", today="2026-11-23 8:00")
    assert "timer" not in pulse.ok("due", today="2026-11-23 8:01").out
    assert pulse.ok("timer", "status", "--json", today="2026-11-23 8:01").json["problems"] == []


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"installed": 3}', b"\xff", b'{"last": {}}']
)
def test_nonsense_in_the_record_is_said_and_mended(pulse: Pulse, content: bytes) -> None:
    pulse.ok("timer", "install")
    record.file_of(pulse.store).write_bytes(content)
    assert "The timer's record can't be read" in pulse.ok("due").out
    assert pulse("timer", "status").code == 3
    assert "can't be read" in pulse.ok("doctor").out
    pulse.ok("timer", "install")
    assert pulse.ok("timer", "status", "--json").json["problems"] == []


def test_a_pipe_in_the_place_of_the_record_keeps_nobody_waiting(pulse: Pulse) -> None:
    pulse.ok("timer", "install")
    record.file_of(pulse.store).unlink()
    os.mkfifo(record.file_of(pulse.store))
    assert "The timer's record can't be read" in pulse.ok("due").out


def test_the_stand_ins_are_what_the_tests_ask() -> None:
    assert shutil.which("crontab") == str(PROGRAMS / "crontab")
    assert shutil.which("systemctl") == str(PROGRAMS / "systemctl")


def test_where_nothing_can_be_written_it_says_so(
    pulse: Pulse, home: Path, stand_in: Callable[..., None]
) -> None:
    stand_in("systemctl")
    (home / ".config").write_text("not a folder")
    assert ".config" in pulse.fails(4, "timer", "install").err
    assert not record.file_of(pulse.store).exists()


def test_where_nothing_can_be_noted_nothing_is_installed(pulse: Pulse, crontab: Path) -> None:
    record.file_of(pulse.store).mkdir()
    err = pulse.fails(4, "timer", "install").err
    assert "nothing can be written beside the store" in err
    assert "the space left" in err
    assert not crontab.exists()


def test_a_digest_needs_somebody_to_go_to(
    pulse: Pulse, crontab: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "comes as a notice" in pulse.ok("timer", "install").out
    config = tmp_path / "config.toml"
    config.write_text('[send]\ncommand = "msmtp -t"\n')
    monkeypatch.setenv("CLIENTPULSE_CONFIG", str(config))
    assert "your name and address aren't set" in pulse.fails(2, "timer", "install").err
    config.write_text('sender = "sam@practice.example"\n[send]\ncommand = "msmtp -t"\n')
    assert "notice" not in pulse.ok("timer", "install").out
    assert f"CLIENTPULSE_CONFIG={config} " in crontab.read_text()


def test_two_installs_at_once_leave_one_job(pulse: Pulse, crontab: Path) -> None:
    crontab.write_text(MINE)
    both = [
        subprocess.Popen(
            [*PULSE, "timer", "install", "--with", "cron", "--at", at],
            env=environment(pulse.store),
            stdout=subprocess.DEVNULL,
        )
        for at in ("7:00", "9:00")
    ]
    assert [one.wait(60) for one in both] == [0, 0]
    assert crontab.read_text().count("# begin clientpulse") == 1
    assert crontab.read_text().startswith(MINE)


def test_most_days_todays_list_loads_nothing_for_the_timer(pulse: Pulse) -> None:
    pulse.ok("timer", "install", today="2026-11-20 12:00")
    file = record.file_of(pulse.store)
    first = file.read_text().partition("\n")[0]
    # The next time it is set to, and the day that cron has.
    until = datetime.fromisoformat("2026-11-22 08:00").astimezone()
    assert first == f"{record.QUIET_UNTIL}{until.timestamp():.0f},"
    file.write_text(f"{first}\nnonsense")
    assert "timer" not in pulse.ok("due", today="2026-11-22 7:59").out
    assert "can't be read" in pulse.ok("due", today="2026-11-22 8:00").out
