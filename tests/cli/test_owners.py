"""Whose clients a list is about, where several people share a store."""

from __future__ import annotations

import contextlib
import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from clientpulse.store.database import Store
from clientpulse.store.reader import SqliteReader
from tests.conftest import Pulse, filled_once
from tests.processes import Terminal, drawn

SINCE = ("--since", "2026-08-03", "--meet", "1m", "--phone", "+39 0544 1")


def clients(pulse: Pulse) -> None:
    pulse.today = "2026-11-20 10:15"
    for name, owner in (("Acme", "Sam"), ("Beta", "kim"), ("Gamma", "none"), ("Lund", "Jürgen")):
        pulse.ok("add", name, *SINCE, "--owner", owner, "--tag", "retail", "--contact", name)
    pulse.ok("add", "Old", *SINCE, "--owner", "kim", "--tag", "retail")
    pulse.ok("client", "archive", "old")


@pytest.fixture(autouse=True)
@filled_once
def _shared(pulse: Pulse) -> None:
    clients(pulse)


@pytest.fixture
def sam(config: Path) -> Callable[[str], None]:
    """Say who looks at it: first Sam, then whoever is named."""

    def is_called(name: str) -> None:
        config.write_text(f"[me]\nowner = {json.dumps(name, ensure_ascii=False)}\n")

    is_called("sam")
    return is_called


def keys(pulse: Pulse, *words: str) -> set[str]:
    return {item["key"] for item in pulse.ok(*words, "--json").items}


LISTS = ("due", "report", "dial", "digest")


@pytest.mark.parametrize("screen", LISTS)
def test_lists_are_about_my_clients_and_those_without_an_owner(
    pulse: Pulse, sam: Callable[[str], None], screen: str
) -> None:
    assert keys(pulse, screen) == {"acme", "gamma"}
    assert keys(pulse, screen, "--owner", "kim") == {"beta"}
    assert keys(pulse, screen, "--owner", "SAM") == {"acme"}
    assert keys(pulse, screen, "--owner", "none") == {"gamma"}
    assert keys(pulse, screen, "--owner", "All") == {"acme", "beta", "gamma", "lund"}
    sam("JÜRGEN")
    assert keys(pulse, screen) == {"lund", "gamma"}


@pytest.mark.parametrize("screen", LISTS)
def test_who_did_not_say_who_they_are_sees_everything(pulse: Pulse, screen: str) -> None:
    assert keys(pulse, screen) == {"acme", "beta", "gamma", "lund"}


@pytest.mark.usefixtures("sam")
@pytest.mark.parametrize("screen", LISTS)
def test_a_client_that_is_named_is_shown_whosever_it_is(pulse: Pulse, screen: str) -> None:
    assert keys(pulse, screen, "beta") == {"beta"}
    assert keys(pulse, screen, "beta", "--owner", "sam") == set()
    assert keys(pulse, screen, "@retail") == {"acme", "gamma"}
    assert keys(pulse, screen, "@retail", "--owner", "all") == {"acme", "beta", "gamma", "lund"}


@pytest.mark.usefixtures("sam")
def test_a_client_without_an_owner_says_so_in_every_format(pulse: Pulse) -> None:
    table = drawn(pulse.store, "due")
    assert "Gamma (no owner)" in table
    assert "Acme (" not in table
    assert "Gamma (no owner)" in drawn(pulse.store, "due", "--short")
    assert "no owner" in pulse.ok("due").out
    assert "no owner" in pulse.ok("due", "--format", "markdown").out
    owners = {item["key"]: item["owner"] for item in pulse.ok("due", "--json").items}
    assert owners == {"acme": "Sam", "gamma": None}
    rows = csv.DictReader(io.StringIO(pulse.ok("due", "--format", "csv").out))
    assert {row["key"]: row["owner"] for row in rows} == {"acme": "Sam", "gamma": ""}
    assert "no owner" in drawn(pulse.store, "report")
    assert "no owner" in pulse.ok("report").out


@pytest.mark.usefixtures("sam")
@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("words", ["due", "due --short", "report"])
def test_whose_a_client_is_stands_at_any_width(
    pulse: Pulse, monkeypatch: pytest.MonkeyPatch, width: int, words: str
) -> None:
    pulse.ok("add", "A name of more than thirty letters", *SINCE, "--key", "long", "--owner", "kim")
    monkeypatch.setenv("COLUMNS", str(width))
    lines = drawn(pulse.store, *words.split(), "--owner", "all").splitlines()
    assert max(map(len, lines)) <= width
    said = "\n".join(lines)
    assert "no owner" in said
    assert said.count("kim") == 2


