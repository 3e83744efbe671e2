"""An import mixes nobody up: who is one, who are two, and who is left to a person to decide."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Pulse

HEADER = (
    "First Name,Last Name,Name Suffix,Organization Name,Birthday,Notes,Labels,"
    "E-mail 1 - Value,Phone 1 - Value\n"
)
Book = Callable[..., str]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Write an address book, a person a line."""

    def write(*rows: str) -> str:
        file = tmp_path / "contacts.csv"
        file.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
        return str(file)

    return write


def people(pulse: Pulse) -> list[tuple[str, str]]:
    return [(one["client"], one["name"]) for one in pulse.ok("contact", "list", "--json").items]


def becomes(pulse: Pulse, *arguments: str) -> list[tuple[str, str | None, str]]:
    items = pulse.ok("import", *arguments, "--dry-run", "--json").json["import"]["items"]
    return [(one["client"], one["person"], one["becomes"]) for one in items]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("John,Smith,Sr.,Smith & Sons,,,,old@smith.example,", "John,Smith,Jr.,Smith & Sons,,,,,"),
        (
            "John,Smith,,Smith & Sons,1948-02-03,,,john@smith.example,",
            "John,Smith,,Smith & Sons,1975-09-30,,,john@smith.example,",
        ),
        (
            "Ann,Field,,Field Ltd,,,,info@field.example,",
            "Bob,Field,,Field Ltd,,,,info@field.example,",
        ),
        ("Ann,Field,,Field Ltd,,,,,020 7946 0001", "Bob,Stone,,Field Ltd,,,,,020 7946 0001"),
    ],
    ids=["a suffix", "birthdays", "a shared mailbox", "a switchboard"],
)
def test_different_people_of_one_company_stay_two(
    pulse: Pulse, book: Book, one: str, other: str
) -> None:
    outcome = pulse.ok("import", book(one, other))
    assert len(people(pulse)) == 2
    assert "taken for" not in outcome.err
    assert pulse.ok("client", "list", "--json").items[0]["key"]


def test_two_people_of_one_name_without_a_company_are_two_clients(pulse: Pulse, book: Book) -> None:
    file = book(
        "John,Smith,,,1948-02-03,,,senior@home.example,",
        "John,Smith,,,1975-09-30,,,junior@home.example,",
    )
    pulse.ok("import", file)
    keys = [one["key"] for one in pulse.ok("client", "list", "--json").items]
    assert sorted(keys) == ["john-smith", "john-smith-2"]
    assert {how for *_, how in becomes(pulse, file)} == {"unchanged"}


@pytest.mark.parametrize(
    "again",
    [
        "Ann,Field,,Field Ltd,,,,ANN@field.example,",
        "Ann,Field,,Field Ltd,,,,ann@field.example,+44 20 7946 0001",
        "A.,Field,,Field Ltd,,,,ann@field.example,",
        "Ann,Field,,FIELD LIMITED,,,,ann@field.example,",
        "\u200bAnn,Field\u202c,,Field\u00a0Ltd,,,,ann@field.example,\u202a+44 20 7946 0001\u202c",
    ],
)
def test_the_same_person_twice_is_one_and_it_is_said(pulse: Pulse, book: Book, again: str) -> None:
    file = book("Ann,Field,,Field Ltd,,,,ann@field.example,(+44) 20 79460001", again)
    outcome = pulse.ok("import", file)
    assert people(pulse) == [("Field Ltd", "Ann Field")]
    assert "line 3: " in outcome.err
    assert "too: taken for one person" in outcome.err
    assert pulse.ok("contact", "list", "--json").items[0]["phone"] == "(+44) 20 79460001"


