"""Telling somebody who waits how far it has come."""

from __future__ import annotations

import io

import pytest

from clientpulse.cli.app import progress
from tests.hostile import assert_harmless


class Screen(io.StringIO):
    """A terminal."""

    def isatty(self) -> bool:
        return True


def said(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, patience: float) -> str:
    monkeypatch.setattr("sys.stderr", stream)
    monkeypatch.setattr(progress, "PATIENCE_SECONDS", patience)
    monkeypatch.setattr(progress, "BETWEEN_SECONDS", 0)
    with progress.progress("reading x.csv") as line:
        line.at(50, 200)
        line.at(300_000, None)
    return stream.getvalue()


def test_a_wait_is_shown_in_one_line_that_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(monkeypatch, Screen(), 0) == (
        "\rreading x.csv 25 % \rreading x.csv 300 kB \r\x1b[K"
    )


def test_the_name_of_a_file_can_t_act_on_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setattr(progress, "PATIENCE_SECONDS", 0)
    with progress.progress("reading \x1b]0;x\x07\u202e.csv") as line:
        line.at(50, 200)
        assert_harmless(screen.getvalue().removeprefix("\r"))


def test_what_is_done_in_a_moment_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(monkeypatch, Screen(), 60) == ""


def test_nothing_is_shown_where_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(monkeypatch, io.StringIO(), 0) == ""