@pytest.mark.usefixtures("sam")
def test_where_nobody_else_looks_after_clients_nothing_is_said(pulse: Pulse) -> None:
    for key in ("beta", "lund"):
        pulse.ok("client", "edit", key, "--owner", "none")
    pulse.ok("client", "edit", "old", "--owner", "sam")
    for words in (("due",), ("due", "--short"), ("report",)):
        assert "no owner" not in drawn(pulse.store, *words)
        assert "no owner" not in pulse.ok(*words).out


@pytest.mark.usefixtures("sam")
def test_a_heading_says_whose_it_is_where_it_is_not_mine(pulse: Pulse) -> None:
    def title(*words: str) -> str:
        return pulse.ok("due", *words).out.splitlines()[0]

    assert title() == "Fri 20 Nov 2026: 2 clients to contact, 2 overdue"
    assert title("--owner", "sam") == "Fri 20 Nov 2026: 1 client to contact, 1 overdue"
    assert title("--owner", "KIM") == "Fri 20 Nov 2026, kim: 1 client to contact, 1 overdue"
    assert title("--owner", "none").startswith("Fri 20 Nov 2026, without an owner: 1 client")
    assert title("--owner", "all").startswith("Fri 20 Nov 2026, everybody: 4 clients")
    assert pulse.ok("report", "--owner", "kim").out.startswith("Portfolio, Fri 20 Nov 2026, kim\n")


def test_an_owner_whom_nobody_is_called_is_not_told_that_all_is_well(
    pulse: Pulse, sam: Callable[[str], None]
) -> None:
    for screen in ("due", "report", "dial"):
        said = pulse.ok(screen, "--owner", "kmi").out
        assert "No client has the owner kmi; there is kim." in said
        assert "Nobody is waiting" not in said
        assert keys(pulse, screen, "--owner", "kmi") == set()
    assert "the owner is empty" in pulse.fails(2, "due", "--owner", " ").err
    sam("somebody new")
    assert "No client matches" in pulse.ok("due", "--owner", "somebody new").out


@pytest.mark.usefixtures("sam")
def test_a_free_morning_says_what_colleagues_have(pulse: Pulse) -> None:
    for key in ("acme", "gamma"):
        pulse.ok("client", "pause", key)
    said = pulse.ok("due", "--rule", "update").out
    assert "Colleagues have 2 clients to contact: pulse due --rule update --owner all" in said
    assert pulse.ok("due", "--count").out == "0\n"
    assert "Colleagues" not in pulse.ok("due", "--owner", "sam").out


def test_who_has_no_client_is_told_of_everybodys(pulse: Pulse, sam: Callable[[str], None]) -> None:
    pulse.ok("client", "edit", "gamma", "--owner", "kim")
    sam("smaul")
    for screen in ("due", "report", "dial"):
        said = pulse.ok(screen).out
        assert "No client of yours (smaul) matches. For everybody's: --owner all" in said


@pytest.mark.usefixtures("sam")
def test_a_new_client_is_mine_unless_it_is_said_whose(pulse: Pulse, config: Path) -> None:
    def owner(*words: str) -> str | None:
        added: str | None = pulse.ok("add", *words, "--json").json["client"]["owner"]
        return added

    assert owner("One") == "sam"
    assert owner("Two", "--owner", "kim") == "kim"
    assert owner("Three", "--owner", "none") is None
    assert owner("Four", "--owner", "") is None
    assert owner("Five", "--owner", "ALL") is None
    with config.open("a") as stream:
        stream.write('[defaults.key]\nowner = "kim"\n')
    assert owner("Six", "--tag", "key") == "kim"
    assert owner("Seven", "--tag", "key", "--owner", "sam") == "sam"
    assert "Owner: kim" in pulse.ok("add", "Eight", "--owner", "kim").out
    assert "It has no owner, so it is everybody's." in pulse.ok("add", "9", "--owner", "none").out
    assert "wner" not in pulse.ok("add", "Ten").out


def test_without_a_name_of_my_own_a_new_client_is_nobodys(pulse: Pulse) -> None:
    added = pulse.ok("add", "One", "--json").json["client"]
    assert added["owner"] is None
    assert "wner" not in pulse.ok("add", "Two").out


@pytest.mark.usefixtures("sam")
def test_a_client_is_handed_over_and_taken_back(pulse: Pulse) -> None:
    said = pulse.ok("client", "edit", "acme", "--owner", "kim").out
    assert "owner: Sam → kim" in said
    assert keys(pulse, "due") == {"gamma"}
    pulse.ok("undo")
    assert keys(pulse, "due") == {"acme", "gamma"}
    assert "owner: Sam → none" in pulse.ok("client", "edit", "acme", "--owner", "none").out
    assert keys(pulse, "client", "list", "--owner", "none") == {"acme", "gamma"}


