"""Elements of a page. Whatever text they hold is text: no tag, no attribute and no address.

An element takes the names that stand here and no others, its address is a ``Link``, and every
other value is made harmless and escaped. What is marked up is a ``Markup``, which only this module
makes.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clientpulse.output.safe import one_line

if TYPE_CHECKING:
    from clientpulse.output.links import Link

ELEMENTS = frozenset(
    {"html", "head", "meta", "title", "body", "header", "main", "section", "footer", "div"}
    | {"h1", "h2", "h3", "p", "ul", "ol", "li", "a", "span", "code", "details", "summary"}
    | {"table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "figcaption"}
    | {"svg", "desc", "rect", "line", "path", "circle", "text"}
)
EMPTY = frozenset({"meta"})
ATTRIBUTES = frozenset(
    {"align", "border", "cellpadding", "cellspacing", "charset", "class", "content", "id", "lang"}
    | {"name", "role", "scope", "style", "tabindex", "aria-describedby", "aria-labelledby"}
    | {"width", "height", "viewBox", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "d"}
)
OURS = '<meta name="generator" content="clientpulse">'
"""What stands near the beginning of every page that we write."""

_ESCAPED = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "`": "&#96;"}
)


@dataclass(frozen=True, slots=True)
class Markup:
    """A piece of a page, written as it is."""

    text: str


Child = Markup | str


def escaped(text: str) -> str:
    """Return any text so that it is shown as it is, its control characters visible."""
    return one_line(text).translate(_ESCAPED)


def element(name: str, *children: Child, link: Link | None = None, **attributes: str) -> Markup:
    """Return an element.

    Args:
        children: Texts are escaped.
        link: Where it leads, of an ``a``.
        **attributes: With an underscore behind what Python keeps for itself, ``class_``, and for
            a dash: ``aria_describedby``. An empty class is left out.

    Raises:
        ValueError: There is no such element or attribute.
    """
    if not attributes.get("class_", "-"):
        del attributes["class_"]
    named = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    unknown = {name} - ELEMENTS | named.keys() - ATTRIBUTES
    if unknown or (children and name in EMPTY):
        raise ValueError(f"{name}: {', '.join(sorted(unknown))}")
    head = "".join(f' {key}="{escaped(value)}"' for key, value in named.items())
    if link is not None:
        head += f' href="{escaped(link.address)}"'
    if name in EMPTY:
        return Markup(f"<{name}{head}>")
    return Markup(f"<{name}{head}>{joined(*children).text}</{name}>")


def joined(*children: Child, between: str = "") -> Markup:
    """Put pieces one behind the other."""
    return Markup(
        between.join(one.text if isinstance(one, Markup) else escaped(one) for one in children)
    )


def for_outlook(inner: Markup, width: int) -> Markup:
    """Put something into a table of a fixed width that only Outlook sees: it knows no greatest."""
    shape = 'role="presentation" align="center" border="0" cellpadding="0" cellspacing="0"'
    begin = f'<!--[if mso]><table {shape} width="{width:d}"><tr><td><![endif]-->'
    return Markup(f"{begin}{inner.text}<!--[if mso]></td></tr></table><![endif]-->")


def page(title: str, style: str, body: Markup, *, sealed: bool = False) -> str:
    """Return a whole page.

    Args:
        style: Rules of our own, for what can't be said at an element.
        sealed: Whether the browser is told to run and load nothing, and to obey no looks but the
            rules: no element may have any of its own then. Mail programs need those.
    """
    if "<" in style:
        raise ValueError(style)
    rules = f"\n{style.strip()}\n"
    head = joined(
        element("meta", charset="utf-8"),
        *(
            [_seal(rules), element("meta", name_="referrer", content="no-referrer")]
            if sealed
            else ()
        ),
        Markup(OURS),
        element("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name_="color-scheme", content="light dark"),
        element("meta", name_="supported-color-schemes", content="light dark"),
        element("title", title),
        Markup(f"<style>{rules}</style>"),
        between="\n",
    )
    whole = element(
        "html", Markup("\n"), element("head", head), Markup("\n"), body, Markup("\n"), lang="en"
    )
    return f"<!DOCTYPE html>\n{whole.text}\n"


def _seal(rules: str) -> Markup:
    """Forbid whatever the page doesn't need, should a text ever get through as markup."""
    digest = base64.b64encode(hashlib.sha256(rules.encode()).digest()).decode()
    allowed = (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    return Markup(f'<meta http-equiv="Content-Security-Policy" content="{allowed}">')
