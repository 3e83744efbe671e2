"""Files that are broken, or meant to break us: only what is broken is refused, and quickly."""

from __future__ import annotations

import csv
import io
import json
import os
import resource
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from clientpulse.errors import ImportRefusedError, InputError
from clientpulse.transfer.format import rows_below
from clientpulse.transfer.header import read_heading
from clientpulse.transfer.reading import open_reading
from clientpulse.transfer.records import Refusal, TouchpointRecord
from clientpulse.transfer.rows import FIELD_LIMIT, ROW_LIMIT
from clientpulse.transfer.source import open_source

HEADER = b"client,on,note\n"
GOOD = b"acme,2026-01-01,fine\n"

_MEASURED = """
import json, sys
from clientpulse.errors import ClientpulseError
from clientpulse.transfer.reading import open_reading
from tests.memory import peak_megabytes
try:
    with open_reading(sys.argv[1]) as reading:
        said = [str(entry) for entry in reading]
except ClientpulseError as error:
    said = [error.message]
print(json.dumps([said, peak_megabytes()]))
"""


def entries(data: bytes):
    with open_reading(io.BytesIO(data)) as reading:
        return list(reading)


def refusals(data: bytes):
    found = entries(data)
    assert all(isinstance(entry, Refusal | TouchpointRecord) for entry in found)
    return [(entry.line, entry.reason) for entry in found if isinstance(entry, Refusal)]


def measured(path: Path) -> tuple[list[str], float]:
    """Read a file in a process of its own; what was said, and its peak memory in megabytes."""
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, str(path)],
        capture_output=True,
        check=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.stderr == ""
    said, megabytes = json.loads(done.stdout)
    return said, megabytes


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (b"acme,2026-01-01", None),
        (b"acme", "no date"),
        (b"acme,2026-01-01,x,,, ,", None),
        (b"acme,2026-01-01,x,y", "too many cells: 4, the header has 3"),
        (b"acme,2026-01-01,", None),
        (b"acme,2026-01-01,a\0b", "line 3 holds a NUL character"),
        (b"acme,2026-01-01,caf\xe9", "line 3 holds bytes that are not in the file's encoding"),
        (b"acme,2026-01-01,\xed\xa0\x80", "line 3 holds bytes that are not in the file's encoding"),
        (b"acme,2026-01-01,caf\xc3\xa9", None),
        (b"acme,2026-01-01,\xef\xbf\xbd", None),
        (b'acme,2026-01-01,"a" b', "text follows a closing quote"),
        (b'acme,2026-01-01,5" pipe', None),
        (b"acme,2026-01-01,a\rb", "a carriage return stands inside the row"),
        (b"acme,2026-01-01," + b"x" * FIELD_LIMIT, None),
        (b"acme,2026-01-01," + b"x" * (FIELD_LIMIT + 1), "a value is longer than 100,000"),
        (b"acme,2026-01-01," + b"x" * ROW_LIMIT, "line 3 is longer than 1,048,576"),
    ],
)
def test_one_bad_row_is_refused_and_the_rows_around_it_are_read(row, reason):
    # A NUL near the start makes a file binary, and letters of two bytes tell that it is UTF-8.
    long = f"acme,2026-01-01,{'é' * 2000}\n".encode()
    found = entries(HEADER + long + row + b"\n" + GOOD)
    assert found[0].note == "é" * 2000
    assert found[2] == TouchpointRecord(4, "acme", "2026-01-01", note="fine")
    if reason is None:
        assert isinstance(found[1], TouchpointRecord)
    else:
        assert found[1].line == 3
        assert found[1].reason.startswith(reason)


def test_a_bad_byte_within_a_note_of_several_lines_refuses_that_note_only():
    found = entries(HEADER + b'acme,2026-01-01,"one\ntw\xff\nthree\xc3\xa9"\n' + GOOD)
    assert found == [
        Refusal(2, "line 3 holds bytes that are not in the file's encoding"),
        TouchpointRecord(5, "acme", "2026-01-01", note="fine"),
    ]


def test_a_row_of_several_lines_with_the_wrong_number_of_cells_says_where_it_ends():
    assert refusals(HEADER + b'acme,"one\ntwo",x,y\n' + GOOD) == [
        (
            2,
            "too many cells: 4, the header has 3 (the row ends in line 3)"
            " (it begins acme, one\ntwo, x, y)",
        )
    ]


