"""What a person sees of the agent's door, and an agent with a shell of its help."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from agents import READING, WRITING, Hand

from clientpulse.cadence.policy import Policy
from clientpulse.cli import ENTRIES
from clientpulse.cli.agent import in_a_shell
from clientpulse.cli.agent.door import Door
from clientpulse.cli.app.global_options import GlobalOptions
from clientpulse.cli.commands import mcp
from clientpulse.services.demo import telling
from clientpulse.store.database import Store
from tests.conftest import Pulse, moving
from tests.processes import environment

ROOT = Path(__file__).parents[2]


def test_help_for_an_agent_is_short_and_speaks_of_commands_that_there_are(pulse: Pulse) -> None:
    said = pulse.ok("help", "agent").out
    assert said == in_a_shell.TEXT
    assert len(said) < 2_000
    commands = {entry.name for entry in ENTRIES}
    assert set(re.findall(r"\bpulse (\w+)", said)) <= commands
    for word in ("--json", "--no-input", "--today", "undo", "data", "notes", "Exit codes"):
        assert word.lower() in said.lower()


def test_help_for_an_agent_is_completed(pulse: Pulse, monkeypatch: pytest.MonkeyPatch) -> None:
    for words, found in (("pulse help ag", ["agenda", "agent"]), ("pulse help al", ["all"])):
        monkeypatch.setenv("_PULSE_COMPLETE", "complete_zsh")
        monkeypatch.setenv("_TYPER_COMPLETE_ARGS", words)
        said = pulse("help").out
        assert all(one in said for one in found)


def test_at_a_terminal_it_says_who_starts_it(pulse: Pulse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    said = pulse.fails(2, "mcp")
    assert "started by an agent's program" in said.err


def test_where_the_sdk_isnt_installed_it_says_how_to_get_it(
    pulse: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mcp, "SDK", "no_such_package")
    said = pulse.fails(2, "mcp")
    assert "pip install 'clientpulse[agent]'" in said.err


def test_tools_are_told_in_few_words_and_each_parameter_explained() -> None:
    tools = Hand("none.db", write=True).door.tools
    assert tuple(tools) == READING + WRITING
    for tool in tools.values():
        assert len(tool.about) < 250
        assert tool.schema["additionalProperties"] is False
        for one in tool.schema["properties"].values():
            assert one["description"]
            assert one["type"] in {"string", "integer", "boolean", "array"}
    assert not {"delete", "undo", "restore", "merge", "send", "sql"} & {*tools}


def test_the_instructions_say_what_is_allowed() -> None:
    assert "You can only read" in Hand("none.db").door.instructions
    assert "aren't shown" in Hand("none.db").door.instructions
    both = Hand("none.db", write=True, notes=True).door.instructions
    assert "undo --origin agent" in both
    assert "aren't shown" not in both


LOADED = """
import sys
from clientpulse.cli import run
run({arguments!r})
print([one for one in ("mcp", "mcp_types", "anyio", "starlette") if one in sys.modules])
"""


@pytest.mark.parametrize("arguments", [["due"], ["help", "agent"], ["mcp", "--help"]])
def test_the_sdk_is_loaded_where_it_serves_alone(pulse: Pulse, arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(arguments=arguments)],
        env=environment(pulse.store),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_answer_in_the_docs_is_the_one_that_is_given(tmp_path: Path) -> None:
    store = Store(tmp_path / "demo.db")
    with store.unit_of_work("demo") as unit:
        telling.tell(unit, date(2026, 11, 20), Policy())
    written = (ROOT / "docs" / "agent.md").read_text(encoding="utf-8")
    shown = re.findall(r"```json\n(.*?)```", written, re.DOTALL)[1]
    with moving() as live_in:
        live_in("UTC")
        door = Door(GlobalOptions(db=str(store.path), today="2026-11-20 9:30"))
        assert json.loads(shown) == json.loads(door.call("due", {"client": "solveig"}).text)
