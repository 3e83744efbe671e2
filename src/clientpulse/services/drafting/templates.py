"""The templates of letters: which are in use, and trying one before it counts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from clientpulse.letters import draft, finding, values
from clientpulse.letters.kinds import KINDS, NAMES
from clientpulse.letters.rendering import Renderer
from clientpulse.letters.sample import samples
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
            TemplateLine(one.kind, KINDS[one.kind], one.language, one.own, str(one.path))
            for one in first.values()
        ),
        NAMES,
        tuple(str(path) for path in finding.strangers(own_folder)),
    )


def try_out(kind: str, language: str, text: str, where: Path) -> None:
    """Write some made-up letters with a template: with all there is to say, and with little.

    Raises:
        InputError: It has a mistake, or makes no letter. The message names the file and the line.
    """
    for letter in samples(kind):
        with Renderer() as renderer:
            made = renderer.render(text, values.plain(letter, language), where)
        draft.parse(made, str(where))
