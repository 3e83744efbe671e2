"""Our templates: every kind, language and length, with all there is to say and with little."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from clientpulse.errors import InputError
from clientpulse.letters import draft, finding, sandbox, values, words
from clientpulse.letters.draft import Draft
from clientpulse.letters.kinds import KINDS, NAMES
from clientpulse.letters.sample import TODAY, full, owed, samples, sparse, spoken
from clientpulse.letters.values import Letter, Occasion, Project
from clientpulse.records import Meeting, Service
from clientpulse.records.commitments import CLIENT
from tests.unit.spoken_table import LANGUAGES

NOWHERE = Path("/nowhere")
ENVIRONMENT = sandbox.build_environment()


@pytest.fixture(autouse=True)
def _in_greenwich(living_in: Callable[[str], None]) -> None:
    """Our own clock is another one than New York's, wherever the tests run."""
    living_in("UTC")


def written(letter: Letter, language: str = "en") -> Draft:
    template = finding.find(letter.kind, language, NOWHERE)
    plain = values.plain(letter, template.language)
    # In this process, which is quicker; test_letters_sandbox.py has the one of its own. What it
    # knows of values goes by where they were in memory.
    ENVIRONMENT.clientpulse[0].clear()
    return draft.parse(sandbox.written(compiled(template.path), plain), str(template.path))


@cache
def compiled(path: Path) -> Any:
    plain = values.plain(full("update", "long"), "en")
    return sandbox.template_of(ENVIRONMENT, finding.read(path), plain)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_template_makes_a_letter_of_much_and_of_little(kind: str, language: str) -> None:
    for letter in samples(kind):
        made = written(letter, language)
        assert 5 < len(made.subject) <= 70
        assert "\n\n\n" not in made.body
        assert "None" not in made.text
        assert "  " not in made.text
        # Calm and honest: nobody is shouted at.
        assert "!" not in made.text
        assert not re.search(r" [.,;:?)]|\(\s|\.\.", made.text)
        if letter.contact:
            assert made.body.rstrip().endswith("Sam Porter")
            by_name = "Ann" in made.body.partition("\n")[0]
            assert by_name == LANGUAGES[language].by_name


