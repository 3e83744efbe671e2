"""Cards as programs really write them, and as nobody should."""

from __future__ import annotations

import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientpulse.content_lines import folded
from clientpulse.vcards import birthdays, lines
from clientpulse.vcards.cards import VCard
from clientpulse.vcards.reading import read_cards
from clientpulse.vcards.writing import Written, write_card

SAMPLES = Path(__file__).parents[1] / "samples" / "vcards"


def cards(data: bytes | str) -> list[VCard]:
    raw = data.encode() if isinstance(data, str) else data
    return list(read_cards(io.BufferedReader(io.BytesIO(raw))))


def card(*lines: str, version: str = "3.0") -> VCard:
    text = "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])
    (found,) = cards(text)
    return found


def phones(found: VCard) -> list[str]:
    return [one.text for one in found.phones]


def emails(found: VCard) -> list[str]:
    return [one.text for one in found.emails]


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.vcf")), ids=lambda path: path.stem)
def test_one_person_is_the_same_from_every_program(path: Path) -> None:
    first = cards(path.read_bytes())[0]
    assert first.name.removeprefix("Dr. ") == "Jürgen Größl"
    assert (first.company, first.role) == ("Acme GmbH", "Head of Purchasing")
    assert emails(first)[0] == "j.groessl@acme.example"
    assert any("170" in one for one in phones(first))
    assert not any("99" in one for one in phones(first))
    assert first.birthday in ("1979-04-12", "--04-12", None)
    assert first.note in ("", "Likes tea, not coffee.\nAsk about the dog.")
    assert not first.is_company
    assert not first.is_list


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\r\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
def test_line_ends_and_encodings_change_nothing(end: str, encoding: str) -> None:
    text = (SAMPLES / "thunderbird.vcf").read_text("utf-8").replace("\r\n", "\n")
    assert cards(text.replace("\n", end).encode(encoding))[0].name == "Dr. Jürgen Größl"


def test_cards_without_end_and_junk_between_them_cost_nothing() -> None:
    found = cards(
        "Dear all,\n\nBEGIN:VCARD\nFN:Ann\nBEGIN:VCARD\nFN:Bo\nEND:VCARD\nEND:VCARD\nrubbish\n"
        " begin : vcard \nfn:Cy\nno property\n;;;\n:\nTEL\nEND:VCARD\nBEGIN:VCARD\nFN:Di"
    )
    assert [one.name for one in found] == ["Ann", "Bo", "Cy", "Di"]
    assert [one.line for one in found] == [3, 5, 10, 17]


def test_a_name_is_put_together_from_its_parts() -> None:
    assert card("N:Voss;Lena;Maria,Eva;Dr.;Jr.").name == "Dr. Lena Maria Eva Voss Jr."
    assert card("N:Voss;Dr. Lena;;Dr.;").name == "Dr. Lena Voss"
    assert card("N:Voss;Lena;;Frau;").name == "Lena Voss"
    assert card("N:Voss", "FN:").name == "Voss"
    assert card("FN:Voss\\, Lena", "N:Voss;Lena;;;").name == "Lena Voss"
    assert card("FN:Lena  van der Berg", "N:Berg;Lena").name == "Lena van der Berg"
    assert card("NICKNAME:Leni").name == "Leni"
    assert card("EMAIL:a@x.example").name == "a@x.example"
    assert card("TEL:1").name == ""


@pytest.mark.parametrize(
    "lines",
    [
        ("FN:Acme GmbH", "X-ABShowAs:COMPANY"),
        ("N:;;;;", "FN:Acme GmbH", "ORG:Acme GmbH;Sales"),
        ("ORG:Acme GmbH",),
        ("KIND:org", "FN:Acme GmbH"),
        ("N:Acme GmbH;;;;", "FN:Acme GmbH", "ORG:Acme GmbH"),
        ("N:Voss;Lena;;;", "FN:Acme GmbH", "ORG:Acme GmbH", "X-ABShowAs:COMPANY"),
    ],
)
def test_a_card_may_be_a_companys(lines: tuple[str, ...]) -> None:
    found = card(*lines)
    assert (found.name, found.company, found.is_company) == ("Acme GmbH", "Acme GmbH", True)


