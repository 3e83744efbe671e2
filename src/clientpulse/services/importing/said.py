"""What somebody said with `--same`: whom lines of a file are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from clientpulse.comparing import folded
from clientpulse.errors import InputError
from clientpulse.services.importing.checking import CheckedRow


class Said:
    """What was said of the rows of one file.

    Args:
        same: By line, the line or the client's key that it is the same as.
    """

    def __init__(self, same: Mapping[int, str], rows: Sequence[CheckedRow]) -> None:
        unknown = sorted(set(same).difference(row.line for row in rows))
        if unknown:
            raise InputError(
                f"--same {unknown[0]}={same[unknown[0]]}: line {unknown[0]} gives nobody",
                "the lines are those that --dry-run shows",
            )
        self._same = same
        names = {str(row.line): folded(row.name) for row in rows}
        self._companies = {
            folded(row.name): row.line
            for row in rows
            if row.is_company and row.line in same and names.get(same[row.line]) != folded(row.name)
        }

    def of(self, row: CheckedRow) -> str | None:
        """Return what was said of a row itself."""
        return self._same.get(row.line)

    def of_company(self, row: CheckedRow) -> str | None:
        """Return what was said of a row of the same company."""
        return self._same.get(self._companies.get(folded(row.name), 0)) if row.is_company else None

    def rank(self, row: CheckedRow) -> int:
        """Return how many rows, one behind another, have to be known before this one is."""
        line = row.line
        if line not in self._same and row.is_company:
            line = self._companies.get(folded(row.name), 0)
        on_the_way: set[int] = set()
        while line in self._same and line not in on_the_way:
            on_the_way.add(line)
            said = self._same[line]
            line = int(said) if said.isdecimal() else 0
        return len(on_the_way)