@pytest.mark.parametrize("language", LANGUAGES)
def test_long_texts_make_no_long_subject(language: str) -> None:
    long = " ".join(["considerable"] * 12)
    for letter in (
        replace(sparse("feedback", "long"), project=Project(long, TODAY)),
        replace(sparse("feedback", "long"), project=Project(long, TODAY, held=True)),
        replace(sparse("update", "long"), news=(long,)),
        replace(sparse("chase", "long"), asks=(owed(CLIENT, long),)),
    ):
        for address in ("formal", "familiar"):
            assert len(written(replace(letter, address=address), language).subject) <= 75


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_short_is_shorter_and_says_the_same(kind: str, language: str) -> None:
    long, short = (written(full(kind, length), language) for length in ("long", "short"))
    assert len(short.body) < len(long.body)
    assert short.subject == long.subject
    listed = [line for line in long.body.splitlines() if line.startswith("- ")]
    if kind != "feedback":
        assert [line for line in short.body.splitlines() if line.startswith("- ")] == listed


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_letter_says_what_it_is_for(kind: str, language: str) -> None:
    for length in ("long", "short"):
        letter = full(kind, length)
        made = written(replace(letter, news=()) if kind == "update" else letter, language)
        for said in LANGUAGES[language].says[kind]:
            assert said.lower() in made.text.lower(), (said, made.text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_nobody_is_addressed_in_two_ways(kind: str, language: str) -> None:
    spoken = LANGUAGES[language]
    for letter in samples(kind):
        for address, others in (("formal", spoken.familiar), ("familiar", spoken.formal)):
            made = written(replace(letter, address=address), language)
            found = re.search(rf"\b(?:{others})\b", made.text)
            assert not found, (address, found, made.text)


@pytest.mark.parametrize(
    ("language", "name", "formal", "familiar"),
    [
        (language, name, *greetings)
        for language, spoken in LANGUAGES.items()
        for name, greetings in spoken.greets.items()
    ],
)
def test_people_are_greeted_as_their_language_does(
    language: str, name: str, formal: str, familiar: str
) -> None:
    for kind in ("agenda", "greeting"):
        for address, greeting in (("formal", formal), ("familiar", familiar)):
            letter = replace(sparse(kind, "short"), contact=name, address=address)
            assert written(letter, language).body.partition("\n")[0] == greeting


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_team_is_greeted_like_somebody_without_a_name(kind: str, language: str) -> None:
    for address in ("formal", "familiar"):
        nobody = replace(sparse(kind, "long"), address=address)
        team = replace(nobody, contact="Acme accounts")
        assert written(team, language) == written(nobody, language)


@pytest.mark.parametrize(
    ("language", "place", "said"),
    [
        (language, *place)
        for language, spoken in LANGUAGES.items()
        for place in spoken.places.items()
    ],
)
def test_a_place_is_told_as_its_reader_sees_it(language: str, place: str, said: str) -> None:
    meeting = Meeting(planned_on=date(2026, 12, 3), planned_time="09:30", place=place)
    for kind in ("update", "agenda", "recap", "follow-up"):
        made = written(replace(sparse(kind, "short"), meeting=meeting), language)
        assert said in made.body


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_abbreviation_at_the_end_of_a_place_gets_no_second_full_stop(language: str) -> None:
    meeting = Meeting(planned_on=date(2026, 12, 3), place="12 High St.")
    for kind in ("update", "agenda", "recap", "follow-up"):
        letter = replace(full(kind, "long"), meeting=meeting)
        for one in (letter, replace(letter, news=())):
            assert "12 High St.\n" in written(one, language).body


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("Send the payslips.", "Send the payslips ("),
        ("payslips, invoices etc.", "payslips, invoices etc. ("),
        ("Send them. By post.", "Send them. By post. ("),
        ("when...", "when... ("),
    ],
)
def test_no_full_stop_stands_before_a_day_in_brackets(what: str, said: str) -> None:
    asks = (owed(CLIENT, what, TODAY + timedelta(days=5)),)
    assert f"- {said}by Thursday" in written(replace(sparse("chase", "long"), asks=asks)).body
    undated = (owed(CLIENT, what),)
    shown = said.removesuffix(" (")
    assert f"- {shown}\n" in written(replace(sparse("chase", "long"), asks=undated)).body


def test_a_service_is_told_in_sentences_however_it_was_typed() -> None:
    service = Service(name="payroll", sentence="we pay your staff (up to 50)")
    made = written(replace(sparse("update", "long"), service=service))
    assert "Payroll. We pay your staff (up to 50).\n" in made.body


@pytest.mark.parametrize("language", LANGUAGES)
def test_news_of_several_paragraphs_follow_no_other_text_in_their_line(language: str) -> None:
    made = written(replace(sparse("update", "long"), news=("First.\n\nSecond",)), language)
    assert "\n\nFirst.\n\nSecond.\n\n" in made.body


def test_what_is_asked_for_may_be_one_thing_or_several() -> None:
    for asks, said in (((owed(CLIENT, "receipts"),), "this"), ((owed(CLIENT, "a"),) * 2, "these")):
        made = written(replace(sparse("chase", "short"), asks=asks))
        assert f"Could we have {said} by Wednesday" in made.body


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_place_that_is_a_question_mark_is_none(language: str) -> None:
    letters = [
        replace(sparse("agenda", "long"), meeting=Meeting(planned_on=TODAY, place=place))
        for place in (None, "?", "-")
    ]
    assert len({written(letter, language) for letter in letters}) == 1


def test_a_call_is_no_meeting_that_is_held_by_phone() -> None:
    meeting = Meeting(planned_on=date(2026, 12, 3), place="phone")
    for kind, said in (("update", "Our next call is on"), ("agenda", "We're speaking on")):
        assert f"{said} Thursday 3" in written(replace(sparse(kind, "long"), meeting=meeting)).body


