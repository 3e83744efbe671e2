"""Take JSON apart piece by piece, so that a large export needn't fit into memory at once."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NoReturn, TextIO

from clientpulse.errors import ImportRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 64 * 1024
_BLANKS = re.compile(r"[ \t\r\n]*")


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} isn't a JSON number")


_decode = json.JSONDecoder(parse_constant=_refuse_constant).raw_decode


class JsonText:
    """JSON text that is read on as far as it is asked for.

    Args:
        text: The text after `start`.
        start: What was already read of it.
        line: The physical line `start` is.
    """

    def __init__(self, text: TextIO, start: str, line: int) -> None:
        self._text = text
        self._buffer = start
        self._at = 0
        self._line = line

    def _read_on(self) -> bool:
        """Read more. Twice as much each time one value needs it, so long values stay linear."""
        rest = self._buffer[self._at :]
        more = self._text.read(max(_CHUNK, len(rest)))
        if more:
            self._line += self._buffer.count("\n", 0, self._at)
            self._buffer = rest + more
            self._at = 0
        return bool(more)

    def refuse(self, reason: str) -> NoReturn:
        """Refuse the file, naming the line.

        Raises:
            ImportRefusedError: Always.
        """
        line = self._line + self._buffer.count("\n", 0, self._at)
        raise ImportRefusedError(f"line {line} isn't valid JSON: {reason}")

    def peek(self) -> str:
        """Give the next character that isn't blank; nothing at the end."""
        while True:
            self._at = _BLANKS.match(self._buffer, self._at).end()  # type: ignore[union-attr]
            if self._at < len(self._buffer):
                return self._buffer[self._at]
            if not self._read_on():
                return ""

    def take(self, mark: str) -> None:
        """Pass over one of the marks `{ } [ ] , :`."""
        if self.peek() != mark:
            self.refuse(f"expected {mark}" if self.peek() else "it ends too early")
        self._at += 1

    def value(self) -> object:
        """Take one whole value."""
        self.peek()
        while True:
            try:
                value, end = _decode(self._buffer, self._at)
            except json.JSONDecodeError as error:
                if self._read_on():
                    continue
                self._at = error.pos
                self.refuse("it ends too early" if not self.peek() else error.msg)
            except (ValueError, RecursionError) as error:
                deep = isinstance(error, RecursionError)
                self.refuse("nested too deeply" if deep else str(error))
            if end == len(self._buffer) and self._read_on():
                continue  # a number may go on in what was not read yet
            self._at = end
            return value

    def key(self) -> str:
        """Take a key and the colon after it."""
        if self.peek() != '"':
            self.refuse('expected a key in "')
        key = str(self.value())
        self.take(":")
        return key

    def keys(self) -> Iterator[str]:
        """Pass through an object; the caller takes the value after each key."""
        self.take("{")
        if self.peek() != "}":
            yield self.key()
            while self.peek() == ",":
                self.take(",")
                yield self.key()
        self.take("}")

    def items(self) -> Iterator[object]:
        """Pass through a list, one item in memory at a time."""
        self.take("[")
        if self.peek() != "]":
            yield self.value()
            while self.peek() == ",":
                self.take(",")
                yield self.value()
        self.take("]")
