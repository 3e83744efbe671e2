"""`pulse template`: which there are, where they are, and changing one without breaking a draft."""

from __future__ import annotations

import shlex
import stat
import sys
from pathlib import Path

import pytest

from clientpulse.letters.kinds import KINDS, NAMES
from tests.conftest import Pulse
from tests.hostile import assert_harmless

MINE = "Subject: Mine for {{ client.name }}\n\nHello {{ client.first_name }}.\n"


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of the user's own templates, which isn't there yet."""
    monkeypatch.setenv("CLIENTPULSE_CONFIG", str(tmp_path / "settings" / "config.toml"))
    return tmp_path / "settings" / "templates"


@pytest.fixture
def editor(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Make an editor that does to the file what some Python says; ``text`` is what it finds."""

    def make(code: str) -> None:
        script = tmp_path / "editor.py"
        script.write_text(
            "import sys, pathlib\nfile = pathlib.Path(sys.argv[-1])\ntext = file.read_text()\n"
            f"pathlib.Path({str(tmp_path / 'seen')!r}).write_text(text)\n{code}\n"
        )
        monkeypatch.setenv("EDITOR", shlex.join([sys.executable, str(script)]))

    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    make.seen = (tmp_path / "seen").read_text  # type: ignore[attr-defined]
    return make


def write(text: str) -> str:
    return f"file.write_text({text!r})"


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_list_has_every_kind_and_language_and_the_names_to_use(pulse: Pulse, own: Path) -> None:
    answer = pulse.ok("template", "list", "--json").json
    assert answer["schema"] == "clientpulse.template-list/1"
    assert list(answer) == ["schema", "today", "items", "folder", "names", "unused"]
    languages = {one["language"] for one in answer["items"]}
    assert languages >= {"en", "de", "es", "fr", "it", "nl", "pl"}
    assert {(one["kind"], one["language"]) for one in answer["items"]} == {
        (kind, language) for kind in KINDS for language in languages
    }
    fields = ["kind", "language", "own", "path", "holds", "html"]
    assert all(list(one) == fields and one["html"] is None for one in answer["items"])
    assert all(Path(one["path"]).is_file() and not one["own"] for one in answer["items"])
    assert answer["folder"] == str(own)
    assert [one["name"] for one in answer["names"]] == [name for name, _ in NAMES]
    assert not own.exists()


@pytest.mark.parametrize("form", ["table", "markdown", "csv"])
def test_every_format_names_every_kind(pulse: Pulse, own: Path, form: str) -> None:
    out = pulse.ok("template", "list", "--format", form).out
    assert all(kind in out for kind in KINDS)


def test_ones_own_templates_are_in_the_list_and_so_are_files_never_used(
    pulse: Pulse, own: Path
) -> None:
    own.mkdir(parents=True)
    ours = len(pulse.ok("template", "list", "--json").json["items"])
    for name in ("update.it.j2", "update.eo.j2", "updaet.j2"):
        (own / name).write_text(MINE)
    answer = pulse.ok("template", "list", "--json").json
    mine = [(one["kind"], one["language"]) for one in answer["items"] if one["own"]]
    assert mine == [("update", "eo"), ("update", "it")]
    assert len(answer["items"]) == ours + 1
    assert answer["unused"] == [str(own / "updaet.j2")]
    said = pulse.ok("template", "list").out
    assert "update.eo.j2, update.it.j2" in said
    assert "Never used: updaet.j2" in said


def test_the_path_is_the_file_that_a_draft_is_made_from(pulse: Pulse, own: Path) -> None:
    assert pulse.ok("template", "path").out == f"{own}\n"
    ours = pulse.ok("template", "path", "update", "--lang", "de-AT").out
    assert ours.endswith("letters/templates/update.de.j2\n")
    own.mkdir(parents=True)
    (own / "update.de.j2").write_text(MINE)
    assert pulse.ok("template", "path", "update", "--lang", "de-AT").out == f"{own}/update.de.j2\n"
    assert pulse.ok("template", "path", "update").out.endswith("letters/templates/update.j2\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ("path", "updaet"),
        ("path", "update", "--lang", "../x"),
        ("path", "--lang", "it"),
        ("edit", "updaet"),
        ("edit", "update", "--lang", "a/b"),
        ("edit",),
    ],
)
def test_what_is_no_kind_or_language_is_refused(
    pulse: Pulse, own: Path, editor, arguments: tuple[str, ...]
) -> None:
    editor(write(MINE))
    pulse.fails(2, "template", *arguments)
    assert not own.exists()


def test_ones_own_template_makes_the_drafts(pulse: Pulse, own: Path, editor) -> None:
    pulse.ok("add", "Acme", "--contact", "Ann Field")
    before = pulse.ok("draft", "update", "acme").out
    editor(write(MINE))
    assert pulse.ok("template", "edit", "update").out == f"Saved: {own}/update.j2\n"
    assert (
        editor.seen()
        == Path(pulse.ok("template", "path", "agenda").out.strip())
        .with_name("update.j2")
        .read_text()
    )
    assert pulse.ok("draft", "update", "acme").out == "Subject: Mine for Acme\n\nHello Ann.\n"
    assert mode_of(own / "update.j2") == 0o600
    assert [one.name for one in own.iterdir()] == ["update.j2"]
    (own / "update.j2").unlink()
    assert pulse.ok("draft", "update", "acme").out == before


def test_a_language_has_a_template_of_its_own(pulse: Pulse, own: Path, editor) -> None:
    pulse.ok("add", "Acme", "--language", "pt-BR")
    editor(write("Subject: Olá\n\n{{ today }}\n"))
    pulse.ok("template", "edit", "update", "--lang", "pt")
    assert pulse.ok("draft", "update", "acme").out == "Subject: Olá\n\nsábado, 21 de novembro\n"


