"""A letter to each client with a tag, in files of a folder."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest

from clientpulse.cli import run
from tests.conftest import Pulse, filled_once
from tests.processes import Terminal


@pytest.fixture(autouse=True)
@filled_once
def _three(pulse: Pulse) -> None:
    for name in ("Acme", "Beta"):
        address = f"{name.lower()}@x.example"
        pulse.ok("add", name, "--tag", "retail", "--contact", name, "--email", address)
    pulse.ok("add", "Mute", "--tag", "retail", "--contact", "Max")


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_each_client_with_an_address_gets_a_letter_and_nothing_is_logged(
    pulse: Pulse, tmp_path: Path, dump: Callable[[], list[str]]
) -> None:
    before, folder = dump(), tmp_path / "new" / "letters"
    outcome = pulse.ok("draft", "update", "@Retail", "--news", "We move", "--eml", str(folder))
    assert files(folder) == ["acme.eml", "beta.eml"]
    assert 'To: "Acme" <acme@x.example>' in (folder / "acme.eml").read_text()
    assert "We move" in (folder / "beta.eml").read_text()
    assert outcome.out == ""
    assert f"Written to {folder}, 2 letters: Acme, Beta\n" in outcome.err
    assert "Left out: Mute (no address)\n" in outcome.err
    assert dump() == before


def test_those_with_nothing_in_it_are_named_and_left(pulse: Pulse, tmp_path: Path) -> None:
    pulse.ok("ask", "beta", "the files")
    answer = pulse.ok("draft", "chase", "@retail", "--eml", str(tmp_path / "out"), "--json").json
    assert [(one["key"], one["to"]) for one in answer["drafts"]] == [("beta", "beta@x.example")]
    assert [(one["key"], one["reason"]) for one in answer["left"]] == [
        ("acme", "owes you nothing"),
        ("mute", "owes you nothing"),
    ]
    assert files(tmp_path / "out") == ["beta.eml"]


def test_nobody_to_write_to_makes_no_folder(pulse: Pulse, tmp_path: Path) -> None:
    err = pulse.fails(3, "draft", "chase", "@retail", "--eml", str(tmp_path / "out")).err
    assert "Acme, Beta, Mute (owes you nothing)" in err
    err = pulse.fails(3, "draft", "recap", "@retail", "--eml", str(tmp_path / "out")).err
    assert "Acme, Beta, Mute (there was no conversation yet, so there is nothing to recap)" in err
    assert not (tmp_path / "out").exists()


def test_files_that_are_there_arent_replaced_without_a_yes(pulse: Pulse, tmp_path: Path) -> None:
    (tmp_path / "beta.eml").write_text("mine")
    err = pulse.fails(2, "draft", "update", "@retail", "--eml", str(tmp_path)).err
    assert "Replace 1 file in" in err
    assert "beta.eml" in err
    assert not (tmp_path / "acme.eml").exists()
    assert (tmp_path / "beta.eml").read_text() == "mine"
    pulse.ok("draft", "update", "@retail", "--eml", str(tmp_path), "--yes")
    assert (tmp_path / "beta.eml").read_text() != "mine"


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--log", "--eml", "x"),
        ("--open",),
        ("--edit",),
        ("--eml", ""),
        ("--eml", "/dev/null"),
    ],
)
def test_what_is_about_one_letter_is_refused(pulse: Pulse, options: tuple[str, ...]) -> None:
    pulse.fails(2, "draft", "update", "@retail", *options)


def test_a_circular_isnt_logged(pulse: Pulse) -> None:
    err = pulse.fails(2, "draft", "update", "@retail", "--log", "--eml", "x").err
    assert "a mailing, not a touchpoint" in err
    assert "to write to each: pulse draft update @retail --eml FOLDER" in err


def test_a_mistake_in_a_template_writes_no_file(pulse: Pulse, tmp_path: Path, config: Path) -> None:
    folder = config.parent / "templates"
    folder.mkdir()
    (folder / "update.j2").write_text("Subject: x\n\n{{ oops")
    pulse.fails(2, "draft", "update", "@retail", "--eml", str(tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def test_a_long_error_is_broken_between_words_and_commands_stay_whole(
    pulse: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "44")
    with contextlib.redirect_stderr(Terminal()) as err:
        assert run(["--db", str(pulse.store), "draft", "chase", "acme", "--open", "--send"]) == 2
        assert run(["--db", str(pulse.store), "draft", "--resend", "update", "acme"]) == 2
    assert err.getvalue().splitlines()[-4:] == [
        "hint: send it, or take it elsewhere",
        'error: "update" is for a new letter',
        "hint: --resend takes a client at most:",
        "pulse draft --resend acme",
    ]
