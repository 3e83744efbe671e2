"""The one table of settings.

Documentation, the starter file and ``pulse config`` read `SETTINGS`; nothing else lists them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from clientpulse import config
from clientpulse.cadence.rule_book import RULE_BOOK
from clientpulse.config import values
from clientpulse.config.values import toml
from clientpulse.weekdays import WEEKDAYS

if TYPE_CHECKING:
    from clientpulse.config.me import Me
    from clientpulse.config.sending import Send
    from clientpulse.config.sources import Source
    from clientpulse.config.storing import Storing
    from clientpulse.config.tag_defaults import TagDefaults


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that can be set in the config file."""

    name: str
    kind: str
    """What it holds, in one or two words."""
    default: str | list[str] | dict[str, str] | None
    """As the file would give it; None where nothing is set."""
    expected: str
    """What would be right, for whoever wrote something else."""
    description: str
    check: Callable[[object], Any]
    """Turns the file's value into the program's, or raises WrongValueError."""
    example: str = ""
    """What the starter file shows where there is no default."""

    @property
    def default_text(self) -> str:
        """The default as TOML, a table as its rows; empty where there is none."""
        return toml(self.default) if self.default is not None else ""


def _tag_defaults(value: object) -> Sequence[TagDefaults]:
    return () if value == {} else config.tag_defaults.check(value)


def _me(value: object) -> Me:
    return config.me.check(value)


def _store(value: object) -> Storing:
    return config.storing.check(value)


def _sources(value: object) -> Sequence[Source]:
    return () if value == {} else config.sources.check(value)


def _send(value: object) -> Send | None:
    return None if value == {} else config.sending.check(value)


def _colors(value: object) -> Mapping[str, str]:
    return {} if value == {} else config.colors.check(value)


def _keys(value: object) -> Mapping[str, str]:
    return {} if value == {} else config.own_keys.check(value)


