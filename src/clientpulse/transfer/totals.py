"""What stands below the rows of a report: sums, counts, who made it and when."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence

from clientpulse.transfer.records import Refusal
from clientpulse.transfer.rows import Row

_LOOKED_AT = 20
_SUM = (
    r"((grand|sub|overall|report)[ -]?)?totals?|sum|(gesamt|zwischen)?summe|gesamt(zahl|betrag)?"
    r"|insgesamt|total (geral|général|general)|totale( generale)?|sous-total|somme"
    r"|(eind|sub)?totaal|suma|razem|ogółem|łącznie|celkem|összesen|toplam"
)
_THINGS = (
    r"(contacts?|clients?|customers?|compan(y|ies)|accounts?|people|rows?|records?|entries|items?"
    r"|kontakte?|kunden|firmen|personen|zeilen|datensätze|einträge|lignes?|enregistrements?"
    r"|contatti|clienti|righe|contactos?|clientes?|filas|registros?|contacten|klanten|rijen"
    r"|contatos|linhas|kontakty|kontaktów|klientów|wierszy|rekordów)"
)
_NUMBER = r"\d[\d.,' ]*"
_TOTAL = re.compile(
    rf"({_SUM})(\W+{_NUMBER})?(\W*{_THINGS})?(\W+{_NUMBER})?|{_NUMBER}{_THINGS}"
    rf"|({_THINGS}|count|anzahl|liczba)\W+{_NUMBER}",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"(generated|exported|printed|downloaded|created|report run|as of|copyright|©|\(c\)|erstellt"
    r"|exportiert|gedruckt|generiert|stand|généré|exporté|imprimé|édité|generato|esportato"
    r"|stampato|generado|exportado|impreso|gerado|impresso|gegenereerd|geëxporteerd|afgedrukt"
    r"|wygenerowano|wyeksportowano|wydrukowano)(?!\w).*\d.*"
    r"|(generated|exported|printed|downloaded) (by|from|with|at|on) .*"
    r"|(page|seite|pagina|página|strona) \d+\b.{0,20}|end of (report|file|export|list)"
    r"|confidential information.*|[a-z]+day, [a-z]+ \d{1,2}, \d{4}\b.*",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"[-(]?[^\w+]{0,3}(0|[1-9]\d{0,2}([.,' \u00a0\u202f]?\d{3})*)([.,]\d+)?\W{0,3}"
)

_SUBTOTAL = re.compile(
    r"(sub-?totals?|zwischensumme|sous-total|subtotale|subtotaal)\b.*", re.IGNORECASE
)
_COUNT = re.compile("(record )?count|sum|anzahl|nombre|liczba", re.IGNORECASE)


def without_totals(
    rows: Iterator[Row | Refusal], say: Callable[[int, str], None]
) -> Iterator[Row | Refusal]:
    """Give the rows without what stands below them.

    A row of sums has a word for it, and numbers at most: a client named Total has a key or an
    address. What is said about the report stands alone in its row.

    Args:
        say: Takes the line where that begins, and what it says.
    """
    last: deque[Row | Refusal] = deque()
    for row in rows:
        last.append(row)
        if len(last) > _LOOKED_AT:
            yield last.popleft()
    tail = list(last)
    begins = _begin_of_totals(tail)
    yield from tail[:begins]
    below = [row for row in tail[begins:] if isinstance(row, tuple)]
    if below:
        say(below[0][0], " / ".join(" ".join(_filled(cells)) for _, cells in below))


def is_subtotal(cells: Iterable[str]) -> bool:
    """Tell whether a row between others sums them up."""
    filled = _filled(cells)
    return bool(filled and _SUBTOTAL.fullmatch(filled[0])) and _stands_alone(filled)


def _begin_of_totals(tail: Sequence[Row | Refusal]) -> int:
    """Return the place from which on there are no rows of the table any more."""
    alone = [isinstance(row, tuple) and _stands_alone(_filled(row[1])) for row in tail]
    start = len(tail)
    while start > 1 and alone[start - 1]:
        start -= 1
    made = (at for at in range(start, len(tail)) if _says(_MADE, tail[at]))
    begins = next(made, len(tail))
    if begins < len(tail) and _parted_from_table(tail, start):
        return start
    notes = (at for at in range(start + 1, begins) if _says(_TOTAL, tail[at - 1]))
    begins = next((at for at in notes if _blank_between(tail[at - 1], tail[at])), begins)
    while begins > start and _says(_TOTAL, tail[begins - 1]):
        begins -= 1
    return begins


def _parted_from_table(tail: Sequence[Row | Refusal], place: int) -> bool:
    """Tell whether there are blank lines before a row, and a fuller row before these."""
    before = tail[place - 1]
    fuller = isinstance(before, tuple) and len(_filled(before[1])) > 1
    return fuller and _blank_between(before, tail[place])


def _blank_between(before: Row | Refusal, row: Row | Refusal) -> bool:
    if not (isinstance(before, tuple) and isinstance(row, tuple)):
        return False
    line, cells = before
    return row[0] > line + sum(cell.count("\n") for cell in cells) + 1


def _says(what: re.Pattern[str], row: Row | Refusal) -> bool:
    return isinstance(row, tuple) and bool(what.fullmatch(_filled(row[1])[0].strip(" :.*-")))


def _stands_alone(filled: Sequence[str]) -> bool:
    return bool(filled) and all(
        _AMOUNT.fullmatch(cell) or _COUNT.fullmatch(cell) for cell in filled[1:]
    )


def _filled(cells: Iterable[str]) -> list[str]:
    return [text for cell in cells if (text := cell.strip())]
