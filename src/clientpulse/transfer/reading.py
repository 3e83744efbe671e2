"""A file being read: what it is, what it holds, how far the reading has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clientpulse.errors import ImportRefusedError
from clientpulse.transfer.clientpulse_csv import mapped, refuse_header
from clientpulse.transfer.format import Format, Heading, read_heading
from clientpulse.transfer.options import Options
from clientpulse.transfer.registry import FORMATS
from clientpulse.transfer.source import Origin, Source, open_source, refusing_os_errors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clientpulse.transfer.records import Entry, Kind

_DEFAULTS = Options()
_HOLDS = {"clients": "clients", "touchpoints": "touchpoints", "store": "a whole store"}


class Reading:
    """A file that is read once, entry by entry. Use it in a `with` statement.

    Iterating raises `ImportRefusedError` when the file turns out to be damaged on the way.

    Attributes:
        kind: `clients`, `touchpoints` or `store`.
        format: The format's name, such as `Google Contacts`.
        total_bytes: The file's length; None when it can't be known.
    """

    def __init__(self, source: Source, form: Format, heading: Heading, options: Options) -> None:
        self._source = source
        self._content = form.read(heading, source.text, options)
        self.kind: Kind = form.kind
        self.format = form.name
        self.total_bytes = source.total_bytes

    @property
    def unknown_columns(self) -> tuple[str, ...]:
        """The columns that are left out. For JSON: the keys, complete once all has been read."""
        return tuple(self._content.left_out)

    def bytes_read(self) -> int:
        """Give how far the reading has come, to compare with `total_bytes`."""
        return self._source.bytes_read()

    def __enter__(self) -> Reading:
        return self

    def __exit__(self, *_: object) -> None:
        self._source.close()

    def __iter__(self) -> Iterator[Entry]:
        with refusing_os_errors(self._source.name):
            yield from self._content.entries


def open_reading(origin: Origin, kind: Kind | None = None, options: Options = _DEFAULTS) -> Reading:
    """Open a file or a binary stream and tell by its content what it holds.

    Args:
        origin: A path, or a binary stream such as `sys.stdin.buffer` (it needn't be seekable).
        kind: What it must hold; None takes what there is.

    Raises:
        InputError: There is no such file.
        ImportRefusedError: It can't be read, isn't recognised, or holds something else.
    """
    source = open_source(origin)
    try:
        with refusing_os_errors(source.name):
            heading = read_heading(source)
            return Reading(source, _format_of(heading, kind, options), heading, options)
    except BaseException:
        source.close()
        raise


def _format_of(heading: Heading, kind: Kind | None, options: Options) -> Format:
    if options.mapping:
        fitting = [mapped(options.mapping)]
    else:
        fitting = [form for form in FORMATS if form.fits(heading)]
    for form in fitting:
        if kind in (None, form.kind):
            return form
    if fitting:
        held = fitting[0]
        raise ImportRefusedError(
            f"{heading.file} holds {_HOLDS[held.kind]} ({held.name}), not {_HOLDS[str(kind)]}",
            "leave --kind out, or name the other file",
        )
    raise refuse_header(heading, kind, heading.file)