@pytest.mark.usefixtures("sam")
def test_an_owner_whom_nobody_named_before_is_said_once(pulse: Pulse, tmp_path: Path) -> None:
    others = "Jürgen, kim and Sam"
    said = f"kmi is a new owner; the others are {others}"

    def new(*words: str) -> list[str]:
        return [one for one in pulse.ok(*words).err.splitlines() if " a new owner" in one]

    assert new("client", "edit", "acme", "--owner", "kmi", "--dry-run") == [said]
    assert new("client", "edit", "acme", "--owner", "kmi") == [said]
    assert new("client", "edit", "beta", "--owner", "KMI") == []
    pulse.ok("undo")
    pulse.ok("undo")
    assert new("add", "Gx", "--owner", "kmi", "--json") == [said]
    pulse.ok("undo")
    assert new("away", "3 dec", "--owner", "kmi") == [said]
    assert new("add", "Gx", "--owner", "kmi") == []
    many = pulse.ok("client", "edit", "@retail", "--owner", "lee", "--yes")
    assert many.err.count("lee is a new owner; the others are") == 1
    for name in ("kim", "SAM", "JÜRGEN", "none"):
        assert new("client", "edit", "acme", "--owner", name) == []
    file = tmp_path / "clients.csv"
    file.write_text("name,owner\nOne,Kim\nTwo,abe\nThree,bo\nFour,abe\n")
    said = "abe and bo are new owners; the others are Jürgen, kim, kmi, lee and sam"
    assert said in pulse.ok("import", str(file), "--dry-run").err
    assert said in pulse.ok("import", str(file)).err


@pytest.mark.usefixtures("sam")
def test_of_a_whole_store_that_is_brought_in_no_owner_is_new(pulse: Pulse, tmp_path: Path) -> None:
    export = tmp_path / "store.json"
    pulse.ok("export", str(export))
    content = json.loads(export.read_text())
    content["clients"] = [
        client | {"uid": str(uuid4()), "key": f"new-{number}", "owner": "abe"}
        for number, client in enumerate(content["clients"][:1])
    ]
    for parts in ("contacts", "meetings", "touchpoints", "commitments", "mistakes", "reminders"):
        content["clients"][0][parts] = []
    export.write_text(json.dumps(content))
    assert pulse.ok("import", str(export)).err == ""
    assert "abe" in pulse.ok("client", "list", "--owner", "abe").out


def test_the_first_owner_of_all_is_not_said(pulse: Pulse) -> None:
    assert pulse.store, "on a server everybody has a name, and so is somebody else"
    for client in ("acme", "beta", "gamma", "lund"):
        pulse.ok("client", "delete", client, "--yes")
    assert pulse.ok("add", "Acme", "--owner", "kim").err == ""
    assert pulse.ok("add", "Beta", "--owner", "sam").err == (
        "sam is a new owner; the other is kim\n"
    )


@pytest.mark.usefixtures("sam")
def test_an_owner_is_one_name_without_blanks_around_it(pulse: Pulse, tmp_path: Path) -> None:
    pulse.ok("client", "edit", "acme", "--owner", " Kim ")
    assert pulse.ok("client", "list", "--json").items[0]["owner"] == "Kim"
    for words in (("client", "edit", "acme"), ("add", "Gx"), ("away", "3 dec")):
        err = pulse.fails(2, *words, "--owner", "kim\nx").err
        assert err.startswith('error: the owner holds a line break: "kim\\nx"\n')
        for word in ("everybody", "Nobody"):
            assert pulse.fails(2, *words, "--owner", word).err == (
                f'error: nobody can be called "{word}"\nhint: to leave it to everybody: none\n'
            )
    file = tmp_path / "clients.csv"
    file.write_text("name,owner\nOne,everybody\nTwo, Kim \n")
    assert 'line 2: nobody can be called "everybody"' in pulse("import", str(file)).err
    assert pulse.ok("client", "list", "--owner", "kim", "--json").items[-1]["owner"] == "Kim"


@pytest.mark.parametrize("name", ["everybody", "nobody", "a\nb"])
def test_what_nobody_is_called_is_nobodys_name(pulse: Pulse, config: Path, name: str) -> None:
    pulse.fails(2, "config", "set", "me.owner", name)
    pulse.ok("config", "set", "me.owner", " Sam ")
    pulse.ok("add", "Gx")
    assert "Sam" in {one["owner"] for one in pulse.ok("client", "list", "--json").items}


