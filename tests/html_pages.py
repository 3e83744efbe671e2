"""Takes pages apart as a browser does, to see that nothing got through."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from clientpulse.output.html import building
from tests.hostile import assert_harmless

KNOWN = {one.lower() for one in building.ATTRIBUTES} | {"href", "http-equiv"}
POLICY = "Content-Security-Policy"
ADDRESS = re.compile(r"mailto:[A-Za-z0-9%._~+@-]+|tel:\+?[0-9]+")
CLASS = re.compile(r"[a-z_-]+( [a-z_-]+)*")
NAME = re.compile(r"[a-z]+[0-9]*(-[td])?")
STYLE = re.compile(r"[a-z0-9#%.,:;()' -]*", re.IGNORECASE)


class Parsed(HTMLParser):
    """A page as a browser takes it apart: which elements, with which attributes, and what text."""

    def __init__(self, written: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.comments: set[str] = set()
        self.open: list[str] = []
        self.feed(written)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        assert len(dict(attrs)) == len(attrs)
        if tag not in building.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.add(data)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)


def assert_nothing_got_through(written: str) -> Parsed:
    """See that a page is made of our elements, attributes and addresses alone."""
    parsed = Parsed(written)
    assert not parsed.open
    for tag, attributes in parsed.elements:
        assert tag in building.ELEMENTS | {"style"}
        assert attributes.keys() <= KNOWN
        assert attributes.get("http-equiv", POLICY) == POLICY
        assert ("href" in attributes) == (tag == "a")
        assert ADDRESS.fullmatch(attributes.get("href") or "tel:1"), attributes
        assert CLASS.fullmatch(attributes.get("class") or "ink")
        assert NAME.fullmatch(attributes.get("id") or "x"), attributes
        assert STYLE.fullmatch(attributes.get("style") or "")
        assert not re.search("url|expression|import", attributes.get("style") or "")
    assert len(parsed.comments) <= 2
    assert_harmless(written)
    return parsed
