"""The tables hold what the records declare, field by field."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import CheckConstraint, Table

from clientpulse.records import Named, Record
from clientpulse.records.fields import Spec
from clientpulse.records.limits import KEY_LENGTH
from clientpulse.records.lists import EVERY, OF_CLIENT, PARTS, SHARED
from clientpulse.records.record import shape_of
from clientpulse.store import tables
from clientpulse.store.tables.columns import Day, Flag, Instant
from clientpulse.store.tables.constraints import METADATA

TYPES = {"day": Day, "moment": Instant, "flag": Flag}

# What a key, a rule and an interval are made of says the table alone.
LIMITS = {"key": KEY_LENGTH, "rule": KEY_LENGTH}
FORMS = {"day": "day", "time": "time", "birthday": "day", "flag": "flag", "uid": "length"}
INTERVALS = ("meeting_interval", "update_interval", "rule_interval")

FIELDS = [
    pytest.param(record, name, spec, id=f"{record.TABLE}.{name}")
    for record in EVERY
    for name, spec in shape_of(record).specs.items()
    if name in shape_of(record).columns
]


def table(record: type[Record]) -> Table:
    return tables.by_name(record.TABLE).__table__


def checks(record: type[Record], column: str) -> dict[str, str]:
    """The CHECKs of a column by the end of their name; that of the column itself is empty."""
    begin = f"ck_{record.TABLE}_{column}"
    return {
        str(one.name).removeprefix(begin).removeprefix("_"): str(one.sqltext)
        for one in table(record).constraints
        if isinstance(one, CheckConstraint)
        and re.fullmatch(f"{begin}(_(length|day|time|flag|interval))?", str(one.name))
    }


def test_every_table_but_the_journal_has_a_record() -> None:
    tables.load_all()
    assert {record.TABLE for record in EVERY} == {
        name for name in METADATA.tables if not name.startswith(("journal_", "folded_"))
    }


@pytest.mark.parametrize("record", EVERY, ids=lambda one: one.TABLE)
def test_a_record_has_the_columns_of_its_table(record: type[Record]) -> None:
    assert set(shape_of(record).columns) == set(table(record).columns.keys())


@pytest.mark.parametrize(("record", "name", "spec"), FIELDS)
def test_a_column_is_what_its_field_declares(record: type[Record], name: str, spec: Spec) -> None:
    tables.load_all()  # a key may refer to any other
    column = table(record).columns[name]
    if spec.kind != "hidden":
        always = spec.needed or spec.kind == "flag"
        assert column.nullable != always
        assert type(column.type) is TYPES[spec.kind] if spec.kind in TYPES else True
    assert {key.column.table.name for key in column.foreign_keys} == (
        {spec.refers_to} if spec.refers_to else {name.removesuffix("_id")} - {name}
    )


@pytest.mark.parametrize(("record", "name", "spec"), FIELDS)
def test_a_check_says_what_its_field_declares(record: type[Record], name: str, spec: Spec) -> None:
    found = checks(record, name)
    if limit := spec.limit or LIMITS.get(spec.kind, 0):
        assert re.search(rf"\blength\({name}\) <= {limit}$", found["length"])
        assert spec.kind == "text" or "<> ''" in found["length"] or not spec.needed
    if spec.options:
        options = ",".join(f"'{one}'" for one in spec.options)
        assert found[""] == f"{name} IN ({options})"
    if spec.bounds:
        assert found[""] == f"{name} BETWEEN {spec.bounds[0]} AND {spec.bounds[1]}"
    if spec.kind in FORMS:
        assert FORMS[spec.kind] in found
    if spec.kind in INTERVALS:
        assert "interval" in found


def test_what_two_rows_never_share_is_unique() -> None:
    for record in EVERY:
        own = table(record)
        unique = {column.name for column in own.columns if column.unique}
        unique |= {tuple(index.columns.keys())[-1] for index in own.indexes if index.unique}
        wanted = {"uid"} if issubclass(record, Named) else set()
        # A null client would never equal another: that a weight is said once, the services see to.
        if record.UNIQUE and record.TABLE != "trait_weight":
            wanted.add(record.UNIQUE)
        assert wanted <= unique


def test_every_record_but_a_part_of_another_has_a_list_in_an_export() -> None:
    inside = {*SHARED, *OF_CLIENT, *PARTS.values()}
    of_their_own = {"client", "tag", "import_mark", "import_salt"}
    of_their_own |= {"exchange", "diary_entry", "address_card", "source_state", "forgotten"}
    assert {record.TABLE for record in EVERY if record not in inside} == of_their_own
    assert all(record.LIST for record in (*SHARED, *OF_CLIENT))
