"""Write the man page, ``docs/man/pulse.1``, from the program's own help.

A line of text that roff would take for one of its requests, a backslash and a dash are escaped
here, once for all that is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

ENVIRONMENT = (
    ("CLIENTPULSE_DB", "The store to use, as --db says it."),
    ("CLIENTPULSE_TODAY", "The day to rehearse, as --today says it."),
    ("CLIENTPULSE_CONFIG", "The config file to read."),
    ("CLIENTPULSE_LOCK_TIMEOUT", "How many seconds to wait while another program writes."),
    ("NO_COLOR", "When it is set, no colours are used."),
    ("PAGER", "What shows a list that is longer than the screen; default: less -FRX."),
    ("VISUAL, EDITOR", "What texts and the config file are edited in."),
    ("COLUMNS, LINES", "How wide and how high the terminal is, where it doesn't say."),
)

FILES = (
    ("~/.local/share/clientpulse/clientpulse.db", "The store."),
    ("~/.local/share/clientpulse/backups/", "Its backups."),
    ("~/.config/clientpulse/config.toml", "The settings; 'pulse config path' names the file."),
)
"""On Linux; 'pulse config' and 'pulse doctor' name those in use."""


def page(
    version: str,
    root: Any,
    commands: Iterable[Any],
    panels: Mapping[str, str],
    codes: Sequence[Any],
) -> str:
    """Return the page.

    Args:
        root: The program's own command.
        commands: Every other one, those of a group behind it.
        panels: The theme of each first word.
        codes: Exit codes with what they mean.
    """
    lines = [
        f'.TH PULSE 1 "" "clientpulse {version}" "User Commands"',
        ".nh",
        ".ad l",
        ".SH NAME",
        escaped("pulse - know whom to contact today, how, and about what"),
        ".SH SYNOPSIS",
        r".B pulse",
        r"[\fICOMMAND\fR | \fICLIENT\fR] [\fIARGUMENT\fR ...] [\fIOPTION\fR ...]",
        ".SH DESCRIPTION",
        *_paragraphs(DESCRIPTION),
        ".SH OPTIONS",
        "Every command takes these, too, before or after its name.",
        *_options(root),
        ".SH COMMANDS",
        "By theme.",
    ]
    for theme, found in groupby(commands, key=lambda one: panels[one.words[0]]):
        lines.append(f".SS {escaped(theme)}")
        for one in found:
            lines += _command(one)
    for heading, items in (("FILES", FILES), ("ENVIRONMENT", ENVIRONMENT), ("EXIT STATUS", codes)):
        lines += [f".SH {heading}", *(line for item in items for line in _item(*item))]
    lines += [".SH EXAMPLES", *_examples(root.examples)]
    lines += [".SH SEE ALSO", "\\fBpulse help\\fR, \\fBpulse help all\\fR,", ".BR less (1)"]
    return "\n".join(lines) + "\n"


DESCRIPTION = """\
clientpulse looks after clients who mustn't hear nothing for too long: it knows how often each is to
be met and written to, says each morning who is due and why, and writes down what happened.

'pulse' alone is 'pulse due'. 'pulse CLIENT' is 'pulse brief CLIENT'.

CLIENT is a client's key, its name in any case, or a beginning or part of either that matches only
one; @TAG stands for every active client with that tag, where a command takes it. DATE is a day as
people write it: 2026-11-21, tomorrow, fri, 'in 2 weeks', '1 nov'. INTERVAL is weekly, monthly,
quarterly, 10d, 2w, 3m and the like."""


def _command(one: Any) -> Iterator[str]:
    usage = [] if one.group else one.command.collect_usage_pieces(one.context)
    yield ".TP"
    yield f"\\fB{escaped(one.name)}\\fR {escaped(' '.join(usage))}".rstrip()
    first, *rest = _paragraphs(one.help)
    yield first
    if rest or one.examples or not one.group:
        yield ".RS"
        yield from rest
        yield from _options(one)
        if one.examples:
            yield from (".PP", "For example:", *_examples(one.examples))
        yield ".RE"


def _options(one: Any) -> Iterator[str]:
    for each in one.command.get_params(one.context):
        record = each.get_help_record(one.context)
        if each.param_type_name == "argument":
            help_text = getattr(each, "help", None)
            if help_text:
                yield from _item((each.metavar or each.name.upper()).strip("[]."), help_text)
        elif record is not None and not ("--help" in each.opts and one.words):
            yield from _item(*record)


def _item(term: Any, text: str) -> Iterator[str]:
    yield from (".TP", f"\\fB{escaped(str(term))}\\fR", _prose(text))


def _examples(examples: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield from (".PP", ".nf", ".RS")
    for line, remark in examples:
        yield escaped(f"{line}    # {remark}" if remark else line)
    yield from (".RE", ".fi")


def _paragraphs(text: str) -> Iterator[str]:
    for number, paragraph in enumerate(re.split(r"\n\s*\n", text.strip())):
        if number:
            yield ".PP"
        yield _prose(paragraph)


def _prose(text: str) -> str:
    """Return a text that may be broken between words, and behind the commas of a list of names."""
    return re.sub(r",(?=\S)", r",\\:", escaped(" ".join(text.split())))


def escaped(text: str) -> str:
    r"""Return a text as roff shows it, letter for letter: ``--by`` as ``\-\-by``."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    text = "".join(one if ord(one) < 128 else f"\\[u{ord(one):04X}]" for one in text)
    return f"\\&{text}" if text.startswith((".", "'")) else text
