"""Letters in HTML: of the user's own templates, and every value is text in them."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import cycle, repeat
from pathlib import Path
from typing import Any

import pytest

from clientpulse.errors import InputError
from clientpulse.letters import finding, markup, sandbox, values
from clientpulse.letters.cleaning import several_lines
from clientpulse.letters.kinds import KINDS
from clientpulse.letters.rendering import Renderer
from clientpulse.letters.sample import full, sparse
from tests.hostile import generated, naughty

TEXTS_OF_A_LETTER = 40  # at least
FILE = Path("/templates/update.html.j2")
MADE_FOR_HTML = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror='alert(1)'>",
    "</div></body></html><a href=javascript:alert(1)>x</a>",
    "--><!-- <b>",
    "]]><style>*{display:none}</style>",
    "&lt;b&gt; &amp;amp; &#60;i&#62;",
    "javascript:alert(1)",
]


class Page(HTMLParser):
    """What a browser makes of a page: its tags with all they hold, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[Any] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append((tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(tag)

    def handle_comment(self, data: str) -> None:
        self.tags.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment

    def handle_data(self, data: str) -> None:
        self.text += data


def made(source: str, **given: Any) -> str:
    return markup.fill_in(source, given, FILE)


def first_page(kind: str) -> str:
    return markup.first_page(finding.read(finding.find(kind, "en", Path("/nowhere")).path), "en")


def with_texts(value: Any, texts: Iterator[str]) -> Any:
    """Return values in which every text is the next one of others."""
    if isinstance(value, dict):
        return {name: with_texts(one, texts) for name, one in value.items()}
    if isinstance(value, list):
        return [with_texts(one, texts) for one in value]
    return next(texts) if isinstance(value, str) else value


@pytest.mark.parametrize("kind", KINDS)
def test_no_value_becomes_a_tag_an_attribute_or_an_address(kind: str, thorough: bool) -> None:
    source = first_page(kind)
    filled = values.plain(full(kind, "long"), "en")
    usual = Page(markup.fill_in(source, filled, FILE)).tags
    # Of what is empty some paragraphs aren't there.
    hostile = [*filter(None, map(several_lines, (*naughty(), *generated(80))))]
    everywhere = (*MADE_FOR_HTML, *(hostile if thorough else ()))
    # Each of them in one place, and what may be tried longer in all places.
    one_by_one = cycle(hostile[list(KINDS).index(kind) :])
    letters = [repeat(one) for one in everywhere]
    letters += [one_by_one] * (len(hostile) // TEXTS_OF_A_LETTER)
    for texts in letters:
        given = with_texts(filled, texts)
        assert Page(markup.fill_in(source, given, FILE)).tags == usual, given


def test_a_value_reads_as_it_was_typed() -> None:
    for text in MADE_FOR_HTML:
        assert Page(made("<p>{{ x }}</p>", x=text)).text.strip() == text


@pytest.mark.parametrize(
    "template",
    [
        "<p>{% set y %}<i>{{ x }}</i>{% endset %}{{ y }}</p>",
        "<p>{{ x|replace('a', '<') }}</p>",
        "<p>{{ [x, x]|join('<br>') }}</p>",
        "<p>{{ ('<b>'|e) + x }}</p>",
        "<p>{{ x|indent(2)|sentence }}</p>",
        "<p>{% filter upper %}{{ x }}{% endfilter %}</p>",
        "<p>{% macro m(y) %}{{ y }}{% endmacro %}{{ m(x) }}</p>",
    ],
)
def test_there_is_no_way_round(template: str) -> None:
    tags = Page(made(template, x="a<script>&amp;")).tags
    assert tags in ([("p", []), "p"], [("p", []), ("i", []), "i", "p"])


@pytest.mark.parametrize(
    ("template", "wrong"),
    [
        ("<p>\n{{ x|safe }}", "line 2: this isn't a template: No filter named 'safe'"),
        ("{% autoescape false %}{{ x }}{% endautoescape %}", "change how values are escaped"),
        ("<p>{{ x }}</p>\n<a href='{{ x }}'>", "line 2: a value within a tag"),
        ("<a href={{ x }}>y</a>", "a value within a tag"),
        ("<{{ x }}>", "a value within a tag"),
        ("<p {{ x }}=1>", "a value within a tag"),
        ("<style>{{ x }}</style>", "a style"),
        ("<script/>{{ x }}</script>", "a script"),
        ("<!-- {{ x }} -->", "a comment"),
        ("{% if x %}", "this isn't a template"),
        ("{% if not x %}<p>{% endif %}", "it writes nothing"),
    ],
)
def test_where_a_value_would_not_be_text_it_is_refused(template: str, wrong: str) -> None:
    with pytest.raises(InputError) as caught:
        made(template, x="y")
    assert wrong in caught.value.message
    assert str(FILE) in caught.value.message
    assert caught.value.hint


def test_tags_may_be_chosen_between() -> None:
    template = "<p{% if x %} class='a'{% endif %}>{{ x }}</p><style>p { margin: 0 }</style>"
    assert made(template, x="y") == "<p class='a'>y</p><style>p { margin: 0 }</style>\n"


@pytest.mark.parametrize(
    "template", finding.templates(Path("/nowhere")), ids=lambda one: one.path.name
)
def test_the_first_page_says_what_the_text_says(template: finding.Template) -> None:
    text = finding.read(template.path)
    page = markup.first_page(text, template.language)
    for letter in (full(template.kind, "long"), sparse(template.kind, "short")):
        filled = values.plain(letter, template.language)
        with Renderer() as renderer:
            _, _, said = renderer.render(text, filled, FILE).partition("Subject:")
        shown = Page(markup.fill_in(page, filled, FILE)).text
        assert shown.split() == said.partition("\n")[2].split()


def test_in_a_text_a_value_is_not_escaped() -> None:
    with Renderer() as renderer:
        assert renderer.render("{{ x }} {{ x|safe }}", {"x": "<&>"}, FILE) == "<&> <&>"


def test_one_environment_writes_html_without_changing_the_next() -> None:
    sandbox.write_html(sandbox.build_environment())
    assert "safe" in sandbox.build_environment().filters
