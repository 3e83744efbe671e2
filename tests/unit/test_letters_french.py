"""What only French letters have to get right."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from clientpulse.letters import draft, finding, sandbox, values
from clientpulse.letters.kinds import KINDS
from clientpulse.letters.sample import full, samples, sparse
from clientpulse.records import Meeting
from tests.unit.test_letters_templates import (
    ENVIRONMENT,
    NOWHERE,
    _in_greenwich,  # noqa: F401  it is for every test here
    written,
)

# Whom "désolé" would make a man of: what is said of the writer, and of a reader.
OF_ONE_SEX = r"désolé|ravi|heureux|content|prêt|satisfait|sûr|préparé|tous deux|rappelé"


@pytest.mark.parametrize("address", ["formal", "familiar"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_blank_before_a_double_sign_does_not_break(kind: str, address: str) -> None:
    for letter in samples(kind):
        text = written(replace(letter, address=address), "fr").text
        ours = text.removeprefix("Subject:").replace("- from", "")
        assert not re.search(r"[^\xa0][:;?!»](?!\d)", ours), text
        assert not re.search("«[^\xa0]", ours), text


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_tells_whether_writer_and_reader_are_women_or_men(kind: str) -> None:
    for letter in samples(kind):
        text = written(letter, "fr").text
        assert not re.search(rf"\b(?:{OF_ONE_SEX})", text.lower()), text


@pytest.mark.parametrize(
    ("on", "subject"),
    [
        (date(2026, 11, 21), "Votre point de novembre"),
        (date(2027, 4, 1), "Votre point d'avril"),
        (date(2027, 8, 1), "Votre point d'août"),
        (date(2027, 10, 1), "Votre point d'octobre"),
    ],
)
def test_a_month_is_led_to_as_it_is_spoken(on: date, subject: str) -> None:
    assert written(replace(sparse("update", "long"), today=on), "fr").subject == subject


@pytest.mark.parametrize(
    ("timezone", "said"),
    [
        ("America/New_York", "à 5\xa0h (heure de New York)"),
        ("Europe/Athens", "à 12\xa0h (heure d'Athènes)"),
        ("Africa/Cairo", "à 12\xa0h (heure du Caire)"),
        ("UTC", "à 10\xa0h."),
    ],
)
def test_a_clock_elsewhere_is_named_as_it_is_spoken(timezone: str, said: str) -> None:
    meeting = Meeting(planned_on=date(2026, 12, 1), planned_time="10:00")
    made = written(replace(full("update", "long"), meeting=meeting, timezone=timezone), "fr")
    assert f"le mardi 1er décembre {said}" in made.body


@pytest.mark.parametrize("language", ["fr-CA", "fr-BE", "fr-CH"])
def test_days_and_times_fit_the_sentences_in_every_french(language: str) -> None:
    for kind in ("agenda", "chase", "recap"):
        letter = full(kind, "long")
        template = finding.find(kind, language, NOWHERE)
        made = sandbox.fill_in(
            ENVIRONMENT, finding.read(template.path), values.plain(letter, language)
        )
        assert draft.parse(made, kind) == written(letter, "fr")
