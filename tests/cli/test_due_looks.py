"""Today's list at a terminal of any size, a line a client, and picked by status and rule."""

from __future__ import annotations

import pytest

from clientpulse.cadence.rule_book import RULES
from clientpulse.output import cells
from tests.conftest import Pulse, filled_once
from tests.processes import Terminal, drawn

LONG_NAME = "Ashgrove & Partners International Holding"


@pytest.fixture(autouse=True)
@filled_once
def _portfolio(pulse: Pulse) -> None:
    for number in range(7):
        day = f"2026-09-{number + 10}"
        pulse.ok("add", f"Client {number}", "--update", "weekly", "--meet", "none", "--since", day)
    pulse.ok("add", LONG_NAME, "--update", "1w", "--since", "2026-11-13", "--tag", "key accounts")
    pulse.ok("promise", "ashgrove", "the", "figures", "--by", "2026-11-20")
    pulse.ok("add", "Soon Co", "--update", "2w", "--meet", "none", "--since", "2026-11-14")
    pulse.ok("promise", "soon-co", "a", "plan", "--by", "2026-11-26")


def due(pulse: Pulse, *options: str) -> str:
    return drawn(pulse.store, "due", *options)


def clients(text: str) -> int:
    return text.count("Client ") + text.count("Ashgrove")


