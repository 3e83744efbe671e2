"""Pages: the options that ask for one, where it is written, and the browser that opens it."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clientpulse import output, services
from clientpulse.cli import app as frame
from clientpulse.cli.app.shapes import Answer
from clientpulse.errors import ConflictError, InputError
from clientpulse.quoting import named

if TYPE_CHECKING:
    from clientpulse.cli.app.context import Session

Html = Annotated[
    str | None,
    typer.Option(
        "--html",
        metavar="[FILE]",
        help="Write a page to this file, - for stdout; without FILE the browser opens it.",
    ),
]
Open = Annotated[bool, typer.Option("--open", help="Open the page in the browser.")]

STDOUT = "-"
ENDINGS = frozenset({".html", ".htm"})
FOLDER = "pages"
# So far into a file stands who wrote it.
HEAD = 2000


def check(form: str) -> None:
    """Refuse another format beside a page.

    Raises:
        InputError: There is one.
    """
    if form != "table":
        raise InputError("--html writes a page and nothing else", "leave the other options out")


def deliver(
    work: Session, text: str, name: str, typed: str | None, to_open: bool, remark: str = ""
) -> Answer:
    """Write a page where it was asked for, and open it in the browser.

    Args:
        name: What it is called where no file was named: ``report``.
        typed: The file, ``-`` for stdout; empty or None where none was named.
        remark: What is said beside the place where the page is.

    Raises:
        InputError: It isn't the name of a page, or can't be written there.
        ConflictError: There is a file that isn't a page of ours.
    """
    if typed == STDOUT or not (typed or to_open or sys.stdout.isatty()):
        if to_open:
            raise InputError("--open needs a file to open", "leave the - out")
        sys.stdout.write(text)
        return Answer({}, ())
    path = _place(work, name, typed)
    before = frame.files.confirm_replacing(work, path, yes=True)
    if before and not _is_ours(path):
        raise ConflictError(
            f"there is a file that isn't a page of ours: {path}", "name another file"
        )
    services.exporting.replacing.replace_file(
        path, lambda stream: stream.write(text), overwrite=before
    )
    lines = [f"Wrote {path}", *([remark] if remark else [])]
    if to_open or not typed:
        lines += _opened(path)
    return Answer({}, lines)


def _place(work: Session, name: str, typed: str | None) -> Path:
    if not typed:
        folder = work.store.path.parent / FOLDER
        services.private_files.make_folder(folder)
        return folder / f"{name}.html"
    path = frame.files.typed_path(typed)
    if path.suffix.lower() not in ENDINGS:
        raise InputError(
            f"{named(path.name)} isn't the name of a page",
            "name a file that ends in .html; what else you ask for stands before --html",
        )
    return path


def _is_ours(path: Path) -> bool:
    try:
        with path.open(encoding="utf-8", errors="replace") as stream:
            return output.html.building.OURS in stream.read(HEAD)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(
            f"the file can't be read ({reason}): {path}", "name another file"
        ) from None


def _opened(path: Path) -> list[str]:
    """Open a page, and say so where there is no browser that could."""
    import webbrowser  # noqa: PLC0415  only this needs it

    opened = False
    with contextlib.suppress(webbrowser.Error, OSError):
        opened = webbrowser.open(path.as_uri())
    return [] if opened else ["No browser was found here: open the file in one yourself."]
