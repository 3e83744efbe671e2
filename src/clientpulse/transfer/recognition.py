"""Telling by its headings which program a file is from."""

from __future__ import annotations

from functools import lru_cache

from clientpulse.transfer.columns import Columns
from clientpulse.transfer.known_export import KnownExport

# Where a file has such a column and an export doesn't know it, the file is from somewhere else:
# taken for that export, it would lose the names, the addresses or the numbers of everybody.
_STRANGE = (
    "email", "e-mail", "mail", "email address", "e-mail address", "phone", "phone number",
    "telephone", "tel", "telefon", "telefonnummer", "téléphone", "telefono", "teléfono",
    "telefoon", "telefone", "name", "full name",
)  # fmt: skip


def fits(export: KnownExport, columns: Columns) -> bool:
    """Tell by several of its signs whether a file may be such an export."""
    if export.needs and not any(map(columns.has, export.needs)):
        return False
    if any(map(columns.has, export.never)):
        return False
    if sum(columns.has(one) for one in export.signs) < export.enough:
        return False
    known = frozenset(export.headings())
    return not any(columns.has(one) for one in _STRANGE if one not in known)


@lru_cache(maxsize=1)
def recognised(headings: tuple[str, ...], exports: tuple[KnownExport, ...]) -> KnownExport | None:
    """Return the export that a file is: of those that fit, the one that knows most of its columns.

    Some languages of a program share headings.
    """
    columns = Columns(headings)

    def known(export: KnownExport) -> int:
        return sum(columns.has(one) for one in export.headings())

    return max((one for one in exports if fits(one, columns)), key=known, default=None)