@pytest.mark.parametrize("columns", [50, 80, 120])
@pytest.mark.parametrize("lines", [14, 24, 40])
@pytest.mark.parametrize("option", ["--full", "--short"])
def test_what_fits_is_shown_and_the_rest_is_counted(
    pulse: Pulse, monkeypatch: pytest.MonkeyPatch, columns: int, lines: int, option: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("LINES", str(lines))
    text = due(pulse, option)
    assert cells.rows_of(text, columns) < lines
    shown = clients(text)
    assert text.startswith("Sat 21 Nov 2026: 8 clients to contact, 8 overdue")
    assert 5 <= shown <= 8
    left = {8: "", 7: "and 1 more client: pulse due --all"}
    assert left.get(shown, f"and {8 - shown} more clients: pulse due --all") in text
    assert text.index("Ashgrove") < text.index("Client 0") < text.index("Client 1")


@pytest.mark.parametrize("said", ["0", "1", "5", "-3", "x", ""])
def test_five_are_shown_however_small_the_terminal_is(
    pulse: Pulse, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setenv("LINES", said)
    monkeypatch.setenv("COLUMNS", "80")
    assert clients(due(pulse)) >= 5


def test_all_and_a_limit_show_what_was_asked_for(
    pulse: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINES", "10")
    assert clients(due(pulse, "--all")) == 8
    assert clients(due(pulse, "--limit", "7", "--short")) == 7
    assert "and 1 more client: pulse due --all" in due(pulse, "--limit", "7")


def test_the_rest_is_asked_for_as_the_list_was(
    pulse: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINES", "5")
    asked = ("--within", "2w", "--status", "overdue", "--rule", "update")
    assert f": pulse due {' '.join(asked)} --all\n" in due(pulse, *asked)
    one = due(pulse, "@key accounts", "--limit", "1", "--rule", "chase")
    assert "pulse due" in one
    pulse.ok("client", "edit", "client-1", "--tag", "key accounts")
    assert "1 more client: pulse due '@key accounts' --all\n" in due(
        pulse, "@key accounts", "--limit", "1"
    )


@pytest.mark.parametrize("columns", [20, 40, 60, 80, 120])
def test_in_short_a_client_takes_a_line_and_its_command_is_whole(
    pulse: Pulse, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = due(pulse, "--short").splitlines()
    command = "pulse log client-0 -c email"
    assert any(line.endswith(command) for line in lines)
    if columns >= 60:
        (line,) = (line for line in lines if "Client 0" in line)
        assert line.startswith("overdue 2m")
        assert line.endswith(command)
        assert max(map(len, lines)) <= columns
    if columns >= 80:
        (line,) = (line for line in lines if "Ashgrove" in line)
        assert line.split()[-3:] == ["pulse", "done", "1"]
        assert "promise" in line


def test_a_command_that_is_longer_than_the_others_stands_below_them(
    pulse: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    pulse.ok("add", "Schreinerei Lang", "--meet", "monthly", "--since", "2026-04-01", "--tag", "x")
    pulse.ok("log", "schreinerei-lang", "Rang")
    pulse.ok("client", "edit", "client-0", "--add-tag", "x")
    lines = due(pulse, "@x", "--short").splitlines()[2:]
    assert "pulse meeting book schreinerei-lang WHEN" in lines[1]
    assert len({line.index("pulse ") for line in lines}) == 1


def test_a_pipe_gets_each_line_whole(pulse: Pulse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    _, _, headings, *lines = pulse.ok("due", "--short").out.splitlines()
    assert headings.split() == ["Status", "Client", "Why", "Type"]
    assert len(lines) == 8
    assert all(LONG_NAME in line or "Client" in line for line in lines)
    assert lines[0].endswith("pulse done 1")


def test_the_config_makes_it_the_usual_look(pulse: Pulse, config: object) -> None:
    config.write_text('due = "short"\n')  # type: ignore[attr-defined]
    assert pulse.ok("due").out == pulse.ok("due", "--short").out
    assert pulse.ok("due", "--full").out != pulse.ok("due", "--short").out
    assert pulse.ok("due", "--json").items
    config.write_text('due = "long"\n')  # type: ignore[attr-defined]
    assert 'write "full"' in pulse.fails(2, "due").err


@pytest.mark.parametrize("columns", [64, 80, 110, 120])
def test_a_command_is_never_broken(
    pulse: Pulse, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    key = "a" * 40
    pulse.ok("client", "edit", "ashgrove", "--key", key)
    pulse.ok("mistake", "add", key, "Wrong", "invoice")
    monkeypatch.setenv("COLUMNS", str(columns))
    for option in ("--full", "--short"):
        lines = [line.strip() for line in due(pulse, option).splitlines()]
        assert any(line.endswith(f"pulse draft apology {key}") for line in lines)


def listed(pulse: Pulse, *options: str) -> list[tuple[str, str]]:
    items = pulse.ok("due", "--json", *options).items
    return [(item["key"].partition("-")[0], item["rule"]) for item in items]


def test_a_rule_picks_items_and_a_status_clients(pulse: Pulse) -> None:
    assert listed(pulse, "--rule", "promise") == [("ashgrove", "promise")]
    both = listed(pulse, "--rule", "promise", "--rule", "Update")
    assert both[:2] == [("ashgrove", "promise"), ("client", "update")]
    # A client's status is that of its most urgent item, whatever else there is to do.
    assert ("ashgrove", "update") in listed(pulse, "--status", "overdue")
    assert listed(pulse, "--status", "soon") == [("soon", "promise"), ("soon", "update")]
    assert listed(pulse, "--status", "soon", "--rule", "update")[-1] == ("soon", "update")
    assert len(listed(pulse, "--status", "soon", "--status", "overdue")) == len(
        listed(pulse, "--within", "1w")
    )


def test_where_nobody_fits_nobody_is_told_that_the_day_is_free(pulse: Pulse) -> None:
    out = pulse.ok("due", "--rule", "checkup").out
    assert "None of 8 clients to contact matches: pulse due" in out
    assert "Well kept" not in out
    assert pulse("due", "--rule", "checkup", "--check").code == 0
    assert "Nothing is due" not in out


@pytest.mark.parametrize(
    ("option", "word", "named"),
    [
        ("--rule", "nonsense", tuple(RULES)),
        ("--rule", "", tuple(RULES)),
        ("--status", "on_track", ("today", "overdue", "due", "soon", "pulse report")),
    ],
)
def test_what_there_isnt_is_refused_with_what_there_is(
    pulse: Pulse, option: str, word: str, named: tuple[str, ...]
) -> None:
    err = pulse.fails(2, "due", option, word).err
    for one in named:
        assert one in err


def test_a_terminal_that_says_nothing_has_24_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    for said in ("0", "abc", "-1", "", "99999"):
        monkeypatch.setenv("LINES", said)
        assert cells.lines_of(Terminal()) == 24
    monkeypatch.setenv("LINES", "7")
    assert cells.lines_of(Terminal()) == 7