def test_one_o_clock_is_said_in_italian_as_italians_do() -> None:
    for at, said in (("01:30", "all'1:30."), ("13:00", "alle 13:00."), ("00:15", "alle 0:15.")):
        meeting = Meeting(planned_on=date(2026, 12, 3), planned_time=at)
        assert said in written(replace(sparse("update", "long"), meeting=meeting), "it").body


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("days", [-2, 0, 2])
def test_whoever_writes_alone_sends_no_birthday_wishes_of_all(language: str, days: int) -> None:
    occasion = Occasion(TODAY + timedelta(days), birthday=True)
    made = written(replace(sparse("greeting", "long"), occasion=occasion), language)
    assert not re.search("of us|uns allen|noi|nous tous|todos|wszystkich|allemaal", made.body)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("held", [True, False])
@pytest.mark.parametrize("day", [TODAY, None])
def test_a_projects_name_is_set_off(language: str, held: bool, day: date | None) -> None:
    for length in ("long", "short"):
        project = Project("Website", day, held=held)
        made = written(replace(sparse("feedback", length), project=project), language)
        assert re.search("[‘„«](\xa0|\u202f)?Website(\xa0|\u202f)?[’“”»]", made.body)


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_an_update_where_nothing_is_late_says_that_all_is_on_track(language: str) -> None:
    claim = LANGUAGES[language].on_track
    quiet = replace(full("update", "long"), news=())
    assert claim in written(replace(quiet, on_track=True), language).subject
    assert claim not in written(quiet, language).text
    assert claim not in written(full("update", "long"), language).text


def test_news_are_the_heart_of_an_update_and_each_is_there() -> None:
    made = written(full("update", "long"))
    assert "- The audit is done.\n- The new form is out.\n" in made.body
    assert "no news" not in made.text.lower()
    assert "Payroll" not in made.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_update_without_a_meeting_says_so_and_offers_to_find_a_day(language: str) -> None:
    for length in ("long", "short"):
        assert LANGUAGES[language].unbooked in written(sparse("update", length), language).body


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("length", ["long", "short"])
@pytest.mark.parametrize("kind", ["update", "recap"])
def test_who_agreed_on_no_meetings_is_not_asked_for_a_day(
    kind: str, length: str, language: str
) -> None:
    letter = replace(sparse(kind, length), meets=False)
    noted = replace(letter, points=("budget",))
    asked = LANGUAGES[language].of_meetings
    for one in (letter, noted):
        assert not [said for said in asked if said in written(one, language).text]
    if kind == "update":
        assert "- budget\n" in written(noted, language).body
    booked = replace(letter, meeting=Meeting(planned_on=date(2026, 12, 3)))
    assert words.day(date(2026, 12, 3), TODAY, language) in written(booked, language).body


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("length", ["long", "short"])
def test_a_recap_claims_that_something_was_agreed_where_something_was(
    length: str, language: str
) -> None:
    claim = LANGUAGES[language].agreed
    nothing = sparse("recap", length)
    made = written(nothing, language)
    assert claim not in made.text
    assert words.day(TODAY, TODAY, language).rpartition(", ")[2] in made.subject
    owes = (owed(CLIENT, "the lease"),)
    for something in (
        replace(nothing, conversation=spoken(TODAY, "the new layout")),
        replace(nothing, asks=owes),
        replace(nothing, promises=owes),
    ):
        assert claim in written(something, language).subject
    two = replace(nothing, conversation=spoken(TODAY, "the new layout", "monthly\rinvoices"))
    assert "\n\n- the new layout\n- monthly\n  invoices\n\n" in written(two, language).body


def test_news_of_several_lines_stay_one_item() -> None:
    letter = replace(sparse("update", "long"), news=("first\nsecond", "third"))
    assert "- first\n  second\n- third\n" in written(letter).body


