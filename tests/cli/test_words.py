"""Words that people try: each line does what was meant, or its hint names the command that does."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import typer

from clientpulse import __version__
from clientpulse.cli.app import words
from clientpulse.output import cells
from tests.conftest import Pulse, filled_once
from tests.docs.documentation import parsed

MEANT = {
    "help": "help",
    "help log": "help log",
    "-h log": "help log",
    "--no-color --help client edit": "--no-color help client edit",
    "man log": "help log",
    "commands": "help all",
    "client help": "help client",
    "status": "due",
    "TODAY": "due",
    "next": "due",
    "todo": "due",
    "overview": "due",
    "week": "due --within 1w",
    "tomorrow": "due --today tomorrow",
    "status acme --json": "due acme --json",
    "list": "client list",
    "clients": "client list",
    "ls": "client list",
    "list clients": "client list",
    "list contacts acme": "contact list acme",
    "tags": "client tags",
    "contacts": "contact list",
    "people acme": "contact list acme",
    "meetings": "meeting list",
    "find audit": "search audit",
    "acme": "brief acme",
    "ACME --json": "brief ACME --json",
    "Acme GmbH": "brief Acme GmbH",
    "Acme GmbH --json": "brief Acme GmbH --json",
    "open acme": "show acme",
    "info acme": "show acme",
    "view Acme GmbH": "show Acme GmbH",
    "client acme": "show acme",
    "call": "dial",
    "call acme hello": "log -c call acme hello",
    "called acme": "log -c call acme",
    "email acme hello": "log -c email acme hello",
    "met acme hello --mood good": "log -c meeting acme hello --mood good",
    "new Gamma": "add Gamma",
    "create Gamma --meet monthly": "add Gamma --meet monthly",
    "client add Gamma": "add Gamma",
    "client new Gamma": "add Gamma",
    "cron": "timer status",
    "timer list": "timer status",
    "timer show --json": "timer status --json",
    "timer add --at 7:30 --dry-run": "timer install --at 7:30 --dry-run",
    "notify": "digest --notify",
    "ical due.ics": "feed due.ics",
    "resend": "draft --resend",
    "client show acme": "show acme",
    "client log acme hello": "log acme hello",
    "client contacts acme": "contact list acme",
    "clients add Gamma": "add Gamma",
    "contacts add acme Bea": "contact add acme Bea",
    "meetings book acme fri": "meeting book acme fri",
    "edit acme --meet monthly": "client edit acme --meet monthly",
    "edit contact acme ann": "contact edit acme ann",
    "archive acme": "client archive acme",
    "pause acme": "client pause acme",
    "merge acme beta": "client merge acme beta",
    "rename acme Acme AG": "client rename acme Acme AG",
    "contact new acme Bea": "contact add acme Bea",
    "contact show acme": "contact list acme",
    "contact acme": "contact list acme",
    "meet acme friday 14:00": "meeting book acme friday 14:00",
    "book acme fri 14:00": "meeting book acme fri 14:00",
    "meeting acme fri 14:00": "meeting book acme fri 14:00",
    "meeting add acme fri": "meeting book acme fri",
    "meeting acme": "meeting list acme",
    "meeting reschedule 1 fri": "meeting move 1 fri",
    "todo acme send it": "promise acme send it",
    "task acme send it": "promise acme send it",
    "owe acme the report": "promise acme the report",
    "waiting acme": "commitment list acme",
    "waiting acme the receipts": "ask acme the receipts",
    "commitment acme": "commitment list acme",
    "remind acme": "remind list acme",
    "mistake acme": "mistake list acme",
    "feedback acme": "feedback list acme",
    "mistake new acme late": "mistake add acme late",
    "told acme": "mistake told acme",
    "fixed acme": "mistake fixed acme",
    "project new acme Website": "project start acme Website",
    "holiday 24 dec": "away 24 dec",
    "revert": "undo",
    "settings": "config",
    "backups": "backup list",
}
"""What people type, and the line that does the same, to the last argument."""

SAID = {
    "rm acme": ("pulse client delete acme", "pulse client archive acme"),
    "delete Acme GmbH": ("pulse client delete 'Acme GmbH'", "pulse client archive 'Acme GmbH'"),
    "remove": ("pulse client delete CLIENT", "pulse client archive CLIENT"),
    "client rm acme": ("pulse client delete acme", "pulse client archive acme"),
    "note acme hello you": (
        "pulse log acme 'hello you'",
        "pulse client edit acme --note 'hello you'",
    ),
    "call acme": ("pulse brief acme", "pulse log acme TEXT -c call"),
    "email acme": ("pulse draft update acme", "--send", "pulse log acme TEXT -c email"),
    "send acme": ("pulse draft update acme --send", "pulse digest --send"),
    "automate": ("pulse timer install",),
    "timer disable": ("pulse timer remove",),
    "tag acme vip": ("pulse client edit acme --add-tag vip",),
    "birthday acme Ann 3 may": ("pulse contact edit acme Ann --birthday '3 may'",),
    "birthday acme": ("pulse contact edit acme PERSON --birthday DATE",),
    "finish acme": ("pulse done acme", "pulse project finish acme", "pulse client archive acme"),
    "postpone acme fri": ("pulse snooze acme fri", "pulse meeting move acme fri"),
    "init": ("pulse add NAME", "pulse import clients.csv"),
    "contact rm acme ann": ("pulse contact",),
    "delete meeting 1": ("pulse meeting",),
    "meeting mov 1 fri": ("pulse meeting move",),
    "acme hello": ("pulse log acme-gmbh hello", "pulse brief acme-gmbh"),
    "statsu": ("pulse report",),
    "todya": ("pulse due",),
    "deu": ("pulse due",),
    "hepl": ("pulse help",),
    "xyzzy": ("pulse help all",),
    "contact xyzzy": ("pulse contact --help",),
    "mistake tolld 1": ("pulse mistake told",),
    "log": ("pulse log acme Talked about the audit",),
    "log --client acme hello": ("pulse log acme hello",),
    "log hello there --client acme": ("pulse log acme 'hello there'",),
    "log --client": ("pulse log CLIENT TEXT",),
    "add Gamma --quarterly": ("--meet quarterly",),
    "client edit acme --met monthly": ("--meet", "pulse client edit --help"),
    "remind acme trip --on fri": ("pulse remind CLIENT DATE TEXT",),
    "undo 2": ("pulse undo", "pulse undo --list"),
    "export clients.xlsx": (".json", "pulse export clients.csv --kind clients"),
    "export": ("pulse export everything.json", "pulse export - --kind clients"),
    "import": ("pulse import clients.csv --dry-run",),
    "import ann.vcf 'b b.vcf' c.vcf": ("pulse import ann.vcf", "pulse import 'b b.vcf'"),
}
"""What people type, and the commands that the hint must name."""

PLACES = {"ID": "1", "DATE": "tomorrow", "INTERVAL": "monthly"}
COMMAND = re.compile(
    r"pulse (?:'[^']*'|\"[^\"]*\"|(?!;|, |, or|$)\S)(?:'[^']*'|\"[^\"]*\"|[^;'\",])*"
)


@pytest.fixture
@filled_once
def pulse(pulse: Pulse) -> None:
    pulse.ok("add", "Acme GmbH", "--contact", "Ann Field")
    pulse.ok("add", "Beta Ltd")
    pulse.ok("add", "Repsol")


def resolved(pulse: Pulse, line: str) -> tuple[str, list[str]]:
    return parsed(["--db", str(pulse.store), *shlex.split(line)])


def suggested(text: str) -> list[str]:
    return [one.strip() for one in COMMAND.findall(text)]


def parses(pulse: Pulse, command: str) -> bool:
    """Say whether a command that somebody is told of is there, with all its options."""
    line = [PLACES.get(word, word) for word in shlex.split(command)[1:]]
    path = command_of(pulse, line)
    return path != "pulse due" or line[0] in {"due", "--demo"}


def command_of(pulse: Pulse, line: list[str]) -> str:
    """Parse a line, from which arguments may be missing, and name its command."""
    try:
        return parsed(["--db", str(pulse.store), *line])[0]
    except typer.TyperException as error:
        if type(error).__name__ in {"MissingParameter", "NoArgsIsHelpError"}:
            return str(error.ctx.command_path)  # type: ignore[attr-defined]
        raise
    except (SystemExit, typer.Exit):
        return "help"


@pytest.mark.parametrize(("line", "meant"), MEANT.items(), ids=MEANT)
def test_a_word_does_what_it_certainly_means(pulse: Pulse, line: str, meant: str) -> None:
    assert resolved(pulse, line) == resolved(pulse, meant)


@pytest.mark.parametrize(("line", "commands"), SAID.items(), ids=SAID)
def test_of_what_means_several_things_or_destroys_the_hint_names_the_commands(
    pulse: Pulse, line: str, commands: tuple[str, ...]
) -> None:
    refused = pulse.fails(2, *shlex.split(line))
    for one in commands:
        assert one in refused.err
    for one in suggested(refused.err.partition("hint: ")[2]):
        assert parses(pulse, one), one


HINTS = [*words.SAYS.values(), *words.OPTIONS.values(), *words.USAGE.values()]


@pytest.mark.parametrize("hint", HINTS)
def test_every_command_that_a_hint_names_is_there(pulse: Pulse, hint: str) -> None:
    found = suggested(hint)
    assert found
    assert all(parses(pulse, one) for one in found)


def test_every_word_leads_to_a_command_that_is_there(pulse: Pulse) -> None:
    targets = {*words.RUNS, *words.ABOUT_A_CLIENT.values(), *words.WITH_A_CLIENT.values()}
    targets |= {one for both in words.WITH_TEXT.values() for one in both if one}
    for one in sorted(targets):
        # A group that may stand alone goes on with a command of its own.
        line = [*one.split(), "x"] if one.endswith("--search") else one.split()
        assert command_of(pulse, line).split()[1] == line[0]


def test_no_word_means_two_things() -> None:
    runs = [word for each in words.RUNS.values() for word in each.split()]
    says = [word for each in words.SAYS for word in each.split()]
    assert len(runs) == len(set(runs))
    assert len(says) == len(set(says))
    assert set(runs).isdisjoint({*says, *words.WITH_TEXT})


def test_where_no_client_is_named_the_last_three_are(pulse: Pulse) -> None:
    assert "contacted last" not in pulse.fails(2, "log").err
    for one in ("Gamma", "Delta"):
        pulse.ok("add", one)
    for one in ("repsol", "delta", "acme", "beta", "acme"):
        pulse.ok("log", one, "Hello")
    for line in ("log", "brief"):
        hint = pulse.fails(2, line).err
        assert hint.endswith("; contacted last: acme-gmbh, beta-ltd, delta\n")


def test_version_and_quit_answer_in_a_line(pulse: Pulse) -> None:
    assert pulse.ok("version").out == f"clientpulse {__version__}\n"
    assert words.ENDED.startswith("there is nothing to quit: ")
    for word in ("quit", "exit", "q"):
        assert pulse.ok(word).out == f"{words.ENDED}\n"


def test_a_client_alone_is_its_brief(pulse: Pulse) -> None:
    brief = pulse.ok("brief", "acme").out
    for line in ("acme", "acme-gmbh", "Acme GmbH", "gmbh"):
        assert pulse.ok(*line.split()).out == brief
    assert pulse.ok("acme", "--json").json == pulse.ok("brief", "acme", "--json").json


def test_a_name_of_several_words_needs_no_quotes_where_nothing_else_follows(pulse: Pulse) -> None:
    for command in ("show", "brief", "history", "due", "client archive"):
        assert pulse.ok(*command.split(), "Acme", "GmbH").out
    assert 'no client "Acme AG"' in pulse.fails(3, "show", "Acme", "AG").err


def test_several_clients_that_fit_are_listed(pulse: Pulse) -> None:
    pulse.ok("add", "Acme Ltd")
    refused = pulse.fails(3, "acme")
    assert "matches 2 clients" in refused.err
    assert "acme-gmbh (Acme GmbH), acme-ltd (Acme Ltd)" in refused.err


def test_between_a_client_and_a_command_nothing_is_guessed(pulse: Pulse) -> None:
    refused = pulse.fails(3, "rep")
    assert "pulse report" in refused.err
    assert "pulse brief repsol" in refused.err
    assert pulse.ok("repsol").out == pulse.ok("brief", "repsol").out
    pulse.ok("add", "Due")
    assert pulse.ok("due").out != pulse.ok("brief", "due").out


def test_a_client_that_is_called_like_a_word_for_a_command_is_reached_by_naming_the_command(
    pulse: Pulse,
) -> None:
    pulse.ok("add", "New")
    pulse.ok("mistake", "new", "Sent it twice")
    assert pulse.ok("mistake", "list", "--json").items[0]["client"] == "New"


def test_a_typing_error_in_a_client_names_the_nearest(pulse: Pulse) -> None:
    assert "acme-gmbh (Acme GmbH)" in pulse.fails(2, "acne-gmbh").err


@pytest.mark.parametrize("word", ["", " ", "\x1b[2J", "@nobody", "ж", "x" * 5000])
def test_an_odd_word_is_an_error_and_a_hint(pulse: Pulse, word: str) -> None:
    assert "\x1b" not in pulse.fails(2, word).err


def test_without_a_store_a_word_leaves_none_behind(tmp_path: Path, pulse: Pulse) -> None:
    pulse.store = tmp_path / "none" / "clients.db"
    assert "pulse help all" in pulse.fails(2, "xyzzy").err
    assert not pulse.store.exists()


@pytest.mark.parametrize("command", ["log", "client edit", "due"])
def test_help_says_what_the_option_says(pulse: Pulse, command: str) -> None:
    said = pulse.ok(*command.split(), "--help").out
    assert pulse.ok("help", *command.split()).out == said
    assert pulse.ok("--help", *command.split()).out == said


def test_the_first_help_is_a_morning_and_the_whole_has_every_command(pulse: Pulse) -> None:
    from clientpulse.cli import ENTRIES

    first, whole = pulse.ok("--help").out, pulse.ok("help", "all").out
    assert pulse.ok("help").out == first
    shown = [one.name for one in ENTRIES if re.search(rf"^  {one.name} +[A-Z]", first, re.M)]
    assert len(shown) == 6
    assert "ui" in shown
    assert shown[:2] == ["due", "log"]
    for one in ENTRIES:
        assert re.search(rf"^  {one.name} +[A-Z]", whole, re.M), one.name
    assert re.search(r"^ +client list, .*edit", whole, re.MULTILINE)


@pytest.mark.parametrize("word", ["tui", "screen", "gui", "ui"])
def test_words_for_the_screen_lead_there(pulse: Pulse, word: str) -> None:
    said = pulse(word)
    assert said.code == 2
    assert said.err.startswith("error: this needs a terminal\nhint: ")
    assert '"drak" isn\'t a theme' in pulse(word, "--theme", "drak").err
    assert "use one of terminal, light, dark, contrast" in pulse(word, "--theme", "drak").err


@pytest.mark.parametrize("columns", ["60", "80"])
def test_help_fits_the_terminal(
    pulse: Pulse, columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cells, "columns_of", lambda _: int(columns))
    for line in ("help", "help all", "help client"):
        assert max(map(len, pulse.ok(*line.split()).out.splitlines())) <= int(columns)


def test_a_long_text_behind_a_client_is_not_repeated_in_the_hint(pulse: Pulse) -> None:
    pulse.ok("add", "Long Story Ltd")
    said = pulse.fails(2, "long-story-ltd", "told at length " * 10_000).err
    assert "pulse log long-story-ltd TEXT;" in said
    assert len(said) < 300
