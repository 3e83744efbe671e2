"""Running a command line: the one place where errors become a line, a hint and an exit code."""

from __future__ import annotations

import os
import sys
from typing import Any

import typer

from clientpulse.errors import ClientpulseError, ExitCode, InputError
from clientpulse.quoting import quoted


def run_app(app: typer.Typer, arguments: list[str]) -> int:
    """Run a command line and report what went wrong on stderr.

    Args:
        app: The commands.
        arguments: Without the program's name.

    Returns:
        The exit code.
    """
    _never_fail_to_print()
    if "_PULSE_COMPLETE" in os.environ:
        from clientpulse.cli.completion import complete

        return complete(app)
    debug = "--debug" in arguments
    try:
        for argument in arguments:
            _check_text(argument)
        code = typer.main.get_command(app).main(arguments, prog_name="pulse", standalone_mode=False)
    except ClientpulseError as error:
        if debug:
            raise
        return _report(error.message, error.hint, error.exit_code)
    except typer.TyperException as error:
        return _report_usage(error)
    except (typer.Abort, KeyboardInterrupt):
        return int(ExitCode.INTERRUPTED)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else int(ExitCode.DONE)
    except BrokenPipeError:
        _forget_stdout()
        return int(ExitCode.DONE)
    except Exception as error:
        if debug:
            raise
        return _report(
            f"clientpulse failed: {type(error).__name__}: {error}",
            "this is a fault in clientpulse; run it again with --debug and report what it shows",
            ExitCode.FAULT,
        )
    return code if isinstance(code, int) else int(ExitCode.DONE)


def _check_text(argument: str) -> None:
    """Refuse bytes that are no text in the terminal's encoding, which nothing could store.

    Raises:
        InputError: The argument holds some.
    """
    try:
        argument.encode()
    except UnicodeEncodeError:
        raise InputError(
            f"an argument holds bytes that are no valid text: {quoted(argument)}",
            "type it again, or set the terminal to UTF-8",
        ) from None


def _report(message: str, hint: str, code: ExitCode) -> int:
    from clientpulse.output.safe import one_line

    sys.stdout.flush()
    lines = f"error: {one_line(message)}\n"
    if hint:
        lines += f"hint: {one_line(hint)}\n"
    sys.stderr.write(lines)
    return int(code)


def _report_usage(error: typer.TyperException) -> int:
    context: Any = getattr(error, "ctx", None)
    path = context.command_path if context else "pulse"
    message = error.format_message()
    if type(error).__name__ == "NoArgsIsHelpError":
        sys.stderr.write(f"{message}\n")
        return int(ExitCode.USAGE)
    words = " ".join(message.split()).rstrip(".")
    words = words[:1].lower() + words[1:]
    hint = f"see '{path} --help'"
    if type(error).__name__ == "NoSuchOption":
        hint += "; put -- before text that begins with a dash"
    return _report(words, hint, ExitCode.USAGE)


def _never_fail_to_print() -> None:
    """Let a terminal that lacks a character show its number instead."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _forget_stdout() -> None:
    """Keep the interpreter from writing to a pipe that nobody reads."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
