"""Two people are one only where what is said of them leaves no doubt."""

from __future__ import annotations

import unicodedata
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientpulse.services.importing.identity import Identity, Likeness, likeness
from clientpulse.services.importing.names import compared

SAME, DOUBTFUL, DIFFERENT = Likeness

ANN, OFFICE, HOME = "ann.v@field.example", "info@field.example", "+44 20 7946 0001"


def person(
    name: str,
    reached: str | None = None,
    born: str | None = None,
    number: str | None = None,
) -> Identity:
    """Make somebody; what holds an @ is an address, other digits are a phone number."""
    by_mail = reached is not None and "@" in reached
    values = {
        "name": name,
        "email": reached if by_mail else None,
        "phone": None if by_mail else reached,
        "birthday": born,
    }
    return Identity.of(values, number)


def alike(one: Identity, other: Identity) -> Likeness:
    """Compare two, in both orders; who may be one is found by a common trace."""
    found = likeness(one, other)
    assert likeness(other, one) is found
    assert found is DIFFERENT or one.traces & other.traces
    return found


ONE_NAME = [
    ("nothing else", (None, None), (None, None), SAME),
    ("only one of them is reached", (ANN, None), (None, None), SAME),
    ("only one of them is reached, by phone", (HOME, None), (None, None), SAME),
    ("an address", (ANN, None), (f"{ANN} (work), x@y.example", None), SAME),
    ("a shared mailbox", (OFFICE, None), (OFFICE, None), SAME),
    ("a number", (HOME, None), ("0044 (0)20/79460001", None), SAME),
    ("other addresses", (ANN, None), ("b@y.example", None), DOUBTFUL),
    ("an address, and a number", (ANN, None), (HOME, None), SAME),
    ("other addresses and the birthday", (ANN, "1979-04-12"), ("b@y.example", "1979-04-12"), SAME),
    ("half a birthday", (ANN, "--04-12"), ("b@y.example", "1979-04-12"), DOUBTFUL),
    ("another day", (ANN, "1979-04-12"), (ANN, "1979-04-13"), DIFFERENT),
    ("another day of any year", (ANN, "--04-12"), (ANN, "1979-04-13"), DIFFERENT),
    ("another year", (ANN, "1948-04-12"), (ANN, "1979-04-12"), DIFFERENT),
    ("another day, and not reached", (None, "1948-04-12"), (None, "1979-04-12"), DIFFERENT),
    ("a birthday on one side", (ANN, None), (ANN, "1979-04-12"), SAME),
]


@pytest.mark.parametrize(("one", "other", "expected"), [case[1:] for case in ONE_NAME])
def test_one_name_is_one_person_unless_something_speaks_against_it(
    one: tuple[str | None, str | None], other: tuple[str | None, str | None], expected: Likeness
) -> None:
    assert alike(person("Ann Voss", *one), person("Ann Voss", *other)) is expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("John Smith Sr.", "John Smith Jr."),
        ("John Smith, Senior", "John Smith (junior)"),
        ("Smith Sr., John", "Smith, John, Jr."),
        ("John Smith II", "John Smith III"),
        ("John Smith 2nd", "John Smith Ⅲ"),
        ("Hans Maier sen.", "Hans Maier jun."),
        ("Hans Maier sen", "Hans Maier jun"),
        ("Jean Dupont père", "Jean Dupont fils"),
    ],
)
def test_father_and_son_are_two_whatever_they_share(one: str, other: str) -> None:
    born = "1979-04-12"
    assert alike(person(one, OFFICE, born), person(other, OFFICE, born)) is DIFFERENT
    assert alike(person(one), person(other)) is DIFFERENT
    plain = "Hans Maier" if "Hans" in one else "John Smith" if "John" in one else "Jean Dupont"
    assert alike(person(one, ANN), person(plain)) is DOUBTFUL
    assert alike(person(one, ANN), person(plain, ANN)) is SAME
    assert alike(person(one, ANN, born), person(plain, ANN, "1948-04-12")) is DIFFERENT


def test_a_surname_is_no_suffix() -> None:
    assert compared("Amartya Sen") == "amartya sen"
    assert compared("Amartya Sen Jr.") == "amartya sen jr"


