"""Running a command line: the one place where errors become a line, a hint and an exit code."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import traceback
from collections.abc import Sequence
from typing import Any

import typer

from clientpulse import output
from clientpulse.cli import app as frame
from clientpulse.errors import ClientpulseError, ExitCode, InputError
from clientpulse.quoting import quoted

NOBODY_READS = {errno.EPIPE}
NO_SPACE = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}


def run_app(app: typer.Typer, arguments: list[str]) -> int:
    """Run a command line, report what went wrong on stderr, and return the exit code."""
    _prepare_streams()
    if "_PULSE_COMPLETE" in os.environ:
        return frame.completion.complete(app)
    try:
        for argument in arguments:
            _check_text(argument)
        if "--install-completion" in arguments:
            frame.completion.check_start_files()
        code = typer.main.get_command(app).main(arguments, prog_name="pulse", standalone_mode=False)
        sys.stdout.flush()
        if code == ExitCode.INTERRUPTED:
            return _interrupted()
    except typer.TyperException as error:
        return _report_usage(error)
    except (typer.Abort, KeyboardInterrupt):
        return _interrupted()
    except SystemExit as stop:
        # Typer's way to end when nobody reads on.
        if isinstance(stop.__context__, OSError):
            return _stop_printing(stop.__context__)
        return stop.code if isinstance(stop.code, int) else int(ExitCode.DONE)
    except Exception as error:
        if "--debug" in arguments:
            _show_traceback()
        if "--install-completion" in arguments and isinstance(error, OSError | UnicodeError):
            return _report_completion(error)
        return _report_failure(error)
    return code if isinstance(code, int) else int(ExitCode.DONE)


def _interrupted() -> int:
    if sys.stderr.isatty():
        # A question may be on the line; the shell's prompt comes on one of its own.
        sys.stderr.write("\n")
    return int(ExitCode.INTERRUPTED)


def _check_text(argument: str) -> None:
    """Refuse bytes that aren't text in the terminal's encoding, which nothing could store.

    Raises:
        InputError: The argument holds some.
    """
    try:
        argument.encode()
    except UnicodeEncodeError:
        raise InputError(
            f"an argument holds bytes that aren't valid text: {quoted(argument)}",
            "type it again, or set the terminal to UTF-8",
        ) from None


def _report_failure(error: Exception) -> int:
    if isinstance(error, ClientpulseError):
        return _report(error.message, error.hint, error.exit_code, error.choices)
    if isinstance(error, OSError) and error.errno in {*NOBODY_READS, *NO_SPACE}:
        return _stop_printing(error)
    return _report(
        f"clientpulse failed: {type(error).__name__}: {error}",
        "this is a fault in clientpulse; run it again with --debug and report what it shows",
        ExitCode.FAULT,
    )


def _report_completion(error: OSError | UnicodeError) -> int:
    """Say what keeps Typer from writing the shell's files, which is all that this option does."""
    why = error.strerror if isinstance(error, OSError) else "it isn't UTF-8 text"
    where = getattr(error, "filename", None) or "your shell's start file"
    return _report(
        f"the completion can't be installed ({why}): {where}",
        "make it a file that you may write, or put what 'pulse --show-completion' prints where your"
        " shell reads it",
        ExitCode.STORE,
    )


def _stop_printing(error: OSError) -> int:
    """End quietly when nobody reads on, and with a word when what is printed finds no space."""
    # What is still buffered would fail again.
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    if error.errno in NOBODY_READS:
        return int(ExitCode.DONE)
    return _report(
        f"the output can't be written: {error.strerror}",
        "free some space or print it elsewhere; what the command stored is safe",
        ExitCode.STORE,
    )


def _report(message: str, hint: str, code: ExitCode, choices: Sequence[str] = ()) -> int:
    said = [f"error: {message}", *choices, *([f"hint: {hint}"] if hint else [])]
    lines = "".join(
        f"{output.cells.fitted(output.safe.one_line(one), sys.stderr)}\n" for one in said
    )
    # The exit code is what is left to tell where even this can't be printed.
    with contextlib.suppress(OSError):
        sys.stdout.flush()
    with contextlib.suppress(OSError):
        sys.stderr.write(lines)
    return int(code)


def _show_traceback() -> None:
    sys.stderr.write("\n".join(output.safe.lines(traceback.format_exc())))


def _report_usage(error: typer.TyperException) -> int:
    context: Any = getattr(error, "ctx", None)
    path = context.command_path if context else "pulse"
    message = error.format_message()
    if type(error).__name__ == "NoArgsIsHelpError":
        sys.stderr.write(f"{message}\n")
        return int(ExitCode.USAGE)
    # The hint names the option that is near; Typer names what only shares a letter or two.
    words = " ".join(message.partition(" (Possible options")[0].split()).rstrip(".")
    words = words[:1].lower() + words[1:]
    return _report(words, frame.usage.hint(error, context, path), ExitCode.USAGE)


def _prepare_streams() -> None:
    """Let a terminal that lacks a character show its number, and no stream be missing."""
    for name in ("stdin", "stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            # The shell closed it (``>&-``). Another file must not get its number and be printed to.
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
        elif name != "stdin" and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
