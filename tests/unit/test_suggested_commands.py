"""Every command that a message suggests can be pasted into a shell, whatever a user typed."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import clientpulse
from clientpulse.quoting import shell_word

SOURCE = Path(clientpulse.__file__).parent
FILES = [one for one in sorted(SOURCE.rglob("*.py")) if re.search("pulse |chmod", one.read_text())]

VALUE = "\x00"
COMMAND = re.compile(
    r"(?<!\w)'(?:pulse|rm|chmod) [^']*'|(?<![\w'])(?:pulse|rm|chmod) (?:(?!; |, |\. |\)).)*",
    re.DOTALL,
)
"""A command in a message: in quotes, or up to where the sentence goes on."""

NUMBER_OR_DAY = re.compile(r"(?:.*[._])?(?:id|ref|number|on|today)")
"""What an expression ends in that gives a number, as in r3, or a day: these need no quotes."""

WORDS_OF_OURS = {
    "cadence/rules/rhythm.py": {"channel"},
    "config/loading.py": {"near[0]"},
    "config/writing.py": {"setting.name"},
    "cli/agent/reading.py": {"kind"},
    "cli/app/unknown.py": {"noun", "meant", "near", "name"},
    "cli/commands/client/remove.py": {"files"},  # each is quoted
    "cli/commands/log.py": {"line"},  # each word is quoted
    "cli/commands/slips.py": {"meant"},
    "output/messages/mistakes.py": {"options"},
    "output/messages/states.py": {"defaults"},
    "output/messages/settling.py": {"_COMMANDS[one.rule]"},
    "output/screens/brief.py": {"words"},
    "output/screens/client_rules.py": {"one.row.rule"},
    "services/away.py": {"command"},
    "services/undoing.py": {"origin"},
    "services/doctor/place.py": {"wanted"},
    "services/drafting/letters.py": {"kind", "letter.kind"},
    "services/drafting/mistakes.py": {"options"},
    "services/open_things/choosing.py": {"command", "behind", "found[0]"},
    "services/settling.py": {"listed"},
    "transfer/store_json.py": {"found[1]"},
}
"""Expressions that give words of the program itself, by file."""

TEMPLATE_VALUES = re.compile(r"key|item\.(?:ref_id|ref|due_on|last_channel)")
"""What the commands of the rules hold; the key is quoted by who fills it in."""

WHAT_TO_DO = (
    "a command to type holds a value as it is: put it through clientpulse.quoting.shell_word,"
    " or add it to WORDS_OF_OURS if the program chooses it"
)

NO_QUOTES_AROUND = "a value may be quoted itself: write 'see: pulse ...', without quotes around"


def quoted_names(function: ast.AST) -> set[str]:
    """Return the names that hold, or give back, a value which went through ``shell_word``."""
    names = set()
    for node in ast.walk(function):
        if isinstance(node, ast.FunctionDef) and isinstance(node.body[-1], ast.Return):
            # A function of the module that does nothing but quote.
            given_back = node.body[-1].value
            if given_back is not None and is_quoted(given_back, set()):
                names.add(node.name)
        if isinstance(node, ast.Assign):
            targets, value = node.targets[0], node.value
            both = isinstance(targets, ast.Tuple) and isinstance(value, ast.Tuple)
            pairs = zip(targets.elts, value.elts, strict=True) if both else [(targets, value)]
            names |= {ast.unparse(name) for name, value in pairs if is_quoted(value, set())}
    return names


def is_quoted(value: ast.expr, names: set[str]) -> bool:
    if isinstance(value, ast.Name):
        return value.id in names
    if not isinstance(value, ast.Call):
        return False
    return ast.unparse(value.func).rpartition(".")[2] in {"shell_word", *names}


def suggested(tree: ast.AST) -> Iterator[tuple[int, ast.expr, bool]]:
    """Walk through the values that are put into commands.

    Yields:
        The line, the value, and whether its command stands in quotes.
    """
    for node in ast.walk(tree):
        if not isinstance(node, ast.JoinedStr):
            continue
        text = ""
        values: dict[int, ast.expr] = {}
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                values[len(text)] = part.value
                text += VALUE
            else:
                text += str(ast.literal_eval(part))
        for found in COMMAND.finditer(text):
            for at, value in values.items():
                if found.start() <= at < found.end():
                    yield node.lineno, value, found[0].startswith("'")


def faults(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    ours = WORDS_OF_OURS.get(str(path.relative_to(SOURCE)), set[str]())
    names = quoted_names(tree)
    for line, value, within_quotes in suggested(tree):
        said = ast.unparse(value)
        if NUMBER_OR_DAY.fullmatch(said) or said in ours:
            continue
        if not is_quoted(value, names):
            yield f"line {line}, {{{said}}}: {WHAT_TO_DO}"
        elif within_quotes:
            yield f"line {line}, {{{said}}}: {NO_QUOTES_AROUND}"
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Mod)):
            for side in (node.left, node.right):
                if isinstance(side, ast.Constant) and COMMAND.search(str(side.value)):
                    yield f"line {node.lineno}, {ast.unparse(node)}: write it as an f-string"
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from template_faults(node)


def template_faults(node: ast.Constant) -> Iterator[str]:
    """Look at the values of a template for ``str.format``."""
    if not re.match(r"pulse .*\{", str(node.value)):
        return
    for _, name, _, _ in Formatter().parse(str(node.value)):
        if name is not None and not TEMPLATE_VALUES.fullmatch(name):
            yield f"line {node.lineno}, {{{name}}}: {WHAT_TO_DO}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_value_in_a_suggested_command_is_quoted_or_a_number_or_a_day(path: Path) -> None:
    found = list(faults(path))
    assert not found, "\n".join([str(path.relative_to(SOURCE)), *found])


def test_the_commands_are_found() -> None:
    found = [one for path in FILES for one in suggested(ast.parse(path.read_text()))]
    assert len(found) > 60


@pytest.mark.parametrize(
    "fault",
    [
        'f"see: pulse show {client.key}"',
        'f"it is done: pulse log {shell_word(a)} -c {channel}"',
        "f\"see 'pulse show {shell_word(client.key)}'\"",
        '"see: pulse show " + key',
        '"see: pulse show %s" % key',
        '"pulse log {key} {name}"',
    ],
)
def test_a_fault_is_found(fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}.SOURCE", tmp_path)
    file = tmp_path / "messages.py"
    file.write_text(fault)
    assert list(faults(file))


@given(st.text())
@example("=ls")
def test_a_quoted_value_is_one_word_that_can_be_shown(value: str) -> None:
    word = shell_word(value, "CLIENT")
    assert word.isprintable()
    assert shlex.split(word) in ([value], ["CLIENT"])
    assert not word.startswith(("-", "~", "="))


@pytest.mark.parametrize(
    "value", ["acme", "acme-gmbh", "été", "a.b_c", "sam@acme.example", "/tmp/x"]
)
def test_what_a_shell_takes_as_it_is_stays_as_it_is(value: str) -> None:
    assert shell_word(value) == value


@pytest.mark.parametrize("value", ["-x", "--db", "a\nb", "\x1b[2J", "a\u202eb", "\u2028"])
def test_what_cant_be_shown_or_would_be_an_option_is_left_to_be_filled_in(value: str) -> None:
    assert shell_word(value) == "CLIENT"
    assert shell_word(value, "7") == "7"