@pytest.mark.parametrize(
    "rest",
    [GOOD * 3, GOOD + b'acme,2026-01-01,"fine"\n' + GOOD, GOOD + b'"acme",2026-01-01,fine\n'],
    ids=["until the end", "until a quote later on", "until a quoted first cell"],
)
def test_an_unclosed_quote_costs_its_own_row_and_no_other(rest):
    found = entries(HEADER + b'acme,2026-01-01,"never closed\n' + rest)
    assert found[0] == Refusal(2, "the quote opened in line 2 is not closed")
    assert [entry.line for entry in found[1:]] == list(range(3, 3 + rest.count(b"\n")))
    assert {entry[1:3] for entry in found[1:]} == {("acme", "2026-01-01")}


def test_the_line_is_named_where_the_unclosed_quote_was_opened():
    (first, *_) = refusals(HEADER + b'"ac\nme",2026-01-01,"never closed\n' + GOOD)
    assert first == (2, "the quote opened in line 3 is not closed")


def test_an_unclosed_quote_before_a_megabyte_of_text_is_found():
    rest = GOOD * (2 * ROW_LIMIT // len(GOOD))
    found = entries(HEADER + b'acme,2026-01-01,"never closed\n' + rest)
    assert found[0] == Refusal(2, "the quote opened in line 2 is not closed")
    assert len(found) == 1 + rest.count(b"\n")
    assert found[-1].line == len(found) + 1


def test_an_unclosed_quote_in_the_header_refuses_the_file():
    with pytest.raises(ImportRefusedError, match=r"header .* quote that is not closed"):
        entries(b'client,on,"note\n' + GOOD)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b"\n \n\r\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"\xff\xfe", "is empty"),
        (b"\n" * 5000, "has no header"),
        (b"client\0,on\n", "NUL bytes"),
        (bytes(range(1, 256)), "control characters"),
        (b"client,on,\xc3\xa9\xe9\n", "isn't in UTF-8"),
        (b"[1, 2]", "has to be one object"),
    ],
)
def test_what_isn_t_a_table_at_all_is_refused_whole(data, message):
    with pytest.raises(ImportRefusedError, match=message):
        entries(data)


def test_utf_16_that_ends_in_half_a_character_loses_that_row_only():
    data = "client,on\nacme,2026-01-01\nacme,2026-01-02".encode("utf-16") + b"\x41"
    good, bad = entries(data)
    assert good == TouchpointRecord(2, "acme", "2026-01-01")
    assert bad == Refusal(3, "line 3 holds bytes that are not in the file's encoding")


def test_a_file_that_is_not_there_is_wrong_input(tmp_path):
    for missing in (tmp_path / "none.csv", tmp_path / "none" / "x.csv", "a\0b"):
        with pytest.raises(InputError, match="there is no file"):
            open_reading(missing)


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(ImportRefusedError, match="is a folder"):
        open_reading(tmp_path)


def test_a_device_that_never_ends_is_refused():
    with pytest.raises(ImportRefusedError, match="is a device"):
        open_reading("/dev/zero")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(tmp_path):
    path = tmp_path / "secret.csv"
    path.write_bytes(HEADER)
    path.chmod(0)
    with pytest.raises(ImportRefusedError, match="no permission"):
        open_reading(path)


def test_a_disk_that_fails_on_the_way_refuses_the_file(tmp_path, monkeypatch):
    path = tmp_path / "touchpoints.csv"
    path.write_bytes(HEADER + GOOD * 50_000)

    def failing(descriptor, size, at, pread=os.pread):
        if at >= 500_000:
            raise OSError(5, "Input/output error")
        return pread(descriptor, size, at)

    with open_reading(path) as reading:
        monkeypatch.setattr(os, "pread", failing)
        with pytest.raises(ImportRefusedError, match="csv can't be read: Input/output"):
            list(reading)


def test_a_stream_that_fails_is_refused():
    class Failing(io.RawIOBase):
        def readable(self):
            return True

        def readinto(self, buffer):
            raise OSError(5, "Input/output error")

    with pytest.raises(ImportRefusedError, match="standard input can't be read: Input/output"):
        open_reading(Failing())


def test_a_pipe_that_gives_little_at_a_time_is_read_and_left_open():
    read_end, write_end = os.pipe()
    with os.fdopen(read_end, "rb", buffering=0) as pipe:
        os.write(write_end, b"cli")
        if os.fork() == 0:  # pragma: no cover - the child
            os.write(write_end, b"ent,on\nacme,2026")
            os.write(write_end, b"-01-01\n")
            os._exit(0)
        os.close(write_end)
        with open_reading(pipe) as reading:
            assert reading.total_bytes == 26
            assert list(reading) == [TouchpointRecord(2, "acme", "2026-01-01")]
            assert reading.bytes_read() == 26
        assert not pipe.closed
        os.wait()


