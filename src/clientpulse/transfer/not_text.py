"""Files that aren't CSV nor our JSON: what they are, and how a CSV file is got out of them."""

from __future__ import annotations

import re

from clientpulse.errors import ImportRefusedError

_FROM_SPREADSHEET = (
    "open it in Excel or LibreOffice, then File > Save As, "
    '"CSV UTF-8" or "Text CSV", and import that'
)
_FROM_NUMBERS = "in Numbers: File > Export To > CSV, and import that"
_FROM_CONTACTS = "clientpulse doesn't read it yet: export the contacts as CSV where it comes from"
_FROM_MAIL = "clientpulse doesn't read it yet: export the address book as CSV, not the messages"
_FROM_A_FILE = "it is read from a file, as UTF-8: save it as one, and import that"
_UNPACK = "unpack it and import the CSV file that is in it"
_ANYTHING = "export it as CSV from the program that it is from"

_PARTS_OF_ARCHIVES = (
    (b"xl/", "an Excel workbook (.xlsx)", _FROM_SPREADSHEET),
    (b"opendocument.spreadsheet", "an OpenDocument spreadsheet (.ods)", _FROM_SPREADSHEET),
    (b"Index/", "a Numbers spreadsheet", _FROM_NUMBERS),
    (b"word/", "a Word document", _ANYTHING),
    (b"opendocument.text", "a text document", _ANYTHING),
)
_BEGINNINGS = (
    (b"SQLite format 3\0", "a database", "a backup is brought back with: pulse restore FILE"),
    (b"%PDF-", "a PDF document", _ANYTHING),
    (b"\x1f\x8b", "a compressed file", _UNPACK),
    (b"BZh", "a compressed file", _UNPACK),
    (b"\xfd7zXZ\0", "a compressed file", _UNPACK),
    (b"7z\xbc\xaf", "an archive", _UNPACK),
    (b"Rar!", "an archive", _UNPACK),
    (
        b"!BDN",
        "an Outlook data file",
        'in Outlook: File > Open & Export > Import/Export > "Export to a file" > '
        '"Comma Separated Values"',
    ),
    (b"\x89PNG", "a picture", _ANYTHING),
    (b"\xff\xd8\xff", "a picture", _ANYTHING),
    (b"{\\rtf", "a text document (RTF)", _ANYTHING),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOKS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
_TEXTS = (
    (r"BEGIN:VCALENDAR", "a calendar", _FROM_A_FILE),
    (r"From \S+.*\d\d:\d\d:\d\d", "a mailbox", _FROM_A_FILE),
    (
        r"(Return-Path|Received|Delivered-To|MIME-Version|Message-ID|X-[A-Za-z-]+): ?\S",
        "an e-mail",
        _FROM_MAIL,
    ),
    (r"dn:", "an address book in LDIF", _FROM_CONTACTS),
    (
        r"<(!doctype\s+html|html|head|body|table|meta|style)\b",
        "an HTML table",
        _FROM_SPREADSHEET,
    ),
    (
        r"<\?xml[^>]*>\s*(<\?mso-application[^>]*>\s*)?<(\w+:)?workbook\b",
        "an Excel workbook (XML)",
        _FROM_SPREADSHEET,
    ),
    (r"<\?xml\b", "an XML file", _ANYTHING),
)


def refuse_binary(name: str, head: bytes, tail: bytes) -> None:
    """Refuse what is recognised by its first bytes.

    Args:
        tail: The last bytes: an archive lists there what is in it.

    Raises:
        ImportRefusedError: It is something else than text.
    """
    if head.startswith(b"PK\x03\x04"):
        for part, what, hint in _PARTS_OF_ARCHIVES:
            if part in head or part in tail:
                raise _refusal(name, what, hint)
        raise _refusal(name, "an archive", _UNPACK)
    if head.startswith(_OLD_OFFICE):
        if any(one in head or one in tail for one in _WORKBOOKS):
            raise _refusal(name, "an old Excel workbook (.xls)", _FROM_SPREADSHEET)
        raise _refusal(name, "an old Office file", _ANYTHING)
    for begins, what, hint in _BEGINNINGS:
        if head.startswith(begins):
            raise _refusal(name, what, hint)


def refuse_other_text(name: str, head: str) -> None:
    """Refuse what is recognised by its first words.

    Raises:
        ImportRefusedError: It is text of another kind.
    """
    for begins, what, hint in _TEXTS:
        if re.match(begins, head, re.IGNORECASE):
            raise _refusal(name, what, hint)


def _refusal(name: str, what: str, hint: str) -> ImportRefusedError:
    return ImportRefusedError(f"{name} is {what}, not CSV", hint)
