"""What holds for every page that the program writes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import product
from pathlib import Path

from tests.pages.browser import NARROW, SCHEMES, WIDE, Opened, Opener, Scheme

WIDTHS = (WIDE, NARROW)

HASH = re.compile(r"'sha(256|384|512)-[A-Za-z0-9+/]+={0,2}'")
NOTHING = ("default-src", "base-uri", "form-action")  # the last two don't follow the first


def assert_sound(opened: Opener, written: str | Path) -> None:
    """Hold a page to all of this: nothing runs, nothing is asked for, everybody can read it."""
    found = faults(opened, written)
    assert not found, "\n".join(found)


def assert_only_text(page: Opened, shown: Iterable[str]) -> None:
    """See that texts are in a page as they are, and that nothing came of them."""
    text = page.text()
    lost = [one for one in shown if one not in text]
    assert not lost, [one[:80] for one in lost[:5]]
    found = [*page.ran(), *page.console, *of_what_it_is_made(page)]
    assert not found, found


def faults(
    opened: Opener,
    written: str | Path,
    schemes: Sequence[Scheme] = SCHEMES,
    widths: Sequence[int] = WIDTHS,
) -> list[str]:
    """Return what is wrong with a page, each once."""
    found = []
    for scheme, width in product(schemes, widths):
        page = opened(written, scheme=scheme, width=width)
        found += page.axe()
        found += [f"drawn text: {one}" for one in page.look("faint")]
        found += [f"at {width} px: {one}" for one in page.look("wide")]
        found += [f"came out: {one}" for one in page.console]
    found += of_what_it_is_made(page)
    found += reached_by_keys(page)
    found += described(page)
    found += printed(page)
    return list(dict.fromkeys(found))


def of_what_it_is_made(page: Opened) -> list[str]:
    """Return what could run, and what the page's policy lets through."""
    return [*page.look("active"), *lax(page)]


def lax(page: Opened) -> list[str]:
    """Return what the page's Content Security Policy lacks."""
    policy = page.look("policy")
    found = [f"before the policy: {one}" for one in policy["late"]]
    found += [f"in the body: {one}" for one in policy["elsewhere"]]
    if policy["encoding"] != "UTF-8":
        found.append(f"encoding: {policy['encoding']}")
    if len(policy["given"]) != 1:
        return [*found, f"policies: {len(policy['given'])}"]
    directives = [one.split() for one in policy["given"][0].split(";") if one.strip()]
    sources = {name: given for name, *given in directives}
    if len(sources) != len(directives):
        found.append("policy: a directive twice, of which the second is ignored")
    for name in NOTHING:
        if sources.get(name) != ["'none'"]:
            found.append(f"policy: {name} isn't 'none'")
    for name, given in sources.items():
        if given != ["'none'"] and not (given and all(HASH.fullmatch(one) for one in given)):
            found.append(f"policy: {name} {' '.join(given)}")
    return found


def reached_by_keys(page: Opened) -> list[str]:
    """Return what takes the focus and is read out as nothing."""
    found = [f"takes the focus, without a name: {one}" for one in page.nameless()]
    try:
        names = page.tab_order()
    except AssertionError as caught:
        return [*found, f"keys: {caught}"]
    return found + [f"reached without a name: {at + 1}." for at, one in enumerate(names) if not one]


def described(page: Opened) -> list[str]:
    """Return the drawings that somebody who doesn't see them is told too little of."""
    return [
        f"drawing: {what}: {shown}"
        for role, name, description, shown in page.drawings()
        for what, lacks in (
            ("no role=img", role != "img"),
            ("no name", not name.strip()),
            ("no description", not description.strip()),
            ("described by its name", bool(name.strip()) and description == name),
        )
        if lacks
    ]


def printed(page: Opened) -> list[str]:
    """Return what doesn't fit on paper."""
    with page.on_paper():
        found = [f"on paper: {one}" for what in ("wide", "clipped") for one in page.look(what)]
    if not any(one.strip() for one in page.pdf().pages):
        found.append("on paper: nothing")
    return found
