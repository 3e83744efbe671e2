"""Text that breaks programs, in every field, on every screen, through every command.

The fields follow from the records, the screens and the commands from what ``pulse`` knows: a new
one is tried here without being named.
"""

from __future__ import annotations

import contextlib
import io
import pkgutil
import re
import shlex
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import typer

import clientpulse
from clientpulse.cadence.channel import Channel
from clientpulse.cadence.rule_book import RULES
from clientpulse.cadence.traits import BUILT_IN
from clientpulse.cli import root, run
from clientpulse.letters.kinds import KINDS
from clientpulse.output import screens
from clientpulse.output.layout.screen import Screen
from clientpulse.records import Client
from clientpulse.records.record import shape_of
from tests.conftest import TODAY, Outcome, Pulse
from tests.hostile import FORBIDDEN, assert_harmless, generated, naughty
from tests.hostile_store import RECORDS, Filled, fill, text_fields
from tests.processes import assert_one_error, drawn, in_process

GLOBAL = {"--help", "--json", "--db", "--today", "--demo", "--no-color", "--no-input", "--debug"}


def commands(command: Any = None, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Walk through all commands that do something."""
    command = command or typer.main.get_command(root)
    if not hasattr(command, "list_commands"):
        yield " ".join(path), command
        return
    if path and any("--format" in one.opts for one in command.params):
        yield " ".join(path), command
    for name in command.list_commands(None):
        yield from commands(command.get_command(None, name), (*path, name))


COMMANDS = dict(commands())


def options_of(command: Any) -> set[str]:
    return {word for one in command.params for word in one.opts}


READING = [name for name, one in COMMANDS.items() if "--format" in options_of(one)]


# What leads to no screen: a page, a mail, a notice on the desktop; test_digest_hostile has them.
NO_SCREEN = {"--open", "--for-client", "--html", "--send", "--notify"}


def flags_of(command: Any) -> list[str]:
    """Return the flags of a command that are its own."""
    return [
        one.opts[0]
        for one in command.params
        if getattr(one, "is_flag", False) and not (GLOBAL | NO_SCREEN) & set(one.opts)
    ]


# What shows another screen without a client.
ABOUT_ONE = {"client rules", "agenda"}


def readings(filled: Filled, name: str, every: int) -> list[list[str]]:
    """Return command lines that show a screen: for one client of so many where it needs one."""
    command = COMMANDS[name]
    needed = [
        one
        for one in command.params
        if getattr(one, "required", False) or (name in ABOUT_ONE and one.name == "client")
    ]
    lines = []
    for number in range(1, len(filled.keys) + 1, every) if needed else (1,):
        arguments = [
            filled.keys[number - 1] if one.name == "client" else str(number) for one in needed
        ]
        for flag in ((), *((one,) for one in flags_of(command))):
            lines.append([*name.split(), *flag, *arguments])
    lines += [name.split()] if name in ABOUT_ONE else []
    if name == "backup":  # alone it makes one
        lines = [["backup", "list"]]
    if name == "nearby":
        known = [texts.get("place") for record, texts in filled.typed.values() if record is Client]
        usable = [one for one in known if one and re.fullmatch(r"[^-\x00,;/\n][^\x00,;/\n]*", one)]
        lines += [["nearby", one] for one in usable if one.strip()][:20]
    rows = [["--limit", "1000"]] if "--limit" in options_of(command) else [[]]
    return [[*line, *limit] for line in lines for limit in rows]


@pytest.fixture(scope="module", params=["typed", "by another program"])
def filled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, thorough: bool
) -> Filled:
    """A store whose every field holds hostile text; in the second one the keys do too."""
    path = tmp_path_factory.mktemp("hostile") / "clients.db"
    if request.param == "typed":
        return fill(path, 1200 if thorough else 60)
    return fill(path, 200 if thorough else 25, foreign_keys=True, start=700)


def stored(path: Path) -> Iterator[tuple[Any, dict[str, Any]]]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        for record in RECORDS:
            for row in connection.execute(f"SELECT * FROM {record.TABLE}"):
                yield dict(row).get("uid") or (record.TABLE, row["id"]), dict(row)


def within(answer: Any) -> Iterator[dict[str, Any]]:
    """Walk through all objects of a JSON answer."""
    if isinstance(answer, dict):
        yield answer
    for one in answer.values() if isinstance(answer, dict) else answer:
        if isinstance(one, (dict, list)):
            yield from within(one)


def test_every_screen_gives_back_as_json_exactly_what_is_stored(filled: Filled) -> None:
    seen: set[str] = set()
    said: set[str] = set()
    for name in READING:
        reached = 0
        for line in readings(filled, name, 4):
            outcome = in_process(filled.path, *line, "--json")
            assert_harmless(outcome.err)
            if not outcome.out:
                assert_one_error(outcome.err)
                continue
            reached += 1
            assert outcome.out.isascii(), line
            seen.add(outcome.json["schema"].split(".")[1].split("/")[0])
            for item in within(outcome.json):
                for one in item.values():
                    if isinstance(one, list) and str in map(type, one):
                        said.update((*one, "\n".join(one)))
                    said.update((one,) if isinstance(one, str) else ())
                if item.get("uid") not in filled.typed:
                    continue
                record, texts = filled.typed[item["uid"]]
                for key, attribute in shape_of(record).shown.items():
                    if attribute in texts and key in item:
                        lines = item[key] if isinstance(item[key], list) else [item[key]]
                        assert "\n".join(lines) == texts[attribute], (line, key)
        assert reached, f"there is nothing to fill {name} with"
    # A rehearsal's screen, and what setup proposes, have no uids: they show what isn't stored yet.
    missing = {one.name for one in all_screens()} - seen - {"import", "setup"}
    assert not missing, f"no command shows {missing}"
    for record in RECORDS:
        for field in text_fields(record):
            texts = {one[field] for of, one in filled.typed.values() if of is record}
            assert {one for one in texts if len(one) > 4} & said, f"no screen says {record}.{field}"


def all_screens() -> list[Screen[Any]]:
    modules = [getattr(screens, one.name) for one in pkgutil.iter_modules(screens.__path__)]
    return [one for module in modules for one in vars(module).values() if isinstance(one, Screen)]


def test_texts_are_stored_as_given(filled: Filled) -> None:
    rows = dict(stored(filled.path))
    for key, (_, texts) in filled.typed.items():
        assert {field: rows[key][field] for field in texts} == texts


@pytest.mark.parametrize("name", READING)
def test_no_screen_shows_a_raw_control_character(
    filled: Filled, name: str, monkeypatch: pytest.MonkeyPatch, thorough: bool
) -> None:
    for line in readings(filled, name, 12 if thorough else 2):
        plain = in_process(filled.path, *line)
        for form in ("table", "csv", "markdown"):
            outcome = in_process(filled.path, *line, "--format", form)
            assert outcome.code == plain.code, (line, outcome.err)
            assert_harmless(outcome.out + outcome.err)
        for width in (("40", "80", "120") if thorough else ("40",)) if plain.out else ():
            monkeypatch.setenv("COLUMNS", width)
            assert_harmless(drawn(filled.path, *line, code=plain.code))


SAMPLE = [*naughty()[::25], *generated(40, seed=7)]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_shows_no_raw_control_character(
    filled: Filled, shell: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLIENTPULSE_DB", str(filled.path))
    monkeypatch.setenv("_PULSE_COMPLETE", f"complete_{shell}")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
    for name, command in COMMANDS.items():
        options = [
            one.opts[0]
            for one in command.params
            if one.param_type_name == "option" and not getattr(one, "is_flag", False)
        ]
        for words in (f"{name} ", f"{name} c1 ", *(f"{name} {one} " for one in options)):
            monkeypatch.setenv("_TYPER_COMPLETE_ARGS", f"pulse {words}")
            monkeypatch.setenv("COMP_WORDS", f"pulse {words}")
            monkeypatch.setenv("COMP_CWORD", str(words.count(" ") + 1))
            with contextlib.redirect_stdout(io.StringIO()) as out:
                assert run([]) == 0, words
            # Fish has its help texts behind a tab.
            shown = out.getvalue().replace("\t", " ") if shell == "fish" else out.getvalue()
            assert_harmless(shown)
            if words == "log " and filled.keys[0] == "c1":
                assert len(shown.splitlines()) > len(filled.keys) / 2 or shell == "zsh"


# What is typed where a text isn't what is tried, by what the help calls it.
PLAIN = {
    **dict.fromkeys(("CLIENT", "CLIENT|@TAG", "TRAIT"), "c1"),
    **dict.fromkeys(("ID", "ID|CLIENT", "ID|DATE", "REF", "N", "PERSON", "SERVICE"), "1"),
    **dict.fromkeys(("WEIGHT", "M", "LIMIT"), "1"),
    **dict.fromkeys(("DATE", "DAY"), "2026-11-20"),
    "WHEN": "2026-11-23",
    "DATE WHAT": "2026-11-23 x",
    "FROM TO": "2026-11-23",
    "INTO": "c2",
    "KIND": "update",
    "SETTING": "soon",
    "VALUE": "2w",
}
# What has to stand in front of a text for it to be taken.
IN_FRONT = {
    "agenda: words": ["add"],
    "remind add: words": ["2026-11-23"],
    "share edit: url": ["--channel=email"],
    "share edit: what": ["--channel=email"],
    "snooze: reason": ["2026-11-23"],
    "touchpoint edit: agreed": ["--no-purpose"],
    "touchpoint edit: note": ["--no-purpose"],
    "touchpoint edit: shared": ["--no-purpose"],
    "touchpoint edit: url": ["--no-purpose"],
}


def parameters(command: Any) -> list[Any]:
    """Return the parameters of a command that take a text."""
    return [one for one in command.params if not getattr(one, "is_flag", False)]


def is_needed(name: str, parameter: Any) -> bool:
    """Tell whether a command does nothing without a parameter; a draft only with --resend."""
    is_argument = parameter.param_type_name == "argument"
    return getattr(parameter, "required", False) or (name == "draft" and is_argument)


def lines_with(name: str, tried: Any, text: str, in_front: Sequence[str] = ()) -> list[str]:
    """Return a command line in which one parameter is a text and the needed others are plain.

    Args:
        tried: The parameter; None to have only what is needed, all of it plain.
    """
    command = COMMANDS[name]
    options = [one for one in in_front if one.startswith("--")]
    words = [one for one in in_front if one not in options]
    arguments = []
    for one in parameters(command):
        if one.param_type_name == "option":
            options += [f"{one.opts[-1]}={text}"] if one is tried and len(one.opts[-1]) > 2 else []
            options += [one.opts[-1], text] if one is tried and len(one.opts[-1]) == 2 else []
        elif one is tried:
            arguments += [*words, text]
        elif is_needed(name, one) or one.metavar == "ID|DATE" or (tried and one.name == "client"):
            arguments.append(PLAIN.get(one.metavar or "", "x"))
    if tried is not None and tried.param_type_name == "option":
        arguments += words
    yes = ["--yes"] if "--yes" in options_of(command) else []
    return [*name.split(), *yes, *options, "--", *arguments]


TYPED = [
    pytest.param(name, one.name, id=f"{name}: {one.name}")
    for name, command in COMMANDS.items()
    for one in parameters(command)
]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("small") / "clients.db", 6).path


@pytest.fixture
def store(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small store of hostile texts to write to, in a folder to write into."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setenv("VISUAL", "true")
    return Path(shutil.copy(small, tmp_path / "clients.db"))


@pytest.mark.parametrize(("name", "parameter"), TYPED)
def test_what_is_typed_is_repeated_harmless_in_answers_and_errors(
    store: Path, name: str, parameter: str, thorough: bool
) -> None:
    command = COMMANDS[name]
    (tried,) = [one for one in parameters(command) if one.name == parameter]
    texts = [one.replace("\x00", "") for one in SAMPLE]
    if not thorough:
        at = [one.id for one in TYPED].index(f"{name}: {parameter}")
        texts = [texts[at % len(texts)]]
    dry = [["--dry-run"]] if "--dry-run" in options_of(command) else []
    for text in texts:
        # The second is no date, number or key in any case.
        for typed in (text, f"\x1b[5;41m\u202e{text}x"):
            path, rest = name.split(), lines_with(name, tried, typed)[len(name.split()) :]
            for more in [*dry, []]:
                outcome = in_process(store, *path, *more, *rest)
                assert outcome.code in {0, 2, 3, 4, 5}, (rest, outcome.err)
                assert_harmless(outcome.out + outcome.err)
                if outcome.code:
                    assert_one_error(outcome.err)
    listed = in_process(store, "undo", "--list")
    assert_harmless(listed.out + listed.err)
    for _ in range(2):
        undone = in_process(store, "undo")
        assert_harmless(undone.out + undone.err)


# What reads and writes.
BOTH = {"agenda", "client rules"}

# What a text that may be anything is called in the help, and where that only names what is there
# or how a source is called, of which the store holds nothing.
FREE = {"TEXT", "WHAT", "DATE WHAT", "NAME", "NOTE", "SENTENCE", "TAG", "ADDRESS", "NUMBER", "ROLE"}
NAMING = {
    *("feedback add: project", "feedback edit: project", "client edit: remove_tag"),
    *("sync: names", "source test: names", "source remove: name"),
    *(
        "source add: name",
        "source add: folder",
        "undo: owner",
        "store grant: role",
        "store revoke: role",
    ),
    *(f"client {one}: of" for one in ("edit", "pause", "resume", "rules", "archive", "restore")),
    *("draft: of", "ui: owner"),
}


@pytest.mark.parametrize(
    ("name", "parameter"),
    [one for one in TYPED if one.values[0] not in READING or one.values[0] in BOTH],
)
def test_what_no_file_can_hold_or_is_too_long_is_refused_and_the_longest_text_is_kept(
    store: Path, name: str, parameter: str
) -> None:
    (tried,) = [one for one in parameters(COMMANDS[name]) if one.name == parameter]
    in_front = IN_FRONT.get(f"{name}: {parameter}", ())

    def typed(text: str) -> Outcome:
        return in_process(store, *lines_with(name, tried, text, in_front))

    before = store.read_bytes()
    # A path is as long as the file system lets it be.
    long = [] if "FILE" in (tried.metavar or "") else ["é" * 20_001]
    for text in ["a\x00b", "\x00", "a\udc80b", *long]:
        outcome = typed(text)
        assert outcome.code in {2, 3, 4, 5}, outcome.out
        assert outcome.out == ""
        assert_one_error(outcome.err)
        assert len(outcome.err) < 500
    limit = re.search(r"^hint: ([\d,]+) characters are the limit$", outcome.err, re.MULTILINE)
    if limit:
        longest = "\x1b[5m\u202e{7} é".ljust(int(limit[1].replace(",", "")), "x")
        assert limit[0] in typed(f"{longest}x").err
    assert store.read_bytes() == before
    if limit:
        outcome = typed(longest)
        assert_harmless(outcome.out + outcome.err)
        assert outcome.code == 0, outcome.err
        kept = {value for _, row in stored(store) for value in row.values()}
        named_only = name == "draft" or f"{name}: {parameter}" in NAMING
        assert named_only or longest in kept
    else:
        assert tried.metavar not in FREE or f"{name}: {parameter}" in NAMING


# What does nothing without a file of its own, an option, a day or a source.
NEEDING_MORE = {
    "away add",
    "checkup add",
    "checkup edit",
    "config set",
    "export",
    "feed",
    "import",
    "remind add",
    "restore",
    "snooze",
    "source add",
    "source remove",
    "sync",
    "store copy",
    "store init",
    "store grant",
    "store migrate",
    "store revoke",
    "outbox delete",
    "template delete",
    "timer run",
    "undo",
    "redo",
}


# What an agent is answered is tried in tests/agent, what stands on the screen in tests/ui.
@pytest.mark.parametrize("name", [one for one in COMMANDS if one not in {*READING, "mcp", "ui"}])
def test_every_answer_about_hostile_rows_is_harmless(
    small: Path, store: Path, name: str, monkeypatch: pytest.MonkeyPatch, thorough: bool
) -> None:
    answers = []
    for number in range(1, 7):
        for what in ("CLIENT", "CLIENT|@TAG", "TRAIT"):
            monkeypatch.setitem(PLAIN, what, f"c{number}")
        monkeypatch.setitem(PLAIN, "INTO", f"c{number % 6 + 1}")
        for what in ("ID", "ID|CLIENT", "ID|DATE", "REF", "PERSON", "SERVICE"):
            monkeypatch.setitem(PLAIN, what, str(number))
        shutil.copy(small, store)
        line = lines_with(name, None, "")
        tried = [line, ["undo"], ["undo", "--list"], ["redo"]]
        monkeypatch.setitem(PLAIN, "ID|CLIENT", f"c{number}")
        tried.append(lines_with(name, None, ""))
        if "--dry-run" in options_of(COMMANDS[name]):
            words = len(name.split())
            tried.insert(0, [*line[:words], "--dry-run", *line[words:]])
        for command in tried:
            outcome = in_process(store, *command)
            assert_harmless(outcome.out + outcome.err)
            answers += [outcome] if command is line else []
        if not thorough and number > 1 and answers[-1].code == 0:
            break
    if name not in NEEDING_MORE and "nothing to change" not in answers[0].err:
        assert 0 in {one.code for one in answers}


@pytest.mark.parametrize("text", SAMPLE)
def test_what_is_no_command_and_what_is_typed_for_all_commands_is_quoted_harmless(
    small: Path, text: str
) -> None:
    typed = f"\x1b[5;41m\u202e{text}x".replace("\x00", "")
    groups = {name.rpartition(" ")[0] for name in COMMANDS}
    for line in (
        *([*group.split(), typed] for group in groups),
        ["due", f"--{typed}"],
        ["--db", f"/nowhere/{typed}", "due"],
        ["--db", f"sqlite://{typed}", "due"],
        ["--today", typed, "due"],
    ):
        outcome = in_process(small, *line)
        assert outcome.code in {0, 2, 3, 4}, (line, outcome.err)
        assert_harmless(outcome.out + outcome.err)
        if outcome.code:
            assert_one_error(outcome.err)


def test_answers_about_a_key_written_by_another_program_are_harmless(tmp_path: Path) -> None:
    filled = fill(tmp_path / "clients.db", 12, foreign_keys=True)
    named = in_process(filled.path, "client", "list", "--json").items
    worked = 0
    for name in [one["client"] for one in named]:
        for command in (
            ("show", "--", name),
            ("log", "--", name, "hello"),
            ("client", "edit", "--meet=2w", "--", name),
            ("client", "delete", "--dry-run", "--", name),
            ("contact", "add", "--", name, "Bob"),
            ("undo",),
        ):
            outcome = in_process(filled.path, *command)
            assert outcome.code in {0, 3}, (command, outcome.err)
            assert_harmless(outcome.out + outcome.err)
            worked += not outcome.code
    assert worked > 30


# What a suggested command may hold beside the values of the store: what somebody is to fill in,
# numbers, days, and the program's own words.
FILLED_IN = re.compile(
    r"[A-Z]+(?:\.json)?|smtps://YOU@HOST|\.\.\.|[a-z]?[0-9]+|[0-9]{4}-[0-9]{2}-[0-9]{2}"
)
OWN_WORDS = {
    *(word for name, one in COMMANDS.items() for word in (*name.split(), *options_of(one))),
    *(channel.value for channel in Channel),
    *KINDS,
    *(trait.key for trait in BUILT_IN),
    *(f"{rule}=default" for rule in RULES),
    *(
        word
        for path in Path(clientpulse.__file__).parent.rglob("*.py")
        for command in re.findall(r"\bpulse (.+)", path.read_text())
        for word in re.findall(r'(?<=")\w[^"]+(?=")|[\w.:=-]+', command)
    ),
}


def suggestions(said: str) -> Iterator[str]:
    """Cut the commands out of what was said: to the closing quote, or where a sentence goes on."""
    for found in re.finditer(r"(?:(?<!\S)'|(?<![\w/'-]))pulse (?=[a-z])", said):
        quoted = found[0].startswith("'")
        rest = said[found.start() + quoted :]
        word = r"(?:'[^'\n]*'|\"[^\"\n$`\\]*\"|[^\s'\"])"
        end = r"'" if quoted else r"[,;.)]*(?:\s\s|\n|$|(?<=[,;.)])\s|\s[·(])"
        command = re.match(rf"({word}+?(?: {word}+?)*?){end}", rest)
        assert command, rest[:200]
        yield command[1]


def assert_right_to_paste(commands: set[str], values: set[str], folder: Path) -> None:
    """Hold commands to words of ours and whole values, as Python and a shell take them apart."""
    ordered = sorted(commands)
    taken_apart = [shlex.split(one)[1:] for one in ordered]
    for command, words in zip(ordered, taken_apart, strict=True):
        for word in words:
            ours = word in OWN_WORDS or FILLED_IN.fullmatch(word)
            assert ours or {word, word.removeprefix("@")} & values, f"{word!r} of {command}"
    folder.mkdir()
    done = subprocess.run(
        ["sh", "-c", "\n".join(["pulse() { printf '%s\\0' \"$@\"; echo; }", *ordered])],
        cwd=folder,
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode() == "".join("\0".join([*one, "\n"]) for one in taken_apart)
    assert not done.stderr
    assert not list(folder.iterdir())


def test_every_suggested_command_can_be_pasted_into_a_shell(
    tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch, thorough: bool
) -> None:
    monkeypatch.setenv("COLUMNS", "9999")
    filled = fill(tmp_path / "filled.db", 100 if thorough else 5, foreign_keys=True, start=40)
    values = {
        "x",
        *filled.keys,
        *(one for _, texts in filled.typed.values() for one in texts.values()),
    }
    # A place's field holds the names of several.
    values |= {part.strip() for one in values for part in re.split("[,;/\n]", one)}
    commands: set[str] = set()
    for name, command in COMMANDS.items():
        for number, key in enumerate(filled.keys, 1):
            monkeypatch.setitem(PLAIN, "CLIENT", key)
            monkeypatch.setitem(PLAIN, "CLIENT|@TAG", key)
            monkeypatch.setitem(PLAIN, "INTO", filled.keys[number % len(filled.keys)])
            for what in ("ID", "ID|CLIENT", "ID|DATE", "REF", "PERSON", "SERVICE"):
                monkeypatch.setitem(PLAIN, what, str(number))
            shutil.copy(filled.path, store)
            lines = [lines_with(name, None, "")]
            if name == "draft":
                lines += [["draft", kind, "--", key] for kind in KINDS]
            for line in lines:
                outcome = in_process(store, *line)
                commands.update(suggestions(outcome.out + outcome.err))
            if not any(is_needed(name, one) for one in command.params):
                break
    assert len(commands) > 60
    assert_right_to_paste(commands, values, tmp_path / "empty")


@pytest.mark.parametrize(
    "name",
    ["x; touch y", "$(touch y)", "`touch y`", "it's", '"', "*", "~", "#x", "a  b", "=ls", "été",
     "-x", "--db", "a\nb", "\x1b[2J", "a\u202eb", "👩\u200d👧 party", "\\", "!!", "%1", "x\\"],
)  # fmt: skip
def test_a_suggested_project_is_the_one_that_was_meant(
    pulse: Pulse, name: str, tmp_path: Path
) -> None:
    pulse.ok("add", "Acme")
    pulse.ok("project", "start", "acme", "--", name)
    pulse.ok("project", "start", "acme", "another")
    failed = pulse.fails(3, "draft", "feedback", "acme", "--project", "1")
    (command,) = suggestions(failed.err)
    assert_right_to_paste({command}, {name, "acme"}, tmp_path / "empty")
    pulse.ok(*shlex.split(command)[1:])
    listed = {one["id"]: one["finished_on"] for one in pulse.ok("project", "list", "--json").items}
    assert listed == {1: TODAY, 2: None}


def test_every_path_that_is_shown_is_harmless(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "a\x1b[31mb\n\u202ec d"
    folder.mkdir()
    store, config = folder / "clients.db", folder / "config.toml"
    monkeypatch.setenv("CLIENTPULSE_CONFIG", str(config))
    for name in ("EDITOR", "VISUAL"):
        monkeypatch.setenv(name, "true")
    shown = 0

    def look(code: int, *line: str) -> None:
        nonlocal shown
        outcome = in_process(store, *line)
        assert outcome.code == code, (line, outcome.err)
        on_terminal = "" if "--yes" in line else drawn(store, *line, code=code)
        for said in (outcome.out, outcome.err, on_terminal):
            assert_harmless(said)
            shown += "c d" in said

    look(0, "doctor")
    in_process(store, "add", "Acme", "--meet", "monthly")
    for form in ("table", "csv", "markdown"):
        look(0, "config", "--format", form)
        look(0, "doctor", "--format", form)
    for line in (["config", "path"], ["template", "path"], ["config", "edit"], ["backup"]):
        look(0, *line)
    look(0, "template", "edit", "update")
    look(2, "--no-input", "config", "edit")
    for name in ("x.json", "x.csv"):
        kind = ["--kind", "clients"] if name == "x.csv" else []
        look(0, "export", str(folder / name), *kind, "--yes")
        look(2, "export", str(folder / name), *kind)
        look(0, "import", str(folder / name), "--dry-run")
    look(2, "import", str(folder / "missing.csv"))
    look(2, "export", str(folder / "missing" / "x.json"))
    assert_harmless(in_process(store, "backup", str(folder / "copy.db")).out)
    look(3, "backup", str(folder / "copy.db"))
    look(0, "restore", str(folder / "copy.db"), "--dry-run")
    look(0, "restore", str(folder / "copy.db"), "--yes")
    look(3, "undo")
    look(0, "undo", "--list")
    look(2, "restore", str(folder / "missing.db"))
    look(0, "draft", "update", "acme", "--eml", str(folder / "draft.eml"), "--yes")
    config.write_text("x = 1")
    for line in (["due"], ["config"]):
        look(2, *line)
    look(4, "doctor")
    config.unlink()
    store.write_bytes(b"no database" * 1000)
    look(4, "due")
    look(4, "doctor")
    assert shown > 35


def test_the_hostile_texts_are_hostile() -> None:
    assert len(naughty()) > 200
    assert len(set(generated(5000))) > 4500
    assert sum(bool(FORBIDDEN.search(one)) for one in generated(5000)) > 2000
