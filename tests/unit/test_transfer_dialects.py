"""Whatever program wrote it, a CSV file of our own columns comes back the same."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from clientpulse.column_maps import TOUCHPOINT_COLUMNS as TOUCHPOINTS
from clientpulse.formula_guard import guard
from clientpulse.transfer.options import Options
from clientpulse.transfer.reading import open_reading
from clientpulse.transfer.records import Remark
from tests import hostile

CLIENTS = ("name", "key", "contact", "email", "note")


class Dialect(NamedTuple):
    """How a program writes CSV."""

    delimiter: str = ","
    quoting: int = csv.QUOTE_MINIMAL
    end: str = "\n"
    before: str = ""
    last_end: bool = True
    short: bool = False
    blank_rows: bool = False


DIALECTS = {
    "plain": Dialect(),
    "Excel": Dialect(end="\r\n"),
    "Excel in Germany": Dialect(";", end="\r\n", before="sep=;\r\n"),
    "all quoted": Dialect(quoting=csv.QUOTE_ALL, last_end=False),
    "tabs": Dialect("\t", end="\r\n"),
    "bars": Dialect("|"),
    "rows that end early": Dialect(short=True, blank_rows=True),
    "a report": Dialect(";", before="Our clients\n\nAs of;2026-11-28\n", blank_rows=True),
}
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252")
WORDS = (
    "Müller",
    "Köln",
    "François",
    "José",
    "Ågård",
    "naïve",
    "plain",
    "a, b; c|d",
    '"so"',
    "–",
    "€ 5",
)
WESTERN = st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join)
ANY = st.text(st.sampled_from("aZ09 ,;|\t\"'=+-@.äß中א🎉\n"), max_size=12)


def texts(encoding: str) -> st.SearchStrategy[str]:
    return (WESTERN if encoding == "cp1252" else ANY).map(str.strip)


def rows(encoding: str, columns: tuple[str, ...], **fixed: str):
    others = {column: texts(encoding) for column in columns if column not in fixed}
    row = st.fixed_dictionaries({**{k: st.just(v) for k, v in fixed.items()}, **others})
    return st.lists(row, min_size=1, max_size=4)


def written(dialect: Dialect, columns: tuple[str, ...], values: list[dict[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(
        text, delimiter=dialect.delimiter, quoting=dialect.quoting, lineterminator=dialect.end
    )
    writer.writerow(columns)
    for one in values:
        cells = [guard(one[column]) for column in columns]
        while dialect.short and not cells[-1]:
            cells.pop()
        writer.writerow(cells)
        if dialect.blank_rows:
            text.write(dialect.end)
    whole = dialect.before + text.getvalue()
    return whole if dialect.last_end else whole.removesuffix(dialect.end)


def read(data: bytes):
    with open_reading(io.BytesIO(data), options=Options(today=date(2026, 11, 28))) as reading:
        return [one for one in reading if not isinstance(one, Remark)]


@settings(max_examples=1000 if hostile.THOROUGH else 40)
@given(st.data(), st.sampled_from(list(DIALECTS)), st.sampled_from(ENCODINGS))
def test_clients_come_back_the_same_in_any_dialect_and_encoding(data, named, encoding):
    values = data.draw(rows(encoding, CLIENTS, name="Acme", contact="Ann"))
    found = read(written(DIALECTS[named], CLIENTS, values).encode(encoding))
    assert [
        (one.name, one.key or "", one.contacts[0].name, one.contacts[0].email or "", one.note or "")
        for one in found
    ] == [tuple(one[column] for column in CLIENTS) for one in values]


@settings(max_examples=1000 if hostile.THOROUGH else 40)
@given(st.data(), st.sampled_from(list(DIALECTS)), st.sampled_from(ENCODINGS))
def test_touchpoints_come_back_the_same_in_any_dialect_and_encoding(data, named, encoding):
    values = data.draw(rows(encoding, TOUCHPOINTS, client="acme", on="2026-01-02"))
    found = read(written(DIALECTS[named], TOUCHPOINTS, values).encode(encoding))
    assert [tuple(getattr(one, column) or "" for column in TOUCHPOINTS) for one in found] == [
        tuple(one[column] for column in TOUCHPOINTS) for one in values
    ]
