"""Write the parts of these docs that the program knows better than any author.

Run it as ``python docs/generate.py`` after a change to a command, a setting or an answer. It
writes ``commands.md`` whole, and in the other pages what stands between the lines
``<!-- generated: NAME -->`` and ``<!-- end -->``. A test fails when something here is stale.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from textwrap import fill
from typing import Any

import man_page
import typer

from clientpulse import __version__, records
from clientpulse.cadence.channel import ALSO_CALLED, CHANNELS
from clientpulse.cadence.interval import Interval
from clientpulse.cadence.policy import OVER_COMMUNICATION
from clientpulse.cli import ENTRIES, run
from clientpulse.cli import root as program
from clientpulse.cli.app import words
from clientpulse.config.in_words import template_text
from clientpulse.config.table import SETTINGS
from clientpulse.dates import long_date
from clientpulse.records.lists import OF_CLIENT
from clientpulse.records.record import shape_of
from clientpulse.records.touchpoints import PURPOSES
from clientpulse.transfer.known_export import Field, KnownExport
from clientpulse.transfer.registry import known_exports

DOCS = Path(__file__).parent

TODAY = "2026-11-21"

INTRODUCTION = """\
# Commands

<!-- Written by docs/generate.py from the program itself. Change the help texts there, not here. -->

