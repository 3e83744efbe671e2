"""docs/drafts.md holds what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from clientpulse.letters import draft, values
from clientpulse.letters.kinds import KINDS
from clientpulse.letters.rendering import Renderer
from clientpulse.letters.sample import full

TEXT = (Path(__file__).parents[2] / "docs" / "drafts.md").read_text("utf-8")


def rows() -> dict[str, str]:
    """Return the rows of kinds and names; keys to press are one letter long."""
    found = re.findall(r"^\| (`.+?) \| (.+) \|$", TEXT, re.MULTILINE)
    return {
        name: meaning for names, meaning in found for name in re.findall(r"`([\w-]{2,})`", names)
    }


def test_every_kind_and_every_name_has_its_row() -> None:
    assert rows().keys() == {*KINDS, *values.plain(full("update", "long"), "en")}


@pytest.mark.parametrize("name", values.plain(full("update", "long"), "en"))
def test_every_part_of_a_name_is_told(name: str) -> None:
    value = values.plain(full("update", "long"), "en")[name]
    group = value[0] if isinstance(value, list) else value
    for part in group if isinstance(group, dict) else ():
        assert f"`{part}`" in rows()[name]


def test_the_template_on_the_page_makes_a_letter() -> None:
    [template] = re.findall(r"```jinja\n(.*?)```", TEXT, re.DOTALL)
    with Renderer() as renderer:
        plain = values.plain(full("update", "long"), "en")
        made = draft.parse(renderer.render(template, plain, Path("x.j2")), "x.j2")
    assert made.subject == "Nothing new, until Thursday 3 December"
    noted = "This is what I have noted for our meeting:\n\n- budget\n- staff"
    assert made.body == f"Dear Ann,\n\n{noted}\n\nSam Porter\n"
