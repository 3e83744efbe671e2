"""What only Spanish letters have to get right."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from clientpulse.letters import finding, sandbox, values
from clientpulse.letters.kinds import KINDS
from clientpulse.letters.sample import full, samples
from clientpulse.records import Meeting
from tests.unit.test_letters_templates import (
    ENVIRONMENT,
    NOWHERE,
    _in_greenwich,  # noqa: F401  it is for every test here
    written,
)


@pytest.mark.parametrize("address", ["formal", "familiar"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_question_is_opened_and_closed(kind: str, address: str) -> None:
    for letter in samples(kind):
        text = written(replace(letter, address=address), "es").text
        assert "".join(re.findall("[¿?]", text)).replace("¿?", "") == "", text
        assert not re.search(r"¿\W|¿[^?]*[.:\n]", text.replace("Acme:", "")), text


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_tells_whether_writer_and_reader_are_women_or_men(kind: str) -> None:
    for letter in samples(kind):
        text = written(letter, "es").text
        assert not re.search(r"\b(?:encantad|satisfech|contento|preocupado|nosotros)", text), text
        assert not re.search(r"\b\w+(?:rlo|rla)s?\b(?<!hablarlo)(?<!ponerlo)(?<!dejarlo)", text)


@pytest.mark.parametrize(
    ("language", "at", "said"),
    [
        ("es", "01:00", "a la 1:00."),
        ("es", "13:00", "a las 13:00."),
        ("es", "11:30", "a las 11:30."),
        ("es-MX", "13:15", "a la 1:15 p.m."),
        ("es-MX", "10:00", "a las 10:00 a.m."),
        ("es-BR", "01:00", "a la 1:00."),
        ("es-BR", "09:30", "a las 9:30."),
    ],
)
def test_one_is_a_single_hour(language: str, at: str, said: str) -> None:
    meeting = Meeting(planned_on=date(2026, 12, 1), planned_time=at)
    letter = replace(full("update", "long"), meeting=meeting, timezone=None)
    template = finding.find("update", language, NOWHERE)
    made = sandbox.fill_in(ENVIRONMENT, finding.read(template.path), values.plain(letter, language))
    assert f"el martes 1 de diciembre {said}\n" in made
