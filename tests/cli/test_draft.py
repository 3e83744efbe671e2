"""`pulse draft`: what each kind says of what is stored, and what logging it does."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer

from clientpulse.cadence.channel import CHANNELS
from clientpulse.cli.app.context import Session
from clientpulse.config.places import default_config_path
from tests.cli.test_start_up import HEAVY, loaded
from tests.conftest import Pulse, filled_once

KINDS = ("update", "agenda", "recap", "feedback", "chase", "apology", "follow-up", "greeting")


@pytest.fixture(autouse=True)
@filled_once
def _acme(pulse: Pulse) -> None:
    pulse.ok(
        *("add", "Acme GmbH", "--meet", "quarterly", "--since", "2026-09-01"),
        *("--contact", "Ann Field", "--email", "ann@acme.example"),
    )


def body(pulse: Pulse, *arguments: str, today: str | None = None) -> str:
    return str(pulse.ok("draft", *arguments, "--json", today=today).json["body"])


def last(pulse: Pulse) -> dict[str, Any]:
    return pulse.ok("history", "acme", "--limit", "1", "--json").items[0]


def with_everything(pulse: Pulse) -> None:
    """Give Acme what every kind of draft can be about."""
    pulse.ok("log", "acme", "We went through the budget.", "-c", "meeting", "-d", "2026-11-19")
    pulse.ok("meeting", "book", "acme", "2026-12-03 10:00", "--place", "their office")
    pulse.ok("promise", "acme", "the tax estimate", "--by", "2026-11-27", today="2026-11-19")
    pulse.ok("ask", "acme", "the payroll files", "--by", "2026-11-20", today="2026-11-19")
    pulse.ok("ask", "acme", "the lease")
    pulse.ok("mistake", "acme", "the wrong invoice", "--fix", "a new one is on its way")


def of_kind(kind: str) -> tuple[str, ...]:
    """Return the words of a draft of a kind, whatever there is to own up to."""
    return ("draft", kind, "acme", *(["--anyway"] if kind in ("update", "follow-up") else []))


def test_standard_output_is_the_draft_and_nothing_else(pulse: Pulse) -> None:
    said = pulse.ok("draft", "update", "acme")
    answer = pulse.ok("draft", "update", "acme", "--json").json
    assert said.out == f"Subject: {answer['subject']}\n\n{answer['body']}"
    assert said.out.splitlines()[2] == "Dear Ann,"


def test_the_answer_has_its_fields_in_order(pulse: Pulse) -> None:
    answer = pulse.ok("draft", "update", "acme", "--json").json
    assert list(answer) == ["schema", "today", "to", "subject", "body", "logged"]
    assert answer["schema"] == "clientpulse.draft/1"
    assert answer["to"] == "ann@acme.example"
    assert answer["logged"] is None


@pytest.mark.parametrize("kind", KINDS)
def test_writing_a_draft_changes_nothing(pulse: Pulse, kind: str) -> None:
    pulse.begin_with(with_everything)
    before = pulse.store.read_bytes()
    for _ in range(2):
        pulse.ok(*of_kind(kind))
    assert pulse.store.read_bytes() == before


def test_an_update_without_news_does_three_things_in_one_message(pulse: Pulse) -> None:
    pulse.ok("meeting", "book", "acme", "2026-12-03 10:00", "--place", "their office")
    pulse.ok("agenda", "acme", "add", "the new shop")
    pulse.ok("service", "add", "Payroll", "We run the payroll.")
    text = body(pulse, "update", "acme")
    assert "everything is on track" in text
    assert "Thursday 3 December at 10:00, at your office." in text
    assert "- the new shop" in text
    assert "Payroll. We run the payroll." in text


ON_TRACK = "Your update for November: all on track"


@pytest.mark.parametrize(
    ("happened", "claimed"),
    [
        ([], True),
        (["promise acme plan --by 2026-11-21", "ask acme lease"], True),
        (["promise acme plan --by 2026-11-20"], False),
        (["promise acme plan --by 2026-11-20", "done 1"], True),
        (["ask acme lease --by 2026-11-20"], False),
        (["mistake acme wrong --fix anew"], False),
        (["mistake acme wrong --fix anew", "mistake told 1"], False),
        (["mistake acme wrong --fix anew", "mistake told 1", "mistake fixed 1"], True),
        (["client pause acme"], False),
        (["log acme question -c email --inbound"], False),
        (["log acme question -c email --inbound", "log acme answer"], True),
        (["feedback acme slow --score 6"], False),
        (["feedback acme good --score 7"], True),
        (["feedback acme slow --score 3", "feedback acme better --score 8"], True),
        (["feedback acme slow --score 3", "feedback acme thanks"], False),
        (["log acme angry --mood -1"], False),
        (["log acme angry --mood -2", "log acme calm --mood 0"], True),
        (["checkup acme --set communication=no"], False),
        (["checkup acme --set communication=partly"], True),
    ],
)
def test_all_is_on_track_only_where_nothing_speaks_against_it(
    pulse: Pulse, happened: list[str], claimed: bool
) -> None:
    for command in happened:
        pulse.ok(*command.split(), today="2026-11-19")
    drafted = pulse.ok("draft", "update", "acme", "--anyway", "--json").json
    assert (drafted["subject"] == ON_TRACK) is claimed
    assert ("on track" in drafted["body"]) is claimed
    if not claimed:
        assert drafted["subject"] == "Your update for November"


def test_who_waits_for_an_answer_is_named_before_an_update_goes_out(pulse: Pulse) -> None:
    pulse.ok("log", "acme", "when?", "-c", "email", "--inbound", today="2026-11-19")
    drafted = pulse.ok("draft", "update", "acme", "--news", "All filed")
    assert "They wrote on Thu 19 Nov 2026, and wait for an answer." in drafted.err
    pulse.ok("log", "acme", "then")
    assert "wait for" not in pulse.ok("draft", "update", "acme").err


def test_the_service_is_the_one_not_heard_of_for_the_longest(pulse: Pulse) -> None:
    for name in ("First", "Second", "Third"):
        pulse.ok("service", "add", name, f"About {name.lower()}.")
    named = []
    for day in ("2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24"):
        text = pulse.ok("draft", "update", "acme", "--log", today=day).out
        named += [name for name in ("First", "Second", "Third") if f"About {name.lower()}" in text]
    assert named == ["First", "Second", "Third", "First"]
    pulse.ok("service", "mention", "acme", "Second", today="2026-11-25")
    assert "About third." in body(pulse, "update", "acme", today="2026-11-26")


def test_a_service_is_only_heard_of_where_the_letter_went_out(pulse: Pulse) -> None:
    pulse.ok("service", "add", "Payroll", "We run the payroll.")
    pulse.ok("service", "add", "Audit", "We look at the books.")
    pulse.ok("draft", "update", "acme")
    assert "Payroll" in body(pulse, "update", "acme")
    pulse.ok("draft", "update", "acme", "--news", "The audit is done", "--log")
    assert "Payroll" in body(pulse, "update", "acme")


def test_news_are_given_one_by_one(pulse: Pulse) -> None:
    text = body(pulse, "update", "acme", "--news", "The audit is done", "--news", "And more")
    assert "- The audit is done\n- And more\n" in text


def test_an_update_is_logged_as_what_it_was(pulse: Pulse) -> None:
    said = pulse.ok("draft", "update", "acme", "--log")
    assert "Logged: " in said.err
    assert "Next: " in said.err
    logged = last(pulse)
    assert (logged["channel"], logged["direction"]) == ("email", "outbound")
    assert (logged["purpose"], logged["no_news"]) == ("update", True)
    # Where others share the store, subjects aren't stored unless somebody says so.
    subject = None if pulse.server else said.out.splitlines()[0].removeprefix("Subject: ")
    assert logged["note"] == subject
    answer = pulse.ok("draft", "update", "acme", "--news", "x", "--log", "--json").json
    assert answer["logged"] == last(pulse)
    assert (answer["logged"]["purpose"], answer["logged"]["no_news"]) == ("update", False)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_logged_under_its_name_and_taken_back_at_once(
    pulse: Pulse, kind: str, dump: Any
) -> None:
    pulse.begin_with(with_everything)
    pulse.ok("service", "add", "Payroll", "We run the payroll.")
    before = dump()
    pulse.ok(*of_kind(kind), "--log")
    assert last(pulse)["purpose"] == kind
    assert dump() != before
    undone = pulse.ok("undo").out
    assert kind in undone
    assert dump() == before


def test_the_length_and_the_language_follow_the_client(pulse: Pulse) -> None:
    long = body(pulse, "update", "acme")
    pulse.ok("client", "edit", "acme", "--length", "short")
    short = body(pulse, "update", "acme")
    assert len(short) < len(long)
    pulse.ok("client", "edit", "acme", "--language", "de-AT")
    assert body(pulse, "update", "acme").startswith("Guten Tag Ann Field,")
    pulse.ok("client", "edit", "acme", "--language", "it")
    assert body(pulse, "update", "acme").startswith("Gentile Ann Field,")
    pulse.ok("client", "edit", "acme", "--language", "fr-CA")
    assert body(pulse, "update", "acme").startswith("Bonjour Ann Field,")
    pulse.ok("client", "edit", "acme", "--language", "es-MX")
    assert body(pulse, "update", "acme").startswith("Buenos días, Ann Field:")
    pulse.ok("client", "edit", "acme", "--language", "eo")
    assert body(pulse, "update", "acme") == short


def test_a_meeting_is_told_by_the_clients_clock(
    pulse: Pulse, living_in: Callable[[str], None]
) -> None:
    living_in("Europe/Rome")
    pulse.ok("meeting", "book", "acme", "2026-12-03 02:00")
    pulse.ok("client", "edit", "acme", "--timezone", "America/New_York")
    text = body(pulse, "update", "acme")
    assert "Wednesday 2 December at 20:00 (New York time)" in text


def listed(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("- ")]


def test_a_chase_names_what_is_overdue_first_and_then_what_has_no_day(pulse: Pulse) -> None:
    pulse.begin_with(with_everything)
    pulse.ok("ask", "acme", "the oldest thing", "--by", "2026-11-02")
    pulse.ok("ask", "acme", "something later", "--by", "2026-12-20")
    pulse.ok("ask", "acme", "something done", "--by", "2026-11-02")
    done = pulse.ok("commitment", "list", "acme", "--json").items
    number = next(one["id"] for one in done if one["what"] == "something done")
    pulse.ok("done", str(number))
    assert listed(body(pulse, "chase", "acme")) == [
        "- the oldest thing (due on Monday 2 November)",
        "- the payroll files (due on Friday 20 November)",
        "- the lease",
    ]


def test_a_chase_leaves_out_what_is_not_due_yet_unless_there_is_nothing_else(
    pulse: Pulse,
) -> None:
    pulse.ok("ask", "acme", "the figures", "--by", "2027-11-30")
    pulse.ok("ask", "acme", "the files", "--by", "2026-11-24")
    files = "- the files (by Tuesday 24 November)"
    both = [files, "- the figures (by Tuesday 30 November 2027)"]
    assert listed(body(pulse, "chase", "acme")) == both
    # On its day it isn't overdue yet.
    assert listed(body(pulse, "chase", "acme", today="2026-11-24"))[0] == files
    late = listed(body(pulse, "chase", "acme", today="2026-11-25"))
    assert late == ["- the files (due on Tuesday 24 November)"]
    pulse.ok("ask", "acme", "the lease")
    assert listed(body(pulse, "chase", "acme", today="2026-11-24")) == ["- the lease"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("2026-11-03", "asked twice since Tuesday 3 November"),
        ("2026-11-04", "reminder of what I asked for on Friday 6 November."),
        ("2026-11-06", "reminder of what I asked for on Friday 6 November."),
        ("2026-11-07", None),
    ],
)
def test_a_chase_mentions_only_chases_before_which_all_of_it_was_asked_for(
    pulse: Pulse, asked: str, said: str | None
) -> None:
    pulse.ok("ask", "acme", "the files", "--by", "2026-11-02", today="2026-11-01")
    for day in ("2026-11-03", "2026-11-06"):
        pulse.ok("draft", "chase", "acme", "--log", today=day)
    pulse.ok("ask", "acme", "the lease", today=asked)
    pulse.ok("ask", "acme", "in a year", "--by", "2027-11-02", today="2026-11-08")
    drafted = pulse.ok("draft", "chase", "acme", today="2026-11-09")
    assert "the lease" in drafted.out
    assert said is None or said in drafted.out
    assert ("asked" in drafted.out) is (said is not None)
    assert "They were reminded twice already" in drafted.err


def test_a_chase_without_anything_owed_is_refused(pulse: Pulse) -> None:
    pulse.ok("promise", "acme", "the tax estimate")
    assert "owes you nothing" in pulse.fails(3, "draft", "chase", "acme").err


def test_a_chase_sets_a_workday_to_answer_by(pulse: Pulse) -> None:
    pulse.ok("ask", "acme", "the payroll files", "--by", "2026-11-02")
    assert "by Tuesday 24 November" in body(pulse, "chase", "acme")
    # Three days after a Wednesday is a Saturday.
    assert "by Monday 30 November" in body(pulse, "chase", "acme", today="2026-11-26")


@pytest.mark.parametrize("length", ["long", "short"])
@pytest.mark.parametrize(
    ("language", "reminded", "propose"),
    [
        (
            "en",
            "quick reminder of what I asked for on Tuesday 3 November",
            "When's a good time to ring you?",
        ),
        (
            "it",
            "un breve promemoria di quanto Le ho chiesto martedì 3 novembre",
            "Quando posso chiamarLa?",
        ),
        (
            "de",
            "eine kurze Erinnerung an meine Bitte vom Dienstag, 3. November",
            "Wann darf ich Sie anrufen?",
        ),
    ],
)
def test_the_second_chase_names_the_first_and_the_third_proposes_a_call(
    pulse: Pulse, length: str, language: str, reminded: str, propose: str
) -> None:
    pulse.ok("client", "edit", "acme", "--length", length, "--language", language)
    pulse.ok("ask", "acme", "the payroll files", "--by", "2026-11-02", today="2026-11-01")
    day = reminded.partition("3")[0].split()[-1]
    first = body(pulse, "chase", "acme", today="2026-11-03")
    assert "3" not in first.partition("- the payroll files")[0]
    pulse.ok("draft", "chase", "acme", "--log", today="2026-11-03")
    second = pulse.ok("draft", "chase", "acme", "--log", today="2026-11-06")
    assert reminded in second.out
    assert propose not in second.out
    assert "a call would do more" not in second.err
    third = pulse.ok("draft", "chase", "acme", "--log", today="2026-11-09")
    assert day in third.out
    assert propose in third.out
    assert "They were reminded twice already, so a call would do more" in third.err
    assert "pulse log acme-gmbh -c call --chase" in third.err
    later = pulse.ok("draft", "chase", "acme", today="2026-11-12")
    assert propose in later.out
    assert "reminded 3 times already" in later.err
    pulse.ok("log", "acme", "They send it on Friday", today="2026-11-13")
    assert (
        body(pulse, "chase", "acme", today="2026-11-16").splitlines()[:4]
        == (first.splitlines()[:4])
    )


def test_a_recap_is_made_of_what_was_agreed_that_day(pulse: Pulse) -> None:
    pulse.begin_with(with_everything)
    text = body(pulse, "recap", "acme")
    assert "the tax estimate (by Friday 27 November)" in text
    assert "the payroll files" in text
    assert "the lease" not in text
    assert "Thursday 3 December at 10:00" in text


def test_a_recap_leaves_out_what_is_done_meanwhile(pulse: Pulse) -> None:
    pulse.ok("log", "acme", "-c", "meeting", "-d", "2026-11-19")
    for words in (("promise", "the estimate"), ("promise", "the plan"), ("ask", "the files")):
        pulse.ok(words[0], "acme", words[1], today="2026-11-19")
    pulse.ok("done", "1")
    text = body(pulse, "recap", "acme")
    assert listed(text) == ["- the plan", "- the files"]
    pulse.ok("done", "3")
    text = body(pulse, "recap", "acme")
    assert listed(text) == ["- the plan"]
    assert "need from you" not in text
    pulse.ok("done", "2")
    done = "all that was promised and asked on Thu 19 Nov 2026 is done"
    said = pulse.ok("draft", "recap", "acme")
    assert listed(said.out) == []
    assert "agreed" not in said.out
    assert f"A{done[1:]}. Add what else was agreed: pulse touchpoint edit 1" in said.err
    refused = pulse.fails(3, "draft", "recap", "acme", "--log").err
    assert f"{done}, so there is nothing to send" in refused


@pytest.mark.parametrize("kind", ["recap", "follow-up"])
@pytest.mark.parametrize("language", ["en", "it", "de"])
@pytest.mark.parametrize(("today", "shown"), [("2026-11-26", True), ("2026-11-27", False)])
def test_no_letter_shows_how_late_we_are(
    pulse: Pulse, kind: str, language: str, today: str, shown: bool
) -> None:
    pulse.ok("client", "edit", "acme", "--language", language)
    pulse.ok("log", "acme", "-c", "meeting", "-d", "2026-11-19")
    pulse.ok("promise", "acme", "the plan", "--by", "2026-11-26", today="2026-11-19")
    pulse.ok("ask", "acme", "the files", "--by", "2026-11-25", today="2026-11-19")
    text = body(pulse, kind, "acme", today=today)
    assert "- the plan" in text
    assert ("26" in text) is shown
    assert "25" in text


@pytest.mark.parametrize("kind", ["update", "agenda", "recap", "follow-up"])
def test_a_meeting_of_today_is_the_next_one_until_its_time_is_past(pulse: Pulse, kind: str) -> None:
    pulse.ok("log", "acme", "-c", "meeting", "-d", "2026-11-19", "--agreed", AGREED)
    pulse.ok("meeting", "book", "acme", "2026-11-23 10:00", "--agenda", "the morning's points")
    morning, later = "Monday 23 November at 10:00", "Thursday 3 December"
    for clock, next_one in (("00:00", morning), ("10:00", morning), ("10:01", None)):
        text = body(pulse, kind, "acme", today=f"2026-11-23 {clock}")
        assert (morning in text) is (next_one is not None)
    pulse.ok("meeting", "book", "acme", "2026-12-03")
    text = body(pulse, kind, "acme", today="2026-11-23 17:00")
    assert later in text
    assert "morning" not in text
    pulse.ok("meeting", "book", "acme", "2026-11-23")
    assert "Monday 23 November" in body(pulse, kind, "acme", today="2026-11-23 23:59")


def test_a_recap_is_of_the_meeting_that_waits_for_it_before_a_later_call(pulse: Pulse) -> None:
    pulse.ok(*("log", "acme", "-c", "meeting", "-d", "2026-11-18", "--agreed", "the new layout"))
    pulse.ok("log", "acme", "On the phone.", "-d", "2026-11-19")
    assert "on Wednesday 18 November" in body(pulse, "recap", "acme")
    pulse.ok("draft", "recap", "acme", "--log")
    assert "on Thursday 19 November" in body(pulse, "recap", "acme")


def test_a_recap_without_a_conversation_is_refused(pulse: Pulse) -> None:
    pulse.ok("log", "acme", "Just a mail", "-c", "email")
    refused = pulse.fails(3, "draft", "recap", "acme")
    assert "no conversation" in refused.err
    pulse.fails(3, "draft", "follow-up", "acme")


def test_a_conversation_in_which_nothing_was_agreed_is_said_so(pulse: Pulse) -> None:
    pulse.ok("log", "acme", "-c", "meeting", "-d", "2026-11-19")
    command = 'pulse touchpoint edit 1 --agreed "..."'
    said = pulse.ok("draft", "recap", "acme")
    assert f"agreed on Thu 19 Nov 2026 is written down. Add it: {command}" in said.err
    assert "agreed" not in said.out
    pulse.ok("promise", "acme", "the figures", today="2026-11-19")
    assert command not in pulse.ok("draft", "recap", "acme").err
    pulse.ok("undo")
    pulse.ok("touchpoint", "edit", "1", "--agreed", "the new layout")
    assert command not in pulse.ok("draft", "recap", "acme").err


def test_a_recap_of_nothing_is_not_logged(pulse: Pulse, dump: Any) -> None:
    pulse.ok("log", "acme", "-c", "meeting", "-d", "2026-11-19")
    before = dump()
    for more in ((), ("--yes",), ("--json",), ("--for", "1")):
        refused = pulse.fails(3, "draft", "recap", "acme", "--log", *more)
        assert "so there is nothing to send, and nothing is logged" in refused.err
        assert 'pulse touchpoint edit 1 --agreed "..."' in refused.err
        assert refused.out == ""
    assert dump() == before


PRIVATE = "Ann is impossible, will probably leave"
AGREED = "We move to monthly invoices"


def with_private_notes(pulse: Pulse) -> None:
    pulse.ok("touchpoint", "edit", "1", "--note", PRIVATE, "--agreed", AGREED)
    for channel in CHANNELS:
        pulse.ok(*("log", "acme", PRIVATE, "-c", channel, "-d", "2026-11-19", "--agreed", AGREED))
    pulse.ok("log", "acme", PRIVATE, "-c", "email", "--inbound")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["en", "it", "de"])
@pytest.mark.parametrize(("length", "whose"), [("short", ()), ("long", ("--with", "ann"))])
def test_notes_and_reminders_are_ours_alone_and_what_was_agreed_is_in_the_recap(
    pulse: Pulse, tmp_path: Path, kind: str, language: str, length: str, whose: tuple[str, ...]
) -> None:
    pulse.begin_with(with_everything)
    pulse.begin_with(with_private_notes)
    pulse.ok("client", "edit", "acme", "--language", language, "--length", length)
    pulse.ok("remind", "acme", "2026-11-22", PRIVATE, *whose)
    said = pulse.ok(*of_kind(kind))
    message = tmp_path / "letter.eml"
    told = pulse.ok(*of_kind(kind), "--eml", str(message), "--json")
    for written in (said.out, told.out, message.read_text()):
        assert "impossible" not in written
        assert (AGREED in written) is (kind == "recap")
    if kind in ("recap", "follow-up"):
        assert f"Your note of Thu 19 Nov 2026, for you alone: {PRIVATE}" in said.err
    if kind == "greeting":
        assert f"Your reminder of Sun 22 Nov 2026, for you alone: {PRIVATE}" in said.err
        assert "--edit" in said.err


@pytest.mark.parametrize(
    ("kind", "name", "wrong", "hint"),
    [
        (
            *("recap", "conversation.note", "a note is yours alone, and never in a letter"),
            "what was agreed is in conversation.agreed, promises and asks",
        ),
        (
            *("greeting", "occasion.what", "a reminder is a note to yourself, and never in a"),
            "its day is in occasion.day",
        ),
    ],
)
def test_a_template_that_names_what_is_ours_alone_is_told_what_to_use(
    pulse: Pulse, kind: str, name: str, wrong: str, hint: str
) -> None:
    pulse.begin_with(with_everything)
    pulse.ok("remind", "acme", "2026-11-22", PRIVATE)
    folder = default_config_path().parent / "templates"
    folder.mkdir(parents=True)
    for asked in (f"{{{{ {name} }}}}", f"{{% if {name} %}}x{{% endif %}}"):
        (folder / f"{kind}.j2").write_text(f"Subject: x\n\n{asked}\n")
        refused = pulse.fails(2, "draft", kind, "acme").err
        assert f"line 3: {wrong}" in refused
        assert hint in refused


def test_a_follow_up_says_what_we_do_and_what_we_wait_for(pulse: Pulse) -> None:
    pulse.begin_with(with_everything)
    text = body(pulse, "follow-up", "acme", "--anyway")
    ours, theirs = text.partition("waiting for")[::2]
    assert "the tax estimate" in ours
    assert "the lease" in theirs


@pytest.mark.parametrize(("today", "thanked"), [("2026-11-21", True), ("2026-11-22", False)])
def test_nobody_is_thanked_for_a_conversation_of_long_ago(
    pulse: Pulse, today: str, thanked: bool
) -> None:
    pulse.ok("log", "acme", PRIVATE, "-c", "call", "-d", "2026-10-22", today=today)
    drafted = pulse.ok("draft", "follow-up", "acme", today=today)
    assert ("Thank you" in drafted.out) is thanked
    assert ("Subject: Where we stand\n" in drafted.out) is not thanked
    assert (PRIVATE in drafted.err) is thanked


def test_an_agenda_lists_what_a_client_may_read(pulse: Pulse) -> None:
    pulse.begin_with(with_everything)
    pulse.ok("agenda", "acme", "add", "the new shop")
    text = body(pulse, "agenda", "acme")
    for topic in ("the new shop", "the tax estimate", "the payroll files", "your questions"):
        assert topic in text
    # The client wasn't told yet.
    assert "invoice" not in text


def test_an_apology_is_not_written_before_the_fix_is_there(pulse: Pulse) -> None:
    assert "no mistake" in pulse.fails(3, "draft", "apology", "acme").err
    pulse.ok("mistake", "acme", "the wrong invoice")
    before = pulse.store.read_bytes()
    refused = pulse.fails(3, "draft", "apology", "acme", "--log")
    assert "the fix is missing" in refused.err
    assert 'pulse mistake edit 1 --fix "..."' in refused.err
    assert pulse.store.read_bytes() == before
    pulse.ok("mistake", "edit", "1", "--fix", "a new one is on its way")
    assert "the wrong invoice" in body(pulse, "apology", "acme")


def test_an_apology_is_short_and_its_outline_stands_beside_it(pulse: Pulse) -> None:
    pulse.ok(
        *("mistake", "acme", "the wrong invoice", "--on", "2026-11-20", "--why", "similar names"),
        *("--fix", "a new one is on its way", "--prevent", "a second look"),
        *("--offer", "this month is free", "--by", "2026-11-25"),
    )
    said = pulse.ok("draft", "apology", "acme")
    for words in ("sorry", "the wrong invoice", "on its way", "a second look", "is free"):
        assert words in said.out
        assert words == "sorry" or words in said.err
    assert "similar names" not in said.out
    assert "similar names" in said.err
    assert "Questions to expect" in said.err
    assert len(said.out.splitlines()) < 16
    answer = pulse.ok("draft", "apology", "acme", "--json").json
    assert list(answer) == ["schema", "today", "to", "subject", "body", "outline", "logged"]
    outline = answer["outline"]
    assert outline["questions"]
    assert outline | {"questions": []} == {
        "mistake": 1,
        "what": "the wrong invoice",
        "happened_on": "2026-11-20",
        "why": "similar names",
        "fix": "a new one is on its way",
        "fix_by": "2026-11-25",
        "prevent": "a second look",
        "offer": "this month is free",
        "questions": [],
    }


def test_an_apology_that_went_out_is_the_telling(pulse: Pulse) -> None:
    pulse.ok("mistake", "acme", "the wrong invoice", "--fix", "a new one")
    pulse.ok("draft", "apology", "acme", "--log")
    (mistake,) = pulse.ok("mistake", "list", "acme", "--json").items
    assert mistake["told_on"] == "2026-11-21"
    pulse.fails(3, "draft", "apology", "acme")
    again = pulse.ok("draft", "apology", "acme", "--mistake", "1")
    assert "told already" in again.err
    before = pulse.store.read_bytes()
    assert pulse("draft", "apology", "acme", "--mistake", "1", "--log").code == 3
    assert pulse.store.read_bytes() == before


def test_of_several_mistakes_the_first_is_owned_first_and_any_can_be_named(pulse: Pulse) -> None:
    pulse.ok("add", "Other")
    pulse.ok("mistake", "other", "theirs", "--fix", "x")
    pulse.ok("mistake", "acme", "the first one", "--fix", "x", today="2026-11-19")
    pulse.ok("mistake", "acme", "the second one", "--fix", "x")
    said = pulse.ok("draft", "apology", "acme")
    assert "the first one" in said.out
    assert "--mistake 3" in said.err
    assert "the second one" in body(pulse, "apology", "acme", "--mistake", "3")
    pulse.fails(3, "draft", "apology", "acme", "--mistake", "1")
    pulse.fails(3, "draft", "apology", "acme", "--mistake", "99")


def test_feedback_is_asked_about_what_was_finished_lately(pulse: Pulse) -> None:
    assert "how are we doing?" in body(pulse, "feedback", "acme")
    pulse.ok("project", "start", "acme", "New website", "--on", "2026-10-01")
    assert "New website" not in body(pulse, "feedback", "acme")
    pulse.fails(3, "draft", "feedback", "acme", "--project", "website")
    pulse.ok("project", "finish", "acme", "New website", "--on", "2026-11-17")
    assert "We finished ‘New website’ on Tuesday 17 November" in body(pulse, "feedback", "acme")
    pulse.ok("draft", "feedback", "acme", "--log")
    assert "New website" not in body(pulse, "feedback", "acme")
    later = body(pulse, "feedback", "acme", today="2026-12-18")
    assert "How has it held up?" in later
    # For as long as the list asks about it, and on request after that.
    assert body(pulse, "feedback", "acme", today="2027-12-17").splitlines() == [
        line.replace("17 November,", "17 November 2026,") for line in later.splitlines()
    ]
    assert "New website" not in body(pulse, "feedback", "acme", today="2027-12-18")
    named = body(pulse, "feedback", "acme", "--project", "WEB", today="2027-12-18")
    assert "New website" in named
    pulse.fails(3, "draft", "feedback", "acme", "--project", "nothing")


def test_days_off_bring_the_second_question_forward_in_the_list_and_in_the_letter(
    pulse: Pulse,
) -> None:
    """Due on 2 December, in the days off: it is asked on the workday before they begin."""
    pulse.ok("project", "start", "acme", "New website", "--on", "2026-10-01")
    pulse.ok("project", "finish", "acme", "New website", "--on", "2026-11-02")
    pulse.ok("away", "2026-11-23", "2026-12-11")
    for today, asked, written in (
        ("2026-11-19", "how was it?", "We finished ‘New website’ on"),
        ("2026-11-20", "does it hold up?", "How has it held up?"),
    ):
        shown = pulse.ok("show", "acme", "--json", today=today).json["due"]
        (reason,) = (one["reason"] for one in shown if one["rule"] == "project_feedback")
        assert asked in reason
        assert written in body(pulse, "feedback", "acme", today=today)


def about(pulse: Pulse, *options: str, today: str) -> str:
    """Log a letter that asks for feedback, and return its subject."""
    words = ("draft", "feedback", "acme", *options, "--log", "--json")
    return str(pulse.ok(*words, today=today).json["subject"])


def questions(pulse: Pulse, today: str) -> list[tuple[str, str]]:
    """Return what 'due' asks about projects: which one, and what."""
    items = pulse.ok("due", "--json", today=today).items
    asked = [one["reason"] for one in items if one["rule"] == "project_feedback"]
    return [(one.partition(",")[0], one.rpartition(": ")[2]) for one in asked]


@pytest.fixture
@filled_once
def two_projects(pulse: Pulse) -> None:
    """Two projects that were finished on one day, and nothing else that is ever due."""
    pulse.ok("client", "edit", "acme", "--meet", "none", "--update", "none")
    pulse.ok("client", "rules", "acme", "feedback=none", "checkup=none")
    for name in ("Site", "Shop"):
        pulse.ok("project", "start", "acme", name, "--on", "2026-10-01")
        pulse.ok("project", "finish", "acme", name, "--on", "2026-10-19")


def test_each_project_is_asked_about_in_letters_of_its_own(two_projects: Pulse) -> None:
    how, held = "how was it?", "does it hold up?"
    assert questions(two_projects, "2026-10-26") == [("Site", how), ("Shop", how)]
    assert about(two_projects, today="2026-10-26") == "Site: are you happy with it?"
    assert questions(two_projects, "2026-10-26") == [("Shop", how)]
    assert about(two_projects, today="2026-10-26") == "Shop: are you happy with it?"
    assert questions(two_projects, "2026-10-27") == []
    # Nothing has held up yet, so a letter is about all of the work, and that answers for both.
    assert questions(two_projects, "2026-11-19") == [("Site", held), ("Shop", held)]
    assert about(two_projects, "--project", "shop", today="2026-11-19").startswith("Shop")
    assert questions(two_projects, "2026-11-19") == [("Site", held)]
    assert about(two_projects, today="2026-11-19").startswith("Site")
    assert questions(two_projects, "2026-11-19") == []
    assert about(two_projects, today="2026-11-19") == "How are we doing?"


def test_a_general_question_answers_for_every_project(two_projects: Pulse) -> None:
    two_projects.ok("client", "rules", "acme", "project_feedback=none")
    assert about(two_projects, today="2026-10-26") == "How are we doing?"
    two_projects.ok("client", "rules", "acme", "project_feedback=default")
    assert questions(two_projects, "2026-10-27") == []
    assert len(questions(two_projects, "2026-11-19")) == 2


def test_what_due_says_to_type_asks_what_it_says(two_projects: Pulse) -> None:
    for today, name, number in (
        *(("2026-10-26", "Site", 1), ("2026-10-27", "Shop", 2)),
        *(("2026-11-19", "Site", 1), ("2026-11-20", "Shop", 2)),
    ):
        out = two_projects.ok("due", "--format", "markdown", today=today).out
        command = f"draft feedback acme-gmbh --project {number} --log"
        assert f"pulse {command}" in out
        assert two_projects.ok(*command.split(), today=today).out.startswith(f"Subject: {name}:")
        assert name not in str(questions(two_projects, today))


@pytest.mark.parametrize(
    "taken_back",
    [
        ("touchpoint", "delete", "1"),
        ("touchpoint", "edit", "1", "--no-purpose"),
        ("touchpoint", "edit", "1", "--chase"),
        ("undo",),
    ],
    ids=" ".join,
)
def test_a_question_that_was_not_asked_after_all_waits_again(
    two_projects: Pulse, taken_back: tuple[str, ...]
) -> None:
    both = questions(two_projects, "2026-10-26")
    about(two_projects, "--project", "site", today="2026-10-26")
    two_projects.ok(*taken_back)
    assert questions(two_projects, "2026-10-26") == both


@pytest.mark.in_a_file  # on a server there is no subject to tell the letters apart by
def test_of_two_letters_of_one_day_the_other_one_stays_asked(two_projects: Pulse) -> None:
    site, shop = questions(two_projects, "2026-10-26")
    about(two_projects, "--project", "site", today="2026-10-26")
    about(two_projects, "--project", "shop", today="2026-10-26")
    about(two_projects, today="2026-10-26")
    two_projects.ok("touchpoint", "delete", "3")
    assert questions(two_projects, "2026-10-26") == []
    two_projects.ok("touchpoint", "delete", "2")
    assert questions(two_projects, "2026-10-26") == [shop]
    # Without the subject as its note, the letter's day says which it was.
    two_projects.ok("touchpoint", "edit", "1", "--note", "asked")
    two_projects.ok("touchpoint", "delete", "1")
    assert questions(two_projects, "2026-10-26") == [site, shop]


def test_a_project_asked_about_twice_stays_asked_when_one_letter_goes(two_projects: Pulse) -> None:
    _, shop = questions(two_projects, "2026-10-26")
    about(two_projects, "--project", "site", today="2026-10-26")
    about(two_projects, "--project", "site", today="2026-10-26")
    two_projects.ok("touchpoint", "delete", "1")
    assert questions(two_projects, "2026-10-26") == [shop]


def test_a_question_moves_with_its_letter_to_another_day(two_projects: Pulse) -> None:
    about(two_projects, "--project", "site", today="2026-10-26")
    two_projects.ok("touchpoint", "edit", "1", "-d", "2026-10-23")
    asked = [one["asked_on"] for one in two_projects.ok("project", "list", "--json").items]
    assert sorted(map(str, asked)) == ["2026-10-23", "None"]
    assert [name for name, _ in questions(two_projects, "2026-10-26")] == ["Shop"]


def test_a_greeting_is_for_the_birthday_of_the_person_whose_it_is(pulse: Pulse) -> None:
    plain = body(pulse, "greeting", "acme")
    pulse.ok(
        *("contact", "add", "acme", "Bob Ray", "--email", "bob@acme.example"),
        *("--birthday", "1980-11-23"),
    )
    answer = pulse.ok("draft", "greeting", "acme", "--json")
    assert answer.json["to"] == "bob@acme.example"
    assert answer.json["body"].startswith("Dear Bob,")
    assert "Bob Ray" in answer.err
    assert answer.json["subject"] == "Happy birthday, a little early"
    assert body(pulse, "greeting", "acme", today="2026-12-02") == plain


def test_a_birthday_on_a_leap_day_is_greeted_every_year(pulse: Pulse) -> None:
    pulse.ok("contact", "edit", "acme", "ann", "--birthday", "--02-29")
    assert "Happy birthday" in body(pulse, "greeting", "acme", today="2027-02-28")
    assert "Happy birthday" in body(pulse, "greeting", "acme", today="2028-02-29")


def test_a_greeting_is_for_a_moment_near_today(pulse: Pulse) -> None:
    plain = body(pulse, "greeting", "acme")
    pulse.ok("remind", "acme", "2026-11-24", "the trip to Lisbon")
    for today, words in (
        ("2026-11-17", "I wish you all the best for Tuesday 24 November."),
        ("2026-11-23", "I wish you all the best for Tuesday 24 November."),
        ("2026-11-24", "thinking of you today and wish you all the best."),
        ("2026-11-25", "I hope all went well on Tuesday 24 November."),
        ("2026-12-01", "I hope all went well on Tuesday 24 November."),
    ):
        assert words in body(pulse, "greeting", "acme", today=today)
    for today in ("2026-11-16", "2026-12-02"):
        assert body(pulse, "greeting", "acme", today=today) == plain
    pulse.ok("remind", "done", "1", today="2026-11-24")
    assert body(pulse, "greeting", "acme") == plain


@pytest.mark.parametrize("which", [(), ("--for", "r1")])
def test_a_greeting_goes_to_whom_the_reminder_is_about_or_to_nobody(
    pulse: Pulse, which: tuple[str, ...], dump: Any
) -> None:
    husband = "Ann's husband"
    pulse.ok("remind", "acme", "2026-11-24", "hip operation", "--with", husband)
    before = dump()
    for more in ((), ("--log",)):
        refused = pulse.fails(3, "draft", "greeting", "acme", *which, *more)
        assert f"r1 is about {husband}, who isn't a contact of acme-gmbh" in refused.err
        assert "pulse contact add acme-gmbh" in refused.err
        assert "pulse remind done r1" in refused.err
        assert refused.out == ""
    assert dump() == before
    pulse.ok("contact", "add", "acme", husband, "--email", "bob@acme.example")
    sent = pulse.ok("draft", "greeting", "acme", *which, "--log", "--json")
    assert sent.json["to"] == "bob@acme.example"
    assert f"It is written to {husband}." in sent.err
    assert "operation" not in sent.out
    pulse.fails(3, "remind", "done", "r1")


def test_of_two_contacts_of_one_name_neither_is_greeted_for_the_other(pulse: Pulse) -> None:
    pulse.ok("remind", "acme", "2026-11-24", "hip operation", "--with", "ann")
    pulse.ok("contact", "add", "acme", "Ann Field", "--email", "other@acme.example")
    refused = pulse.fails(3, "draft", "greeting", "acme").err
    assert "r1 is about Ann Field, and 2 contacts of acme-gmbh are called so" in refused


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("updat", "acme"), 2, "update"),
        (("nonsense", "acme"), 2, "isn't a kind of draft"),
        (("update", "nobody"), 3, "nobody"),
        (("update", ""), 2, "empty"),
        (("update",), 2, "CLIENT"),
        (("chase", "acme", "--news", "x"), 2, "pulse draft update"),
        (("update", "acme", "--mistake", "1"), 2, "pulse draft apology"),
        (("update", "acme", "--project", "x"), 2, "pulse draft feedback"),
        (("update", "acme", "--news", " "), 2, "news is empty"),
        (("update", "acme", "--news", "x" * 20_001), 2, "too long"),
        (("update", "acme", "--edit", "--no-input"), 2, "nobody to edit it"),
    ],
)
def test_what_cannot_be_written_is_refused(
    pulse: Pulse, arguments: tuple[str, ...], code: int, words: str
) -> None:
    before = pulse.store.read_bytes()
    assert words.lower() in pulse.fails(code, "draft", *arguments, "--log").err.lower()
    assert pulse.store.read_bytes() == before


def test_a_kind_may_be_written_in_any_case(pulse: Pulse) -> None:
    pulse.begin_with(with_everything)
    assert body(pulse, "Follow_Up", "acme", "--anyway") == body(
        pulse, "follow-up", "acme", "--anyway"
    )


def test_who_writes_is_set_in_the_config(
    pulse: Pulse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "sender = " in pulse.ok("draft", "update", "acme").err
    config = tmp_path / "config.toml"
    config.write_text('sender = "Sam Porter <sam@porter.example>"\n')
    monkeypatch.setenv("CLIENTPULSE_CONFIG", str(config))
    said = pulse.ok("draft", "update", "acme")
    assert said.err == ""
    assert said.out.endswith("Kind regards,\nSam Porter\n")


def test_nobody_to_write_to_is_said_with_the_way_to_change_it(pulse: Pulse) -> None:
    pulse.ok("add", "Other")
    said = pulse.ok("draft", "update", "other")
    assert "pulse contact add other" in said.err
    assert said.out.splitlines()[2] == "Hello,"
    pulse.ok("contact", "add", "other", "Bob")
    assert "pulse contact edit other" in pulse.ok("draft", "update", "other").err
    pulse.ok("contact", "edit", "other", "bob", "--email", "nonsense, bob@other.example")
    answer = pulse.ok("draft", "update", "other", "--json")
    assert answer.json["to"] == "bob@other.example"
    assert "nonsense" in answer.err


def test_a_draft_works_with_the_demo(pulse: Pulse) -> None:
    (first, *_) = pulse.ok("--demo", "client", "list", "--json").items
    assert pulse.ok("--demo", "draft", "update", first["key"]).out.startswith("Subject: ")


@pytest.mark.parametrize("kind", ["update", "recap", "apology"])
def test_a_draft_loads_no_mapper_and_no_template_engine(
    pulse: Pulse, tmp_path: Path, kind: str
) -> None:
    pulse.begin_with(with_everything)
    pulse.ok("touchpoint", "edit", "1", "--note", "")  # or it would be shown
    config = tmp_path / "config.toml"
    config.write_text('sender = "Sam Porter <sam@porter.example>"\n')
    names = loaded(
        pulse.store, *of_kind(kind), "--json",
        *(["--news", "x"] if kind == "update" else []),
        CLIENTPULSE_CONFIG=str(config),
    )  # fmt: skip
    assert names.isdisjoint({*HEAVY, "rich", "jinja2", "email"})


@pytest.mark.parametrize(("language", "said"), [("eo", True), ("de-AT", False), ("en-GB", False)])
def test_a_language_without_a_template_is_said(pulse: Pulse, language: str, said: bool) -> None:
    pulse.ok("add", "Beta", "--language", language)
    drafted = pulse.ok("draft", "greeting", "beta")
    assert (f"pulse template edit greeting --lang {language}" in drafted.err) is said


def test_a_pipe_in_place_of_a_template_is_refused(pulse: Pulse) -> None:
    folder = Path(pulse.ok("template", "path").out.strip())
    folder.mkdir(parents=True)
    os.mkfifo(folder / "greeting.j2")
    pulse.ok("add", "Beta")
    assert "isn't a file" in pulse.fails(2, "draft", "greeting", "beta").err


@pytest.mark.parametrize(("answer", "logged"), [(True, 1), (False, 0)])
def test_at_a_terminal_only_what_was_sent_is_logged(
    pulse: Pulse, monkeypatch: pytest.MonkeyPatch, answer: bool, logged: int
) -> None:
    asked: list[str] = []

    def confirm(question: str, default: bool, *, err: bool) -> bool:
        assert default
        assert err
        asked.append(question)
        return answer

    monkeypatch.setattr(Session, "may_ask", True)
    monkeypatch.setattr(typer, "confirm", confirm)
    said = pulse.ok("draft", "update", "acme", "--log")
    assert asked == ["Sent?"]
    assert said.out.startswith("Subject: ")
    assert ("Nothing was logged." in said.err) is not answer
    assert len(pulse.ok("history", "acme", "--json").items) == logged
    pulse.ok("draft", "update", "acme", "--log", "--yes")
    pulse.ok("draft", "update", "acme", "--log", "--json")
    assert asked == ["Sent?"]
    assert len(pulse.ok("history", "acme", "--json").items) == logged + 2


@pytest.mark.parametrize("typed", ["n\n", "", "nonsense\n"])
@pytest.mark.parametrize("where", [(), ("--eml", "x.eml"), ("--open",), ("--edit",)])
def test_whoever_answers_no_or_goes_away_has_logged_and_settled_nothing(
    pulse: Pulse,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    dump: Any,
    where: tuple[str, ...],
    typed: str,
) -> None:
    pulse.ok("log", "acme", "-c", "meeting", "--agreed", AGREED)
    before = dump()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", "/nowhere")  # no mail program, so the letter is printed
    monkeypatch.setenv("EDITOR", "/bin/true")
    monkeypatch.setattr(Session, "may_ask", True)
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    outcome = pulse("draft", "recap", "acme", "--log", *where)
    assert outcome.code == (0 if typed == "n\n" else 130)
    assert outcome.err.count("Sent? [Y/n]") == (2 if "nonsense" in typed else 1)
    assert (AGREED in outcome.out) is ("--eml" not in where)
    assert dump() == before


@pytest.mark.parametrize("contact", [(), ("Bob",), ("Bob", "--email", "not an address")])
def test_what_goes_to_nobody_is_not_logged(pulse: Pulse, contact: tuple[str, ...]) -> None:
    pulse.ok("add", "Other")
    if contact:
        pulse.ok("contact", "add", "other", *contact)
    refused = pulse("draft", "update", "other", "--log")
    assert refused.code == 3
    assert "no address to send it to, so nothing is logged" in refused.err
    assert "pulse contact" in refused.err
    assert refused.out == ""
    assert pulse.ok("history", "other", "--json").items == []
    pulse.ok("draft", "update", "other")


def test_an_update_is_refused_over_a_mistake_that_they_do_not_know_of(pulse: Pulse) -> None:
    pulse.ok("mistake", "acme", "the wrong invoice", "--fix", "a new one")
    pulse.ok("mistake", "acme", "another one")
    for words in (("update",), ("update", "--news", "x"), ("update", "--log"), ("follow-up",)):
        refused = pulse.fails(3, "draft", *words, "acme").err
        assert "acme-gmbh doesn't know of a mistake yet: the wrong invoice (1)" in refused
        assert "pulse draft apology acme-gmbh" in refused
    pulse.ok("draft", "update", "acme", "--anyway")
    pulse.fails(2, "draft", "agenda", "acme", "--anyway")
    pulse.ok("mistake", "told", "1")
    assert "another one (2)" in pulse.fails(3, "draft", "update", "acme").err
    pulse.ok("mistake", "told", "2")
    pulse.ok("draft", "update", "acme")
