from __future__ import annotations

import os
import shlex
import stat
import sys
from pathlib import Path

import pytest

from clientpulse.cli.app.editor import edit_text, kept_on_failure
from clientpulse.config.in_words import template_text
from clientpulse.config.loading import load
from clientpulse.errors import InputError, NotFoundError
from tests.hostile import assert_harmless

WORKDAYS = 'workdays = ["mon", "tue"]\n'


@pytest.fixture
def config(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    path = tmp_path / "settings" / "config.toml"
    monkeypatch.setenv("CLIENTPULSE_CONFIG", str(path))
    return path


@pytest.fixture
def editor(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Make an editor that does to the file what some Python says; ``text`` is what it finds."""

    def make(code: str, variable: str = "EDITOR") -> None:
        script = tmp_path / "editor with blanks.py"
        script.write_text(
            "import sys, pathlib\n"
            "file = pathlib.Path(sys.argv[-1])\n"
            "text = file.read_text()\n"
            f"pathlib.Path({str(tmp_path / 'seen')!r}).write_text(text)\n"
            f"{code}\n"
        )
        command = shlex.join([sys.executable, str(script), "--wait"])
        monkeypatch.setenv(variable, command)

    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    make.seen = (tmp_path / "seen").read_text  # type: ignore[attr-defined]
    return make


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def write(text: str) -> str:
    return f"file.write_text({text!r})"


def test_without_a_file_every_setting_has_its_default(pulse, config: Path) -> None:
    answer = pulse.ok("config", "--json").json
    assert answer["schema"] == "clientpulse.config/1"
    assert [item["name"] for item in answer["items"]] == [
        "db",
        "today",
        "default_meeting",
        "date_order",
        "due",
        "workdays",
        "soon",
        "chase_every",
        "recap",
        "dial",
        "office_hours",
        "sender",
        "notify_command",
        "theme",
        "over_communication",
        "weights",
        "maps",
        "alias",
        "rules",
        "defaults",
        "me",
        "store",
        "sources",
        "send",
        "colors",
        "keys",
    ]
    assert all(list(item) == ["name", "value", "source", "description"] for item in answer["items"])
    assert {item["source"] for item in answer["items"][2:]} == {"default"}
    assert not config.parent.exists()


def test_a_setting_says_that_it_comes_from_the_file(pulse, config: Path) -> None:
    config.parent.mkdir()
    config.write_text('default_meeting = "monthly"\n')
    item = pulse.ok("config", "--json").items[2]
    assert (item["value"], item["source"]) == ("1m", "config file")
    lines = pulse.ok("config").out.splitlines()
    assert lines[5].split()[:3] == ["default_meeting", "config", "file"]
    assert f"Config file: {config}" in lines


def test_the_store_and_the_day_say_where_they_come_from(
    pulse, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from clientpulse.cli import run

    db, today = pulse.ok("config", "--json").items[:2]
    assert (db["value"], db["source"]) == (str(pulse.store), "option")
    assert (today["value"], today["source"]) == ("2026-11-21", "option")
    monkeypatch.setenv("CLIENTPULSE_DB", str(pulse.store))
    assert run(["config", "--format", "csv"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split(",")[2] == "environment"
    assert lines[2].split(",")[2] == "default"


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
def test_every_format_names_every_setting(pulse, config: Path, form: str) -> None:
    out = pulse.ok("config", "--format", form).out.replace("\\_", "_")
    assert all(name in out for name in ("default_meeting", "workdays", "over_communication"))


def test_global_options_may_stand_behind_the_name(pulse, config: Path) -> None:
    assert pulse.ok("config", "--no-color", "--today", "2026-01-02", "--json").json["today"]


def test_the_path_is_one_line(pulse, config: Path) -> None:
    assert pulse.ok("config", "path").out == f"{config}\n"


def test_an_unknown_subcommand_is_named(pulse, config: Path) -> None:
    outcome = pulse.fails(2, "config", "edti")
    assert "pulse config edit" in outcome.err


def test_a_mistake_in_the_file_names_its_line(pulse, config: Path) -> None:
    config.parent.mkdir()
    config.write_text("\n\nworkday = 3\n")
    outcome = pulse.fails(2, "config")
    assert f"{config}, line 3" in outcome.err


def test_the_first_edit_starts_with_everything_explained(pulse, config: Path, editor) -> None:
    editor(write(WORKDAYS))
    pulse.ok("config", "edit")
    assert editor.seen() == template_text()
    assert load(config).policy.workdays == frozenset({0, 1})
    assert mode_of(config) == 0o600
    assert mode_of(config.parent) == 0o700
    assert [one.name for one in config.parent.iterdir()] == ["config.toml"]


def test_the_starter_file_is_made_even_when_nothing_is_changed(pulse, config: Path, editor) -> None:
    editor("pass")
    pulse.ok("config", "edit")
    assert config.read_text() == template_text()


def test_leaving_a_file_as_it_is_changes_nothing(pulse, config: Path, editor) -> None:
    config.parent.mkdir()
    config.write_text(WORKDAYS)
    before = config.stat().st_mtime_ns
    editor("pass")
    assert pulse.ok("config", "edit").out == "Nothing was changed.\n"
    assert config.stat().st_mtime_ns == before


def test_a_mistake_keeps_the_settings_and_what_was_typed(pulse, config: Path, editor) -> None:
    config.parent.mkdir()
    config.write_text(WORKDAYS)
    editor(write('soon = "2w"\nworkday = 3\n'))
    outcome = pulse.fails(2, "config", "edit")
    draft = config.with_name("config.toml.draft")
    assert f"{draft}, line 2" in outcome.err
    assert config.read_text() == WORKDAYS
    assert draft.read_text() == 'soon = "2w"\nworkday = 3\n'
    assert mode_of(draft) == 0o600


def test_the_next_edit_goes_on_with_what_was_kept(pulse, config: Path, editor) -> None:
    editor(write('soon = "2w"\nworkday = 3\n'))
    pulse.fails(2, "config", "edit")
    editor("file.write_text(text.replace('workday = 3', ''))")
    pulse.ok("config", "edit")
    assert config.read_text() == 'soon = "2w"\n\n'
    assert [one.name for one in config.parent.iterdir()] == ["config.toml"]


def test_a_linked_config_file_stays_a_link(pulse, config: Path, editor, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text(WORKDAYS)
    config.parent.mkdir()
    config.symlink_to(real)
    editor(write('soon = "2w"\n'))
    pulse.ok("config", "edit")
    assert config.is_symlink()
    assert real.read_text() == 'soon = "2w"\n'


def test_what_was_typed_is_kept_when_the_file_cannot_be_written(
    pulse, config: Path, editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unlink(path: Path, missing_ok: bool = False) -> None:
        raise OSError(30, "Read-only file system", str(path))

    editor(write('soon = "2w"\n'))
    monkeypatch.setattr(Path, "unlink", unlink)
    said = pulse.fails(2, "config", "edit").err
    (kept,) = (pulse.store.parent / "drafts").iterdir()
    assert f"what you typed is kept in {kept}" in said
    assert kept.read_text() == 'soon = "2w"\n'


def test_a_link_that_leads_in_a_circle_is_said_so(pulse, config: Path, editor) -> None:
    config.parent.mkdir()
    config.symlink_to(config)
    editor(write('soon = "2w"\n'))
    assert str(config) in pulse.fails(2, "config", "edit").err


def test_a_path_shows_no_raw_control_character(
    pulse, editor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CLIENTPULSE_CONFIG", str(tmp_path / "\x1b]0;x\x07.toml"))
    editor(write('soon = "2w"\n'))
    for command in ("path", "edit"):
        assert_harmless(pulse.ok("config", command).out)


def test_the_folder_of_a_user_whom_nobody_knows_is_an_ordinary_name(
    pulse, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CLIENTPULSE_CONFIG", "~nobody-has-this-name/x.toml")
    assert pulse.ok("config", "path").out == "~nobody-has-this-name/x.toml\n"
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("CLIENTPULSE_CONFIG", "~/x.toml")
    assert pulse.ok("config", "path").out == f"{tmp_path}/x.toml\n"


def test_with_no_input_no_editor_opens(pulse, config: Path, editor) -> None:
    editor(write(WORKDAYS))
    pulse.fails(2, "config", "edit", "--no-input")
    assert not config.exists()


def test_visual_wins_over_editor(editor) -> None:
    editor(write("from editor"), "EDITOR")
    os.environ["VISUAL"] = os.environ["EDITOR"] + " --visual"
    os.environ["EDITOR"] = "false"
    try:
        assert edit_text("a", ".toml") == "from editor"
    finally:
        del os.environ["VISUAL"]


def test_an_unchanged_text_is_none(editor) -> None:
    editor("pass")
    assert edit_text("as it was\n", ".toml") is None


def test_the_file_is_private_and_gone_afterwards(editor, tmp_path: Path) -> None:
    seen = str(tmp_path / "name")
    editor(f"pathlib.Path({seen!r}).write_text(f'{{file}} {{file.stat().st_mode:o}}')")
    edit_text("a", ".toml")
    name, mode = (tmp_path / "name").read_text().split()
    assert name.endswith(".toml")
    assert mode.endswith("600")
    assert not Path(name).parent.exists()


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("no-such-editor-anywhere", "there is no editor"),
        ("false", "failed with code 1"),
        ("'unclosed", "isn't a command"),
        ("/", "can't be started"),
    ],
)
def test_an_editor_that_can_t_run_is_said_so(
    command: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", command)
    with pytest.raises(InputError, match=message):
        edit_text("a", ".toml")


def test_without_an_editor_and_a_terminal_one_has_to_be_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", " ")
    with pytest.raises(InputError) as caught:
        edit_text("a", ".toml")
    assert "EDITOR=" in caught.value.hint


def test_an_emptied_text_is_no_answer(editor) -> None:
    editor(write(" \n"))
    with pytest.raises(InputError, match="emptied"):
        edit_text("a", ".toml")


@pytest.mark.parametrize(
    "code", [write("typed") + "; sys.exit(3)", "file.write_bytes(b'typed \\xff')"]
)
def test_what_was_typed_survives_a_failing_editor(editor, code: str) -> None:
    editor(code)
    with pytest.raises(InputError) as caught:
        edit_text("a", ".toml")
    kept = Path(caught.value.hint.rpartition(" in ")[2])
    assert kept.read_bytes().startswith(b"typed")
    assert mode_of(kept) == 0o600
    assert mode_of(kept.parent) == 0o700


def test_what_was_typed_survives_when_it_can_t_be_used(tmp_path: Path) -> None:
    for number in (1, 2):
        with (
            pytest.raises(NotFoundError) as caught,
            kept_on_failure("typed", ".toml", tmp_path / "drafts"),
        ):
            raise NotFoundError("no such client", "see 'pulse client list'")
        kept = tmp_path / "drafts" / f"draft-{number}.toml"
        assert caught.value.message == "no such client"
        assert caught.value.hint == (f"see 'pulse client list'; what you typed is kept in {kept}")
        assert kept.read_text() == "typed"
        assert mode_of(kept) == 0o600


def test_nothing_is_kept_when_all_went_well(tmp_path: Path) -> None:
    with kept_on_failure("typed", ".toml", tmp_path / "drafts"):
        pass
    assert not (tmp_path / "drafts").exists()
