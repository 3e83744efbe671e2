"""``pulse due --count`` for shell prompts, which draw it each time: without a command line's frame.

Typer alone would take longer than all that is done here. What is typed in a way that isn't
understood here, or that may have to be told something, goes the usual way.
"""

from __future__ import annotations

import os
import sys
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

from clientpulse import config, services
from clientpulse.cadence.policy import Policy
from clientpulse.errors import ClientpulseError, ExitCode, InputError
from clientpulse.store.selection import Selection

if TYPE_CHECKING:
    from clientpulse.services.portfolio.asked import Asked

VALUED = ("--db", "--within", "--client", "--tag", "--owner")
REPEATED = ("--status", "--rule")
Typed = dict[str, list[str]]


def count(arguments: list[str]) -> int | None:
    """Print how many clients are listed, where that is what was asked; return the exit code.

    What is wrong with the store or the settings would be said at every prompt: it gets nothing,
    and the exit code. Somebody at a terminal is told, the usual way.

    Returns:
        None where the usual way has to be gone.
    """
    typed = _typed(arguments)
    if typed is None or os.environ.get("CLIENTPULSE_TODAY") or sys.stdout is None:
        return None
    try:
        asked = _asked(typed)
    except InputError:
        return None
    try:
        number = _number(typed, asked, date.today())  # noqa: DTZ011  a person's day is the local one
    except ClientpulseError as error:
        return None if sys.stdout.isatty() else int(error.exit_code)
    except Exception:
        return None if sys.stdout.isatty() else int(ExitCode.FAULT)
    sys.stdout.write(f"{number}\n")
    return int(ExitCode.DONE)


def _typed(arguments: list[str]) -> Typed | None:
    """Read the options, and under an empty name whom it is about; None for anything else."""
    typed: Typed = {}
    rest = iter(arguments[arguments[:1] == ["due"] :])
    for argument in rest:
        name, equals, value = argument.partition("=")
        if argument == "--count":
            typed[argument] = []
        elif name in VALUED or name in REPEATED:
            given = value if equals else next(rest, "")
            typed.setdefault(name, []).append(given)
            if not given or given.startswith("-"):
                return None
        elif argument.startswith("-") or arguments[:1] != ["due"] or "" in typed:
            return None
        else:
            typed[""] = [argument]
    several = any(len(typed.get(name, ())) > 1 for name in VALUED)
    if "--count" not in typed or several or ("" in typed and "--client" in typed):
        return None
    return typed


def _asked(typed: Typed) -> Asked:
    within = next(iter(typed.get("--within", ())), None)
    return services.portfolio.asked.asked_for(
        within, typed.get("--status", ()), typed.get("--rule", ())
    )


def _number(typed: Typed, asked: Asked, today: date) -> int:
    one = {name: values[0] for name, values in typed.items() if values}
    path = config.places.default_config_path()
    settings = config.loading.load(path) if path.exists() else None
    policy = settings.policy if settings else Policy()
    me = settings.me.owner if settings else None
    location = one.get("--db") or os.environ.get("CLIENTPULSE_DB") or None
    store = services.stores.store_at(location, settings)
    who = one.get("", one.get("--client")), one.get("--tag"), one.get("--owner")
    with closing(store.open_reader_as_it_is()) as reader:
        # Most ask about everybody, and what finds clients needn't be loaded for that.
        everybody = me is None and not any(who)
        selection = Selection() if everybody else services.lookup.scope(reader, *who, me=me)
        policy = services.facts.policy.with_days_off(reader, policy)
        return services.portfolio.listed.count(reader, today, policy, selection, asked)