def test_a_person_at_a_company_is_no_company() -> None:
    found = card("FN:Lena Voss", "ORG:Acme\\; Sons;Sales", "ROLE:Chair")
    assert (found.name, found.company, found.role) == ("Lena Voss", "Acme; Sons", "Chair")
    assert not found.is_company


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("TEL;TYPE=cell:+49 170 1", "+49 170 1"),
        ("TEL;CELL;PREF:+49 170 1", "+49 170 1"),
        ("item1.TEL:+49 170 1", "+49 170 1"),
        ("TEL;VALUE=uri:tel:+49-170-1", "+49-170-1"),
        ('TEL;TYPE="cell,voice":+49 170 1', "+49 170 1"),
        ('TEL;TYPE="cell:+49 170 1', "+49 170 1"),
        ('TEL;X="a;b:c":+49 170 1', "+49 170 1"),
        ("TEL;TYPE=FAX,VOICE:+49 170 1", "+49 170 1"),
        ("tel;type=cell : +49 170 1 ", "+49 170 1"),
        ("TEL:+49 170 1,,2", "+49 170 1 2"),
    ],
)
def test_a_number_stands_behind_parameters_of_every_kind(line: str, expected: str) -> None:
    assert phones(card("FN:Ann", line)) == [expected]


@pytest.mark.parametrize(
    "types",
    [
        "FAX",
        "WORK;FAX",
        "TYPE=PAGER",
        "TYPE=home,fax",
        "TYPE=X-EVOLUTION-TELEX",
        "X-TTY-TDD",
        "X-FUNAMBOL-TELEX",
    ],
)
def test_nobody_is_rung_at_a_fax(types: str) -> None:
    found = card("FN:Ann", f"TEL;{types}:1")
    assert (found.phones, found.fax) == ((), True)


def test_addresses_come_in_their_order_and_once() -> None:
    found = card(
        "EMAIL;PREF=2:b@x.example",
        "EMAIL:mailto:c@x.example",
        "EMAIL;TYPE=INTERNET,pref:A@x.example",
        "EMAIL:a@x.example, Bo <b@x.example>",
        "EMAIL;TYPE=X400:C=de;A=x",
    )
    assert emails(found) == ["A@x.example", "b@x.example", "c@x.example"]


def test_a_label_is_what_its_owner_wrote() -> None:
    found = card("FN:Ann", "item1.TEL:1", "item1.X-ABLabel:_$!<Mobile>!$_", "item2.X-ABLABEL:No")
    assert [one.label for one in found.phones] == ["_$!<Mobile>!$_"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1979-04-12", "1979-04-12"),
        ("19790412", "1979-04-12"),
        ("1979-04-12T00:00:00Z", "1979-04-12"),
        ("19790412T103000", "1979-04-12"),
        ("1979-04-12 00:00", "1979-04-12"),
        ("--0412", "--04-12"),
        ("--04-12", "--04-12"),
        ("1604-02-29", "--02-29"),
        ("0000-04-12", "--04-12"),
        ("12.04.1979", "1979-04-12"),
        ("1979-04", None),
        ("1979", None),
        ("---12", None),
        ("--04", None),
        ("T102200", None),
        ("", None),
    ],
)
def test_a_birthday_may_be_written_in_many_ways(text: str, expected: str | None) -> None:
    assert birthdays.read_birthday(text) == expected


@pytest.mark.parametrize("text", ["circa 1800", "1979-02-30", "1979-13-01", "12/04/79", "soon"])
def test_what_is_no_birthday_is_kept_to_be_named(text: str) -> None:
    found = card("FN:Ann", f"BDAY;VALUE=text:{text}")
    assert (found.birthday, found.wrong_birthday) == (None, text)


def test_the_first_birthday_that_says_a_day_counts() -> None:
    assert card("BDAY:", "BDAY:1979", "BDAY:--0412", "BDAY:19800101").birthday == "--04-12"


def test_quoted_printable_is_read_however_it_is_broken() -> None:
    qp = "ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8"
    found = card(
        f"N;{qp}:M=C3=BC=",
        "ller=3B Sohn;J=C3=",
        "=BCrgen",
        f"NOTE;{qp}:a=0D=0A=",
        "TEL: is no number here=",
        "",
        f"TITLE;{qp}:Chef=",
        "TEL;CELL:+49 170 1",
        version="2.1",
    )
    assert found.name == "Jürgen Müller; Sohn"
    assert found.note == "a\nTEL: is no number here"
    assert (found.role, phones(found)) == ("Chef", ["+49 170 1"])


@pytest.mark.parametrize(
    ("charset", "name"),
    [("ISO-8859-1", "Größl"), ("windows-1251", "Жуков"), ("SHIFT_JIS", "山田"), ("GBK", "王")],
)
@pytest.mark.parametrize("quoted", [False, True])
def test_a_charset_is_obeyed(charset: str, name: str, quoted: bool) -> None:
    data = name.encode(charset)
    if quoted:
        data = b"".join(b"=%02X" % one for one in data)
    head = f"FN;CHARSET={charset}{';ENCODING=QUOTED-PRINTABLE' if quoted else ''}:".encode()
    assert cards(b"BEGIN:VCARD\n" + head + data + b"\nEND:VCARD")[0].name == name


