"""The templates of letters: which are in use, and trying one before it counts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from clientpulse.errors import NotFoundError
from clientpulse.letters import draft, finding, markup, values
from clientpulse.letters.kinds import KINDS, NAMES
from clientpulse.letters.rendering import Renderer
from clientpulse.letters.sample import samples
from clientpulse.quoting import shell_word
from clientpulse.views.templates import TemplateLine, TemplatesView


def in_use(today: date, own_folder: Path) -> TemplatesView:
    """List the templates that are in use: one a kind and language, the user's before ours."""
    first: dict[tuple[str, str], finding.Template] = {}
    for one in finding.templates(own_folder):
        first.setdefault((one.kind, one.language), one)
    return TemplatesView(
        today,
        str(own_folder),
        tuple(
            TemplateLine(
                one.kind,
                KINDS[one.kind],
                one.language,
                one.own,
                str(one.path),
                None if one.html is None else str(one.html),
            )
            for one in first.values()
        ),
        NAMES,
        tuple(str(path) for path in finding.strangers(own_folder)),
    )


def text_of(kind: str, language: str | None, own_folder: Path, *, html: bool) -> str:
    """Return the template that an edit starts from: the one in use, or a first one in HTML.

    Raises:
        NotFoundError: HTML is wanted in a language in which there is no text.
    """
    used = finding.find(kind, language, own_folder)
    if not html:
        return finding.read(used.path)
    wanted = (language or finding.ENGLISH).lower()
    if used.language != wanted:
        lang = shell_word(language or wanted, "LANG")
        raise NotFoundError(
            f"{kind} has no text in {language} that the HTML could go with",
            f"write that first: pulse template edit {shell_word(kind)} --lang {lang}",
        )
    if used.html is not None:
        return finding.read(used.html)
    return markup.first_page(finding.read(used.path), language or wanted)


def try_out(kind: str, language: str, text: str, where: Path, *, html: bool = False) -> None:
    """Write some made-up letters with a template: with all there is to say, and with little.

    Raises:
        InputError: It has a mistake, or makes no letter. The message names the file and the line.
    """
    for letter in samples(kind):
        filled = values.plain(letter, language)
        if html:
            markup.fill_in(text, filled, where)
            continue
        with Renderer() as renderer:
            made = renderer.render(text, filled, where)
        draft.parse(made, str(where))