@pytest.mark.parametrize(
    "written",
    [
        *("Dr. Lena Voss", "Prof. Dr. med. Lena Voss", "Frau Lena Voss", "Mme Lena Voss"),
        *("Dipl.-Ing. Lena Voss", "Sig.ra Lena Voss", "Ms Lena Voss, PhD", "Voss, Dr. Lena"),
        *("Voss, Lena", "LENA VOSS", "  lena\u00a0 voss ", "Le\u00adna Vo\u200bss", "Lena Voss 🌷"),
        "Lena Voss (lena@x.example)",
    ],
)
def test_titles_order_case_and_what_nobody_sees_are_no_part_of_a_name(written: str) -> None:
    assert compared(written) == "lena voss"
    assert alike(person(written), person("Lena Voss", ANN)) is SAME


FORMS = [
    ("J. Größl", "Jürgen Größl"),
    ("Juergen Groessl", "Jürgen Größl"),
    ("Jurgen Grossl", "Größl, Jürgen"),
    ("Größl Jürgen", "Jürgen Größl"),
    ("Alex Voss", "Alexander Voss"),
    ("John Smith", "John Albert Smith"),
    ("John A. Smith", "John Albert Smith"),
    ("Hans Maier", "Hans-Peter Maier"),
    ("Anna V.", "Anna Voss"),
    ("А. Чехов", "Антон Чехов"),
    ("Пётр Королёв", "Петр Королев"),
    ("מֹשֶׁה כהן", "משה כהן"),
    ("أحمد", "احمد"),
]


@pytest.mark.parametrize(("one", "other"), FORMS)
def test_forms_of_one_name_are_one_person_where_something_is_shared(one: str, other: str) -> None:
    for shared in (ANN, OFFICE, HOME):
        assert alike(person(one, shared), person(other, shared)) is SAME
    assert alike(person(one, ANN), person(other, HOME)) in (DOUBTFUL, SAME)


def test_forms_of_one_name_that_share_nothing_are_left_to_a_person() -> None:
    assert alike(person("J. Größl", ANN), person("Jürgen Größl", HOME)) is DOUBTFUL
    assert alike(person("J. Größl"), person("Jürgen Größl", HOME)) is DOUBTFUL


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Field", "Bob Field"),
        ("Ann Field", "Bob Stone"),
        ("John A. Smith", "John B. Smith"),
        ("Ann Field", "Reception"),
        ("Al Field", "Alexander Field"),
        ("王 伟", "王 伟明"),
        ("Herr Voss", "Frau Voss"),
    ],
)
@pytest.mark.parametrize("shared", [ANN, OFFICE, HOME])
def test_people_who_share_a_mailbox_or_a_switchboard_are_two(
    one: str, other: str, shared: str
) -> None:
    if (one, other) == ("王 伟", "王 伟明") and shared == ANN:
        return  # that may be somebody who married
    assert alike(person(one, shared), person(other, shared)) is DIFFERENT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna Voss", "Anna Berg"),
        ("Anna Voss", "Anna Voss-Berg"),
        ("Paul Voss", "Paula Voss"),
        ("Martin Voss", "Martina Voss"),
        ("Ann Field", "Ann & Bob Field"),
        ("Bob Smith", 'Robert "Bob" Smith'),
    ],
)
def test_a_personal_address_leaves_it_open_whether_who_is_nearly_called_so_is_one(
    one: str, other: str
) -> None:
    assert alike(person(one, ANN), person(other, ANN)) is DOUBTFUL
    assert alike(person(one, HOME), person(other, HOME)) is DIFFERENT
    assert alike(person(one), person(other)) is DIFFERENT


@pytest.mark.parametrize(
    ("name", "shared", "expected"),
    [
        ("Ann", ANN, SAME),
        ("Ann", OFFICE, DOUBTFUL),
        ("Ann", None, DOUBTFUL),
        ("Ann", "b@y.example", DIFFERENT),
        ("Frau Voss", ANN, DOUBTFUL),
        ("Frau Voss", "b@y.example", DIFFERENT),
        (ANN, None, SAME),
        (OFFICE, None, DIFFERENT),
        ("", HOME, DOUBTFUL),
        ("", None, DIFFERENT),
    ],
)
def test_half_a_name_or_none_needs_an_address_of_ones_own(
    name: str, shared: str | None, expected: Likeness
) -> None:
    whole = Identity.of({"name": "Ann Voss", "email": ANN, "phone": HOME})
    if shared == OFFICE:
        whole = person("Ann Voss", OFFICE)
    assert alike(person(name, shared), whole) is expected