def test_what_is_in_no_encoding_that_is_named_is_still_read() -> None:
    data = b"BEGIN:VCARD\nFN;CHARSET=KLINGON:Gr\xf6\xdfl\nORG:Gr\xc3\xb6\xc3\x9fl\nEND:VCARD"
    (found,) = cards(data)
    assert (found.name, found.company) == ("Größl", "Größl")


def test_folded_lines_are_put_together_before_they_are_decoded() -> None:
    lines = ["BEGIN:VCARD", "FN:Jürgen", "NOTE:two", "  words", "\tmore", "TEL;TYPE=", " cell:1"]
    raw = "\r\n".join(lines).encode().replace("ü".encode(), b"\xc3\r\n \xbc")
    (found,) = cards(raw)
    assert (found.name, found.note, phones(found)) == ("Jürgen", "two wordsmore", ["1"])


def test_an_agent_is_somebody_else() -> None:
    found = card(
        "FN:Ann",
        "AGENT:",
        "BEGIN:VCARD",
        "FN:Bo",
        "TEL:2",
        "END:VCARD",
        "AGENT:BEGIN:VCARD\\nFN:Cy\\nEND:VCARD\\n",
        "TEL:1",
    )
    assert (found.name, phones(found)) == ("Ann", ["1"])
    found = card("FN:Ann", "AGENT:BEGIN:VCARD", "FN:Bo", "END:VCARD", "TEL:1")
    assert (found.name, phones(found)) == ("Ann", ["1"])


def test_files_that_were_put_together_and_groups_around_a_card_are_read() -> None:
    one = "\ufeffBEGIN:VCARD\nFN:Ann\nEND:VCARD\n"
    other = "home.begin:vcard\nhome.fn:Bo\nhome.end:vcard\n"
    assert [each.name for each in cards(one + one + other)] == ["Ann", "Ann", "Bo"]


def test_without_a_uid_a_card_is_known_by_who_it_is_about() -> None:
    one, other = card("FN:Ann", "EMAIL:a@x.example"), card("EMAIL:a@x.example", "FN:Bo")
    again = card("EMAIL:a@x.example", "FN:Ann", "TITLE:Chair")
    assert one.uid == again.uid != other.uid
    assert not one.has_uid
    assert card("FN:Ann", "UID:urn:uuid:1-2").uid == "1-2"
    assert len(card("FN:Ann", f"UID:{'x' * 1_000_000}").uid) < 60


PHOTO = b"A" * 75


@pytest.mark.parametrize("between", [b"\r\n ", b"\r\n", b""])
def test_a_photo_of_many_megabytes_is_passed_over(tmp_path: Path, between: bytes) -> None:
    head = b"BEGIN:VCARD\r\nVERSION:2.1\r\nPHOTO;ENCODING=BASE64;JPEG:"
    file = tmp_path / "big.vcf"
    tail = b"\r\n\r\nFN:Ann\r\nEND:VCARD\r\n"
    file.write_bytes(head + between + between.join([PHOTO] * 70_000) + tail)
    with file.open("rb") as stream:
        tracemalloc.start()
        found = [one.name for one in read_cards(stream)]
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert found == ["Ann"]
    assert most < 8 * 1024 * 1024


@pytest.mark.parametrize(
    "line",
    [
        "FN:" + "x" * 3_000_000,
        "FN" + ";" * 200_000 + ":x",
        "FN;" + '"' * 200_000 + ":x",
        "\n".join(["EMAIL:a@x.example"] * 100_000),
        "NOTE:" + "=" * 100_000,
        "x" * 3_000_000,
        "x." * 200_000,
        "NOTE:" + "\\" * 300_000,
        "N:" + ";" * 300_000,
        "EMAIL:" + "@" * 200_000,
        "BDAY:" + "1" * 200_000,
        "TEL:" + ";ext=1" * 50_000,
    ],
    ids=lambda line: line[:8],
)
def test_endless_lines_end(line: str) -> None:
    assert len(cards(f"BEGIN:VCARD\n{line}\nEND:VCARD\nBEGIN:VCARD\nFN:Bo\nEND:VCARD")) == 2


@given(st.binary(max_size=300))
def test_no_bytes_are_an_error(data: bytes) -> None:
    for one in cards(b"BEGIN:VCARD\n" + data + b"\nEND:VCARD\n"):
        assert "\0" not in one.name
        (one.name + one.note + one.uid + one.company).encode()


WORDS = st.text('aB ,;:\\\n="^ü山\u202e\x1b', max_size=60)
STARTS = (
    *("N", "FN;CHARSET=utf-7", "ORG", 'TEL;TYPE="a', "EMAIL;PREF=1", "BDAY", "X", "ADR;QP"),
    *("NOTE;ENCODING=b", "UID", "AGENT", "BEGIN", "END", " ", "PHOTO;BASE64", "CATEGORIES", "KIND"),
)


