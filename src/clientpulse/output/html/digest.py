"""Today's list as a page that mail programs show: tables, and looks that stand at each element.

Gmail may drop what a ``style`` element says, so that has only the colours of the night. Outlook
lays out with Word: it wants widths as attributes, pads cells alone, shows the points of a list
within its margin, and takes a height of lines as exact only behind the word for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from clientpulse.cadence.items import DUE, OVERDUE, TODAY
from clientpulse.output import links
from clientpulse.output.html.building import Markup, element, for_outlook, joined, page
from clientpulse.output.screens.digest import Told, remarks, subject, told

if TYPE_CHECKING:
    from clientpulse.views.digest import DigestView, ToContact

WIDTH = 600
FONT = "font-family:'Segoe UI',-apple-system,Roboto,Helvetica,Arial,sans-serif"
MONO = "font-family:Consolas,Menlo,'DejaVu Sans Mono',monospace"

INK, QUIET, PAPER, DESK, LINE, BLUE = (
    *("#1f2328", "#59636e", "#ffffff", "#f3f4f6", "#d9dde2", "#0a58ca"),
)
STATUS = {OVERDUE: "#b42318", DUE: "#8a5a00", TODAY: BLUE}

NIGHT = """
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .desk { background-color: #14171a !important; }
  .paper { background-color: #1e2226 !important; border-color: #363c43 !important; }
  .ink { color: #e8eaed !important; }
  .quiet { color: #a4adb7 !important; }
  .code { background-color: #2b3137 !important; color: #e8eaed !important; }
  .link { color: #8ab4f8 !important; }
  .overdue { color: #ff9a8d !important; }
  .due { color: #f0c060 !important; }
  .today { color: #8ab4f8 !important; }
}
"""


def write(view: DigestView) -> str:
    """Return the digest as a page."""
    title = subject(view)
    rows = [
        _row(element("h1", title, class_="ink", style=f"margin:0;font-size:20px;{_text(INK, 20)}")),
        *(_client(one, told(one, view.today)) for one in view.items),
    ]
    also = list(remarks(view))
    if also:
        rows.append(_row(*(_line(one, QUIET, "quiet") for one in also)))
    inner = _table(rows, f"max-width:{WIDTH}px")
    cell = element("td", for_outlook(inner, WIDTH), align="center", style="padding:16px 8px")
    outer = _table([element("tr", cell)], f"background-color:{DESK}", "desk")
    plain = f"margin:0;padding:0;background-color:{DESK}"
    body = element("body", outer, class_="desk", style=plain)
    return page(title, NIGHT, body)


def _table(rows: Iterable[Markup], style: str, class_: str = "sheet") -> Markup:
    return element(
        "table",
        joined(*rows, between="\n"),
        role="presentation",
        cellpadding="0",
        cellspacing="0",
        border="0",
        width="100%",
        class_=class_,
        style=f"width:100%;{style}",
    )


def _text(color: str, size: int = 15) -> str:
    height = round(size * 1.45)
    return f"{FONT};color:{color};mso-line-height-rule:exactly;line-height:{height}px"


def _row(*children: Markup) -> Markup:
    cell = element("td", *children, align="left", style="padding:4px 8px 12px 8px")
    return element("tr", cell)


def _line(text: str, color: str = INK, name: str = "ink", size: int = 15) -> Markup:
    style = f"margin:0 0 4px 0;font-size:{size}px;{_text(color, size)}"
    return element("p", text, class_=name, style=style)


def _client(one: ToContact, said: Told) -> Markup:
    """Write a client: a sheet of paper of its own."""
    paper = element(
        "td",
        _head(said, one.row.first.status),
        *(_line(text) for text in said.why),
        _said(said),
        *(_line(text, QUIET, "quiet", 13) for text in _around(said)),
        _person(one),
        _command(said.command),
        class_="paper",
        align="left",
        style=(
            f"padding:14px 16px;background-color:{PAPER};border:1px solid {LINE};border-radius:8px;"
            "word-break:break-word;overflow-wrap:anywhere"
        ),
    )
    sheet = _table([element("tr", paper)], "border-collapse:separate")
    return element("tr", element("td", sheet, style="padding:0 0 12px 0"))


def _head(said: Told, status: str) -> Markup:
    name = element(
        "h2", said.client, class_="ink", style=f"margin:0 0 2px 0;font-size:17px;{_text(INK, 17)}"
    )
    color = STATUS.get(status, QUIET)
    style = f"margin:0 0 8px 0;font-size:13px;font-weight:bold;{_text(color, 13)}"
    return joined(name, element("p", said.status, class_=_class_of(status), style=style))


def _class_of(status: str) -> str:
    return status if status in STATUS else "quiet"


def _said(said: Told) -> Markup:
    """Write what to do, and what helps to say."""
    style = f"margin:0 0 2px 0;font-size:15px;{_text(INK)}"
    what = f"margin:8px 0 4px 0;font-size:15px;font-weight:bold;{_text(INK)}"
    to_do = element("p", said.what, class_="ink", style=what)
    if not said.say:
        return to_do
    points = (element("li", text, class_="ink", style=style) for text in said.say)
    return joined(to_do, element("ul", *points, style="margin:0 0 8px 20px;padding:0"))


def _around(said: Told) -> Sequence[str]:
    return [f"Last: {said.last}", *([f"There: {said.there}"] if said.there else [])]


def _person(one: ToContact) -> Markup:
    person = one.person
    if person is None:
        return joined()
    style = f"color:{BLUE};text-decoration:underline;display:inline-block"
    found = [
        element("a", each.text, link=each, class_="link", style=style) for each in links.of(person)
    ]
    style = f"margin:8px 0 8px 0;font-size:15px;{_text(INK)}"
    parts = joined(person.name, *found, between=" &middot; ")
    return element("p", parts, class_="ink", style=style)


def _command(command: str) -> Markup:
    looks = f"background-color:{DESK};color:{INK};padding:2px 6px;border-radius:4px"
    style = f"{MONO};font-size:13px;{looks}"
    return element(
        "p",
        element("code", command, class_="code", style=style),
        style="margin:8px 0 0 0;font-size:13px;line-height:22px",
    )