def test_whoever_is_perhaps_the_same_stays_apart_until_somebody_decides(
    pulse: Pulse, book: Book
) -> None:
    file = book(
        "Ann,Field,,Field Ltd,,,,ann@field.example,",
        "Ann,Field,,Field Ltd,,,,ann@home.example,",
    )
    assert becomes(pulse, file) == [
        ("Field Ltd", None, "new"),
        ("Field Ltd", "Ann Field", "new"),
        ("Field Ltd", "Ann Field", "doubtful"),
    ]
    assert "--same 3=2" in pulse.ok("import", file, "--dry-run", "--json").out
    pulse.ok("import", file, "--same", "3=2")
    (ann,) = pulse.ok("contact", "list", "--json").items
    assert ann["email"] == "ann@field.example, ann@home.example"
    pulse.ok("undo")
    pulse.ok("import", file)
    assert len(people(pulse)) == 2
    other = max(one["id"] for one in pulse.ok("contact", "list", "--json").items)
    late = pulse.ok("import", file, "--same", "3=2")
    assert f"still there: pulse contact delete field-ltd {other}" in late.err
    ann, _ = pulse.ok("contact", "list", "--json").items
    assert ann["email"] == "ann@field.example, ann@home.example"
    pulse.ok("contact", "remove", "field-ltd", str(other))
    assert {how for *_, how in becomes(pulse, file)} == {"unchanged"}


def test_a_company_with_and_without_its_legal_form_is_left_to_a_person(
    pulse: Pulse, book: Book
) -> None:
    pulse.ok("add", "Marsh Ltd")
    file = book("Cy,Marsh,,Marsh,,,,cy@gmail.com,")
    outcome = pulse.ok("import", file, "--dry-run", "--json")
    assert "--same 2=marsh-ltd" in outcome.out
    pulse.ok("import", file, "--same", "2=marsh-ltd")
    assert people(pulse) == [("Marsh Ltd", "Cy Marsh")]
    assert len(pulse.ok("client", "list", "--json").items) == 1


def test_one_mail_domain_makes_a_company_and_its_legal_form_one(pulse: Pulse, book: Book) -> None:
    outcome = pulse.ok(
        "import",
        book("Cy,Marsh,,Marsh Ltd,,,,cy@marsh.example,", "Di,Wood,,Marsh,,,,di@marsh.example,"),
    )
    assert "line 3: Marsh is taken for Marsh Ltd" in outcome.err
    assert people(pulse) == [("Marsh Ltd", "Cy Marsh"), ("Marsh Ltd", "Di Wood")]


def test_a_person_without_a_company_is_known_at_theirs(pulse: Pulse, book: Book) -> None:
    pulse.ok("add", "Field Ltd", "--contact", "Ann Field", "--email", "ann@field.example")
    outcome = pulse.ok("import", book("Ann,Field,,,,,,ann@field.example,020 7946 0001"))
    assert people(pulse) == [("Field Ltd", "Ann Field")]
    assert "Ann Field is taken for the one at Field Ltd" in outcome.err


@pytest.mark.parametrize("who", ["9=2", "3=9", "3=nobody", "3=3", "x=2", "3"])
def test_saying_that_nobody_is_somebody_is_refused(pulse: Pulse, book: Book, who: str) -> None:
    file = book("Ann,Field,,Field Ltd,,,,,", "Bob,Stone,,Field Ltd,,,,,")
    err = pulse.fails(2, "import", file, "--same", who).err
    assert "--same" in err
    assert "--same 2=" not in err
    assert not pulse.store.exists()


SMITHS = [f"Jo,Smith,,Smith Ltd,,,,jo{number}@smith.example," for number in range(3)]


@pytest.mark.parametrize(
    ("rows", "said", "expected"),
    [
        (SMITHS[:2], ["3=2"], ["jo0 jo1"]),
        (SMITHS[:2], ["2=3"], ["jo1 jo0"]),
        (SMITHS, ["4=3"], ["jo0", "jo1 jo2"]),
        (SMITHS, ["4=3", "3=2"], ["jo0 jo1 jo2"]),
        (SMITHS, ["2=3", "3=4"], ["jo2 jo1 jo0"]),
        ([SMITHS[0], "Jo,Wood,,Smith Ltd,,,,wood@smith.example,"], ["3=2"], ["jo0 wood"]),
        (["Jo,Smith,,,,,,jo0@a.example,", "Jo,Wood,,,,,,wood@a.example,"], ["3=2"], ["jo0 wood"]),
    ],
)
def test_whoever_is_said_to_be_one_is_one_and_stays_so(
    pulse: Pulse, book: Book, rows: list[str], said: list[str], expected: list[str]
) -> None:
    options = [word for one in said for word in ("--same", one)]
    for again in (options, options, []):
        pulse.ok("import", book(*rows), *again)
        emails = [one["email"] for one in pulse.ok("contact", "list", "--json").items]
        assert [" ".join(re.findall(r"(\w+)@", email)) for email in emails] == expected