@given(st.lists(st.tuples(st.sampled_from(STARTS), st.sampled_from([":", ";"]), WORDS)))
def test_no_line_is_an_error(lines: list[tuple[str, str, str]]) -> None:
    text = "\n".join("".join(one) for one in lines)
    for one in cards(f"BEGIN:VCARD\n{text}\nEND:VCARD\n"):
        (one.name + one.note + one.uid + one.company + (one.birthday or "")).encode()


# The law of writing: what is written is read back.

PLAIN = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=60)
TEXT = st.lists(PLAIN, min_size=1, max_size=12).map(" ".join)
LABELS = st.sampled_from(["", "work", "home", "mobile", "main", "other", "front; \\desk, büro"])
EMAILS = st.tuples(st.integers(0, 99).map(lambda one: f"ann{one}@field.example"), LABELS)
NUMBERS = st.tuples(st.integers(10_000, 99_999).map(lambda one: f"+49 (30) {one}"), LABELS)
CARDS = st.builds(
    Written,
    uid=st.uuids().map(str),
    name=TEXT,
    company=st.just("") | TEXT,
    is_company=st.just(False),
    role=st.just("") | TEXT,
    emails=st.lists(EMAILS, max_size=4, unique_by=lambda one: one[0]).map(tuple),
    phones=st.lists(NUMBERS, max_size=4, unique_by=lambda one: one[0]).map(tuple),
    birthday=st.sampled_from(["", "1979-04-12", "--02-29", "2000-02-29"]),
    place=st.just("") | TEXT,
    categories=st.lists(TEXT, max_size=4).map(tuple),
)
TYPES = {"cell": "mobile", "work": "work", "home": "home", "main": "main", "other": "other"}


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ann Field", "Field;Ann;;;"),
        ("Dr. Anna van der Berg", "van der Berg;Anna;;Dr.;"),
        ("Prof. Dr. Jürgen Größl jr.", "Größl;Jürgen;;Prof. Dr.;jr."),
        ("Mr. Ann Mary Field Sr.", "Field;Ann Mary;;Mr.;Sr."),
        ("Ann Field, PhD", "Field;Ann;;;PhD"),
        ("Frau Field", "Field;;;Frau;"),
        ("Cher", "Cher;;;;"),
    ],
)
def test_a_name_is_written_in_its_parts(name: str, parts: str) -> None:
    stream = io.StringIO(newline="")
    write_card(stream, Written("1", name, ""))
    assert f"\r\nN:{parts}\r\n" in stream.getvalue()


@settings(max_examples=50)
@given(st.lists(CARDS, max_size=2))
def test_what_is_written_is_read_back(written: list[Written]) -> None:
    stream = io.StringIO(newline="")
    for one in written:
        write_card(stream, one)
    for one, found in zip(written, cards(stream.getvalue()), strict=True):
        assert (found.uid, found.role, found.place) == (one.uid, one.role, one.place)
        assert (found.birthday or "", found.categories) == (one.birthday, one.categories)
        if sorted(one.name.casefold().split()) != sorted(one.company.casefold().split()):
            assert (found.name, found.company) == (one.name, one.company)
        for ways, its in ((one.emails, found.emails), (one.phones, found.phones)):
            assert [each.text for each in its] == [text for text, _ in ways]
            types = ([TYPES[kind] for kind in each.types if kind in TYPES] for each in its)
            kinds = [each.label or "".join(kind) for each, kind in zip(its, types, strict=True)]
            assert kinds == [kind for _, kind in ways]


@given(st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=300))
def test_a_line_is_broken_at_75_octets_and_never_within_a_character(line: str) -> None:
    parts = list(folded(line))
    assert all(len(part.encode()) <= 75 for part in parts)
    assert "".join([parts[0], *(part[1:] for part in parts[1:])]) == line
    assert all(part.startswith(" ") for part in parts[1:])
    assert all(len(part.encode()) > 71 for part in parts[:-1])


@given(text=st.lists(st.sampled_from([b"\r", b"\n", b"a", b"bc"]), max_size=30).map(b"".join))
def test_lines_end_in_the_same_places_wherever_a_piece_of_the_file_ends(text: bytes) -> None:
    for size in (1, 2, 3, 7):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(lines, "_CHUNK", size)
            assert list(lines.read_lines(io.BufferedReader(io.BytesIO(text)))) == text.splitlines()


def test_no_end_of_a_line_is_read_by_itself() -> None:
    asked: list[int | None] = []

    class Counting(io.BufferedReader):
        def read(self, size: int | None = -1, /) -> bytes:
            asked.append(size)
            return super().read(size)

    assert len(list(lines.read_lines(Counting(io.BytesIO(b"\r" * 1_000_000))))) == 1_000_000
    assert len(asked) < 10
