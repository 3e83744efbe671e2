"""Text that breaks programs, on the agenda, in the brief and among those to ring."""

from __future__ import annotations

import pytest

from tests.conftest import Pulse
from tests.hostile import assert_harmless, generated, naughty, some

SAMPLE = some([*naughty()[::20], *generated(20, seed=37)])


def test_what_is_typed_as_a_point_is_echoed_harmless_and_kept(pulse: Pulse) -> None:
    pulse.ok("add", "Acme")
    for number, one in enumerate(one for one in SAMPLE if one.strip()):
        said = pulse.ok("agenda", "acme", "add", "--", one)
        assert_harmless(said.out)
        kept = pulse.ok("agenda", "acme", "--json").items[number]
        assert (kept["number"], kept["text"]) == (number + 1, one)


def test_a_word_that_is_no_action_is_refused_harmless(pulse: Pulse) -> None:
    pulse.ok("add", "Acme")
    for one in SAMPLE:
        outcome = pulse.fails(2, "agenda", "acme", "--", f"\x1b[31m{one}")
        assert_harmless(outcome.err)


@pytest.mark.parametrize(
    "command", [("agenda", "acme", "add", "TEXT"), ("agenda", "acme", "drop", "TEXT")]
)
def test_a_text_that_no_file_can_hold_is_refused(pulse: Pulse, command: tuple[str, ...]) -> None:
    pulse.ok("add", "Acme")
    before = pulse.store.read_bytes()
    for text in ("a\x00b", "a\udc80b"):
        pulse.fails(2, *(word.replace("TEXT", text) for word in command))
    assert pulse.store.read_bytes() == before
