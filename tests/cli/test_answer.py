"""What a client wrote waits for an answer: until when, what ends it, and what needs none."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from clientpulse.records import Client, Touchpoint
from clientpulse.store import queries
from clientpulse.store.database import Store
from clientpulse.store.queries.of_clients import Scope
from tests.conftest import Pulse, filled_once

WRITTEN = ("email", "message", "letter")
VOICE = ("meeting", "call", "video", "visit")


@pytest.fixture
@filled_once
def acme(pulse: Pulse) -> None:
    """A client with no cadence, on a Thursday."""
    pulse.today = "2026-11-19"
    pulse.ok("add", "Acme", "--meet", "none", "--since", "2026-11-19")


def waiting(pulse: Pulse, today: str | None = None) -> list[tuple[str, str, str]]:
    found = pulse.ok("due", "--within", "2w", "--json", today=today).items
    keys = ("status", "due_on", "last_on")
    return [(one[keys[0]], one[keys[1]], one[keys[2]]) for one in found if one["rule"] == "answer"]


@pytest.mark.parametrize("channel", WRITTEN)
def test_what_they_wrote_waits_for_an_answer_by_the_next_workday(acme: Pulse, channel: str) -> None:
    acme.ok("log", "acme", "A question", "-c", channel, "--inbound")
    assert waiting(acme) == [("soon", "2026-11-20", "2026-11-19")]
    assert waiting(acme, "2026-11-20") == [("due", "2026-11-20", "2026-11-19")]
    assert waiting(acme, "2026-11-21") == [("overdue", "2026-11-20", "2026-11-19")]
    (item,) = acme.ok("due", "--json", today="2026-11-20").items
    assert item["reason"] == "they wrote yesterday and wait for an answer"
    assert (item["suggestion"], item["class"]) == ("answer them", 6)
    (late,) = acme.ok("due", "--json", today="2026-11-26").items
    assert late["reason"] == "they wrote on Thu 19 Nov and wait for an answer"
    assert (late["days_overdue"], late["class"], late["last_channel"]) == (6, 3, channel)
    assert f"pulse log acme -c {channel}" in acme.ok("due", today="2026-11-26").out


def test_the_answer_says_by_when_it_waits_and_how_to_say_that_it_needs_none(acme: Pulse) -> None:
    said = acme.ok("log", "acme", "-c", "email", "--inbound").out
    assert (
        "They wait for an answer, due Fri 20 Nov (tomorrow); if none is needed: pulse done t1\n"
        in said
    )
    assert "answer them by" not in said  # once is enough
    old = acme.ok("log", "acme", "-c", "email", "--inbound", "-d", "2026-11-02").out
    assert "They wait for an answer, due Tue 3 Nov (2 weeks ago);" in old
    assert "pulse done t2" in old
    no_reply = acme.ok("log", "acme", "Thanks!", "-c", "email", "--inbound", "--no-reply").out
    assert "They wait" not in no_reply


@pytest.mark.parametrize("channel", VOICE)
def test_a_talk_they_began_needs_no_answer(acme: Pulse, channel: str) -> None:
    acme.ok("log", "acme", "-c", channel, "--inbound")
    assert waiting(acme) == []


def test_what_needs_no_answer_asks_for_none(acme: Pulse) -> None:
    acme.ok("log", "acme", "Thanks!", "-c", "email", "--inbound", "--no-reply")
    assert waiting(acme, "2026-11-24") == []


@pytest.mark.parametrize(
    "typed",
    [
        ("--no-reply",),
        ("--no-reply", "-c", "email"),
        ("--no-reply", "--inbound"),
        ("--no-reply", "--inbound", "-c", "visit"),
        ("--no-reply", "--recap"),
    ],
)
def test_only_what_they_wrote_can_need_no_answer(acme: Pulse, typed: tuple[str, ...]) -> None:
    refused = acme.fails(2, "log", "acme", *typed)
    assert "only what the client wrote can need an answer" in refused.err
    assert acme.ok("history", "--json").items == []


@pytest.mark.parametrize(
    ("answer", "ends"),
    [
        (("-c", "email"), True),
        (("-c", "call", "--inbound"), True),
        (("-c", "meeting"), True),
        (("-c", "message", "--inbound"), False),  # they write again
    ],
)
def test_whatever_reaches_them_ends_it(acme: Pulse, answer: tuple[str, ...], ends: bool) -> None:
    acme.ok("log", "acme", "A question", "-c", "email", "--inbound")
    acme.ok("log", "acme", *answer, today="2026-11-23")
    found = waiting(acme, "2026-11-24")
    assert found == ([] if ends else [("overdue", "2026-11-20", "2026-11-19")])


@pytest.mark.parametrize(
    ("theirs", "ours", "waits"),
    [
        ((), (), False),  # in the order in which they were entered
        (("--at", "9:00"), ("--at", "10:00"), False),
        (("--at", "11:00"), ("--at", "10:00"), True),
        (("--at", "10:00"), ("--at", "10:00"), False),
        (("--at", "11:00"), (), False),  # one time tells nothing
        ((), ("--at", "10:00"), False),
    ],
)
def test_on_one_day_the_times_tell_where_both_are_known(
    acme: Pulse, theirs: tuple[str, ...], ours: tuple[str, ...], waits: bool
) -> None:
    acme.ok("log", "acme", "-c", "email", "--inbound", *theirs)
    acme.ok("log", "acme", "-c", "email", *ours)
    assert bool(waiting(acme)) is waits


def test_what_they_write_after_our_answer_waits_again(acme: Pulse) -> None:
    acme.ok("log", "acme", "-c", "email", "--inbound")
    acme.ok("log", "acme", "-c", "email")
    acme.ok("log", "acme", "And another thing", "-c", "email", "--inbound")
    assert waiting(acme) == [("soon", "2026-11-20", "2026-11-19")]
    acme.ok("touchpoint", "delete", "2")  # the answer that wasn't one
    acme.ok("done", "t3")
    assert waiting(acme) == [("soon", "2026-11-20", "2026-11-19")]
    acme.ok("done", "t1")
    assert waiting(acme) == []


@pytest.mark.parametrize(("today", "waits"), [("2026-12-19", True), ("2026-12-20", False)])
def test_after_thirty_days_it_is_past_answering(acme: Pulse, today: str, waits: bool) -> None:
    acme.ok("log", "acme", "-c", "letter", "--inbound")
    assert bool(waiting(acme, today)) is waits


def test_a_snooze_leaves_it_and_a_pause_hides_it(acme: Pulse) -> None:
    acme.ok("log", "acme", "-c", "email", "--inbound")
    acme.ok("snooze", "acme", "in 3w")
    assert waiting(acme, "2026-11-20") == [("due", "2026-11-20", "2026-11-19")]
    acme.ok("client", "pause", "acme")
    assert waiting(acme, "2026-11-20") == []


def test_it_can_be_turned_off_but_has_no_interval(acme: Pulse) -> None:
    acme.ok("log", "acme", "-c", "email", "--inbound")
    acme.fails(2, "client", "rules", "acme", "answer=3d")
    acme.ok("client", "rules", "acme", "answer=none")
    assert waiting(acme) == []


def test_done_takes_the_number_of_a_message_and_can_be_taken_back(acme: Pulse) -> None:
    acme.ok("log", "acme", "-c", "email", "--inbound", "--with", "Ann")
    said = acme.ok("done", "T1", "--json").json
    assert (said["schema"], said["touchpoint"]["id"]) == ("clientpulse.done/1", 1)
    assert (said["touchpoint"]["needs_answer"], said["touchpoint"]["with"]) == (False, ["Ann"])
    assert waiting(acme) == []
    assert "waits for no answer" in acme.fails(3, "done", "t1").err
    acme.ok("undo")
    assert len(waiting(acme)) == 1
    assert "Needs no answer any more: e-mail from Acme" in acme.ok("done", "t1").out


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        (3, ("done", "t7")),
        (3, ("done", f"t{9**30}")),
        (3, ("done", "x1")),
        (2, ("done", "t1", "x")),
        (2, ("done", "")),
        (2, ("done", "t1", "--on", "yesterday")),
    ],
)
def test_what_done_can_not_take(acme: Pulse, code: int, typed: tuple[str, ...]) -> None:
    acme.ok("log", "acme", "-c", "email", "--inbound")
    acme.fails(code, *typed)
    assert len(waiting(acme)) == 1


@pytest.mark.parametrize(
    ("correction", "waits"),
    [
        (("--note", "x"), True),
        (("-c", "letter"), True),
        (("--no-reply",), False),
        (("-c", "call"), False),
        (("--outbound",), False),
        (("--outbound", "--no-reply"), False),
    ],
)
def test_a_correction_ends_what_it_makes_untrue(
    acme: Pulse, correction: tuple[str, ...], waits: bool
) -> None:
    acme.ok("log", "acme", "-c", "email", "--inbound")
    acme.ok("touchpoint", "edit", "1", *correction)
    assert bool(waiting(acme)) is waits
    back = ("-c", "email", "--inbound", *(("--reply",) if "--no-reply" in correction else ()))
    said = acme.ok("touchpoint", "edit", "1", *back)
    assert len(waiting(acme)) == 1
    assert said.out.splitlines()[0].endswith("; it needs an answer")


def test_a_correction_leaves_what_needs_no_answer_alone(acme: Pulse) -> None:
    acme.ok("log", "acme", "-c", "email", "--inbound", "--no-reply")
    acme.ok("touchpoint", "edit", "1", "-c", "letter")
    assert waiting(acme) == []
    acme.ok("log", "acme", "-c", "email")
    acme.fails(2, "touchpoint", "edit", "2", "--reply")


def test_imported_history_is_no_list_of_things_to_do(
    acme: Pulse, write: Callable[..., str]
) -> None:
    rows = "".join(f"acme,2026-11-{day},email,inbound,hello\n" for day in range(10, 20))
    acme.ok("import", write(f"client,on,channel,direction,note\n{rows}"))
    assert waiting(acme) == []


def test_everybody_s_messages_are_found_as_one_by_one(pulse: Pulse) -> None:
    """Hold the one statement for all clients against the sentence of the docs, in plain words."""
    rng = random.Random(20261119)
    today = date(2026, 11, 19)
    logged: dict[int, list[Touchpoint]] = {}
    with Store(pulse.store).unit_of_work("fill") as unit:
        for number in range(150):
            client = unit.insert(
                Client(key=f"c{number}", name=f"C{number}", started_on=date(2026, 1, 1))
            )
            for _ in range(rng.randint(1, 6)):
                ours = rng.random() < 0.4
                one = Touchpoint(
                    client_id=client.id,
                    occurred_on=today - timedelta(days=rng.choice((-1, 0, 0, 1, 1, 29, 30, 31))),
                    occurred_time=rng.choice((None, None, "09:00", "10:00")),
                    channel="email",
                    direction="outbound" if ours else "inbound",
                    reaching=ours,
                    needs_answer=not ours and rng.random() < 0.8,
                )
                logged.setdefault(client.id, []).append(unit.insert(one))

    def ends(one: Touchpoint, by: Touchpoint) -> bool:
        if not by.reaching or by.occurred_on > today:
            return False
        if by.occurred_on != one.occurred_on:
            return by.occurred_on > one.occurred_on
        times = by.occurred_time, one.occurred_time
        if None not in times and times[0] != times[1]:
            return str(times[0]) > str(times[1])
        return by.id > one.id

    wanted = {
        client: waits
        for client, all_ in logged.items()
        if (
            waits := [
                one.id
                for one in sorted(all_, key=lambda one: (one.occurred_on, one.id))
                if one.needs_answer
                and 0 <= (today - one.occurred_on).days <= 30
                and not any(ends(one, by) for by in all_)
            ]
        )
    }
    reader = Store(pulse.store).open_reader()
    since = today - timedelta(days=30)
    found = queries.messages.waiting(reader, Scope(None, today), since)
    assert {client: [one.id for one in all_] for client, all_ in found.items()} == wanted
    assert 20 < len(wanted) < 150
    alone = queries.messages.waiting(reader, Scope(min(wanted), today), since)
    assert alone == {min(wanted): found[min(wanted)]}
    reader.close()


def synced(pulse: Pulse, direction: str, first: str, last: str | None, note: str = "") -> None:
    """Store what a sync makes of the messages of one day."""
    with Store(pulse.store).unit_of_work("sync", origin="sync") as unit:
        unit.insert(
            Touchpoint(
                client_id=1,
                occurred_on=date(2026, 11, 19),
                occurred_time=first,
                last_time=last,
                channel="email",
                direction=direction,
                reaching=direction == "outbound",
                needs_answer=direction == "inbound",
                note=note or None,
                source="mail",
            )
        )


@pytest.mark.parametrize(
    ("theirs", "ours", "waits"),
    [
        (("09:00", "16:00"), ("10:00", None), True),
        (("09:00", "16:00"), ("10:00", "16:01"), False),
        (("09:00", "16:00"), ("10:00", "15:59"), True),
        (("09:00", None), ("08:00", "09:30"), False),
        (("09:00", None), ("08:00", "08:30"), True),
    ],
)
@pytest.mark.parametrize("theirs_first", [True, False])
def test_of_a_days_messages_the_last_ones_tell_who_wrote_last(
    acme: Pulse,
    theirs: tuple[str, str | None],
    ours: tuple[str, str | None],
    waits: bool,
    theirs_first: bool,
) -> None:
    days = [("inbound", *theirs), ("outbound", *ours)]
    for direction, first, last in days if theirs_first else days[::-1]:
        synced(acme, direction, first, last)
    assert bool(waiting(acme)) is waits


@pytest.mark.parametrize(
    ("note", "reason"),
    [
        ("Audit\nPayroll for December", "they wrote yesterday: 'Payroll for December', and wait"),
        ("x" * 50, f"they wrote yesterday: '{'x' * 50}', and wait for an answer"),
        ("x" * 46 + " yyyyy", f"they wrote yesterday: '{'x' * 46}...', and wait for an answer"),
        ("", "they wrote yesterday and wait for an answer"),
    ],
)
def test_the_subject_of_what_was_read_is_said(acme: Pulse, note: str, reason: str) -> None:
    synced(acme, "inbound", "09:00", None, note)
    (item,) = acme.ok("due", "--json", today="2026-11-20").items
    assert item["reason"].startswith(reason)


def test_a_subject_is_made_safe_on_the_screen_and_a_typed_note_is_not_shown(acme: Pulse) -> None:
    synced(acme, "inbound", "09:00", None, "Hi\x1b[31m [/red]")
    assert "Hi␛[31m [/red]" in acme.ok("due", today="2026-11-20").out
    acme.ok("undo", "--origin", "sync")
    acme.ok("log", "acme", "They sounded cross", "-c", "email", "--inbound")
    assert "cross" not in acme.ok("due", today="2026-11-20").out


@pytest.mark.parametrize("end", [("done", "acme"), ("log", "acme"), ("touchpoint", "edit", "1")])
def test_what_was_read_is_answered_like_anything_else(acme: Pulse, end: tuple[str, ...]) -> None:
    synced(acme, "inbound", "09:00", None, "Payroll")
    acme.ok(*end, *(["--no-reply"] if end[0] == "touchpoint" else []))
    assert waiting(acme, "2026-11-20") == []
