"""Letting a person edit a text in their own editor, and never losing what they typed."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from clientpulse import output, services
from clientpulse.errors import ClientpulseError, InputError, StoreError
from clientpulse.quoting import printable

FALLBACKS = ("nano", "vi")


def edit_text(initial: str, suffix: str) -> str | None:
    """Open a text in $VISUAL or $EDITOR and return what became of it.

    Args:
        suffix: How the file's name ends, which tells editors how to colour it: ``.toml``.

    Returns:
        The new text, or None when nothing was changed.

    Raises:
        InputError: There is no editor, it failed, or it left nothing that can be read. What was
            typed up to then is kept in a file that the hint names.
    """
    command = _editor()
    folder = Path(tempfile.mkdtemp(prefix="clientpulse-"))
    file = folder / f"edit{suffix}"
    keep = False
    try:
        services.private_files.write(file, initial)
        try:
            _run(command, file)
            edited = _read(file)
            if edited == initial:
                return None
            if not edited.strip():
                raise InputError("the text was emptied", "nothing was changed")
        except BaseException as error:
            keep = _differs(file, initial)
            if keep:
                _tell(error, file)
            raise
        return edited
    finally:
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def kept_on_failure(text: str, suffix: str, folder: Path) -> Iterator[None]:
    """Keep a typed text in a private file when what is done with it fails.

    Raises:
        ClientpulseError: What the block raised, its hint naming the file.
        BaseException: Likewise, after naming the file on stderr: a fault, or the user's Ctrl-C
            while another program has the store.
    """
    try:
        yield
    except BaseException as error:
        # Where it can't be kept, what went wrong first is still what has to be told.
        with contextlib.suppress(OSError, StoreError):
            _tell(error, _write_draft(folder, text, suffix))
        raise


def save_draft(draft: Path, text: str, suffix: str, what: str, folder: Path) -> None:
    """Write what was typed beside the file it is for; where that fails, keep it in the folder.

    Raises:
        InputError: It can't be written.
    """
    with kept_on_failure(text, suffix, folder):
        try:
            services.private_files.replace(draft, text)
        except OSError as error:
            raise InputError(
                f"{what} can't be written ({error.strerror}): {draft}",
                "check the folder's permissions; nothing was changed",
            ) from None


def _write_draft(folder: Path, text: str, suffix: str) -> Path:
    """Write the text to a new file in the folder, and return the file.

    Raises:
        StoreError: The folder can't be made.
        OSError: The file can't be written.
    """
    services.private_files.make_folder(folder)
    number = 1
    while True:
        file = folder / f"draft-{number}{suffix}"
        try:
            services.private_files.write(file, text)
        except FileExistsError:
            number += 1
        else:
            return file


def _tell(error: BaseException, file: Path) -> None:
    """Name the file that keeps what was typed: in the error's hint, or where it has none."""
    if isinstance(error, ClientpulseError):
        error.hint = f"{error.hint}; {_kept_in(file)}" if error.hint else _kept_in(file)
        return

    with contextlib.suppress(OSError):
        sys.stderr.write(f"{output.safe.one_line(_kept_in(file))}\n")


def _editor() -> list[str]:
    for variable in ("VISUAL", "EDITOR"):
        typed = os.environ.get(variable, "").strip()
        if not typed:
            continue
        try:
            return shlex.split(typed)
        except ValueError as error:
            raise InputError(
                f"${variable} isn't a command ({error}): {printable(typed)}", "correct its quotes"
            ) from None
    if sys.stdin.isatty() and sys.stdout.isatty():
        for name in FALLBACKS:
            if found := shutil.which(name):
                return [found]
    raise InputError("there is no editor to open", "set one, for example: export EDITOR=nano")


def _run(command: list[str], file: Path) -> None:
    shown = printable(command[0])
    sys.stdout.flush()
    try:
        code = subprocess.run([*command, str(file)], check=False).returncode
    except FileNotFoundError:
        raise InputError(
            f"there is no editor {shown}", "set $VISUAL or $EDITOR to one that is installed"
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(
            f"the editor {shown} can't be started: {reason}", "set $VISUAL or $EDITOR to another"
        ) from None
    if code != 0:
        raise InputError(f"the editor {shown} failed with code {code}", "nothing was changed")


def _read(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise InputError("the text is not UTF-8", "save it as UTF-8") from None
    except OSError as error:
        raise InputError(
            f"the edited text can't be read: {error.strerror}", "nothing was changed"
        ) from None


def _differs(file: Path, initial: str) -> bool:
    try:
        content = file.read_bytes()
    except OSError:
        return False
    # Some editors write a new file with permissions of their own.
    file.chmod(0o600)
    return bool(content.strip()) and content != initial.encode()


def _kept_in(file: Path) -> str:
    return f"what you typed is kept in {file}"