SETTINGS = (
    Setting(
        name="default_meeting",
        kind="interval",
        default="quarterly",
        expected='an interval such as "monthly", "quarterly" or "6w", or "none"',
        description="How often to meet a client who is added without a meeting interval.",
        check=values.interval_or_none,
    ),
    Setting(
        name="date_order",
        kind="word",
        default=None,
        expected='"dmy" for 21.11.2026, "mdy" for 11/21/2026 or "ymd" for 2026/11/21',
        description="How to read a date in numbers that could be read in two ways.",
        check=values.date_order,
        example='"dmy"',
    ),
    Setting(
        name="due",
        kind="word",
        default="full",
        expected='"full" for everything, or "short" for one line a client',
        description=(
            "How 'pulse due' shows today's list; its options --full and --short override it."
        ),
        check=values.due,
    ),
    Setting(
        name="workdays",
        kind="list of weekdays",
        default=[name[:3] for name in WEEKDAYS[:5]],
        expected=f"at least one of {', '.join(toml(name[:3]) for name in WEEKDAYS)}, in brackets",
        description="The days you work on; what falls on another day is due on the workday before.",
        check=values.workdays,
    ),
    Setting(
        name="soon",
        kind="interval",
        default="1w",
        expected='an interval such as "1w" or "10d"',
        description="How far ahead something counts as due soon.",
        check=values.interval,
    ),
    Setting(
        name="chase_every",
        kind="interval",
        default="3d",
        expected='an interval such as "3d" or "1w"',
        description="How long to wait before you chase a client again for what they owe you.",
        check=values.interval,
    ),
    Setting(
        name="recap",
        kind="word",
        default="meeting",
        expected='"meeting", "voice" for calls and visits too, or "none"',
        description="After which conversations a recap is due, a message that writes them down.",
        check=values.recap,
    ),
    Setting(
        name="dial",
        kind="weekday and time",
        default=None,
        expected='a weekday and a time such as "fri 10:00"',
        description="When you ring clients; that day's list has a line about it.",
        check=values.dial,
        example='"fri 10:00"',
    ),
    Setting(
        name="office_hours",
        kind="working hours",
        default="mon-fri 9-17",
        expected='days and times such as "mon-fri 9-17" or "mon-thu 9-17; fri 9-13"',
        description="When to ring clients whose own hours you don't know, by their clock.",
        check=values.office_hours,
    ),
    Setting(
        name="sender",
        kind="name and address",
        default=None,
        expected='a name and an e-mail address such as "Anna Rossi <anna@studio.example>"',
        description="Your name and address, for letters and for the digest.",
        check=values.sender,
        example='"Anna Rossi <anna@studio.example>"',
    ),
    Setting(
        name="notify_command",
        kind="command",
        default=None,
        expected='a command that gets a title and a text, such as "terminal-notifier"',
        description=(
            "What 'pulse digest --notify' runs, a title and a text behind it; without it the"
            " desktop's own."
        ),
        check=values.command,
        example='"notify-send --app-name pulse"',
    ),
    Setting(
        name="theme",
        kind="word",
        default=values.THEMES[0],
        expected='"terminal" for its own colours, "light", "dark" or "contrast"',
        description="How 'pulse ui' looks; its option --theme overrides it.",
        check=values.theme,
    ),
    Setting(
        name="over_communication",
        kind="table of intervals",
        default={"12w": "monthly", "6w": "biweekly", "8d": "weekly"},
        expected='rows such as "12w" = "monthly", or = "none" for no updates',
        description=(
            "Meetings at least this far apart = how often an update goes out. "
            "Your rows replace these."
        ),
        check=values.over_communication,
    ),
    Setting(
        name="weights",
        kind="table of numbers",
        default={},
        expected=f"rows of a tag and a number above 0, up to {values.LARGEST_WEIGHT}: key = 2.0",
        description="How much more clients with a tag count where the longest silence comes first.",
        check=values.weights,
        example="key = 2.0",
    ),
    Setting(
        name="maps",
        kind="table of maps",
        default={},
        expected='rows of a name and a map such as crm = "name=Company,email=Mail"',
        description="Which headings of a CSV file hold what, kept for 'pulse import --map crm'.",
        check=values.maps,
        example='crm = "name=Company,contact=First+Last,email=Mail"',
    ),
    Setting(
        name="alias",
        kind="table of commands",
        default={},
        expected='a word and the command it stands for, one a line: tired = "due --within 2w"',
        description="Words of your own for a command; what you type after one is passed on.",
        check=values.aliases,
        example='tired = "due --within 2w"',
    ),
    Setting(
        name="rules",
        kind="table of intervals",
        default={},
        expected='rows such as feedback = "12m", or checkup = "none" to turn a rule off',
        description="Rules with another interval than the usual one, or turned off.",
        check=values.rules,
        example="\n".join(f'{one.name} = "{one.interval}"' for one in RULE_BOOK if one.interval),
    ),
    Setting(
        name="defaults",
        kind="table of tables",
        default={},
        expected="a table for each tag, with meet, update, prefers, owner or rules in it",
        description=(
            "What clients with a tag get when added; if two tags differ, the first one counts."
        ),
        check=_tag_defaults,
        example=(
            '[defaults.retail]\nmeet = "monthly"\nprefers = "call"\nowner = "sam"\n'
            'rules = { feedback = "none" }'
        ),
    ),
    Setting(
        name="me",
        kind="table",
        default={},
        expected='who you are: owner = "sam", addresses = ["sam@practice.example"]',
        description=(
            "Your name among colleagues, your e-mail addresses, and whether subjects are shared."
        ),
        check=_me,
        example='owner = "sam"\naddresses = ["sam@practice.example"]\nshare_subjects = true',
    ),
    Setting(
        name="store",
        kind="table",
        default={},
        expected='db = "postgresql://sam@db.practice.example/pulse"',
        description=(
            "Where the store is, if --db and CLIENTPULSE_DB don't say; what prints its password."
        ),
        check=_store,
        example=(
            'db = "postgresql://sam@db.practice.example/pulse?sslmode=verify-full"\n'
            'password_command = "pass show pulse"'
        ),
    ),
    Setting(
        name="sources",
        kind="table of tables",
        default={},
        expected="a table for each source, with its kind and a path, host or url in it",
        description="Mailboxes, calendars and address books that 'pulse sync' reads.",
        check=_sources,
        example='[sources.mail]\nkind = "maildir"\npath = "~/Mail"',
    ),
    Setting(
        name="send",
        kind="table",
        default={},
        expected='a command = "msmtp -t", or smtp = "smtps://sam@mail.practice.example"',
        description="How 'pulse draft --send' and 'pulse digest --send' send mail.",
        check=_send,
        example='command = "msmtp -t"',
    ),
    Setting(
        name="colors",
        kind="table of colours",
        default={},
        expected='rows such as overdue = "bold red", due = "#d08000" or quiet = "none"',
        description="Colours and weights on a terminal, by what they mean.",
        check=_colors,
        example='overdue = "bold red"\ndue = "#d08000"\nquiet = "none"',
    ),
    Setting(
        name="keys",
        kind="table of keys",
        default={},
        expected='what is done and its keys, one a line: log = "L", quit = "Q, Ctrl-X"',
        description="Other keys for 'pulse ui'; its key ? shows what each is called.",
        check=_keys,
        example='log = "L"\nquit = "Q, Ctrl-X"\nreload = "F5"',
    ),
)
"""Every setting there is, in the order it is shown."""