@pytest.mark.parametrize("kind", ["path", "bytes", "file", "pipe"])
def test_the_rows_can_be_read_again_while_they_are_being_read(tmp_path, kind):
    path = tmp_path / "clients.csv"
    path.write_bytes("\nname,note\nAcme,café\n\nField,x\n".encode("utf-16"))
    origins = {"path": lambda: path, "bytes": lambda: io.BytesIO(path.read_bytes())}
    with ExitStack() as opened:
        if kind == "file":
            origin = opened.enter_context(path.open("rb"))
        elif kind == "pipe":
            cat = opened.enter_context(subprocess.Popen(["cat", path], stdout=subprocess.PIPE))
            origin = cat.stdout
        else:
            origin = origins[kind]()
        source = open_source(origin)
        heading = read_heading(source)
        rows = rows_below(heading, source.text)
        assert next(rows) == (3, ["Acme", "café"])
        assert list(heading.rescan()) == [(3, ["Acme", "café"]), (5, ["Field", "x"])]
        assert list(rows) == [(5, ["Field", "x"])]
        source.close()


def test_progress_goes_from_little_to_all_of_the_file(tmp_path):
    path = tmp_path / "touchpoints.csv"
    path.write_bytes(HEADER + GOOD * 100_000)
    with open_reading(path) as reading:
        assert reading.total_bytes == path.stat().st_size
        records = iter(reading)
        next(records)
        assert 0 < reading.bytes_read() < reading.total_bytes / 2
        assert sum(1 for _ in records) == 99_999
        assert reading.bytes_read() == reading.total_bytes


@pytest.mark.parametrize(
    ("before", "filler", "says"),
    [
        (b"", b"x", "its first line is longer than 1,048,576 characters"),
        (b"", b"name,", "its first line is longer than 1,048,576 characters"),
        (b"name\nAcme\n", b'"', "line 3 is longer than 1,048,576 characters"),
        (b"name\nAcme\n", b"x", "line 3 is longer than 1,048,576 characters"),
        (b'{"schema": "', b"x", "line 1 isn't valid JSON"),
        (b'{"a": ', b"[", "nested too deeply"),
    ],
)
def test_fifty_megabytes_on_one_line_are_refused_in_little_memory(tmp_path, before, filler, says):
    path = tmp_path / "long"
    path.write_bytes(before + filler * (50_000_000 // len(filler)))
    said, megabytes = measured(path)
    assert any(says in text for text in said)
    assert megabytes < 300


def test_a_long_history_of_touchpoints_stream_through(tmp_path, thorough):
    thousands = 1000 if thorough else 100
    path = tmp_path / "many.csv"
    with path.open("wb") as file:
        file.write(HEADER)
        for _ in range(thousands):
            file.write(b'acme gmbh,2026-01-01,"said ""yes"", in\ntwo lines"\n' * 1000)
    began = used()
    with open_reading(path) as reading:
        found = sum(1 for entry in reading if isinstance(entry, TouchpointRecord))
    ours = used() - began
    with path.open(newline="", encoding="utf-8") as file:
        assert sum(1 for _ in csv.reader(file)) == found + 1
    plain = used() - began - ours
    assert found == thousands * 1000
    # It is 7 times the work of the bare reader; on another machine both take as much longer.
    assert ours < 40 * plain


def used() -> float:
    """Return the processor's time that this process has taken, in seconds."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime


def test_short_rows_behind_a_quote_that_is_not_closed_are_its_lines_and_no_rows():
    found = entries(
        HEADER + b'acme,2026-01-01,"one\ntwo\nthree, four\n\n' + GOOD + b"acme,2026-02-02\n"
    )
    assert [(one.line, getattr(one, "reason", "")[:34]) for one in found] == [
        (2, "the quote opened in line 2 is not "),
        (3, "too few cells behind the quote tha"),
        (4, "too few cells behind the quote tha"),
        (6, ""),
        (7, ""),
    ]


@pytest.mark.parametrize("row", [b'acme,"a""\n', b'"a\n', b"acme,2026-01-01,x,y\n", b"a\0\n"])
def test_a_file_of_which_hardly_any_row_can_be_read_is_refused_as_a_whole(row):
    data = HEADER + ("é" * 600).encode() + b"\n" + row * 11_000
    with (
        open_reading(io.BytesIO(data)) as reading,
        pytest.raises(ImportRefusedError, match=r"rows up to line [\d,]+ can't be read"),
    ):
        list(reading)


def test_many_broken_rows_among_more_good_ones_are_refused_one_by_one():
    found = entries(HEADER + (b"acme,2026-01-01,x,y\n" + GOOD * 3) * 11_000)
    assert sum(isinstance(one, Refusal) for one in found) == 11_000


def test_a_header_wider_than_a_spreadsheet_is_refused():
    with pytest.raises(ImportRefusedError, match="line 1 has 20,000 cells"):
        entries(b",".join([b"name"] * 20_000) + b"\n")
