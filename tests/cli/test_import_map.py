"""Reading a file by a map of its columns."""

from __future__ import annotations

import io
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Pulse

Write = Callable[..., str]
HEADER = "Firma;Ansprechpartner;E-Mail\n"
FILE = f"{HEADER}Größl Möbel;Lena Voss;lena@groessl.example\n"
MAP = "name=Firma,contact=Ansprechpartner,email=E-Mail"


def test_an_unknown_header_is_answered_with_a_line_that_imports_the_file(
    pulse: Pulse, write: Write
) -> None:
    file = write(FILE, "kunden 2026.csv")
    refused = pulse("import", file)
    assert refused.code == 5
    assert refused.err.splitlines()[1] == (
        f"hint: say what its columns hold: pulse import '{file}' --map {MAP}"
    )
    assert "Imported kunden 2026.csv (mapped CSV):" in pulse.ok("import", file, "--map", MAP).out
    (person,) = pulse.ok("contact", "list", "--json").items
    assert (person["client"], person["name"]) == ("Größl Möbel", "Lena Voss")


def test_the_command_that_a_rehearsal_ends_with_does_the_same_for_good(
    pulse: Pulse, write: Write
) -> None:
    file = write(f"{HEADER[:-1]};Since;Rep\nAcme;Ann;a@x.example;3/4/2020;kim\n", "o'hara; $x.csv")
    typed = ("--map", "name=Firma,since=Since", "--map", "owner=Rep", "--date-order", "dmy")
    out = pulse.ok("import", file, "--dry-run", "--kind", "clients", *typed, "--all-again").out
    _, *command = shlex.split(out.rstrip().rpartition("To import it: ")[2])
    pulse.ok(*command)
    (client,) = pulse.ok("client", "list", "--json").items
    assert (client["started_on"], client["owner"]) == ("2020-04-03", "kim")
    assert "--all-again" in command


def test_the_line_for_an_unknown_header_keeps_what_was_typed(
    pulse: Pulse, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = pulse("import", write(FILE, "x.csv"), "--date-order", "dmy", "--encoding", "utf8")
    assert f"x.csv --date-order dmy --encoding utf8 --map {MAP}\n" in refused.err
    monkeypatch.chdir(Path(write(FILE, "-x.csv")).parent)
    assert f": pulse import ./-x.csv --map {MAP}\n" in pulse("import", "--", "-x.csv").err
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(FILE.encode())))
    assert f": pulse import - --map {MAP}\n" in pulse("import", "-").err


def test_a_mapped_file_fills_gaps_and_says_what_differs(pulse: Pulse, write: Write) -> None:
    pulse.ok("add", "Größl Möbel", "--owner", "kim")
    file = write("Firma,Rep,Ort\nGrößl Möbel,ada,Wien\n")
    said = pulse.ok("import", file, "--map", "name=Firma,owner=Rep,place=Ort", "--json").json
    (client,) = pulse.ok("client", "list", "--json").items
    assert (client["owner"], client["place"]) == ("kim", "Wien")
    assert said["import"]["items"][0]["details"] == ["place", "owner: ada in the file"]


def test_a_mapped_file_of_touchpoints_is_read(pulse: Pulse, write: Write) -> None:
    pulse.ok("add", "Acme")
    file = write("Who,Day,Subject\nacme,2026-11-02,Offer\n")
    pulse.ok("import", file, "--map", "client=Who,on=Day", "--map", "note=Subject")
    (one,) = pulse.ok("history", "--json").items
    assert (one["on"], one["note"]) == ("2026-11-02", "Offer")


def test_a_map_can_be_kept_in_the_config_and_changed_for_one_file(
    pulse: Pulse, write: Write, config: Path
) -> None:
    config.write_text(f'[maps]\nbooks = "{MAP}"\n')
    file = write(f"{FILE[: len(HEADER) - 1]};Ort\nGrößl;Lena;l@x.example;Wien\n")
    pulse.ok("import", file, "--map", "books", "--map", "contact=Ort")
    (person,) = pulse.ok("contact", "list", "--json").items
    assert (person["client"], person["name"]) == ("Größl", "Wien")
    unknown = pulse("import", file, "--map", "boks")
    assert unknown.code == 2
    assert 'there is no map "boks"' in unknown.err
    assert "the maps in the config are books" in unknown.err


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("books", "keep it in the config under [maps]"),
        ("name=Firm", 'hint: did you mean "Firma"?'),
        ("email=E-Mail", "clients need name or contact"),
        ("", "there is no map"),
    ],
)
def test_a_map_that_cannot_be_used_is_an_error(
    pulse: Pulse, write: Write, typed: str, message: str
) -> None:
    outcome = pulse("import", write(FILE), "--map", typed)
    assert outcome.code == 2
    assert message in outcome.err
    assert not pulse.store.exists()


def test_a_map_that_makes_another_kind_than_wanted_is_refused(pulse: Pulse, write: Write) -> None:
    outcome = pulse("import", write(FILE), "--map", MAP, "--kind", "touchpoints")
    assert outcome.code == 5
    assert "holds clients (mapped CSV), not touchpoints" in outcome.err
