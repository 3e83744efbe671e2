"""Our templates: every kind, language and length, with all there is to say and with little."""

from __future__ import annotations

import re
import time as clock
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from clientpulse.errors import InputError
from clientpulse.letters import draft, finding, names, values
from clientpulse.letters.draft import Draft
from clientpulse.letters.kinds import KINDS, NAMES
from clientpulse.letters.rendering import Renderer
from clientpulse.letters.sample import TODAY, full, owed, samples, sparse, spoken
from clientpulse.letters.values import Letter, Occasion, Project
from clientpulse.records import Meeting
from clientpulse.records.commitments import CLIENT

NOWHERE = Path("/nowhere")
LANGUAGES = ("en", "it", "de")


@pytest.fixture(autouse=True)
def _in_greenwich(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Our own clock is another one than New York's, wherever the tests run."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "UTC")
        clock.tzset()
        yield
    clock.tzset()


def written(letter: Letter, language: str = "en") -> Draft:
    template = finding.find(letter.kind, language, NOWHERE)
    with Renderer() as renderer:
        made = renderer.render(
            finding.read(template.path), values.plain(letter, template.language), template.path
        )
    return draft.parse(made, str(template.path))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_template_makes_a_letter_of_much_and_of_little(kind: str, language: str) -> None:
    for letter in samples(kind):
        made = written(letter, language)
        assert 5 < len(made.subject) < 90
        assert "\n\n\n" not in made.body
        assert "None" not in made.text
        assert "  " not in made.text
        # Calm and honest: nobody is shouted at.
        assert "!" not in made.text
        assert not re.search(r" [.,;:?)]|\(\s|\.\.", made.text)
        if letter.contact:
            assert made.body.rstrip().endswith("Sam Porter")
            assert "Ann" in made.body.partition("\n")[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_short_is_shorter_and_says_the_same(kind: str, language: str) -> None:
    long, short = (written(full(kind, length), language) for length in ("long", "short"))
    assert len(short.body) < len(long.body)
    assert short.subject == long.subject
    listed = [line for line in long.body.splitlines() if line.startswith("- ")]
    if kind != "feedback":
        assert [line for line in short.body.splitlines() if line.startswith("- ")] == listed


WORDS = {
    ("update", "en"): (
        "no news",
        "Thursday 3 December",
        "5",
        "New York",
        "their office",
        "Payroll",
    ),
    ("update", "it"): ("non ci sono novità", "giovedì 3 dicembre", "New York", "Payroll"),
    ("update", "de"): ("nichts Neues", "Donnerstag, 3. Dezember", "Uhr", "New York", "Payroll"),
    ("agenda", "en"): ("budget", "staff", "Your questions", "Thursday 3 December"),
    ("agenda", "it"): ("budget", "staff", "Le Sue domande", "giovedì 3 dicembre"),
    ("agenda", "de"): ("budget", "staff", "Ihre Fragen", "Donnerstag, 3. Dezember"),
    ("recap", "en"): ("the invoices come monthly", "Friday 27 November", "the payroll files"),
    ("recap", "it"): ("the invoices come monthly", "venerdì 27 novembre", "the payroll files"),
    ("recap", "de"): ("the invoices come monthly", "Freitag, 27. November", "the payroll files"),
    ("feedback", "en"): ("New website", "Tuesday 17 November", "0 to 10"),
    ("feedback", "it"): ("New website", "martedì 17 novembre", "0 a 10"),
    ("feedback", "de"): ("New website", "Dienstag, 17. November", "0 bis 10"),
    ("chase", "en"): ("due since Wednesday 18 November", "the lease", "by Wednesday 25 November"),
    ("chase", "it"): ("mercoledì 18 novembre", "the lease", "entro mercoledì 25 novembre"),
    ("chase", "de"): ("fällig seit Mittwoch, 18. November", "bis Mittwoch, 25. November"),
    ("apology", "en"): ("sorry", "the wrong invoice.", "on its way", "second person", "free."),
    ("apology", "it"): ("mi dispiace", "the wrong invoice.", "on its way", "second person"),
    ("apology", "de"): ("tut mir leid", "the wrong invoice.", "on its way", "second person"),
    ("follow-up", "en"): ("working on", "the tax estimate", "waiting for", "the payroll files"),
    ("follow-up", "it"): ("lavorando", "the tax estimate", "aspettiamo", "the payroll files"),
    ("follow-up", "de"): ("arbeiten wir", "the tax estimate", "warten wir", "the payroll files"),
    ("greeting", "en"): ("today, Saturday 21 November", "all the best"),
    ("greeting", "it"): ("oggi, sabato 21 novembre", "ogni bene"),
    ("greeting", "de"): ("heute, am Samstag, 21. November", "alles Gute"),
}


@pytest.mark.parametrize(("kind", "language"), WORDS)
def test_each_letter_says_what_it_is_for(kind: str, language: str) -> None:
    for length in ("long", "short"):
        letter = full(kind, length)
        made = written(replace(letter, news=()) if kind == "update" else letter, language)
        for words in WORDS[kind, language]:
            assert words.lower() in made.text.lower(), (words, made.text)


def test_news_are_the_heart_of_an_update_and_each_is_there() -> None:
    made = written(full("update", "long"))
    assert "- The audit is done.\n- The new form is out.\n" in made.body
    assert "no news" not in made.text.lower()
    assert "Payroll" not in made.text


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "isn't booked"), ("it", "non è ancora"), ("de", "noch nicht fest")],
)
def test_an_update_without_a_meeting_says_so_and_offers_to_find_a_day(
    language: str, words: str
) -> None:
    assert words in written(sparse("update", "long"), language).body
    assert words in written(sparse("update", "short"), language).body


