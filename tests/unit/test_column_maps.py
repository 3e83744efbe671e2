"""Maps of columns: how they are written, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientpulse.column_maps import READ_COLUMNS, kind_of, parse, written
from clientpulse.errors import InputError

COLUMNS = sorted({one for columns in READ_COLUMNS.values() for one in columns})
HEADINGS = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1).filter(
    lambda text: text == text.strip()
)


def test_a_map_names_headings_by_our_own_columns() -> None:
    assert parse(' Name = Company ,contact=First Name + Last Name,note="Notes, ""private""",') == {
        "name": ("Company",),
        "contact": ("First Name", "Last Name"),
        "note": ('Notes, "private"',),
    }


@settings(max_examples=30)
@given(
    st.dictionaries(
        st.sampled_from(COLUMNS), st.lists(HEADINGS, min_size=1, max_size=3).map(tuple), min_size=1
    )
)
def test_a_map_that_is_written_reads_the_same(columns: dict[str, tuple[str, ...]]) -> None:
    assert parse(written(columns)) == columns


@pytest.mark.parametrize(
    ("typed", "message", "hint"),
    [
        ("Company", '"Company" isn\'t a column and a heading', "name=Company"),
        ("name=", '"name=" isn\'t', "name=Company"),
        ("name=A,,email=B", '",email=B" isn\'t', "name=Company"),
        ('name="Company', "isn't a column and a heading", "double quotes"),
        ('name=5" pipes', "isn't a column and a heading", "double quotes"),
        ("name=A+", "isn't a column and a heading", "plus sign"),
        ("nmae=A", '"nmae" isn\'t a column', "did you mean name?"),
        ("x=A", '"x" isn\'t a column', "the columns are name, key"),
        ("name=A,NAME=B", "name is mapped twice", "name=First+Last"),
    ],
)
def test_what_is_no_map_is_refused_with_what_to_do(typed: str, message: str, hint: str) -> None:
    with pytest.raises(InputError) as error:
        parse(typed)
    assert message in error.value.message
    assert hint in error.value.hint


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("name=A", "clients"),
        ("contact=A,note=B", "clients"),
        ("client=A,on=B,note=C", "touchpoints"),
    ],
)
def test_the_columns_tell_what_a_file_holds(typed: str, kind: str) -> None:
    assert kind_of(parse(typed)) == kind


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("email=A", "which heading holds the name"),
        ("note=A", "which heading holds the name"),
        ("client=A", "which heading holds on"),
        ("on=A,note=B", "which heading holds client"),
        ("client=A,on=B,email=C", "email belongs to clients, and client to touchpoints"),
        ("name=A,on=B", "name belongs to clients, and on to touchpoints"),
    ],
)
def test_a_map_that_makes_neither_clients_nor_touchpoints_is_refused(
    typed: str, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        kind_of(parse(typed))
