"""What a page's policy stops, where the escaping has failed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.pages.browser import Opener
from tests.pages.sample import page
from tests.pages.smuggled import MARKUP, Server, assert_stopped, done, serving, smuggled

# Other browsers run or load these. This one doesn't, at least not without a window or from another
# server, so that nothing shows that the policy is what stops it.
QUIET = {
    *("an icon", "a manifest", "a drawing from elsewhere", "a film's words"),
    "a text that moves",
}


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as started:
        yield started


@pytest.mark.parametrize("name", sorted({*MARKUP} - QUIET))
def test_without_a_policy_it_does_something(name: str, opened: Opener, server: Server) -> None:
    rows = [("Acme", smuggled(server)[name], "call")]
    assert done(opened, server, page(rows=rows, escaped=True, policy=""))


@pytest.mark.parametrize("name", [one for one in MARKUP if one.startswith(("a script", "an im"))])
def test_what_gets_through_does_nothing(name: str, opened: Opener, server: Server) -> None:
    markup = smuggled(server)[name]
    assert_stopped(opened, server, page(rows=[("Acme", markup, "call")], escaped=True), markup)


def test_all_that_gets_through_at_once_does_nothing(opened: Opener, server: Server) -> None:
    every = smuggled(server).values()
    assert_stopped(opened, server, page("".join(every)), *every)


def test_what_did_not_get_through_was_not_tried(opened: Opener, server: Server) -> None:
    with pytest.raises(AssertionError, match="<b>"):
        assert_stopped(opened, server, page(), "<b>")


def test_what_a_lax_policy_lets_through_is_found(opened: Opener, server: Server) -> None:
    markup = smuggled(server)["an image that fails"]
    written = page(markup, policy="default-src 'unsafe-inline'")
    with pytest.raises(AssertionError, match="ran5"):
        assert_stopped(opened, server, written, markup)
