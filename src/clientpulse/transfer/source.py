"""Open what is to be read: a path or a stream, its encoding and line ends found out."""

from __future__ import annotations

import codecs
import io
import os
import shutil
import stat
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, BinaryIO, TextIO, TypeAlias

from clientpulse.errors import ImportRefusedError, InputError
from clientpulse.quoting import named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from _typeshed import WriteableBuffer

Origin: TypeAlias = "str | os.PathLike[str] | BinaryIO"
ReadAt: TypeAlias = "Callable[[int, int], bytes | memoryview]"
"""How to read so many bytes from a place on."""

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
    """What a file holds, from its beginning, counting how much of it was given."""

    def __init__(self, read_at: ReadAt) -> None:
        self._read_at = read_at
        self.given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        room = memoryview(buffer).cast("B")
        data = self._read_at(len(room), self.given)
        room[: len(data)] = data
        self.given += len(data)
        return len(data)


class Source:
    """A file or stream that is being read as text, as often as one likes.

    Attributes:
        name: What to call it in a message.
        total_bytes: How long it is.
        encoding: `UTF-8` or `UTF-16`.
        text: The text, with line ends left as they are. Bytes that don't decode are marked: the
            line they stand in isn't `is_whole`.
    """

    def __init__(self, name: str, stream: BinaryIO, *, owned: bool) -> None:
        self.name = name
        self._open = ExitStack()
        if owned:
            self._open.callback(stream.close)
        try:
            with refusing_os_errors(name):
                self._read_at, self.total_bytes = _by_place(stream, self._open)
                self._counted = _Counted(self._read_at)
                head = bytes(self._read_at(_HEAD_BYTES, 0))
            self._codec, self.encoding = _encoding(head, name)
        except BaseException:
            self._open.close()
            raise
        self._line_end = _line_end(head, self._codec)
        self.text = self._decoded(self._counted)

    def text_again(self) -> TextIO:
        """Give the text from its beginning once more, without disturbing the first reading."""
        return self._decoded(_Counted(self._read_at))

    def _decoded(self, data: _Counted) -> TextIO:
        return io.TextIOWrapper(
            io.BufferedReader(data, _BUFFER_BYTES),
            encoding=self._codec,
            errors=_UNDECODABLE,
            newline=self._line_end,
        )

    def bytes_read(self) -> int:
        """Give how far the reading has come, to within one buffer."""
        return self._counted.given

    def close(self) -> None:
        """Close the file, if it was opened here; a stream that was given stays open."""
        self.text.close()
        self._read_at = _closed
        self._open.close()


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


def _by_place(stream: BinaryIO, opened: ExitStack) -> tuple[ReadAt, int]:
    """Give a way to read any part of a stream from where it stands, and how much there is.

    What comes from a pipe is kept in a file meanwhile, since it comes only once.
    """
    if isinstance(stream, io.BytesIO):
        value = memoryview(stream.getvalue())[stream.tell() :]
        return lambda size, at: value[at : at + size], len(value)
    if not _is_regular(stream):
        kept = opened.enter_context(TemporaryFile())  # noqa: SIM115 - `opened` closes it
        shutil.copyfileobj(stream, kept, _BUFFER_BYTES)
        kept.seek(0)
        stream = kept
    descriptor, start = stream.fileno(), stream.tell()
    total = os.fstat(descriptor).st_size - start
    return lambda size, at: os.pread(descriptor, size, start + at), total


def _is_regular(stream: BinaryIO) -> bool:
    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except (OSError, AttributeError):
        return False


def _closed(size: int, at: int) -> bytes:
    raise ValueError(f"{size} bytes at {at} of a file that is closed")


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