def test_a_chase_without_anything_overdue_sets_no_deadline() -> None:
    asks = (owed(CLIENT, "the lease", TODAY + timedelta(days=9)),)
    made = written(replace(sparse("chase", "long"), asks=asks))
    assert "the lease (by Monday 30 November)" in made.body
    assert "Wednesday 25 November" not in made.text
    assert made.subject == "The lease by Monday 30 November?"


@pytest.mark.parametrize(
    ("asks", "subject"),
    [
        ([("the lease", -3)], "The lease by Wednesday 25 November?"),
        ([("the lease", None)], "The lease by Wednesday 25 November?"),
        ([("l" * 41, None)], "What we need from you by Wednesday 25 November"),
        ([("lease\nplan", -3)], "What we need from you by Wednesday 25 November"),
        ([("lease", -3), ("plan", None)], "What we need from you by Wednesday 25 November"),
        ([("lease", 3), ("plan", 9)], "What we still need from you"),
    ],
)
def test_a_chase_names_in_its_subject_what_is_needed_and_by_when(
    asks: list[tuple[str, int | None]], subject: str
) -> None:
    owes = tuple(
        owed(CLIENT, what, None if days is None else TODAY + timedelta(days)) for what, days in asks
    )
    assert written(replace(sparse("chase", "long"), asks=owes)).subject == subject


@pytest.mark.parametrize(
    ("news", "subject"),
    [
        (("The audit is done.",), "The audit is done"),
        (("The audit is done", "And more"), "The audit is done (and more)"),
        (("Great news!",), "Great news"),
        (("the audit is done",), "The audit is done"),
        (("iPhone app is out",), "iPhone app is out"),
        (("n" * 56,), "Your update for November"),
        (("one\ntwo",), "Your update for November"),
        (("...",), "Your update for November"),
    ],
)
def test_the_first_news_is_the_subject_where_there_is_room(
    news: tuple[str, ...], subject: str
) -> None:
    assert written(replace(sparse("update", "long"), news=news, on_track=True)).subject == subject


@pytest.mark.parametrize(
    ("on", "subject", "said"),
    [
        (TODAY, "happy birthday", "Happy birthday, and many happy returns."),
        (
            TODAY - timedelta(days=2),
            "a belated happy birthday",
            "lovely birthday on Thursday 19 November",
        ),
        (
            TODAY + timedelta(days=2),
            "happy birthday, a little early",
            "your birthday on Monday 23 November",
        ),
    ],
)
def test_a_birthday_is_greeted_before_on_and_after_its_day(
    on: date, subject: str, said: str
) -> None:
    letter = replace(sparse("greeting", "long"), occasion=Occasion(on, birthday=True))
    made = written(letter)
    assert made.subject.lower().endswith(subject)
    assert said in made.body


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_to_come_is_wished_well_and_of_a_past_one_the_best_is_hoped(language: str) -> None:
    to_come, past = LANGUAGES[language].to_come, LANGUAGES[language].past
    for days, said, other in ((2, to_come, past), (-2, past, to_come)):
        letter = replace(sparse("greeting", "long"), occasion=Occasion(TODAY + timedelta(days)))
        made = written(letter, language)
        assert said in made.body
        assert other not in made.body


def test_a_project_is_asked_about_again_after_it_had_time_to_hold() -> None:
    project = Project("New website", TODAY - timedelta(days=35), held=True)
    made = written(replace(sparse("feedback", "long"), project=project))
    assert "How has it held up?" in made.body
    assert "Saturday 17 October" in made.body


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_meeting_in_another_year_says_its_year(language: str) -> None:
    meeting = Meeting(planned_on=date(2027, 1, 5), planned_time="09:30")
    made = written(replace(sparse("update", "long"), meeting=meeting), language)
    assert LANGUAGES[language].next_year in made.body


def test_a_template_gets_the_documented_names_and_no_others() -> None:
    documented = {name for names, _ in NAMES for name in names.split(", ")}
    for letter in (full("update", "long"), sparse("update", "short")):
        assert values.plain(letter, "en").keys() == documented


