"""``pulse timer run``: the steps one after the other, and what becomes of them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest

from clientpulse.cli.commands.timer import group, steps
from clientpulse.errors import InputError, SourceError
from clientpulse.sending.posting import MaybeSentError, NotSentError
from clientpulse.services.locking import alone
from clientpulse.services.timer import cron, record, running
from tests.conftest import Pulse, filled_once

EIGHT = "2026-11-23 8:00"


@pytest.fixture(autouse=True)
@filled_once
def _filled(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--meet", "monthly")


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The steps that ran, each of which goes well."""
    steps_run: list[str] = []

    def going_well(name: str) -> Callable[..., bool]:
        def step(*_: object) -> bool:
            steps_run.append(name)
            return True

        return step

    for name in steps.STEPS:
        monkeypatch.setattr(steps, f"_{name}", going_well(name))
    return steps_run


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """For how long was waited, which takes no time here."""
    waits: list[float] = []
    monkeypatch.setattr(running, "sleep", waits.append)
    return waits


@pytest.fixture
def installed(
    pulse: Pulse, ran: list[str], monkeypatch: pytest.MonkeyPatch, waited: list[float]
) -> Pulse:
    """A timer with all steps, set up on Sunday."""
    monkeypatch.setattr(cron, "is_running", lambda: True)
    monkeypatch.setattr(steps, "check", lambda *_: None)
    options = ("--run", "feed,digest,sync", "--feed", "due.ics")
    pulse.ok("timer", "install", *options, today="2026-11-22 12:00")
    pulse.today = EIGHT
    return pulse


def failing(error: BaseException, ran: list[str], name: str = "") -> Callable[..., bool]:
    def step(*_: object) -> bool:
        ran.append(name)
        raise error

    return step


def outcomes(pulse: Pulse) -> dict[str, str | None]:
    last = pulse.ok("timer", "status", "--json").json["last"]
    return {one["step"]: one["error"] for one in last["steps"]}


def test_the_steps_run_in_their_order_and_all_that_goes_well_is_silent(
    installed: Pulse, ran: list[str]
) -> None:
    outcome = installed.ok("timer", "run", "--scheduled")
    assert (outcome.out, outcome.err) == ("", "")
    assert ran == ["sync", "digest", "feed"]
    assert outcomes(installed) == {"sync": None, "digest": None, "feed": None}


def test_one_that_fails_stops_none_of_the_others_and_gets_a_line(
    installed: Pulse, ran: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "_sync", failing(SourceError("diary: refused\nby it"), ran))
    monkeypatch.setattr(steps, "_digest", failing(InputError("no sender is set"), ran))
    outcome = installed("timer", "run")
    assert (outcome.code, outcome.out) == (6, "")
    assert outcome.err.splitlines() == [
        "error: the sync failed: diary: refused by it",
        "error: the digest wasn't sent: no sender is set",
    ]
    assert ran[-1] == "feed"
    said = installed.ok("due").out
    assert said.endswith(
        "The sync failed today at 8:00: diary: refused by it. More: pulse timer status\n"
    )
    assert "digest  no sender is set" in installed.ok("timer", "status").out


def test_a_fault_of_our_own_stops_none_of_the_others_either(
    installed: Pulse, ran: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "_sync", failing(ZeroDivisionError("oh"), ran))
    outcome = installed("timer", "run")
    assert outcome.code == 1
    assert "the sync failed: clientpulse failed: ZeroDivisionError: oh" in outcome.err
    assert ran[1:] == ["digest", "feed"]


def test_a_digest_goes_out_once_a_day(installed: Pulse, ran: list[str]) -> None:
    installed.ok("timer", "run")
    installed.ok("timer", "run")
    assert ran.count("digest") == 1
    installed.ok("timer", "run", "--again")
    assert ran.count("digest") == 2
    installed.ok("timer", "run", today="2026-11-24 8:00")
    assert ran.count("digest") == 3


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Auckland"])
def test_the_day_of_a_digest_is_the_one_on_the_wall(
    installed: Pulse, ran: list[str], living_in: Callable[[str], None], zone: str
) -> None:
    living_in(zone)
    for when, sent in (("23 8:00", 1), ("23 17:30", 1), ("24 8:00", 2), ("24 23:59", 2)):
        installed.ok("timer", "run", today=f"2026-11-{when}")
        assert ran.count("digest") == sent, when


