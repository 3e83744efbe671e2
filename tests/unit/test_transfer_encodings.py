"""The encoding of a file is found out, so that no row is lost for an umlaut."""

from __future__ import annotations

import io

import pytest

from clientpulse.errors import ImportRefusedError, InputError
from clientpulse.transfer.code_pages import tell_page
from clientpulse.transfer.options import Options
from clientpulse.transfer.reading import open_reading
from clientpulse.transfer.records import ClientRecord, Refusal, Remark


def read(data: bytes, encoding: str | None = None):
    with open_reading(io.BytesIO(data), options=Options(encoding=encoding)) as reading:
        return list(reading)


def names(entries) -> list[str]:
    return [one.name for one in entries if isinstance(one, ClientRecord)]


def said(entries) -> list[str]:
    return [one.text for one in entries if isinstance(one, Remark)]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("name", ["Bäckerei Österle", "ООО Ромашка", "バート商会", "Acme"])
def test_unicode_is_known_by_its_mark_or_by_itself_and_nothing_is_said(codec, name):
    assert read(f"name,note\n{name},x\n".encode(codec)) == [ClientRecord(2, name, note="x")]


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("name", ["Bäckerei Österle", "ООО Ромашка", "Acme"])
def test_utf_16_is_known_without_a_mark(codec, name):
    assert names(read(f"name,note\n{name},x\n".encode(codec))) == [name]


@pytest.mark.parametrize(
    ("codec", "page", "cells"),
    [
        ("cp1252", "Windows-1252", "Größl & Söhne,François Dupré,José Muñoz,João Gonçalves"),
        ("cp1252", "Windows-1252", "Sørensen,Møller,Ågård,Æbler"),
        ("cp1252", "Windows-1252", "Zürich,“5 €” – it’s,x,y"),
        ("cp1252", "Windows-1252", "Genève,Città di Castello,Zürich Ägeri,Hélène Nicolò"),
        ("cp1252", "Windows-1252", "Ågård naïve,x,y,z"),
        ("cp1250", "Windows-1250", "Paweł Żak,Łódź,Święty Józef,ąę"),
        ("cp1250", "Windows-1250", "Jiří Dvořák,Černý,Němec,Kovář"),
        ("cp1250", "Windows-1250", "Erdős László,Fülöp,Szőke Péter,Gyűrű"),
        ("cp1251", "Windows-1251", "ООО «Ромашка»,Иван Петров,Мария,Ёлка"),
        ("cp1251", "Windows-1251", "ТОВ Ліна,Кіт,Ірина,Дія"),
        ("cp1253", "Windows-1253", "Γιώργος Παπαδόπουλος,Αθήνα,Νίκος,Ελένη ΑΕ"),
        ("cp1254", "Windows-1254", "Yılmaz A.Ş.,İstanbul,Şahin,Öztürk"),
        ("cp1255", "Windows-1255", "שלום,עברית,דוד כהן,א"),
        ("cp1256", "Windows-1256", "محمد,شركة,النور,علي"),
        ("cp1257", "Windows-1257", "Žemaitė,Ąžuolas,Kęstutis,ūkis"),
        ("mac-roman", "Mac Roman", "Größl & Söhne,Köln,Dupré,Étienne"),
        ("cp850", "MS-DOS code page 850", "Größl & Söhne,Bärbel Strauß,Müller,François"),
        ("cp852", "MS-DOS code page 852", "Paweł Żak,Łódź,Święty Józef,Dąbrowska"),
        ("cp932", "Shift-JIS", "株式会社山田商店,山田 太郎,鈴木,タナカさん"),
    ],
)
def test_a_code_page_is_told_by_its_letters_and_said_in_one_line(codec, page, cells):
    entries = read(f"name,contact,owner,note\n{cells}\n".encode(codec))
    (line,) = said(entries)
    assert line.startswith(f"read as {page}, ")
    assert "if letters look wrong: --encoding cp125" in line
    (client,) = (one for one in entries if isinstance(one, ClientRecord))
    assert [client.name, client.contacts[0].name, client.owner, client.note] == cells.split(",")


def test_the_page_under_which_a_known_heading_stands_there_wins():
    words, head = ["Imi\xea".encode("cp1252")], b"Imi\xea;Firma\n"
    assert tell_page(words, head, frozenset()).codec == "cp1252"
    assert tell_page(words, head, {"imię", "firma"}).codec == "cp1250"


def test_quotes_and_dashes_of_windows_are_no_letters():
    cells = "„Zur Post“,Köln–Bonn,l’été,…und mehr"
    entries = read(f"name,contact,owner,note\n{cells}\n".encode("cp1252"))
    assert said(entries)[0].startswith("read as Windows-1252")


def test_one_letter_at_the_end_of_a_long_file_decides():
    entries = read(b"name,note\n" + b"Acme,x\n" * 20_000 + "Köln,x\n".encode("cp1252"))
    assert said(entries)[0].startswith("read as Windows-1252, as Outlook and Excel save")
    assert entries[-1] == ClientRecord(20_002, "Köln", note="x")


@pytest.mark.parametrize("order", [1, -1])
def test_utf_8_with_a_broken_line_stays_utf_8_and_that_line_is_refused(order):
    rows = ["Zürich,x\n".encode(), "Köln,y\n".encode("cp1252")][::order]
    entries = read(b"name,note\n" + b"".join(rows))
    assert names(entries) == ["Zürich"]
    (broken,) = (one for one in entries if isinstance(one, Refusal))
    assert broken.reason.endswith("holds bytes that are not in the file's encoding")


@pytest.mark.parametrize("encoding", ["cp1250", "Windows-1250", "CP1250"])
def test_a_named_encoding_wins(encoding):
    assert read("name\nWałęsa\n".encode("cp1250"), encoding) == [ClientRecord(2, "Wałęsa")]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig"])
def test_a_named_utf_8_may_have_a_mark(codec):
    assert names(read("name\nKöln\n".encode(codec), "utf-8")) == ["Köln"]


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_named_utf_16_may_lack_its_mark(codec):
    assert names(read("name\nKöln\n".encode(codec), "utf-16")) == ["Köln"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_file_that_is_not_in_the_named_encoding_is_refused(encoding):
    with pytest.raises(ImportRefusedError):
        read(b"name\nAcme\n", encoding)


@pytest.mark.parametrize(
    "encoding", ["latin-17", "rot13", "base64", "punycode", "undefined", "", "a\0b"]
)
def test_an_encoding_that_is_not_there_is_wrong_input(encoding):
    with pytest.raises(InputError, match="there is no encoding") as refused:
        read(b"name\nAcme\n", encoding)
    assert "--encoding cp1252" in refused.value.hint