def test_the_parts_of_each_name_are_documented() -> None:
    meanings = dict(NAMES)
    for name, value in values.plain(full("update", "long"), "en").items():
        group = value[0] if isinstance(value, list) else value
        for part in group if isinstance(group, dict) else ():
            assert re.search(rf"\b{part}\b", meanings[name]), (name, part)


def test_values_are_plain() -> None:
    def check(value: object) -> None:
        if isinstance(value, dict):
            for key, one in value.items():
                assert type(key) is str
                check(one)
        elif isinstance(value, list):
            for one in value:
                check(one)
        else:
            assert value is None or type(value) in {str, int, bool}

    check(values.plain(full("update", "long"), "it"))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "templates"
    folder.mkdir()
    for name in ("update.j2", "update.de-AT.j2", "chase.eo.j2", "updaet.j2", "notes.txt"):
        (folder / name).write_text("Subject: mine\n\nmine\n")
    return folder


@pytest.mark.parametrize(
    ("kind", "language", "file", "is_own"),
    [
        ("update", None, "update.j2", True),
        ("update", "en", "update.j2", True),
        ("update", "en-US", "update.j2", True),
        ("update", "de-AT", "update.de-AT.j2", True),
        ("update", "DE-at", "update.de-AT.j2", True),
        ("update", "de", "update.de.j2", False),
        ("update", "de-CH", "update.de.j2", False),
        ("update", "it", "update.it.j2", False),
        ("update", "eo", "update.j2", True),
        ("chase", "eo-XX", "chase.eo.j2", True),
        ("chase", "fr-CA", "chase.fr.j2", False),
        ("chase", "sv", "chase.j2", False),
        ("update", "../../etc", "update.j2", True),
        ("update", "", "update.j2", True),
    ],
)
def test_ones_own_template_comes_first_and_the_nearest_language_before_it(
    own: Path, kind: str, language: str | None, file: str, is_own: bool
) -> None:
    found = finding.find(kind, language, own)
    assert (found.path.name, found.own) == (file, is_own)


def test_a_file_that_is_never_used_is_named(own: Path) -> None:
    assert [path.name for path in finding.strangers(own)] == ["updaet.j2"]


def test_there_is_a_template_for_every_kind_and_language() -> None:
    ours = finding.templates(NOWHERE)
    assert {(one.kind, one.language) for one in ours} == {
        (kind, language) for kind in KINDS for language in LANGUAGES
    }


def test_a_template_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.j2").write_bytes(b"ok\n\xff")
    with pytest.raises(InputError, match="line 2: not UTF-8"):
        finding.read(tmp_path / "a.j2")
    (tmp_path / "b.j2").write_bytes(b"x" * 100_001)
    with pytest.raises(InputError, match="too long"):
        finding.read(tmp_path / "b.j2")
    for path in (tmp_path, tmp_path / "none.j2"):
        with pytest.raises(InputError, match="can't be read"):
            finding.read(path)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "begin with a subject"),
        ("Dear Ann,\n\nx\n", "begin with a subject"),
        ("Subject:\n\nx\n", "subject is empty"),
        ("Subject: a\nBcc: b\n\nx\n", "line below the subject"),
        ("Subject: a\n\n \n", "body is empty"),
        ("Subject: a", "body is empty"),
    ],
)
def test_what_is_no_draft_is_refused(text: str, wrong: str) -> None:
    with pytest.raises(InputError, match=f"here: .*{wrong}"):
        draft.parse(text, "here")


def test_a_blank_that_does_not_break_stays_one_in_a_subject() -> None:
    assert draft.parse("Subject: Votre point\xa0:  tout va\n\nx\n", "here").subject == (
        "Votre point\xa0: tout va"
    )


def test_a_draft_is_read_as_it_is_shown() -> None:
    made = draft.parse("\n\nsubject:  Two   words \r\n\r\n\nHello  \n\n\n\nyou\n\n", "here")
    assert made == Draft("Two words", "Hello\n\nyou\n")
    assert draft.parse(made.text, "here") == made
