"""Markup that runs or loads something, for a page that lets it through on purpose.

A page's policy is the second wall behind the escaping. To try it, take the escaping away, write the
page with ``smuggled(server)`` in it, and give it to ``assert_stopped``.

Two things no policy of a page can stop, so that the escaping alone does: ``<meta
http-equiv=refresh>``, and ``<link rel=preconnect>``, which connects to a server and says nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.pages.browser import Opener

# {run} is a script that leaves a trace, {parent} one that leaves it in the page around it,
# {load} an address that somebody counts requests for.
MARKUP = {
    "a script": "<script>{run}</script>",
    "a script from elsewhere": "<script src={load}></script>",
    "a module": "<script type=module>{run}</script>",
    "a script in a drawing": "<svg><script>{run}</script></svg>",
    "a script with a nonce": "<script nonce=x>{run}</script>",
    "an image that fails": "<img src=x onerror={run}>",
    "an image from elsewhere": "<img src={load}>",
    "an image for a width": "<img srcset='{load} 1x'>",
    "a picture": "<picture><source srcset={load}><img></picture>",
    "a drawing that is loaded": "<svg onload={run}></svg>",
    "a drawing that begins to move": "<svg><animate onbegin={run} attributeName=x dur=1s /></svg>",
    "an image in a drawing": "<svg width=9 height=9><image width=9 height=9 href={load} /></svg>",
    "an image of a filter": (
        "<svg width=9 height=9><filter id=f><feImage href={load} /></filter>"
        "<rect width=9 height=9 filter=url(#f) /></svg>"
    ),
    "a drawing from elsewhere": "<svg><use href='{load}#x' /></svg>",
    "a link that runs": "<a href=javascript:{run}>x</a>",
    "a link that runs, in a drawing": (
        "<svg><a xlink:href=javascript:{run}><text>x</text></a></svg>"
    ),
    "a link that is given its address": (
        "<svg><a><set attributeName=href to=javascript:{run} /><text>x</text></a></svg>"
    ),
    "a link that reports": "<a href=#x ping={load}>x</a>",
    "a form": "<form action={load}><button>x</button></form>",
    "a form that runs": "<form action=javascript:{run}><button>x</button></form>",
    "a button that goes elsewhere": "<form><button formaction={load}>x</button></form>",
    "a button that is an image": "<input type=image src={load}>",
    "a field that takes the focus": "<input autofocus onfocus={run}>",
    "a part that opens": "<details open ontoggle={run}>x</details>",
    "a text that moves": "<marquee onstart={run} width=9>x</marquee>",
    "a style that animates": (
        "<style>@keyframes k { to { left: 0 } }</style>"
        "<p style='animation:k 1ms' onanimationend={run}>x</p>"
    ),
    "a body": "<body onpageshow={run}>",
    "a style from elsewhere": "<link rel=stylesheet href={load}>",
    "a style that imports": "<style>@import '{load}';</style>",
    "a style with an image": "<style>body { background: url('{load}') }</style>",
    "a font": (
        "<style>@font-face { font-family: f; src: url('{load}') } td { font-family: f }</style>x"
    ),
    "an attribute with an image": "<p style=background:url({load})>x</p>",
    "an attribute of old with an image": "<table background={load}><td>x</table>",
    "an icon": "<link rel=icon href={load}>",
    "what is fetched ahead": "<link rel=preload as=script href={load}>",
    "a page fetched ahead": "<link rel=prefetch href={load}>",
    "a module fetched ahead": "<link rel=modulepreload href={load}>",
    "a manifest": "<link rel=manifest href={load}>",
    "a frame": "<iframe src={load}></iframe>",
    "a frame that runs": "<iframe src=javascript:{parent}></iframe>",
    "a frame with a page": "<iframe srcdoc='<script>{parent}</script>'></iframe>",
    "a frame with data": "<iframe src='data:text/html,<img src={load}>'></iframe>",
    "an object": "<object data={load}></object>",
    "an object with data": "<object data='data:text/html,<img src={load}>'></object>",
    "something embedded": "<embed src={load}>",
    "a film": "<video src={load} autoplay></video>",
    "a film's picture": "<video poster={load}></video>",
    "a film's words": "<video><track default src={load}></video>",
    "a sound": "<audio src={load} autoplay></audio>",
    "a base": "<base href={load}/><img src=x>",
    "a script behind a text": "</p></td></tr></table></svg></title></style><script>{run}</script>",
    "a broken image in mathematics": "<math><mtext><img src=x onerror={run}></mtext></math>",
    "a script that changes its shape": (
        "<noscript><p title='</noscript><img src=x onerror={run}>'></noscript>"
        "<svg><style><img src=x onerror={run}></style></svg>"
    ),
}


@dataclass
class Server:
    """Counts what is asked for, and connects to it."""

    port: int
    asked: list[str] = field(default_factory=list)

    def address(self, name: str) -> str:
        """Return an address that says who asked."""
        return f"http://127.0.0.1:{self.port}/{name}"


@contextmanager
def serving() -> Iterator[Server]:
    """Answer whatever is asked on a port of this computer, and write it down."""

    class Handler(BaseHTTPRequestHandler):
        timeout = 5

        def answer(self) -> None:
            # A page of this server asks for an icon, and later than we look.
            if self.path != "/favicon.ico":
                server.asked.append(self.path.strip("/"))
            self.send_response(200)
            self.send_header("Content-Type", "image/svg+xml")
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_POST = do_HEAD = do_OPTIONS = answer  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        listening.daemon_threads = True
        server = Server(listening.server_address[1])
        thread = threading.Thread(target=listening.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            listening.shutdown()
            thread.join(5)


def smuggled(server: Server) -> dict[str, str]:
    """Return the markup, each by its name."""
    found = {}
    for number, (name, markup) in enumerate(MARKUP.items()):
        run, load = f"ran{number}=1", server.address(str(number))
        inner = markup.replace("{run}", f"window.{run}").replace("{parent}", f"parent.{run}")
        found[name] = inner.replace("{load}", load)
    return found


def assert_stopped(opened: Opener, server: Server, written: str | Path, *through: str) -> None:
    """See that markup that got through into a page does nothing.

    Args:
        through: Pieces of it. They have to be in the page as they are, or nothing was tried.
    """
    text = written if isinstance(written, str) else written.read_text(encoding="utf-8")
    for one in through:
        assert one in text, one
    found = done(opened, server, written)
    assert not found, found


def done(opened: Opener, server: Server, written: str | Path) -> list[str]:
    """Return what ran or was loaded once a page is open, and everything in it was clicked."""
    from playwright.sync_api import Error

    server.asked.clear()
    page = opened(written)
    found = page.ran()
    try:
        for number in range(page.look("clickable")):
            page.look("click", number)
            page.page.wait_for_timeout(50)
            found += page.ran()
        page.page.wait_for_timeout(200)
        found += page.ran()
    except Error as caught:  # the page is another one meanwhile
        found.append(str(caught))
    if page.page.url.partition("#")[0] != page.address:
        found.append(f"went to {page.page.url}")
    page.page.close()  # what it still waits for isn't to be counted for the next one
    found += [one for one in page.console if one.startswith(("dialog", "popup", "download"))]
    return list(dict.fromkeys([*found, *(f"loaded {one}" for one in server.asked)]))