@pytest.mark.parametrize(
    ("language", "length"), [("en", "long"), ("en", "short"), ("it", "long"), ("de", "short")]
)
@pytest.mark.parametrize("kind", ["update", "recap"])
def test_who_agreed_on_no_meetings_is_not_asked_for_a_day(
    kind: str, length: str, language: str
) -> None:
    letter = replace(sparse(kind, length), meets=False)
    asked = ("isn't booked", "days", "agenda", "fissato", "giorni", "ordine", "Termin", "Tagesord")
    for one in (letter, replace(letter, agenda=("budget",))):
        assert not [words for words in asked if words in written(one, language).text]
    if kind == "update":
        assert "- budget\n" in written(replace(letter, agenda=("budget",)), language).body
    booked = replace(letter, meeting=Meeting(planned_on=date(2026, 12, 3)))
    assert re.search("3 December|3 dicembre|3. Dezember", written(booked, language).body)


@pytest.mark.parametrize(
    ("language", "claim"), [("en", "agreed"), ("it", "concordato"), ("de", "vereinbart")]
)
@pytest.mark.parametrize("length", ["long", "short"])
def test_a_recap_claims_that_something_was_agreed_where_something_was(
    length: str, language: str, claim: str
) -> None:
    nothing = sparse("recap", length)
    made = written(nothing, language)
    assert claim not in made.text
    assert re.search("21 November|21 novembre|21. November", made.subject)
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
    assert "the lease (due on Monday 30 November)" in made.body
    assert "Wednesday 25 November" not in made.body
    assert made.subject == "What we still need from you: the lease"


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (TODAY, "Happy birthday from all of us"),
        (TODAY - timedelta(days=2), "lovely birthday on Thursday 19 November"),
        (TODAY + timedelta(days=2), "Your birthday is on Monday 23 November"),
    ],
)
def test_a_birthday_is_greeted_before_on_and_after_its_day(on: date, words: str) -> None:
    letter = replace(sparse("greeting", "long"), occasion=Occasion(on, birthday=True))
    made = written(letter)
    assert made.subject == "Happy birthday"
    assert words in made.body


@pytest.mark.parametrize(
    ("language", "to_come", "past"),
    [
        ("en", "wish you all the best for Monday 23 November.", "all went well"),
        ("it", "Le auguro ogni bene per lunedì 23 novembre.", "sia andato tutto bene"),
        ("de", "wünsche Ihnen alles Gute für Montag, 23. November.", "alles gut verlaufen"),
    ],
)
def test_a_day_to_come_is_wished_well_and_of_a_past_one_the_best_is_hoped(
    language: str, to_come: str, past: str
) -> None:
    for days, words, others in ((2, to_come, past), (-2, past, to_come)):
        letter = replace(sparse("greeting", "long"), occasion=Occasion(TODAY + timedelta(days)))
        made = written(letter, language)
        assert words in made.body
        assert others not in made.body


def test_a_project_is_asked_about_again_after_it_had_time_to_hold() -> None:
    project = Project("New website", TODAY - timedelta(days=35), held=True)
    made = written(replace(sparse("feedback", "long"), project=project))
    assert "How has it held up?" in made.body
    assert "Saturday 17 October" in made.body


def test_a_meeting_in_another_year_says_its_year() -> None:
    meeting = Meeting(planned_on=date(2027, 1, 5), planned_time="09:30")
    for language, words in (
        ("en", "Tuesday 5 January 2027 at 09:30."),
        ("it", "martedì 5 gennaio 2027 alle 09:30."),
        ("de", "Dienstag, 5. Januar 2027 um 09:30 Uhr."),
    ):
        made = written(replace(sparse("update", "long"), meeting=meeting), language)
        assert words in made.body


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


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Ann Field", "Ann"),
        ("Ann", "Ann"),
        ("", ""),
        ("Field, Ann", "Ann"),
        ("Dr. Ann Field", "Dr. Field"),
        ("Prof. Dr. Ann Mary Field", "Prof. Dr. Ann Mary Field"),
        ("Mrs Jan van der Berg", "Mrs van der Berg"),
        ("Ann Field, PhD", "Ann"),
        ("Frau Berger", "Frau Berger"),
        ("Dr", "Dr"),
        ("Acme Ltd, accounts", "Acme"),
    ],
)
def test_people_are_addressed_by_their_first_name_or_with_their_title(
    name: str, first: str
) -> None:
    assert names.parse(name).addressed == first


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "templates"
    folder.mkdir()
    for name in ("update.j2", "update.de-AT.j2", "chase.fr.j2", "updaet.j2", "notes.txt"):
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
        ("update", "fr", "update.j2", True),
        ("chase", "fr-CA", "chase.fr.j2", True),
        ("chase", "es", "chase.j2", False),
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
    assert [(one.kind, one.language) for one in ours] == [
        (kind, language) for kind in KINDS for language in ("en", "de", "it")
    ]


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
