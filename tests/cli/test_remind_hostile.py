"""Hostile text in moments, feedback, projects and services: kept as given, shown harmless."""

from __future__ import annotations

import pytest

from tests.conftest import Pulse
from tests.hostile import assert_harmless, generated, naughty, some
from tests.processes import assert_one_error

TEXTS = some([one for one in [*naughty(), *generated(300, seed=13)] if one.strip()])
NAMES = [f"{number} {one[:150]}" for number, one in enumerate(TEXTS)]


SAMPLE = [*dict.fromkeys([*TEXTS[::20], *some(generated(20, seed=17))])]


def typed(text: str) -> str:
    """Return the text as a person can type it: no argument holds a NUL, and a blank is refused."""
    text = text.replace("\x00", "")[:150]
    return text if text.strip() else "blank"


def test_every_answer_in_words_is_harmless(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--since", "2026-01-01")
    for number, one in enumerate(map(typed, SAMPLE), 1):
        name = f"{number} {one}"
        for command in (
            ("remind", "acme", "--yearly", f"--with={name}", "--", "2026-01-01", one),
            ("remind", "edit", f"--what={one}", f"--with={name}", str(number)),
            ("remind", "done", str(number)),
            ("project", "start", "acme", "--", name),
            ("feedback", "acme", f"--project={number}", "--", one),
            ("project", "finish", "acme", "--", str(number)),
            ("service", "add", "--", name, one),
            ("service", "edit", f"--sentence={one}", str(number)),
            ("service", "mention", "acme", str(number)),
            ("service", "remove", "--dry-run", str(number)),
        ):
            assert_harmless(pulse.ok(*command).out)
    assert_harmless(pulse.ok("undo", "--list").out)


def test_every_error_about_what_was_typed_is_harmless(pulse: Pulse) -> None:
    pulse.ok("add", "Acme")
    pulse.ok("remind", "acme", "fri", "x")
    pulse.ok("project", "start", "acme", "\x1b[5;41mSite")
    pulse.ok("service", "add", "\x1b[5;41mPay", "x")
    for one in SAMPLE:
        text = one.replace("\x00", "")
        for command in (
            ("remind", "acme", "--", f"x{text}", "y"),
            ("remind", "--", f"nobody{text}", "fri", "y"),
            ("remind", "edit", f"--on=x{text}", "1"),
            ("remind", "done", "--", f"x{text}"),
            ("feedback", "acme", "x", f"--project=x{text}"),
            ("feedback", "acme", "x", f"--score=x{text}"),
            ("project", "finish", "acme", "--", f"x{text}"),
            ("service", "mention", "acme", "--", f"x{text}"),
            ("service", "remove", "--", f"x{text}"),
            ("away", "--", f"x{text}", text),
            ("away", "cancel", "--", f"x{text}"),
        ):
            outcome = pulse(*command)
            assert outcome.code in {2, 3}, command
            assert outcome.out == ""
            assert_harmless(outcome.err)
            assert_one_error(outcome.err)


@pytest.mark.parametrize(
    ("command", "limit"),
    [
        (("remind", "acme", "fri", "TEXT"), 20_000),
        (("remind", "acme", "fri", "x", "--with", "TEXT"), 200),
        (("remind", "edit", "1", "--what", "TEXT"), 20_000),
        (("remind", "edit", "1", "--with", "TEXT"), 200),
        (("feedback", "acme", "TEXT"), 20_000),
        (("project", "start", "acme", "TEXT"), 200),
        (("service", "add", "TEXT", "x"), 200),
        (("service", "add", "x", "TEXT"), 500),
        (("service", "edit", "1", "--name", "TEXT"), 200),
        (("service", "edit", "1", "--sentence", "TEXT"), 500),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, tuple) else None,
)
def test_a_text_that_no_file_can_hold_or_that_is_too_long_is_refused_in_every_field(
    pulse: Pulse, command: tuple[str, ...], limit: int
) -> None:
    pulse.ok("add", "Acme")
    pulse.ok("remind", "acme", "fri", "x")
    pulse.ok("service", "add", "Payroll", "x")
    before = pulse.store.read_bytes()
    for text in ("a\x00b", "\x00", "a\udc80b", "é" * (limit + 1)):
        refused = pulse.fails(2, *(word.replace("TEXT", text) for word in command))
        assert len(refused.err) < 500
    assert pulse.store.read_bytes() == before
    pulse.ok(*(word.replace("TEXT", "é" * limit) for word in command))