@pytest.mark.usefixtures("sam")
def test_what_is_done_to_many_leaves_colleagues_clients_alone(pulse: Pulse) -> None:
    asked = pulse.fails(2, "snooze", "@retail", "fri").err
    assert "Acme, Gamma (not 1 of Jürgen, 1 of kim)?" in asked
    said = pulse.ok("snooze", "@retail", "fri", "--yes").out
    assert "Left alone: 1 of Jürgen, 1 of kim. For everybody's: --of all" in said
    assert keys(pulse, "snooze", "list") == {"acme", "gamma"}
    answer = pulse.ok("snooze", "@retail", "fri", "--of", "kim", "--yes", "--json").json
    assert [one["key"] for one in answer["clients"]] == ["beta"]
    assert answer["left_alone"] == []
    said = pulse.ok("client", "edit", "@retail", "--of", "kim", "--owner", "sam", "--yes").out
    assert "owner: kim → sam" in said
    assert keys(pulse, "client", "list", "--owner", "sam") == {"acme", "beta"}
    assert "Left alone" not in pulse.ok("client", "pause", "@retail", "--of", "all", "--yes").out
    for words in ("snooze acme fri", "client rules acme", "client rules acme checkup=1y"):
        assert "--of says whose" in pulse.fails(2, *words.split(), "--of", "kim").err


def test_a_tag_that_only_colleagues_clients_have_is_refused(
    pulse: Pulse, sam: Callable[[str], None]
) -> None:
    pulse.ok("client", "edit", "gamma", "--owner", "kim")
    sam("new here")
    said = pulse.fails(3, "client", "archive", "@retail").err
    assert 'no client of yours has the tag "retail"' in said
    assert "kim has 2" in said


@pytest.mark.usefixtures("sam")
def test_letters_go_to_my_clients_alone(pulse: Pulse, tmp_path: Path) -> None:
    for key in ("acme", "beta", "gamma"):
        pulse.ok("contact", "edit", key, key, "--email", f"{key}@{key}.example")
    folder = tmp_path / "letters"
    said = pulse.ok("draft", "update", "@retail", "--eml", str(folder)).err
    assert {one.stem for one in folder.iterdir()} == {"acme", "gamma"}
    assert "Left out: Beta (kim's; for everybody's: --of all)" in said
    pulse.ok("draft", "update", "@retail", "--of", "kim", "--eml", str(folder))
    assert {one.stem for one in folder.iterdir()} == {"acme", "beta", "gamma"}


@pytest.mark.usefixtures("sam")
def test_a_feed_holds_what_is_mine(pulse: Pulse, tmp_path: Path) -> None:
    for key in ("acme", "beta"):
        pulse.ok("meeting", "book", key, "1 dec 10:00")
        pulse.ok("contact", "edit", key, key, "--birthday", "1979-12-01")
    for kind, mine in (("due", {"Acme", "Gamma"}), ("meetings", {"Acme"}), ("birthdays", {"Acme"})):
        file = tmp_path / f"{kind}.ics"
        pulse.ok("feed", str(file), "--kind", kind, "--full")
        text = file.read_text()
        assert {one for one in ("Acme", "Beta", "Gamma", "Lund") if one in text} == mine, kind


@pytest.mark.usefixtures("sam")
def test_an_import_says_which_clients_are_everybodys(
    pulse: Pulse, write: Callable[..., str]
) -> None:
    rows = ("New One,monthly,kim", "New Two,monthly,", "New Three,monthly,none")
    file = write("\n".join(("name,meeting,owner", *rows)))
    said = pulse.ok("import", file).out
    assert (
        "2 clients have no owner, so they are everybody's: pulse client list --owner none" in said
    )
    assert keys(pulse, "client", "list", "--owner", "none") == {"gamma", "new-two", "new-three"}


@pytest.fixture
def _written_by_kim(pulse: Pulse, sam: Callable[[str], None]) -> None:
    sam("kim")
    pulse.ok("log", "acme", "-c", "call", "--on", "2026-11-19", "said by phone")
    sam("sam")
    pulse.ok("log", "acme", "-c", "email", "--on", "2026-11-18", "written by me")