def test_where_nothing_was_due_a_later_run_may_send_one(
    installed: Pulse, ran: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing_due(*_: object) -> bool:
        ran.append("digest")
        return False

    monkeypatch.setattr(steps, "_digest", nothing_due)
    installed.ok("timer", "run")
    installed.ok("timer", "run")
    assert ran.count("digest") == 2


def test_what_may_have_been_sent_isnt_sent_again(
    installed: Pulse, ran: list[str], waited: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = failing(MaybeSentError("the answer got lost"), ran, "digest")
    monkeypatch.setattr(steps, "_digest", lost)
    assert installed("timer", "run", "--scheduled").code == 6
    assert installed.ok("timer", "run").err == ""
    assert ran.count("digest") == 1
    assert waited == [0, 0]


def test_a_digest_that_may_have_been_sent_isnt_said_not_to_be(
    installed: Pulse, ran: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = failing(MaybeSentError("the answer got lost"), ran, "digest")
    monkeypatch.setattr(steps, "_digest", lost)
    unknown = "it isn't known whether the digest was sent"
    assert f"error: {unknown}: the answer got lost" in installed("timer", "run").err
    due = " ".join(installed.ok("due").out.split())
    assert "It isn't known whether the digest was sent today at 8:00: the answer got lost." in due
    assert unknown in " ".join(installed.ok("timer", "status").out.split())
    (problem,) = installed.ok("timer", "status", "--json").json["problems"]
    assert "pulse timer run --again" in problem["hint"]


def test_a_scheduled_run_comes_once_for_each_set_time(installed: Pulse, ran: list[str]) -> None:
    for clock, runs in (("7:59", 0), ("8:00", 1), ("9:00", 1), ("23:00", 1)):
        installed.ok("timer", "run", "--scheduled", today=f"2026-11-23 {clock}")
        assert ran.count("sync") == runs, clock
    # The computer slept through the time of the next day.
    installed.ok("timer", "run", "--scheduled", today="2026-11-24 10:00")
    assert ran.count("sync") == 2


def test_installing_behind_todays_time_waits_for_tomorrow(installed: Pulse, ran: list[str]) -> None:
    installed.ok("timer", "install", "--at", "7:00", today="2026-11-23 7:30")
    installed.ok("timer", "run", "--scheduled", today="2026-11-23 8:30")
    assert not ran
    installed.ok("timer", "run", "--scheduled", today="2026-11-24 7:00")
    assert ran


def test_what_isnt_reached_is_tried_again_alone(
    installed: Pulse, ran: list[str], waited: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([NotSentError("no network yet"), None])

    def at_second_try(*_: object) -> bool:
        ran.append("digest")
        error = next(answers)
        if error is not None:
            raise error
        return True

    monkeypatch.setattr(steps, "_digest", at_second_try)
    outcome = installed.ok("timer", "run", "--scheduled")
    assert (outcome.err, ran) == ("", ["sync", "digest", "feed", "digest"])
    assert waited == [0, 60]
    assert set(outcomes(installed).values()) == {None}


def test_at_some_time_it_gives_up(
    installed: Pulse, ran: list[str], waited: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "_digest", failing(NotSentError("no network"), ran, "digest"))
    assert installed("timer", "run", "--scheduled").code == 6
    assert waited == [0, 60, 180]
    assert ran.count("digest") == 3
    assert outcomes(installed)["digest"] == "no network"
    # By hand nobody wants to wait.
    assert installed("timer", "run").code == 6
    assert waited == [0, 60, 180, 0]


def test_a_run_that_has_taken_long_tries_nothing_again(
    installed: Pulse, ran: list[str], waited: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = count(step=running.PATIENCE + 1)
    monkeypatch.setattr(running, "time", lambda: next(clock))
    monkeypatch.setattr(steps, "_digest", failing(NotSentError("no network"), ran, "digest"))
    assert installed("timer", "run", "--scheduled").code == 6
    assert waited == [0]


def test_one_feed_that_fails_stops_none_of_the_others(
    pulse: Pulse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cron, "is_running", lambda: True)
    good, bad = tmp_path / "good.ics", tmp_path / "bad.ics"
    pulse.ok("feed", str(good), "--kind", "birthdays")
    before = good.read_bytes()
    good.unlink()
    good.write_bytes(before)
    bad.write_text("somebody else's")
    feeds = ("--feed", str(bad), "--feed", str(good), "--feed", str(tmp_path / "new.ics"))
    pulse.ok("timer", "install", "--run", "feed", *feeds)
    outcome = pulse("timer", "run")
    assert outcome.code != 0
    assert "bad.ics" in outcome.err
    assert bad.read_text() == "somebody else's"
    # It stays one of birthdays.
    assert good.read_bytes() == before
    assert (tmp_path / "new.ics").exists()


def test_a_step_that_hangs_is_stopped(
    installed: Pulse, ran: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def hangs(*_: object) -> bool:
        while True:
            try:
                for _ in iter(lambda: None, 0):
                    pass
            except Exception:
                continue

    monkeypatch.setattr(running, "STEP_SECONDS", 0.05)
    monkeypatch.setattr(steps, "_sync", hangs)
    outcome = installed("timer", "run")
    assert outcome.code == 6
    assert "the sync failed: it took longer than" in outcome.err
    assert ran == ["digest", "feed"]


def test_a_second_run_beside_one_ends_quietly(installed: Pulse, ran: list[str]) -> None:
    def never() -> None:
        raise AssertionError

    with alone(installed.store, never, "timer-run"):
        outcome = installed.ok("timer", "run")
    assert (outcome.out, outcome.err, ran) == ("", "", [])


def test_whoever_runs_it_at_a_terminal_hears_why_nothing_happened(
    installed: Pulse, ran: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert installed.ok("timer", "run").err == ""
    assert "pulse timer run --again" in installed.ok("timer", "run").err
    assert installed.ok("timer", "run", "--again").err == ""
    with alone(installed.store, lambda: None, "timer-run"):
        assert installed.ok("timer", "run").err.startswith("The timer is already running.")
    assert ran.count("digest") == 2


def test_with_a_damaged_record_the_usual_is_run_and_the_next_list_says_so(
    installed: Pulse, ran: list[str]
) -> None:
    record.file_of(installed.store).write_text("{")
    outcome = installed("timer", "run", "--scheduled")
    assert outcome.code == 4
    assert ran == ["digest"]
    assert "the timer's record can't be read" in outcome.err
    assert "is damaged" in installed.ok("due").out
    # It comes back each hour, and runs no more than once a day.
    installed.ok("timer", "run", "--scheduled", today="2026-11-23 9:00")
    assert ran == ["digest"]
    problems = installed("timer", "status", "--json").json["problems"]
    assert problems[1]["what"] == "cron has a timer that isn't on record"


def test_a_job_that_lost_what_it_was_told_says_so(installed: Pulse, ran: list[str]) -> None:
    record.file_of(installed.store).unlink()
    assert installed("timer", "run", "--scheduled").code == 4
    assert ran == ["digest"]
    assert installed.ok("due").out.endswith(
        "Some steps weren't run today at 8:00: the timer's settings are lost;"
        " set it up again: pulse timer install. More: pulse timer status\n"
    )
    installed.ok("timer", "install")
    assert "timer" not in installed.ok("due").out


def test_a_run_that_begins_while_the_timer_is_installed_waits_for_what_is_noted(
    installed: Pulse, ran: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = record.file_of(installed.store)
    noted = file.read_text()
    file.unlink()
    monkeypatch.setattr(group, "_wait", lambda: file.write_text(noted) and ended.set())
    ended = threading.Event()

    def installing() -> None:
        with alone(installed.store, lambda: None, "timer-setup"):
            began.set()
            ended.wait(10)

    began = threading.Event()
    other = threading.Thread(target=installing)
    other.start()
    began.wait(10)
    installed.ok("timer", "run", "--scheduled")
    other.join()
    assert ran == ["sync", "digest", "feed"]


def test_an_endless_complaint_is_cut_off(
    installed: Pulse, ran: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "_sync", failing(SourceError("\u4e2d" * 200_000), ran))
    assert installed("timer", "run").code == 6
    assert len(installed.ok("due").out) < 2000


def test_a_run_by_hand_without_a_timer_is_nothing_to_warn_of(
    pulse: Pulse, ran: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "_digest", failing(InputError("no sender is set"), ran))
    assert pulse("timer", "run").code == 2
    assert "digest" not in pulse.ok("due").out


def test_the_sync_of_a_run_says_which_source_failed(
    pulse: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome = SimpleNamespace(name="diary", error="it refuses", hint="")
    view = SimpleNamespace(outcomes=[outcome])
    monkeypatch.setattr(steps.syncing, "synced", lambda *_, **__: view)
    work = SimpleNamespace(settings=SimpleNamespace(read_from=["diary"]))
    with pytest.raises(SourceError, match="diary: it refuses"):
        steps.steps(work, ["sync"], None)["sync"]()
