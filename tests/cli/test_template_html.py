"""HTML templates of one's own: beside a text, tried first, and gone with an edit."""

from __future__ import annotations

from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path

import pytest

from clientpulse.letters.draft import Draft
from tests.cli.test_template import editor, own, write
from tests.conftest import Pulse

__all__ = ["editor", "own"]

PAGE = "<p>Hello {{ client.name }}</p>\n"
TEXT = "Subject: Mine\n\nHello\n"


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[Draft]:
    """The drafts that are shown."""
    from clientpulse.cli.commands.draft import places

    shown: list[Draft] = []
    monkeypatch.setattr(places, "show", shown.append)
    return shown


def test_a_page_of_ones_own_goes_along_with_the_text(
    pulse: Pulse, own: Path, editor, written: list[Draft]
) -> None:
    pulse.ok("add", "A <b> & C", "--key", "acme")
    pulse.ok("draft", "update", "acme")
    editor(write(PAGE))
    said = pulse.ok("template", "edit", "update", "--html").out
    assert said == f"Saved: {own}/update.html.j2\n"
    assert "<!doctype html>" in editor.seen()
    assert "Subject" not in editor.seen()
    pulse.ok("draft", "update", "acme")
    before, after = written
    assert before.html is None
    assert after.html == "<p>Hello A &lt;b&gt; &amp; C</p>\n"
    assert (after.subject, after.body) == (before.subject, before.body)


def test_an_edited_letter_goes_as_text_alone(
    pulse: Pulse, own: Path, editor, written: list[Draft]
) -> None:
    pulse.ok("add", "Acme")
    own.mkdir(parents=True)
    (own / "update.html.j2").write_text(PAGE)
    # A blank more at a line's end is no edit.
    for code in ("pass", "file.write_text(text + ' \\n')", "file.write_text(text + 'more')"):
        editor(code)
        pulse.ok("draft", "update", "acme", "--edit")
    assert [(one.html is None, one.edited) for one in written] == [
        *((False, False), (False, False)),
        (True, True),
    ]


def test_the_page_is_in_the_language_of_the_text(
    pulse: Pulse, own: Path, written: list[Draft]
) -> None:
    own.mkdir(parents=True)
    for name in (
        "update.html.j2",
        "update.de.html.j2",
        "update.eo.html.j2",
        "update.de-AT.html.j2",
    ):
        (own / name).write_text(f"<p>{name}</p>")
    for language in ("en", "de-AT", "it", "eo"):
        pulse.ok("add", f"Acme {language}", "--key", language.lower(), "--language", language)
        pulse.ok("draft", "update", language.lower())
    assert [one.html for one in written] == [
        *("<p>update.html.j2</p>\n", "<p>update.de.html.j2</p>\n", None),
        # There is no Esperanto text: they get the English letter.
        "<p>update.html.j2</p>\n",
    ]
    answer = pulse.ok("template", "list", "--json").json
    known = {one["language"]: one["html"] for one in answer["items"] if one["kind"] == "update"}
    assert known["de"] == str(own / "update.de.html.j2")
    assert known["en"] == str(own / "update.html.j2")
    assert known["it"] is None
    # Without a text of its language a page is never used.
    names = ("update.de-AT.html.j2", "update.eo.html.j2")
    assert answer["unused"] == [str(own / name) for name in names]
    assert "update.html.j2, update.de.html.j2" in pulse.ok("template", "list").out


def test_a_mistake_in_a_page_changes_nothing(pulse: Pulse, own: Path, editor) -> None:
    editor(write("<p>\n{{ oops }}"))
    said = pulse.fails(2, "template", "edit", "update", "--html").err
    assert "update.html.j2.draft, line 2: there is no name 'oops'" in said
    assert not (own / "update.html.j2").exists()
    editor(write(PAGE))
    pulse.ok("template", "edit", "update", "--html")
    assert (own / "update.html.j2").read_text() == PAGE


def test_a_mistake_in_a_page_is_told_by_the_draft(pulse: Pulse, own: Path) -> None:
    pulse.ok("add", "Acme")
    own.mkdir(parents=True)
    (own / "update.html.j2").write_text("<a href='{{ client.name }}'>")
    said = pulse.fails(2, "draft", "update", "acme").err
    assert f"{own}/update.html.j2, line 1: a value within a tag" in said


def test_the_path_of_a_page(pulse: Pulse, own: Path) -> None:
    said = pulse.fails(3, "template", "path", "update", "--lang", "it", "--html").err
    assert "pulse template edit update --lang it --html" in said
    pulse.fails(2, "template", "path", "--html")
    own.mkdir(parents=True)
    (own / "update.it.html.j2").write_text(PAGE)
    answer = pulse.ok("template", "path", "update", "--lang", "it", "--html").out
    assert answer == f"{own}/update.it.html.j2\n"


def test_a_page_needs_a_text_of_its_language(pulse: Pulse, own: Path, editor) -> None:
    editor(write(PAGE))
    said = pulse.fails(3, "template", "edit", "update", "--lang", "eo", "--html").err
    assert "pulse template edit update --lang eo" in said
    editor(write(TEXT))
    pulse.ok("template", "edit", "update", "--lang", "eo")
    editor(write(PAGE))
    pulse.ok("template", "edit", "update", "--lang", "eo", "--html")
    assert '<html lang="eo">' in editor.seen()


def test_a_page_and_a_text_are_deleted_each_alone(pulse: Pulse, own: Path) -> None:
    pulse.fails(3, "template", "delete", "update", "--html")
    own.mkdir(parents=True)
    (own / "update.j2").write_text(TEXT)
    (own / "update.html.j2").write_text(PAGE)
    pulse.ok("template", "delete", "update", "--html")
    assert {one.name for one in own.iterdir()} == {"update.j2", "update.html.j2.deleted"}
    said = pulse.fails(3, "template", "delete", "update", "--html").err
    assert "as HTML" in said
    pulse.ok("template", "delete", "update")


def test_a_file_for_a_mail_program_holds_both(pulse: Pulse, own: Path, tmp_path: Path) -> None:
    pulse.ok("add", "Łódź <b>", "--key", "acme", "--contact", "Ann", "--email", "a@b.example")
    own.mkdir(parents=True)
    (own / "update.html.j2").write_text(PAGE)
    file = tmp_path / "letter.eml"
    pulse.ok("draft", "update", "acme", "--eml", str(file))
    message = BytesParser(policy=default).parsebytes(file.read_bytes())
    assert isinstance(message, EmailMessage)
    assert message.get_content_type() == "multipart/alternative"
    plain, page = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert page is not None
    assert plain.get_content().startswith("Dear Ann,")
    assert page.get_content().strip() == "<p>Hello Łódź &lt;b&gt;</p>"
