"""Other files than CSV are recognised, and answered with what they are and how to get CSV."""

from __future__ import annotations

import io
import zipfile

import pytest

from clientpulse.errors import ImportRefusedError
from clientpulse.transfer.reading import open_reading


def archive(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        for name in names:
            file.writestr(name, "x" * 100_000)
        file.writestr("mimetype", "")
    return held.getvalue()


SPREADSHEET = "CSV UTF-8"
FROM_A_FILE = "save it as one, and import that"
NOT_YET = "clientpulse doesn't read it yet"


@pytest.mark.parametrize(
    ("data", "what", "hint"),
    [
        (archive("[Content_Types].xml", "xl/workbook.xml"), "an Excel workbook", SPREADSHEET),
        (
            b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK",
            "an OpenDocument spreadsheet",
            SPREADSHEET,
        ),
        (archive("Index/Document.iwa"), "a Numbers spreadsheet", "Export To > CSV"),
        (archive("word/document.xml"), "a Word document", "export it as CSV"),
        (archive("Connections.csv"), "an archive", "unpack it"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"),
            "an old Excel workbook",
            SPREADSHEET,
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "an old Office file", "export it as CSV"),
        (b"SQLite format 3\0rest", "a database", "pulse restore"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF document", "export it as CSV"),
        (b"\x1f\x8b\x08\0", "a compressed file", "unpack it"),
        (b"{\\rtf1\\ansi name}", "a text document", "export it as CSV"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "a calendar", FROM_A_FILE),
        (b"From ann@x.example Mon Nov  3 10:11:12 2025\nTo: b\n", "a mailbox", FROM_A_FILE),
        (b"MIME-Version: 1.0\nSubject: x\n", "an e-mail", NOT_YET),
        (b"dn: cn=Ann\nobjectclass: top\n", "an address book in LDIF", NOT_YET),
        (b"<html><table><tr><td>name</td></tr></table>", "an HTML table", SPREADSHEET),
        (b"\n  <TABLE border=1><tr>", "an HTML table", SPREADSHEET),
        (b'<?xml version="1.0"?>\n<ss:Workbook xmlns="x">', "an Excel workbook", SPREADSHEET),
        (b'<?xml version="1.0"?>\n<contacts>', "an XML file", "export it as CSV"),
        (b'{"contacts": []}', "this JSON isn't a clientpulse export", "export CSV where it"),
        (b'[{"name": "Acme"}]', "this JSON isn't a clientpulse export", "export CSV where it"),
    ],
)
def test_it_says_what_a_file_is_and_how_to_get_csv_out_of_it(data, what, hint):
    with pytest.raises(ImportRefusedError) as refused:
        open_reading(io.BytesIO(data))
    assert what in refused.value.message
    assert hint in refused.value.hint


@pytest.mark.parametrize("name", ["From Dusk Ltd", "Received", "dna: labs", "<b>", "BEGIN:V"])
def test_a_client_whose_name_begins_so_is_a_client(name):
    with open_reading(io.BytesIO(f"name\n{name}\n".encode())) as reading:
        assert [one.name for one in reading] == [name]