`pulse` alone is `pulse due`, `pulse CLIENT` is `pulse brief CLIENT`, and many a
[word](words.md) for a command will do. Every command has `--help`, and takes the
[global options](#global-options) before or after its name.

These words mean the same in every command:

| word | what to type |
|---|---|
| CLIENT | the key, the name in any case, or a beginning or part of either that fits only one |
| @TAG | every active client with that tag, in any case: `@retail`, `"@slow payers"` |
| DATE | `2026-11-21`; `today`, `yesterday`, `tomorrow`; `fri`, `last fri`, `next fri`; \
`next week` (its Monday), `eom` (the end of this month); \
`3 days ago`, `3d ago`, `in 2 weeks`, `+2w`, `-3d`; `2 weeks` for `in 2 weeks` where only \
a day ahead makes sense; `1 nov`, `nov 1`, `5th dec`, `1 November 2025`, if you like with its \
weekday: `Fri 20 Nov`, `Fri 4 Dec 2026`; \
`21.11.2026` or `11/21/2026` where only one reading is possible or \
[`date_order`](configuration.md) is set |
| WHEN | a DATE, perhaps with a TIME before or behind it: `fri 14:00`, `14:00 fri`, `5 dec` |
| TIME | `14:30`, `9:00`, `2pm`, `2:30pm` |
| INTERVAL | `weekly`, `biweekly`, `monthly`, `bimonthly`, `quarterly`, `half-yearly`, \
`semiannual`, `annual`, `yearly`; a count of days, weeks, months or years: `10d`, `2w`, `1y`, \
`3 months`, `every 6 weeks`; `none` where there may be none |
| CHANNEL | {channels}, or another word for one: {also} |

What changes many clients asks first, with their number and their names; `--dry-run` says for each
what would change, `--yes` doesn't ask, and one `pulse undo` takes all of it back.

A date without a year and a bare weekday look back when you write down what happened, and ahead
when you plan. On a Friday, `fri` is today for `pulse log`, and a week ahead for `pulse meeting
book`. What clientpulse writes for a day, a distance or an interval may be typed again. A weekday
that doesn't fit its date is refused. `pulse log` and `pulse touchpoint edit` take a time with their
DATE, too. What has no clear meaning is refused with examples; nothing is guessed. As an argument a
DATE or a WHEN may be several words; as an option's value it needs quotes.

TAB completes commands, options and clients once [completion](completion.md) is set up, and
your shell's [prompt](prompt.md) can hold the number of clients to contact.

At a terminal, what is longer than the screen goes through the pager: `$PAGER`, else `less -FRX`.
`--no-pager`, or an empty `PAGER`, prints it instead. `pulse due` needs none: it shows as many
clients as the terminal has room for, never fewer than five, and says how many more there are;
`pulse due --all` shows them. Where five don't fit, the last ones take a line each.

Text that begins with a dash goes behind `--`: `pulse log acme -- -10% on fees`.
"""


@dataclass(frozen=True)
class Command:
    """A command as it is documented.

    Attributes:
        words: What to type: ``("client", "list")``.
        command: Typer's object.
        context: One to ask it for its help.
        group: Whether it has commands of its own.
    """

    words: tuple[str, ...]
    command: Any
    context: Any
    group: bool

    @property
    def name(self) -> str:
        """What to type, ``pulse`` included."""
        return " ".join(("pulse", *self.words))

    @property
    def help(self) -> str:
        """The help text, without the examples."""
        text = _EXAMPLES.sub("", self.command.help or "").replace("\b", "")
        return re.sub(r"\n{3,}", "\n\n", text).strip()

    @property
    def examples(self) -> list[tuple[str, str]]:
        """The examples: the command line, and what is said about it."""
        found = _EXAMPLES.search(self.command.help or "")
        lines = found[1].splitlines() if found else []
        parts = (re.split(r"\s{3,}", line.strip(), maxsplit=1) for line in lines if line.strip())
        return [(part[0], part[1] if len(part) > 1 else "") for part in parts]


_EXAMPLES = re.compile(r"\x08?\n?Examples:\n((?:  .*(?:\n|$))+)")


def root() -> Command:
    """Return the program's own command."""
    command = typer.main.get_command(program)
    return Command((), command, _context(command, "pulse"), True)


def commands() -> Iterator[Command]:
    """Give every command and sub-command in the order of ``pulse --help``."""
    top = root()
    for entry in ENTRIES:
        yield from _with_children((entry.name,), entry.load(), top.context)


def _with_children(words: tuple[str, ...], command: Any, parent: Any) -> Iterator[Command]:
    context = _context(command, words[-1], parent)
    children = getattr(command, "commands", {})
    yield Command(words, command, context, bool(children))
    for name, child in children.items():
        if child.hidden:
            continue
        yield from _with_children((*words, name), child, context)


def _context(command: Any, name: str, parent: Any = None) -> Any:
    return command.context_class(command, info_name=name, parent=parent, **command.context_settings)


def commands_page() -> str:
    """Write ``commands.md``."""
    quoted = [f"`{one}`" for one in CHANNELS]
    channels = f"{', '.join(quoted[:-1])} or {quoted[-1]}"
    also = ", ".join(f"`{one}`" for one in ALSO_CALLED)
    parts = [
        INTRODUCTION.replace("{channels}", channels).replace("{also}", also),
        "## Global options\n",
        _options_table(root()),
        _contents(),
    ]
    panels = {entry.name: entry.panel for entry in ENTRIES}
    panel = ""
    for one in commands():
        if panels[one.words[0]] != panel:
            panel = panels[one.words[0]]
            parts.append(f"## {panel}\n")
        parts += _section(one)
    return "\n".join(part for part in parts if part)


def _contents() -> str:
    lines = ["## All commands\n", "| command | does |", "|---|---|"]
    for one in commands():
        link = f"[`{one.name}`](#{one.name.replace(' ', '-')})"
        lines.append(f"| {link} | {_cell(one.help.splitlines()[0])} |")
    return "\n".join(lines) + "\n"


def _section(one: Command) -> Iterator[str]:
    yield f"{'#' * (2 + len(one.words))} {one.name}\n"
    yield _prose(one.help) + "\n"
    if not one.group or one.examples:
        pieces = one.command.collect_usage_pieces(one.context)
        yield f"```text\n{' '.join((one.name, *pieces))}\n```\n"
    if one.examples:
        yield "Examples:\n"
        yield f"```sh\n{_lines(one.examples)}\n```\n"
    yield _arguments_table(one)
    yield _options_table(one)


def _lines(examples: list[tuple[str, str]]) -> str:
    width = max(len(line) for line, _ in examples)
    return "\n".join(
        f"{line.ljust(width)}   # {remark}" if remark else line for line, remark in examples
    )


def _prose(text: str) -> str:
    return re.sub(r"'(pulse [^']+)'", r"`\1`", text)


def _arguments_table(one: Command) -> str:
    arguments = [each for each in one.command.params if each.param_type_name == "argument"]
    if not arguments:
        return ""
    lines = ["| argument | meaning |", "|---|---|"]
    for each in arguments:
        name = (each.metavar or each.name.upper()).strip("[].")
        several = " ..." if each.nargs == -1 else ""
        optional = "" if each.required else " (may be left out)"
        lines.append(f"| `{_cell(name)}`{several}{optional} | {_cell(each.help or '')} |")
    return "\n".join(lines) + "\n"


def _options_table(one: Command) -> str:
    lines = ["| option | meaning |", "|---|---|"]
    for each in one.command.get_params(one.context):
        record = each.get_help_record(one.context)
        if each.param_type_name != "option" or record is None:
            continue
        if "--help" in each.opts and one.words:
            continue
        lines.append(f"| `{record[0]}` | {_cell(' '.join(record[1].split()))} |")
    return "\n".join(lines) + "\n" if len(lines) > 2 else ""


def _cell(text: str) -> str:
    return _prose(text).replace("|", "\\|")


def settings_table() -> str:
    """Write what can be set in the config file."""
    lines = ["| setting | what it holds | default | meaning |", "|---|---|---|---|"]
    for one in SETTINGS:
        default = "see below" if isinstance(one.default, dict) else f"`{one.default_text}`"
        if one.default is None:
            default = "not set"
        meaning = f"{one.description} Write {one.expected}."
        lines.append(f"| `{one.name}` | {one.kind} | {default} | {_cell(meaning)} |")
    return "\n".join(lines)


EXPORTED: Mapping[type[records.Record], tuple[str, str]] = {
    records.Client: ("a client", ""),
    records.Contact: ("a contact", ""),
    records.Meeting: ("a meeting", "; `touchpoint` is the uid of the one it became"),
    records.Touchpoint: (
        "a touchpoint",
        "; `with` lists who took part, `purpose` says what a message was for: "
        + ", ".join(f"`{one}`" for one in PURPOSES),
    ),
    records.Project: ("a project", ""),
    records.Commitment: ("a commitment", "; `owed_by` is `us` for a promise, `client` for an ask"),
    records.Mistake: ("a mistake", ""),
    records.Reminder: ("a reminder", "; of a yearly one `done_on` is the occurrence that is done"),
    records.Feedback: ("a piece of feedback", "; `project` is the uid of the one it is about"),
    records.AgendaPoint: ("a point of an agenda", ""),
    records.Checkup: ("a check-up", "; `answers` says `yes`, `partly` or `no` by the trait's key"),
    records.ServiceMention: (
        "a mention",
        ": which service the client heard of, and in which touchpoint, by their uids",
    ),
    records.Trait: ("a trait", ", of your own; the client's, or in front for all"),
    records.TraitWeight: ("a trait weight", ", the client's, or in front for all"),
    records.Rest: ("a pause or a snooze", "; over on the day `to`"),
    records.ClientRule: ("a rule", ", where it differs for this client; `none` is off"),
    records.Service: ("a service", ""),
    records.Away: ("days off", ", both days included"),
}
"""What stands in a whole-store export, in words, and what there is to say of its fields."""


def export_table() -> str:
    """Write the fields of a whole-store export, record by record."""
    lines = ["| in | fields |", "|---|---|"]
    for record, (name, note) in EXPORTED.items():
        keys = [*shape_of(record).exported]
        if record is records.Client:
            keys += [one.LIST for one in OF_CLIENT]
        lines.append(f"| {name} | `{' '.join(keys)}`{note} |")
    return "\n".join(lines)


TAKEN: Mapping[str, tuple[Field, ...]] = {
    "name": ("first", "last", "name"),
    "company": ("company",),
    "role": ("role",),
    "birthday": ("birthday", "birth_month"),
    "tags": ("tags",),
    "owner": ("owner",),
    "place": ("place",),
    "last contact": ("last_contact",),
    "start": ("since",),
    "note": ("note",),
}
"""What may be taken from an export, in words, by what a column can hold."""


def known_exports_sections() -> str:
    """Write for each program whose exports are known how to get one, and what is taken from it."""
    parts = []
    for name, exports in groupby(known_exports(), key=lambda one: one.name):
        forms = list(exports)
        parts += [f"### {name}\n", fill(forms[0].where, 100) + "\n"]
        variants = [one.variant for one in forms if one.variant]
        if variants:
            parts.append(fill(f"Also {_and(variants)}.", 100) + "\n")
        parts.append(fill(f"Taken: {_and(_taken(forms))}.", 100) + "\n")
    return "\n".join(parts).rstrip()


def _taken(forms: list[KnownExport]) -> list[str]:
    there = {field for one in forms for field in one.columns}
    taken = [what for what, fields in TAKEN.items() if there.intersection(fields)]
    taken += ["e-mail addresses"] * any(one.emails for one in forms)
    taken += ["phone numbers"] * any(one.phones for one in forms)
    return taken + ["postal addresses"] * any(one.addresses for one in forms)


def _and(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def starter_file() -> str:
    """Write what ``pulse config edit`` opens where there is no file yet."""
    return f"```toml\n{template_text().rstrip()}\n```"


def over_communication_table() -> str:
    """Write the over-communication rule's rows, for those who meet and those who count days."""
    named = {"12w": "quarterly, half-yearly, yearly", "6w": "every 2 months"}
    named["8d"] = "monthly, every 2 weeks"
    lines = ["| meetings at least | so for example | an update goes out |", "|---|---|---|"]
    for at_least, every in OVER_COMMUNICATION:
        often = "never" if every is None else every.adverb()
        lines.append(f"| `{at_least}` apart | {named[str(at_least)]} | {often} |")
    weekly = Interval(1, "w").adverb()
    lines.append(f"| nearer | {weekly} | not at all: every meeting is the update |")
    return "\n".join(lines)


@contextmanager
def _home() -> Iterator[Path]:
    """Give an empty home, so that no example reads or touches anybody's own store."""
    with tempfile.TemporaryDirectory() as folder:
        own = {
            "HOME": folder,
            "XDG_DATA_HOME": f"{folder}/data",
            "XDG_CONFIG_HOME": f"{folder}/config",
            "XDG_CACHE_HOME": f"{folder}/cache",
            "CLIENTPULSE_TODAY": TODAY,
            "CLIENTPULSE_DB": f"{folder}/clientpulse/clientpulse.db",
        }
        before = dict(os.environ)
        os.environ.update(own)
        for name in ("CLIENTPULSE_CONFIG", "COLUMNS"):
            os.environ.pop(name, None)
        try:
            with contextlib.chdir(folder):
                yield Path(folder)
        finally:
            os.environ.clear()
            os.environ.update(before)


CONTACTS_FILE = (
    "First Name,Last Name,Organization Name,Organization Title,Labels,E-mail 1 - Value\n"
    "Ann,Field,Field & Co,Director,,ann@field.example\n"
    "Di,Wood,,,,di@wood.example\n"
)
MORE_CONTACTS = (
    "Ann,Field,Field & Co,,,office@field.example\nLena,Voss,Marsh Ltd,,,lena@marsh.example\n"
)
CLIENTS_FILE = """\
name,meeting,contact,email
Greenfield Dairy,monthly,Ida Greenfield,ida@greenfield.example
Harbour Dental,every so often,,
Northgate Housing,6w,,
"""
"""The file that the examples import: one of its rows is refused."""

STORY = (
    ("add", "Acme GmbH", "--meet", "quarterly", "--since", "2026-06-01", "--tag", "retail"),
    ("client", "edit", "acme", "--owner", "sam", "--prefers", "call"),
    ("contact", "add", "acme", "Ann", "Field", "--role", "CFO", "--email", "ann@acme.example"),
    ("log", "acme", "Half-year review", "-c", "meeting", "-d", "2026-08-20", "--with", "ann"),
    ("log", "acme", "Sent the figures", "-c", "email", "-d", "2026-10-12"),
    ("add", "Bianchi", "--meet", "monthly", "--since", "2026-11-17"),
    ("meeting", "book", "bianchi", "2026-12-01", "10:00", "--place", "their office"),
    ("promise", "acme", "the tax estimate", "--by", "2026-11-27"),
    ("mistake", "acme", "Sent the invoice twice", "--on", "2026-11-20"),
)
"""What is in the store that the examples of answers come from."""

EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "due": ("due", "--json"),
    "report": ("report", "--json"),
    "history": ("history", "--limit", "1", "--json"),
    "search": ("search", "figures", "--json"),
    "client-list": ("client", "list", "--json"),
    "client-tags": ("client", "tags", "--json"),
    "contact-list": ("contact", "list", "--json"),
    "meeting-list": ("meeting", "list", "--json"),
    "commitment-list": ("commitment", "list", "--json"),
    "mistake-list": ("mistake", "list", "--json"),
    "config": ("config", "--json"),
    "log": ("log", "acme", "Talked about the audit", "--next", "12 jan 10:00", "--json"),
    "undo": ("undo", "--json"),
    "backup": ("backup", "--json"),
    "import": ("import", "clients.csv", "--json"),
}
"""The examples of answers in the page about JSON, in the order in which they run."""

_UID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?\+00:00")
_STAMP = re.compile(r"\d{4}-\d{2}-\d{2}T\d{6}Z")


def answers() -> dict[str, str]:
    """Run the examples; what differs from run to run is replaced by something of its kind."""
    told: dict[str, str] = {}
    uids: dict[str, str] = {}
    with _home() as home:
        for line in STORY:
            _answer(line)
        (home / "clients.csv").write_text(CLIENTS_FILE, encoding="utf-8")
        for name, line in EXAMPLES.items():
            text = _answer(line)
            text = _UID.sub(lambda found: uids.setdefault(found[0], _sample(len(uids))), text)
            text = _MOMENT.sub(f"{TODAY}T08:30:00+00:00", text)
            text = _STAMP.sub(f"{TODAY}T083000Z", text)
            text = re.sub(r'"bytes": \d+', '"bytes": 118784', text)
            text = text.replace(f"{home}/", "/home/sam/")
            told[name] = _example(line, _spread(text))
    return told


def _sample(number: int) -> str:
    return f"7c0b4d1e-52a8-4f3b-9d60-{0x1A2B3C4D5E00 + 7919 * (number + 1):012x}"


def _answer(line: tuple[str, ...]) -> str:
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(io.StringIO()):
        code = run(list(line))
    if code:
        raise SystemExit(f"pulse {' '.join(line)} failed with {code}")
    return said.getvalue()


def _screen(*line: str) -> str:
    """Run a command and return what a terminal would show of stdout and stderr together."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        run(list(line))
    return said.getvalue().rstrip()


def import_session() -> str:
    """Import a file of which one row is refused."""
    with _home() as home:
        (home / "clients.csv").write_text(CLIENTS_FILE, encoding="utf-8")
        return _example(("import", "clients.csv"), _screen("import", "clients.csv"))


def rehearsal_session() -> str:
    """Rehearse the import of an address book with a double, after somebody was deleted."""
    with _home() as home:
        file = home / "contacts.csv"
        file.write_text(CONTACTS_FILE, encoding="utf-8")
        _answer(("import", "contacts.csv"))
        _answer(("client", "delete", "wood", "--yes"))
        file.write_text(f"{CONTACTS_FILE}{MORE_CONTACTS}", encoding="utf-8")
        line = ("import", "contacts.csv", "--dry-run")
        return _example(line, _screen(*line))


SESSIONS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "promises session": (
        ("2026-11-16", "promise", "acme", "the tax estimate", "--by", "fri"),
        ("2026-11-16", "ask", "acme", "the payroll files", "--by", "fri"),
        ("2026-11-16", "ask", "acme", "a photo for the brochure"),
        ("2026-11-19", "done", "1"),
        ("2026-11-23", "commitment", "list"),
        ("2026-11-23", "log", "acme", "Asked again for the payroll files", "--chase"),
        ("2026-11-24", "done", "2"),
    ),
    "recap session": (
        (
            *("2026-11-24", "log", "acme", "Half-year review", "-c", "meeting"),
            *("--agreed", "We move to monthly invoices"),
        ),
        ("2026-11-24", "promise", "acme", "a plan for the new office", "--by", "11 dec"),
        ("2026-11-25", "log", "acme", "Wrote down what we agreed", "--recap"),
    ),
    "mistake session": (
        ("2026-11-25", "mistake", "acme", "Sent the invoice twice", "--on", "mon"),
        (
            *("2026-11-25", "mistake", "edit", "1", "--why", "two of us look after invoices"),
            *("--fix", "the second one is cancelled"),
        ),
        ("2026-11-25", "mistake", "told", "1"),
        ("2026-11-27", "mistake", "fixed", "1"),
    ),
    "moments session": (
        ("2026-11-30", "contact", "add", "acme", "Ann Field", "--birthday", "1981-12-11"),
        (
            *("2026-11-30", "remind", "acme", "14", "dec", "ask", "about", "Lisbon"),
            *("--with", "ann"),
        ),
        ("2026-11-30", "remind", "acme", "2019-03-01", "our", "first", "project", "--yearly"),
        ("2026-11-30", "remind", "list"),
        ("2026-12-14", "remind", "done", "1"),
    ),
    "feedback session": (
        ("2026-11-30", "project", "start", "acme", "New", "website", "--checkin", "weekly"),
        ("2027-01-15", "project", "finish", "acme", "website"),
        (
            *("2027-01-20", "feedback", "acme", "Nobody", "misses", "the", "old", "site"),
            *("--score", "9", "--project", "website"),
        ),
        ("2027-01-20", "project", "list", "acme"),
    ),
    "services session": (
        ("2026-11-30", "service", "add", "Payroll", "We", "run", "your", "payroll."),
        ("2026-11-30", "service", "add", "Tax check", "We", "read", "your", "old", "returns."),
        ("2026-11-30", "service", "mention", "acme", "payroll"),
        ("2026-11-30", "service", "list", "acme"),
    ),
    "away session": (
        ("2026-11-30", "away", "24", "dec", "to", "2", "jan"),
        ("2026-11-30", "away"),
    ),
    "words session": (
        ("2026-11-30", "rm", "acme"),
        ("2026-11-30", "note", "acme", "prefers", "tea"),
        ("2026-11-30", "acme", "prefers", "tea"),
    ),
    "check-up session": (
        (
            *("2026-12-01", "checkup", "acme", "--set", "communication=yes"),
            *("--set", "expectations=partly", "--set", "opinions-withheld=yes"),
            *("--set", "bad-manners=no"),
        ),
        (
            *("2027-06-01", "checkup", "acme", "--set", "communication=yes"),
            *("--set", "expectations=yes", "--set", "opinions-withheld=partly"),
            *("--set", "bad-manners=no"),
        ),
        ("2027-06-01", "checkup", "list", "acme"),
    ),
    "traits session": (
        ("2027-06-01", "trait", "add", "pays", "on", "time"),
        ("2027-06-01", "trait", "add", "changes its mind late", "--bad", "--client", "acme"),
        ("2027-06-01", "trait", "weigh", "expectations", "3"),
        ("2027-06-01", "trait", "weigh", "no-planning", "0", "--client", "acme"),
    ),
    "client rules session": (
        ("2027-06-01", "client", "rules", "acme", "checkup=1y", "moment=none"),
        ("2027-06-01", "client", "rules", "acme"),
    ),
    "agenda session": (
        ("2027-06-01", "done", "4", "--on", "10 dec"),
        ("2027-06-01", "promise", "acme", "the half-year figures", "--by", "4 jun"),
        ("2027-06-01", "meeting", "book", "acme", "8 jun 10:00", "--place", "their office"),
        ("2027-06-01", "agenda", "acme", "add", "lease the van, or buy it"),
        ("2027-06-01", "agenda", "acme"),
    ),
    "brief session": (
        (
            *("2027-06-07", "log", "acme", "They worry about the rent", "--mood", "bad"),
            *("-d", "3 jun"),
        ),
        ("2027-06-08", "brief", "acme"),
    ),
    "share session": (
        (
            *("2027-06-09", "share", "acme", "The new rules for grants"),
            *("--url", "https://grants.example/rules"),
        ),
        ("2027-06-09", "share", "list", "grants"),
    ),
    "nearby session": (
        ("2027-06-09", "client", "edit", "acme", "--place", "Bergamo, Lombardy"),
        ("2027-06-09", "nearby", "bergamo"),
    ),
}
"""What the pages show: each line with the day it is typed on, all with one client."""


def sessions() -> dict[str, str]:
    """Run the sessions of the pages one after the other."""
    told = {}
    with _home():
        _answer(("add", "Acme GmbH", "--key", "acme", "--since", "2026-11-02"))
        for name, lines in SESSIONS.items():
            shown, last = [], ""
            for day, *line in lines:
                if day != last:
                    shown.append(f"# {long_date(date.fromisoformat(day))}")
                last = day
                shown.append(f"$ pulse {_typed(line)}\n{_screen('--today', day, *line)}")
            told[name] = "```console\n" + "\n".join(shown) + "\n```"
    return told


def config_error() -> str:
    """Use a config file with a mistake in it."""
    with _home() as home:
        file = home / "config" / "clientpulse" / "config.toml"
        file.parent.mkdir(parents=True)
        file.write_text('soon = "1w"\nworkday = ["mon"]\n', encoding="utf-8")
        said = _screen("due").replace(f"{home}/config", "/home/sam/.config")
        return _example(("due",), said)


def config_set() -> str:
    """Set two settings, and take one back."""
    lines = (("set", "soon", "2w"), ("set", "rules.feedback", "12m"), ("unset", "soon"))
    with _home():
        said = [f"$ pulse config {_typed(one)}\n{_screen('config', *one)}" for one in lines]
    return "```console\n" + "\n".join(said) + "\n```"


def _spread(text: str) -> str:
    """Give every field a line and show the first item only, since a page is narrow."""
    answer = json.loads(text)
    if isinstance(answer.get("items"), list):
        answer["items"] = answer["items"][:1]
    spread = json.dumps(answer, indent=2)
    return re.sub(r"\[\s+(-?\d+(?:,\s+-?\d+)*)\s+\]", _on_one_line, spread)


def _on_one_line(found: re.Match[str]) -> str:
    return f"[{', '.join(found[1].replace(',', ' ').split())}]"


def _example(line: tuple[str, ...], text: str) -> str:
    return f"```console\n$ pulse {_typed(line)}\n{text}\n```"


def _typed(line: Iterable[str]) -> str:
    return " ".join(f'"{word}"' if " " in word else word for word in line)


def blocks() -> dict[str, str]:
    """Return every generated block by its name."""
    made: dict[str, Callable[[], str]] = {
        "settings": settings_table,
        "starter file": starter_file,
        "over-communication": over_communication_table,
        "import session": import_session,
        "rehearsal session": rehearsal_session,
        "export fields": export_table,
        "known exports": known_exports_sections,
        "config error": config_error,
        "config set": config_set,
        "words": words_table,
    }
    found = {name: make() for name, make in made.items()}
    found.update(sessions())
    found.update({f"example {name}": text for name, text in answers().items()})
    return found


def manual() -> str:
    """Write the man page."""
    panels = {entry.name: entry.panel for entry in ENTRIES}
    page = (DOCS / "json-and-exit-codes.md").read_text(encoding="utf-8")
    codes = [
        (int(code), meaning.replace("`", "'"))
        for code, meaning in re.findall(r"^\| ([0-9]+) \| (.+) \|$", page, re.MULTILINE)
    ]
    return man_page.page(__version__, root(), commands(), panels, codes)


def words_table() -> str:
    """Write which words stand for a command, and which are answered with several."""
    lines = ["| you type | it is |", "|---|---|"]
    for command, typed in words.RUNS.items():
        lines.append(f"| {_words(typed)} | `pulse {command}` |")
    for typed, (with_text, bare) in words.WITH_TEXT.items():
        alone = f"; alone `pulse {bare}`" if bare else ""
        lines.append(f"| `{typed}` CLIENT TEXT | `pulse {with_text} CLIENT TEXT`{alone} |")
    answered = _words(" ".join(words.SAYS))
    several = f"These are answered with the commands that may be meant: {answered}."
    ended = f"`version` shows the version, and {_words(' '.join(sorted(words.QUIT)))} end nothing."
    return "\n".join([*lines, "", fill(several, 100), "", fill(ended, 100)])


def _words(typed: str) -> str:
    return ", ".join(f"`{word}`" for word in typed.split())


_BLOCK = re.compile(r"<!-- generated: ([^>]+) -->\n.*?<!-- end -->", re.DOTALL)


def filled(page: str, known: Mapping[str, str]) -> str:
    """Return a page with its generated blocks as they should be."""
    return _BLOCK.sub(
        lambda found: f"<!-- generated: {found[1]} -->\n{known[found[1]]}\n<!-- end -->", page
    )


def pages() -> dict[Path, str]:
    """Return every page that is generated, wholly or in part, as it should be."""
    known = blocks()
    wanted = {DOCS / "commands.md": commands_page(), DOCS / "man" / "pulse.1": manual()}
    for path in sorted(DOCS.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        if path not in wanted and _BLOCK.search(text):
            wanted[path] = filled(text, known)
    return wanted


def main() -> None:
    """Write the pages that differ, and say which."""
    for path, text in pages().items():
        path.parent.mkdir(exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            typer.echo(f"written: {path.name}")


if __name__ == "__main__":
    main()
