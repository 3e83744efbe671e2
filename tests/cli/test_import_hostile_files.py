"""Files that are broken, foreign or hostile: said by line, and nothing half stored."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Pulse

SAMPLES = Path(__file__).parents[1] / "samples"


def test_no_more_than_twenty_lines_are_complained_about(
    pulse: Pulse, write: Callable[..., str]
) -> None:
    rows = "".join(f"Client {n},often\n" for n in range(2_000))
    outcome = pulse("import", write("name,meeting\n" + rows))
    assert outcome.code == 5
    lines = outcome.err.splitlines()
    assert len(lines) == 21
    assert lines[-1] == "and 1,980 more"


def test_a_file_whose_rows_are_of_no_use_is_given_up_early(
    pulse: Pulse, write: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clientpulse.services.importing.clients.HOPELESS", 20)
    rows = "Acme,monthly\n" + "".join(f"Client {n},often\n" for n in range(100))
    outcome = pulse("import", write("name,meeting\n" + rows))
    assert outcome.code == 5
    assert "21 rows up to line 23 can't be used; the last: \"often\" isn't" in outcome.err
    assert pulse("client", "list", "--json").json["items"] == []


HOSTILE: dict[str, tuple[bytes, str]] = {
    "a foreign header": (b"make,model,colour\nVW,Polo,red\n", "header"),
    "touchpoints without a date": (b"client,channel\nacme,call\n", "lacks the column"),
    "an empty file": (b"", "empty"),
    "a spreadsheet": (b"PK\x03\x04 xl/workbook.xml", "an Excel workbook"),
    "NUL bytes": (b"name\0\n", "NUL"),
    "half a JSON": (b'{"schema": "clientpulse.export/1", "clients": [', "isn't valid JSON"),
    "another JSON": (b'{"hello": 1}', "isn't a clientpulse export"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_none_of_ours_is_refused_whole(
    pulse: Pulse, write: Callable[..., str], name: str
) -> None:
    content, words = HOSTILE[name]
    assert words in pulse.fails(5, "import", write(content)).err


def test_broken_lines_among_good_ones_are_named(pulse: Pulse, write: Callable[..., str]) -> None:
    outcome = pulse(
        "import",
        write(
            b"name,owner\nAcme,"
            + b" " * 2_000
            + b"kim\nNU\0L,kim\nLatin \xe9\xe8,kim\nNaive\xcc\x88,kim\n"
            b'Open,"kim\nLast,\x1b[31mred\n'
        ),
    )
    assert outcome.code == 0
    assert "line 3 holds a NUL character" in outcome.err
    assert "line 4 holds bytes" in outcome.err
    assert "line 6: " in outcome.err
    names = [one["client"] for one in pulse.ok("client", "list", "--json").items]
    assert names == ["Acme", "Last", "Naive\u0308"]


def test_messages_are_harmless(pulse: Pulse, write: Callable[..., str]) -> None:
    outcome = pulse("import", write("name,x\x1b]0;t\x07\nAcme\x1b[2J\x9b,1\n\x1b[31m,1,2,3\n"))
    assert "\x1b" not in outcome.out + outcome.err
    assert "\x9b" not in outcome.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(pulse: Pulse, write: Callable[..., str]) -> None:
    file = write("name\nAcme\n")
    Path(file).chmod(0)
    assert "no permission" in pulse.fails(5, "import", file).err


def test_a_missing_file_is_wrong_usage(pulse: Pulse) -> None:
    assert "there is no file" in pulse.fails(2, "import", "nowhere.csv").err
    assert not pulse.store.exists()


def test_the_wrong_kind_is_refused(pulse: Pulse) -> None:
    clients = str(SAMPLES / "clients.csv")
    assert "not" in pulse.fails(5, "import", clients, "--kind", "touchpoints").err
    assert "isn't a kind" in pulse.fails(2, "import", clients, "--kind", "people").err
    pulse.ok("import", clients, "--kind", "Clients")


@pytest.mark.parametrize("suffix", ["", ".json", ".csv"])
def test_a_name_longer_than_any_file_has_is_cut_in_the_message(pulse: Pulse, suffix: str) -> None:
    name = "n" * 20_000 + suffix
    kind = ("--kind", "clients") if suffix == ".csv" else ()
    for outcome in (pulse("import", name), pulse("export", name, *kind)):
        assert outcome.code != 0
        assert f'"{"n" * 60}..."' in outcome.err
        assert len(outcome.err) < 300


@pytest.mark.parametrize(
    ("name", "said"),
    [("a.vcf", "holds no card"), ("a.ICS", "isn't a calendar"), ("a.mbox", "isn't a mailbox")],
)
def test_what_is_not_what_its_name_says_is_no_table_either(
    pulse: Pulse, tmp_path: Path, name: str, said: str
) -> None:
    (tmp_path / name).write_text("hello\n")
    assert f"{name} {said}\n" in pulse.fails(5, "import", str(tmp_path / name)).err