def test_the_client_that_is_said_stays_the_one(pulse: Pulse, book: Book) -> None:
    pulse.ok("import", book("Jo,Smith,,,,,,jo@smith.example,"))
    married = book("Jo,Wood,,,,,,wood@home.example,")
    for options in (["--same", "2=JO-SMITH"], ["--same", "2=jo-smith"], []):
        pulse.ok("import", married, *options)
        assert people(pulse) == [("Jo Smith", "Jo Smith")]


def test_what_is_said_of_a_company_holds_for_all_its_people(pulse: Pulse, book: Book) -> None:
    file = book("Cy,Marsh,,Marsh Ltd,,,,,", "Di,Wood,,Marsh,,,,,", "Ed,Hill,,Marsh,,,,,")
    for _ in range(2):
        pulse.ok("import", file, "--same", "3=2")
        assert [name for _, name in people(pulse)] == ["Cy Marsh", "Di Wood", "Ed Hill"]
        assert len(pulse.ok("client", "list", "--json").items) == 1


def test_a_line_is_said_to_be_one_thing(pulse: Pulse, book: Book) -> None:
    outcome = pulse("import", book(*SMITHS), "--same", "4=2", "--same", "4=3")
    assert outcome.code == 2
    assert "line 4 is 2, and that it is 3" in outcome.err


def test_what_two_rows_note_of_one_person_is_kept_and_put_together(
    pulse: Pulse, book: Book
) -> None:
    file = book(
        "Ann,Field,,Field Ltd,,Likes tea,,ann@field.example,",
        "Ann,Field,,Field Ltd,,Rides,,ann@field.example,",
        "Ann,Field,,Field Ltd,,Likes tea,,ann@field.example,",
    )
    pulse.ok("import", file)
    assert pulse.ok("contact", "list", "--json").items[0]["note"] == "Likes tea\nRides"
    items = pulse.ok("import", file, "--json").json["import"]["items"]
    assert [(one["becomes"], one["details"]) for one in items] == [("unchanged", [])] * 2


# Again next month

BOOK = (
    "Ann,Field,,Field Ltd,,,,ann@field.example,+44 20 7946 0001",
    "Cy,Marsh,,Marsh Ltd,,,,cy@marsh.example,",
    "Di,Wood,,,,,,di@wood.example,",
)


def test_a_renamed_client_is_known_again(pulse: Pulse, book: Book) -> None:
    pulse.ok("import", book(*BOOK))
    pulse.ok("client", "rename", "marsh-ltd", "Tarn Holding")
    pulse.ok("client", "edit", "marsh-ltd", "--key", "tarn")
    assert {how for *_, how in becomes(pulse, book(*BOOK))} == {"unchanged"}
    pulse.ok("import", book(*BOOK, "Flo,Hill,,Marsh Ltd,,,,flo@marsh.example,"))
    assert ("Tarn Holding", "Flo Hill") in people(pulse)


def test_a_merged_client_does_not_come_back(pulse: Pulse, book: Book) -> None:
    pulse.ok("import", book(*BOOK))
    pulse.ok("client", "merge", "marsh-ltd", "field-ltd", "--yes")
    assert {how for *_, how in becomes(pulse, book(*BOOK))} == {"unchanged"}


def test_a_removed_person_and_a_deleted_client_stay_away(pulse: Pulse, book: Book) -> None:
    pulse.ok("import", book(*BOOK))
    pulse.ok("contact", "remove", "field-ltd", "ann")
    pulse.ok("client", "delete", "di-wood", "--yes")
    before = people(pulse)
    left = [one for one in becomes(pulse, book(*BOOK)) if one[2] == "left"]
    assert left == [("Field Ltd", "Ann Field", "left"), ("Di Wood", None, "left")]
    pulse.ok("import", book(*BOOK))
    assert people(pulse) == before
    pulse.ok("import", book(*BOOK), "--all-again")
    assert set(people(pulse)) == {*before, ("Field Ltd", "Ann Field"), ("Di Wood", "Di Wood")}
    assert {how for *_, how in becomes(pulse, book(*BOOK))} == {"unchanged"}


