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
from clientpulse.quoting import named, shell_word
from clientpulse.transfer.encoding import HEAD_BYTES, ReadAt, find_encoding

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from _typeshed import WriteableBuffer

Origin: TypeAlias = "str | os.PathLike[str] | BinaryIO"

_BUFFER_BYTES = 256 * 1024
_UNDECODABLE = "clientpulse.undecodable"


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
        encoding: What to call its encoding in a message.
        codec: Python's name of it.
        said: What to tell a person about it, where it was guessed.
        text: The text, with line ends left as they are. Bytes that don't decode are marked: the
            line they stand in isn't `is_whole`.
    """

    def __init__(
        self,
        name: str,
        stream: BinaryIO,
        encoding: str | None = None,
        headings: Callable[[], Collection[str]] = frozenset,
        *,
        owned: bool,
    ) -> None:
        self.name = name
        self._open = ExitStack()
        if owned:
            self._open.callback(stream.close)
        try:
            with refusing_os_errors(name):
                self._read_at, self.total_bytes = _by_place(stream, self._open)
                self.codec, self.encoding, self.said = find_encoding(
                    name, self._read_at, self.total_bytes, encoding, headings
                )
                self._line_end = _line_end(self._read_at(HEAD_BYTES, 0), self.codec)
        except BaseException:
            self._open.close()
            raise
        self._counted = _Counted(self._read_at)
        self.text = self._decoded(self._counted)

    def text_again(self) -> TextIO:
        """Give the text from its beginning once more, without disturbing the first reading."""
        return self._decoded(_Counted(self._read_at))

    def data(self) -> io.BufferedReader[_Counted]:
        """Give the bytes from their beginning, as the reading that is counted."""
        self._counted = _Counted(self._read_at)
        return io.BufferedReader(self._counted, _BUFFER_BYTES)

    def _decoded(self, data: _Counted) -> TextIO:
        return io.TextIOWrapper(
            io.BufferedReader(data, _BUFFER_BYTES),
            encoding=self.codec,
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


def open_source(
    origin: Origin,
    encoding: str | None = None,
    headings: Callable[[], Collection[str]] = frozenset,
) -> Source:
    """Open a path or take a binary stream.

    Args:
        encoding: Its encoding, where it isn't to be found out.
        headings: The headings that are known; they help to tell a code page.

    Raises:
        InputError: There is no such file, or no such encoding.
        ImportRefusedError: It can't be read, or isn't text.
    """
    if not isinstance(origin, str | os.PathLike):
        return Source("standard input", origin, encoding, headings, owned=False)
    path = Path(origin)
    try:
        stream = path.open("rb", buffering=0)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise InputError(f"there is no file {path}", "check the name and the folder") from None
    except IsADirectoryError:
        raise ImportRefusedError(f"{path} is a folder", "name a file in it") from None
    except PermissionError:
        raise ImportRefusedError(
            f"{path} can't be read: no permission",
            f"look at: ls -l {shell_word(str(path), 'FILE')}",
        ) from None
    except OSError as error:
        raise ImportRefusedError(
            f"{named(str(path))} can't be read: {error.strerror or error}"
        ) from None
    if stat.S_ISCHR(os.fstat(stream.fileno()).st_mode) and not stream.isatty():
        stream.close()
        raise ImportRefusedError(f"{path} is a device", "name a file")
    return Source(path.name, stream, encoding, headings, owned=True)


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
        value = stream.getvalue()[stream.tell() :]
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


def _line_end(head: bytes, codec: str) -> str:
    """Tell the line end: LF (a CR before it is the reader's business), or CR as old Macs wrote."""
    text = head.decode(codec, "replace")
    return "\r" if "\r" in text[:-1] and "\n" not in text else "\n"