def test_leaving_a_template_as_it_is_makes_no_copy_of_it(pulse: Pulse, own: Path, editor) -> None:
    editor("pass")
    assert pulse.ok("template", "edit", "update").out == "Nothing was changed.\n"
    assert not own.exists()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("Subject: x\n\nDear {{ clinet.name }}\n", 3, "the names are"),
        ("Subject: x\n\nDear {{ client.nmae }}\n", 3, "contact, courtesy, family_name, first_name"),
        ("Subject: x\n\n{{ meeting.day }}\n", 3, "{% if"),
        ("Subject: x\n\nx{% if short %}{{ client.oops }}{% endif %}\n", 3, "first_name"),
        (
            "Subject: x\n\nx{% if not client.contact %}{{ client.oops }}{% endif %}\n",
            3,
            "first_name",
        ),
        ("Subject: x\n\nx{% if 1 == 2 %}{{ oops }}{% endif %}\n", 3, "the names are"),
        ("Subject: x\n{% if %}\n", 2, ""),
        ("Subject: x\n\n{{ ''.__class__ }}\n", 3, ""),
        ("Subject: x\n\n{% for a in range(99999) %}{{ 'x' * 99999 }}{% endfor %}\n", 3, ""),
    ],
)
def test_a_mistake_changes_nothing_and_keeps_what_was_typed(
    pulse: Pulse, own: Path, editor, text: str, line: int, words: str
) -> None:
    own.mkdir(parents=True)
    (own / "update.j2").write_text(MINE)
    editor(write(text))
    refused = pulse.fails(2, "template", "edit", "update")
    draft = own / "update.j2.draft"
    assert f"{draft}, line {line}: " in refused.err
    assert words in refused.err
    assert (own / "update.j2").read_text() == MINE
    assert draft.read_text() == text
    assert mode_of(draft) == 0o600


@pytest.mark.parametrize(
    "text",
    ["Hello\n", "Subject:\n\nx\n", "Subject: x\nDear\n", "Subject: {{ news|join('\n') }}\n\nx"],
)
def test_what_makes_no_letter_is_refused(pulse: Pulse, own: Path, editor, text: str) -> None:
    editor(write(text))
    assert "Subject: ..." in pulse.fails(2, "template", "edit", "update").err
    assert not (own / "update.j2").exists()


def test_the_next_edit_goes_on_with_what_was_kept(pulse: Pulse, own: Path, editor) -> None:
    editor(write(MINE.replace("client.name", "client.nmae")))
    pulse.fails(2, "template", "edit", "update")
    editor("file.write_text(text.replace('nmae', 'name'))")
    pulse.ok("template", "edit", "update")
    assert (own / "update.j2").read_text() == MINE
    assert [one.name for one in own.iterdir()] == ["update.j2"]


def test_a_mistake_in_a_template_is_told_by_the_draft_too(pulse: Pulse, own: Path) -> None:
    pulse.ok("add", "Acme")
    own.mkdir(parents=True)
    (own / "update.j2").write_text("Subject: x\n\n{{ client.nmae }}\n")
    refused = pulse.fails(2, "draft", "update", "acme", "--log")
    assert f"{own / 'update.j2'}, line 3: client has no 'nmae'" in refused.err
    assert pulse.ok("history", "--json").items == []
    (own / "update.j2").write_bytes(b"Subject: x\n\xff\n")
    assert "line 2: not UTF-8" in pulse.fails(2, "draft", "update", "acme").err
    (own / "update.j2").unlink()
    (own / "update.j2").mkdir()
    pulse.fails(2, "draft", "update", "acme")


def test_an_editor_that_fails_changes_nothing(pulse: Pulse, own: Path, editor) -> None:
    editor("sys.exit(3)")
    pulse.fails(2, "template", "edit", "update")
    pulse.fails(2, "template", "edit", "update", "--no-input")
    assert not own.exists()


def test_what_was_typed_is_kept_when_the_template_cannot_be_written(
    pulse: Pulse, own: Path, editor
) -> None:
    own.parent.mkdir(parents=True)
    own.write_text("a file where the folder should be")
    editor(write(MINE))
    said = pulse.fails(2, "template", "edit", "update").err
    (kept,) = (pulse.store.parent / "drafts").iterdir()
    assert f"what you typed is kept in {kept}" in said
    assert kept.read_text() == MINE
    assert mode_of(kept) == 0o600


def test_a_folder_that_cannot_be_read_is_no_fault_of_ours(
    pulse: Pulse, own: Path, editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def exists(path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    editor(write(MINE))
    monkeypatch.setattr(Path, "exists", exists)
    assert str(own) in pulse.fails(2, "template", "edit", "update").err


def test_a_linked_template_stays_a_link(pulse: Pulse, own: Path, editor, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.j2"
    real.write_text(MINE)
    own.mkdir(parents=True)
    (own / "update.j2").symlink_to(real)
    editor(write(MINE + "more\n"))
    pulse.ok("template", "edit", "update")
    assert (own / "update.j2").is_symlink()
    assert real.read_text() == MINE + "more\n"


def test_a_path_shows_no_raw_control_character(
    pulse: Pulse, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, editor
) -> None:
    monkeypatch.setenv("CLIENTPULSE_CONFIG", str(tmp_path / "\x1b]0;x\x07" / "config.toml"))
    editor(write(MINE))
    for command in ("path", "list", "edit update"):
        assert_harmless(pulse.ok("template", *command.split()).out)
    editor(write("{{ oops }}"))
    assert_harmless(pulse.fails(2, "template", "edit", "update").err)