def test_who_is_like_somebody_removed_or_deleted_does_not_get_what_is_theirs(
    pulse: Pulse, book: Book
) -> None:
    father = "Jo,Smith,Sr.,Smith Ltd,1950-01-02,,,jo@smith.example,"
    gone = "Di,Marsh,,Marsh,,,,di@marsh.example,"
    pulse.ok("import", book(father, gone))
    pulse.ok("contact", "remove", "smith-ltd", "jo")
    pulse.ok("client", "delete", "marsh", "--yes")
    file = book(
        *(father, "Jo,Smith,,Smith Ltd,,,,jo@smith.example,"),
        *("Ed,Hill,,Marsh,,,,ed@marsh.example,", "Cy,Hill,,Marsh Ltd,,,,cy@marsh.example,"),
    )
    for _ in range(2):
        pulse.ok("import", file)
        assert people(pulse) == [("Smith Ltd", "Jo Smith"), ("Marsh Ltd", "Cy Hill")]
        assert pulse.ok("contact", "list", "--json").items[0]["birthday"] is None


def test_a_deletion_that_is_undone_leaves_nobody_away(pulse: Pulse, book: Book) -> None:
    pulse.ok("import", book(*BOOK))
    pulse.ok("client", "delete", "di-wood", "--yes")
    pulse.ok("undo")
    assert {how for *_, how in becomes(pulse, book(*BOOK))} == {"unchanged"}
    pulse.ok("undo")
    assert {how for *_, how in becomes(pulse, book(*BOOK))} == {"new"}


def test_whoever_was_added_again_by_hand_is_not_kept_away(pulse: Pulse, book: Book) -> None:
    pulse.ok("import", book(*BOOK))
    pulse.ok("client", "delete", "marsh-ltd", "--yes")
    pulse.ok("add", "Marsh Ltd", "--contact", "Cy Marsh")
    pulse.ok("import", book(*BOOK))
    marsh = next(
        one for one in pulse.ok("contact", "list", "--json").items if one["name"] == "Cy Marsh"
    )
    assert marsh["email"] == "cy@marsh.example"


def test_what_changed_there_fills_gaps_and_overwrites_nothing(pulse: Pulse, book: Book) -> None:
    pulse.ok("import", book(*BOOK))
    pulse.ok("contact", "edit", "field-ltd", "ann", "--birthday", "1979-04-12")
    changed = "Ann,Field,,Field Ltd,1980-01-01,Likes tea,,ann@new.example,"
    items = pulse.ok("import", book(changed), "--dry-run", "--json").json["import"]["items"]
    assert items[1]["becomes"] == "updated"
    assert items[1]["details"] == ["e-mail", "note", "birthday: 1980-01-01 in the file"]
    pulse.ok("import", book(changed))
    (ann,) = [
        one for one in pulse.ok("contact", "list", "--json").items if one["name"] == "Ann Field"
    ]
    assert (ann["birthday"], ann["note"]) == ("1979-04-12", "Likes tea")
    assert ann["email"] == "ann@field.example, ann@new.example"


def test_a_new_colleague_of_the_same_name_is_not_the_old_one(pulse: Pulse, book: Book) -> None:
    pulse.ok("import", book(*BOOK))
    outcome = becomes(pulse, book(*BOOK, "Ann,Field,,Field Ltd,,,,ann.field2@field.example,"))
    assert ("Field Ltd", "Ann Field", "unchanged") in outcome
    assert ("Field Ltd", "Ann Field", "doubtful") in outcome


def test_whoever_moved_to_another_company_stays_and_it_is_said(pulse: Pulse, book: Book) -> None:
    pulse.ok("import", book(*BOOK))
    outcome = pulse.ok("import", book("Ann,Field,,Tarn Ltd,,,,ann@field.example,"))
    assert "Ann Field is at Field Ltd here, and at Tarn Ltd in the file" in outcome.err
    assert len(pulse.ok("client", "list", "--json").items) == 3
    pulse.ok("import", book("Bo,Tarn,,Tarn Ltd,,,,bo@tarn.example,"))
    assert ("Tarn Ltd", "Bo Tarn") in people(pulse)