def test_a_program_s_own_numbers_decide() -> None:
    assert alike(person("Ann Voss", number="7"), person("Ann Berg", number="7")) is SAME
    assert alike(person("Ann Voss", ANN, number="7"), person("Ann Voss", ANN, number="8")) is (
        DOUBTFUL
    )
    assert alike(person("Ann Voss", number="7"), person("Bob Voss", number="8")) is DIFFERENT
    assert alike(person("Ann Voss", ANN, number="7"), person("Ann Voss", ANN)) is SAME


NAMES = st.sampled_from(
    [
        *{name for pair in FORMS for name in pair},
        *(
            "John Smith Sr.",
            "John Smith Jr.",
            "Herr Voss",
            "Frau Voss",
            "Voss",
            "Anna",
            "Ann Field",
        ),
        *("Paul Voss", "Paula Voss", "Ann & Bob Field", "", "...", "x@y.example", "דוד כהן"),
        *("山田 太郎", "山田太郎", "Łukasz Żak", "Lukasz Zak", "Γιώργος Παππάς", "ΓΙΩΡΓΟΣ ΠΑΠΠΑΣ"),
    ]
)
PEOPLE = st.builds(
    Identity.of,
    st.fixed_dictionaries(
        {
            "name": NAMES,
            "email": st.sampled_from([None, ANN, OFFICE, f"{OFFICE}, {ANN}", "b@y.example"]),
            "phone": st.sampled_from([None, HOME, "020 7946-0001", "+1 212 555 0101", "000"]),
            "birthday": st.sampled_from(
                [None, "1979-04-12", "--04-12", "1948-04-12", "1979-04-13"]
            ),
        }
    ),
    st.sampled_from([None, None, "7", "8"]),
)


@settings(max_examples=300)
@given(PEOPLE, PEOPLE)
def test_the_order_doesn_t_matter_and_everybody_is_like_themselves(
    one: Identity, other: Identity
) -> None:
    assert likeness(one, one) is SAME
    alike(one, other)


@settings(max_examples=200)
@given(PEOPLE, PEOPLE)
def test_nobody_is_joined_against_two_birthdays(one: Identity, other: Identity) -> None:
    born = {one.birthday, other.birthday}
    numbered = one.row_id is not None and one.row_id == other.row_id
    if None not in born and len({day[-5:] for day in born if day}) > 1 and not numbered:
        assert likeness(one, other) is DIFFERENT


UNSEEN = ("\u200b", "\u200e", "\u202a", "\ufeff", "\xad", "\u2060", "\u200c", "\u200d")


@settings(max_examples=200)
@given(st.data(), NAMES, PEOPLE)
def test_case_blanks_composition_and_what_nobody_sees_never_matter(
    data: st.DataObject, name: str, other: Identity
) -> None:
    changed = data.draw(st.sampled_from([str.upper, str.casefold, str]))(name)
    changed = unicodedata.normalize(data.draw(st.sampled_from(["NFC", "NFD"])), changed)
    at = data.draw(st.integers(0, len(changed)))
    changed = changed[:at] + data.draw(st.sampled_from(UNSEEN)) + changed[at:]
    changed = data.draw(st.sampled_from([" ", "\u00a0", "  \t"])).join(
        ["", *changed.split(" "), ""]
    )
    before, after = (
        Identity.of({"name": one, "email": ANN, "phone": HOME}) for one in (name, changed)
    )
    assert likeness(before, other) is likeness(after, other)


def test_whoever_might_be_one_is_found_by_a_trace() -> None:
    spelled = [
        "Zoë Åse Müller",
        "Zoe Aase Mueller",
        "Zoe Ase Muller",
        "Zoë-Åse Müller",
        "ZoeAase M.",
    ]
    for one, other in product(spelled, repeat=2):
        alike(person(one), person(other))
