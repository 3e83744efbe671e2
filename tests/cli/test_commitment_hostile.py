"""Hostile text in promises, asks and mistakes: stored as given, shown harmless, exact as JSON."""

from __future__ import annotations

import pytest

from tests.conftest import Pulse
from tests.hostile import assert_harmless, generated, naughty, some
from tests.processes import assert_one_error

TEXTS = some([one for one in [*naughty(), *generated(300, seed=5)] if one.strip()])


SAMPLE = [*dict.fromkeys([*TEXTS[::20], *some(generated(20, seed=9))])]


def test_every_answer_in_words_is_harmless(pulse: Pulse) -> None:
    for number, one in enumerate(SAMPLE, 1):
        text = one.replace("\x00", "") if one.replace("\x00", "").strip() else "blank"
        pulse.ok("add", "--key", f"c{number}", "--", f"{number}{text[:150]}")
        fields = [f"--{field}={text}" for field in ("why", "fix", "prevent", "offer")]
        for command in (
            ("promise", f"c{number}", "--by=fri", "--", text),
            ("commitment", "edit", f"--what={text}", str(number)),
            ("done", str(number)),
            ("mistake", "add", f"c{number}", *fields, "--", text),
            ("mistake", "edit", *fields, f"--what={text}", str(number)),
            ("mistake", "told", str(number)),
            ("mistake", "fixed", str(number)),
            ("mistake", "delete", str(number), "--dry-run"),
        ):
            outcome = pulse.ok(*command)
            assert_harmless(outcome.out)
    assert_harmless(pulse.ok("undo", "--list").out)


def test_every_error_about_what_was_typed_is_harmless(pulse: Pulse) -> None:
    pulse.ok("add", "Acme")
    pulse.ok("promise", "acme", "x")
    pulse.ok("mistake", "acme", "x")
    for one in SAMPLE:
        text = one.replace("\x00", "")
        for command in (
            ("promise", "acme", "x", f"--by={text}x"),
            ("ask", "--", f"nobody{text}", "x"),
            ("done", "--", f"x{text}"),
            ("done", f"--on={text}x", "1"),
            ("commitment", "list", "--", f"nobody{text}"),
            ("commitment", "edit", f"--by={text}x", "1"),
            ("mistake", "--", f"nobody{text}", "x"),
            ("mistake", "told", f"--on={text}x", "1"),
            ("mistake", "edit", f"--fixed={text}x", "1"),
        ):
            outcome = pulse(*command)
            assert outcome.code in {2, 3}, command
            assert outcome.out == ""
            assert_harmless(outcome.err)
            assert_one_error(outcome.err)


@pytest.mark.parametrize(
    "command",
    [
        ("promise", "acme", "TEXT"),
        ("ask", "acme", "TEXT"),
        ("commitment", "edit", "1", "--what", "TEXT"),
        ("mistake", "acme", "TEXT"),
        *(("mistake", "acme", "x", f"--{one}", "TEXT") for one in ("why", "fix")),
        *(("mistake", "acme", "x", f"--{one}", "TEXT") for one in ("prevent", "offer")),
        ("mistake", "edit", "1", "--what", "TEXT"),
        *(("mistake", "edit", "1", f"--{one}", "TEXT") for one in ("why", "fix")),
        *(("mistake", "edit", "1", f"--{one}", "TEXT") for one in ("prevent", "offer")),
    ],
    ids=" ".join,
)
def test_a_text_that_no_file_can_hold_or_that_is_too_long_is_refused_in_every_field(
    pulse: Pulse, command: tuple[str, ...]
) -> None:
    pulse.ok("add", "Acme")
    pulse.ok("promise", "acme", "x")
    pulse.ok("mistake", "acme", "x")
    before = pulse.store.read_bytes()
    for text in ("a\x00b", "\x00", "a\udc80b", "é" * 20_001):
        refused = pulse.fails(2, *(word.replace("TEXT", text) for word in command))
        assert len(refused.err) < 500
    assert pulse.store.read_bytes() == before
    pulse.ok(*(word.replace("TEXT", "é" * 20_000) for word in command))