def test_who_was_known_by_an_address_gets_a_name(pulse: Pulse, book: Book) -> None:
    pulse.ok("import", book(",,,,,,,xy@home.example,"))
    named = book("Xenia,York,,,,,,xy@home.example,")
    pulse.ok("import", named)
    assert people(pulse) == [("Xenia York", "Xenia York")]
    pulse.ok("contact", "edit", "xy-home-example", "1", "--name", "Xe York")
    pulse.ok("import", named)
    assert people(pulse) == [("Xenia York", "Xe York")]


def test_whoever_works_for_several_is_at_each_of_them(pulse: Pulse, book: Book) -> None:
    rows = [f"Ed,Hill,,{at},,,,ed@hill.example," for at in ("", "A Ltd", "B Ltd", "C Ltd")]
    pulse.ok("import", book(rows[0]))
    outcome = pulse.ok("import", book(*rows))
    assert (outcome.err, "perhaps" in outcome.out) == ("", False)
    jobs = {
        ("Ed Hill", "Ed Hill"),
        ("A Ltd", "Ed Hill"),
        ("B Ltd", "Ed Hill"),
        ("C Ltd", "Ed Hill"),
    }
    assert set(people(pulse)) == jobs
    pulse.ok("contact", "remove", "a-ltd", "ed")
    pulse.ok("client", "delete", "b-ltd", "--yes")
    pulse.ok("client", "rename", "c-ltd", "Cee")
    pulse.ok("import", book(*reversed(rows)))
    assert sorted(people(pulse)) == [("Cee", "Ed Hill"), ("Ed Hill", "Ed Hill")]
    pulse.ok("import", book(*rows), "--all-again")
    assert len(people(pulse)) == 4


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        ("Jo,Smith,", "Jo,Smith,Sr.", "Jo,Smith,Jr."),
        ("J.,Smith,", "Jo,Smith,", "Jane,Smith,"),
    ],
)
def test_who_was_taken_for_one_is_not_taken_for_the_other_too(
    pulse: Pulse, book: Book, first: str, second: str, third: str
) -> None:
    """A family shares a mailbox, and one of them was there before the file told them apart."""
    rows = [f"{name},Smith Ltd,,,,smith@home.example," for name in (first, second, third)]
    pulse.ok("import", book(*rows[:1]))
    pulse.ok("import", book(*rows[:2]))
    assert len(people(pulse)) == 1
    for file in (book(rows[2], rows[1]), book(*rows)):
        pulse.ok("import", file)
        assert len(people(pulse)) == 2
    pulse.ok("undo")
    assert len(people(pulse)) == 1
    assert "perhaps" in pulse.ok("import", book(*rows), "--dry-run").out


def test_two_records_of_a_crm_are_never_taken_for_one(
    pulse: Pulse, write: Callable[..., str]
) -> None:
    row = "{},Ann,Field,ann@field.example,Sam,Field Ltd,\n"
    pulse.ok("import", write(HUBSPOT + row.format(51)))
    file = write(HUBSPOT + row.format(52) + row.format(51))
    assert "perhaps Ann Field" in pulse.ok("import", file).out
    pulse.ok("import", file)
    assert len(people(pulse)) == 2


def test_a_company_that_is_written_otherwise_is_the_same(pulse: Pulse, book: Book) -> None:
    pulse.ok("import", book("Ann,Field,,O'Neill & Sons,,,,,"))
    again = "Ann,Field,,O’Neill and Sons,,,,,"
    assert pulse.ok("import", book(again, again.replace("Ann", "Bob"))).err.count("left at") == 0
    assert {at for at, _ in people(pulse)} == {"O'Neill & Sons"}


@pytest.mark.parametrize("removed", [0, 1])
def test_a_son_who_was_removed_leaves_nothing_to_his_father(
    pulse: Pulse, book: Book, removed: int
) -> None:
    family = (
        "Jo,Smith,,Smith Ltd,1950-01-02,,,jo@smith.example,020 7946 0001",
        "Jo,Smith,,Smith Ltd,1980-03-04,,,jo@smith.example,020 7946 0002",
    )
    pulse.ok("import", book(*family))
    before = pulse.ok("contact", "list", "--json").items
    pulse.ok("contact", "remove", "smith-ltd", str(removed + 1))
    pulse.ok("import", book(*reversed(family)))
    (left,) = pulse.ok("contact", "list", "--json").items
    assert left["phone"] == before[1 - removed]["phone"]


