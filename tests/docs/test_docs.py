"""The docs say what the program does: none is stale, none is missing, no link leads nowhere."""

from __future__ import annotations

import pkgutil
import re
import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest

from clientpulse import __version__
from clientpulse.cadence.interval import parse_interval
from clientpulse.cli import ENTRIES
from clientpulse.column_maps import READ_COLUMNS
from clientpulse.config.in_words import template_text
from clientpulse.config.loading import load
from clientpulse.config.table import SETTINGS
from clientpulse.errors import ExitCode
from clientpulse.output import screens
from clientpulse.output.layout.screen import Screen
from clientpulse.records.limits import (
    EMAIL_LENGTH,
    KEY_LENGTH,
    NAME_LENGTH,
    NOTE_LENGTH,
    SENTENCE_LENGTH,
    WORD_LENGTH,
)
from clientpulse.transfer.store_shape import CLIENT_KEYS, LIST_KEYS, SHARED_KEYS
from tests.docs.documentation import (
    DOCS,
    ROOT,
    anchors,
    generate,
    page,
    pages,
    parsed,
    section,
    tables,
    without_code,
)

COMMANDS = list(generate.commands())
SCREENS = {
    one.name: one
    for module in pkgutil.iter_modules(screens.__path__)
    for one in vars(getattr(screens, module.name)).values()
    if isinstance(one, Screen)
}
LISTED = {name: one.fields for name, one in SCREENS.items() if one.fields}
EXAMPLES = [(one.name, line) for one in COMMANDS for line, _ in one.examples]


def test_no_generated_page_is_stale() -> None:
    for path, wanted in generate.pages().items():
        there = path.read_text(encoding="utf-8") if path.exists() else ""
        assert there == wanted, f"{path.name} is stale: run python docs/generate.py"


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_the_line_in_the_list_of_commands_is_the_first_of_the_commands_help(entry: Any) -> None:
    assert entry.load().help.splitlines()[0] == entry.help


@pytest.mark.parametrize("one", COMMANDS, ids=lambda one: one.name)
def test_every_command_has_help_an_example_and_a_place_in_the_reference(one: Any) -> None:
    first = one.help.splitlines()[0]
    assert re.fullmatch(r"[A-Z][^\n]*\.", first), first
    assert one.group or one.examples, "no example"
    assert all(line.split("pulse ")[-1].startswith(one.words[0]) for line, _ in one.examples)
    assert section(page("commands.md"), one.name)
    for each in one.command.params:
        assert one.group or getattr(each, "help", None), f"{each.name} has no help"


@pytest.mark.parametrize(("name", "line"), EXAMPLES, ids=[line for _, line in EXAMPLES])
def test_every_example_is_a_command_line_that_can_be_parsed(name: str, line: str) -> None:
    words = shlex.split(line.partition(" | ")[0])
    while "=" in words[0]:
        words.pop(0)
    assert words[0] == "pulse"
    # A group shows how its commands are used.
    command, _ = parsed(words[1:])
    groups = {one.name for one in COMMANDS if one.group}
    assert command == name or (name in groups and command.startswith(f"{name} "))


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.name)
def test_every_link_leads_somewhere(path: Path) -> None:
    text = without_code(path.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"https?://", target):
            continue
        name, _, anchor = target.partition("#")
        linked = (path.parent / name).resolve() if name else path
        assert linked.exists(), f"{target} in {path.name}"
        assert linked.is_relative_to(ROOT), f"{target} in {path.name}"
        if anchor:
            assert anchor in anchors(linked.read_text(encoding="utf-8")), f"{target} in {path.name}"


def test_every_page_is_linked_from_another_or_from_the_readme() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in pages())
    linked = set(re.findall(r"\]\((?:docs/)?([\w-]+\.md)", text))
    assert {path.name for path in DOCS.glob("*.md")} <= linked


def test_every_setting_is_in_the_table_of_settings() -> None:
    (rows,) = tables(page("configuration.md"), "setting", "what it holds", "default", "meaning")
    assert [row[0].strip("`") for row in rows] == [setting.name for setting in SETTINGS]


def test_the_config_files_in_the_docs_can_be_used(tmp_path: Path) -> None:
    examples = re.findall(r"^```toml\n(.*?)^```", page("configuration.md"), re.M | re.DOTALL)
    assert len(examples) >= 3
    assert template_text() in examples
    for number, example in enumerate(examples):
        file = tmp_path / f"{number}.toml"
        file.write_text(example, encoding="utf-8")
        load(file)


