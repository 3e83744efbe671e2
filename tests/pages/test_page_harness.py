"""What tries pages finds what is wrong with them, and nothing where nothing is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages import browser as browser_module
from tests.pages.browser import NARROW, Opener, Scheme
from tests.pages.sample import DRAWING, ROWS, STYLE, page, policy_for
from tests.pages.sound import assert_sound, faults

LONG = "x" * 200
TITLE = '<title id="t1">Kept in twelve months</title>'


def drawn(old: str, new: str) -> str:
    assert old in DRAWING
    return page(drawing=DRAWING.replace(old, new))


def styled(more: str, body: str = "") -> str:
    return page(body, style=STYLE + more)


def let_through(policy: str) -> str:
    return page(policy=policy)


STRICT = policy_for(STYLE)

WRONG: dict[str, tuple[str, str]] = {
    # name: (the page, what is said of it)
    "a script": (page("<script>1</script>"), "element: <script"),
    "a script within a template": (
        page("<template><b><script>1</script></b></template>"),
        "element: <script",
    ),
    "a script in a drawing": (
        drawn("<rect", "<script>1</script><rect"),
        "element: <script",
    ),
    "a handler": (page("<p onclick='1'>x</p>"), "handler: <p"),
    "a handler of a drawing": (drawn("<rect", "<rect ONLOAD='1'"), "handler: <rect"),
    "an address that runs": (page("<a href=' java\nscript:1'>x</a>"), "address: "),
    "an address that runs, in a drawing": (
        drawn("<rect", "<a xlink:href='javascript:1'><text x='1' y='9'>x</text></a><rect"),
        "address: javascript:1",
    ),
    "an address of data": (page("<a href='data:text/html,x'>x</a>"), "address: data:"),
    "an image": (page("<img alt='x' src='data:image/gif;base64,AA=='>"), "element: <img"),
    "a form": (page("<form></form>"), "element: <form"),
    "a frame": (page("<iframe title='x' srcdoc='x'></iframe>"), "element: <iframe"),
    "a base": (page(head="<base href='x'>"), "element: <base"),
    "a page that leads on": (
        page(head="<meta http-equiv='refresh' content='999;url=x'>"),
        "element: <meta",
    ),
    "a request": (
        page(
            "<img alt='x' src='http://127.0.0.1:9/x.png'>",
            policy=STRICT + "; img-src http://127.0.0.1:9",
        ),
        "came out: request: http://127.0.0.1:9/x.png",
    ),
    "a request that its policy stops": (
        page("<img alt='x' src='http://127.0.0.1:9/x.png'>"),
        "violates the following Content Security Policy",
    ),
    "a style that its policy stops": (
        page("<p style='color:red'>x</p>"),
        "came out: error: Applying inline style violates",
    ),
    "what a script says": (
        page("<script>console.log('said')</script>", policy=""),
        "came out: log: said",
    ),
    "what a script throws": (
        page("<script>throw new Error('thrown')</script>", policy=""),
        "came out: error: thrown",
    ),
    "a dialog": (page("<script>alert('asked')</script>", policy=""), "came out: dialog: asked"),
    "no policy": (let_through(""), "policies: 0"),
    "a policy that allows what stands in the page": (
        let_through("default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'"),
        "policy: style-src 'unsafe-inline'",
    ),
    "a policy that allows more by default": (
        let_through(STRICT.replace("default-src 'none'", "default-src 'self'")),
        "policy: default-src isn't 'none'",
    ),
    "a policy that allows another base": (
        let_through(STRICT.replace("base-uri 'none'; ", "")),
        "policy: base-uri isn't 'none'",
    ),
    "a policy that allows images from everywhere": (
        let_through(STRICT + "; img-src *"),
        "policy: img-src *",
    ),
    "a policy that says it twice": (
        let_through("style-src 'none'; " + STRICT),
        "policy: a directive twice",
    ),
    "a policy behind what it is for": (page(head="<title>x</title>"), "before the policy: <title"),
    "a policy in the body": (
        page(f'<meta http-equiv="content-security-policy" content="{STRICT}">'),
        "in the body: <meta",
    ),
    "no encoding": (
        page().replace('<meta charset="utf-8">', ""),
        "encoding: windows-1252",
    ),
    "no language": (page().replace('<html lang="en">', "<html>"), "html-has-lang"),
    "no title": (page().replace("<title>Report</title>", ""), "document-title"),
    "no heading": (page().replace("h1>", "p>"), "page-has-heading-one"),
    "a heading that is skipped": (page("<h4>x</h4>"), "heading-order"),
    "text outside of every landmark": (
        page().replace("</main>", "</main><p>x</p>"),
        "region",
    ),
    "no landmark": (page().replace("main>", "div>"), "landmark-one-main"),
    "an id twice": (
        page('<p id="t1">x</p><p aria-labelledby="t1">x</p>', drawing=DRAWING + DRAWING),
        "duplicate-id-aria",
    ),
    "a column that has no name": (
        page().replace("<th scope='col'>Do</th>", "<th scope='col'></th>"),
        "empty-table-header",
    ),
    "faint text by day": (
        styled("@media (prefers-color-scheme: light) { p { color: #999; } }", "<p>Word</p>"),
        "color-contrast",
    ),
    "faint text by night": (
        styled("@media (prefers-color-scheme: dark) { p { color: #555; } }", "<p>Word</p>"),
        "color-contrast",
    ),
    "faint text in a drawing by day": (
        styled("@media (prefers-color-scheme: light) { text { fill: #999; } }"),
        "drawn text: contrast 2.8",
    ),
    "faint text in a drawing by night": (
        styled("@media (prefers-color-scheme: dark) { text { fill: #555; } }"),
        "drawn text: contrast 2.4",
    ),
    "faint text on a bar": (drawn('x="30"', 'x="2"').replace("80 of 100</t", "8</t"), "drawn text"),
    "text that is seen through": (styled("svg { opacity: .5; }"), "drawn text: contrast"),
    "links that are too near": (
        styled(
            ".x { display: inline-block; line-height: 10px; height: 10px; width: 10px;"
            " overflow: visible; font-size: 10px; }",
            "<p><a class=x href='#a'>a</a><a class=x href='#b'>b</a></p>",
        ),
        "target-size",
    ),
    "a link without a name": (page("<p><a href='#a'></a></p>"), "takes the focus, without a name"),
    "a focus without a role": (
        page("<div tabindex='0'>x</div>"),
        "reached without a name",
    ),
    "a table that scrolls and that no key reaches": (
        styled(
            ".x { overflow-x: auto; } .x div { width: 999px; }", "<div class=x><div>x</div></div>"
        ),
        "without a name",
    ),
    "too wide for a telephone": (
        styled(".x { width: 600px; }", "<div class=x>x</div>"),
        "at 390 px: the page is",
    ),
    "a word too long for a telephone": (
        styled("p { overflow-wrap: normal; }", f"<p>{LONG}</p>"),
        "at 390 px: the page is",
    ),
    "cut off on a telephone": (
        styled(
            "body { overflow-x: clip; } .x { width: 600px; }", "<div class=x>x</div>"
        ),
        "at 390 px: stands out: <div",
    ),
    "too wide for paper": (
        styled("@media print { .x { width: 900px; } }", "<div class=x>x</div>"),
        "on paper: the page is",
    ),
    "wider than paper has room within its margins": (
        styled("@media print { .x { width: 650px; } } @page { margin: 30mm; }", "<p class=x>x</p>"),
        "on paper: the page is",
    ),
    "scrolled to on a screen, and cut off on paper": (
        styled(
            ".x { overflow-x: auto; } .x div { width: 999px; }",
            "<div class=x tabindex=0 role=region aria-label='x'><div>x</div></div>",
        ),
        "on paper: cut off: <div",
    ),
    "cut off at the bottom on paper": (
        styled(
            "@media print { .x { height: 9px; overflow: hidden; } }", "<p class=x>x<br>y</p>"
        ),
        "on paper: cut off: <p",
    ),
    "nothing on paper": (styled("@media print { body { display: none; } }"), "on paper: nothing"),
    "a drawing without a role": (drawn('role="img" ', ""), "drawing: no role=img"),
    "a drawing without a name": (
        drawn('aria-labelledby="t1" ', "").replace(TITLE, ""),
        "drawing: no name",
    ),
    "a drawing without a description": (
        drawn(' aria-describedby="d1"', "").replace(
            '<desc id="d1">It rose from 60 to 80 of 100.</desc>', ""
        ),
        "drawing: described by its name",  # a browser takes that, where there is nothing else
    ),
    "a drawing that is hidden": (drawn("<svg", "<svg aria-hidden='true'"), "drawing: no name"),
    "a drawing that is described by its name": (
        drawn('aria-describedby="d1"', 'aria-describedby="t1"'),
        "drawing: described by its name",
    ),
}  # fmt: skip


def test_a_sound_page_is_sound(opened: Opener) -> None:
    assert_sound(opened, page())


def test_what_is_allowed_is_no_fault(opened: Opener) -> None:
    more = f"""<p>{LONG}</p><p><a href="https://acme.example/">Acme's own page</a></p>
    <div class="x" tabindex="0" role="region" aria-label="Months"><div>x</div></div>
    <p class="y">for readers alone: {LONG}</p><h2 id="s">Next</h2><p><a href="#s">Next</a></p>"""
    style = """
    .x { overflow-x: auto; } .x div { width: 600px; }
    .y { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    """
    assert_sound(opened, page(more, style=STYLE + style))


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_found(name: str, opened: Opener) -> None:
    written, expected = WRONG[name]
    scheme: Scheme = "dark" if "by night" in name else "light"
    found = faults(opened, written, [scheme], [NARROW])
    assert any(expected in one for one in found), found


def test_a_page_is_seen_read_out_and_reached_by_keys(opened: Opener, tmp_path: Path) -> None:
    sizes = []
    for scheme in ("light", "dark"):
        here = opened(page(), scheme=scheme, width=600)
        data = here.picture(tmp_path / "pictures" / f"{scheme}.png").read_bytes()
        assert data.startswith(b"\x89PNG")
        assert int.from_bytes(data[16:20], "big") == 600
        sizes.append(data)
        assert here.tab_order() == ["Ann Field", "What counts"]
        assert here.console == []
        assert here.axe() == []
        assert 'img "Kept in twelve months"' in here.snapshot()
        assert 'row "Acme overdue call Ann"' in here.snapshot()
        assert here.drawings()[0][:3] == (
            "img", "Kept in twelve months", "It rose from 60 to 80 of 100.",
        )  # fmt: skip
    assert sizes[0] != sizes[1]


def test_a_file_is_opened_where_it_is(opened: Opener, tmp_path: Path) -> None:
    file = tmp_path / "a report (x) #1.html"
    file.write_text(page(), encoding="utf-8")
    assert_sound(opened, file)
    assert "Bakers & Sons" in opened(file).text()


def test_a_focus_that_is_caught_is_found(opened: Opener) -> None:
    script = "<script>onkeydown = e => { e.preventDefault(); document.links[1].focus(); }</script>"
    here = opened(page(f"<p><a href='#a'>a</a> <a href='#b'>b</a></p>{script}", policy=""))
    with pytest.raises(AssertionError, match="doesn't come to an end"):
        here.tab_order(most=9)


def many(style: str) -> str:
    rows = [
        (f"Client {number:03}", "due", "write<br>" * 9 + f"end {number}") for number in range(40)
    ]
    return page(style=style, rows=rows, escaped=True)


def test_a_row_that_is_cut_is_found(opened: Opener) -> None:
    whole = opened(many(STYLE))
    rows = whole.rows()
    assert len(rows) == 41
    assert rows[1][0] == "Client 000"
    paper = whole.pdf()
    assert len(paper.pages) > 5
    assert paper.cut(rows) == []
    assert paper.cut([["Client 001", "end 1"], ["Client 002", "end 3000"], ["Nobody"]]) == [
        ["Client 002", "end 3000"],
        ["Nobody"],
    ]
    style = STYLE.replace("tr { break-inside: avoid; }", "td { break-inside: auto; }")
    torn = opened(many(style))
    assert len(torn.pdf().cut(torn.rows())) > 5


def test_rows_that_fit_are_on_one_sheet(opened: Opener) -> None:
    paper = opened(page()).pdf()
    assert len(paper.pages) == 1
    assert paper.cut(ROWS) == []


def test_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser_module, "PROGRAMS", ("no-such-browser",))
    monkeypatch.setattr(browser_module, "MODULES", ())
    assert browser_module.missing() == "there is no browser here, none of no-such-browser"
    monkeypatch.setattr(browser_module, "MODULES", ("nothing_of_the_sort",))
    assert browser_module.missing().startswith("nothing_of_the_sort isn't installed: pip install")
