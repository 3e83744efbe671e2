"""What an import says of itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clientpulse.output.layout.sheet import Sheet
from clientpulse.output.messages.imports import lines, remarks
from clientpulse.output.screens.imported import SCREEN
from clientpulse.views.fates import Double, Fate
from clientpulse.views.imported import ImportedView
from tests.unit.made_up_import import IMPORTED, REFUSAL

REAL = replace(IMPORTED, is_rehearsal=False)


def said(view: ImportedView) -> list[str]:
    return list(lines(view, ()))


def of(*items: Fate) -> list[str]:
    """Return what is said about these people besides the counts and what comes next."""
    return said(replace(REAL, items=items))[3:-3]


def rows(*items: Fate) -> list[tuple[str, ...]]:
    sheet = SCREEN.layout(replace(IMPORTED, items=items))
    assert isinstance(sheet, Sheet)
    return [row[1:] for row in sheet.rows]


def test_a_rehearsal_ends_with_the_command_that_does_it() -> None:
    assert said(IMPORTED)[0] == "Would import contacts.csv (Google Contacts):"
    assert said(IMPORTED)[-1] == (
        "Nothing was changed. To import it: pulse import contacts.csv --map crm"
    )


def test_an_import_ends_with_what_to_do_next() -> None:
    assert said(REAL)[0] == "Imported contacts.csv (Google Contacts):"
    assert said(REAL)[-3:] == [
        "To have what was refused, correct it in the file and import it again;"
        " the others aren't stored twice.",
        "Whom to contact today: pulse due",
        "To take the import back: pulse undo",
    ]


@pytest.mark.parametrize(
    ("total", "last"),
    [
        ({"refused": 2}, "To have what was refused, correct it in the file and import it again."),
        ({"skipped": 2}, "Whom to contact today: pulse due"),
        ({}, "  nothing: the file has no rows"),
    ],
)
def test_an_import_that_stored_nothing_offers_no_way_back(total: dict[str, int], last: str) -> None:
    every = dict.fromkeys(IMPORTED.total, 0) | total
    view = replace(REAL, total=every, counts={"clients": every}, items=())
    assert last in said(view)
    assert "undo" not in " ".join(said(view))


def test_whoever_may_be_somebody_else_is_named_with_the_line_to_type() -> None:
    double = Fate(
        7, "Field", "field", "A. Field", "doubtful", doubles=(Double("Ann", "--same 7=2"),)
    )
    assert of(double) == [
        "1 may be the same as another, and stays apart:",
        "  line 7, A. Field at Field: perhaps Ann",
        "If it is so: pulse undo, then: pulse import contacts.csv --map crm --same 7=2",
    ]
    assert "If the first is so: pulse import contacts.csv --map crm --same 7=2" in said(IMPORTED)
    many = of(*(replace(double, line=line) for line in range(7, 14)))
    assert many[0] == "7 may be the same as others, and stay apart:"
    assert many[1] == "  line 7, A. Field at Field: perhaps Ann: --same 7=2"
    assert many[-2] == "  and 2 more"
    assert many[-1].startswith("If the first is so: pulse undo, then: pulse import contacts.csv")


@pytest.mark.parametrize(
    ("items", "words"),
    [
        ([("A", None, None)], "1 client was deleted or removed here and stays away. To bring it"),
        ([("A", "a", "B")], "1 person was deleted or removed here and stays away. To bring it"),
        (
            [("A", None, "B"), ("A", None, "C"), ("D", None, None), ("E", "e", "F")],
            "2 clients and 1 person were deleted or removed here and stay away. To bring them",
        ),
        ([("A", "a", "B"), ("A", "a", "C")], "2 people were deleted or removed here and stay away"),
    ],
)
def test_whoever_stays_away_is_counted(
    items: list[tuple[str, str | None, str | None]], words: str
) -> None:
    (line,) = of(*(Fate(2, *one, "left") for one in items))
    assert line.startswith(words)
    assert line.endswith(" back: pulse import contacts.csv --map crm --all-again")


def test_values_that_differ_are_counted() -> None:
    one = Fate(2, "A", "a", None, "updated", ("place",), ("owner: Kim in the file",))
    dry = "pulse import contacts.csv --map crm --dry-run"
    assert of(one) == [f"1 value differs and stays as it is. To list it: {dry}"]
    assert of(one, one) == [f"2 values differ and stay as they are. To list them: {dry}"]
    assert "1 value differs and stays as it is" in said(IMPORTED)


def test_a_client_and_its_person_share_a_row_where_the_same_becomes_of_both() -> None:
    client = Fate(2, "A", "a", None, "new")
    ann = replace(client, person="Ann")
    assert rows(client, ann, replace(ann, person="Bob")) == [
        ("A", "a", "Ann", "new"),
        ("A", "a", "Bob", "new"),
    ]
    for other in (
        replace(ann, line=3),
        replace(ann, becomes="updated"),
        replace(ann, client="B"),
        replace(ann, notes=("role",)),
    ):
        assert len(rows(client, other)) == 2
    assert len(rows(replace(client, notes=("note",)), replace(ann, notes=("note",)))) == 2


def test_who_stays_as_they_are_has_no_row_unless_something_differs() -> None:
    differing = Fate(2, "A", "a", None, "unchanged", (), ("owner: Kim in the file",))
    assert rows(differing) == [("A", "a", "unchanged: owner: Kim in the file")]
    assert rows(Fate(2, "A", "a", None, "unchanged"), Fate(2, "A", "a", "Ann", "new")) == [
        ("A", "a", "Ann", "new")
    ]


def test_lines_are_named_and_columns_that_are_not_read_listed() -> None:
    assert list(remarks(IMPORTED)) == [
        "left out, not known: Shoe size",
        f"line 11: {REFUSAL}",
        "read as Windows-1252",
    ]


@pytest.mark.parametrize(
    ("count", "left_out", "more"),
    [(20, 0, []), (21, 0, ["and 1 more"]), (1000, 500, ["and 1,480 more"])],
)
def test_no_more_than_twenty_messages_are_shown(count: int, left_out: int, more: list[str]) -> None:
    messages = [(line, "x") for line in range(count)]
    view = replace(IMPORTED, messages=messages, messages_left_out=left_out, unknown_columns=())
    assert list(remarks(view))[20:] == more
