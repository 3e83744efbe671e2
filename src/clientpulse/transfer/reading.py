"""A file being read: what it is, what it holds, how far the reading has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clientpulse.errors import ImportRefusedError, InputError
from clientpulse.transfer.clientpulse_csv import mapped
from clientpulse.transfer.format import Format, Heading
from clientpulse.transfer.header import read_heading
from clientpulse.transfer.mapping import places_of
from clientpulse.transfer.options import Options
from clientpulse.transfer.registry import FORMATS, known_headings
from clientpulse.transfer.source import Origin, Source, open_source, refusing_os_errors
from clientpulse.transfer.unknown_header import refuse_header

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
        total_bytes: The file's length.
    """

    def __init__(self, source: Source, form: Format, heading: Heading, options: Options) -> None:
        self._source = source
        self._remarks = heading.remarks
        self._content = form.read(heading, source.text, options)
        self.kind: Kind = form.kind
        self.format = form.name
        self.total_bytes = source.total_bytes

    @property
    def unknown_columns(self) -> tuple[str, ...]:
        """The columns or keys that are left out; complete once all has been read."""
        return tuple(self._content.left_out)

    def bytes_read(self) -> int:
        """Give how far the reading has come, to compare with `total_bytes`."""
        return self._source.bytes_read()

    def __enter__(self) -> Reading:
        return self

    def __exit__(self, *_: object) -> None:
        self._source.close()

    def __iter__(self) -> Iterator[Entry]:
        before = len(self._remarks)
        yield from self._remarks[:before]
        with refusing_os_errors(self._source.name):
            yield from self._content.entries
        yield from self._remarks[before:]


def open_reading(origin: Origin, kind: Kind | None = None, options: Options = _DEFAULTS) -> Reading:
    """Open a file or a binary stream and tell by its content what it holds.

    Args:
        origin: A path, or a binary stream such as `sys.stdin.buffer` (it needn't be seekable).
        kind: What it must hold; None takes what there is.

    Raises:
        InputError: There is no such file.
        ImportRefusedError: It can't be read, isn't recognised, or holds something else.
    """
    source = open_source(origin, options.encoding, known_headings)
    try:
        with refusing_os_errors(source.name):
            heading = read_heading(source, lambda one: _is_known(one, options))
            return Reading(source, _format_of(heading, kind, options), heading, options)
    except BaseException:
        source.close()
        raise


def _is_known(heading: Heading, options: Options) -> bool:
    if not options.mapping:
        return any(form.fits(heading) for form in FORMATS)
    try:
        places_of(options.mapping, heading)
    except InputError:
        return False
    return True


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