def test_a_company_that_was_perhaps_renamed_is_left_to_a_person(pulse: Pulse, book: Book) -> None:
    pulse.ok("import", book(*BOOK))
    file = book("Flo,Hill,,Tarn Ltd,,,,,", "Ann,Field,,Tarn Ltd,,,,ann@field.example,")
    assert "perhaps Field Ltd: --same 2=field-ltd" in pulse.ok("import", file, "--dry-run").out
    pulse.ok("import", file, "--same", "2=field-ltd")
    pulse.ok("import", book("Gus,Hill,,Tarn Ltd,,,,,"))
    assert [at for at, name in people(pulse) if "Hill" in name] == ["Field Ltd", "Field Ltd"]


def test_another_name_upstream_is_said(pulse: Pulse, write: Callable[..., str]) -> None:
    row = "51,Ann,{},ann@field.example,Sam,Field Ltd,\n"
    pulse.ok("import", write(HUBSPOT + row.format("Field")))
    married = write(HUBSPOT + row.format("Stone"))
    items = pulse.ok("import", married, "--dry-run", "--json").json["import"]["items"]
    assert items[1]["details"] == ["name: Ann Stone in the file"]
    assert "1 value differs" in pulse.ok("import", married).out
    assert people(pulse) == [("Field Ltd", "Ann Field")]


def test_companies_of_one_name_that_a_crm_keeps_apart_stay_two(
    pulse: Pulse, write: Callable[..., str]
) -> None:
    header = "Record ID,Company name,Company owner,Number of Associated Contacts,City\n"
    bath, york = "7,Acme Ltd,Sam,1,Bath\n", "8,Acme Ltd,Sam,1,York\n"
    pulse.ok("import", write(header + bath))
    both = write(header + york + bath)
    assert "--same 2=acme-ltd" in pulse.ok("import", both).out
    for _ in range(2):
        places = [one["place"] for one in pulse.ok("client", "list", "--json").items]
        assert sorted(places) == ["Bath", "York"]
        pulse.ok("import", both)
    ann = write(HUBSPOT + "51,Ann,Field,,,Acme Ltd,\n")
    assert "or as --same 2=KEY" in pulse("import", ann).err
    pulse.ok("import", ann, "--same", "2=acme-ltd-2")
    pulse.ok("import", ann)
    (found,) = pulse.ok("contact", "list", "--json").items
    assert found["key"] == "acme-ltd-2"
    pulse.ok("client", "merge", "acme-ltd-2", "acme-ltd", "--yes")
    pulse.ok("import", both)
    assert len(pulse.ok("client", "list", "--json").items) == 1


def test_a_list_of_ones_own_is_remembered_too(pulse: Pulse, write: Callable[..., str]) -> None:
    file = write("name,contact,email\nMarsh,Cy,cy@marsh.example\nWood,Di,di@wood.example\n")
    pulse.ok("import", file)
    pulse.ok("client", "rename", "marsh", "Marsh Holding")
    pulse.ok("client", "delete", "wood", "--yes")
    pulse.ok("import", file)
    names = [one["client"] for one in pulse.ok("client", "list", "--json").items]
    assert names == ["Marsh Holding"]


def test_of_two_clients_of_one_name_the_deleted_one_stays_away(
    pulse: Pulse, write: Callable[..., str]
) -> None:
    file = write("name,key\nSmith,smith\nSmith,smith-2\n")
    pulse.ok("import", file)
    pulse.ok("client", "delete", "smith-2", "--yes")
    assert sorted(how for *_, how in becomes(pulse, file)) == ["left", "unchanged"]


def test_touchpoints_find_a_client_by_what_the_list_called_it(
    pulse: Pulse, write: Callable[..., str]
) -> None:
    pulse.ok("import", write("name\nMarsh\nWood\n"))
    pulse.ok("client", "rename", "marsh", "Tarn Holding")
    pulse.ok("client", "edit", "marsh", "--key", "tarn")
    pulse.ok("client", "merge", "wood", "tarn", "--yes")
    pulse.ok("import", write("client,on\nMarsh,2026-10-01\nWOOD,2026-10-02\n"))
    assert [one["key"] for one in pulse.ok("history", "--json").items] == ["tarn", "tarn"]


