"""Letters in HTML: made from templates of the user's own, beside the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

from clientpulse.errors import InputError
from clientpulse.letters.cleaning import several_lines
from clientpulse.letters.draft import HEAD
from clientpulse.letters.rendering import Renderer
from clientpulse.quoting import printable

_TAGS = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})", re.DOTALL)
_PLACE = re.compile("\ue000([0-9]+)\ue001")
_BLANK_LINES = re.compile("\n{3,}")

# Paragraphs and no style sheet, since Outlook knows little else.
PAGE = """\
<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<body style="font-family: sans-serif; line-height: 1.5">
{text}
</body>
</html>
"""
ITEM = '<div style="white-space: pre-line">{line}</div>'


def fill_in(source: str, values: Mapping[str, Any], where: Path) -> str:
    """Write a letter in HTML.

    Args:
        where: The template's file, to be named when it goes wrong.

    Raises:
        InputError: The template has a mistake, or writes nothing.
    """
    check(source, where)
    with Renderer() as renderer:
        made = several_lines(renderer.render(source, values, where, html=True))
    if not made:
        raise InputError(f"{printable(str(where))}: it writes nothing", "write what the text says")
    return _BLANK_LINES.sub("\n\n", made) + "\n"


def check(source: str, where: Path) -> None:
    """Look whether every value stands in the text of the page.

    There it is text, whatever it holds. Within a tag it might become an attribute or the address
    of a link, and in a script or a style sheet it isn't text at all.

    Raises:
        InputError: One stands somewhere else. The message names the file and the line.
    """
    at: list[int] = []

    def marked(tag: re.Match[str]) -> str:
        if not tag[0].startswith("{{"):
            return ""
        at.append(tag.start())
        # With a letter first, since "<" in front of one begins a tag.
        return f"x\ue000{len(at) - 1}\ue001"

    page = _TAGS.sub(marked, source)
    in_text = _in_text(page) if at else set()
    for number, start in enumerate(at):
        if number not in in_text:
            line = source.count("\n", 0, start) + 1
            raise InputError(
                f"{printable(str(where))}, line {line}:"
                " a value within a tag, a comment, a script or a style",
                "values stand in the text between the tags; choose between tags with {% if ... %}",
            )


def first_page(text: str, language: str) -> str:
    """Return a template in HTML that says what a template of a text says, to go on from."""
    head, _, rest = text.partition(HEAD)
    tags: list[str] = []

    def marked(tag: re.Match[str]) -> str:
        tags.append(tag[0])
        return f"\ue000{len(tags) - 1}\ue001"

    def is_alone(line: str) -> bool:
        found = _PLACE.fullmatch(line.strip())
        return found is not None and not tags[int(found[1])].startswith("{{")

    lines = escape(_TAGS.sub(marked, rest), quote=False).split("\n")[1:]
    page = "\n".join(_paragraphs(lines, is_alone)).strip("\n")
    return head + PAGE.format(
        language=language, text=_PLACE.sub(lambda found: tags[int(found[1])], page)
    )


def _paragraphs(lines: Iterable[str], is_alone: Callable[[str], bool]) -> Iterator[str]:
    """Turn lines into paragraphs, which end at a blank line, an item and a tag on its own."""
    open_lines: list[str] = []
    for line in (*lines, ""):
        is_item = line.startswith("- ")
        if line.strip() and not is_item and not is_alone(line):
            open_lines.append(line)
            continue
        if open_lines:
            yield "<p>" + "<br>\n".join(open_lines) + "</p>"
            open_lines = []
        yield ITEM.format(line=line) if is_item else line


def _in_text(page: str) -> set[int]:
    """Return the numbers of the values that stand in the text of a page."""
    from html.parser import HTMLParser  # noqa: PLC0415  only letters in HTML need it

    found: set[int] = set()

    class Reader(HTMLParser):
        within = ""

        def handle_starttag(self, tag: str, attrs: Any) -> None:
            self.within = tag if tag in {"script", "style"} else ""

        handle_startendtag = handle_starttag

        def handle_endtag(self, tag: str) -> None:
            self.within = ""

        def handle_data(self, data: str) -> None:
            if not self.within:
                found.update(map(int, _PLACE.findall(data)))

    reader = Reader()
    reader.feed(page)
    reader.close()
    return found