@pytest.mark.usefixtures("_written_by_kim")
@pytest.mark.parametrize("words", ["history", "history acme", "show acme", "brief acme"])
@pytest.mark.parametrize("width", [60, 120])
def test_what_a_colleague_wrote_says_so(
    pulse: Pulse,
    sam: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
    words: str,
    width: int,
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    table = drawn(pulse.store, *words.split())
    assert max(map(len, table.splitlines())) <= width
    assert table.count("by kim") == 1
    assert "by sam" not in table
    sam("KIM")
    assert "by kim" not in drawn(pulse.store, *words.split())
    assert drawn(pulse.store, *words.split()).count("by sam") == 1


def test_a_meeting_or_a_person_that_a_colleague_entered_says_so(
    pulse: Pulse, sam: Callable[[str], None]
) -> None:
    sam("kim")
    pulse.ok("meeting", "book", "acme", "2026-12-04")
    pulse.ok("contact", "add", "acme", "Ann Field", "--phone", "123")
    assert "by kim" not in drawn(pulse.store, "show", "acme")
    sam("sam")
    shown = drawn(pulse.store, "show", "acme")
    assert "Fri 4 Dec  by kim #1" in shown
    assert "123 · by kim #" in shown


@pytest.mark.usefixtures("_written_by_kim")
def test_who_wrote_stands_in_every_format(pulse: Pulse) -> None:
    found = {item["note"]: item["by"] for item in pulse.ok("history", "--json").items}
    assert found == {"said by phone": "kim", "written by me": "sam"}
    rows = csv.DictReader(io.StringIO(pulse.ok("history", "--format", "csv").out))
    assert [row["by"] for row in rows] == ["kim", "sam"]
    assert "| By " in pulse.ok("history", "--format", "markdown").out
    assert "kim" in pulse.ok("history").out
    shown = pulse.ok("show", "acme", "--json").json["touchpoints"]
    assert [one["by"] for one in shown] == ["kim", "sam"]


def test_where_nobody_said_who_they_are_nothing_is_said_of_who_wrote(pulse: Pulse) -> None:
    pulse.ok("log", "acme", "-c", "call", "said")
    for words in ("history", "show acme", "brief acme"):
        assert "by None" not in drawn(pulse.store, *words.split())
        assert "· by " not in drawn(pulse.store, *words.split())
    assert "By" not in pulse.ok("history").out
    assert pulse.ok("history", "--json").items[0]["by"] is None


@pytest.mark.usefixtures("sam")
def test_nearby_are_my_clients(pulse: Pulse) -> None:
    for key in ("acme", "beta"):
        pulse.ok("client", "edit", key, "--place", "Bergamo")
    pulse.ok("client", "edit", "lund", "--place", "Wien")
    assert keys(pulse, "nearby", "Bergamo") == {"acme"}
    assert keys(pulse, "nearby", "Bergamo", "--owner", "all") == {"acme", "beta"}
    assert [one["place"] for one in pulse.ok("nearby", "--json").items] == ["Bergamo"]
    said = pulse.fails(3, "nearby", "Wien").err
    assert 'no client of yours is in "Wien"' in said
    assert "for everybody's clients: --owner all" in said


def test_only_who_says_who_they_are_pays_for_it_and_with_one_question(
    pulse: Pulse, sam: Callable[[str], None], config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert pulse.store.exists()
    asked: list[str] = []
    rows = SqliteReader.rows

    def noted(reader: SqliteReader, sql: str, *parameters: Any) -> Any:
        asked.append(sql)
        return rows(reader, sql, *parameters)

    monkeypatch.setattr(SqliteReader, "rows", noted)

    def questions() -> int:
        asked.clear()
        pulse.ok("due", "--json")
        return len(asked)

    mine = questions()
    config.unlink()
    assert mine == questions() + 1
    sam("sam")
    pulse.ok("away", "add", "today", "--owner", "kim")
    assert questions() == mine


@pytest.mark.parametrize("screen", ["due", "report", "dial"])
def test_on_a_server_who_did_not_say_who_they_are_is_told_how_at_a_terminal_alone(
    pulse: Pulse, config: Path, monkeypatch: pytest.MonkeyPatch, screen: str
) -> None:
    def told(*words: str) -> str:
        said = Terminal()
        with contextlib.redirect_stderr(said):
            pulse(screen, *words)
        return said.getvalue()

    line = "These are everybody's clients. To see your own: pulse config set me.owner NAME\n"
    monkeypatch.setattr(Store, "is_shared", True)
    assert told() == line
    assert told("--json") == ""
    assert line not in pulse.ok(screen).err
    pulse.ok("config", "set", "me.owner", "sam")
    assert told() == ""
    config.unlink()
    monkeypatch.setattr(Store, "is_shared", False)
    if pulse.server is None:
        assert told() == ""
