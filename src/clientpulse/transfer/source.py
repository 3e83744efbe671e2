"""Open what is to be read: a path or a stream, its encoding and line ends found out."""

from __future__ import annotations

import codecs
import io
import os
import stat
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from clientpulse.errors import ImportRefusedError, InputError
from clientpulse.quoting import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _typeshed import WriteableBuffer

Origin: TypeAlias = "str | os.PathLike[str] | BinaryIO"

_HEAD_BYTES = 64 * 1024
_BINARY_WITHIN = 1024
_BUFFER_BYTES = 256 * 1024
_UNDECODABLE = "clientpulse.undecodable"
_SAVE_AS = "clientpulse reads CSV (UTF-8, or UTF-16 with a byte order mark) and its own JSON"
_KNOWN_BINARIES = (
    (b"PK\x03\x04", "a spreadsheet or an archive", "open it and save it as CSV"),
    (b"SQLite format 3\0", "a database", "a backup is brought back with: pulse restore FILE"),
)


def _mark_undecodable(error: UnicodeError) -> tuple[str, int]:
    """Stand a lone surrogate, which no valid file gives, in place of bytes that don't decode."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "\udc80", error.end


codecs.register_error(_UNDECODABLE, _mark_undecodable)


def is_whole(text: str) -> bool:
    """Tell whether every character of the text was readable where it came from."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


class _Counted(io.RawIOBase):
    """A stream, counting what it gives.

    It gives less than was asked for only at its end. So a buffer over it holds the whole head of a
    pipe, which can be looked into without being rewound.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        room = memoryview(buffer).cast("B")
        filled = 0
        while filled < len(room) and (data := self._stream.read(len(room) - filled)):
            room[filled : filled + len(data)] = data
            filled += len(data)
        self.given += filled
        return filled


class Source:
    """A file or stream that is being read as text.

    Attributes:
        name: What to call it in a message.
        total_bytes: How long it is, None when that can't be known (a pipe).
        encoding: `UTF-8` or `UTF-16`.
        text: The text, with line ends left as they are. Bytes that don't decode are marked: the
            line they stand in isn't `is_whole`.
    """

    def __init__(self, name: str, stream: BinaryIO, *, owned: bool) -> None:
        self.name = name
        self._stream = stream
        self._owned = owned
        try:
            self.total_bytes = _length(stream)
            self._counted = _Counted(stream)
            buffered = io.BufferedReader(self._counted, _BUFFER_BYTES)
            with refusing_os_errors(name):
                head = buffered.peek()[:_HEAD_BYTES]
            codec, self.encoding = _encoding(head, name)
        except BaseException:
            if owned:
                stream.close()
            raise
        self.text = io.TextIOWrapper(
            buffered, encoding=codec, errors=_UNDECODABLE, newline=_line_end(head, codec)
        )

    def bytes_read(self) -> int:
        """Give how far the reading has come, to within one buffer."""
        return self._counted.given

    def close(self) -> None:
        """Close the file, if it was opened here; a stream that was given stays open."""
        self.text.close()
        if self._owned:
            self._stream.close()


def open_source(origin: Origin) -> Source:
    """Open a path or take a binary stream.

    Raises:
        InputError: There is no such file.
        ImportRefusedError: It can't be read, or isn't text.
    """
    if not isinstance(origin, str | os.PathLike):
        return Source("standard input", origin, owned=False)
    path = Path(origin)
    try:
        stream = path.open("rb", buffering=0)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise InputError(f"there is no file {path}", "check the name and the folder") from None
    except IsADirectoryError:
        raise ImportRefusedError(f"{path} is a folder", "name a file in it") from None
    except PermissionError:
        raise ImportRefusedError(
            f"{path} can't be read: no permission", f"look at: ls -l {path}"
        ) from None
    except OSError as error:
        raise ImportRefusedError(
            f"{named(str(path))} can't be read: {error.strerror or error}"
        ) from None
    return Source(path.name, stream, owned=True)


@contextmanager
def refusing_os_errors(name: str) -> Iterator[None]:
    """Turn a failing disk or network drive into a refusal of the file."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise ImportRefusedError(f"{name} can't be read: {reason}") from error


def _length(stream: BinaryIO) -> int | None:
    try:
        status = os.fstat(stream.fileno())
    except (OSError, AttributeError):
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def _encoding(head: bytes, name: str) -> tuple[str, str]:
    for magic, what, hint in _KNOWN_BINARIES:
        if head.startswith(magic):
            raise ImportRefusedError(f"{name} is {what}, not text", hint)
    utf_16 = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if utf_16 and not head.startswith(codecs.BOM_UTF32_LE):
        return "utf-16", "UTF-16"
    if b"\0" in head[:_BINARY_WITHIN]:
        raise ImportRefusedError(f"{name} isn't text: it holds NUL bytes", _SAVE_AS)
    return "utf-8-sig", "UTF-8"


def _line_end(head: bytes, codec: str) -> str:
    """Tell the line end: LF (a CR before it is the reader's business), or CR as old Macs wrote."""
    text = head.decode(codec, "replace")
    return "\r" if "\r" in text[:-1] and "\n" not in text else "\n"
