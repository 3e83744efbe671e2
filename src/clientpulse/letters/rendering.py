"""Filling in a template, in a process of its own that is held short."""

from __future__ import annotations

import contextlib
import json
import os
import select
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from clientpulse.errors import InputError, StoreError
from clientpulse.quoting import printable

PROGRAM = Path(__file__).with_name("sandbox.py")
# The program ends itself after two seconds, and says at which line; this is for one that can't.
SECONDS = 5.0
SECONDS_TO_START = 30.0

# What a Python on an unusual system needs to start at all.
KEPT = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR")


class Renderer:
    """Fills in one template.

    The process that does it is started at once and gets ready while the values are put together.
    Leaving the block ends it.
    """

    def __init__(self) -> None:
        environment = {name: os.environ[name] for name in KEPT if name in os.environ}
        try:
            self._process = subprocess.Popen(
                # Isolated and without site: nothing of the user's is run, and it starts faster.
                [sys.executable, "-I", "-S", str(PROGRAM)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
                bufsize=0,
                start_new_session=True,
            )
        except OSError as error:
            raise StoreError(
                f"the template can't be filled in: {error.strerror}",
                "another process can't be started; close a program and try again",
            ) from None
        places = [os.path.abspath(path) for path in sys.path]  # noqa: PTH100  costs less
        if self._process.stdin is not None:
            # A process that ended already reads nothing; `render` tells of it.
            with contextlib.suppress(BrokenPipeError):
                self._process.stdin.write(json.dumps(places).encode() + b"\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def render(
        self, source: str, values: Mapping[str, Any], where: Path, *, html: bool = False
    ) -> str:
        """Fill in the template; a renderer does this once.

        Args:
            values: Texts, numbers, truth values, None, and lists and mappings of them.
            where: The template's file, to be named when it goes wrong.
            html: Whether it writes HTML, in which every value is text.

        Raises:
            InputError: The template has a mistake, or wants too much. The message names the file
                and the line.
        """
        shown = printable(str(where))
        asked = {"source": source, "values": values, "html": html}
        request = json.dumps(asked).encode() + b"\n"
        try:
            answered = self._ask(request)
        except subprocess.TimeoutExpired:
            raise InputError(
                f"{shown}: it takes longer than two seconds", "make it do less"
            ) from None
        try:
            answer = json.loads(answered)
        except ValueError:
            # It was ended from outside: its memory or its time had run out.
            raise InputError(
                f"{shown}: it needs more memory or time than a letter may", "make it do less"
            ) from None
        if "error" in answer:
            place = f"{shown}, line {answer['line']}" if answer["line"] else shown
            hint = answer["hint"] or "'pulse template list' shows the names there are"
            raise InputError(f"{place}: {printable(answer['error'])}", printable(hint))
        return str(answer["text"])

    def _ask(self, request: bytes) -> str | bytes:
        if not self._is_ready():
            raise StoreError(
                "the template can't be filled in: the process for it doesn't start",
                "'pulse doctor' looks whether the installation is whole",
            )
        answered, _ = self._process.communicate(request, timeout=SECONDS)
        return answered

    def _is_ready(self) -> bool:
        if self._process.stdout is None:  # pragma: no cover
            return False
        readable, _, _ = select.select([self._process.stdout], [], [], SECONDS_TO_START)
        return bool(readable) and self._process.stdout.read(len(b"ready\n")) == b"ready\n"
