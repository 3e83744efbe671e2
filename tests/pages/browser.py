"""A page as somebody meets it: seen, read out, reached by keys, printed.

A test asks for ``opened`` and gives it a page, as text or as a file:

    def test_it_is_sound(opened: Opener) -> None:
        assert_sound(opened, written)
        page = opened(written, scheme="dark", width=390)
        page.picture(Path("/tmp/dark.png"))
        assert not page.pdf().cut(page.rows())

Nothing is reached over the network but this computer itself, and nothing waits without an end: a
browser that doesn't answer is killed, and the test fails.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from playwright.sync_api import Browser as Chromium
    from playwright.sync_api import BrowserContext, Page

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MODULES = ("playwright", "axe_playwright_python", "pypdf")
SECONDS = 30  # for one thing that is asked of a page
SECONDS_FOR_A_TEST = 240  # less than pytest allows it

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WIDE, NARROW, HEIGHT = 1280, 390, 900
A4_WIDTH, A4_MARGIN = 794, 38  # in CSS pixels; the margin is the browser's own, 1 cm

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
LOOK = Path(__file__).with_name("look.js")


def missing() -> str:
    """Say why no page can be opened here; empty when one can."""
    for module in MODULES:
        if importlib.util.find_spec(module) is None:
            return f"{module} isn't installed: pip install -e '.[dev,browser]'"
    if not program():
        return f"there is no browser here, none of {', '.join(PROGRAMS)}"
    return ""


def program() -> str | None:
    """Return where the browser is."""
    return next((found for one in PROGRAMS if (found := shutil.which(one))), None)


@cache
def axe_source() -> str:
    """Return axe-core, as the wheel brings it."""
    spec = importlib.util.find_spec("axe_playwright_python")
    assert spec
    assert spec.origin
    return Path(spec.origin).with_name("axe.min.js").read_text(encoding="utf-8")


@dataclass
class Printed:
    """A page on paper.

    Attributes:
        pages: The text of each sheet.
    """

    data: bytes
    pages: list[str]

    def cut(self, rows: Iterable[Sequence[str]]) -> list[Sequence[str]]:
        """Return the rows that no sheet holds as a whole: all their words, in their order.

        The first word has to be one that only this row has, such as a client's name.
        """
        sheets = [_squeezed(one) for one in self.pages]
        wanted = [(row, [_squeezed(word) for word in row if _squeezed(word)]) for row in rows]
        return [row for row, words in wanted if not any(_hold(one, words) for one in sheets)]


def _squeezed(text: str) -> str:
    # What is written with ligatures or spaced out is read back as other characters.
    return re.sub(r"[\s\u00ad\u200b]+", "", text).casefold()


def _hold(sheet: str, words: Sequence[str]) -> bool:
    position = 0
    for word in words:
        position = sheet.find(word, position)
        if position < 0:
            return False
        position += len(word)
    return True


@dataclass
class Opened:
    """A page that is open.

    Attributes:
        console: What came out that nobody asked for: console messages, errors, dialogs, and
            requests for anything but the page itself.
        requests: The addresses asked for, but the page itself.
    """

    page: Page
    file: Path
    console: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def load(self) -> None:
        """Open the page, and write down what it does."""
        self.page.on("console", lambda one: self.console.append(f"{one.type}: {one.text}"))
        self.page.on("pageerror", lambda one: self.console.append(f"error: {one}"))
        self.page.on("request", lambda one: self._asked_for(one.url))
        self.page.on("popup", lambda one: self.console.append(f"popup: {one.url}"))
        self.page.on("download", lambda one: self.console.append(f"download: {one.url}"))

        def dismiss(dialog: Any) -> None:
            self.console.append(f"dialog: {dialog.message}")
            dialog.dismiss()

        self.page.on("dialog", dismiss)
        self.page.goto(self.address, wait_until="load")
        self.look("settled")

    @property
    def address(self) -> str:
        """The page's own address."""
        return self.file.as_uri()

    def _asked_for(self, url: str) -> None:
        if url != self.address:
            self.requests.append(url)
            self.console.append(f"request: {url}")

    def look(self, what: str, *arguments: Any) -> Any:
        """Return what a function of look.js finds."""
        source = LOOK.read_text(encoding="utf-8")
        return self.page.evaluate(
            f"([what, given]) => ({source})[what](...given)", [what, arguments]
        )

    def axe(self) -> list[str]:
        """Return what axe-core finds: all its rules up to AA of WCAG 2.2, and best practices.

        What it leaves to people to judge is in it too, but for the colours of text in drawings:
        of these ``look("faint")`` knows more.
        """
        self.page.evaluate(axe_source())
        kinds = ("violations", "incomplete")
        options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": kinds}
        found = self.page.evaluate("async given => await axe.run(document, given)", options)
        return [
            f"{rule['id']}: {rule['help']}: {node['html'][:200]} {_figures(node)}".strip()
            for kind in kinds
            for rule in found[kind]
            for node in rule["nodes"]
            if kind == "violations" or not _no_doubt(node)
        ]

    def picture(self, path: Path) -> Path:
        """Write the whole page as a PNG file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=path, full_page=True)
        return path

    def pdf(self) -> Printed:
        """Print the page on A4."""
        from pypdf import PdfReader

        margin = "1cm"
        margins = dict.fromkeys(("top", "right", "bottom", "left"), margin)
        data = self.page.pdf(format="A4", margin=margins, print_background=True)  # type: ignore[arg-type]
        return Printed(data, [one.extract_text() for one in PdfReader(BytesIO(data)).pages])

    @contextmanager
    def on_paper(self) -> Iterator[None]:
        """Lay out the page as for A4, in the window."""
        width = self.page.viewport_size
        self.page.emulate_media(media="print")
        margins = self.look("margins", A4_MARGIN)
        self.page.set_viewport_size({"width": A4_WIDTH - margins, "height": HEIGHT})
        try:
            yield
        finally:
            self.page.emulate_media(media="null")  # on paper for a printer, else on a screen
            if width:
                self.page.set_viewport_size(width)

    def rows(self) -> list[list[str]]:
        """Return the rows of the tables that are printed, each as what its cells say."""
        with self.on_paper():
            return self.look("rows")

    def text(self) -> str:
        """Return all text that the page holds, also what isn't shown."""
        return self.page.evaluate("document.documentElement.textContent")

    def ran(self) -> list[str]:
        """Return the traces of scripts that ran, such as ``window.ran=1`` and ``ran7=1``."""
        return self.page.evaluate("Object.keys(window).filter(one => /^ran[0-9]*$/.test(one))")

    def snapshot(self) -> str:
        """Return what is read out, as a tree of roles and names."""
        return self.page.locator("body").aria_snapshot()

    def tab_order(self, most: int = 2000) -> list[str]:
        """Return the names of what the TAB key reaches, from the top of the page to its end.

        Raises:
            AssertionError: It doesn't come to an end: the focus is caught somewhere.
        """
        self.page.evaluate("document.activeElement?.blur()")
        names: list[str] = []
        asking = self.page.context.new_cdp_session(self.page)
        for _ in range(most):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("document.activeElement === document.body"):
                asking.detach()
                return names
            there = asking.send("Runtime.evaluate", {"expression": "document.activeElement"})
            node = asking.send(
                "Accessibility.getPartialAXTree",
                {"objectId": there["result"]["objectId"], "fetchRelatives": False},
            )["nodes"][0]
            # What has no role is read out by what it contains, which is no name.
            named = _value(node, "role") not in ("generic", "none", "")
            names.append(_value(node, "name") if named else "")
        raise AssertionError(f"TAB doesn't come to an end after {names[-5:]}")

    def accessible(self) -> dict[int, dict[str, Any]]:
        """Return the nodes of the accessibility tree by the number of their element."""
        asking = self.page.context.new_cdp_session(self.page)
        nodes = asking.send("Accessibility.getFullAXTree")["nodes"]
        asking.detach()
        return {one["backendDOMNodeId"]: one for one in nodes if "backendDOMNodeId" in one}

    def drawings(self) -> list[tuple[str, str, str, str]]:
        """Return of each svg its role, its name, its description, and how it begins."""
        asking = self.page.context.new_cdp_session(self.page)
        root = asking.send("DOM.getDocument", {"depth": -1, "pierce": True})["root"]
        asking.detach()
        nodes = self.accessible()
        found = []
        for one in _elements(root, "svg"):
            node = nodes.get(one["backendNodeId"], {})
            attributes = one.get("attributes", [])
            given = dict(zip(attributes[::2], attributes[1::2], strict=True))
            shown = " ".join(f'{key}="{value}"' for key, value in given.items())[:120]
            role = given.get("role", "")
            found.append((role, _value(node, "name"), _value(node, "description"), shown))
        return found

    def nameless(self) -> list[str]:
        """Return the roles of what takes the focus and has no name."""
        return [
            _value(one, "role")
            for one in self.accessible().values()
            if any(each["name"] == "focusable" for each in one.get("properties", []))
            and (not _value(one, "name").strip() or _value(one, "role") == "generic")
        ]


