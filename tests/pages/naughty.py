"""Texts for every place of a page where a client's own words stand: 515 of them, all different.

Each kind is made by putting a few pieces together. Some can't be stored (half a surrogate pair, a
zero byte): they are for what writes a page, not for the commands; see ``tests.hostile.storable``.
Whatever would run sets ``window.ran``, so that a browser can be asked whether anything did.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product

from tests.hostile import generated

COUNT = 515
RUN = "window.ran=1"
SCRIPT = f"<script>{RUN}</script>"
IMAGE = f"<img src=x onerror={RUN}>"


def _markup() -> Iterator[str]:
    yield from (SCRIPT, SCRIPT.upper(), SCRIPT.replace("script", "scr\0ipt"), f"<{SCRIPT}")
    yield from (f"<script\n>{RUN}</script >", f"<script/x>{RUN}</script>", f"<script src=//{RUN}>")
    tags = ("b", "p", "table", "td", "select", "textarea", "title", "style", "svg", "math", "main")
    yield from (f"<{tag}>{IMAGE}" for tag in tags)
    yield from (f"</{tag}>{IMAGE}" for tag in tags)
    yield from (
        f"<{tag} onclick={RUN} autofocus onfocus={RUN}>" for tag in ("p", "a", "input", "svg")
    )
    yield from (
        "<",
        ">",
        "<>",
        "</>",
        "<!",
        "<?",
        "<a",
        "</a",
        "< b>",
        "<1>",
        "<b/>",
        "a<b>c",
        "1 < 2 > 0",
    )


def _ends_of_what_is_around() -> Iterator[str]:
    quotes = ('"', "'", "`", "", '\\"', "&quot;", "&#34;", "\u201c")
    inner = (f" onmouseover={RUN} ", f">{IMAGE}", f" style=position:fixed onclick={RUN} x=")
    yield from (f"x{quote}{one}{quote}" for quote, one in product(quotes, inner))
    elements = ("title", "desc", "text", "style", "svg", "td", "table", "details", "body", "html")
    yield from (f"]]></{one}>{SCRIPT}" for one in elements)


def _addresses() -> Iterator[str]:
    schemes = (
        "javascript",
        "JaVaScRiPt",
        "vbscript",
        "livescript",
        "data",
        "file",
        "blob",
        "view-source",
    )
    yield from (f"{one}:{RUN}" for one in schemes)
    holes = ("\t", "\n", "\r", "\0", "\x01", " ", "\u200b", "&Tab;", "&#10;", "%0a", "\\x6a")
    yield from (f"java{one}script:{RUN}" for one in holes)
    yield from (
        f"{one}javascript:{RUN}" for one in (" ", "\x1f", "\ufeff", "\u00a0", "feed:", "//")
    )
    yield from (f"javascript{one}{RUN}" for one in ("&colon;", "&#58;", "&#x3A;", "%3A", "\uff1a"))
    yield from ("//evil.example", "\\\\evil.example", "http://evil.example", "mailto:a@b?bcc=c@d")
    yield from (
        f"data:text/html,{SCRIPT}",
        "data:image/svg+xml,<svg onload=1>",
        "tel:*21*1#",
        "#",
        "?",
    )


def _styles() -> Iterator[str]:
    outside = ("}", "</style>", "*/", ";", "\\", "'", '"', ")")
    inner = ("*{display:none}", "background:url(//evil.example/x)", f"width:expression({RUN})")
    yield from (f"{end}{one}" for end, one in product(outside, inner))
    yield from (
        "@import '//evil.example'",
        "@charset 'utf-7'",
        "-moz-binding:url(#x)",
        "var(--ink)",
    )
    yield from ("url(javascript:1)", "\\75rl(x)", "behavior:url(x)", "color:red!important")


def _drawings() -> Iterator[str]:
    inner = (
        f"<script>{RUN}</script>",
        f"<animate onbegin={RUN} attributeName=x dur=1s>",
        f"<set attributeName=href to=javascript:{RUN}>",
        f"<a xlink:href=javascript:{RUN}><text>x",
        "<use href=//evil.example/x#y>",
        "<image href=//evil.example/x>",
        f"<foreignObject>{IMAGE}",
        f"<style>{IMAGE}",
    )
    around = ("<svg>{}", "</text>{}", "</title></desc>{}", "<math><mtext>{}")
    yield from (one.format(each) for one, each in product(around, inner))
    yield from ("M0 0L9 9", "NaN", "1e999", "-0", "translate(1)", "url(#x)", "100%", "1,5")


def _declarations() -> Iterator[str]:
    inner = (SCRIPT, IMAGE, "--")
    around = (
        "<!--{}",
        "-->{}",
        "--!>{}",
        "<!-->{}",
        "<!--->{}",
        "<![CDATA[{}]]>",
        "]]>{}",
        "<!{}>",
        "<?{}?>",
    )
    yield from (one.format(each) for one, each in product(around, inner))
    yield from (f"<!--[if {one}]>{SCRIPT}<![endif]-->" for one in ("IE", "mso", "gte mso 9", "!IE"))
    yield from (
        "<!DOCTYPE html>",
        "<!ENTITY x 'y'>",
        "<?xml version='1.0'?>",
        "<![if !mso]>",
        "<%= 1 %>",
    )


def _entities() -> Iterator[str]:
    yield from (
        "&",
        "&;",
        "&amp;",
        "&amp;amp;",
        "&lt;b&gt;",
        "&lt",
        "&ltb",
        "&#60;b&#62;",
        "&#x3c;b>",
    )
    yield from (
        "&#0;",
        "&#128;",
        "&#xD800;",
        "&#x110000;",
        "&#99999999999;",
        "&nbsp;",
        "&zwj;",
        "&x;",
    )
    yield from ("&NotEqualTilde;", "&lt\0;", "&#x0000000000003c;b>", "%3Cb%3E", "%253Cb%253E")
    yield from ("\\u003cb\\u003e", "\\x3cb\\x3e", "+ADw-b+AD4-", "\uff1cb\uff1e", "\u2039b\u203a")


def _changing_shape() -> Iterator[str]:
    """What is harmless as it is read first, and not when it is read again."""
    raw = ("noscript", "noembed", "noframes", "xmp", "iframe", "plaintext", "template", "textarea")
    yield from (f"<{one}><p title='</{one}>{IMAGE}'>" for one in raw)
    yield f"<math><mtext><table><mglyph><style><!--</style>{IMAGE}-->"
    yield f"<svg></p><style><a title='</style>{IMAGE}'>"
    yield f"<form><math><mtext></form><form><mglyph><style></math>{IMAGE}"
    yield f"<select><option><style></option></select>{IMAGE}</style>"


def _control_characters() -> Iterator[str]:
    yield from (f"a{chr(one)}b" for one in (*range(0x20), *range(0x7F, 0xA1, 3)))
    yield from (
        "\x1b[31mred\x1b[0m",
        "\x1b]0;title\x07",
        "\x1b]8;;http://evil.example\x07x",
        "\x9b5m",
    )
    yield from ("a\r\nb", "a\n\nb", "\tx\t", "x" + "\b" * 9, "\0", "\0\0\0", "a\0<b>")


def _invisible_characters() -> Iterator[str]:
    codes = (0xAD, 0x34F, 0x61C, 0x115F, 0x180E, *range(0x200B, 0x2010), *range(0x2028, 0x202F))
    more = (*range(0x2060, 0x2065), *range(0x2066, 0x206A), 0x3164, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFFC)
    yield from (f"a{chr(one)}b" for one in (*codes, *more, 0xFFF9, 0xFFFB, 0xFFFD, 0xFFFE, 0xFFFF))
    yield from (
        "\u202egnp.exe",
        "\u2066\u2067",
        "\ufeff",
        "\u200b" * 40,
        "\U000e0041\U000e007f",
        " ",
        "\u3000",
    )


def _surrogates() -> Iterator[str]:
    yield from ("\ud800", "\udfff", "a\ud83db", "\udc00\ud800", "\udcff", f"\ud800{IMAGE}")


def _scripts_of_the_world() -> Iterator[str]:
    yield from (
        "مرحبا Acme 123",
        "שלום <b>",
        "ابجد\u200fxyz",
        "עברית (abc) 1-2",
        "नमस्ते",
        "ไทย",
        "한국어",
    )
    yield from (
        "中文<b>",
        "日本語",
        "ꦧꦱꦗꦮ",
        "ᚠᛇᚻ",
        "𝔄𝔠𝔪𝔢",
        "Αсmе",
        "раураl",
        "İstanbul ıi",
        "ﬀﬁ",
        "ß ẞ",
        "ⅷ ½ ①",
    )
    yield from (
        f"Acme{''.join(chr(0x300 + (at * 7 + turn) % 0x60) for at in range(turn * 20))}"
        for turn in (1, 2, 3)
    )
    yield from (
        "e\u0301",
        "\u0301e",
        "Z\u0335\u0322a\u0336l\u0334g\u0327o",
        "﷽",
        "𒐫",
        "꧅",
        "\u0e47" * 30,
    )


def _pictures() -> Iterator[str]:
    yield from (
        "👩\u200d👩\u200d👧\u200d👦",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "🇪🇺🇪",
        "👍🏿",
    )
    yield from (
        "👩\u200d",
        "\u200d👧",
        "❤\ufe0f",
        "❤\ufe0e",
        "1\ufe0f\u20e3",
        "🏳\ufe0f\u200d🌈",
        "😀" * 50,
        "☠<b>",
    )


def _numbers() -> Iterator[str]:
    yield from (
        "0",
        "-0",
        "-1",
        "1e5",
        "1e999",
        "NaN",
        "Infinity",
        "0x1F",
        "1_000",
        "1,000.00",
        "1.000,00",
    )
    yield from (
        "9" * 40,
        "2147483648",
        "9223372036854775808",
        "0.1e-400",
        "٣٤",
        "１２",
        "½",
        "1/0",
        "٠",
        "\u22121",
    )
    yield from (
        "null",
        "None",
        "undefined",
        "true",
        "[object Object]",
        "[]",
        "{}",
        "2026-02-30",
        "00:60",
    )


def _other_languages() -> Iterator[str]:
    yield from (
        "%s%n%x",
        "%(x)s",
        "{0}",
        "{x.__class__}",
        "{{7*7}}",
        "{% raw %}",
        "${7*7}",
        "#{7*7}",
        "<%=7*7%>",
    )
    yield from (
        "{{constructor.constructor('1')()}}",
        "[[${7*7}]]",
        "@{7*7}",
        "*{7*7}",
        "{#x#}",
        "$$",
        "\\${x}",
    )
    yield from (
        "'; DROP TABLE client;--",
        "' OR 1=1--",
        '" OR ""="',
        "1;SELECT 1",
        "x'||'y",
        "\\'; --",
        "%_",
        "/*x*/",
    )
    yield from (
        "$(touch x)",
        "`touch x`",
        "; touch x",
        "| touch x",
        "&& touch x",
        "$HOME",
        "~/x",
        "> x",
        "!!",
        "x\\",
    )
    yield from (
        "../../etc/passwd",
        "C:\\CON",
        "\\\\host\\x",
        "--help",
        "-rf",
        "=1+1",
        "+1",
        "@SUM(A1)",
        "=cmd|'/c'!A1",
    )
    yield from (
        "Subject: x\r\nBcc: a@b",
        "BEGIN:VCARD",
        "# x",
        "[x](javascript:1)",
        "![x](//evil.example)",
        "| a | b |",
    )


def _long() -> Iterator[str]:
    yield from (
        "x" * 5000,
        "W" * 300,
        "<" * 2000,
        "&" * 999,
        "a " * 1500,
        "-" * 400,
        "中" * 800,
        "\u0645" * 400,
    )
    yield from (
        "<b>" * 500,
        '"' * 400,
        "x\u00ad" * 300,
        "/" * 300,
        "http://" + "a" * 900,
        "\u00a0".join(["x"] * 300),
    )


KINDS = {
    "markup": _markup,
    "ends of what is around": _ends_of_what_is_around,
    "addresses": _addresses,
    "styles": _styles,
    "drawings": _drawings,
    "declarations": _declarations,
    "entities": _entities,
    "changing shape": _changing_shape,
    "control characters": _control_characters,
    "invisible characters": _invisible_characters,
    "surrogates": _surrogates,
    "scripts of the world": _scripts_of_the_world,
    "pictures": _pictures,
    "numbers": _numbers,
    "other languages": _other_languages,
    "long": _long,
}


@cache
def by_kind() -> dict[str, tuple[str, ...]]:
    """Return all of them by what they are."""
    found: dict[str, tuple[str, ...]] = {}
    seen = set[str]()
    for kind, made in KINDS.items():
        found[kind] = tuple(one for one in dict.fromkeys(made()) if one not in seen)
        seen.update(found[kind])
    mixed = [one for one in generated(COUNT) if one not in seen and len(one) > 3]
    found["mixed"] = tuple(dict.fromkeys(mixed))[: COUNT - len(seen)]
    return found


def naughty() -> list[str]:
    """Return all of them."""
    return [one for some in by_kind().values() for one in some]
