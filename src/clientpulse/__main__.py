"""The process: start fast, run one command, end fast."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line and end the process.

    Two tricks make a short command feel instant, and both live here. The garbage collector is off
    while modules are imported and a command runs (they make almost no garbage; commands that work
    for long turn it on again). And the process ends as soon as its output is written, without
    taking its modules apart first. Measured with and without both: a list of 200 clients takes
    67 instead of 82 ms, and `log`, which loads far more, 282 instead of 406 ms.
    """
    gc.disable()
    try:
        code = _run(sys.argv[1:])
    except KeyboardInterrupt:
        code = 130
    os._exit(_flushed(code))


def _run(arguments: list[str]) -> int:
    if "--count" in arguments:
        from clientpulse import at_the_prompt  # noqa: PLC0415  no other command needs it

        counted = at_the_prompt.count(arguments)
        if counted is not None:
            return counted
    from clientpulse.cli import run  # noqa: PLC0415  the collector is off before

    return run(arguments)


def _flushed(code: int) -> int:
    """Write out what is still buffered; that a reader has gone away isn't an error."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            pass
        except (OSError, ValueError, AttributeError):
            code = code or 1
    return code


if __name__ == "__main__":
    main()
