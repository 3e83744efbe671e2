"""Which template a letter is made from: the user's own before ours, the nearest language first."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from clientpulse.errors import InputError, NotFoundError
from clientpulse.letters.kinds import KINDS, SUFFIX
from clientpulse.quoting import printable, quoted

OURS = Path(__file__).with_name("templates")
HTML = ".html"
"""What the name of a template in HTML has before its ending: ``update.it.html.j2``."""

ENGLISH = "en"
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}")
LARGEST = 100_000  # bytes; a template is a page of text


@dataclass(frozen=True, slots=True)
class Template:
    """A template's file.

    Attributes:
        language: ``it``, ``de-at``; ``en`` where the name says none.
        html: The user's own template of this kind and language that writes the same in HTML.
    """

    kind: str
    language: str
    path: Path
    own: bool
    html: Path | None = None


def find(kind: str, language: str | None, own_folder: Path) -> Template:
    """Return the template that a letter is made from.

    For ``de-AT`` these are looked for: the user's ``KIND.de-AT.j2`` and ours, the user's
    ``KIND.de.j2`` and ours, the user's ``KIND.j2`` and ours. So an English template of one's own
    never takes the place of one in the client's language.

    Args:
        language: The client's; None or unknown for English.
    """
    known = {(one.language, one.own): one for one in templates(own_folder) if one.kind == kind}
    for wanted in _fallbacks(language):
        for own in (True, False):
            if (wanted, own) in known:
                return known[wanted, own]
    raise LookupError(kind)


def templates(own_folder: Path) -> Sequence[Template]:
    """Return all templates of a text, by kind and language, the user's own before ours."""
    named = [
        (_meaning(path.name), path, own)
        for folder, own in ((own_folder, True), (OURS, False))
        for path in _files(folder)
    ]
    in_html = {(kind, language): path for (kind, language, html), path, _ in named if html}
    found = [
        Template(kind, language, path, own, in_html.get((kind, language)))
        for (kind, language, html), path, own in named
        if kind is not None and not html
    ]
    order = list(KINDS)
    return sorted(
        found, key=lambda one: (order.index(one.kind), one.language != ENGLISH, one.language)
    )


def strangers(own_folder: Path) -> Sequence[Path]:
    """Return the user's files that look like templates and are never used."""
    used = {path for one in templates(own_folder) for path in (one.path, one.html)}
    return [path for path in _files(own_folder) if path not in used]


def own_path(kind: str, language: str | None, own_folder: Path, *, html: bool = False) -> Path:
    """Return the file of a user's own template, there or not.

    Args:
        language: None or ``en`` for English.
    """
    wanted = (language or ENGLISH).lower()
    for path in _files(own_folder):
        if _meaning(path.name) == (kind, wanted, html):
            return path
    stem = kind if wanted == ENGLISH else f"{kind}.{language}"
    return own_folder / f"{stem}{HTML if html else ''}{SUFFIX}"


def put_aside(
    kind: str, language: str | None, own_folder: Path, *, html: bool = False, dry_run: bool
) -> Path:
    """Put a user's own template aside, under a name that makes it none; return its new place.

    Raises:
        NotFoundError: There is none.
        InputError: It can't be moved.
    """
    path = own_path(kind, language, own_folder, html=html)
    if not path.is_symlink() and not path.exists():
        there = ", ".join(path.name for path in _files(own_folder) if _meaning(path.name)[0])
        of_language = "" if (language or ENGLISH).lower() == ENGLISH else f" in {language}"
        as_html = ", as HTML" if html else ""
        raise NotFoundError(
            f"you have no template of your own for {kind}{of_language}{as_html}",
            f"yours are {printable(there)}"
            if there
            else f"yours would be in {printable(str(own_folder))}",
        )
    aside = path.with_name(f"{path.name}.deleted")
    number = 1
    while aside.is_symlink() or aside.exists():
        number += 1
        aside = path.with_name(f"{path.name}.deleted-{number}")
    if not dry_run:
        try:
            path.rename(aside)
        except OSError as error:
            raise InputError(
                f"the template can't be deleted ({error.strerror}): {printable(str(path))}",
                "check the folder's permissions",
            ) from None
    return aside


def read(template: Path) -> str:
    """Return a template's text.

    Raises:
        InputError: It can't be read, isn't text, or too long to be a template.
    """
    shown = printable(str(template))
    if template.is_fifo() or template.is_char_device():  # reading one may never end
        raise InputError(f"the template {shown} isn't a file", "move it away")
    try:
        with template.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise InputError(
            f"the template {shown} can't be read: {error.strerror}",
            "make it readable, or move it away to use the one that comes with clientpulse",
        ) from None
    if len(content) > LARGEST:
        raise InputError(f"the template {shown} is too long", f"{LARGEST:,} bytes are the limit")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(f"{shown}, line {line}: not UTF-8 text", "save it as UTF-8") from None


def checked_kind(typed: str) -> str:
    """Read a kind."""
    wanted = typed.strip().lower().replace("_", "-")
    if wanted in KINDS:
        return wanted
    near = difflib.get_close_matches(wanted, KINDS, n=1)
    hint = f"did you mean {near[0]}?" if near else f"use one of {', '.join(KINDS)}"
    raise InputError(f"{quoted(typed)} isn't a kind of draft", hint)


def checked_language(typed: str | None) -> str | None:
    """Read the language of a template."""
    if typed is None:
        return None
    wanted = typed.strip().replace("_", "-")
    if not LANGUAGE.fullmatch(wanted):
        raise InputError(f"{quoted(typed)} isn't a language", "write for example en, it or de-AT")
    language, *rest = wanted.split("-")
    return "-".join([language.lower(), *(one.upper() if len(one) == 2 else one for one in rest)])


def _fallbacks(language: str | None) -> list[str]:
    parts = language.lower().replace("_", "-").split("-") if language else []
    if not language or not LANGUAGE.fullmatch("-".join(parts)):
        parts = []
    nearest = ["-".join(parts[:count]) for count in range(len(parts), 0, -1)]
    return [*(one for one in nearest if one != ENGLISH), ENGLISH]


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.name.endswith(SUFFIX))
    except OSError:
        return []


def _meaning(name: str) -> tuple[str | None, str, bool]:
    """Return what a file's name says: the kind, the language, and whether it writes HTML."""
    stem = name.removesuffix(SUFFIX)
    kind, _, language = stem.removesuffix(HTML).partition(".")
    if kind not in KINDS or (language and not LANGUAGE.fullmatch(language)):
        return None, "", False
    return kind, language.lower() or ENGLISH, stem.endswith(HTML)