def _value(node: dict[str, Any], name: str) -> str:
    return str(node.get(name, {}).get("value") or "")


def _figures(node: dict[str, Any]) -> str:
    data = [one["data"] for one in node["any"] if one.get("data")]
    return str(data[0])[:200] if data else ""


# Signs are no text; and of the lines of a cell axe believes that they lie over each other.
_NO_DOUBT = ("shortTextContent", "nonBmp", "elmPartiallyObscured", "elmPartiallyObscuring")


def _no_doubt(node: dict[str, Any]) -> bool:
    """Tell whether there is nothing to judge in what axe leaves to people."""
    data = [one["data"] for one in node["any"] if one["id"] == "color-contrast" and one["data"]]
    known = any(one.get("messageKey") in _NO_DOUBT for one in data)
    return known or (bool(data) and re.match(r"<(text|tspan)\b", node["html"]) is not None)


def _elements(node: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    """Yield the outermost elements of a name."""
    if node.get("localName") == name:
        yield node
        return
    for one in node.get("children", []):
        yield from _elements(one, name)


Opener = Callable[..., Opened]
"""Opens a page: ``opened(html or path, scheme="light", width=1280)``."""


@dataclass
class Browser:
    """A browser that runs."""

    chromium: Chromium
    pid: int

    def _kill(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    @contextmanager
    def opening(self, folder: Path) -> Iterator[Opener]:
        """Open pages in a context of their own, and close all of them in the end."""
        watch = threading.Timer(SECONDS_FOR_A_TEST, self._kill)
        watch.daemon = True
        watch.start()
        context = self.chromium.new_context()
        context.set_default_timeout(SECONDS * 1000)

        def opened(
            written: str | Path, scheme: Scheme = "light", width: int = WIDE, height: int = HEIGHT
        ) -> Opened:
            page = _opened(context, folder, written)
            page.page.set_viewport_size({"width": width, "height": height})
            page.page.emulate_media(color_scheme=scheme)
            page.load()
            return page

        try:
            yield opened
        finally:
            context.close()
            watch.cancel()


def _opened(context: BrowserContext, folder: Path, written: str | Path) -> Opened:
    if isinstance(written, str):
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{len(list(folder.iterdir()))}.html"
        # What can't be written is what the page must not have: it fails here.
        path.write_text(written, encoding="utf-8", newline="")
    else:
        path = written.resolve()
    return Opened(context.new_page(), path)


@contextmanager
def running(home: Path) -> Iterator[Browser]:
    """Start the browser, with a home of its own, and stop it in the end."""
    from playwright.sync_api import sync_playwright

    arguments = ["--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1", "--no-proxy-server"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")  # it doesn't start otherwise
    folders = ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=program(),
            args=arguments,
            env={**os.environ, **dict.fromkeys(folders, str(home))},
            timeout=SECONDS * 1000,
        )
        try:
            asking = chromium.new_browser_cdp_session()
            processes = asking.send("SystemInfo.getProcessInfo")["processInfo"]
            pid = next(one["id"] for one in processes if one["type"] == "browser")
            asking.detach()
            yield Browser(chromium, pid)
        finally:
            chromium.close()