def test_the_example_of_a_table_of_ones_own_does_what_is_said_of_it() -> None:
    text = section(page("configuration.md"), "The over-communication table")
    (example,) = re.findall(r"^```toml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    rows = tomllib.loads(example)["over_communication"]
    policy = load_policy(rows)
    said = {"annual": "1m", "6m": "1m", "3m": "2w", "1m": "2w", "2w": None, "1w": None}
    for meet, update in said.items():
        found = policy.update_interval_for(parse_interval(meet))
        assert (None if found is None else str(found)) == update, meet


def load_policy(rows: dict[str, str]) -> Any:
    (setting,) = [one for one in SETTINGS if one.name == "over_communication"]
    from clientpulse.cadence.policy import Policy

    return Policy(over_communication=setting.check(rows))


@pytest.mark.parametrize("screen", LISTED)
def test_every_field_of_a_list_is_documented(screen: str) -> None:
    (rows,) = tables(
        section(page("json-and-exit-codes.md"), screen), "field", "type", "meaning", "null"
    )
    assert tuple(row[0].strip("`") for row in rows) == LISTED[screen]


def test_the_fields_that_only_show_has_are_documented(pulse: Any) -> None:
    (rows,) = tables(
        section(page("json-and-exit-codes.md"), "One client: show"),
        *("field", "type", "meaning", "null"),
    )
    pulse.ok("add", "Acme")
    shown = list(pulse.ok("show", "acme", "--json").json)
    assert [row[0].strip("`") for row in rows] == [
        field for field in shown if field not in {*LISTED["report"], "schema", "today"}
    ]


@pytest.mark.parametrize(
    ("command", "heading", "items"),
    [("brief", "Before a call: brief", None), ("agenda", "The next meeting: agenda", "items")],
)
def test_the_fields_of_the_brief_and_the_agenda_are_documented(
    pulse: Any, command: str, heading: str, items: str | None
) -> None:
    text = section(page("json-and-exit-codes.md"), heading)
    (rows,) = tables(text, "field", "type", "meaning", "null")
    pulse.ok("add", "Acme")
    said = pulse.ok(command, "acme", "--json").json
    fields = said[items][0] if items else said
    assert [row[0].strip("`") for row in rows] == [
        field for field in fields if field not in {"schema", "today"}
    ]


def test_the_fields_of_an_imports_answer_are_documented(pulse: Any, tmp_path: Path) -> None:
    (rows,) = tables(
        section(page("json-and-exit-codes.md"), "import"), "field", "type", "meaning", "null"
    )
    file = tmp_path / "clients.csv"
    file.write_text("name\nAcme\n", encoding="utf-8")
    answer = pulse.ok("import", str(file), "--json").json["import"]
    documented = [name.strip(" `") for row in rows for name in row[0].split(",")]
    assert documented == list(answer)


def test_every_exit_code_is_documented() -> None:
    (rows,) = tables(page("json-and-exit-codes.md"), "code", "meaning")
    assert [int(row[0]) for row in rows] == sorted(ExitCode)


def test_every_writing_command_has_a_line_about_its_answer() -> None:
    text = section(page("json-and-exit-codes.md"), "What writing commands answer")
    documented = set(re.findall(r"`(?:clientpulse\.)?([a-z-]+)(?:/1)?`(?=[,; |])", text))
    for one in COMMANDS:
        parent = one.context.parent.command
        plain = getattr(parent, "plain", False) and one.words[-1] == parent.default
        name = "-".join(one.words[:-1] if plain else one.words)
        takes_json = any("--json" in each.opts for each in one.command.params)
        if takes_json and name not in LISTED and name not in {"show", "brief", "agenda"}:
            assert name in documented, name


def test_the_columns_of_the_csv_files_are_documented() -> None:
    rows = [
        cell.strip(" `")
        for table in tables(page("import-export.md"), "column", "holds", "where it is empty")
        for row in table
        for cell in row[0].split(",")
    ]
    assert tuple(rows) == (*READ_COLUMNS["clients"], *READ_COLUMNS["touchpoints"])


def test_the_fields_of_the_json_file_are_documented() -> None:
    (rows,) = tables(page("import-export.md"), "in", "fields")
    documented = {row[0]: tuple(row[1].split("`")[1].split()) for row in rows}
    assert documented == {
        "a client": (*CLIENT_KEYS, *LIST_KEYS),
        "a contact": LIST_KEYS["contacts"],
        "a meeting": LIST_KEYS["meetings"],
        "a touchpoint": LIST_KEYS["touchpoints"],
        "a project": LIST_KEYS["projects"],
        "a commitment": LIST_KEYS["commitments"],
        "a mistake": LIST_KEYS["mistakes"],
        "a reminder": LIST_KEYS["reminders"],
        "a piece of feedback": LIST_KEYS["feedback"],
        "a point of an agenda": LIST_KEYS["agenda_points"],
        "a check-up": LIST_KEYS["checkups"],
        "a mention": LIST_KEYS["mentions"],
        "a trait": LIST_KEYS["traits"],
        "a trait weight": LIST_KEYS["trait_weights"],
        "a rule": LIST_KEYS["rules"],
        "a pause or a snooze": LIST_KEYS["rests"],
        "a service": SHARED_KEYS["services"],
        "days off": SHARED_KEYS["away"],
    }
    assert all(LIST_KEYS[name] == SHARED_KEYS[name] for name in ("traits", "trait_weights"))


def test_the_limits_of_texts_are_documented() -> None:
    (rows,) = tables(page("import-export.md"), "text", "limit in characters")
    assert [int(row[1].replace(",", "")) for row in rows] == [
        KEY_LENGTH, WORD_LENGTH, NAME_LENGTH, SENTENCE_LENGTH, EMAIL_LENGTH, NOTE_LENGTH,
    ]  # fmt: skip


def test_every_dependency_has_its_reason_in_the_docs() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extras["dev"], *extras["browser"]]
    documented = {
        re.sub(r"\[|\].*", "", row[0])
        for table in tables(page("dependencies.md"), "package", "why", "licence")
        for row in table
    }
    assert {re.split(r"[][<>=;]", one)[0] for one in wanted} | {"hatchling"} == documented


def test_the_changelog_has_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[{re.escape(__version__)}\] - \d{{4}}-\d{{2}}-\d{{2}}$", text, re.M)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_for_another_shell_comes_as_the_docs_say(
    shell: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "_PULSE_COMPLETE=source_fish pulse" in page("completion.md")
    monkeypatch.setenv("_PULSE_COMPLETE", f"source_{shell}")
    from clientpulse.cli import run

    assert run([]) == 0
    assert f"_PULSE_COMPLETE=complete_{shell}" in capsys.readouterr().out