def test_what_was_taken_out_here_does_not_come_back(pulse: Pulse, book: Book) -> None:
    row = "Ann,Field,,Field Ltd,1979-04-12,Likes tea,VIP,{}@field.example,020 7946 0001"
    pulse.ok("import", book(row.format("ann")))
    pulse.ok("contact", "edit", "field-ltd", "ann", "--email", "a@new.example", "--birthday", "")
    pulse.ok("client", "edit", "field-ltd", "--tag", "")
    pulse.ok("import", book(row.format("ann")))
    (ann,) = pulse.ok("contact", "list", "--json").items
    assert (ann["email"], ann["birthday"]) == ("a@new.example", None)
    assert pulse.ok("client", "list", "--json").items[0]["tags"] == []
    changed = row.format("ann") + " ::: 020 7946 0002"
    pulse.ok("import", book(changed))
    (ann,) = pulse.ok("contact", "list", "--json").items
    assert ann["email"] == "a@new.example"
    assert ann["phone"] == "020 7946 0001, 020 7946 0002"


# The last contact

HUBSPOT = (
    "Record ID,First Name,Last Name,Email,Contact owner,Associated Company,Last Activity Date\n"
)


def test_a_last_contact_becomes_a_touchpoint_once(pulse: Pulse, write: Callable[..., str]) -> None:
    row = "51,Ann,Field,ann@field.example,Sam,Field Ltd,{}\n"
    first = pulse.ok("import", write(HUBSPOT + row.format("2026-10-02")), "--json").json
    assert first["import"]["coming_up"] == []
    (last,) = pulse.ok("history", "--json").items
    assert (last["on"], last["channel"], last["direction"]) == ("2026-10-02", "email", "outbound")
    show = pulse.ok("show", "field-ltd", "--json").json
    assert (show["started_on"], show["last_reach_on"]) == ("2026-10-02", "2026-10-02")
    pulse.ok("import", write(HUBSPOT + row.format("2026-10-02")))
    assert len(pulse.ok("history", "--json").items) == 1
    pulse.ok("log", "field-ltd", "hello")
    later = write(HUBSPOT + row.format("2026-11-22"))
    rehearsed = pulse.ok("import", later, "--dry-run", today="2026-11-23").out
    assert "updated: last contact" in rehearsed
    assert "To import it" in rehearsed
    assert "pulse undo" in pulse.ok("import", later, today="2026-11-23").out
    assert len(pulse.ok("history", "--json").items) == 3
    pulse.ok("undo")
    pulse.ok("import", write(HUBSPOT + row.format("2026-10-20")))
    assert len(pulse.ok("history", "--json").items) == 2
    future = pulse.ok("import", write(HUBSPOT + row.format("2027-01-20")))
    assert "in the future" in future.err


def test_a_last_contact_that_was_deleted_here_stays_away(
    pulse: Pulse, write: Callable[..., str]
) -> None:
    file = write(HUBSPOT + "51,Ann,Field,ann@field.example,Sam,Field Ltd,2026-10-02\n")
    pulse.ok("import", file)
    pulse.ok("touchpoint", "delete", "1")
    pulse.ok("import", file)
    assert pulse.ok("history", "--json").items == []
    pulse.ok("import", file, "--all-again")
    assert len(pulse.ok("history", "--json").items) == 1


def test_with_a_last_contact_or_without_a_client_comes_up(
    pulse: Pulse, write: Callable[..., str]
) -> None:
    rows = [f"5{n},Ann,Field,,,Field {n} Ltd,{day}\n" for n, day in enumerate(("", "2026-11-10"))]
    came_up = []
    for order in (rows, rows[::-1]):
        pulse.ok("import", write(HUBSPOT + "".join(order)))
        due = pulse.ok("due", "--within", "8w", "--json").items
        came_up.append(sorted((one["client"], one["due_on"]) for one in due))
        pulse.ok("undo")
    assert came_up[0] == came_up[1]
    assert len(came_up[0]) == 2
