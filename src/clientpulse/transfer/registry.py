"""The one list of importers, the most particular first.

Each module in `known` declares exports of a program; there is no list of them to keep.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from importlib import import_module
from itertools import chain
from pkgutil import iter_modules

from clientpulse.transfer import clientpulse_csv, known, store_json, vcard
from clientpulse.transfer.address_book import format_of
from clientpulse.transfer.format import Format, Heading
from clientpulse.transfer.known_export import KnownExport
from clientpulse.transfer.recognition import recognised


def known_exports() -> tuple[KnownExport, ...]:
    """Return every export that is declared, by module."""
    modules = sorted(one.name for one in iter_modules(known.__path__))
    return tuple(
        export for name in modules for export in import_module(f"{known.__name__}.{name}").EXPORTS
    )


def _formats() -> Iterator[Format]:
    exports = known_exports()
    for export in exports:
        yield format_of(export, partial(_is, export, exports))


def _is(export: KnownExport, exports: tuple[KnownExport, ...], heading: Heading) -> bool:
    return recognised(heading.columns, exports) is export


FORMATS: tuple[Format, ...] = (
    vcard.CARDS,
    store_json.STORE,
    *_formats(),
    clientpulse_csv.TOUCHPOINTS,
    clientpulse_csv.CLIENTS,
)


def known_headings() -> frozenset[str]:
    """Return every heading that is declared somewhere."""
    return frozenset(
        heading
        for export in known_exports()
        for heading in (*export.signs, *chain.from_iterable(export.columns.values()))
    )
